import { lineValue } from '../documents/read.ts';
import { GAP_VALUE, RESULTS } from './results.ts';

/** What a confirmed count moved, by its adjustment: quantities of different units are not added. */
export interface GapTotal {
  differing: number;
  /** In the currency; what came in less what went out. */
  value: number;
  gain: number;
  loss: number;
}

const GAPS = `
  SELECT c.id, count(m.sequence) AS differing,
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
    .all<{ id: string; differing: number; value: number; gain: number; decimals: number }>();
  return new Map(
    results.map(({ id, differing, value, gain, decimals }) => {
      const units = 10 ** decimals;
      const [whole, more] = [value / units, gain / units];
      return [id, { differing, value: whole, gain: more, loss: (value - gain) / units }];
    }),
  );
}

const KEYS = { reason: 'k.gap_reason', supplier: 'k.supplier', bin: 'k.bin' };

/**
 * The gaps of a count in value by reason, supplier or bin, the largest first; '' is none given. Grouped by the column
 * itself: `name` alone would be the count's, one for all.
 */
export async function gapsBy(db: D1Database, id: string, by: keyof typeof KEYS, most: number) {
  const { results } = await db
    .prepare(
      `SELECT ${KEYS[by]} AS name, sum(${GAP_VALUE}) / pow(10.0, (SELECT currency_decimals FROM settings)) AS value
       FROM ${RESULTS} WHERE n.id = ?1 GROUP BY ${KEYS[by]} HAVING value <> 0 ORDER BY abs(value) DESC LIMIT ?2`,
    )
    .bind(id, most)
    .all<{ name: string; value: number }>();
  return results;
}
