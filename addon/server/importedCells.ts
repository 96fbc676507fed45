/** Figures that were imported, put into their cells. */
import type { CountLine } from '../../shared/contract/counts.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { isFigure } from '../countFigure.ts';
import type { Answer } from './calls.ts';
import { readCountRows, writeColumn } from './countCells.ts';
import type { Sheet } from './countTabs.ts';

/**
 * A figure that stands in a cell already was typed and not sent: it stays where nothing was to be replaced, and the
 * panel asks. A text that is none can never be sent: it makes way, for what is recorded would stand nowhere, and
 * whoever clears the text would erase it.
 */
export function writeImported(
  sheet: Sheet,
  recorded: readonly Pick<CountLine, 'line' | 'counted' | 'decimals'>[],
  replaces: boolean,
  language: Language,
): Answer<object> {
  const shown = readCountRows(sheet, language);
  if (!shown.ok) return shown;
  const cells = new Map(shown.rows.map(([, id, cell]) => [id, cell]));
  const figures = new Map<string, number>();
  for (const { line, counted, decimals } of recorded) {
    const id = String(line);
    if (counted !== null && (replaces || !isFigure(cells.get(id), decimals))) figures.set(id, counted);
  }
  return writeColumn(sheet, 'counted', figures, language);
}
