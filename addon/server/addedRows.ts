/** Rows of lines that joined a count: below the last one, in one block; whatever is typed on the tab stays as it is. */
import type { CountLine } from '../../shared/contract/counts.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import type { Answer } from './calls.ts';
import { headerOf, placeText, readCountRows } from './countCells.ts';
import { asTyped, type Cell, type CountColumn, locateColumn } from './countColumns.ts';
import { COUNTED_GROUND, fitRules, formatCells, freeToType } from './countSheet.ts';
import type { Sheet } from './countTabs.ts';

/** Where each line stands on the tab; those that stand nowhere are added first, in the columns that such a tab has. */
export function withRows(
  sheet: Sheet,
  lines: readonly CountLine[],
  columns: readonly CountColumn[],
  language: Language,
): Answer<{ rowOf: Map<number, number> }> {
  const found = rowsOf(sheet, lines, language);
  if (!found.ok) return found;
  const { rowOf, missing } = found;
  const first = missing.length > 0 ? append(sheet, missing, columns, language) : 0;
  missing.forEach(({ line }, at) => {
    rowOf.set(line, first + at);
  });
  return { ok: true, rowOf };
}

/** Where each line stands, by its id; and those that stand nowhere. */
export function rowsOf(
  sheet: Sheet,
  lines: readonly CountLine[],
  language: Language,
): Answer<{ rowOf: Map<number, number>; missing: CountLine[] }> {
  const read = readCountRows(sheet, language);
  if (!read.ok) return read;
  const byId = new Map(read.rows.map(([row, id]) => [id, row]));
  // A row whose id was overwritten shows the line all the same: a second one would double it.
  const byPlace = new Map(read.rows.map(([row, , , place]) => [place, row]));
  const rowOf = new Map<number, number>();
  const missing: CountLine[] = [];
  for (const line of lines) {
    const row = byId.get(String(line.line)) ?? byPlace.get(placeText(line));
    if (row === undefined) missing.push(line);
    else rowOf.set(line.line, row);
  }
  return { ok: true, rowOf, missing };
}

/** The first row that was written. Columns stand where people moved them. */
function append(
  sheet: Sheet,
  lines: readonly CountLine[],
  columns: readonly CountColumn[],
  language: Language,
): number {
  const header = headerOf(sheet);
  const first = sheet.getLastRow() + 1;
  const last = first + lines.length - 1;
  const have = sheet.getMaxRows();
  if (last > have) sheet.insertRowsAfter(have, last - have);
  const kinds = header.map((_, at) => columns.find(({ key }) => locateColumn(header, key) === at + 1));
  const block = lines.map((line) =>
    kinds.map((column): Cell => (column ? asTyped(column.value({ line }, language)) : '')),
  );
  // A row takes over the formats of the one above: a date in «Compté», or no `@` for "007".
  formatCells(sheet, kinds, [first, lines.length], language);
  const counted = locateColumn(header, 'counted');
  const cells = sheet.getRange(first, counted, lines.length, 1);
  cells.setNumberFormat('General').setBackground(COUNTED_GROUND);
  sheet.getRange(first, 1, lines.length, header.length).setValues(block);
  fitRules(sheet, locateColumn(header, 'state'), last);
  freeToType(sheet, [counted, locateColumn(header, 'note')], last);
  showFilled(sheet, kinds, block);
  return first;
}

/** A column that was blank, and hidden for it, shows what has come into it. */
function showFilled(
  sheet: Sheet,
  columns: readonly (CountColumn | undefined)[],
  block: readonly Cell[][],
): void {
  columns.forEach((column, at) => {
    if (!column?.optional || block.every((row) => row[at] === '') || !sheet.isColumnHiddenByUser(at + 1))
      return;
    sheet.showColumns(at + 1);
    sheet.setColumnWidth(at + 1, column.width[1]);
  });
}
