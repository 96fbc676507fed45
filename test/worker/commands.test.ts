import { expect, test } from 'vitest';
import type { CarriedOut } from '../../shared/contract/commands.ts';
import { CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';

test('whoever lost an answer learns which of the own commands were carried out, and nobody else’s (invariant 9)', async () => {
  const app = await smallHospital();
  await openingStock(app);
  const [exit, lost, refused] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  const goods = { type: 'exit-service' as const, depot: 'PHC', party: 'CHIR' };
  await app.post(CLERK, { id: exit, ...goods, lines: [{ item: 'VIS', quantity: 1 }] });
  const tooMuch = { id: refused, ...goods, lines: [{ item: 'VIS', quantity: 1_000_000 }] };
  expect((await app.send(CLERK, 'POST', '/v1/documents', tooMuch)).status).toBe(409);
  const ask = (email: string, ids: string) =>
    app.call<CarriedOut>(email, 'GET', `/v1/commands?ids=${encodeURIComponent(ids)}`);
  expect(await ask(CLERK, [exit, lost, refused].join())).toEqual({ ids: [exit] });
  expect(await ask(CLERK, exit.toUpperCase())).toEqual({ ids: [exit] });
  expect(await ask(MANAGER, exit)).toEqual({ ids: [] });
  const wrong = await app.send(CLERK, 'GET', '/v1/commands?ids=1');
  expect([wrong.status, (await wrong.json<{ code: string }>()).code]).toEqual([422, 'REQUEST_INVALID']);
});
