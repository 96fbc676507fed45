import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Count } from '../../shared/contract/counts.ts';
import type { App } from './app.ts';
import { faultsOf } from './books.ts';
import { type Counting, counting } from './counting.ts';
import { CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';

const COLLEAGUE = 'colleague@tilleuls.example';

/** The organisation asks that who confirms did not count; whoever opens a count here ends it. */
let app: App;
let work: Counting;
let count: Count;

beforeAll(async () => {
  app = await smallHospital();
  await app.person({ email: COLLEAGUE, name: 'Léa Faure', rights: [{ depot: 'PHC', role: 'clerk' }] });
  await openingStock(app);
  await app.settings({ confirmerDidNotCount: true });
  work = counting(app);
});
afterEach(async () => {
  const { state } = await work.get(count);
  if (state === 'open' || state === 'closed') await work.act(count, 'cancel');
});
afterAll(async () => {
  expect(await faultsOf(app.db)).toEqual([]);
});

/** Inès closes and would confirm: what she is told. */
const confirmation = async () => {
  const { version } = (await work.close(count)).count;
  const response = await app.send(MANAGER, 'POST', `/v1/counts/${count.id}/confirm`, { version });
  const told = await response.json<{ state?: string; detail?: string }>();
  return told.state ?? told.detail;
};
const reopened = () => work.act(count, 'reopen');
const COUNTED =
  'Vous avez déjà compté dans l’inventaire «Inventaire 2026» : une autre personne doit s’en charger.';

describe('who confirms did not count, where the organisation asks for it (Q5, B3)', () => {
  test('whoever has a figure in the count does not confirm it; a figure taken back was never counted', async () => {
    count = await work.open();
    await work.countAll(count, {}, MANAGER);
    expect(await confirmation()).toBe(COUNTED);
    await reopened();
    const mine = await work.linesOf(count);
    await work.put(
      count,
      mine.map((row) => [row.line, null, row.version]),
      MANAGER,
    );
    expect(await work.line(count, 'SIROP')).toMatchObject({ counted: null, by: null, at: null });
    await work.countAll(count);
    expect(await confirmation()).toBe('confirmed');
  });

  test('a second figure counts as well, retained or not', async () => {
    count = await work.open();
    await work.countAll(count, { SIROP: 9 });
    await work.act(count, 'rounds', { beyondTolerance: true });
    const { line } = await work.line(count, 'SIROP');
    await work.put(count, [[line, 8, 0]], MANAGER, 2);
    await work.mark(count, [{ line, arbitration: { quantity: 9, reason: 'recompté à deux' } }]);
    expect(await confirmation()).toBe(COUNTED);
  });

  test('two people are enough: who chooses between counts has not counted, who sets another figure has (B2)', async () => {
    count = await work.open();
    await work.countAll(count, { SIROP: 9 });
    await work.act(count, 'rounds', { beyondTolerance: true });
    const { line } = await work.line(count, 'SIROP');
    await work.mark(count, [{ line, arbitration: { quantity: 8, reason: 'vu en rayon' } }]);
    expect(await confirmation()).toBe(COUNTED);
    await reopened();
    await work.mark(count, [{ line, arbitration: { quantity: 9, reason: 'personne d’autre ce jour' } }]);
    expect(await confirmation()).toBe('confirmed');
  });

  test('whoever is of a team may have typed on its sheet, sent by another’s panel (Q21)', async () => {
    count = await work.open({ teams: [{ team: 1, name: 'Jour', members: [MANAGER, CLERK], bins: ['A1'] }] });
    await work.countAll(count);
    expect(await confirmation()).toBe(COUNTED);
  });

  test('who joins by mistake and leaves before anything is sent has not counted (Q21)', async () => {
    count = await work.open({ teams: [{ team: 1, name: 'Jour', members: [CLERK], bins: ['A1'] }] });
    await work.act(count, 'teams/join', { team: 1 });
    await work.act(count, 'teams/join', { team: 0 });
    await work.countAll(count);
    // Nor does joining a team whose lines are counted already make anybody one of its counters.
    await work.act(count, 'teams/join', { team: 1 });
    expect(await confirmation()).toBe(COUNTED);
    await reopened();
    await work.act(count, 'teams/join', { team: 0 });
    expect(await confirmation()).toBe('confirmed');
  });

  test('who leaves after figures were sent has: by joining another team, or by being taken off the list (Q21)', async () => {
    const teams = (first: string[], second: string[] = []) => [
      { team: 1, name: 'Jour', members: first, bins: ['A1'] },
      { team: 2, name: 'Nuit', members: second, bins: ['A2'] },
    ];
    for (const leave of [
      () => work.act(count, 'teams/join', { team: 0 }),
      () => app.call(MANAGER, 'POST', `/v1/counts/${count.id}/teams`, { teams: teams([CLERK], [COLLEAGUE]) }),
    ]) {
      count = await work.open({ teams: teams([CLERK, MANAGER]) });
      const para = await work.line(count, 'PARA', 'L1');
      await work.put(count, [[para.line, 99, 0]]);
      await leave();
      // What she may have typed is overwritten since: it was hers to find.
      await work.put(count, [[para.line, 100, 1]], COLLEAGUE);
      await work.countAll(count);
      expect(await confirmation()).toBe(COUNTED);
      await work.act(count, 'cancel');
    }
    // Of the team beside it nothing was sent.
    count = await work.open({ teams: teams([CLERK], [MANAGER]) });
    const para = await work.line(count, 'PARA', 'L1');
    await work.put(count, [[para.line, 99, 0]]);
    await work.act(count, 'teams/join', { team: 0 });
    await work.countAll(count);
    expect(await confirmation()).toBe('confirmed');
  });
});
