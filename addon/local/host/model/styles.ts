import type { Style, Workbook } from './workbook.ts';

const keyOf = (style: Style): string =>
  JSON.stringify(Object.entries(style).sort(([a], [b]) => (a < b ? -1 : 1)));

const indexes = new WeakMap<Style[], Map<string, number>>();

function indexOf(styles: Style[]): Map<string, number> {
  let index = indexes.get(styles);
  if (!index) {
    index = new Map(styles.map((style, at) => [keyOf(style), at]));
    indexes.set(styles, index);
  }
  return index;
}

/** The number of this style in the workbook; equal styles share one. */
export function styleNumber(workbook: Workbook, style: Style): number {
  const known = Object.fromEntries(Object.entries(style).filter(([, value]) => value !== undefined)) as Style;
  const index = indexOf(workbook.styles);
  const key = keyOf(known);
  const found = index.get(key);
  if (found !== undefined) return found;
  workbook.styles.push(known);
  index.set(key, workbook.styles.length - 1);
  return workbook.styles.length - 1;
}

export const styleOf = (workbook: Workbook, styles: number[] | undefined, column: number): Style =>
  workbook.styles[styles?.[column - 1] ?? 0] ?? {};

/** A function from an old style number to the one with `change` laid over it; each old one is looked up once. */
export function restyler(workbook: Workbook, change: Partial<Style>): (old: number) => number {
  const known = new Map<number, number>();
  return (old) => {
    let next = known.get(old);
    if (next === undefined) {
      next = styleNumber(workbook, { ...workbook.styles[old], ...change });
      known.set(old, next);
    }
    return next;
  };
}
