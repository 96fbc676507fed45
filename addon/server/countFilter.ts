/** «Afficher les filtres» (E14 to E16, E43 to E45): hides rows of a count's tab, and sends nothing and forgets nothing. */

import { searchKey } from '../../shared/domain/keys.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import type { CountFilter } from './calls/countSheet.ts';
import type { Answer } from './calls.ts';
import { findColumns } from './countCells.ts';
import { type ColumnKey, hiddenText, locateColumn } from './countColumns.ts';
import type { Sheet } from './countTabs.ts';

const TEXTS = ['bin', 'item', 'label', 'lot', 'serial', 'supplier'] as const satisfies readonly ColumnKey[];
type Shown = Record<(typeof TEXTS)[number], string> & {
  counted: unknown;
  /** What the service expects there; undefined where the tab may not tell it. */
  expected: number | undefined;
  /** What became of the figure; '' where the column is gone. */
  state: string;
};

/** A figure stands at the service that whoever made the tab may not know (B2), said in either language. */
const HIDDEN = [hiddenText('fr'), hiddenText('en')];

/** What the row shows fits every part of the filter that is filled in. Texts are compared without case and accents. */
export function fits(row: Shown, filter: CountFilter): boolean {
  const is = (shown: string, wanted: string | undefined) => !wanted || searchKey(shown) === searchKey(wanted);
  const has = (shown: string, wanted: string | undefined) =>
    !wanted || searchKey(shown).includes(searchKey(wanted));
  const empty = row.counted === '';
  return (
    is(row.supplier, filter.supplier) &&
    is(row.bin, filter.bin) &&
    has(`${row.item} ${row.label}`, filter.item) &&
    has(row.lot, filter.lot) &&
    has(row.serial, filter.serial) &&
    has(TEXTS.map((key) => row[key]).join(' '), filter.text) &&
    (!filter.blank || (empty && !HIDDEN.includes(row.state))) &&
    (!filter.gap || (!empty && row.expected !== undefined && row.counted !== row.expected))
  );
}

/**
 * Sets the tab's one filter: rows that do not fit are hidden by their id, whatever the columns' own formats are.
 * An empty filter shows them all again. `expected` holds what the service expects on each line, by its id, where the
 * filter asks for gaps: an emergency exit moves it after the tab was made.
 */
export function filterTab(
  sheet: Sheet,
  filter: CountFilter,
  expected: ReadonlyMap<string, number | undefined>,
  language: Language,
): Answer<{ shown: number; rows: number }> {
  const found = findColumns(
    sheet,
    ['line', 'counted', 'bin', 'item', 'label', 'lot', 'serial', 'supplier'],
    language,
  );
  if (!found.ok) return found;
  const { at, lastRow } = found;
  sheet.getFilter()?.remove();
  if (lastRow < 2) return { ok: true, shown: 0, rows: 0 };
  const width = sheet.getLastColumn();
  const whole = sheet.getRange(1, 1, lastRow, width);
  const [header = [], ...texts] = whole.getDisplayValues();
  const values = whole.getValues().slice(1);
  const [theoretical, state] = [locateColumn(header, 'theoretical'), locateColumn(header, 'state')];
  const hidden = texts.flatMap((cells, index) => {
    const row = Object.fromEntries(TEXTS.map((key) => [key, cells[at[key] - 1] ?? ''])) as unknown as Shown;
    row.counted = values[index]?.[at.counted - 1];
    // A blind tab has no theoretical column, whoever looks at it (Q22): it tells no gap either.
    row.expected = theoretical > 0 ? expected.get(cells[at.line - 1] ?? '') : undefined;
    row.state = cells[state - 1] ?? '';
    return fits(row, filter) ? [] : [cells[at.line - 1] ?? ''];
  });
  if (hidden.length > 0) {
    const criteria = SpreadsheetApp.newFilterCriteria().setHiddenValues(hidden).build();
    whole.createFilter().setColumnFilterCriteria(at.line, criteria);
  }
  return { ok: true, shown: texts.length - hidden.length, rows: texts.length };
}

/** The bins and suppliers that stand on the tab: what a filter can choose from. */
export function filterChoices(
  sheet: Sheet,
  language: Language,
): Answer<{ bins: string[]; suppliers: string[] }> {
  const found = findColumns(sheet, ['bin', 'supplier'], language);
  if (!found.ok) return found;
  const { at, lastRow } = found;
  const shown = (column: number) => {
    const cells = lastRow < 2 ? [] : sheet.getRange(2, column, lastRow - 1, 1).getDisplayValues();
    return [...new Set(cells.map(([text]) => text ?? ''))].filter(Boolean).sort();
  };
  return { ok: true, bins: shown(at.bin), suppliers: shown(at.supplier) };
}
