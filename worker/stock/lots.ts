import { and, eq, gt, notInArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { LotTrace } from '../../shared/contract/stock.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { fromThousandths } from '../../shared/domain/quantities.ts';
import { type BlindCount, isHidden } from '../counts/blind.ts';
import { runCommand } from '../db/batch.ts';
import { type RowOf, readTogether, select } from '../db/read.ts';
import { refuseBadLines } from '../db/refusal.ts';
import { bins, depots, documents, items, lots, movements, stock } from '../db/schema.ts';
import { Refusal } from '../http/problem.ts';
import type { Caller } from '../people/caller.ts';
import { partyFor, partySeenBy, rectifiedTo } from './card.ts';

/** The document, by the name that `partyFor` has for it. */
const d = alias(documents, 'd');

interface LotKey {
  item: string;
  lot: string;
}

const isLot = ({ item, lot }: LotKey) => and(eq(items.codeKey, item), eq(lots.numberKey, lot));

const lotOf = (key: LotKey) =>
  select({
    code: items.code,
    label: items.label,
    number: lots.number,
    expiry: lots.expiry,
    blocked: lots.blocked,
    blockReason: lots.blockReason,
  })
    .from(items)
    .innerJoin(lots, eq(lots.item, items.id))
    .where(isLot(key));

/** Goods of a blind count are told to nobody but those who may confirm it (Q22). */
const told = (blind: readonly BlindCount[]) => sql`NOT ${sql.raw(isHidden(blind, '"stock"."id"'))}`;

const leftOf = (key: LotKey, blind: readonly BlindCount[]) =>
  select({
    depot: depots.code,
    bin: bins.code,
    balance: stock.balance,
    transfer: sql<string | null>`(SELECT number FROM documents WHERE sequence = ${stock.transfer})`,
  })
    .from(items)
    .innerJoin(lots, eq(lots.item, items.id))
    .innerJoin(stock, and(eq(stock.item, items.id), eq(stock.lot, lots.id)))
    .innerJoin(depots, eq(depots.id, stock.depot))
    .leftJoin(bins, eq(bins.id, stock.bin))
    .where(and(isLot(key), gt(stock.balance, 0), told(blind)))
    .orderBy(depots.codeKey, bins.codeKey);

/** What entered from outside and what left for outside; moves inside the organisation are neither. */
const crossedOf = (key: LotKey, blind: readonly BlindCount[], party: (d?: string) => string) =>
  select({
    date: movements.date,
    number: d.number,
    type: d.type,
    depot: depots.code,
    party: sql<string | null>`${sql.raw(party())}`,
    rectified: sql<string | null>`${sql.raw(rectifiedTo(party))}`,
    partyName: sql<string | null>`coalesce(
      (SELECT name FROM services WHERE id = ${d.service}), (SELECT name FROM suppliers WHERE id = ${d.supplier}))`,
    serial: stock.serialShown,
    quantity: movements.quantity,
  })
    .from(items)
    .innerJoin(lots, eq(lots.item, items.id))
    .innerJoin(stock, and(eq(stock.item, items.id), eq(stock.lot, lots.id)))
    .innerJoin(movements, eq(movements.stock, stock.id))
    .innerJoin(d, eq(d.sequence, movements.document))
    .innerJoin(depots, eq(depots.id, stock.depot))
    .where(
      and(
        isLot(key),
        told(blind),
        notInArray(d.type, ['transfer', 'reception', 'transit-return', 'bin-move']),
      ),
    )
    .orderBy(movements.date, movements.sequence);

/** Every entry of a lot, every recipient, and what is left where (B7). */
export async function traceLot(db: D1Database, caller: Caller, item: string, lot: string): Promise<LotTrace> {
  // A recall reaches every recipient; who may not recall sees those of the depots he may read.
  const recalls = caller.depots.some(({ role }) => role === 'manager');
  const party = (d?: string) => (recalls ? partyFor(caller, d) : partySeenBy(caller, d));
  const key = { item: foldKey(item), lot: foldKey(lot) };
  const [[head], left, crossed] = await readTogether(db, [
    lotOf(key),
    leftOf(key, caller.blind),
    crossedOf(key, caller.blind, party),
  ]);
  if (!head) throw new Refusal('LOT_UNKNOWN', { item, lot });
  const side = (sign: 1 | -1) =>
    crossed.filter(({ quantity }) => Math.sign(quantity) === sign).map(toCrossing);
  return {
    item: head.code,
    label: head.label,
    lot: head.number,
    expiry: head.expiry,
    blocked: head.blocked === 1,
    blockReason: head.blockReason,
    left: left.map(({ depot, bin, transfer, balance }) => ({
      depot,
      bin: bin ?? '',
      transfer,
      quantity: fromThousandths(balance),
    })),
    entries: side(1),
    exits: side(-1),
  };
}

function toCrossing(row: RowOf<typeof crossedOf>): LotTrace['entries'][number] {
  const rectified = row.rectified === null ? null : JSON.parse(row.rectified);
  return { ...row, rectified, quantity: fromThousandths(Math.abs(row.quantity)) };
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
  return traceLot(db, caller, wanted.item, wanted.lot);
}
