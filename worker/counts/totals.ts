import type { RecapTotals, RecapTotalsBy } from '../../shared/contract/counts.ts';
import type { Caller } from '../people/caller.ts';
import { type Row as Head, readHead, refuseHidden } from './recap.ts';
import { GAP, GAP_VALUE, RESULTS } from './results.ts';
import { teamOf } from './sheet.ts';

/** The most groups that are told, the largest in value first. */
const MOST_GROUPS = 1000;

/** What the lines are grouped by: the key, and how it is called. */
const GROUPS: Record<RecapTotalsBy, [key: string, label: string]> = {
  bin: ['k.bin', `''`],
  supplier: ['k.supplier', `''`],
  // Only a gap has a reason.
  reason: [`CASE WHEN ${GAP} <> 0 THEN k.gap_reason END`, `''`],
  item: ['k.item', 'k.label'],
  team: [
    teamOf('k', 's'),
    `coalesce((SELECT t.name FROM count_teams t WHERE t.count = k.count AND t.team = ${teamOf('k', 's')}), '')`,
  ],
};

type Row = { key: string | number; label: string } & Record<
  'lines' | 'differing' | 'gapValue' | 'gainValue' | 'lossValue',
  number
>;

/** The gaps of a count in value, by bin, supplier, reason, item or team (B3). */
export async function readTotals(
  db: D1Database,
  caller: Caller,
  id: string,
  by: RecapTotalsBy,
): Promise<RecapTotals> {
  const [key, label] = GROUPS[by];
  const [head, found] = await db.batch([
    readHead(db, id, caller),
    db
      .prepare(
        `WITH lines AS MATERIALIZED (
           SELECT ${key} AS key, ${label} AS label, ${GAP} AS gap, coalesce(${GAP_VALUE}, 0) AS value FROM ${RESULTS} WHERE n.id = ?1)
         SELECT key, min(label) AS label, count(*) AS lines, sum(coalesce(gap, 0) <> 0) AS differing, sum(value) AS gapValue,
           sum(max(value, 0)) AS gainValue, sum(min(value, 0)) AS lossValue
         FROM lines WHERE key IS NOT NULL GROUP BY key ORDER BY abs(sum(value)) DESC, key LIMIT ${MOST_GROUPS}`,
      )
      .bind(id),
  ]);
  refuseHidden(head?.results[0] as Head | undefined, caller);
  const { currency, currencyDecimals } = caller.organisation;
  const money = (value: number) => value / 10 ** currencyDecimals;
  return {
    currency,
    rows: ((found?.results ?? []) as Row[]).map((row) => ({
      ...row,
      key: String(row.key),
      gapValue: money(row.gapValue),
      gainValue: money(row.gainValue),
      lossValue: money(row.lossValue),
    })),
  };
}
