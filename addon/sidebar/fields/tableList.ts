import { el } from '../dom.ts';

export interface Column<T> {
  heading: string;
  /** Figures stand at the right. */
  number?: boolean;
  /** Sentences, or a field: never as narrow as their longest word. */
  broad?: boolean;
  cell(row: T): Node | string;
}

/** Rows under headings that a screen reader names. More rows are appended with `add`. */
export function tableList<T>(
  columns: readonly Column<T>[],
  rows: readonly T[],
): { root: HTMLTableElement; add(more: readonly T[]): void } {
  const kind = ({ number, broad }: Column<T>) => (number ? 'number' : broad ? 'broad' : null);
  const rowOf = (row: T) =>
    el('tr', {}, ...columns.map((column) => el('td', { class: kind(column) }, column.cell(row))));
  const body = el('tbody', {}, ...rows.map(rowOf));
  const headings = columns.map((column) => el('th', { scope: 'col', class: kind(column) }, column.heading));
  const root = el('table', {}, el('thead', {}, el('tr', {}, ...headings)), body);
  return { root, add: (more) => body.append(...more.map(rowOf)) };
}
