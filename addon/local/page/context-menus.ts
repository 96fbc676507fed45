/** Right click on rows and columns. */
import type { Book } from './book.ts';
import { columnName } from './places.ts';
import { openPopup } from './popup.ts';
import type { Selection } from './selection.ts';
import { texts } from './texts.ts';

export interface ContextMenuParts {
  book: Book;
  selection: Selection;
  /** Sends a change of the sheet's structure and says what went wrong. */
  act(action: string, body: object): void;
  onClosed(): void;
}

export function createContextMenus(parts: ContextMenuParts) {
  const { book, selection, act, onClosed } = parts;
  return {
    onRowMenu(_row: number, event: MouseEvent): void {
      const { top, bottom } = selection.block();
      const count = bottom - top + 1;
      const sheetId = book.active().id;
      const entries = [
        { label: texts.insertAbove(count), act: () => act('insertRows', { sheetId, beforeRow: top, count }) },
        { label: '-' },
        {
          label: texts.deleteRows(top, bottom),
          act: () => act('deleteRows', { sheetId, firstRow: top, count }),
        },
      ];
      openPopup(entries, { left: event.clientX, top: event.clientY }, onClosed);
    },
    onColumnMenu(column: number, event: MouseEvent): void {
      const { id: sheetId, columns } = book.active();
      const name = columnName(column);
      const move = (to: number) => () => act('moveColumn', { sheetId, from: column, to });
      const sort = (ascending: boolean) => () => act('sort', { sheetId, column, ascending });
      const entries = [
        { label: texts.sortUp(name), act: sort(true) },
        { label: texts.sortDown(name), act: sort(false) },
        { label: '-' },
        { label: texts.moveLeft, act: move(column - 1), disabled: column === 1 },
        { label: texts.moveRight, act: move(column + 1), disabled: column === columns },
      ];
      openPopup(entries, { left: event.clientX, top: event.clientY }, onClosed);
    },
  };
}
