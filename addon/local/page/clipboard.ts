/** Copy, cut, paste and fill. Text goes over the clipboard as in other spreadsheets. */
import type { Book } from './book.ts';
import { type Cells, textsOf } from './cells.ts';
import { find } from './dom.ts';
import type { Editing } from './editing.ts';
import type { Entering } from './entering.ts';
import type { Grid } from './grid.ts';
import type { Notices } from './notices.ts';
import { type Block, columnsIn, rowsIn } from './places.ts';
import type { Selection } from './selection.ts';
import { texts } from './texts.ts';
import { formatBlock, parseBlock, tiled } from './tsv.ts';

export interface Clipboard {
  fillDown(): Promise<void>;
  /** Takes back the marks of what was copied or cut. */
  forgetCut(): void;
}

export interface ClipboardParts {
  book: Book;
  cells: Cells;
  selection: Selection;
  grid: Grid;
  editing: Editing;
  entering: Entering;
  notices: Notices;
}

/** What this window copied last: pasted here again it keeps its apostrophes and dates as typed. */
interface Copied {
  sheetId: number;
  block: Block;
  text: string;
  edits: string[][];
  cut: boolean;
}

/** Chrome puts \r\n on the clipboard of Windows. */
const sameText = (a: string, b: string) => a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n');

export function createClipboard(parts: ClipboardParts): Clipboard {
  const { book, cells, selection, grid, editing, entering, notices } = parts;
  let copied: Copied | null = null;
  /** A copy whose rows are still on their way. */
  let copying: Promise<void> | null = null;
  const busy = find('[data-grid]');

  function remember(sheetId: number, block: Block, cut: boolean): string {
    const text = formatBlock(textsOf(cells, sheetId, block, 'text'));
    copied = { sheetId, block, text, edits: textsOf(cells, sheetId, block, 'edit'), cut };
    grid.showCopied(block);
    return text;
  }

  function copy(event: ClipboardEvent, cut: boolean): void {
    if (editing.mode() || !book.isReady()) return;
    event.preventDefault();
    const sheetId = book.active().id;
    const block = withinData(selection.block());
    const isKnown = cells.isLoaded(sheetId, block.top, block.bottom);
    if (isKnown) event.clipboardData?.setData('text/plain', remember(sheetId, block, cut));
    if (cells.isFresh(sheetId, block.top, block.bottom)) return;
    // Rows that this window has not seen, or not since they changed: fetched first, then written by the other
    // clipboard interface.
    copying = copyFetched(sheetId, block, cut, isKnown)
      .catch(() => notices.fail(texts.copyFailed))
      .finally(() => {
        copying = null;
        busy.toggleAttribute('data-copying', false);
      });
    busy.toggleAttribute('data-copying', true);
  }

  async function copyFetched(sheetId: number, block: Block, cut: boolean, isKnown: boolean): Promise<void> {
    await cells.load(sheetId, block.top, block.bottom);
    const now = formatBlock(textsOf(cells, sheetId, block, 'text'));
    if (isKnown && now === copied?.text) return;
    await navigator.clipboard.writeText(remember(sheetId, block, cut));
  }

  /** Whole columns are copied as far as the sheet goes, not beyond. */
  function withinData(block: Block): Block {
    const { rows, columns } = book.active();
    return { ...block, bottom: Math.min(block.bottom, rows), right: Math.min(block.right, columns) };
  }

  async function paste(text: string): Promise<void> {
    const from = copied && sameText(copied.text, text) ? copied : null;
    const target = selection.block();
    const block = tiled(from ? from.edits : parseBlock(text), rowsIn(target), columnsIn(target));
    const sheetId = book.active().id;
    const at = { row: target.top, column: target.left };
    const end = { row: at.row + block.length - 1, column: at.column + (block[0]?.length ?? 1) - 1 };
    selection.select(at, end);
    const typed = await entering.type(sheetId, at, block);
    if (!typed || !from?.cut) return;
    forgetCut();
    await clearSource(from, sheetId, { top: at.row, left: at.column, bottom: end.row, right: end.column });
  }

  /** A cut empties its source, except where it was pasted over itself. */
  async function clearSource(from: Copied, sheetId: number, pasted: Block): Promise<void> {
    const { block } = from;
    const overlaps =
      from.sheetId === sheetId &&
      block.top <= pasted.bottom &&
      pasted.top <= block.bottom &&
      block.left <= pasted.right &&
      pasted.left <= block.right;
    if (!overlaps) {
      await entering.clear(from.sheetId, block);
      return;
    }
    for (let row = block.top; row <= block.bottom; row += 1) {
      for (let column = block.left; column <= block.right; column += 1) {
        const over =
          row >= pasted.top && row <= pasted.bottom && column >= pasted.left && column <= pasted.right;
        if (!over) await entering.clear(sheetId, { top: row, left: column, bottom: row, right: column });
      }
    }
  }

  function forgetCut(): void {
    copied = null;
    grid.showCopied(null);
  }

  editing.editor.addEventListener('copy', (event) => copy(event, false));
  editing.editor.addEventListener('cut', (event) => copy(event, true));
  editing.editor.addEventListener('paste', (event) => {
    if (editing.mode() || !book.isReady()) return;
    event.preventDefault();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    // What was copied an instant ago may not have reached the clipboard yet.
    if (copying) void copying.then(() => paste(copied?.text ?? text));
    else if (text !== '') void paste(text);
  });
  editing.onChanged(() => {
    if (editing.mode() && copied) forgetCut();
  });

  return {
    /** The top line of the selection goes down it; a single line takes the one above. */
    async fillDown() {
      const sheetId = book.active().id;
      const { top, left, bottom, right } = selection.block();
      const source = top === bottom ? top - 1 : top;
      if (source < 1) return;
      await cells.load(sheetId, source, source);
      const [line = []] = textsOf(cells, sheetId, { top: source, bottom: source, left, right }, 'edit');
      const block = Array.from({ length: bottom - source }, () => line);
      await entering.type(sheetId, { row: source + 1, column: left }, block);
    },
    forgetCut,
  };
}
