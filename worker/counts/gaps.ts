import { lineValue } from '../documents/read.ts';
import { GAP, GAP_VALUE, RESULTS } from './results.ts';

/** What a confirmed count moved, by its adjustment. Quantities of different units are not added: lines are. */
export interface GapTotal {
  differing: number;
  /** Lines of which there was more, and less, than expected. */
  more: number;
  less: number;
  /** In the currency; what came in less what went out. */
  value: number;
  gain: number;
  loss: number;
}

const GAPS = `
  SELECT c.id, count(m.sequence) AS differing, count(m.sequence) FILTER (WHERE m.quantity > 0) AS more,
    coalesce(sum(${lineValue('m.quantity', 'm.unit_cost', 't.currency_decimals')}), 0) AS value,
    coalesce(sum(${lineValue('m.quantity', 'm.unit_cost', 't.currency_decimals')}) FILTER (WHERE m.quantity > 0), 0) AS gain,
    t.currency_decimals AS decimals
  FROM json_each(?1) j CROSS JOIN counts c ON c.id = j.value CROSS JOIN settings t
  LEFT JOIN movements m ON m.document = c.adjustment
  GROUP BY c.id`;

/** The gaps of the counts named, one lookup of the adjustment each. */
export async function gapsOf(db: D1Database, ids: string[]): Promise<Map<string, GapTotal>> {
  const { results } = await db
    .prepare(GAPS)
    .bind(JSON.stringify(ids))
    .all<{ id: string; differing: number; more: number; value: number; gain: number; decimals: number }>();
  return new Map(
    results.map(({ id, differing, more, value, gain, decimals }) => {
      const units = 10 ** decimals;
      const worth = { value: value / units, gain: gain / units, loss: (value - gain) / units };
      return [id, { differing, more, less: differing - more, ...worth }];
    }),
  );
}

/** What gaps are grouped by. */
export const GAP_GROUPS = ['reason', 'supplier', 'bin'] as const;
export type GapGroup = (typeof GAP_GROUPS)[number];

/** The gaps of one count in the currency, by one of them: the largest first, then how many more there are. */
export interface GroupedGaps {
  /** '' is none given. */
  named: { name: string; value: number }[];
  others: { groups: number; value: number };
  /** The whole count: what is named and the others. */
  total: number;
}

/** Groups that are named of each kind: a count may be of thousands of shelves. */
const NAMED_MAX = 200;

/**
 * The lines with a gap are read once for all; each group by the column itself: `name` alone would be the count's. Of a
 * confirmed count they are those that its adjustment moved (invariant 8): none of the others is looked at.
 */
const GROUPED = `
  WITH gaps AS MATERIALIZED (
    SELECT k.gap_reason AS reason, k.supplier, k.bin, ${lineValue('m.quantity', 'm.unit_cost')} AS value
    FROM counts n CROSS JOIN movements m ON m.document = n.adjustment
      CROSS JOIN count_lines k ON k.count = n.sequence AND k.stock = m.stock
    WHERE n.id = ?1
    UNION ALL
    SELECT k.gap_reason, k.supplier, k.bin, ${GAP_VALUE} FROM ${RESULTS}
    WHERE n.id = ?1 AND n.confirmed_at IS NULL AND ${GAP} <> 0),
  grouped AS MATERIALIZED (${GAP_GROUPS.map(
    (by) => `SELECT '${by}' AS grouped_by, ${by} AS name, sum(value) AS value FROM gaps GROUP BY gaps.${by}`,
  ).join(' UNION ALL ')}),
  ranked AS (SELECT *, row_number() OVER (PARTITION BY grouped_by ORDER BY abs(value) DESC, name) AS place FROM grouped WHERE value <> 0)
  SELECT grouped_by AS "by", CASE WHEN place <= ${NAMED_MAX} THEN name END AS name, sum(value) AS value, count(*) AS groups,
    (SELECT currency_decimals FROM settings) AS decimals
  FROM ranked GROUP BY grouped_by, min(place, ${NAMED_MAX + 1}) ORDER BY min(place)`;

interface GroupRow {
  by: GapGroup;
  name: string | null;
  value: number;
  groups: number;
  decimals: number;
}

/** The statement whose rows `toGroupedGaps` makes into the gaps of a count by reason, supplier and bin (B3). */
export function readGroupedGaps(db: D1Database, id: string): D1PreparedStatement {
  return db.prepare(GROUPED).bind(id);
}

/** No more than `most` of them named: the smaller ones are told with the others. */
export function toGroupedGaps(read: unknown[], by: GapGroup, most = NAMED_MAX): GroupedGaps {
  const rows = (read as GroupRow[]).filter((row) => row.by === by);
  const money = (sum: GroupRow[]) =>
    sum.reduce((total, { value }) => total + value, 0) / 10 ** (rows[0]?.decimals ?? 0);
  const named = rows.filter(({ name }) => name !== null).slice(0, most);
  const others = rows.filter((row) => !named.includes(row));
  return {
    named: named.map((row) => ({ name: row.name ?? '', value: money([row]) })),
    others: { groups: others.reduce((sum, { groups }) => sum + groups, 0), value: money(others) },
    total: money(rows),
  };
}
