import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Count } from '../../shared/contract/counts.ts';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import type { App } from './app.ts';
import { counting } from './counting.ts';
import { MANAGER, openingStock, smallHospital } from './hospital.ts';
import { rowsOf, unzipped } from './unzipped.ts';

const DAY_MS = 86_400_000;
const dayOf = (at: number) => new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
const NOON_MS = Date.parse(`${dayOf(Date.now())}T11:00:00Z`);
const YESTERDAY = dayOf(NOON_MS - DAY_MS);

let app: App;
let work: ReturnType<typeof counting>;

beforeAll(async () => {
  // What stands on the shelves came a few days ago: a count of yesterday finds it as it was.
  vi.useFakeTimers({ toFake: ['Date'], now: NOON_MS - 5 * DAY_MS });
  app = await smallHospital();
  await openingStock(app);
  vi.setSystemTime(NOON_MS);
  work = counting(app);
});
afterAll(() => {
  vi.useRealTimers();
});

describe('a count of yesterday, entered today (Q16)', () => {
  test('the corrected stock at its date still holds what an emergency took today, and is what the ledger says of that day (B10, E26)', async () => {
    const count = await work.open({ name: 'Hier', date: YESTERDAY, scope: { items: ['SIROP'] } });
    const taken = await app.post(MANAGER, {
      ...{ type: 'exit-service', depot: 'PHC', party: 'CHIR', emergency: { reason: 'Réanimation' } },
      lines: [{ item: 'SIROP', bin: 'A2', quantity: 3 }],
    });
    await work.act(count, 'acknowledgements', { documents: [taken.id] });
    const { line, version } = await work.line(count, 'SIROP');
    await work.put(count, [[line, 6, version]]);
    const closed = await work.close(count);
    const confirmed = await work.act<Count>(count, 'confirm', { version: closed.count.version });

    const adjustment = await app.call<PostedDocument>(
      MANAGER,
      'GET',
      `/v1/documents/${confirmed.adjustment?.id}`,
    );
    expect([adjustment.date, taken.date]).toEqual([YESTERDAY, dayOf(NOON_MS)]);
    const [total] = await (await unzipped(app, count, 'after')).rows('rapprochement.csv');
    // 10 flasks at 4: 3 left today, 1 was missing yesterday, 6 stand there.
    expect(total).toMatchObject({
      ...{ avant: '40', 'sorties d’urgence': '-12', écart: '-4', après: '24' },
      'stock corrigé à la date de l’inventaire': '36',
    });
    expect([await sirops(YESTERDAY), await sirops(dayOf(NOON_MS))]).toEqual(['9', '6']);
  });

  test('is refused where a count of today has found the goods, and names that one', async () => {
    const today = await work.open({ name: 'Ce matin', scope: { items: ['POMPE'] } });
    await work.countAll(today);
    const closed = await work.close(today);
    await work.act(today, 'confirm', { version: closed.count.version });
    const late = { depot: 'PHC', kind: 'article', scope: { items: ['POMPE'] }, date: YESTERDAY };
    const told = await work.refused('POST', '/v1/counts', {
      ...{ ...late, id: crypto.randomUUID(), name: 'Trop tard' },
    });
    expect(told.code).toBe('COUNT_DATE_MOVED');
    expect(told.detail).toMatch(
      /^L’inventaire ne peut pas porter la date du .+ : l’inventaire «Ce matin» est du /,
    );
  });
});

/** Flasks of the depot on a day, from the export of its stock. */
async function sirops(date: string): Promise<string | undefined> {
  const answer = await app.send(MANAGER, 'GET', `/v1/stock/export?depot=PHC&at=${date}`);
  const [headings = [], ...rows] = rowsOf(await answer.text());
  return rows.find((row) => row[headings.indexOf('code')] === 'SIROP')?.[headings.indexOf('quantité')];
}
