import type { TypeResult } from '../types.ts';
import { type Area, a1Of, contains } from './area.ts';
import { put, styleAt } from './cells.ts';
import { announce, checkCellCount, type OpenWorkbook } from './open-workbook.ts';
import { barrier, caution } from './protecting.ts';
import { sentences } from './sentences.ts';
import { type Typed, typed } from './typing.ts';
import { rejection } from './validating.ts';
import type { Tab } from './workbook.ts';

/** Pasting past the last row or column adds what is missing, as Sheets does. */
function makeRoom(open: OpenWorkbook, tab: Tab, area: Area): void {
  const rows = Math.max(tab.rowCount, area.row + area.rows - 1);
  const columns = Math.max(tab.columnCount, area.column + area.columns - 1);
  if (rows === tab.rowCount && columns === tab.columnCount) return;
  checkCellCount(open, rows * columns - tab.rowCount * tab.columnCount);
  tab.rowCount = rows;
  tab.columnCount = columns;
  announce(open, { what: 'layout', sheetId: tab.id });
}

function refusedByProtection(area: Area, why: string): TypeResult {
  const refused = [];
  for (let row = area.row; row < area.row + area.rows; row++) {
    for (let column = area.column; column < area.column + area.columns; column++)
      refused.push({ row, column, why });
  }
  return { refused };
}

/**
 * A person types or pastes a block. A hard protection refuses all of it; a warning asks first; a cell whose
 * validation rejects the text keeps what it had, the others are written. Cells covered by a merge keep nothing.
 */
export function typeBlock(
  open: OpenWorkbook,
  tab: Tab,
  email: string,
  row: number,
  column: number,
  texts: string[][],
  confirmed: boolean,
): TypeResult {
  const { workbook } = open;
  const say = sentences[workbook.locale];
  const area = {
    row,
    column,
    rows: texts.length,
    columns: Math.max(0, ...texts.map((cells) => cells.length)),
  };
  if (area.rows === 0 || area.columns === 0) return { refused: [] };
  if (barrier(tab, area, email)) return refusedByProtection(area, say.protected);
  const warned = confirmed ? undefined : caution(tab, area);
  if (warned) {
    return { refused: [], needsConfirmation: [say.caution, warned.description].filter(Boolean).join('\n') };
  }
  makeRoom(open, tab, area);
  const refused: TypeResult['refused'] = [];
  const block = texts.map((cells, at) =>
    Array.from({ length: area.columns }, (_, across): Typed => {
      const [atRow, atColumn] = [row + at, column + across];
      const kept = { value: tab.rows[atRow - 1]?.values[atColumn - 1] ?? null };
      const text = cells[across];
      if (text === undefined || isCovered(tab, atRow, atColumn)) return kept;
      const { format, validation } = styleAt(workbook, tab, atRow, atColumn);
      const content = typed(text, workbook.locale, format, false);
      const cell = a1Of({ row: atRow, column: atColumn, rows: 1, columns: 1 });
      const why = text.length > 50_000 ? say.tooLong : say.invalid(cell);
      if (text.length <= 50_000 && !(validation && rejection(validation, content, workbook))) return content;
      refused.push({
        row: atRow,
        column: atColumn,
        why: [why, validation?.helpText].filter(Boolean).join('\n'),
      });
      return kept;
    }),
  );
  put(open, tab, area, block);
  return { refused };
}

const isCovered = (tab: Tab, row: number, column: number): boolean =>
  tab.merges.some((area) => contains(area, row, column) && (area.row !== row || area.column !== column));
