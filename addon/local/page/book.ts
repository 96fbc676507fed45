/** The spreadsheet as the page knows it: its sheets, and the one in front. */
import type { SheetView } from '../host/types.ts';
import { createSignal } from './dom.ts';

export const defaultColumnWidth = 100;

export interface Book {
  setSheets(sheets: SheetView[]): void;
  /** Throws before the first sheets arrived. */
  active(): SheetView;
  isReady(): boolean;
  sheet(id: number): SheetView | undefined;
  shown(): SheetView[];
  activate(id: number): void;
  columnWidth(sheet: SheetView, column: number): number;
  /** A dragged width is this window's own: the document keeps what scripts set. */
  resizeColumn(sheetId: number, column: number, width: number): void;
  /** Another sheet came to the front. */
  onActivated(listener: (sheet: SheetView) => void): void;
  /** Names, sizes, widths, hidden or frozen lines, protections. `resized`: sheets with other rows or columns. */
  onChanged(listener: (resized: number[]) => void): void;
}

export function createBook(): Book {
  const activated = createSignal<SheetView>();
  const changed = createSignal<number[]>();
  const ownWidths = new Map<string, number>();
  let sheets: SheetView[] = [];
  let activeId: number | null = null;

  const sheet = (id: number) => sheets.find((candidate) => candidate.id === id);
  const shown = () => sheets.filter((candidate) => !candidate.hidden);

  function activate(id: number): void {
    const next = sheet(id);
    if (!next || next.id === activeId) return;
    activeId = id;
    activated.tell(next);
  }

  return {
    setSheets(next) {
      const former = sheets;
      sheets = next;
      const resized = next
        .filter((candidate) => {
          const before = former.find((one) => one.id === candidate.id);
          return before && (before.rows !== candidate.rows || before.columns !== candidate.columns);
        })
        .map((candidate) => candidate.id);
      const front = activeId === null ? undefined : sheet(activeId);
      if (front && !front.hidden) {
        changed.tell(resized);
        return;
      }
      // The one in front is gone: its neighbour takes its place before anybody draws.
      const place = former.findIndex((candidate) => candidate.id === activeId);
      const neighbour = shown()[Math.max(0, Math.min(place, shown().length - 1))];
      if (!neighbour) return;
      activeId = neighbour.id;
      changed.tell(resized);
      activated.tell(neighbour);
    },
    active() {
      const front = activeId === null ? undefined : sheet(activeId);
      if (!front) throw new Error('no sheet yet');
      return front;
    },
    isReady: () => activeId !== null,
    sheet,
    shown,
    activate,
    columnWidth: (of, column) =>
      ownWidths.get(`${of.id}:${column}`) ?? of.columnWidths[column] ?? defaultColumnWidth,
    resizeColumn(sheetId, column, width) {
      ownWidths.set(`${sheetId}:${column}`, Math.max(24, Math.round(width)));
      changed.tell([]);
    },
    onActivated: activated.listen,
    onChanged: changed.listen,
  };
}
