/** One drawn row of the grid: its header and the cells in sight. Elements are kept and changed in place. */
import type { CellView } from '../host/types.ts';
import { element } from './dom.ts';
import type { Geometry } from './geometry.ts';
import { type Block, columnName, type Place } from './places.ts';
import { lineWidth } from './wrapping.ts';

export interface DrawnRow {
  readonly element: HTMLElement;
  readonly header: HTMLElement;
  readonly cells: HTMLElement[];
}

export interface RowDrawing {
  geometry: Geometry;
  /** Indexes of the columns in sight, frozen ones first. */
  columns: number[];
  /** Frozen rows and the headers are moved back by as much. */
  scrolledDown: number;
  active: Place;
  selected: Block;
  copied: Block | null;
  cell(place: Place): CellView | undefined;
}

export function makeRow(): DrawnRow {
  const header = element('div', { role: 'rowheader', class: 'row-header', 'aria-colindex': '1' });
  const row = element('div', { role: 'row', class: 'row' }, header);
  return { element: row, header, cells: [] };
}

/** Writes only what differs: most draws of a row change nothing. */
function put(target: HTMLElement, attribute: string, value: string | null): void {
  if (target.getAttribute(attribute) === value) return;
  if (value === null) target.removeAttribute(attribute);
  else target.setAttribute(attribute, value);
}

function putStyle(target: HTMLElement, name: string, value: string): void {
  if (target.style.getPropertyValue(name) !== value) target.style.setProperty(name, value);
}

const holds = (block: Block, place: Place) =>
  place.row >= block.top &&
  place.row <= block.bottom &&
  place.column >= block.left &&
  place.column <= block.right;

/** Classes of the block's edges that this cell lies on: `sel-t sel-l`. */
function edges(name: string, block: Block, place: Place): string[] {
  const at: string[] = [];
  if (place.row === block.top) at.push(`${name}-t`);
  if (place.row === block.bottom) at.push(`${name}-b`);
  if (place.column === block.left) at.push(`${name}-l`);
  if (place.column === block.right) at.push(`${name}-r`);
  return at;
}

export function drawRow(drawn: DrawnRow, index: number, drawing: RowDrawing): void {
  const { geometry, columns } = drawing;
  const row = geometry.rows[index]!;
  const inSelection = row >= drawing.selected.top && row <= drawing.selected.bottom;
  put(drawn.element, 'aria-rowindex', `${row + 1}`);
  const layers = ['row'];
  if (index < geometry.frozenRows) layers.push('frozen');
  if (row === drawing.active.row) layers.push('with-active');
  put(drawn.element, 'class', layers.join(' '));
  putStyle(
    drawn.element,
    'transform',
    layers.includes('frozen') ? `translateY(${drawing.scrolledDown}px)` : '',
  );
  put(drawn.element, 'data-last-frozen', index === geometry.frozenRows - 1 ? '' : null);
  putStyle(drawn.element, 'top', `${geometry.top(index)}px`);
  putStyle(drawn.element, 'height', `${geometry.rowHeight(index)}px`);
  putStyle(drawn.element, 'width', `${geometry.width}px`);
  put(drawn.header, 'data-row', `${row}`);
  put(drawn.header, 'class', inSelection ? 'row-header within' : 'row-header');
  putStyle(drawn.header, 'width', `${geometry.headerWidth}px`);
  if (drawn.header.textContent !== `${row}`) drawn.header.textContent = `${row}`;

  while (drawn.cells.length > columns.length) drawn.cells.pop()!.remove();
  /** How far, in pixels of the sheet, the text of a cell further left runs over. */
  let reach = 0;
  columns.forEach((columnIndex, at) => {
    let target = drawn.cells[at];
    if (!target) {
      target = element('div', { role: 'gridcell' });
      drawn.cells.push(target);
      drawn.element.append(target);
    }
    reach = drawCell(target, { row, column: geometry.columns[columnIndex]! }, columnIndex, drawing, reach);
  });
}

