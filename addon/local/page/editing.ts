/**
 * The cell editor. One text area holds the keyboard all the time, at the active cell: invisible until
 * somebody types, so that dead keys (^ then e) and input methods work from the first stroke.
 */
import type { Book } from './book.ts';
import type { Cells } from './cells.ts';
import { createSignal, find } from './dom.ts';
import type { Entering } from './entering.ts';
import type { Grid } from './grid.ts';
import type { Place } from './places.ts';
import type { Selection } from './selection.ts';
import { lineWidth } from './wrapping.ts';

const caretRoomPx = 14;

/** 'enter': typed over, arrows leave the cell. 'edit': opened (F2, double click), arrows move in the text. */
export type EditMode = 'enter' | 'edit';

export interface Editing {
  readonly editor: HTMLTextAreaElement;
  mode(): EditMode | null;
  /** Opens the cell with what it holds. */
  open(): void;
  /** F2 in an open editor: arrows move in the text from now on. */
  settle(): void;
  text(): string;
  setText(text: string): void;
  commit(): void;
  cancel(): void;
  focus(): void;
  /** Holds typing back while the selection is still on its way (Ctrl+arrow into rows not yet here). */
  waitFor(move: Promise<unknown>): void;
  moving(): Promise<unknown> | null;
  onChanged(listener: () => void): void;
}

interface Opened {
  mode: EditMode;
  sheetId: number;
  place: Place;
  former: string;
}

export function createEditing(
  book: Book,
  cells: Cells,
  selection: Selection,
  grid: Grid,
  entering: Entering,
): Editing {
  const editor = find<HTMLTextAreaElement>('[data-editor]');
  const content = find<HTMLTextAreaElement>('[data-content]');
  const changed = createSignal<void>();
  let opened: Opened | null = null;
  let moving: Promise<unknown> | null = null;

  function begin(mode: EditMode): Opened {
    const sheetId = book.active().id;
    const place = selection.active();
    const former = cells.cell(sheetId, place)?.edit ?? '';
    return { mode, sheetId, place, former };
  }

  function place(): void {
    if (!book.isReady()) return;
    const box = grid.boxOf(opened?.place ?? selection.active());
    const { style } = editor;
    style.left = `${box.left}px`;
    style.top = `${box.top}px`;
    style.minWidth = `${box.width + 1}px`;
    style.minHeight = `${box.height + 1}px`;
    editor.classList.toggle('open', opened !== null);
    if (!opened || opened.sheetId !== book.active().id) return;
    // Grows with its text, to the right and then down.
    const room = grid.view.clientWidth - box.left - 4;
    const longest = Math.max(...editor.value.split('\n').map((line) => lineWidth(line, false)));
    style.width = `${Math.max(box.width + 1, Math.min(longest + caretRoomPx, room))}px`;
    style.height = `${box.height + 1}px`;
    if (editor.scrollHeight > editor.clientHeight) style.height = `${editor.scrollHeight + 4}px`;
  }

  function tell(): void {
    place();
    changed.tell();
  }

  function shut(): Opened | null {
    const was = opened;
    opened = null;
    return was;
  }

  function empty(): void {
    editor.value = '';
    editor.style.width = '';
    editor.style.height = '';
    tell();
  }

  function commit(): void {
    const was = shut();
    if (!was) return;
    const typed = editor.value;
    empty();
    if (typed !== was.former) void entering.type(was.sheetId, was.place, [[typed]]);
  }

  editor.addEventListener('input', async () => {
    if (moving) await moving;
    if (!opened && editor.value !== '') {
      opened = begin('enter');
      grid.reveal(opened.place);
    }
    tell();
  });

  /** Whoever leaves for the sidebar has typed what stands there; another browser window is no leaving. */
  function leave(event: FocusEvent): void {
    const next = event.relatedTarget;
    if (next === editor || next === content) return;
    const still = document.activeElement;
    if (still === editor || still === content) return;
    commit();
  }
  editor.addEventListener('blur', leave);
  content.addEventListener('blur', leave);
  grid.onDrawn(place);
  book.onActivated(() => commit());

  return {
    editor,
    mode: () => opened?.mode ?? null,
    open() {
      if (!opened) {
        opened = begin('edit');
        editor.value = opened.former;
        grid.reveal(opened.place);
      }
      opened.mode = 'edit';
      editor.setSelectionRange(editor.value.length, editor.value.length);
      tell();
    },
    settle() {
      if (opened) opened.mode = opened.mode === 'edit' ? 'enter' : 'edit';
    },
    text: () => editor.value,
    setText(text) {
      editor.value = text;
      tell();
    },
    commit,
    cancel() {
      if (shut()) empty();
    },
    focus() {
      editor.focus({ preventScroll: true });
      // After a dialog Chromium gives the focus back without the caret: keys would be typed nowhere.
      if (!opened) editor.select();
    },
    waitFor(move) {
      moving = move;
      move.finally(() => {
        if (moving === move) moving = null;
      });
    },
    moving: () => moving,
    onChanged: changed.listen,
  };
}
