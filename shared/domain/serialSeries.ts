/** Serial numbers as people give them: one by one, as a pasted list, as «SN-001..SN-020». Pure. */
import { foldKey } from './keys.ts';

/** A document has at most 1,000 lines, and a serial number is a line. */
export const MOST_SERIALS = 1000;
const LONGEST_SERIAL = 64;

/** `range`: its two ends do not make a series; `many`: more than a document holds; `long`: no serial is. */
export interface SerialProblem {
  text: string;
  why: 'range' | 'many' | 'long' | 'double';
}

export interface ReadSerials {
  serials: string[];
  problems: SerialProblem[];
}

/**
 * The serial numbers that a text names, in its order. They stand on lines of their own or between `,`, `;`
 * and tabs; `SN-001..SN-020` (or `SN-001..020`) is a series, both ends included, with its zeros kept.
 * Two that differ only in case, width or spaces are the same serial number twice.
 */
export function readSerials(text: string): ReadSerials {
  const serials: string[] = [];
  const problems: SerialProblem[] = [];
  const seen = new Set<string>();
  for (const token of text.split(/[\n\r\t,;]+/)) {
    const written = token.trim();
    if (written === '') continue;
    const series = seriesOf(written);
    if (typeof series === 'string') {
      problems.push({ text: written, why: series });
      continue;
    }
    for (const serial of series) {
      if (serial.length > LONGEST_SERIAL) problems.push({ text: serial, why: 'long' });
      else if (seen.has(foldKey(serial))) problems.push({ text: serial, why: 'double' });
      else serials.push(serial);
      seen.add(foldKey(serial));
    }
  }
  if (serials.length > MOST_SERIALS) problems.push({ text: String(serials.length), why: 'many' });
  return { serials, problems };
}

function seriesOf(written: string): string[] | 'range' | 'many' {
  const ends = /^(.+?)\s*(?:\.\.\.?|…)\s*(.+)$/.exec(written);
  if (!ends) return [written];
  const first = partsOf(ends[1]!);
  const last = /^\d+$/.test(ends[2]!) ? first && { ...first, digits: ends[2]! } : partsOf(ends[2]!);
  if (!first || !last || foldKey(first.before) !== foldKey(last.before) || first.after !== last.after)
    return 'range';
  // «01..100»: nobody knows how many zeros were meant.
  if (first.digits.length !== last.digits.length && /^0/.test(first.digits + last.digits)) return 'range';
  // Twenty digits pass 2^53.
  const [from, to] = [BigInt(first.digits), BigInt(last.digits)];
  if (to < from) return 'range';
  if (to - from >= BigInt(MOST_SERIALS)) return 'many';
  return Array.from({ length: Number(to - from) + 1 }, (_, step) => {
    const digits = String(from + BigInt(step)).padStart(first.digits.length, '0');
    return first.before + digits + first.after;
  });
}

/** «SN-001B» → SN-, 001, B: the last run of digits is what counts up. */
function partsOf(serial: string): { before: string; digits: string; after: string } | null {
  const parts = /^(.*?)(\d+)(\D*)$/.exec(serial);
  return parts && { before: parts[1]!, digits: parts[2]!, after: parts[3]! };
}
