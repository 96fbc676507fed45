/** What each key does on the grid, and in an open cell. */
import type { Direction } from '../server/wire.ts';
import type { Book } from './book.ts';
import type { Clipboard } from './clipboard.ts';
import { withCommand } from './dom.ts';
import type { Editing } from './editing.ts';
import type { Entering } from './entering.ts';
import type { Grid } from './grid.ts';
import type { Motion } from './motion.ts';
import type { Notices } from './notices.ts';
import type { Selection } from './selection.ts';
import { texts } from './texts.ts';

export interface KeyboardParts {
  book: Book;
  selection: Selection;
  grid: Grid;
  motion: Motion;
  editing: Editing;
  entering: Entering;
  clipboard: Clipboard;
  notices: Notices;
}

const arrows: Record<string, { down: number; right: number; direction: Direction }> = {
  ArrowUp: { down: -1, right: 0, direction: 'up' },
  ArrowDown: { down: 1, right: 0, direction: 'down' },
  ArrowLeft: { down: 0, right: -1, direction: 'left' },
  ArrowRight: { down: 0, right: 1, direction: 'right' },
};

/** Parts of the page that F6 goes through: a grid keeps Tab for itself. */
const regions = [
  '[data-editor]',
  'iframe[name="sidebar"]',
  '[data-tabs] [aria-selected="true"]',
  '[data-menu]',
];

export function listenToKeys(parts: KeyboardParts): void {
  const { editing } = parts;
  editing.editor.addEventListener('keydown', (event) => {
    // A dead key or an input method still composes its letter.
    if (event.isComposing || !parts.book.isReady()) return;
    const act = () => (editing.mode() ? inOpenCell(parts, event) : onGrid(parts, event));
    const moving = editing.moving();
    const isLetter = event.key.length === 1 && !withCommand(event);
    if (moving && !isLetter) {
      event.preventDefault();
      void moving.then(act);
    } else if (!moving && act()) event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'F6') return;
    event.preventDefault();
    nextRegion(event.shiftKey ? -1 : 1);
  });
}

function nextRegion(step: number): void {
  const present = regions
    .map((one) => document.querySelector<HTMLElement>(one))
    .filter((one) => one !== null);
  const here = present.indexOf(document.activeElement as HTMLElement);
  present[(here + step + present.length) % present.length]?.focus();
}

/** Enter and Tab leave an open cell with what it holds. @returns whether the key was ours */
export function leaveCell(parts: Pick<KeyboardParts, 'motion' | 'editing'>, event: KeyboardEvent): boolean {
  const { motion, editing } = parts;
  const back = event.shiftKey ? -1 : 1;
  if (event.key === 'Enter' && !event.altKey && !withCommand(event)) {
    editing.commit();
    motion.enter(back);
  } else if (event.key === 'Tab') {
    editing.commit();
    motion.tab(back);
  } else if (event.key === 'Escape') {
    editing.cancel();
  } else return false;
  return true;
}

function inOpenCell(parts: KeyboardParts, event: KeyboardEvent): boolean {
  const { motion, editing } = parts;
  if (leaveCell(parts, event)) return true;
  if (event.key === 'Enter') {
    editing.editor.setRangeText('\n', editing.editor.selectionStart, editing.editor.selectionEnd, 'end');
    editing.setText(editing.editor.value);
    return true;
  }
  if (event.key === 'F2') {
    editing.settle();
    return true;
  }
  const arrow = arrows[event.key];
  if (arrow && editing.mode() === 'enter' && !event.shiftKey && !withCommand(event)) {
    editing.commit();
    motion.step(arrow.down, arrow.right, false);
    return true;
  }
  return false;
}

function onGrid(parts: KeyboardParts, event: KeyboardEvent): boolean {
  const arrow = arrows[event.key];
  if (arrow && !event.altKey) {
    if (withCommand(event)) parts.motion.toEdge(arrow.direction, event.shiftKey);
    else parts.motion.step(arrow.down, arrow.right, event.shiftKey);
    return true;
  }
  return withCommand(event) ? command(parts, event) : plainKey(parts, event);
}

function plainKey(parts: KeyboardParts, event: KeyboardEvent): boolean {
  const { book, motion, editing, selection, grid, clipboard } = parts;
  const far = event.shiftKey ? selection.far() : selection.active();
  const keys: Record<string, () => void> = {
    Enter: () => (event.shiftKey ? motion.enter(-1) : editing.open()),
    F2: () => editing.open(),
    Tab: () => motion.tab(event.shiftKey ? -1 : 1),
    Escape: () => clipboard.forgetCut(),
    Delete: () => void parts.entering.clear(book.active().id, selection.block()),
    Backspace: () => void parts.entering.clear(book.active().id, selection.block()),
    Home: () => motion.go({ row: far.row, column: grid.geometry().columns[0] ?? 1 }, event.shiftKey),
    End: () => motion.go({ row: far.row, column: grid.geometry().columns.at(-1) ?? 1 }, event.shiftKey),
    PageDown: () => motion.step(grid.rowsInSight(), 0, event.shiftKey),
    PageUp: () => motion.step(-grid.rowsInSight(), 0, event.shiftKey),
  };
  if (event.key === ' ' && event.shiftKey) return selectLines(parts, 'rows');
  const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
  act?.();
  return act !== undefined;
}

function command(parts: KeyboardParts, event: KeyboardEvent): boolean {
  const { book, motion, selection, grid, notices, clipboard } = parts;
  const { rows, columns } = grid.geometry();
  const keys: Record<string, () => void> = {
    Home: () => motion.go({ row: rows[0] ?? 1, column: columns[0] ?? 1 }, event.shiftKey),
    End: () => motion.toEnd(event.shiftKey),
    a: () =>
      selection.select({ row: 1, column: 1 }, { row: book.active().rows, column: book.active().columns }),
    d: () => void clipboard.fillDown(),
    z: () => notices.toast(texts.noUndo),
    y: () => notices.toast(texts.noUndo),
    ' ': () => void selectLines(parts, 'columns'),
  };
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const act = Object.hasOwn(keys, key) ? keys[key] : undefined;
  act?.();
  return act !== undefined;
}

function selectLines({ book, selection }: KeyboardParts, lines: 'rows' | 'columns'): true {
  const { top, bottom, left, right } = selection.block();
  const { rows, columns } = book.active();
  if (lines === 'rows') selection.select({ row: top, column: 1 }, { row: bottom, column: columns });
  else selection.select({ row: 1, column: left }, { row: rows, column: right });
  return true;
}
