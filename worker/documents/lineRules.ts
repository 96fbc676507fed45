import type { ErrorCode } from '../../shared/domain/errors.ts';
import { BINS_TO_CHOOSE, OTHER_BINS } from './lines.ts';
import type { DocumentRules } from './types.ts';

/**
 * One rule of a line: its code, when it refuses (SQL over the row `p` of `judged`, see `judgedAs`), and
 * the figures its sentence shows. The first rule that refuses speaks for the line, and beside it each question.
 */
export interface LineRule {
  code: ErrorCode;
  refuses: string;
  figures?: string;
}

const ITEM = `'item', coalesce(p.code, p.item_shown)`;
const LOT = `'lot', p.lot_shown`;
const SERIAL = `'serial', p.serial_shown`;
/** Thousandths to units, as the API speaks. */
const units = (sql: string) => `(${sql}) / 1000.0`;
const cost = (sql: string) => `(${sql}) / 10000.0`;
/** Where goods of this item and serial stand: depot and bin, or on their way to a depot. */
const SERIAL_PLACE = `(SELECT d.name || CASE s.transfer WHEN 0 THEN coalesce(' / ' || nullif(b.code, ''), '') ELSE ' ←' END
  FROM stock s JOIN depots d ON d.id = s.depot LEFT JOIN bins b ON b.id = s.bin
  WHERE s.item = p.item AND s.serial = p.serial AND s.balance > 0)`;

/** The line of this document that gives an expiry to a lot which nothing has moved yet. */
const EXPIRY_GIVER = `(SELECT min(o.line) FROM named o WHERE o.item = p.item AND o.lot_key = p.lot_key
  AND o.expiry = p.lot_expiry
  AND NOT EXISTS (SELECT 1 FROM stock s WHERE s.item = p.item AND s.lot = p.lot AND s.last_movement > 0))`;
/** Why the lot's expiry is another: another line says so, or it is known, or known to have none. */
const KNOWN_EXPIRY = `'known', CASE WHEN ${EXPIRY_GIVER} IS NULL THEN p.lot_expiry END,
  'otherLine', ${EXPIRY_GIVER}, 'otherDate', CASE WHEN ${EXPIRY_GIVER} IS NOT NULL THEN p.lot_expiry END,
  'unknownDate', CASE WHEN p.lot_expiry IS NULL THEN p.expiry END`;

/** What the words of a line must mean, whichever way the goods go (Q8, Q9). */
export const NAMED: LineRule[] = [
  { code: 'ITEM_UNKNOWN', refuses: 'p.item IS NULL' },
  { code: 'INACTIVE', refuses: 'p.item_active = 0', figures: `'what', p.code` },
  { code: 'STOCK_NOT_MANAGED', refuses: 'p.stock_managed = 0' },
  {
    code: 'SERIAL_QUANTITY',
    refuses: `p.serial <> '' AND p.quantity <> 1000`,
    figures: `${SERIAL}, 'quantity', ${units('p.quantity')}`,
  },
  {
    code: 'QUANTITY_INVALID',
    refuses: `p.quantity <= 0 OR p.quantity % CASE p.decimals WHEN 0 THEN 1000 WHEN 1 THEN 100 WHEN 2 THEN 10 ELSE 1 END <> 0`,
    figures: `'quantity', ${units('p.quantity')}, 'decimals', p.decimals`,
  },
  { code: 'LOT_REQUIRED', refuses: `p.lot_tracking = 'required' AND p.lot_key = ''` },
  { code: 'LOT_FORBIDDEN', refuses: `p.lot_tracking = 'none' AND p.lot_key <> ''`, figures: LOT },
  { code: 'SERIAL_REQUIRED', refuses: `p.serial_tracking = 'required' AND p.serial = ''` },
  { code: 'SERIAL_FORBIDDEN', refuses: `p.serial_tracking = 'none' AND p.serial <> ''`, figures: SERIAL },
  {
    code: 'BIN_UNKNOWN',
    refuses: 'p.bin_key IS NOT NULL AND p.bin_given IS NULL',
    figures: `'bin', p.bin_shown`,
  },
  { code: 'LOT_UNKNOWN', refuses: 'p.lot IS NULL', figures: LOT },
];