/** @returns how far the text that runs over this cell reaches */
function drawCell(
  target: HTMLElement,
  place: Place,
  columnIndex: number,
  drawing: RowDrawing,
  reachBefore: number,
): number {
  const { geometry, selected, active, copied } = drawing;
  const cell = drawing.cell(place);
  const frozen = columnIndex < geometry.frozenColumns;
  const isActive = place.row === active.row && place.column === active.column;
  const isSelected = holds(selected, place);
  const classes = ['cell', ...looks(cell)];
  if (frozen) classes.push('frozen');
  if (columnIndex === geometry.frozenColumns - 1) classes.push('last-frozen');
  if (isActive) classes.push('active');
  else if (isSelected) classes.push('selected', ...edges('sel', selected, place));
  if (copied && holds(copied, place)) classes.push('copied', ...edges('copied', copied, place));
  let reach = cell?.text === '' && !frozen ? reachBefore : 0;
  if (cell && spills(cell, geometry, columnIndex, place.row, drawing)) {
    classes.push('spills');
    reach = geometry.left(columnIndex) + lineWidth(cell.text, cell.bold ?? false);
  }
  const right = geometry.left(columnIndex) + geometry.columnWidth(columnIndex);
  if (reach > right) classes.push('crossed');

  put(target, 'data-cell', `R${place.row}C${place.column}`);
  put(target, 'aria-colindex', `${place.column + 1}`);
  put(target, 'aria-selected', isSelected ? 'true' : null);
  put(target, 'class', classes.join(' '));
  putStyle(target, 'left', `${geometry.left(columnIndex)}px`);
  putStyle(target, 'width', `${geometry.columnWidth(columnIndex)}px`);
  putStyle(target, 'background-color', cell?.background ?? '');
  putStyle(target, 'color', cell?.colour ?? '');
  const text = cell?.text ?? '';
  if (target.textContent !== text) target.textContent = text;
  return reach;
}

function looks(cell: CellView | undefined): string[] {
  if (!cell) return ['coming'];
  const classes: string[] = [];
  if (cell.text !== '') classes.push('filled');
  if (cell.bold) classes.push('bold');
  if (cell.wrap) classes.push('wrapped');
  if (cell.note) classes.push('noted');
  if (cell.warning) classes.push('warned');
  classes.push(`to-${alignmentOf(cell)}`);
  return classes;
}

function alignmentOf(cell: CellView): 'left' | 'center' | 'right' {
  if (cell.align) return cell.align;
  if (cell.kind === 'number' || cell.kind === 'date') return 'right';
  return cell.kind === 'boolean' ? 'center' : 'left';
}

/** Long text runs over the empty cells beside it, as in any spreadsheet. */
function spills(
  cell: CellView,
  geometry: Geometry,
  columnIndex: number,
  row: number,
  drawing: RowDrawing,
): boolean {
  if (cell.kind !== 'text' || cell.wrap || alignmentOf(cell) !== 'left') return false;
  const next = geometry.columns[columnIndex + 1];
  if (next === undefined || columnIndex === geometry.frozenColumns - 1) return false;
  return drawing.cell({ row, column: next })?.text === '';
}

/** The row of column headers. Its first element is the corner that selects everything. */
export function drawHeaders(drawn: DrawnRow, drawing: RowDrawing): void {
  const { geometry, columns, selected } = drawing;
  put(drawn.element, 'class', 'row headers');
  putStyle(drawn.element, 'transform', `translateY(${drawing.scrolledDown}px)`);
  put(drawn.element, 'aria-rowindex', '1');
  putStyle(drawn.element, 'width', `${geometry.width}px`);
  put(drawn.header, 'class', 'corner');
  put(drawn.header, 'data-corner', '');
  put(drawn.header, 'role', 'columnheader');
  put(drawn.header, 'aria-label', 'Tout sélectionner');
  putStyle(drawn.header, 'width', `${geometry.headerWidth}px`);
  while (drawn.cells.length > columns.length) drawn.cells.pop()!.remove();
  columns.forEach((columnIndex, at) => {
    let target = drawn.cells[at];
    if (!target) {
      target = element('div', { role: 'columnheader' }, element('span'), element('i', { class: 'resize' }));
      drawn.cells.push(target);
      drawn.element.append(target);
    }
    const column = geometry.columns[columnIndex]!;
    const classes = ['column-header'];
    if (columnIndex < geometry.frozenColumns) classes.push('frozen');
    if (columnIndex === geometry.frozenColumns - 1) classes.push('last-frozen');
    if (column >= selected.left && column <= selected.right) classes.push('within');
    put(target, 'data-column', `${column}`);
    put(target, 'aria-colindex', `${column + 1}`);
    put(target, 'class', classes.join(' '));
    putStyle(target, 'left', `${geometry.left(columnIndex)}px`);
    putStyle(target, 'width', `${geometry.columnWidth(columnIndex)}px`);
    const label = target.firstChild!;
    if (label.textContent !== columnName(column)) label.textContent = columnName(column);
  });
}
