import { addDays } from '../../shared/domain/dates.ts';
import { fromThousandths } from '../../shared/domain/quantities.ts';
import { hasWords, wordsOf } from '../catalogue/list.ts';
import { type BlindCount, isHidden } from '../counts/blind.ts';
import { lineValue } from '../documents/read.ts';

/** What is asked: the depots, and the first and last day. */
export interface Period {
  /** Row ids. */
  depots: number[];
  from: string;
  to: string;
  /** Words of the item's code, label or other codes; nothing is all. */
  q?: string | undefined;
  /** Blind counts whose lines are not told (Q22). */
  blind: readonly BlindCount[];
}

/**
 * An item between two dates: what stood the evening before, what came and went, what stands on the last evening.
 * Values add up to the cent: opening + in + out + revaluation = closing, where the revaluation is what the
 * average cost changed on goods that lay still, and the roundings.
 */
export interface RollForwardRow {
  item: string;
  label: string;
  unit: string;
  opening: number;
  in: number;
  out: number;
  closing: number;
  openingValue: number;
  inValue: number;
  outValue: number;
  revaluation: number;
  closingValue: number;
}

/** The average that the item's last movement left, in the order (date, sequence), on the evening of a day. */
const averageOn = (
  day: string,
) => `(SELECT m.average FROM movements m WHERE m.item = p.id AND m.date <= ${day}
  ORDER BY m.date DESC, m.sequence DESC LIMIT 1)`;

/**
 * Counted back from what stands today, so that no movement before the first day is read. Goods that only change place
 * inside what is asked for neither come nor go: a document's lines are added first.
 */
const rowsFor = (hidden: string) => `
  WITH page AS MATERIALIZED (
    SELECT id, code, code_key, label, unit FROM items i WHERE code_key > ?1 AND (?7 IS NULL OR ${hasWords('i.search', '?7')})
      AND EXISTS (SELECT 1 FROM json_each(?3) d CROSS JOIN stock s ON s.depot = d.value AND s.item = i.id)
    ORDER BY code_key LIMIT ?2),
  held AS MATERIALIZED (
    SELECT s.id, s.item, s.balance FROM page p CROSS JOIN stock s ON s.item = p.id
      AND s.depot IN (SELECT value FROM json_each(?3)) AND NOT ${hidden}),
  moved AS (
    SELECT h.item, sum(m.quantity) AS quantity,
      sum(${lineValue('m.quantity', 'm.unit_cost', 't.currency_decimals')}) AS value
    FROM held h CROSS JOIN settings t CROSS JOIN movements m ON m.stock = h.id AND m.date >= ?4 AND m.date <= ?6
    GROUP BY h.item, m.document),
  turned AS MATERIALIZED (
    SELECT item, coalesce(sum(quantity) FILTER (WHERE quantity > 0), 0) AS came,
      coalesce(sum(quantity) FILTER (WHERE quantity < 0), 0) AS went,
      coalesce(sum(value) FILTER (WHERE quantity > 0), 0) AS cameValue,
      coalesce(sum(value) FILTER (WHERE quantity < 0), 0) AS wentValue
    FROM moved GROUP BY item),
  later AS MATERIALIZED (
    SELECT h.item, sum(m.quantity) AS quantity FROM held h CROSS JOIN movements m ON m.stock = h.id AND m.date > ?6
    GROUP BY h.item),
  closed AS MATERIALIZED (
    SELECT h.item, sum(h.balance) - coalesce((SELECT quantity FROM later WHERE later.item = h.item), 0) AS quantity
    FROM held h GROUP BY h.item),
  summed AS MATERIALIZED (
    SELECT p.*, coalesce(c.quantity, 0) AS closing, coalesce(t.came, 0) AS came, coalesce(t.went, 0) AS went,
      coalesce(c.quantity, 0) - coalesce(t.came, 0) - coalesce(t.went, 0) AS opening,
      coalesce(t.cameValue, 0) AS cameValue, coalesce(t.wentValue, 0) AS wentValue
    FROM page p LEFT JOIN closed c ON c.item = p.id LEFT JOIN turned t ON t.item = p.id)
  SELECT p.code, p.code_key AS key, p.label, p.unit, p.opening, p.came, p.went, p.closing, p.cameValue, p.wentValue,
    CASE p.opening WHEN 0 THEN 0 ELSE ${lineValue('p.opening', averageOn('?5'))} END AS openingValue,
    CASE p.closing WHEN 0 THEN 0 ELSE ${lineValue('p.closing', averageOn('?6'))} END AS closingValue
  FROM summed p ORDER BY p.code_key`;

interface Row {
  code: string;
  key: string;
  label: string;
  unit: string;
  opening: number;
  came: number;
  went: number;
  closing: number;
  cameValue: number;
  wentValue: number;
  openingValue: number;
  closingValue: number;
}

/**
 * A page of items, those without stock and movement left out; `next` is where it goes on. It reads what its items did
 * since the first day, and no other's.
 */
export async function readRollForward(
  db: D1Database,
  { depots, from, to, q, blind }: Period,
  currencyDecimals: number,
  items: number,
  after: string,
): Promise<{ rows: RollForwardRow[]; next: string | null }> {
  const { results } = await db
    .prepare(rowsFor(isHidden(blind)))
    .bind(after, items, JSON.stringify(depots), from, addDays(from, -1), to, wordsOf(q))
    .all<Row>();
  const last = results.at(-1);
  return {
    rows: results
      .filter(({ opening, came, went }) => opening !== 0 || came !== 0 || went !== 0)
      .map((row) => toRow(row, 10 ** currencyDecimals)),
    next: results.length === items && last ? last.key : null,
  };
}

function toRow(row: Row, units: number): RollForwardRow {
  const revaluation = row.closingValue - row.openingValue - row.cameValue - row.wentValue;
  return {
    item: row.code,
    label: row.label,
    unit: row.unit,
    opening: fromThousandths(row.opening),
    in: fromThousandths(row.came),
    out: fromThousandths(row.went),
    closing: fromThousandths(row.closing),
    openingValue: row.openingValue / units,
    inValue: row.cameValue / units,
    outValue: row.wentValue / units,
    revaluation: revaluation / units,
    closingValue: row.closingValue / units,
  };
}