/** What may stand in the way of any movement on the stock line: a freeze (6), a wall (Q16), a later serial. */
const MOVED: LineRule[] = [
  {
    code: 'COUNT_OPEN',
    refuses: 'p.frozen_by IS NOT NULL AND p.emergency IS NULL',
    figures: `'count', (SELECT name FROM counts WHERE sequence = p.frozen_by),
      'by', (SELECT e.name FROM counts c JOIN people e ON e.id = c.opened_by WHERE c.sequence = p.frozen_by),
      'at', (SELECT opened_at FROM counts WHERE sequence = p.frozen_by)`,
  },
  {
    code: 'DATE_BEFORE_COUNT',
    refuses: 'p.wall IS NOT NULL AND p.date < (SELECT date FROM counts WHERE sequence = p.wall)',
    figures: `'count', (SELECT name FROM counts WHERE sequence = p.wall),
      'countDate', (SELECT date FROM counts WHERE sequence = p.wall)`,
  },
  {
    code: 'DATE_WITHIN_COUNT',
    refuses: 'p.wall IS NOT NULL AND p.not_counted IS NOT 1',
    figures: `'count', (SELECT name FROM counts WHERE sequence = p.wall)`,
  },
  {
    code: 'SERIAL_DATE',
    refuses: 'p.serial_last > p.date',
    figures: `${SERIAL}, 'last', p.serial_last`,
  },
];

/** What leaves must stand in that very stock line, and be fit for where it goes. */
function outRules(rules: DocumentRules): LineRule[] {
  return [
    { code: 'BIN_REQUIRED', refuses: 'p.holders > 1', figures: `'bins', ${BINS_TO_CHOOSE}` },
    {
      code: 'SERIAL_ELSEWHERE',
      refuses: `p.serial <> '' AND p.balance = 0 AND p.in_stock = 1`,
      figures: `${SERIAL}, 'where', ${SERIAL_PLACE}`,
    },
    { code: 'SERIAL_UNKNOWN', refuses: `p.serial <> '' AND p.balance = 0`, figures: SERIAL },
    ...(rules.toUse ? TO_USE : []),
    ...MOVED,
    {
      code: 'DATE_BEFORE_ENTRY',
      refuses: 'p.date < p.first_date',
      figures: `'date', p.date, 'firstDate', p.first_date`,
    },
    {
      // An emergency exit out of a blind count: how much is there is for whoever may confirm it (Q22).
      code: 'COUNT_STOCK_HIDDEN',
      refuses: 'p.wanted > p.available AND p.hidden_by IS NOT NULL',
      figures: `'wanted', ${units('p.wanted')}, 'count', (SELECT name FROM counts WHERE sequence = p.hidden_by)`,
    },
    {
      code: 'STOCK_INSUFFICIENT',
      refuses: 'p.wanted > p.available',
      figures: `${LOT}, 'bin', p.bin_code, 'wanted', ${units('p.wanted')}, 'available', ${units('p.available')}`,
    },
  ];
}

/** Goods that go to use: a lot that expires on the day of the document is still valid (Q15). */
const TO_USE: LineRule[] = [
  {
    code: 'LOT_EXPIRED',
    refuses: 'p.lot_expiry < p.date AND p.takes_expired = 0',
    figures: `${LOT}, 'expiry', p.lot_expiry`,
  },
  {
    code: 'LOT_BLOCKED',
    refuses: 'p.blocked = 1 AND p.takes_expired = 0',
    figures: `${LOT}, 'reason', p.block_reason`,
  },
  {
    code: 'BIN_QUARANTINE',
    refuses: 'p.quarantine = 1 AND p.takes_expired = 0',
    figures: `'bin', p.bin_code`,
  },
];

/** What enters says its lot, expiry and cost, and a serial stands nowhere else (Q9, Q17). */
function inRules(rules: DocumentRules): LineRule[] {
  return [
    { code: 'BIN_REQUIRED', refuses: 'p.bin IS NULL OR p.holders > 1', figures: `'bins', ${BINS_TO_CHOOSE}` },
    { code: 'INACTIVE', refuses: 'p.bin_active = 0', figures: `'what', p.bin_shown` },
    {
      code: 'EXPIRY_REQUIRED',
      refuses: `p.expiry_tracking = 1 AND p.lot_key <> '' AND p.lot_expiry IS NULL`,
      figures: LOT,
    },
    {
      code: 'LOT_EXPIRY_DIFFERS',
      refuses: 'p.expiry IS NOT NULL AND p.lot_expiry IS NOT p.expiry',
      figures: `${LOT}, 'expiry', p.expiry, ${KNOWN_EXPIRY}`,
    },
    {
      code: 'SERIAL_IN_STOCK',
      refuses: `p.serial <> '' AND (p.in_stock = 1 OR p.same_serial > 1)`,
      figures: `${SERIAL}, 'where', ${SERIAL_PLACE}`,
    },
    ...(rules.returns ? RETURNED : []),
    ...MOVED,
    {
      code: 'COST_REQUIRED',
      refuses:
        rules.cost === 'required'
          ? 'p.unit_cost IS NULL'
          : 'p.unit_cost IS NULL AND p.average IS NULL AND p.reference_price IS NULL',
    },
    {
      code: 'VALUE_TOO_LARGE',
      refuses: `CAST(p.held AS REAL) * coalesce(p.average, 0)
        + CAST(p.entering AS REAL) * coalesce(p.unit_cost, p.average, p.reference_price) >= 4e18
        OR coalesce(p.held, 0) + p.entering > ${Number.MAX_SAFE_INTEGER}`,
    },
  ];
}

