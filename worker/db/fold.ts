import { searchKey } from '../../shared/domain/keys.ts';

/** Letters that SQLite's own `lower` leaves as they are, in both cases; accents that stand as a mark of their own. */
const LETTERS = [...'àáâãäåçèéêëìíîïñòóôõöùúûüýÿœæ'].flatMap((letter) => [letter, letter.toUpperCase()]);
const MARKS = [...'\u0300\u0301\u0302\u0303\u0308\u0327'];
const SPACES = [...'\u00a0\u202f'];

/**
 * A text as `searchKey` folds it, inside SQL, for texts that are stored as written only. D1 takes no expression
 * deeper than 100, and half of that inside a subquery over json_each: it stands alone in its condition.
 */
export function foldedText(sql: string): string {
  return [
    ...LETTERS.map((letter) => [letter, searchKey(letter)]),
    ...MARKS.map((mark) => [mark, '']),
    ...SPACES.map((space) => [space, ' ']),
  ]
    .filter(([from, to]) => from !== to)
    .reduce((folded, [from, to]) => `replace(${folded}, '${from}', '${to}')`, `lower(${sql})`);
}
