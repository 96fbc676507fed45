/** How long one thing takes, many times over and several at a time; and tables that a person can read. */
import { performance } from 'node:perf_hooks';

export interface Measured {
  perSecond: number;
  p50_ms: number;
  p99_ms: number;
}

const WARM_UP = 0.2;

/** Does it over and over for so many seconds, so many at a time. What the first fifth took is not told. */
export async function measure(
  once: () => Promise<unknown>,
  atATime: number,
  seconds: number,
): Promise<Measured> {
  const took: number[] = [];
  const begin = performance.now();
  const counted = begin + WARM_UP * seconds * 1000;
  const end = begin + seconds * 1000;
  const one = async () => {
    for (let from = performance.now(); from < end; from = performance.now()) {
      await once();
      if (from >= counted) took.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: atATime }, one));
  const lasted_ms = performance.now() - counted;
  took.sort((a, b) => a - b);
  const at = (share: number) =>
    took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return { perSecond: (took.length * 1000) / lasted_ms, p50_ms: at(0.5), p99_ms: at(0.99) };
}

/** A table for the terminal: the first row is its head, columns as wide as they must be. */
export function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
  return [lines[0], widths.map((width) => '─'.repeat(width)).join('  '), ...lines.slice(1)].join('\n');
}

export const ms = (value: number) => value.toFixed(2);
export const whole = (value: number) => Math.round(value).toLocaleString('en');
