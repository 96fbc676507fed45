import { refuseBadLines } from '../db/refusal.ts';
import type { Caller } from '../people/caller.ts';
import { GAP_VALUE, RESULTS } from './results.ts';

/** What the gaps were worth when they were read, in the currency: their sum, and the same without their signs. */
export interface WorthRead {
  gapValue?: number | undefined;
  grossValue?: number | undefined;
}

/** In the smallest unit of the currency, as `REFUSE_MOVED` and `REFUSE_VALUE` take it; NULL: not said. */
export function worthRead(caller: Caller, { gapValue, grossValue }: WorthRead): (number | null)[] {
  const smallest = (value?: number) =>
    value === undefined ? null : Math.round(value * 10 ** caller.organisation.currencyDecimals);
  return [smallest(gapValue), smallest(grossValue)];
}

/** Of the count `?1`: the sum of its gaps in value, with and without their signs. */
const sums = (from: string) => `
  SELECT coalesce(sum(${GAP_VALUE}), 0) AS net, coalesce(sum(abs(${GAP_VALUE})), 0) AS gross FROM ${from} WHERE n.id = ?1`;

export const GROSS_VALUE = `(SELECT gross FROM (${sums(RESULTS)}))`;

const inCurrency = (value: string) => `${value} / pow(10.0, t.currency_decimals)`;

/** An average may have moved since the recap was read (`?3`, `?4`), for entries elsewhere go on: all that is shown is compared. */
const MOVED = `WHEN gap.net <> ?3 OR gap.gross <> ?4 THEN json_object('line', 0, 'code', 'COUNT_VALUES_MOVED',
  'gapValue', ${inCurrency('gap.net')}, 'grossValue', ${inCurrency('gap.gross')})`;

/** Refuses where the gaps are not worth what was read. Binds the count's id, the person, and `worthRead`. */
export const REFUSE_MOVED = refuseBadLines(
  `WITH gap AS MATERIALIZED (${sums(`(SELECT 1 WHERE coalesce(?3, ?4) IS NOT NULL) CROSS JOIN ${RESULTS}`)})`,
  `SELECT CASE ${MOVED} END AS bad FROM gap, settings t`,
);

/** What others than the person `?2` have approved of this version, up to that value; an approval of old says none. */
const APPROVED = `(SELECT max(a.value) FROM count_approvals a
  WHERE a.count = n.sequence AND a.version = n.version AND a.person <> ?2)`;

/**
 * The same, and above the organisation's limit another person has approved this very version (B3): an approval holds up
 * to the value that it saw. Where averages have made the gap worth more since, it is asked for again.
 */
export const REFUSE_VALUE = refuseBadLines(
  `WITH gap AS MATERIALIZED (${sums(
    `(SELECT 1 FROM settings WHERE approval_above IS NOT NULL OR coalesce(?3, ?4) IS NOT NULL) CROSS JOIN ${RESULTS}`,
  )})`,
  `SELECT CASE
     ${MOVED}
     WHEN gap.gross > t.approval_above AND gap.gross > coalesce(${APPROVED}, -1)
       THEN json_object('line', 0, 'code', 'COUNT_APPROVAL_REQUIRED', 'value', ${inCurrency('gap.gross')},
         'limit', ${inCurrency('t.approval_above')}, 'approved', ${inCurrency(APPROVED)})
   END AS bad
   FROM gap, settings t JOIN counts n ON n.id = ?1`,
);
