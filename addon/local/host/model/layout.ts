import { type Area, type Axis, afterDeletion, afterInsertion } from './area.ts';
import { fail } from './failure.ts';
import { announce, checkCellCount, type OpenWorkbook } from './open-workbook.ts';
import type { Row, Tab } from './workbook.ts';

/** Moves every area that the tab keeps (protections, filter, merges, rules); those left empty go. */
function moveAreas(tab: Tab, moved: (area: Area) => Area | null): void {
  const all = (areas: Area[]) => areas.map(moved).filter((area) => area !== null);
  tab.protections = tab.protections.flatMap((protection) => {
    const area = protection.kind === 'SHEET' ? protection.area : moved(protection.area);
    return area ? [{ ...protection, area, unprotected: all(protection.unprotected) }] : [];
  });
  tab.merges = all(tab.merges);
  tab.formatRules = tab.formatRules
    .map((rule) => ({ ...rule, areas: all(rule.areas) }))
    .filter((rule) => rule.areas.length > 0);
  const filtered = tab.filter && moved(tab.filter.area);
  tab.filter = tab.filter && filtered ? { ...tab.filter, area: filtered } : null;
}

/** The columns of a record keyed by column, after `renumber`; null drops the column. */
function renumbered<T>(
  record: Record<number, T>,
  renumber: (at: number) => number | null,
): Record<number, T> {
  const entries = Object.entries(record).flatMap(([at, value]) => {
    const next = renumber(Number(at));
    return next === null ? [] : [[next, value] as const];
  });
  return Object.fromEntries(entries);
}

/** Applies a renumbering of columns to all that is kept by column outside the rows. */
function renumberColumns(tab: Tab, renumber: (column: number) => number | null): void {
  tab.columnWidths = renumbered(tab.columnWidths, renumber);
  tab.hiddenColumns = tab.hiddenColumns.map(renumber).filter((column) => column !== null);
  if (tab.filter) tab.filter = { ...tab.filter, criteria: renumbered(tab.filter.criteria, renumber) };
  for (const row of tab.rows) if (row?.notes) row.notes = renumbered(row.notes, renumber);
}

/** New rows look like the row they were asked from: formats and validations, no contents. */
export function insertRows(
  open: OpenWorkbook,
  tab: Tab,
  before: number,
  count: number,
  likeRow: number,
): void {
  if (before < 1 || before > tab.rowCount + 1 || count < 1) fail('Those rows are out of bounds.');
  checkCellCount(open, count * tab.columnCount);
  const model = tab.rows[likeRow - 1];
  if (tab.rows.length >= before - 1) {
    const fresh = Array.from({ length: count }, (): Row | null =>
      model ? { values: [], styles: [...model.styles] } : null,
    );
    tab.rows.splice(before - 1, 0, ...fresh);
  }
  tab.rowCount += count;
  tab.rowHeights = renumbered(tab.rowHeights, (row) => (row >= before ? row + count : row));
  moveAreas(tab, (area) => afterInsertion(area, 'row', before, count));
  if (before <= tab.frozenRows) tab.frozenRows += count;
  announce(open, { what: 'layout', sheetId: tab.id });
}

export function deleteRows(open: OpenWorkbook, tab: Tab, first: number, count: number): void {
  checkDeletion(tab, 'row', first, count);
  tab.rows.splice(first - 1, count);
  tab.rowCount -= count;
  const renumber = (row: number) => (row < first ? row : row < first + count ? null : row - count);
  tab.rowHeights = renumbered(tab.rowHeights, renumber);
  moveAreas(tab, (area) => afterDeletion(area, 'row', first, count));
  tab.frozenRows -= Math.max(0, Math.min(tab.frozenRows, first + count - 1) - first + 1);
  announce(open, { what: 'layout', sheetId: tab.id });
}

export function insertColumns(
  open: OpenWorkbook,
  tab: Tab,
  before: number,
  count: number,
  likeColumn: number,
): void {
  if (before < 1 || before > tab.columnCount + 1 || count < 1) fail('Those columns are out of bounds.');
  checkCellCount(open, count * tab.rowCount);
  for (const row of tab.rows) {
    if (!row) continue;
    const style = row.styles[likeColumn - 1] ?? 0;
    if (row.values.length >= before) row.values.splice(before - 1, 0, ...new Array(count).fill(null));
    if (style !== 0) while (row.styles.length < before - 1) row.styles.push(0);
    if (row.styles.length >= before - 1) row.styles.splice(before - 1, 0, ...new Array(count).fill(style));
  }
  tab.columnCount += count;
  renumberColumns(tab, (column) => (column >= before ? column + count : column));
  moveAreas(tab, (area) => afterInsertion(area, 'column', before, count));
  if (before <= tab.frozenColumns) tab.frozenColumns += count;
  announce(open, { what: 'layout', sheetId: tab.id });
}

export function deleteColumns(open: OpenWorkbook, tab: Tab, first: number, count: number): void {
  checkDeletion(tab, 'column', first, count);
  for (const row of tab.rows) {
    row?.values.splice(first - 1, count);
    row?.styles.splice(first - 1, count);
  }
  tab.columnCount -= count;
  renumberColumns(tab, (column) =>
    column < first ? column : column < first + count ? null : column - count,
  );
  moveAreas(tab, (area) => afterDeletion(area, 'column', first, count));
  tab.frozenColumns -= Math.max(0, Math.min(tab.frozenColumns, first + count - 1) - first + 1);
  announce(open, { what: 'layout', sheetId: tab.id });
}

function checkDeletion(tab: Tab, axis: Axis, first: number, count: number): void {
  const size = axis === 'row' ? tab.rowCount : tab.columnCount;
  const frozen = axis === 'row' ? tab.frozenRows : tab.frozenColumns;
  if (first < 1 || count < 1 || first + count - 1 > size) fail(`Those ${axis}s are out of bounds.`);
  if (count === size) fail(`You can't delete all the ${axis}s on the sheet.`);
  if (first <= frozen + 1 && first + count - 1 === size) {
    fail(`Sorry, it is not possible to delete all non-frozen ${axis}s.`);
  }
}

/** Moves one column so that it stands at `to` afterwards; areas of that one column follow it. */
export function moveColumn(open: OpenWorkbook, tab: Tab, from: number, to: number): void {
  if (from < 1 || to < 1 || from > tab.columnCount || to > tab.columnCount)
    fail('Those columns are out of bounds.');
  const renumber = (column: number): number => {
    if (column === from) return to;
    if (from < to) return column > from && column <= to ? column - 1 : column;
    return column >= to && column < from ? column + 1 : column;
  };
  const widest = Math.max(from, to);
  for (const row of tab.rows) {
    if (!row) continue;
    while (row.values.length < widest) row.values.push(null);
    while (row.styles.length < widest) row.styles.push(0);
    row.values.splice(to - 1, 0, row.values.splice(from - 1, 1)[0]!);
    row.styles.splice(to - 1, 0, row.styles.splice(from - 1, 1)[0]!);
  }
  renumberColumns(tab, renumber);
  moveAreas(tab, (area) => (area.columns === 1 ? { ...area, column: renumber(area.column) } : area));
  announce(open, { what: 'layout', sheetId: tab.id });
}
