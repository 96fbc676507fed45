import type { StockCheck } from '../../shared/contract/imports.ts';
import { withRetry } from '../db/retry.ts';
import { toChunks } from './chunks.ts';
import { BINS } from './depots.ts';
import { type Import, runImport } from './import.ts';
import type { Received } from './importFile.ts';
import { type KnownItem, prepareStock } from './stockImport.ts';

/** Ends the batch of an import whatever it found: nothing of it stays. */
const ENDED = 'E_IMPORT_CHECKED';

/**
 * What the import of a list of stock would do, without doing it: its own batch is carried out and ended by its last
 * statement, so that what the import would refuse is refused here in the same words. What would change of items
 * that exist, and the bins and suppliers that would be created, are told, for a typo makes a new one of them.
 */
export async function checkStock(
  db: D1Database,
  command: Import,
  received: Received<'stock'>,
): Promise<StockCheck> {
  const { judged, batch, known, suppliers, bins, items } = await prepareStock(db, command, received);
  const writing = [...batch.writing, db.prepare(`INSERT INTO guard SELECT '${ENDED}', 0`)];
  try {
    await runImport(db, command, judged, { ...batch, writing });
  } catch (error) {
    if (!(error instanceof Error && error.message.includes(ENDED))) throw error;
  }
  const chunks = toChunks(bins);
  const unknown = await withRetry(() =>
    db.batch<StockCheck['bins'][number]>(chunks.map(({ body }) => db.prepare(UNKNOWN_BINS).bind(body))),
  );
  return {
    rows: judged.rows.length,
    created: items.filter(({ key }) => !known.items.has(key)).length,
    changes: items.flatMap((item) => {
      const stored = known.items.get(item.key);
      return stored ? changesOf(stored, item) : [];
    }),
    bins: unknown.flatMap(({ results }) => results),
    suppliers: suppliers.map(({ code }) => code),
  };
}

const UNKNOWN_BINS = `SELECT r.value ->> 'depotShown' AS depot, r.value ->> 'code' AS code
  FROM json_each(?1) r ${BINS.join} WHERE o.id IS NULL`;

type GivenItem = Awaited<ReturnType<typeof prepareStock>>['items'][number];

/** What the list says of an item otherwise than it stands; what it leaves out stays. */
function changesOf(stored: KnownItem, given: GivenItem): StockCheck['changes'] {
  const texts = (['label', 'kind', 'group', 'unit'] as const).flatMap((what) => {
    const after = given[what];
    return typeof after === 'string' && after !== (stored[what] ?? '')
      ? [{ item: given.code, what, before: stored[what] || null, after }]
      : [];
  });
  const { supplier, codes } = given;
  const packs = (JSON.parse(stored.codes) as [key: string, code: string, quantity: number][]).map(
    ([key, code, quantity]) => ({ key, code, quantity }),
  );
  return [
    ...texts,
    ...(typeof supplier === 'string' && supplier !== stored.supplierKey
      ? [
          {
            ...{ item: given.code, what: 'supplier' as const, before: stored.supplier },
            after: String(given.supplierShown),
          },
        ]
      : []),
    ...(codes && keysOf(codes) !== keysOf(packs)
      ? [
          {
            item: given.code,
            what: 'codes' as const,
            before: packsText(packs) || null,
            after: packsText(codes),
          },
        ]
      : []),
  ];
}

interface Pack {
  key: string;
  code: string;
  /** Thousandths. */
  quantity: number;
}

/** In one order, each code once: said otherwise it is no change. */
const keysOf = (packs: readonly Pack[]) =>
  JSON.stringify([...new Map(packs.map(({ key, quantity }) => [key, quantity]))].sort());

/** As a file writes them: «3400930000000 = 30 | 3400930000017». */
const packsText = (packs: readonly Pack[]) =>
  packs.map(({ code, quantity }) => (quantity === 1000 ? code : `${code} = ${quantity / 1000}`)).join(' | ');
