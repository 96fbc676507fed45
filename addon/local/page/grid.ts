/**
 * The grid draws only what is in sight. Its scroller is native, but the drawn sheet stands still inside it
 * (sticky) and is moved by us in the same frame as its rows are made: scrolling never shows a blank.
 */
import type { Book } from './book.ts';
import type { Cells } from './cells.ts';
import { createSignal, find } from './dom.ts';
import { createGeometry, type Geometry, headerHeightPx } from './geometry.ts';
import { type DrawnRow, drawHeaders, drawRow, makeRow, type RowDrawing } from './grid-row.ts';
import type { Block, Place } from './places.ts';
import type { Selection } from './selection.ts';
import { wrappedHeight } from './wrapping.ts';

const spareRows = 4;
/** Text of a column just out of sight may run into view. */
const spareColumns = 3;
const endMarginPx = 60;

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Grid {
  readonly view: HTMLElement;
  geometry(): Geometry;
  /** Draws in the next frame; however often it is asked, once. */
  redraw(): void;
  reveal(place: Place): void;
  /** The nearest cell to a point of the screen; `clientX` beyond the grid gives its last visible one. */
  placeAt(clientX: number, clientY: number): Place;
  /** Where a cell stands in the view. */
  boxOf(place: Place): Box;
  rowsInSight(): number;
  scrollBy(x: number, y: number): void;
  showCopied(block: Block | null): void;
  onDrawn(listener: () => void): void;
}

