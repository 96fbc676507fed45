/** What a tab says of its count's state: one that is closed or over takes no figure any more, and shows it. */
import type { CountState } from '../../shared/contract/counts.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { findColumns, headerOf } from './countCells.ts';
import { locateColumn } from './countColumns.ts';
import { COUNTED_GROUND, freeToType, openWarning } from './countSheet.ts';
import { type Sheet, tabsOf } from './countTabs.ts';
import { type Words, wordsOf } from './language.ts';

const LOOKS = {
  open: { ground: COUNTED_GROUND, header: '#e8eaed', tab: null },
  closed: { ground: '#f1f3f4', header: '#fce8e6', tab: '#b3261e' },
  over: { ground: '#f1f3f4', header: '#e6f4ea', tab: '#137333' },
};

/** Every tab of the count in this spreadsheet shows its state: colours, header, and a warning for whoever types. */
export function showCountState(count: string, state: CountState, language: Language): void {
  for (const { sheet } of tabsOf(SpreadsheetApp.getActiveSpreadsheet(), count))
    showState(sheet, state, language);
}

export function showState(sheet: Sheet, state: CountState, language: Language): void {
  const words = wordsOf(language).sheet;
  const look = LOOKS[state === 'open' || state === 'closed' ? state : 'over'];
  const labels = headerOf(sheet);
  const found = findColumns(sheet, ['counted'], language, labels);
  // Without its columns a tab can only be repaired, and repairing dresses it anew.
  if (!found.ok) return;
  const { at, lastRow } = found;
  const lines = Math.max(lastRow - 1, 1);
  const column = (place: number) => sheet.getRange(2, place, lines, 1);
  sheet.setTabColor(look.tab);
  const { counted: label } = words.columns;
  const header = state === 'open' ? label : `${label} (${words.states[state]})`;
  sheet.getRange(1, at.counted).setValue(header).setBackground(look.header);
  column(at.counted).setBackground(look.ground);
  const note = locateColumn(labels, 'note');
  const free = state === 'open' ? [at.counted, note] : [];
  freeToType(sheet, free, lines + 1, warningOf(state, words, note > 0, language));
}

/** Google shows it where it lists protections, the local spreadsheet before each change. */
function warningOf(state: CountState, words: Words['sheet'], noted: boolean, language: Language): string {
  return state === 'open' ? openWarning(words, noted, language) : words.warnings[state];
}
