import type { ImportResult, OpeningRow, StockRow } from '../../shared/contract/imports.ts';
import type { FileRow, ImportProblem } from '../../shared/domain/importProblems.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { toThousandths } from '../../shared/domain/quantities.ts';
import { withRetry } from '../db/retry.ts';
import { refuseBadChunks, toChunks } from './chunks.ts';
import { BINS, toBin } from './depots.ts';
import { type Batch, countOf, type Import, judgedChunks, runImport, writeChunks } from './import.ts';
import type { Received } from './importFile.ts';
import { ITEMS, toItem } from './items.ts';
import { prepareOpening } from './opening.ts';
import { SUPPLIERS, toNamed } from './parties.ts';

type Row = FileRow<StockRow>;

/**
 * The list of stock that somebody kept until now, whole or not at all, in one batch: suppliers, bins and items
 * that are not known yet, then the opening stock of each depot. Faults of the items are told first; those of
 * the stock, which is judged against the items as they then stand, when the items have none.
 */
export async function importStock(
  db: D1Database,
  command: Import,
  received: Received<'stock'>,
): Promise<ImportResult> {
  const { judged, batch } = await prepareStock(db, command, received);
  const { answer, read } = await runImport<{ id: string; number: string }>(db, command, judged, batch);
  return { what: 'stock', rows: judged.rows.length, ...answer, documents: read[0] ?? [] };
}

/** The batch of a list of stock, with what it tells of suppliers, bins and items. */
export async function prepareStock(
  db: D1Database,
  command: Import,
  { what, rows, problems }: Received<'stock'>,
) {
  const known = await readKnown(db, rows);
  const { items, differing } = itemsOf(rows, known);
  const suppliers = suppliersOf(rows, known);
  const bins = binsOf(rows, known);
  const opening = await prepareOpening(db, command, rows.flatMap(toOpening));
  const faults = [...problems, ...differing, ...opening.problems];
  const itemChunks = toChunks(items);
  const batch: Batch = {
    writing: [
      ...writeChunks(db, SUPPLIERS, toChunks(suppliers)),
      ...writeChunks(db, BINS, toChunks(bins)),
      refuseBadChunks(db, judgedChunks(ITEMS), itemChunks, faults.length > 0),
      ...writeChunks(db, ITEMS, itemChunks),
      ...opening.writing(false),
    ],
    reading: [opening.reading],
    answer: countOf(ITEMS, itemChunks),
    // What the opening says bears the number of its part.
    toRow: (line) => (line.chunk === undefined ? line : opening.toRow(line)),
  };
  return { judged: { what, rows, problems: faults }, batch, known, suppliers, bins, items };
}

/** An item as it stands before the import. */
export interface KnownItem extends Record<'label' | 'kind' | 'group' | 'unit', string | null> {
  key: string;
  supplierKey: string | null;
  supplier: string | null;
  /** JSON: key, code and thousandths of each barcode. */
  codes: string;
}

export interface Known {
  /** By the keys of their codes. */
  items: ReadonlyMap<string, KnownItem>;
  /** Keys of the codes and of the names of suppliers, each with the code. */
  suppliers: ReadonlyMap<string, string>;
  depots: ReadonlySet<string>;
}

/** One read before the batch: whether it creates or changes is decided again inside it. */
async function readKnown(db: D1Database, rows: readonly Row[]): Promise<Known> {
  const keys = [...new Set(rows.map(({ fields }) => foldKey(fields.item)))];
  const named = toChunks(keys.map((key) => ({ key }))).map(({ body }) => db.prepare(ITEMS_NAMED).bind(body));
  const [suppliers, depots, ...items] = await withRetry(() =>
    db.batch<{ key: string; name: string; code: string } & KnownItem>([
      db.prepare(`SELECT code_key AS 'key', name, code FROM suppliers`),
      db.prepare(`SELECT code_key AS 'key' FROM depots`),
      ...named,
    ]),
  );
  const listed = suppliers?.results ?? [];
  return {
    items: new Map(items.flatMap(({ results }) => results.map((item) => [item.key, item]))),
    // Where one's name is another's code, the code it is.
    suppliers: new Map([
      ...listed.map(({ name, code }) => [foldKey(name), code] as const),
      ...listed.map(({ key, code }) => [key, code] as const),
    ]),
    depots: new Set(depots?.results.map(({ key }) => key)),
  };
}

