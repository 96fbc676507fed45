/**
 * The cells this window has seen, in pages of rows fetched when they come into sight. What changed
 * elsewhere stays on the screen until its page has come again. Own typing is drawn at once as a draft
 * over the page, until a page fetched after the server took it arrives.
 */
import type { CellView } from '../host/types.ts';
import type { WireCell } from '../server/wire.ts';
import type { Connection } from './connection.ts';
import { createSignal } from './dom.ts';
import type { Block, Place } from './places.ts';

const pageRows = 500;
const fetchesAtOnce = 3;
/** How many pages around the one in sight are fetched ahead, while nothing else is to do. */
const pagesAhead = 40;
/** Beyond this a block is drawn when the server has it. */
const mostDrafts = 20_000;

const emptyCell: CellView = Object.freeze({ text: '', edit: '', kind: 'empty' });

interface Draft {
  text: string;
  /** The server took it: a page fetched from now on shows it. */
  taken: boolean;
}

interface Ahead {
  sheetId: number;
  row: number;
  rows: number;
}

interface Page {
  rows: WireCell[][] | null;
  wanted: number;
  have: number;
  fetching: Promise<void> | null;
  /** Somebody looks at it: its arrival is told. */
  inSight: boolean;
  drafts: Map<string, Draft>;
}

export interface Cells {
  /** Undefined while the page of the row has not come yet. */
  cell(sheetId: number, place: Place): CellView | undefined;
  /** Rows come into sight: fetches what is missing or out of date, then tells. */
  need(sheetId: number, firstRow: number, lastRow: number): void;
  /** Fetches the rest of a sheet of so many rows, little by little, from the row in sight outwards. */
  needAhead(ahead: { sheetId: number; row: number; rows: number }): void;
  /** Ends when all these rows are known and fresh. */
  load(sheetId: number, firstRow: number, lastRow: number): Promise<void>;
  isLoaded(sheetId: number, firstRow: number, lastRow: number): boolean;
  /** True where all these rows are known and fresh: what was fetched ahead may have changed since. */
  isFresh(sheetId: number, firstRow: number, lastRow: number): boolean;
  outdate(sheetId: number, firstRow: number, lastRow: number): void;
  /** Draws own typing at once; call the answer with what the server said of it. */
  draft(sheetId: number, at: Place, block: string[][]): (taken: boolean) => void;
  forgetAll(): void;
  onChanged(listener: () => void): void;
}

const keyOf = (place: Place) => `${place.row}:${place.column}`;
const pageOf = (row: number) => Math.floor((row - 1) / pageRows);

