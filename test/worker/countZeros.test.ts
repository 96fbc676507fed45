import { expect, test } from 'vitest';
import type { Count, CountPreview } from '../../shared/contract/counts.ts';
import { counting } from './counting.ts';
import { CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';

test('Q19 lines at zero are listed where that is asked for, and what is found there comes back at its average', async () => {
  const app = await smallHospital();
  await openingStock(app);
  await app.post(MANAGER, {
    type: 'exit-service',
    depot: 'PHC',
    party: 'CHIR',
    lines: [{ item: 'SIROP', quantity: 10 }],
  });
  const work = counting(app);
  const scope = { bins: ['A2'] };
  const look = (more: object) =>
    app.call<CountPreview>(MANAGER, 'POST', '/v1/counts/preview', {
      ...{ depot: 'PHC', kind: 'article', scope, ...more },
    });
  // The two pumps; and the syrup that is out of stock.
  expect([(await look({})).lines, (await look({ zeros: true })).lines]).toEqual([2, 3]);

  const usual = await work.open({ scope });
  expect((await work.linesOf(usual)).map(({ item }) => item)).toEqual(['POMPE', 'POMPE']);
  // Added and never moved: there is no history to ask for.
  await work.act(usual, 'lines', { item: 'PARA', bin: 'A2', lot: 'L1' }, CLERK);
  await work.act(usual, 'cancel');

  const count = await work.open({ scope, zeros: true });
  expect((await work.linesOf(count)).map(({ item }) => item)).toEqual(['POMPE', 'POMPE', 'SIROP']);
  const sirop = await work.line(count, 'SIROP');
  expect(sirop).toMatchObject({ theoretical: 0, counted: null, added: false });
  await work.countAll(count, { SIROP: 2.5 }, CLERK);
  const { count: closed, recap } = await work.close(count);
  expect(recap.movements).toMatchObject([{ item: 'SIROP', expected: 0, retained: 2.5, gap: 2.5, value: 10 }]);
  const confirmed = await work.act<Count>(count, 'confirm', { version: closed.version });
  expect(confirmed.adjustment).not.toBeNull();
  expect(await work.balance('SIROP')).toBe(2.5);
});
