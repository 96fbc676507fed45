import { CONSUMPTION_DAYS, type LevelRow, type LevelsShown } from '../../shared/contract/watch.ts';
import { addDays } from '../../shared/domain/dates.ts';
import { foldKey, searchKey } from '../../shared/domain/keys.ts';
import { fromThousandths } from '../../shared/domain/quantities.ts';
import { type BlindCount, hidesSum } from '../counts/blind.ts';
import { toCursor } from '../http/routes.ts';
import { type Caller, visibleDepots } from '../people/caller.ts';

/** The documents by which goods are used, or leave for another depot, and those by which they come back. */
const CONSUMING = `'exit-patient', 'exit-service', 'transfer', 'return-patient', 'return-service', 'transit-return'`;

/** What expired, is blocked or stands in quarantine helps nobody: it is told apart, and ordered anew. */
const GOOD = `NOT EXISTS (SELECT 1 FROM lots l WHERE l.id = s.lot AND (l.expiry < ?9 OR l.blocked = 1))
  AND NOT EXISTS (SELECT 1 FROM bins b WHERE b.id = s.bin AND b.quarantine = 1)`;
const held = (which: string) => `(SELECT coalesce(sum(s.balance), 0) FROM stock s
  WHERE s.depot = v.depot AND s.item = v.item AND s.transfer = 0 AND s.balance > 0 AND ${which})`;
const USABLE = held(GOOD);
const EXPECTED = `${USABLE} + coalesce(c.balance, 0)`;

/** What goes out in the window, from the movements of the item's own stock lines in the depot. */
const CONSUMED = `(SELECT -sum(m.quantity) FROM stock s CROSS JOIN movements m ON m.stock = s.id AND m.date > ?2
  JOIN documents d ON d.sequence = m.document LEFT JOIN documents o ON o.sequence = d.reverses
  WHERE s.depot = v.depot AND s.item = v.item AND s.transfer = 0
    AND (d.type IN (${CONSUMING}) OR (d.type = 'reversal' AND o.type IN (${CONSUMING}))))`;

const SHOWN: Record<LevelsShown, string> = {
  all: '1',
  alert: `${USABLE} < max(coalesce(v.alert, 0), coalesce(v.security, 0))`,
  security: `${USABLE} < v.security`,
  above: `${USABLE} > v.maximum`,
  reorder: `${EXPECTED} < coalesce(v.alert, v.security)`,
};

const levelsFor = (shown: LevelsShown, blind: readonly BlindCount[]) => `
  WITH coming AS MATERIALIZED (
    SELECT s.depot, s.item, sum(s.balance) AS balance FROM stock s
    WHERE s.transfer <> 0 AND s.balance > 0 AND ${GOOD} GROUP BY s.depot, s.item)
  SELECT d.code AS depot, d.code_key AS depotKey, i.code AS item, i.code_key AS itemKey, i.label, i.unit, i.decimals,
    coalesce(u.name, '') AS supplier, v.alert, v.security, v.maximum, ${USABLE} AS usable,
    ${held(`NOT (${GOOD})`)} AS unusable, coalesce(c.balance, 0) AS onItsWay, coalesce(${CONSUMED}, 0) AS consumed
  FROM items i CROSS JOIN levels v ON v.item = i.id JOIN depots d ON d.id = v.depot
  LEFT JOIN coming c ON c.depot = v.depot AND c.item = v.item LEFT JOIN suppliers u ON u.id = i.supplier
  WHERE i.active = 1 AND v.depot IN (SELECT value FROM json_each(?1)) AND ${SHOWN[shown]}
    AND NOT ${hidesSum(blind, 'v.depot', 'v.item')}
    AND (?3 IS NULL OR i.item_group = ?3) AND (?4 IS NULL OR u.code_key = ?4)
    AND (?5 = '' OR instr(i.search, ?5) > 0) AND (i.code_key, d.code_key) > (?6, ?7)
  ORDER BY i.code_key, d.code_key LIMIT ?8`;

interface Row {
  depot: string;
  depotKey: string;
  item: string;
  itemKey: string;
  label: string;
  unit: string;
  decimals: number;
  supplier: string;
  alert: number | null;
  security: number | null;
  maximum: number | null;
  usable: number;
  unusable: number;
  onItsWay: number;
  consumed: number;
}

export interface LevelFilters {
  depot?: string;
  group?: string;
  supplier?: string;
  q?: string;
  show: LevelsShown;
}

/** Items beside their levels in the depots that the caller may read: what is short, what is to be ordered (B8). */
export async function listLevels(
  db: D1Database,
  caller: Caller,
  { depot, group, supplier, q, show }: LevelFilters,
  limit: number,
  after: (string | number)[] | null,
) {
  const { results } = await db
    .prepare(levelsFor(show, caller.blind))
    .bind(
      JSON.stringify(visibleDepots(caller, depot).map(({ id }) => id)),
      addDays(caller.today, -CONSUMPTION_DAYS),
      group ?? null,
      supplier === undefined ? null : foldKey(supplier),
      searchKey(q ?? ''),
      ...(after ?? ['', '']),
      limit,
      caller.today,
    )
    .all<Row>();
  const last = results.at(-1);
  return {
    rows: results.map(toLevelRow),
    next: results.length === limit && last ? toCursor([last.itemKey, last.depotKey]) : null,
  };
}

const DAYS_OF_A_MONTH = 30;

function toLevelRow(row: Row): LevelRow {
  const { usable, unusable, onItsWay, alert, security, maximum } = row;
  const consumed = Math.max(row.consumed, 0);
  const monthly = inUnit((consumed * DAYS_OF_A_MONTH) / CONSUMPTION_DAYS, row.decimals, Math.round);
  const floor = alert ?? security;
  const short = floor !== null && usable + onItsWay < floor;
  const upTo = maximum ?? (floor ?? 0) + monthly;
  const units = (thousandths: number | null) => (thousandths === null ? null : fromThousandths(thousandths));
  return {
    depot: row.depot,
    item: row.item,
    label: row.label,
    unit: row.unit,
    supplier: row.supplier,
    usable: fromThousandths(usable),
    unusable: fromThousandths(unusable),
    onItsWay: fromThousandths(onItsWay),
    alert: units(alert),
    security: units(security),
    maximum: units(maximum),
    state: stateOf(row),
    monthly: fromThousandths(monthly),
    daysLeft: consumed > 0 ? Math.floor((usable * CONSUMPTION_DAYS) / consumed) : null,
    toOrder: short
      ? fromThousandths(inUnit(Math.max(upTo - usable - onItsWay, 0), row.decimals, Math.ceil))
      : 0,
  };
}

/** To the decimals that the item allows: nobody orders a third of a box. */
function inUnit(thousandths: number, decimals: number, round: (value: number) => number): number {
  const step = 10 ** (3 - decimals);
  return round(thousandths / step) * step;
}

function stateOf({ usable, alert, security, maximum }: Row): LevelRow['state'] {
  if (usable === 0 && Math.max(alert ?? 0, security ?? 0) > 0) return 'out';
  if (security !== null && usable < security) return 'security';
  if (alert !== null && usable < alert) return 'alert';
  return maximum !== null && usable > maximum ? 'above' : 'fine';
}