export function createGrid(book: Book, cells: Cells, selection: Selection): Grid {
  const scroller = find('[data-grid]');
  const size = find('.grid-size');
  const view = find('[data-view]');
  const sheetElement = find('[data-sheet]');
  const drawn = createSignal<void>();
  const headers = makeRow();
  const rows = new Map<number, DrawnRow>();
  const scrolls = new Map<number, { x: number; y: number }>();
  let geometry: Geometry | null = null;
  let copied: { sheetId: number; block: Block } | null = null;
  /** Where the sheet was drawn: asking the scroller again, after a draw, would lay the page out twice. */
  let drawnAt = { x: 0, y: 0 };
  let frame = 0;
  sheetElement.append(headers.element);

  function frozenRowHeight(row: number): number {
    const sheet = book.active();
    const line = Array.from({ length: sheet.columns }, (_, at) =>
      cells.cell(sheet.id, { row, column: at + 1 }),
    );
    return wrappedHeight(line, (at) => book.columnWidth(sheet, at + 1));
  }

  function currentGeometry(): Geometry {
    geometry ??= createGeometry(book.active(), {
      columnWidth: (column) => book.columnWidth(book.active(), column),
      frozenRowHeight,
    });
    return geometry;
  }

  /** Indexes in sight: the frozen ones, then those that the scroll position shows. */
  function inSight(frozen: number, first: number, last: number, count: number): number[] {
    const indexes: number[] = [];
    for (let index = 0; index < frozen; index += 1) indexes.push(index);
    const end = Math.min(last, count - 1);
    for (let index = Math.max(frozen, first); index <= end; index += 1) indexes.push(index);
    return indexes;
  }

  function draw(): void {
    frame = 0;
    if (!book.isReady()) return;
    const sheet = book.active();
    const g = currentGeometry();
    const [width, height] = [scroller.clientWidth, scroller.clientHeight];
    size.style.width = `${Math.max(width, g.width + endMarginPx)}px`;
    size.style.height = `${Math.max(height, g.height + endMarginPx)}px`;
    view.style.width = `${width}px`;
    view.style.height = `${height}px`;
    const [x, y] = [scroller.scrollLeft, scroller.scrollTop];
    drawnAt = { x, y };
    sheetElement.style.transform = `translate(${-x}px, ${-y}px)`;
    // Every cell inherits it: written only where it changes, which scrolling down does not.
    if (sheetElement.style.getPropertyValue('--x') !== `${x}px`) {
      sheetElement.style.setProperty('--x', `${x}px`);
    }
    scroller.setAttribute('aria-rowcount', `${sheet.rows + 1}`);
    scroller.setAttribute('aria-colcount', `${sheet.columns + 1}`);

    const firstRow = g.rowAt(y + g.frozenBottom);
    const lastRow = g.rowAt(y + height);
    const visibleRows = inSight(g.frozenRows, firstRow - spareRows, lastRow + spareRows, g.rows.length);
    const columns = inSight(
      g.frozenColumns,
      g.columnAt(x + g.frozenRight) - spareColumns,
      g.columnAt(x + width),
      g.columns.length,
    );
    drawRows(visibleRows, {
      geometry: g,
      columns,
      scrolledDown: y,
      active: selection.active(),
      selected: selection.block(),
      copied: copied?.sheetId === sheet.id ? copied.block : null,
      cell: (place) => cells.cell(sheet.id, place),
    });
    if (g.frozenRows > 0) cells.need(sheet.id, 1, g.rows[g.frozenRows - 1] ?? 1);
    const [from, to] = [g.rows[firstRow] ?? 1, g.rows[lastRow] ?? 1];
    cells.need(sheet.id, from, to);
    if (cells.isLoaded(sheet.id, from, to)) {
      cells.needAhead({ sheetId: sheet.id, row: from, rows: sheet.rows });
    }
    drawn.tell();
  }

  function drawRows(visible: number[], drawing: RowDrawing): void {
    drawHeaders(headers, drawing);
    const wanted = new Set(visible);
    const spare: DrawnRow[] = [];
    for (const [index, row] of rows) {
      if (wanted.has(index)) continue;
      rows.delete(index);
      spare.push(row);
    }
    for (const index of visible) {
      let row = rows.get(index);
      if (!row) {
        row = spare.pop() ?? makeRow();
        rows.set(index, row);
        if (!row.element.isConnected) sheetElement.append(row.element);
      }
      drawRow(row, index, drawing);
    }
    for (const row of spare) row.element.remove();
  }

  const redraw = () => {
    frame ||= requestAnimationFrame(draw);
  };
  const remeasure = () => {
    geometry = null;
    redraw();
  };

  scroller.addEventListener('scroll', () => {
    if (book.isReady()) scrolls.set(book.active().id, { x: scroller.scrollLeft, y: scroller.scrollTop });
    // Not the next frame: scroll events come before this one is painted.
    cancelAnimationFrame(frame);
    draw();
  });
  new ResizeObserver(redraw).observe(scroller);
  book.onChanged(remeasure);
  book.onActivated((sheet) => {
    geometry = null;
    const { x, y } = scrolls.get(sheet.id) ?? { x: 0, y: 0 };
    size.style.width = `${currentGeometry().width + endMarginPx}px`;
    size.style.height = `${currentGeometry().height + endMarginPx}px`;
    scroller.scrollTo(x, y);
    redraw();
  });
  cells.onChanged(() => {
    // Headings may have come or changed, and with them the height of frozen rows.
    if (geometry && geometry.frozenRows > 0) geometry = null;
    redraw();
  });
  selection.onChanged(redraw);

  return {
    view,
    geometry: currentGeometry,
    redraw,
    reveal(place) {
      const g = currentGeometry();
      const [row, column] = [g.rowIndex(place.row), g.columnIndex(place.column)];
      const [width, height] = [scroller.clientWidth, scroller.clientHeight];
      let [x, y] = [scroller.scrollLeft, scroller.scrollTop];
      if (row >= g.frozenRows) {
        y = Math.max(y, g.top(row) + g.rowHeight(row) - height);
        y = Math.min(y, g.top(row) - g.frozenBottom);
      }
      if (column >= g.frozenColumns) {
        x = Math.max(x, g.left(column) + g.columnWidth(column) - width);
        x = Math.min(x, g.left(column) - g.frozenRight);
      }
      if (x !== scroller.scrollLeft || y !== scroller.scrollTop) scroller.scrollTo(x, y);
    },
    placeAt(clientX, clientY) {
      const g = currentGeometry();
      const box = scroller.getBoundingClientRect();
      const x = Math.max(0, Math.min(clientX - box.left, scroller.clientWidth - 1));
      const y = Math.max(0, Math.min(clientY - box.top, scroller.clientHeight - 1));
      const row = g.rowAt(y < g.frozenBottom ? Math.max(y, headerHeightPx) : y + scroller.scrollTop);
      const column = g.columnAt(x < g.frozenRight ? Math.max(x, g.headerWidth) : x + scroller.scrollLeft);
      return { row: g.rows[row] ?? 1, column: g.columns[column] ?? 1 };
    },
    boxOf(place) {
      const g = currentGeometry();
      const [row, column] = [g.rowIndex(place.row), g.columnIndex(place.column)];
      return {
        left: g.left(column) - (column < g.frozenColumns ? 0 : drawnAt.x),
        top: g.top(row) - (row < g.frozenRows ? 0 : drawnAt.y),
        width: g.columnWidth(column),
        height: g.rowHeight(row),
      };
    },
    rowsInSight() {
      const g = currentGeometry();
      return Math.max(1, Math.floor((scroller.clientHeight - g.frozenBottom) / 21) - 1);
    },
    scrollBy: (x, y) => scroller.scrollBy(x, y),
    showCopied(block) {
      copied = block && { sheetId: book.active().id, block };
      redraw();
    },
    onDrawn: drawn.listen,
  };
}
