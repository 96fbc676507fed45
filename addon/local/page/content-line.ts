/** The line above the grid: where we are, and what the cell holds. */
import type { Book } from './book.ts';
import type { Cells } from './cells.ts';
import { find } from './dom.ts';
import type { Editing } from './editing.ts';
import { leaveCell } from './keyboard.ts';
import type { Motion } from './motion.ts';
import type { Notices } from './notices.ts';
import { blockName, columnsIn, isOneCell, parseBlock, placeName, rowsIn } from './places.ts';
import type { Selection } from './selection.ts';
import { texts } from './texts.ts';

export interface ContentLineParts {
  book: Book;
  cells: Cells;
  selection: Selection;
  editing: Editing;
  motion: Motion;
  notices: Notices;
}

/** Spoken after the movement has come to rest. */
const speakAfterMs = 120;

export function createContentLine(parts: ContentLineParts): void {
  const { book, cells, selection, editing, motion, notices } = parts;
  const nameBox = find<HTMLInputElement>('[data-name-box]');
  const content = find<HTMLTextAreaElement>('[data-content]');
  const spoken = find('[data-spoken]');
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(): void {
    if (!book.isReady()) return;
    const block = selection.block();
    const cell = cells.cell(book.active().id, selection.active());
    if (document.activeElement !== nameBox) nameBox.value = blockName(block);
    const text = editing.mode() ? editing.text() : (cell?.edit ?? '');
    if (content.value !== text) content.value = text;
    editing.editor.setAttribute('aria-label', placeName(selection.active()));
  }

  function speak(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const block = selection.block();
      const cell = cells.cell(book.active().id, selection.active());
      const size = isOneCell(block) ? '' : `, ${texts.selected(rowsIn(block), columnsIn(block))}`;
      const said = [cell?.text || texts.emptyCell, cell?.warning, cell?.note].filter(Boolean).join(', ');
      spoken.textContent = `${placeName(selection.active())} ${said}${size}`;
    }, speakAfterMs);
  }

  nameBox.addEventListener('focus', () => nameBox.select());
  nameBox.addEventListener('blur', show);
  nameBox.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Enter') goTo(nameBox.value);
    editing.focus();
  });

  function goTo(text: string): void {
    const named = parseBlock(text);
    const { rows, columns } = book.active();
    const fits = named?.every((place) => place.row <= rows && place.column <= columns);
    if (!named || !fits) {
      notices.toast(texts.badReference(text));
      return;
    }
    motion.go(named[0], false);
    selection.select(...named);
  }

  content.addEventListener('focus', () => {
    if (book.isReady()) editing.open();
  });
  content.addEventListener('input', () => editing.setText(content.value));
  content.addEventListener('keydown', (event) => {
    if (event.isComposing || !leaveCell({ motion, editing }, event)) return;
    event.preventDefault();
    editing.focus();
  });

  selection.onChanged(() => {
    show();
    speak();
  });
  cells.onChanged(show);
  book.onActivated(show);
  editing.onChanged(show);
}
