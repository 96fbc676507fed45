import { foldKey } from '../../shared/domain/keys.ts';
import { toTenThousandths, toThousandths } from '../../shared/domain/quantities.ts';
import { type LineRule, NAMED } from '../documents/lineRules.ts';
import { BINS_TO_CHOOSE, linesAs } from '../documents/lines.ts';
import { newLots, newStockLines } from '../documents/post.ts';

/** Goods that stand before somebody who counts, in words: what a document line is to an entry. */
export interface Found {
  item: string;
  bin?: string;
  lot?: string;
  expiry?: string;
  serial?: string;
  unitCost?: number;
  quantity?: number | null;
}

/** The one parameter of the statements below. `counted` is NULL where nothing was counted yet. */
export function toFound(depot: number | null, found: readonly Found[], head: object = {}): string {
  return JSON.stringify({
    head: { ...head, depot },
    lines: found.map((line) => ({
      item: foldKey(line.item),
      itemShown: line.item,
      bin: line.bin === undefined ? null : foldKey(line.bin),
      binShown: line.bin ?? '',
      lot: foldKey(line.lot ?? ''),
      lotShown: (line.lot ?? '').trim(),
      serial: foldKey(line.serial ?? ''),
      serialShown: (line.serial ?? '').trim(),
      // One unit is what every item may hold: what was counted is judged apart.
      quantity: 1000,
      counted: typeof line.quantity === 'number' ? toThousandths(line.quantity) : null,
      unitCost: line.unitCost === undefined ? null : toTenThousandths(line.unitCost),
      expiry: line.expiry ?? null,
      toBin: null,
      toBinShown: '',
    })),
  });
}

/** The CTEs of a document's lines over that parameter, and `found`: each with its figure. */
export function foundAs(parameter: string): string {
  return `${linesAs({ direction: 'in', transit: null }, parameter)},
  found AS MATERIALIZED (
    SELECT p.*, json_extract(${parameter}, '$.lines[' || (p.line - 1) || '].counted') AS counted FROM placed p)`;
}

/** Lots and stock lines that are not known yet come first, so that every rule sees row ids. */
export const enterFound = (parameter: string) => {
  const lines = linesAs({ direction: 'in', transit: null }, parameter);
  return [newLots(lines), newStockLines(lines, 'bin')];
};

/** What goods found in a count must say of themselves: as an entry's, but for the rules of a movement. */
const FOUND: LineRule[] = [
  ...NAMED,
  { code: 'BIN_REQUIRED', refuses: 'p.bin IS NULL OR p.holders > 1', figures: `'bins', ${BINS_TO_CHOOSE}` },
  { code: 'INACTIVE', refuses: 'p.bin_active = 0', figures: `'what', p.bin_shown` },
  {
    code: 'EXPIRY_REQUIRED',
    refuses: `p.expiry_tracking = 1 AND p.lot_key <> '' AND p.lot_expiry IS NULL`,
    figures: `'lot', p.lot_shown`,
  },
  {
    code: 'LOT_EXPIRY_DIFFERS',
    refuses: 'p.expiry IS NOT NULL AND p.lot_expiry IS NOT p.expiry',
    figures: `'lot', p.lot_shown, 'expiry', p.expiry, 'known', p.lot_expiry,
      'unknownDate', CASE WHEN p.lot_expiry IS NULL THEN p.expiry END`,
  },
  {
    code: 'SERIAL_QUANTITY',
    refuses: `p.serial <> '' AND p.counted NOT IN (0, 1000)`,
    figures: `'serial', p.serial_shown, 'quantity', p.counted / 1000.0`,
  },
  {
    code: 'QUANTITY_INVALID',
    refuses: 'p.counted % CASE p.decimals WHEN 0 THEN 1000 WHEN 1 THEN 100 WHEN 2 THEN 10 ELSE 1 END <> 0',
    figures: `'quantity', p.counted / 1000.0, 'decimals', p.decimals`,
  },
  {
    code: 'COST_REQUIRED',
    refuses: 'p.average IS NULL AND p.reference_price IS NULL AND p.unit_cost IS NULL',
  },
];

/** The SELECT of `bad` over `found p`: these rules, and those of the command in hand. */
export function badFound(rules: readonly LineRule[], from = 'found p'): string {
  const cases = [...FOUND, ...rules].map(
    ({ code, refuses, figures }) =>
      `WHEN ${refuses} THEN json_object('line', p.line, 'code', '${code}', 'item', coalesce(p.code, p.item_shown)${figures ? `, ${figures}` : ''})`,
  );
  return `SELECT CASE ${cases.join('\n    ')} END AS bad FROM ${from}`;
}

/** The running count that covers the line, but for the one in hand (`own`). */
export const frozenBy = (own = '0') =>
  `(SELECT f.count FROM count_covers f WHERE f.stock = p.stock AND f.state IN ('open', 'closed') AND f.count <> ${own} LIMIT 1)`;

/** Who opened it and when, for the sentence that refuses. */
export const namedCount = (count: string) => `'count', (SELECT name FROM counts WHERE sequence = ${count}),
  'by', (SELECT e.name FROM counts n JOIN people e ON e.id = n.opened_by WHERE n.sequence = ${count}),
  'at', (SELECT opened_at FROM counts WHERE sequence = ${count})`;

/** A count line's own copy of what a zip prints about it (invariant 10), as opening takes it. */
export const COPIED = `b.code, i.code, i.label, i.kind, i.unit, i.decimals, i.item_group, coalesce(u.name, ''),
    coalesce(l.number, ''), l.expiry, s.serial_shown, coalesce(p.average, p.reference_price, p.unit_cost), s.balance`;
/** The lines found first, then a lookup each: as a plain join the planner reads the whole stock. */
export const COPIED_FROM = `CROSS JOIN stock s ON s.id = p.stock CROSS JOIN bins b ON b.id = s.bin CROSS JOIN items i ON i.id = s.item
  LEFT JOIN lots l ON l.id = s.lot LEFT JOIN suppliers u ON u.id = i.supplier`;
