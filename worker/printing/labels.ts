import type * as z from 'zod';
import type { labelsRequest } from '../../shared/contract/labels.ts';
import { hasCheckDigit } from '../../shared/domain/gs1.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { Refusal, type RefusedLine, refuseLines } from '../http/problem.ts';
import { type Caller, visibleDepot } from '../people/caller.ts';

type Wanted = z.output<typeof labelsRequest>;

/** More would be a book, and more symbols than one request draws. */
const MOST_LABELS = 2000;

export interface BinLabel {
  kind: 'bin';
  depot: string;
  depotName: string;
  bin: string;
  name: string;
  copies: number;
}

export interface ItemLabel {
  kind: 'item';
  item: string;
  label: string;
  unit: string;
  /** The item's GTIN for one unit; null: its own code is on the label. */
  gtin: string | null;
  lot: string;
  expiry: string | null;
  serial: string;
  copies: number;
}

export type Label = BinLabel | ItemLabel;

const BINS = `
  SELECT w.key, b.code AS bin, b.name FROM json_each(?1) w
  LEFT JOIN bins b ON b.depot = w.value ->> 'depot' AND b.code_key = w.value ->> 'bin' ORDER BY w.key`;

const ITEMS = `
  SELECT w.key, i.code AS item, i.label, i.unit,
    (SELECT json_group_array(code) FROM item_codes WHERE item = i.id AND quantity = 1000) AS codes
  FROM json_each(?1) w LEFT JOIN items i ON i.code_key = w.value ORDER BY w.key`;

type BinRow = { bin: string | null; name: string };
type ItemRow = { item: string | null; label: string; unit: string; codes: string };

/** What to print, in the order asked; refuses every bin and item that is unknown, all at once. */
export async function readLabels(db: D1Database, caller: Caller, wanted: Wanted): Promise<Label[]> {
  const { bins = [], items = [] } = wanted;
  const copies = [...bins, ...items].reduce((sum, each) => sum + each.copies, 0);
  if (copies === 0 || copies > MOST_LABELS) throw new Refusal('REQUEST_INVALID', { what: 'copies' });
  const depots = bins.map(({ depot }) => visibleDepot(caller, depot));
  const binKeys = bins.map(({ bin }, place) => ({ depot: depots[place]?.id ?? 0, bin: foldKey(bin) }));
  const [binRows, itemRows] = (
    await db.batch([
      db.prepare(BINS).bind(JSON.stringify(binKeys)),
      db.prepare(ITEMS).bind(JSON.stringify(items.map(({ item }) => foldKey(item)))),
    ])
  ).map(({ results }) => results) as [BinRow[], ItemRow[]];
  const unknown: RefusedLine[] = [
    ...bins.flatMap(({ bin }, place) =>
      binRows[place]?.bin == null ? [{ line: place + 1, code: 'BIN_UNKNOWN' as const, bin }] : [],
    ),
    ...items.flatMap(({ item }, place) =>
      itemRows[place]?.item == null ? [{ line: place + 1, code: 'ITEM_UNKNOWN' as const, item }] : [],
    ),
  ];
  if (unknown.length > 0) throw refuseLines(unknown);
  return [
    ...bins.map((each, place): BinLabel => {
      const row = binRows[place]!;
      const { code = '', name = '' } = depots[place] ?? {};
      return {
        kind: 'bin',
        depot: code,
        depotName: name,
        bin: row.bin ?? '',
        name: row.name,
        copies: each.copies,
      };
    }),
    ...items.map(({ lot = '', expiry = null, serial = '', copies: count }, place): ItemLabel => {
      const { item, label, unit, codes } = itemRows[place]!;
      const gtin = (JSON.parse(codes) as string[]).find(hasCheckDigit) ?? null;
      return { kind: 'item', item: item ?? '', label, unit, gtin, lot, expiry, serial, copies: count };
    }),
  ];
}
