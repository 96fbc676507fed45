/** How much room text takes: the height of frozen rows with wrapped headings, the width of a line. */
import type { CellView } from '../host/types.ts';
import { rowHeightPx } from './geometry.ts';

const linePx = 17;
const paddingPx = 8;
const mostLines = 6;

const pen = document.createElement('canvas').getContext('2d');

/** Width of a cell's text on one line, in pixels. */
export function lineWidth(text: string, bold: boolean): number {
  if (!pen) return 0;
  pen.font = `${bold ? 'bold ' : ''}13.33px Arial, Helvetica, sans-serif`;
  return pen.measureText(text).width + paddingPx;
}

function linesOf(text: string, bold: boolean, widthPx: number): number {
  if (!pen) return 1;
  let lines = 0;
  for (const paragraph of text.split('\n')) {
    let line = '';
    lines += 1;
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && lineWidth(longer, bold) > widthPx) {
        lines += 1;
        line = word;
      } else line = longer;
    }
  }
  return Math.min(lines, mostLines);
}

/** @param widthOf width of the cell at an index of `row`, in pixels */
export function wrappedHeight(row: (CellView | undefined)[], widthOf: (index: number) => number): number {
  let lines = 1;
  row.forEach((cell, index) => {
    if (cell?.wrap) lines = Math.max(lines, linesOf(cell.text, cell.bold ?? false, widthOf(index)));
  });
  return lines === 1 ? rowHeightPx : lines * linePx + 4;
}
