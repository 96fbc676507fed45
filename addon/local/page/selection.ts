/** What is selected on each sheet: one active cell, and the block between it and a far corner. */
import type { Book } from './book.ts';
import { createSignal } from './dom.ts';
import { type Block, blockBetween, type Place } from './places.ts';

export interface Selection {
  active(): Place;
  far(): Place;
  block(): Block;
  select(active: Place, far?: Place): void;
  extend(far: Place): void;
  onChanged(listener: () => void): void;
}

const start: Place = { row: 1, column: 1 };

function shownFrom(line: number, count: number, hidden: readonly number[]): number {
  if (!hidden.includes(line)) return line;
  const gone = new Set(hidden);
  for (let next = line; next <= count; next += 1) if (!gone.has(next)) return next;
  for (let next = line; next >= 1; next -= 1) if (!gone.has(next)) return next;
  return line;
}

interface Corners {
  active: Place;
  far: Place;
}

export function createSelection(book: Book): Selection {
  const bySheet = new Map<number, Corners>();
  const changed = createSignal<void>();

  /** Rows may have been deleted under the selection. */
  function inside(place: Place): Place {
    const { rows, columns } = book.active();
    const clamp = (line: number, count: number) => Math.max(1, Math.min(line, count));
    return { row: clamp(place.row, rows), column: clamp(place.column, columns) };
  }

  /** Nobody types into a cell that nobody sees: a lone cell that a script hid gives way to the next shown. */
  function inSight(place: Place): Place {
    const sheet = book.active();
    return {
      row: shownFrom(place.row, sheet.rows, sheet.hiddenRows),
      column: shownFrom(place.column, sheet.columns, sheet.hiddenColumns),
    };
  }

  function corners(): Corners {
    const known = bySheet.get(book.active().id);
    const active = inside(known?.active ?? start);
    const far = inside(known?.far ?? start);
    if (active.row !== far.row || active.column !== far.column) return { active, far };
    const shown = inSight(active);
    return { active: shown, far: shown };
  }

  function set(active: Place, far: Place): void {
    bySheet.set(book.active().id, { active: inside(active), far: inside(far) });
    changed.tell();
  }

  return {
    active: () => corners().active,
    far: () => corners().far,
    block() {
      const { active, far } = corners();
      return blockBetween(active, far);
    },
    select: (active, far = active) => set(active, far),
    extend: (far) => set(corners().active, far),
    onChanged: changed.listen,
  };
}
