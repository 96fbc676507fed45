import type { Recap, RecapLine } from '../../shared/contract/counts.ts';
import { fromTenThousandths, fromThousandths } from '../../shared/domain/quantities.ts';
import { lineValue } from '../documents/read.ts';
import { Refusal } from '../http/problem.ts';
import { toCursor } from '../http/routes.ts';
import type { Caller } from '../people/caller.ts';
import { THIS_COUNT } from './guards.ts';

type Row = Record<string, string | number | null>;

/** The cost at which a gap is valued: what the adjustment takes, the average at confirmation. */
export const COST = 'coalesce(k.final_cost, c.average, i.reference_price, 0)';
const GAP = '(r.retained - r.expected)';
export const GAP_VALUE = lineValue(GAP, COST);

/** Every line of a count with its result; join it on `r.count`. */
export const RESULTS = `count_results r JOIN count_lines k ON k.count = r.count AND k.stock = r.stock
  JOIN stock s ON s.id = r.stock JOIN items i ON i.id = s.item LEFT JOIN costs c ON c.item = s.item`;

const TOTALS = `
  SELECT n.version, n.state, n.blind, n.depot AS depotId, count(*) AS lines, sum(r.has_figure) AS counted,
    sum(r.has_figure = 0 AND k.blank = 'keep') AS keptBlank,
    sum(r.has_figure = 0 AND k.blank = 'zero') AS zeroedBlank,
    coalesce(sum(CASE WHEN r.has_figure = 0 AND k.blank = 'zero' THEN ${lineValue('r.expected', COST)} END), 0) AS zeroedValue,
    sum(${GAP} <> 0) AS differing, coalesce(sum(${GAP_VALUE}), 0) AS gapValue,
    coalesce(sum(max(${GAP_VALUE}, 0)), 0) AS gainValue, coalesce(sum(min(${GAP_VALUE}, 0)), 0) AS lossValue
  FROM counts n, ${RESULTS} WHERE r.count = n.sequence AND n.id = ?1`;

/** The largest gaps in value first; line ids settle ties, so that pages neither skip nor repeat. */
const MOVEMENTS = `
  SELECT * FROM (
    SELECT k.stock AS line, k.bin, k.item, k.label, k.unit, k.lot, k.serial, k.theoretical, r.expected, r.retained,
      ${GAP} AS gap, ${COST} AS unitCost, ${GAP_VALUE} AS value, k.gap_reason AS reason, abs(${GAP_VALUE}) AS size
    FROM ${RESULTS} WHERE r.count = ${THIS_COUNT} AND ${GAP} <> 0)
  WHERE ?2 IS NULL OR size < ?2 OR (size = ?2 AND line > ?3)
  ORDER BY size DESC, line LIMIT ?4`;

/** The two reading statements whose rows `toRecap` makes into what confirmation will do (E22). */
export function readRecap(db: D1Database, id: string, limit: number, after: (string | number)[] | null) {
  const [size = null, line = null] = after ?? [];
  return [db.prepare(TOTALS).bind(id), db.prepare(MOVEMENTS).bind(id, size, line, limit)];
}

export function toRecap(read: unknown[][], caller: Caller, limit: number): Recap {
  const [[totals], movements] = read as [Row[], Row[]];
  const depot = caller.depots.find(({ id }) => id === totals?.depotId);
  if (!totals || !depot) throw new Refusal('NOT_FOUND');
  // An open blind count shows no quantity to whoever may not confirm it (Q22).
  if (
    totals.blind === 1 &&
    (totals.state === 'open' || totals.state === 'closed') &&
    depot.role !== 'manager'
  )
    throw new Refusal('FORBIDDEN');
  const { currency, currencyDecimals } = caller.organisation;
  const money = (value: string | number | null | undefined) => Number(value) / 10 ** currencyDecimals;
  const last = movements.at(-1);
  return {
    version: Number(totals.version),
    lines: Number(totals.lines),
    counted: Number(totals.counted),
    keptBlank: Number(totals.keptBlank),
    zeroedBlank: Number(totals.zeroedBlank),
    zeroedValue: money(totals.zeroedValue),
    differing: Number(totals.differing),
    gapValue: money(totals.gapValue),
    gainValue: money(totals.gainValue),
    lossValue: money(totals.lossValue),
    currency,
    movements: movements.map((row) => toRecapLine(row, money)),
    next: movements.length === limit && last ? toCursor([Number(last.size), Number(last.line)]) : null,
  };
}

function toRecapLine(row: Row, money: (value: string | number | null | undefined) => number): RecapLine {
  return {
    line: Number(row.line),
    bin: String(row.bin),
    item: String(row.item),
    label: String(row.label),
    unit: String(row.unit),
    lot: String(row.lot),
    serial: String(row.serial),
    theoretical: fromThousandths(Number(row.theoretical)),
    expected: fromThousandths(Number(row.expected)),
    retained: fromThousandths(Number(row.retained)),
    gap: fromThousandths(Number(row.gap)),
    unitCost: fromTenThousandths(Number(row.unitCost)),
    value: money(row.value),
    reason: String(row.reason),
  };
}
