import type { RecapShow, RecapSort } from '../../shared/contract/counts.ts';
import { lineValue } from '../documents/read.ts';
import { RECOUNT_DUE } from './sheet.ts';

/** Every line of a count `n`: the line with its result `k`, its stock line `s`, item `i` and cost `c`. */
export const RESULTS = `counts n CROSS JOIN count_results k ON k.count = n.sequence
  JOIN stock s ON s.id = k.stock JOIN items i ON i.id = s.item LEFT JOIN costs c ON c.item = s.item`;

/** The cost at which a gap is valued: what the adjustment takes, the average at confirmation. */
export const COST = 'coalesce(k.final_cost, c.average, i.reference_price, k.unit_cost)';
/** NULL where a blank is undecided. */
export const GAP = '(k.retained - k.expected)';
export const GAP_VALUE = lineValue(GAP, COST);

const exceeds = (measure: string, tolerance: string) => `coalesce(${measure} > ${tolerance}, 0)`;

/** Beyond the tolerance: one of those given is exceeded; where none is given every gap is (B2). */
const BEYOND = `(coalesce(${GAP}, 0) <> 0 AND (
  coalesce(n.tolerance_quantity, n.tolerance_percent, n.tolerance_value) IS NULL
  OR ${exceeds(`abs(${GAP})`, 'n.tolerance_quantity')}
  OR ${exceeds(`abs(${GAP}) * 10000`, 'n.tolerance_percent * k.expected')}
  OR ${exceeds(`abs(${GAP_VALUE})`, 'n.tolerance_value')}))`;

const RUNNING = `n.state IN ('open', 'closed')`;
/** Two counts that differ, and nobody has decided between them. */
export const DIFFERS = `(${RUNNING} AND coalesce(k.first <> k.second, 0) AND k.arbitrated IS NULL)`;
/** A second count that is still to be made; where two rounds are the rule, of every line beyond the tolerance. */
export const SECOND_DUE = `(${RUNNING} AND k.arbitrated IS NULL AND k.second IS NULL
  AND (k.second_due = 1 OR (n.rounds = 2 AND k.first IS NOT NULL AND ${BEYOND})))`;

/** Beyond the tolerance, and never sent to the second count: what «those beyond» sends. */
export const UNSENT = `(k.first IS NOT NULL AND k.second_due = 0 AND ${BEYOND})`;

/** Which lines a recap lists. */
export const SHOWN: Record<RecapShow, string> = {
  gaps: `${GAP} <> 0`,
  beyond: BEYOND,
  within: `(${GAP} <> 0 AND NOT ${BEYOND})`,
  blanks: 'k.has_figure = 0',
  undecided: `(${DIFFERS} OR ${SECOND_DUE} OR (${RUNNING} AND ${RECOUNT_DUE}))`,
  emergency: 'EXISTS (SELECT 1 FROM count_emergencies e WHERE e.count = k.count AND e.stock = k.stock)',
  elsewhere: 'k.elsewhere IS NOT NULL',
  all: '1',
};

/** What a recap is sorted by, the largest first; what stood at zero has gained without measure. */
export const SORTED: Record<RecapSort, string> = {
  value: `coalesce(abs(${GAP_VALUE}), 0)`,
  quantity: `coalesce(abs(${GAP}), 0)`,
  percent: `CASE WHEN coalesce(${GAP}, 0) = 0 THEN 0 WHEN k.expected = 0 THEN 4000000000000000 ELSE abs(${GAP}) * 10000 / k.expected END`,
  position: '-k.position',
};
