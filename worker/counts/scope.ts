import type { CountScope } from '../../shared/contract/counts.ts';
import { addDays } from '../../shared/domain/dates.ts';
import type { ErrorCode } from '../../shared/domain/errors.ts';
import { foldKey, searchKey } from '../../shared/domain/keys.ts';
import { foldedText } from '../db/fold.ts';
import type { Caller } from '../people/caller.ts';

/** A scope as the opening batch binds it: words folded to keys, and as written; an absent list is «all». */
export function toScopeParameter(scope: CountScope, caller: Caller): string {
  const keys = (codes: string[] | undefined) => codes?.map(foldKey);
  return JSON.stringify({
    bins: keys(scope.bins),
    items: keys(scope.items),
    suppliers: keys(scope.suppliers),
    shown: { bins: scope.bins, items: scope.items, suppliers: scope.suppliers, groups: scope.groups },
    groups: scope.groups?.map(searchKey),
    expiringBefore: scope.expiringBefore ?? null,
    countedSince: scope.notCountedForDays ? addDays(caller.today, -scope.notCountedForDays) : null,
  });
}

export function narrowsItems({ items, suppliers, groups, notCountedForDays }: CountScope): boolean {
  return [items, suppliers, groups, notCountedForDays].some((filter) => filter !== undefined);
}

/** The groups that items are in, each once: a group is a text of the item, folded here as a search folds it. */
const GROUPS = `(SELECT item_group, ${foldedText('item_group')} AS folded FROM (SELECT DISTINCT item_group FROM items))`;

const LAST_COUNT = '(SELECT max(sequence) FROM counts)';

/**
 * The statements that store a scope as lists (design, section 4): suppliers, groups and «not counted»
 * resolve to items, «expiring before» to lots. Filters that are not asked for read nothing. `?1` is the scope's parameter, `?2` the depot.
 */
export const STORE_SCOPE = [
  `INSERT INTO count_bins (count, bin) SELECT ${LAST_COUNT}, b.id
   FROM json_each(?1, '$.bins') w CROSS JOIN bins b ON b.depot = ?2 AND b.code_key = w.value GROUP BY b.id`,
  `INSERT INTO count_items (count, item) SELECT ${LAST_COUNT}, i.id
   FROM items i LEFT JOIN suppliers u ON u.id = i.supplier
   WHERE coalesce(?1 -> 'items', ?1 -> 'suppliers', ?1 -> 'groups', ?1 ->> 'countedSince') IS NOT NULL
     AND (json_type(?1, '$.items') IS NULL OR i.code_key IN (SELECT value FROM json_each(?1, '$.items')))
     AND (json_type(?1, '$.suppliers') IS NULL OR u.code_key IN (SELECT value FROM json_each(?1, '$.suppliers')))
     AND (json_type(?1, '$.groups') IS NULL OR i.item_group IN (
       SELECT item_group FROM ${GROUPS} WHERE folded IN (SELECT value FROM json_each(?1, '$.groups'))))
     -- A list of its own: asked item by item, each would read every line of those counts.
     AND (?1 ->> 'countedSince' IS NULL OR i.code NOT IN (
       SELECT k.item FROM counts c JOIN count_lines k ON k.count = c.sequence
       WHERE c.depot = ?2 AND c.state = 'confirmed' AND c.confirmed_on >= ?1 ->> 'countedSince'
         AND coalesce(k.arbitrated, k.second, k.first) IS NOT NULL))`,
  `INSERT INTO count_lots (count, lot) SELECT DISTINCT ${LAST_COUNT}, l.id
   FROM stock s JOIN lots l ON l.id = s.lot
   WHERE ?1 ->> 'expiringBefore' IS NOT NULL AND s.depot = ?2 AND s.transfer = 0
     AND l.expiry < ?1 ->> 'expiringBefore'`,
];

/** Filters that name what does not exist, each once, in its place and as it was written. `?1`, `?2` as above. */
export const UNKNOWN_IN_SCOPE = [
  unknownIn(
    'bins',
    'BIN_UNKNOWN',
    'bin',
    'EXISTS (SELECT 1 FROM bins WHERE depot = ?2 AND code_key = w.value)',
  ),
  unknownIn('items', 'ITEM_UNKNOWN', 'item', 'EXISTS (SELECT 1 FROM items WHERE code_key = w.value)'),
  unknownIn(
    'suppliers',
    'SUPPLIER_UNKNOWN',
    'supplier',
    'EXISTS (SELECT 1 FROM suppliers WHERE code_key = w.value)',
  ),
  unknownIn('groups', 'GROUP_UNKNOWN', 'group', `w.value IN (SELECT folded FROM ${GROUPS})`),
].join(' UNION ALL ');

function unknownIn(
  list: 'bins' | 'items' | 'suppliers' | 'groups',
  code: ErrorCode,
  figure: string,
  known: string,
): string {
  return `SELECT json_object('line', w.key + 1, 'code', '${code}',
      '${figure}', json_extract(?1, '$.shown.${list}[' || w.key || ']')) AS bad
    FROM json_each(?1, '$.${list}') w WHERE NOT (${known})
      AND NOT EXISTS (SELECT 1 FROM json_each(?1, '$.${list}') before WHERE before.value = w.value AND before.key < w.key)`;
}

/** True where the scopes of two counts of one depot share a line: each pair of lists meets, or one is absent. */
function overlaps(a: string, b: string): string {
  const meet = (list: string, column: string) => `(${a}.by_${list} = 0 OR ${b}.by_${list} = 0 OR EXISTS (
    SELECT 1 FROM count_${list} x JOIN count_${list} y ON y.${column} = x.${column}
    WHERE x.count = ${a}.sequence AND y.count = ${b}.sequence))`;
  return `(${a}.depot = ${b}.depot AND (${a}.kind = 'all' OR ${b}.kind = 'all' OR ${a}.kind = ${b}.kind)
    AND ${meet('bins', 'bin')} AND ${meet('items', 'item')} AND ${meet('lots', 'lot')})`;
}

/**
 * True where two counts have goods in common, or would have: their scopes overlap, or one holds a line of the other's
 * beside its own lists (Ajouter réf., and all lines of a spot count).
 */
export function meets(a: string, b: string): string {
  const beside = (one: string, other: string) =>
    `${one}.spot = 1 AND ${holdsLineOf(one, other)} OR ${holdsLineOf(one, other, 'k.added = 1')}`;
  return `(${a}.depot = ${b}.depot AND (${a}.spot = 0 AND ${b}.spot = 0 AND ${overlaps(a, b)}
    OR ${beside(a, b)} OR ${beside(b, a)}))`;
}

/** True where a line of count `a` (`which` of them) lies in the scope of count `b`. */
function holdsLineOf(a: string, b: string, which = '1'): string {
  return `EXISTS (SELECT 1 FROM count_lines k JOIN count_covers f ON f.stock = k.stock AND f.count = ${b}.sequence
    WHERE k.count = ${a}.sequence AND ${which})`;
}
