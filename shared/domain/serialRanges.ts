/** Serial numbers as people give many at once: one a line, or a range «SN-001..SN-020». */
import { foldKey } from './keys.ts';

/** As many as one document holds lines. */
export const SERIALS_MOST = 1000;

/** As long as a serial number may be (shared/contract/common.ts). */
export const SERIAL_LONGEST = 64;

export type SerialsProblem = {
  problem: 'range' | 'tooMany' | 'twice' | 'long';
  value: string;
  count?: number;
};

/**
 * The numbers meant, in the order they were given. Lines, tabs, commas and semicolons part them (a serial may
 * hold spaces). A range counts on the last digits of both ends, which otherwise agree: `SN-001..SN-020`,
 * `A7-98..A7-102`; its numbers keep the zeros of its first end. The same number twice is refused by name.
 */
export function readSerials(text: string): { serials: string[] } | SerialsProblem {
  const serials: string[] = [];
  const seen = new Set<string>();
  for (const part of text.split(/[\n\r\t,;]+/).map((piece) => piece.trim())) {
    if (part === '') continue;
    const read = readPart(part);
    if ('problem' in read) return read;
    for (const serial of read.serials) {
      if (serial.length > SERIAL_LONGEST) return { problem: 'long', value: serial };
      if (seen.has(foldKey(serial))) return { problem: 'twice', value: serial };
      seen.add(foldKey(serial));
      serials.push(serial);
    }
  }
  if (serials.length > SERIALS_MOST) return { problem: 'tooMany', value: text.trim(), count: serials.length };
  return { serials };
}

function readPart(part: string): { serials: string[] } | SerialsProblem {
  const ends = part.split(/\s*(?:\.{2,}|…)\s*/);
  if (ends.length === 1) return { serials: [part] };
  const [from, to] = [ends[0]?.match(/^(.*?)(\d+)$/), ends[1]?.match(/^(.*?)(\d+)$/)];
  if (ends.length !== 2 || !from || !to || foldKey(from[1]!) !== foldKey(to[1]!))
    return { problem: 'range', value: part };
  // Twenty digits are a serial number too: counted in BigInt, or the last ones would be lost.
  const [first, last] = [BigInt(from[2]!), BigInt(to[2]!)];
  const count = last - first + BigInt(1);
  if (count < 1) return { problem: 'range', value: part };
  if (count > SERIALS_MOST) return { problem: 'tooMany', value: part, count: Number(count) };
  const width = from[2]!.length;
  const serials = Array.from(
    { length: Number(count) },
    (_, place) => from[1]! + String(first + BigInt(place)).padStart(width, '0'),
  );
  return { serials };
}
