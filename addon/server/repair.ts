/** «Réparer la feuille»: the tab made again from the service, with everything sent and everything typed. */
import type { Count, CountLine } from '../../shared/contract/counts.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import type { CountTab, SheetRow } from './calls/countSheet.ts';
import { placeText, readCountRows } from './countCells.ts';
import type { CountRow } from './countColumns.ts';
import { buildCountTab } from './countSheet.ts';
import { freeName, type Sheet, type Spreadsheet, type TabHolder, unmarkTab } from './countTabs.ts';
import { wordsOf } from './language.ts';

export interface Carried {
  rows: CountRow[];
  /** Sentences about what belongs to no line, or stands twice with different figures. */
  left: string[];
}

/**
 * Lays what stood on the old tab over the lines of the service. A blank cell gives way to what was sent. A figure
 * belongs to the line that its row shows, which is what the person counted, whatever id stands beside it.
 */
export function carryTyped(
  lines: readonly CountLine[],
  typedRows: readonly SheetRow[],
  language: Language,
): Carried {
  const says = wordsOf(language).rows;
  const known = new Set(lines.map(({ line }) => String(line)));
  const lineOf = lineShown(lines);
  const typed = new Map<string, { value: number | string; row: number }>();
  const noted = new Map<string, string>();
  const left: string[] = [];
  for (const [row, written, value, place, note] of typedRows) {
    const id = place === null ? written : lineOf(place, written);
    if (note) noted.set(id, note);
    if (value === null) continue;
    const before = typed.get(id);
    const lost = !known.has(id)
      ? say(says.unknown, language, { value })
      : before && before.value !== value
        ? `${say(says.doubled, language, { first: before.row })} (${value})`
        : '';
    if (lost) left.push(say(says.at, language, { row, problem: lost }));
    else if (!before) typed.set(id, { value, row });
  }
  const rows = lines.map((line): CountRow => {
    const id = String(line.line);
    const value = typed.get(id)?.value;
    const note = noted.get(id);
    return {
      line,
      ...(value !== undefined && value !== line.counted && { typed: value }),
      ...(note !== undefined && { note }),
    };
  });
  return { rows, left };
}

/**
 * The line whose goods a row shows. A sort of some columns may leave the serial numbers where they were: bin, item and
 * lot then say which line it is, and '' where several have them. What was typed over beyond recognition is its id's.
 */
function lineShown(lines: readonly CountLine[]): (place: string, written: string) => string {
  const places = new Map<string, string>();
  const goods = new Map<string, string[]>();
  for (const line of lines) {
    const [place, id] = [placeText(line), String(line.line)];
    places.set(place, id);
    goods.set(goodsOf(place), [...(goods.get(goodsOf(place)) ?? []), id]);
  }
  return (place, written) => {
    const exactly = places.get(place);
    if (exactly !== undefined) return exactly;
    const same = goods.get(goodsOf(place)) ?? [];
    if (same.length === 0 || same.includes(written)) return written;
    return same.length === 1 ? same[0]! : '';
  };
}

/** A place without its serial number. */
function goodsOf(place: string): string {
  return place.slice(0, place.lastIndexOf('\n'));
}

interface OldTab {
  tab: CountTab;
  /** Null where it is gone from the spreadsheet. */
  old: Sheet | null;
  /** Of the tab that is made: whoever held the old one. */
  holder: TabHolder | null;
  recordedOnly: boolean;
}

/**
 * Replaces the tab. Where something of the old one could not be carried over, or its columns cannot be
 * read, the old one stays under another name, for people to look at; it is never read again.
 */
export function remakeTab(
  spreadsheet: Spreadsheet,
  { tab, old, holder, recordedOnly }: OldTab,
  count: Count,
  lines: readonly CountLine[],
  language: Language,
): { sheet: Sheet; left: string[]; old: string | null } {
  if (!old) {
    const rows = lines.map((line) => ({ line }));
    return { sheet: buildCountTab(spreadsheet, tab, count, rows, holder, language), left: [], old: null };
  }
  const read = readCountRows(old, language);
  const found = read.ok ? read.rows : [];
  const typed = recordedOnly
    ? found.map(([row, id, , place, note]): SheetRow => [row, id, null, place, note])
    : found;
  const { rows, left } = carryTyped(lines, typed, language);
  if (!read.ok) left.push(read.message);
  const name = old.getName();
  old.setName(freeName(spreadsheet, say(wordsOf(language).sheet.old, language, { name })));
  const sheet = buildCountTab(spreadsheet, tab, { ...count, name }, rows, holder, language);
  if (left.length === 0) {
    spreadsheet.deleteSheet(old);
    return { sheet, left, old: null };
  }
  unmarkTab(old);
  return { sheet, left, old: old.getName() };
}
