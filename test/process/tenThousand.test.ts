/**
 * A count of ten thousand lines in the local host, through the functions that the sidebar calls. Times are
 * measured and told, never asserted; what is asserted is that no number of service calls grows with the lines.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ServiceCalls } from '../../addon/local/host/types.ts';
import type { Count, Recap } from '../../shared/contract/counts.ts';
import { openCount, tabOf } from './addonCount.ts';
import { type AddonHost, startAddon } from './addonHost.ts';
import { openBooks } from './books.ts';
import { startTestWorker, type TestWorker } from './worker.ts';

const MANAGER = 'ines.morel@tilleuls.example';
/** The lines of each depot: 100 lots an item. */
const DEPOTS = { PETIT: 100, GRAND: 10_000 };
const ITEMS = DEPOTS.GRAND / 100;

const codeOf = (item: number) => `ART${String(item).padStart(3, '0')}`;
const names = Object.keys(DEPOTS) as (keyof typeof DEPOTS)[];

/** Lot n of the depot's lines, each holding n modulo 90 and ten more. */
const openingOf = (depot: keyof typeof DEPOTS) =>
  Array.from({ length: DEPOTS[depot] }, (_, line) => ({
    ...{ depot, bin: `E-${line % 7}`, item: codeOf(Math.floor(line / 100)), lot: `L${line}` },
    ...{ expiry: `20${30 + (line % 9)}-06-30`, quantity: 10 + (line % 90), unitCost: 1.25 },
  }));

let worker: TestWorker;
let addon: AddonHost;

beforeAll(async () => {
  worker = await startTestWorker({
    organisation: {
      suppliers: [{ code: 'F1', name: 'Laboratoires Aubépine' }],
      depots: names.map((code) => ({ code, name: code })),
      bins: names.flatMap((depot) => Array.from({ length: 7 }, (_, bin) => ({ depot, code: `E-${bin}` }))),
      items: Array.from({ length: ITEMS }, (_, item) => ({
        ...{ code: codeOf(item), label: `Compresse stérile n° ${item}`, unit: 'boîte', supplier: 'F1' },
      })),
      opening: names.flatMap(openingOf),
      people: [
        {
          email: MANAGER,
          name: 'Inès Morel',
          rights: names.map((depot) => ({ depot, role: 'manager' as const })),
        },
      ],
    },
  });
  addon = await startAddon(worker.url, { identityToken: worker.signToken });
});
afterAll(async () => {
  await addon?.close();
  await worker?.stop();
});

/** Every hundredth line is counted one short. */
const short = (line: number) => line % 100 === 50;

interface Walked {
  calls: ServiceCalls;
  seconds: Record<string, number>;
  count: Count;
  recap: Recap;
}

/** The whole cycle of a depot's count: opened and written, pasted, sent, closed, confirmed. */
async function walk(depot: keyof typeof DEPOTS): Promise<Walked> {
  const document = addon.open();
  const seat = addon.seat(document, MANAGER);
  seat.answering('YES');
  const seconds: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const done = await work();
    seconds[name] = (performance.now() - start) / 1000;
    return done;
  };
  addon.host.resetCalls();
  const desk = await timed('opened and written', () => openCount(seat, { depot }));
  const tab = tabOf(document, MANAGER);
  const theoretical = tab.rows()[0]!.indexOf('Théorique');
  const held = tab.rows().slice(1);
  expect(held).toHaveLength(DEPOTS[depot]);
  const counted = held.map((row, line) => String(Number(row[theoretical]) - (short(line) ? 1 : 0)));
  await timed('pasted', async () => tab.paste('counted', counted));
  const round = await timed('sent', () => desk.sending.round());
  expect(round).toMatchObject({ ok: true, sent: DEPOTS[depot], counted: DEPOTS[depot], problems: [] });
  const closed = await timed('closed', () =>
    seat.good('closeCount', crypto.randomUUID(), desk.id, { blanks: { default: null } }),
  );
  const { version, differing, gapValue, grossValue, currency } = closed.recap;
  const question = {
    ask: 'confirm' as const,
    differing,
    gapValue,
    grossValue,
    currency,
    name: closed.count.name,
  };
  expect(await seat.good('askLastQuestion', question)).toMatchObject({ agreed: true });
  const { count } = await timed('confirmed', () =>
    seat.good('confirmCount', crypto.randomUUID(), desk.id, { version, gapValue, grossValue }),
  );
  return { calls: addon.host.serviceCalls(), seconds, count: count!, recap: closed.recap };
}

