/**
 * While a blind count runs, whoever may not confirm it gets no quantity of its lines from any call (Q22): one
 * predicate, over the list of those counts that the one read before each request gives (`Caller.blind`). Where none
 * runs it costs nothing.
 */
export interface BlindCount {
  sequence: number;
  depot: number;
  kind: 'article' | 'part' | 'all';
}

const among = (blind: readonly BlindCount[]) => blind.map(({ sequence }) => sequence).join(', ');

/** SQL: the stock line (its row id) is of such a count. */
export function isHidden(blind: readonly BlindCount[], stock = 's.id'): string {
  if (blind.length === 0) return '0';
  return `EXISTS (SELECT 1 FROM count_covers hides WHERE hides.stock = ${stock} AND hides.count IN (${among(blind)}))`;
}

/** SQL: goods of the item in the depot are, so that a sum over them would tell. */
export function hidesSum(blind: readonly BlindCount[], depot: string, item: string): string {
  if (blind.length === 0) return '0';
  return `EXISTS (SELECT 1 FROM stock told WHERE told.depot = ${depot} AND told.item = ${item} AND told.transfer = 0
    AND ${isHidden(blind, 'told.id')})`;
}

/**
 * SQL: a round's figure of a line (`second_due`, `first`, `second` and by whom) is kept from whoever sends something to
 * the open count (its id), by his `rightsOn`: he neither leads the count nor found that figure, and may still make the
 * other count of that line (B2, Q21). The first is, while its second count runs; the second, while there is no first.
 */
export function keepsFigure(round: 1 | 2, line: string, count: string, rights: string): string {
  const [figure, waits] =
    round === 1 ? ['first', `${line}.second_due = 1`] : ['second', `${line}.first IS NULL`];
  return `(${waits} AND ${line}.${figure} IS NOT NULL AND ${line}.${figure}_by IS NOT ${rights} ->> 'person'
    AND NOT (SELECT depot IN (SELECT value FROM json_each(${rights}, '$.manages')) FROM counts WHERE id = ${count}))`;
}

/** Another count of the same goods tells of them too: what was found then may stand there still. */
export function tellsOfHidden(
  blind: readonly BlindCount[],
  count: { depot: number; kind: BlindCount['kind'] },
): boolean {
  const meets = (kind: BlindCount['kind']) => kind === 'all' || count.kind === 'all' || kind === count.kind;
  return blind.some(({ depot, kind }) => depot === count.depot && meets(kind));
}
