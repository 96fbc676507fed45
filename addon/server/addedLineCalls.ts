/** «Ajouter réf.» (E28, E55, Q19): the line joins the count, and its tab shows it. */
import type { AddedCountLine, Count, CountLine } from '../../shared/contract/counts.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { type CountPart, partOf } from '../countParts.ts';
import { rowsOf, withRows } from './addedRows.ts';
import { askApi } from './api.ts';
import type { CountTab, LinePlace } from './calls/countSheet.ts';
import type { Answer, Calls } from './calls.ts';
import { findColumns } from './countCells.ts';
import { columnsOf } from './countColumns.ts';
import { countPath, fetchCount, planParts } from './countLines.ts';
import { tabName } from './countTabName.ts';
import { alone, findTab, type Sheet } from './countTabs.ts';
import { answer } from './entry.ts';

export const addCountLine: Calls['addCountLine'] = (email, key, tab, request) =>
  answer(email, (language) => {
    const path = `${countPath(tab.count)}/lines`;
    const asked = askApi<AddedCountLine>(path, language, { method: 'post', key, body: request });
    if (!asked.ok) return asked;
    const found = placeOf(tab, asked.body.line, language);
    // It has joined the count, whatever became of its row: that is what the person has to know.
    return found.ok
      ? { ok: true, added: asked.body, place: found.place, problem: '' }
      : { ok: true, added: asked.body, place: null, problem: found.message };
  });

/** Which tab shows the line, and its row there; on the person's own tab the row is selected. */
function placeOf(mine: CountTab, line: CountLine, language: Language): Answer<{ place: LinePlace }> {
  const counted = fetchCount(mine.count, language);
  if (!counted.ok) return counted;
  const { count } = counted;
  const its = tabOfLine(mine, count, line);
  const planned = planParts(count, its, language);
  if (!planned.ok) return planned;
  const { parts } = planned;
  const tab = { ...its, part: its.round === 1 ? partOfLine(parts, line) : 1 };
  const own = isSame(tab, mine);
  const team = count.teams.find((one) => one.team === tab.team)?.name ?? '';
  return alone(language, () => {
    const { own: sheet } = findTab(SpreadsheetApp.getActiveSpreadsheet(), tab);
    const called = sheet?.getName() ?? tabName({ count, parts }, tab, language);
    const place = { own, round: tab.round, team, teams: count.teams.length > 0, sheet: called, row: 0 };
    if (!sheet) return { ok: true, place };
    // The line comes with its first figure, which a sheet of the second count never shows (Q21).
    const rows =
      tab.round === 2
        ? rowsOf(sheet, [line], language)
        : withRows(sheet, [line], columnsOf(count.blind), language);
    if (!rows.ok) return rows;
    const row = rows.rowOf.get(line.line) ?? 0;
    if (own) select(sheet, row, language);
    return { ok: true, place: { ...place, row } };
  });
}

/** The second count shows the lines that were sent to it; every line stands in the first one, with its bin's team. */
function tabOfLine(mine: CountTab, { teams }: Count, { team, second }: CountLine): CountTab {
  if (mine.round === 2 && second) return mine;
  return { count: mine.count, round: 1, team: teams.length > 0 ? team : 0, part: 1 };
}

function partOfLine(parts: readonly CountPart[], { bin }: CountLine): number {
  return parts.length < 2 ? 1 : partOf([...parts], bin);
}

function isSame(one: CountTab, other: CountTab): boolean {
  return one.round === other.round && one.team === other.team && one.part === other.part;
}

/** A row that a filter hides would be selected unseen. */
function select(sheet: Sheet, row: number, language: Language): void {
  const found = findColumns(sheet, ['counted'], language);
  if (!found.ok || row === 0) return;
  if (sheet.isRowHiddenByFilter(row)) sheet.getFilter()?.remove();
  sheet.getRange(row, found.at.counted).activate();
}