it('takes as many service calls as one of a hundred lines', async () => {
  const small = await walk('PETIT');
  const large = await walk('GRAND');
  expect(fitted(large.calls)).toEqual(fitted(small.calls));
  expect(large.calls['UrlFetchApp.fetch']).toBeGreaterThan(4);
  expect(large.calls['Range.setValues']).toBeGreaterThan(0);
  for (const [{ count, recap }, lines] of [
    [small, DEPOTS.PETIT],
    [large, DEPOTS.GRAND],
  ] as const) {
    expect(count).toMatchObject({ state: 'confirmed', lines, counted: lines });
    expect(recap).toMatchObject({ differing: lines / 100, gapValue: (-1.25 * lines) / 100 });
  }
  tell(large.seconds);
  const books = openBooks(worker.dataFolder, true);
  expect(books.faults()).toEqual([]);
  expect(books.rows(`SELECT count(*) AS adjustments FROM documents WHERE type = 'count-adjustment'`)).toEqual(
    [{ adjustments: 2 }],
  );
  books.close();
});

it('writes the stock to a sheet, again, and reads it back, with as many service calls as for a hundred lines', async () => {
  const written = async (depot: keyof typeof DEPOTS) => {
    const document = addon.open();
    const seat = addon.seat(document, MANAGER);
    addon.host.resetCalls();
    const first = await seat.good('writeReport', 'lines', { depot }, depot);
    const making = addon.host.serviceCalls();
    addon.host.resetCalls();
    const again = await seat.good('writeReport', 'lines', { depot }, depot);
    expect([first, again]).toMatchObject([
      { sheet: 'Détails des stocks', rows: DEPOTS[depot], made: true },
      { sheet: 'Détails des stocks', rows: DEPOTS[depot], made: false },
    ]);
    const refreshing = addon.host.serviceCalls();
    // And read whole, as somebody's own list of stock is.
    const { tabs } = await seat.good('listOwnTabs');
    addon.host.resetCalls();
    const tab = tabs.find(({ name }) => name === again.sheet);
    const { cells } = await seat.good('readOwnTab', tab?.id ?? 0);
    expect(cells).toHaveLength(DEPOTS[depot] + 2);
    return { making: fitted(making), refreshing: fitted(refreshing), reading: addon.host.serviceCalls() };
  };
  const [small, large] = [await written('PETIT'), await written('GRAND')];
  expect(large).toEqual(small);
  expect(large.making).toMatchObject({
    'UrlFetchApp.fetch': 1,
    'Range.setValues': 1,
    'Range.createFilter': 1,
  });
  expect(large.refreshing).toMatchObject({ 'UrlFetchApp.fetch': 1, 'Range.setValues': 1 });
});

/** A new tab has 1,000 rows: one call takes some away or adds some. */
function fitted({
  'Sheet.deleteRows': fewer = 0,
  'Sheet.insertRowsAfter': more = 0,
  ...calls
}: ServiceCalls): ServiceCalls {
  return { ...calls, 'Sheet.deleteRows or insertRowsAfter': fewer + more };
}

function tell(seconds: Record<string, number>): void {
  const all = Object.values(seconds).reduce((sum, each) => sum + each, 0);
  const each = Object.entries(seconds).map(([name, time]) => `${name} ${time.toFixed(1)} s`);
  console.log(`A count of 10,000 lines: ${each.join(', ')}; ${all.toFixed(1)} s in all`);
}
