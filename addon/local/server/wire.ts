/**
 * What crosses between the Sheets page and its server. Types only: the page imports them too.
 *
 *   GET  /events?window=UUID&as=EMAIL[&frame=EMAIL][&last=N]   Server-Sent Events of `WindowEvent`
 *   GET  /windows/UUID/rows?sheet=1&first=1&count=200          `WireCell[][]`
 *   POST /windows/UUID/ACTION                                  see actions.ts
 */
import type { CellView, MenuEntry, SheetView, UiEvent } from '../host/types.ts';

export interface Person {
  email: string;
  name: string;
  role: string;
}

/** A cell: 0 is empty and plain, a string is plain text that edits as it shows. */
export type WireCell = 0 | string | CellView;

/** The frame's HTML stays on the server: the page gets the address of the frame instead. */
type Addressed<E> = E extends { html: string } ? Omit<E, 'html'> & { address: string } : E;
export type WireUi = Addressed<Exclude<UiEvent, { what: 'menu' }>>;

/** First event of a window, and again after the server forgot it: the page starts anew from here. */
export interface Opened {
  what: 'opened';
  name: string;
  locale: 'fr_FR' | 'en_US';
  person: Person;
  /** Whose account the frames use, where it is another one than the window's. */
  framePerson: Person | null;
  people: Person[];
  sheets: SheetView[];
  frameOrigin: string;
}

export type WindowEvent =
  | Opened
  | { what: 'menu'; entries: MenuEntry[] }
  | { what: 'sheets'; sheets: SheetView[] }
  | { what: 'cells'; sheetId: number; firstRow: number; lastRow: number }
  | { what: 'ui'; event: WireUi }
  /** The end of a `choose` or `call`: its POST was only received, since a dialog may hold it for minutes. */
  | { what: 'answer'; ticket: string; ok: true; value: unknown }
  | { what: 'answer'; ticket: string; ok: false; message: string };

export type Direction = 'up' | 'down' | 'left' | 'right';

export interface Place {
  row: number;
  column: number;
}
