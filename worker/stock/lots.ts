import type { LotTrace } from '../../shared/contract/stock.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { fromThousandths } from '../../shared/domain/quantities.ts';
import { runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import { Refusal } from '../http/problem.ts';
import type { Caller } from '../people/caller.ts';
import { PARTY } from './card.ts';

type Row = Record<string, string | number | null>;

const LOT = `
  SELECT l.id, i.code, i.label, l.number, l.expiry, l.blocked, l.block_reason FROM items i
  JOIN lots l ON l.item = i.id WHERE i.code_key = ?1 AND l.number_key = ?2`;
const LEFT = `
  SELECT d.code AS depot, coalesce(b.code, '') AS bin, s.balance,
    (SELECT number FROM documents WHERE sequence = s.transfer) AS transfer
  FROM items i JOIN lots l ON l.item = i.id JOIN stock s ON s.item = i.id AND s.lot = l.id
  JOIN depots d ON d.id = s.depot LEFT JOIN bins b ON b.id = s.bin
  WHERE i.code_key = ?1 AND l.number_key = ?2 AND s.balance > 0 ORDER BY d.code_key, b.code_key`;
/** What entered from outside and what left for outside; moves inside the organisation are neither. */
const CROSSED = `
  SELECT m.date, d.number, d.type, e.code AS depot, ${PARTY} AS party,
    coalesce((SELECT name FROM services WHERE id = d.service), (SELECT name FROM suppliers WHERE id = d.supplier)) AS partyName,
    s.serial_shown AS serial, m.quantity
  FROM items i JOIN lots l ON l.item = i.id JOIN stock s ON s.item = i.id AND s.lot = l.id
  JOIN movements m ON m.stock = s.id JOIN documents d ON d.sequence = m.document JOIN depots e ON e.id = s.depot
  WHERE i.code_key = ?1 AND l.number_key = ?2
    AND d.type NOT IN ('transfer', 'reception', 'transit-return', 'bin-move')
  ORDER BY m.date, m.sequence`;

/** Every entry of a lot, every recipient, and what is left where (B7). */
export async function traceLot(db: D1Database, item: string, lot: string): Promise<LotTrace> {
  const key = [foldKey(item), foldKey(lot)];
  const [found, left, crossed] = await db.batch<Row>(
    [LOT, LEFT, CROSSED].map((sql) => db.prepare(sql).bind(...key)),
  );
  const head = found?.results[0];
  if (!head) throw new Refusal('LOT_UNKNOWN', { item, lot });
  const rows = (crossed?.results ?? []).map((row) => ({
    date: String(row.date),
    number: String(row.number),
    type: row.type as LotTrace['entries'][number]['type'],
    depot: String(row.depot),
    party: row.party === null ? null : String(row.party),
    partyName: row.partyName === null ? null : String(row.partyName),
    serial: String(row.serial),
    quantity: fromThousandths(Math.abs(Number(row.quantity))),
    inward: Number(row.quantity) > 0,
  }));
  const side = (inward: boolean) =>
    rows.filter((row) => row.inward === inward).map(({ inward: _, ...row }) => row);
  return {
    item: String(head.code),
    label: String(head.label),
    lot: String(head.number),
    expiry: head.expiry === null ? null : String(head.expiry),
    blocked: head.blocked === 1,
    blockReason: head.block_reason === null ? null : String(head.block_reason),
    left: (left?.results ?? []).map((row) => ({
      depot: String(row.depot),
      bin: String(row.bin),
      transfer: row.transfer === null ? null : String(row.transfer),
      quantity: fromThousandths(Number(row.balance)),
    })),
    entries: side(true),
    exits: side(false),
  };
}

const REFUSE_UNKNOWN = refuseBadLines(
  'WITH one AS (SELECT 1)',
  `SELECT json_object('line', 0, 'code', 'LOT_UNKNOWN', 'item', ?3, 'lot', ?4) AS bad FROM one WHERE NOT EXISTS (
     SELECT 1 FROM items i JOIN lots l ON l.item = i.id WHERE i.code_key = ?1 AND l.number_key = ?2)`,
);
const SET_BLOCK = `
  UPDATE lots SET blocked = ?3, block_reason = ?4
  WHERE number_key = ?2 AND item = (SELECT id FROM items WHERE code_key = ?1)`;

/** Blocks a lot everywhere at once, or releases it: by a manager of any depot, with a reason the journal keeps. */
export async function setLotBlock(
  db: D1Database,
  caller: Caller,
  id: string,
  wanted: { item: string; lot: string; reason: string },
  blocked: boolean,
): Promise<LotTrace> {
  if (!caller.depots.some(({ role }) => role === 'manager')) throw new Refusal('FORBIDDEN');
  const key = [foldKey(wanted.item), foldKey(wanted.lot)];
  await runCommand(
    db,
    {
      id,
      caller,
      action: blocked ? 'lot.block' : 'lot.release',
      subject: `${wanted.item}/${wanted.lot}`,
      request: wanted,
    },
    [
      db.prepare(REFUSE_UNKNOWN).bind(...key, wanted.item, wanted.lot),
      db.prepare(SET_BLOCK).bind(...key, Number(blocked), blocked ? wanted.reason : null),
    ],
  );
  return traceLot(db, wanted.item, wanted.lot);
}