/** What is asked of goods that come in: one yes to all of them, so all are asked at once. */
const QUESTIONS: LineRule[] = [
  {
    code: 'EXPIRY_UNUSUAL',
    // Opening stock is what stands on the shelf, expired or not.
    refuses: `p.type = 'entry-purchase' AND p.accept_expiry IS NOT 1 AND
      (p.lot_expiry < p.date OR p.lot_expiry > date(p.date, '+10 years'))`,
    figures: `${LOT}, 'expiry', p.lot_expiry`,
  },
  {
    code: 'COST_UNUSUAL',
    refuses: `p.type <> 'entry-donation' AND p.accept_cost IS NOT 1 AND p.average > 0 AND p.unit_cost IS NOT NULL
      AND (p.unit_cost * 2 < p.average OR p.unit_cost > p.average * 2)`,
    figures: `'cost', ${cost('p.unit_cost')}, 'average', ${cost('p.average')}`,
  },
];

/** What comes back to an exit that is named: never more than went out and has not come back. */
const RETURNED: LineRule[] = [
  {
    code: 'DATE_BEFORE_EXIT',
    refuses: 'p.date < (SELECT date FROM gone)',
    figures: `'date', p.date, 'exitDate', (SELECT date FROM gone), 'number', (SELECT number FROM gone)`,
  },
  {
    // What went out in another unit is another quantity, at another cost (Q8).
    code: 'ITEM_CHANGED',
    refuses: 'p.unit_changed_by > (SELECT journal FROM gone)',
    figures: `'number', (SELECT number FROM gone)`,
  },
  {
    code: 'RETURN_EXCEEDS_EXIT',
    refuses: 'p.wanted > p.out_still',
    figures: `${LOT}, ${SERIAL}, 'wanted', ${units('p.wanted')}, 'available', ${units('p.out_still')}`,
  },
];

/** What changes bin needs to know where to. */
const MOVE_RULES: LineRule[] = [
  {
    code: 'BIN_UNKNOWN',
    refuses: 'p.to_bin_key IS NOT NULL AND p.to_bin IS NULL',
    figures: `'bin', p.to_bin_shown`,
  },
  // From a bin into itself nothing moves; goods out of transit come from no bin.
  { code: 'BIN_REQUIRED', refuses: 'p.target IS NULL OR p.target = p.bin', figures: `'bins', ${OTHER_BINS}` },
  {
    code: 'INACTIVE',
    refuses: '(SELECT active FROM bins WHERE id = p.target) = 0',
    figures: `'what', (SELECT code FROM bins WHERE id = p.target)`,
  },
];

/** What comes out of transit: never more than is on its way, never before it was sent (invariant 5). */
const TRANSIT_RULES: LineRule[] = [
  ...MOVED,
  {
    code: 'DATE_BEFORE_ENTRY',
    refuses: 'p.date < p.first_date',
    figures: `'date', p.date, 'firstDate', p.first_date`,
  },
  {
    code: 'RECEIPT_EXCEEDS_SENT',
    refuses: 'p.wanted > p.available',
    figures: `${LOT}, ${SERIAL}, 'wanted', ${units('p.wanted')}, 'available', ${units('p.available')}`,
  },
];

function sideRules(rules: DocumentRules): LineRule[] {
  if (rules.transit === 'from') return TRANSIT_RULES;
  return rules.direction === 'in' ? inRules(rules) : outRules(rules);
}

/** The SELECT of `bad`: one JSON object for each refused line and each question about it, NULL for a good one. */
export function badLines(rules: DocumentRules): string {
  const fault = firstOf([
    ...NAMED,
    ...sideRules(rules),
    ...(rules.direction === 'move' ? MOVE_RULES : []),
    ...(rules.cost === 'average'
      ? [{ code: 'COST_FORBIDDEN', refuses: 'p.unit_cost IS NOT NULL' } as const]
      : []),
  ]);
  if (rules.direction !== 'in') return `SELECT ${fault} AS bad FROM judged p`;
  const all = [fault, ...QUESTIONS.map((question) => firstOf([question]))].map((sql) => `json(${sql})`);
  return `SELECT one.value AS bad FROM judged p, json_each(json_array(${all.join(',\n  ')})) one`;
}

function firstOf(rules: readonly LineRule[]): string {
  const cases = rules.map(
    ({ code, refuses, figures }) =>
      `WHEN ${refuses} THEN json_object('line', p.line, 'code', '${code}', ${ITEM}${figures ? `, ${figures}` : ''})`,
  );
  return `CASE ${cases.join('\n    ')} END`;
}
