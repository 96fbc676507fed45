/** A count in a spreadsheet, as the panel and the person at it work: open, type, send. */
import type { SpreadsheetDocument } from '../../addon/local/host/types.ts';
import type { CountTab } from '../../addon/server/calls/countSheet.ts';
import { type ColumnKey, locateColumn } from '../../addon/server/countColumns.ts';
import { createSending } from '../../addon/sidebar/counts/sending.ts';
import type { Sending } from '../../addon/sidebar/counts/sendingRound.ts';
import type { OpenCount } from '../../shared/contract/counts.ts';
import { addon as fr } from '../../shared/text/fr/addon.ts';
import type { Good, Seat } from './addonHost.ts';

export interface CountDesk {
  id: string;
  resumed: Good<'resumeCountSheet'>;
  sending: Sending;
}

export async function openCount(seat: Seat, more: Partial<OpenCount> = {}): Promise<CountDesk> {
  const id = crypto.randomUUID();
  await seat.good('openCount', { id, name: 'Inventaire 2026', depot: 'PHC', kind: 'article', ...more });
  return resume(seat, id);
}

/** What a test before left running: the next begins with a pharmacy that nothing freezes. */
export async function giveUpCounts(seat: Seat): Promise<void> {
  const { counts } = await seat.good('listCounts', 'PHC', null);
  for (const { id, state } of counts)
    if (state === 'open' || state === 'closed') await seat.good('cancelCount', crypto.randomUUID(), id);
}

/** The one tab of a count without teams. */
export function wholeCount(count: string): CountTab {
  return { count, round: 1, team: 0, part: 1 };
}

/** What opening the panel on a count does. */
export async function resume(seat: Seat, id: string): Promise<CountDesk> {
  const resumed = await seat.good('resumeCountSheet', wholeCount(id));
  return { id, resumed, sending: sendingOf(seat, resumed) };
}

/** What opening the panel on one of its tabs does. */
export async function resumeTab(seat: Seat, tab: CountTab): Promise<CountDesk> {
  const resumed = await seat.good('resumeCountSheet', tab);
  return { id: tab.count, resumed, sending: sendingOf(seat, resumed, tab) };
}

/** `asks` where figures came past the sheet, as after an import. */
export function sendingOf(
  seat: Seat,
  { count, known, sheet }: Pick<Good<'resumeCountSheet'>, 'count' | 'known' | 'sheet'>,
  tab = wholeCount(count.id),
  asks = false,
): Sending {
  return createSending({
    known,
    progress: count,
    tolerance: count.tolerance,
    asks,
    built: sheet.built,
    language: 'fr',
    words: fr,
    calls: {
      read: () => seat.call('readCountSheet', tab),
      put: (lines) => seat.call('sendCounted', crypto.randomUUID(), count.id, { round: tab.round, lines }),
      note: (lines) => seat.call('markCountLines', crypto.randomUUID(), count.id, { lines }),
      mark: (states) => seat.call('markCountSheet', tab, states),
      write: (lines) => seat.call('writeCounted', tab, lines),
    },
  });
}

export interface Tab {
  id: number;
  rows(): string[][];
  /** Where the column stands now, by header label. */
  column(key: ColumnKey): number;
  /** The row (from 2) whose text stands in that column. */
  rowOf(key: ColumnKey, text: string): number;
  cell(row: number, key: ColumnKey): string;
  type(row: number, key: ColumnKey, text: string): void;
  /** Pastes from the first row down. */
  paste(key: ColumnKey, texts: readonly string[]): void;
}

export function tabOf(document: SpreadsheetDocument, email: string, name = 'Inventaire 2026'): Tab {
  const sheet = document.sheets().find((one) => one.name === name);
  if (!sheet) throw new Error(`no tab ${name} among ${document.sheets().map((one) => one.name)}`);
  const { id } = sheet;
  const read = (last: number) => document.view(id, 1, last).map((row) => row.map(({ text }) => text));
  const rows = () => read(sheet.rows + 50);
  const column = (key: ColumnKey) => {
    const at = locateColumn(read(1)[0] ?? [], key);
    if (at === 0) throw new Error(`no column ${key}`);
    return at;
  };
  const type = (row: number, key: ColumnKey, block: string[][]) => {
    document.type(email, id, row, column(key), block, true);
  };
  return {
    id,
    rows,
    column,
    rowOf(key, text) {
      const place = column(key) - 1;
      const at = rows().findIndex((row, index) => index > 0 && row[place] === text);
      if (at < 0) throw new Error(`no row with ${text}`);
      return at + 1;
    },
    cell: (row, key) => rows()[row - 1]?.[column(key) - 1] ?? '',
    type: (row, key, text) => type(row, key, [[text]]),
    paste: (key, texts) =>
      type(
        2,
        key,
        texts.map((text) => [text]),
      ),
  };
}