const ITEMS_NAMED = `SELECT i.code_key AS 'key', i.label, i.kind, i.item_group AS 'group', i.unit,
    u.code_key AS supplierKey, u.name AS supplier,
    (SELECT json_group_array(json_array(c.code_key, c.code, c.quantity) ORDER BY c.code_key)
      FROM item_codes c WHERE c.item = i.id) AS codes
  FROM json_each(?1) k CROSS JOIN items i ON i.code_key = k.value ->> 'key' LEFT JOIN suppliers u ON u.id = i.supplier`;

/** A supplier that is not known is created under the words of the list, as code and as name. */
function suppliersOf(rows: readonly Row[], known: Known) {
  const written = rows.flatMap(({ row, fields }) => {
    const code = fields.supplier?.trim();
    return code && !known.suppliers.has(foldKey(code)) ? [{ row, code }] : [];
  });
  return firstOfEach(written, ({ code }) => foldKey(code)).map(({ row, code }) => ({
    ...toNamed({ code, name: code }),
    line: row,
  }));
}

/** Rows of a depot that does not exist are refused by the opening. */
function binsOf(rows: readonly Row[], known: Known) {
  const written = rows.flatMap(({ row, fields: { depot, bin } }) =>
    bin?.trim() && known.depots.has(foldKey(depot)) ? [{ row, depot, code: bin }] : [],
  );
  const key = ({ depot, code }: { depot: string; code: string }) =>
    JSON.stringify([foldKey(depot), foldKey(code)]);
  return firstOfEach(written, key).map(({ row, depot, code }) => ({ ...toBin({ depot, code }), line: row }));
}

function firstOfEach<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  return [...Map.groupBy(all, keyOf).values()].flatMap(([first]) => (first === undefined ? [] : [first]));
}

/** What a row says of its item; the first row that says it decides, and no other may say otherwise. */
const TOLD = ['label', 'kind', 'group', 'supplier', 'unit', 'codes'] as const;

function itemsOf(rows: readonly Row[], known: Known) {
  const differing: ImportProblem[] = [];
  const groups = [...Map.groupBy(rows, ({ fields }) => foldKey(fields.item)).entries()];
  const items = groups.map(([key, group]) => {
    const [first] = group as [Row, ...Row[]];
    const told: Record<string, unknown> = {};
    for (const field of TOLD) {
      const saying = group.filter(({ fields }) => fields[field] !== undefined && fields[field] !== '');
      const [teller, ...others] = saying;
      if (!teller) continue;
      told[field] = teller.fields[field];
      const same = (row: Row) => JSON.stringify(row.fields[field]) === JSON.stringify(teller.fields[field]);
      const odd = others.find((row) => !same(row));
      if (odd) differing.push(differs(field, odd, teller));
    }
    const { supplier } = told as { supplier?: string };
    const isNew = !known.items.has(key);
    const item = {
      ...told,
      code: first.fields.item,
      // A list may have codes alone.
      label: (told.label as string | undefined) ?? (isNew ? first.fields.item : undefined),
      supplier: supplier && (known.suppliers.get(foldKey(supplier)) ?? supplier),
      ...(isNew && { decimals: decimalsOf(group) }),
    };
    const { search, ...given } = toItem(item as Parameters<typeof toItem>[0]);
    // Of an item that is not named anew, what a search looks through stays too.
    return { ...given, ...(item.label !== undefined && { search }), line: first.row };
  });
  return { items, differing };
}

function differs(field: (typeof TOLD)[number], { row, fields }: Row, teller: Row): ImportProblem {
  const shown = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
  return {
    line: row,
    code: 'ROW_DIFFERS',
    item: fields.item,
    what: field,
    value: shown(fields[field]),
    other: shown(teller.fields[field]),
    first: teller.row,
  };
}

/** A new item allows the decimals that its quantities have: 2.5 litres say one. */
function decimalsOf(group: readonly Row[]): number {
  const thousandths = group.map(({ fields }) => toThousandths(fields.quantity ?? 0));
  return [0, 1, 2].find((decimals) => thousandths.every((one) => one % 10 ** (3 - decimals) === 0)) ?? 3;
}

function toOpening({ row, fields }: Row): FileRow<OpeningRow>[] {
  const { item, depot, bin, lot, expiry, serial, quantity, unitCost } = fields;
  if (!quantity) return [];
  const line = { item, depot, bin, lot, expiry, serial, quantity, unitCost };
  const given = Object.entries(line).filter(([, value]) => value !== undefined);
  return [{ row, fields: Object.fromEntries(given) as unknown as OpeningRow }];
}
