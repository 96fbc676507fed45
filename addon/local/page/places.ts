/** Cells, blocks and their names: B5, B5:D9. Rows and columns count from 1. */
import type { Place } from '../server/wire.ts';

export type { Place } from '../server/wire.ts';

export interface Block {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export function blockBetween(a: Place, b: Place): Block {
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  };
}

export const rowsIn = (block: Block) => block.bottom - block.top + 1;
export const columnsIn = (block: Block) => block.right - block.left + 1;
export const isOneCell = (block: Block) => block.top === block.bottom && block.left === block.right;

export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

export const placeName = (place: Place) => `${columnName(place.column)}${place.row}`;

export function blockName(block: Block): string {
  const first = placeName({ row: block.top, column: block.left });
  if (isOneCell(block)) return first;
  return `${first}:${placeName({ row: block.bottom, column: block.right })}`;
}

function parsePlace(text: string): Place | null {
  const parts = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(text);
  if (!parts) return null;
  let column = 0;
  for (const letter of parts[1]!) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(parts[2]), column };
}

/** What somebody types in the name box: `b5`, `$B$5`, `B5:D9`. Null if it names no cells. */
export function parseBlock(text: string): [Place, Place] | null {
  const [first = '', last = first, ...more] = text.trim().toUpperCase().replaceAll('$', '').split(':');
  const [from, to] = [parsePlace(first), parsePlace(last)];
  return from && to && more.length === 0 ? [from, to] : null;
}
