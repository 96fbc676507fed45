/** The mouse on the grid: select, drag, open a cell, select lines, widen columns. */
import type { Book } from './book.ts';
import type { Editing } from './editing.ts';
import type { Grid } from './grid.ts';
import type { Block, Place } from './places.ts';
import type { Selection } from './selection.ts';

export interface MouseParts {
  book: Book;
  selection: Selection;
  grid: Grid;
  editing: Editing;
  /** Right click on a row (or a cell) or on a column. */
  onRowMenu(row: number, event: MouseEvent): void;
  onColumnMenu(column: number, event: MouseEvent): void;
}

/** What the pointer went down on. */
type Target = { on: 'cell' | 'row' | 'column' | 'corner' | 'resize'; place: Place };

const scrollStepPx = 21;
const scrollEveryMs = 40;

export function listenToMouse(parts: MouseParts): void {
  const { book, selection, grid, editing } = parts;
  const { view } = grid;

  function targetOf(event: MouseEvent): Target | null {
    // Not event.target: after a captured drag a double click names the view, not the cell.
    const at = document.elementFromPoint(event.clientX, event.clientY);
    if (!at) return null;
    const header = at.closest<HTMLElement>('[data-column]');
    if (header) {
      const on = at.classList.contains('resize') ? 'resize' : 'column';
      return { on, place: { row: 1, column: Number(header.dataset.column) } };
    }
    if (at.closest('[data-corner]')) return { on: 'corner', place: { row: 1, column: 1 } };
    const row = at.closest<HTMLElement>('[data-row]');
    if (row) return { on: 'row', place: { row: Number(row.dataset.row), column: 1 } };
    return at.closest('[data-cell]')
      ? { on: 'cell', place: grid.placeAt(event.clientX, event.clientY) }
      : null;
  }

  /** Selects from where the drag began to where it is. */
  function selectTo(on: Target['on'], from: Place, to: Place): void {
    const { rows, columns } = book.active();
    if (on === 'row') selection.select({ ...from, column: 1 }, { row: to.row, column: columns });
    else if (on === 'column') selection.select({ ...from, row: 1 }, { row: rows, column: to.column });
    else selection.select(from, to);
  }

  function drag(start: PointerEvent, target: Target): void {
    const from = start.shiftKey ? selection.active() : target.place;
    let last: PointerEvent = start;
    const move = () => selectTo(target.on, from, grid.placeAt(last.clientX, last.clientY));
    const timer = setInterval(() => {
      const box = view.getBoundingClientRect();
      const beyond = (at: number, low: number, high: number) => (at < low ? -1 : at > high ? 1 : 0);
      const x = target.on === 'row' ? 0 : beyond(last.clientX, box.left + 46, box.right);
      const y = target.on === 'column' ? 0 : beyond(last.clientY, box.top + 24, box.bottom);
      if (x === 0 && y === 0) return;
      grid.scrollBy(x * scrollStepPx * 2, y * scrollStepPx * 2);
      move();
    }, scrollEveryMs);
    follow(
      start,
      (event) => {
        last = event;
        move();
      },
      () => clearInterval(timer),
    );
    selectTo(target.on, from, target.place);
  }

  function follow(start: PointerEvent, onMove: (event: PointerEvent) => void, onUp: () => void): void {
    view.setPointerCapture(start.pointerId);
    const end = () => {
      view.removeEventListener('pointermove', onMove);
      view.removeEventListener('pointerup', end);
      view.removeEventListener('pointercancel', end);
      onUp();
    };
    view.addEventListener('pointermove', onMove);
    view.addEventListener('pointerup', end);
    view.addEventListener('pointercancel', end);
  }

  function resize(start: PointerEvent, column: number): void {
    const sheet = book.active();
    const width = book.columnWidth(sheet, column);
    follow(
      start,
      (event) => book.resizeColumn(sheet.id, column, width + event.clientX - start.clientX),
      () => undefined,
    );
  }

  view.addEventListener('pointerdown', (event) => {
    if (event.target === editing.editor || !book.isReady()) return;
    const target = targetOf(event);
    // The text area keeps the keyboard: the grid itself takes no focus.
    event.preventDefault();
    if (target?.on !== 'resize') editing.commit();
    editing.focus();
    if (!target || event.button !== 0) return;
    if (target.on === 'resize') resize(event, target.place.column);
    else if (target.on === 'corner')
      selectTo('column', target.place, { row: 1, column: book.active().columns });
    else drag(event, target);
  });
  // Only this keeps the focus where it is when the press does not start a pointer drag.
  view.addEventListener('mousedown', (event) => {
    if (event.target !== editing.editor) event.preventDefault();
  });
  view.addEventListener('dblclick', (event) => {
    if (targetOf(event)?.on === 'cell') editing.open();
  });
  view.addEventListener('contextmenu', (event) => {
    const target = targetOf(event);
    if (!target || event.target === editing.editor) return;
    event.preventDefault();
    if (target.on === 'column') {
      if (!within(selection.block(), target.place, 'column')) selectTo('column', target.place, target.place);
      parts.onColumnMenu(target.place.column, event);
    } else if (target.on === 'row' || target.on === 'cell') {
      if (!within(selection.block(), target.place, target.on))
        selectTo(target.on, target.place, target.place);
      parts.onRowMenu(target.place.row, event);
    }
  });
}

function within(block: Block, place: Place, on: 'row' | 'column' | 'cell'): boolean {
  const inRows = place.row >= block.top && place.row <= block.bottom;
  const inColumns = place.column >= block.left && place.column <= block.right;
  if (on === 'row') return inRows;
  return on === 'column' ? inColumns : inRows && inColumns;
}
