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
 * SQL: the first figure of a line (`second_due`, `first`, `first_by`) is kept from whoever sends something to the open
 * count (its id), by his `rightsOn`: its second count runs, and he neither leads the count nor found that figure (B2, Q21).
 */
export function keepsFirst(line: string, count: string, rights: string): string {
  return `(${line}.second_due = 1 AND ${line}.first IS NOT NULL AND ${line}.first_by IS NOT ${rights} ->> 'person'
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
