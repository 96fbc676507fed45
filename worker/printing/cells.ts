/** A code, lot or serial number is read in one piece; only what is longer than its column is broken. */
const LONGEST_WHOLE = 14;

export function hasLongWord(text: string): boolean {
  return text.split(/\s+/).some((word) => word.length > LONGEST_WHOLE);
}

/**
 * How a printed cell may be broken: a short code never, a text between its words, and inside a word only where that is
 * longer than a column may be. A column that might break anywhere would be squeezed until its short words are torn.
 */
export function cellClass(text: string): 'whole' | 'long' | '' {
  if (hasLongWord(text)) return 'long';
  return text.includes(' ') ? '' : 'whole';
}

/** Of a table's cells; and of a table that is reached by keyboard, to be scrolled on a phone. */
export const CELL_STYLE = `
table:focus-visible { outline: 3px solid #1a73e8; }
td.whole { white-space: nowrap; }
td.long { overflow-wrap: anywhere; }
`;
