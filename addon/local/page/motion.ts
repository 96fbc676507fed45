/** Where the keyboard takes the selection. Only Ctrl+arrows may have to ask the server. */
import type { Direction } from '../server/wire.ts';
import type { Book } from './book.ts';
import type { Connection } from './connection.ts';
import type { Editing } from './editing.ts';
import { stepFrom } from './geometry.ts';
import type { Grid } from './grid.ts';
import type { Place } from './places.ts';
import type { Selection } from './selection.ts';

export interface Motion {
  /** `extend` moves the far corner instead of the active cell. */
  step(down: number, right: number, extend: boolean): void;
  go(place: Place, extend: boolean): void;
  toEdge(direction: Direction, extend: boolean): void;
  toEnd(extend: boolean): void;
  /** After Tab, Tab, Enter the next line starts under the first Tab. */
  tab(right: number): void;
  enter(down: number): void;
}

export function createMotion(
  book: Book,
  connection: Connection,
  selection: Selection,
  grid: Grid,
  editing: Editing,
): Motion {
  let tabbedFrom: Place | null = null;
  let stepping = false;

  function go(place: Place, extend: boolean): void {
    if (extend) selection.extend(place);
    else selection.select(place);
    grid.reveal(place);
  }

  function step(down: number, right: number, extend: boolean): void {
    const from = extend ? selection.far() : selection.active();
    go(stepFrom(grid.geometry(), from, down, right), extend);
  }

  /** The edge depends on cells that this window may never have seen. */
  function ask(action: 'edge' | 'lastFilled', body: object, extend: boolean): void {
    const sheetId = book.active().id;
    const move = connection
      .post<Place>(action, { sheetId, ...body })
      .then((place) => {
        if (book.active().id === sheetId) go(place, extend);
      })
      .catch(() => undefined);
    editing.waitFor(move);
  }

  selection.onChanged(() => {
    if (!stepping) tabbedFrom = null;
  });

  function keeping(start: Place | null, move: () => void): void {
    stepping = true;
    move();
    stepping = false;
    tabbedFrom = start;
  }

  return {
    step,
    go,
    toEdge(direction, extend) {
      const from = extend ? selection.far() : selection.active();
      ask('edge', { ...from, direction }, extend);
    },
    toEnd: (extend) => ask('lastFilled', {}, extend),
    tab(right) {
      const start = tabbedFrom ?? selection.active();
      keeping(start, () => step(0, right, false));
    },
    enter(down) {
      const start = tabbedFrom;
      if (!start || down < 0) return step(down, 0, false);
      keeping(start, () => {
        const next = stepFrom(grid.geometry(), selection.active(), down, 0);
        go({ row: next.row, column: start.column }, false);
      });
    },
  };
}
