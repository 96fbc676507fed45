import { type Area, lastColumn, lastRow } from './area.ts';
import { announce, type OpenWorkbook, rowAt } from './open-workbook.ts';
import type { Content, Locale, Tab } from './workbook.ts';

export interface SortKey {
  /** A column of the sheet, counted from 1. */
  column: number;
  ascending: boolean;
}

const rank = (value: Content | undefined): number => {
  if (value === null || value === undefined) return 4;
  if (typeof value === 'number') return 0;
  if (typeof value === 'string') return 1;
  return typeof value === 'boolean' ? 2 : 3;
};

function comparer(
  locale: Locale,
): (a: Content | undefined, b: Content | undefined, ascending: boolean) => number {
  const collator = new Intl.Collator(locale.replace('_', '-'));
  return (a, b, ascending) => {
    // Empty cells come last whichever way one sorts.
    if (rank(a) === 4 || rank(b) === 4) return rank(a) - rank(b);
    const order =
      rank(a) - rank(b) ||
      (typeof a === 'string' ? collator.compare(a, b as string) : Number(a) - Number(b)) ||
      0;
    return ascending ? order : -order;
  };
}

/** Sorts the rows of an area; contents, formats and notes of its columns move, nothing outside it does. */
export function sortArea(open: OpenWorkbook, tab: Tab, area: Area, keys: SortKey[]): void {
  const compare = comparer(open.workbook.locale);
  const [from, to] = [area.column - 1, lastColumn(area)];
  const lines = Array.from({ length: area.rows }, (_, at) => {
    const row = tab.rows[area.row - 1 + at];
    return {
      keys: keys.map(({ column }) => row?.values[column - 1]),
      values: row?.values.slice(from, to) ?? [],
      styles: row?.styles.slice(from, to) ?? [],
      notes: Object.entries(row?.notes ?? {}).filter(
        ([column]) => Number(column) > from && Number(column) <= to,
      ),
    };
  });
  lines.sort((a, b) => {
    for (const [at, { ascending }] of keys.entries()) {
      const order = compare(a.keys[at], b.keys[at], ascending);
      if (order !== 0) return order;
    }
    return 0;
  });
  for (const [at, line] of lines.entries()) {
    if (line.values.length === 0 && line.styles.length === 0 && !tab.rows[area.row - 1 + at]) continue;
    const row = rowAt(tab, area.row + at);
    while (row.values.length < to) row.values.push(null);
    while (row.styles.length < to) row.styles.push(0);
    for (let across = 0; across < area.columns; across++) {
      row.values[from + across] = line.values[across] ?? null;
      row.styles[from + across] = line.styles[across] ?? 0;
    }
    const kept = Object.entries(row.notes ?? {}).filter(
      ([column]) => Number(column) <= from || Number(column) > to,
    );
    row.notes = Object.fromEntries([...kept, ...line.notes]);
  }
  announce(open, { what: 'cells', sheetId: tab.id, firstRow: area.row, lastRow: lastRow(area) });
}
