/**
 * Ten thousand items, each with a lot in stock: imported from one list in one go, and read as
 * the stock panel reads them, page by page and whole for a sheet. Through HTTP.
 */
import { LOCAL_ADMIN } from '../../addon/local/people.ts';
import type { ImportResult } from '../../shared/contract/imports.ts';
import { addDays } from '../../shared/domain/dates.ts';
import { startTestWorker } from '../process/worker.ts';
import { table, whole } from './measure.ts';

const ITEMS = 10_000;
const TIMES = 40;

export async function benchStock(tell: (text: string) => void): Promise<void> {
  const worker = await startTestWorker({
    organisation: { depots: [{ code: 'PHC', name: 'Pharmacie centrale' }], people: [] },
  });
  try {
    const ask = <T>(path: string) => worker.call<T>(LOCAL_ADMIN, 'GET', path);
    const rows = Array.from({ length: ITEMS }, (_, at) => ({
      ...{ item: `ART-${String(at).padStart(5, '0')}`, label: `Compresse stérile n° ${at}`, depot: 'PHC' },
      ...{
        bin: `R-${at % 40}`,
        lot: `L${at}`,
        expiry: `20${30 + (at % 9)}-06-30`,
        quantity: 10,
        unitCost: 1.25,
      },
    }));
    const begun = performance.now();
    await worker.call<ImportResult>(LOCAL_ADMIN, 'POST', '/v1/imports/stock', { rows });
    tell(`a list of ${whole(ITEMS)} rows imported, catalogue and opening stock: ${seconds(begun)} s`);
    const { today } = await ask<{ today: string }>('/v1/me');
    const READS: Record<string, () => string> = {
      '50 stock lines': () => '/v1/stock?limit=50',
      [`${whole(ITEMS)} stock lines for a sheet`]: () => '/v1/stock?limit=20000',
      'state of the stock, 50 items and the total': () => '/v1/stock/state?limit=50',
      'the same a month ago': () => `/v1/stock/state?limit=50&at=${addDays(today, -30)}`,
      'lots that expire': () => '/v1/stock/expiring?within=3650',
    };
    const lines = [];
    for (const [name, path] of Object.entries(READS)) lines.push([name, ...(await times(() => ask(path())))]);
    tell(table([['read', 'median ms', 'slowest ms'], ...lines]));
  } finally {
    await worker.stop();
  }
}

const seconds = (begun: number) => ((performance.now() - begun) / 1000).toFixed(1);

async function times(work: () => Promise<unknown>): Promise<[string, string]> {
  const took: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const begun = performance.now();
    await work();
    took.push(performance.now() - begun);
  }
  took.sort((one, other) => one - other);
  return [took[TIMES / 2]!.toFixed(1), took[TIMES - 1]!.toFixed(1)];
}
