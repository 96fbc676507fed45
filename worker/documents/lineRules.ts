import type { ErrorCode } from '../../shared/domain/errors.ts';
import { BINS_TO_CHOOSE, OTHER_BINS } from './lines.ts';
import type { DocumentRules } from './types.ts';

/**
 * One rule of a line: its code, when it refuses (SQL over the row `p` of `judged`, see `judgedAs`), and
 * the figures its sentence shows. The first rule that refuses speaks for the line.
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
      'at', (SELECT substr(opened_at, 1, 10) FROM counts WHERE sequence = p.frozen_by)`,
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
      figures: `${LOT}, 'expiry', p.expiry, 'known', p.lot_expiry`,
    },
    {
      code: 'EXPIRY_UNUSUAL',
      // Opening stock is what stands on the shelf, expired or not.
      refuses: `p.type = 'entry-purchase' AND p.accept_expiry IS NOT 1 AND
        (p.lot_expiry < p.date OR p.lot_expiry > date(p.date, '+10 years'))`,
      figures: `${LOT}, 'expiry', p.lot_expiry`,
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
      code: 'COST_UNUSUAL',
      refuses: `p.type <> 'entry-donation' AND p.accept_cost IS NOT 1 AND p.average > 0 AND p.unit_cost IS NOT NULL
        AND (p.unit_cost * 2 < p.average OR p.unit_cost > p.average * 2)`,
      figures: `'cost', ${cost('p.unit_cost')}, 'average', ${cost('p.average')}`,
    },
    {
      code: 'VALUE_TOO_LARGE',
      refuses: `CAST(p.held AS REAL) * coalesce(p.average, 0)
        + CAST(p.entering AS REAL) * coalesce(p.unit_cost, p.average, p.reference_price) >= 4e18
        OR coalesce(p.held, 0) + p.entering > ${Number.MAX_SAFE_INTEGER}`,
    },
  ];
}

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

/**
 * The CTE `judged` after those of `linesAs`: each line with what the rules look at. The same stock line
 * on several lines is judged by its sum, goods that come back by theirs in whichever bins; what is available on a past day is the least balance from
 * that day on (invariant 3).
 */
export function judgedAs(rules: DocumentRules): string {
  const isOut = rules.direction !== 'in';
  // A freeze or a wall stands at both ends of a move; goods on their way belong to no count.
  const ends = rules.direction === 'move' ? 'p.stock, p.to_stock' : 'p.stock';
  return `,
  judged AS MATERIALIZED (
    SELECT p.*, h.type, h.emergency, h.not_counted, h.accept_cost, h.accept_expiry,
      sum(p.quantity) OVER (PARTITION BY p.item, p.lot, p.serial${isOut ? ', p.bin' : ''}) AS wanted,
      sum(p.quantity) OVER (PARTITION BY p.item) AS entering,
      count(*) OVER (PARTITION BY p.item, nullif(p.serial, '')) AS same_serial,
      EXISTS (SELECT 1 FROM stock s WHERE s.item = p.item AND s.serial = p.serial AND s.balance > 0
        AND p.serial <> '') AS in_stock,
      (SELECT max(m.date) FROM stock s JOIN movements m ON m.sequence = s.last_movement
        WHERE s.item = p.item AND s.serial = p.serial AND p.serial <> '') AS serial_last,
      (SELECT f.count FROM count_covers f WHERE f.stock IN (${ends}) AND f.state IN ('open', 'closed') LIMIT 1) AS frozen_by,
      CASE WHEN h.date < h.today THEN (
        SELECT f.count FROM count_covers f
        WHERE f.stock IN (${ends}) AND f.state = 'confirmed' AND h.date <= f.confirmed_on
          AND NOT EXISTS (SELECT 1 FROM count_lines k
            WHERE k.count = f.count AND k.stock = f.stock AND k.blank = 'keep')
        ORDER BY f.date DESC LIMIT 1) END AS wall,
      ${isOut ? OUT_COLUMNS : 'NULL AS first_date, NULL AS available, 0 AS takes_expired'},
      CASE h.manages WHEN 0 THEN (SELECT f.count FROM count_covers f JOIN counts c ON c.sequence = f.count AND c.blind = 1
        WHERE f.stock = p.stock AND f.state IN ('open', 'closed') LIMIT 1) END AS hidden_by,
      ${rules.returns ? OUT_STILL : 'NULL'} AS out_still
    FROM ${rules.direction === 'move' ? MOVE_SOURCE : 'placed p'} CROSS JOIN head h
    ${rules.party === 'depot' ? 'LEFT JOIN depots t ON t.code_key = h.party' : ''}
  )`.replace('TAKES_EXPIRED', rules.party === 'depot' ? 'coalesce(t.takes_expired, 0)' : '0');
}

const OUT_COLUMNS = `
      CASE WHEN h.date < h.today THEN (
        SELECT min(m.date) FROM movements m WHERE m.stock = p.stock) END AS first_date,
      min(p.balance, CASE WHEN h.date < h.today THEN coalesce((
        SELECT min(p.balance - later.total) FROM (
          SELECT sum(m.quantity) OVER (ORDER BY m.date DESC, m.sequence DESC) AS total
          FROM movements m WHERE m.stock = p.stock AND m.date > h.date) later), p.balance)
        ELSE p.balance END) AS available,
      TAKES_EXPIRED AS takes_expired`;

/** What the named exit took out of the line's goods, less what returns not undone since have brought back. */
export const OUT_STILL = `(SELECT CASE WHEN EXISTS (SELECT 1 FROM documents WHERE reverses = g.sequence) THEN 0 ELSE (
          SELECT coalesce(-sum(m.quantity), 0) FROM documents d JOIN movements m ON m.document = d.sequence
          JOIN stock s ON s.id = m.stock
          WHERE (d.sequence = g.sequence OR (d.source = g.sequence AND NOT EXISTS (
              SELECT 1 FROM documents r WHERE r.reverses = d.sequence)))
            AND s.item = p.item AND s.lot = p.lot AND s.serial = p.serial) END FROM gone g)`;

/** A bin move touches two stock lines; the one goods move to may not exist yet. */
const MOVE_SOURCE = `(SELECT p.*, g.id AS to_stock FROM placed p
      LEFT JOIN stock g ON g.depot = p.depot AND g.item = p.item AND g.lot = p.lot
        AND g.serial = p.serial AND g.bin = p.target AND g.transfer = 0) p`;

function sideRules(rules: DocumentRules): LineRule[] {
  if (rules.transit === 'from') return TRANSIT_RULES;
  return rules.direction === 'in' ? inRules(rules) : outRules(rules);
}

/** The SELECT of `bad`: one JSON object for each refused line, NULL for a good one. */
export function badLines(rules: DocumentRules): string {
  const table = [
    ...NAMED,
    ...sideRules(rules),
    ...(rules.direction === 'move' ? MOVE_RULES : []),
    ...(rules.cost === 'average'
      ? [{ code: 'COST_FORBIDDEN', refuses: 'p.unit_cost IS NOT NULL' } as const]
      : []),
  ] satisfies LineRule[];
  const cases = table.map(
    ({ code, refuses, figures }: LineRule) =>
      `WHEN ${refuses} THEN json_object('line', p.line, 'code', '${code}', ${ITEM}${figures ? `, ${figures}` : ''})`,
  );
  return `SELECT CASE ${cases.join('\n    ')} END AS bad FROM judged p`;
}
