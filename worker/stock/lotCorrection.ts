import type { LotCorrection, LotTrace } from '../../shared/contract/stock.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { type Command, runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import { Refusal } from '../http/problem.ts';
import type { Caller } from '../people/caller.ts';
import { traceLot } from './lots.ts';

/** `?1` the item's key, `?2` the lot's, `?3` the new number's key or NULL, `?4` and `?5` as they were written. */
const REFUSE = refuseBadLines(
  `WITH named AS (SELECT i.id AS item, i.code, l.id AS lot FROM (SELECT 1)
    LEFT JOIN items i ON i.code_key = ?1 LEFT JOIN lots l ON l.item = i.id AND l.number_key = ?2),
  held AS (SELECT c.name, p.name AS by, c.opened_at AS at FROM named n JOIN stock s ON s.item = n.item AND s.lot = n.lot
    JOIN count_covers f ON f.stock = s.id AND f.state IN ('open', 'closed') JOIN counts c ON c.sequence = f.count
    JOIN people p ON p.id = c.opened_by LIMIT 1)`,
  `SELECT CASE
    WHEN n.lot IS NULL THEN json_object('line', 0, 'code', 'LOT_UNKNOWN', 'item', ?4, 'lot', ?5)
    WHEN EXISTS (SELECT 1 FROM held) THEN json_object('line', 0, 'code', 'LOT_COUNTED', 'item', n.code, 'lot', ?5,
      'count', (SELECT name FROM held), 'by', (SELECT by FROM held))
    WHEN ?3 <> ?2 AND EXISTS (SELECT 1 FROM lots o WHERE o.item = n.item AND o.number_key = ?3)
      THEN json_object('line', 0, 'code', 'LOT_NUMBER_TAKEN', 'item', n.code, 'lot', ?6)
  END AS bad FROM named n`,
);
const CORRECT = `UPDATE lots SET number = coalesce(?3, number), number_key = coalesce(?4, number_key),
    expiry = CASE WHEN ?5 THEN ?6 ELSE expiry END
  WHERE item = (SELECT id FROM items WHERE code_key = ?1) AND number_key = ?2`;
/** What the lot was before: kept with the journal's row (Q17). The command's own six parameters come first. */
const BEFORE = `coalesce((SELECT json_object('lot', l.number, 'expiry', l.expiry) FROM lots l JOIN items i ON i.id = l.item
  WHERE i.code_key = ?7 AND l.number_key = ?8), '')`;

/**
 * Mends the number or the expiry of a lot, everywhere at once, by a manager of any depot and with a reason;
 * the journal keeps what it was. Refused while an open count holds the lot (its sheet and its zip name it), and
 * where the item has a lot of the new number already (Q17).
 */
export async function correctLot(
  db: D1Database,
  caller: Caller,
  id: string,
  wanted: LotCorrection,
): Promise<LotTrace> {
  if (!caller.depots.some(({ role }) => role === 'manager')) throw new Refusal('FORBIDDEN');
  const { item, lot, number, expiry } = wanted;
  const [itemKey, lotKey] = [foldKey(item), foldKey(lot)];
  const numberKey = number === undefined ? null : foldKey(number);
  const command: Command = {
    id,
    caller,
    action: 'lot.correct',
    subject: `${item}/${lot}`,
    request: wanted,
    answer: { sql: BEFORE, bindings: [itemKey, lotKey] },
  };
  await runCommand(db, command, [
    db.prepare(REFUSE).bind(itemKey, lotKey, numberKey, item, lot, number ?? null),
    db
      .prepare(CORRECT)
      .bind(itemKey, lotKey, number?.trim() ?? null, numberKey, Number(expiry !== undefined), expiry ?? null),
  ]);
  return traceLot(db, caller, item, number ?? lot);
}