export function createCells(connection: Connection): Cells {
  const sheets = new Map<number, Map<number, Page>>();
  const changed = createSignal<void>();
  let fetches = 0;
  let ahead: Ahead | null = null;

  function page(sheetId: number, index: number): Page {
    let pages = sheets.get(sheetId);
    if (!pages) {
      pages = new Map();
      sheets.set(sheetId, pages);
    }
    let one = pages.get(index);
    if (!one) {
      one = { rows: null, wanted: 1, have: 0, fetching: null, inSight: false, drafts: new Map() };
      pages.set(index, one);
    }
    return one;
  }

  function* pagesOver(sheetId: number, firstRow: number, lastRow: number): Generator<[number, Page]> {
    for (let index = pageOf(Math.max(1, firstRow)); index <= pageOf(lastRow); index += 1) {
      yield [index, page(sheetId, index)];
    }
  }

  async function fetchPage(sheetId: number, index: number, one: Page): Promise<void> {
    const version = one.wanted;
    const settled = [...one.drafts].filter(([, draft]) => draft.taken);
    fetches += 1;
    try {
      one.rows = await connection.rows(sheetId, index * pageRows + 1, pageRows);
      one.have = version;
      for (const [key, draft] of settled) if (one.drafts.get(key) === draft) one.drafts.delete(key);
    } finally {
      fetches -= 1;
      one.fetching = null;
    }
    if (one.inSight) changed.tell();
  }

  const fresh = (one: Page) => one.have >= one.wanted;

  /** The nearest page that was never fetched, outwards from the one in sight. */
  function nextAhead({ sheetId, row, rows }: Ahead): [number, Page] | null {
    const here = pageOf(row);
    for (let away = 1; away <= pagesAhead; away += 1) {
      for (const index of [here + away, here - away]) {
        if (index < 0 || index > pageOf(rows)) continue;
        const one = page(sheetId, index);
        if (!one.rows && !one.fetching) return [index, one];
      }
    }
    return null;
  }

  async function fetchAhead(): Promise<void> {
    while (ahead && connection.isOpen()) {
      const next = nextAhead(ahead);
      if (!next) break;
      const [index, one] = next;
      one.fetching = fetchPage(ahead.sheetId, index, one);
      await one.fetching;
    }
  }

  function outdate(sheetId: number, firstRow: number, lastRow: number): void {
    const known = sheets.get(sheetId);
    if (!known) return;
    for (const [index, one] of known) {
      if (index >= pageOf(firstRow) && index <= pageOf(lastRow)) one.wanted += 1;
    }
    changed.tell();
  }

  return {
    cell(sheetId, place) {
      const one = page(sheetId, pageOf(place.row));
      const stored = one.rows?.[(place.row - 1) % pageRows]?.[place.column - 1];
      const cell = one.rows ? fromWire(stored) : undefined;
      const draft = one.drafts.size > 0 ? one.drafts.get(keyOf(place)) : undefined;
      return draft ? drafted(cell ?? emptyCell, draft.text) : cell;
    },
    need(sheetId, firstRow, lastRow) {
      for (const [index, one] of pagesOver(sheetId, firstRow, lastRow)) {
        one.inSight = true;
        if (fresh(one) || one.fetching || fetches >= fetchesAtOnce || !connection.isOpen()) continue;
        one.fetching = fetchPage(sheetId, index, one);
        // Without an answer the page says that the connection is lost; the next draw asks again.
        one.fetching.catch(() => undefined);
      }
    },
    needAhead(next) {
      const isRunning = ahead !== null;
      ahead = next;
      if (isRunning) return;
      fetchAhead()
        .catch(() => undefined)
        .finally(() => {
          ahead = null;
        });
    },
    async load(sheetId, firstRow, lastRow) {
      for (const [index, one] of pagesOver(sheetId, firstRow, lastRow)) {
        if (one.fetching) await one.fetching;
        if (!fresh(one)) {
          one.fetching = fetchPage(sheetId, index, one);
          await one.fetching;
        }
      }
    },
    isLoaded(sheetId, firstRow, lastRow) {
      for (const [, one] of pagesOver(sheetId, firstRow, lastRow)) if (!one.rows) return false;
      return true;
    },
    isFresh(sheetId, firstRow, lastRow) {
      for (const [, one] of pagesOver(sheetId, firstRow, lastRow)) if (!fresh(one)) return false;
      return true;
    },
    outdate,
    draft(sheetId, at, block) {
      const made: [Page, string, Draft][] = [];
      if (block.length * (block[0]?.length ?? 0) <= mostDrafts) {
        block.forEach((line, down) => {
          line.forEach((text, right) => {
            const place = { row: at.row + down, column: at.column + right };
            const one = page(sheetId, pageOf(place.row));
            const draft: Draft = { text, taken: false };
            one.drafts.set(keyOf(place), draft);
            made.push([one, keyOf(place), draft]);
          });
        });
        changed.tell();
      }
      return (taken) => {
        for (const [one, key, draft] of made) {
          if (taken) draft.taken = true;
          else if (one.drafts.get(key) === draft) one.drafts.delete(key);
        }
        outdate(sheetId, at.row, at.row + block.length - 1);
      };
    },
    forgetAll() {
      sheets.clear();
      changed.tell();
    },
    onChanged: changed.listen,
  };
}

function fromWire(stored: WireCell | undefined): CellView {
  if (stored === undefined || stored === 0) return emptyCell;
  return typeof stored === 'string' ? { text: stored, edit: stored, kind: 'text' } : stored;
}

/** What was typed, before the sheet has parsed it: a guess that lasts a few milliseconds. */
function drafted(cell: CellView, typed: string): CellView {
  const kind = typed === '' ? 'empty' : /^[-+]?\d+([.,]\d+)?$/.test(typed) ? 'number' : 'text';
  return { ...cell, text: typed.replace(/^'/, ''), edit: typed, kind, warning: undefined };
}

/** The edit texts (or shown texts) of a block whose rows are loaded. */
export function textsOf(cells: Cells, sheetId: number, block: Block, which: 'text' | 'edit'): string[][] {
  const lines: string[][] = [];
  for (let row = block.top; row <= block.bottom; row += 1) {
    const line: string[] = [];
    for (let column = block.left; column <= block.right; column += 1) {
      line.push(cells.cell(sheetId, { row, column })?.[which] ?? '');
    }
    lines.push(line);
  }
  return lines;
}
