/** Which columns of a count sheet show, and how wide: what one types by is in sight beside the sidebar. */
import type { Cell, ColumnKey, CountColumn } from './countColumns.ts';

/** 1,280 pixels, a small notebook's, less the sidebar (300), the row numbers (60) and the scroll bar (15). */
const IN_SIGHT_PX = 905;

/** Left and right of a cell's text. */
const PADDING_PX = 10;

/** Arial of ten points, in pixels: an average of each sort of letter, for no script can measure the real ones. */
const WIDEST_PX = 11.6;
const LETTER_PX = 7.4;
const LETTERS: readonly [sort: RegExp, width: number][] = [
  [/[ .,:;'’!|/()[\]ijltfrI-]/, 4.2],
  [/[mwMW@%—]/, WIDEST_PX],
  [/[A-ZÀ-Þ&]/, 9.2],
];
const measured = new Map<string, number>();

/** An estimate in pixels, rather too wide than too narrow. */
export function textWidth(text: string): number {
  let width = PADDING_PX;
  for (const letter of text) {
    let one = measured.get(letter);
    if (one === undefined) {
      one = LETTERS.find(([sort]) => sort.test(letter))?.[1] ?? LETTER_PX;
      measured.set(letter, one);
    }
    width += one;
  }
  return Math.ceil(width);
}

/** Which of the columns up to the note grow first beyond their least: the last ones are cut where room fails. */
const FIRST_TO_GROW: readonly ColumnKey[] = ['bin', 'item', 'lot', 'serial', 'unit', 'label', 'note'];

export interface ColumnLayout {
  width: number;
  hidden: boolean;
}

/** `block` is what is written, its header first. Columns behind the note are as wide as they need: one scrolls to them. */
export function layoutOf(columns: readonly CountColumn[], block: readonly Cell[][]): ColumnLayout[] {
  const longest = columns.map(({ width: [, most] }, at) => longestIn(block, at, most));
  const layout = columns.map(({ width: [least, most], hidden, optional, behind }, at): ColumnLayout => {
    const width = behind ? Math.min(Math.max(longest[at]!, least), most) : least;
    return { width, hidden: hidden === true || (optional === true && longest[at] === 0) };
  });
  let room = columns.reduce((left, { behind }, at) => {
    const { width, hidden } = layout[at]!;
    return behind || hidden ? left : left - width;
  }, IN_SIGHT_PX);
  for (const key of FIRST_TO_GROW) {
    const at = columns.findIndex((column) => column.key === key);
    const column = layout[at];
    if (!column || column.hidden) continue;
    const [least, most] = columns[at]!.width;
    // A note is still to be written: it takes what is left.
    const wanted = key === 'note' ? most : Math.min(Math.max(longest[at]!, least), most);
    const more = Math.max(Math.min(wanted - least, room), 0);
    column.width += more;
    room -= more;
  }
  return layout;
}

/** Pixels of the longest text below the header, looked for up to the most that the column takes; 0: all are blank. */
export function longestIn(block: readonly Cell[][], at: number, most: number): number {
  let longest = 0;
  for (let row = 1; row < block.length && longest < most; row += 1) {
    const cell = block[row]![at]!;
    if (cell === '' || cell.toString().length * WIDEST_PX + PADDING_PX <= longest) continue;
    // A date or a number is as wide as its column always is.
    longest = Math.max(longest, typeof cell === 'string' ? textWidth(cell.slice(1)) : 1);
  }
  return longest;
}
