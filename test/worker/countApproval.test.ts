import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN, type App } from './app.ts';
import { faultsOf } from './books.ts';
import { type Counting, counting } from './counting.ts';
import { ACCOUNTANT, CLERK, MANAGER, smallHospital } from './hospital.ts';

let app: App;
let work: Counting;
/** An average that moved stays moved: each test has goods of its own, two at 100 and twenty at 10. */
let nth = 0;
let dear: string;
let cheap: string;

beforeAll(async () => {
  app = await smallHospital();
  await app.depot({ code: 'LOIN', name: 'Loin' });
  const rights = ['PHC', 'LOIN'].map((code) => ({ depot: code, role: 'manager' as const }));
  await app.person({ email: MANAGER, name: 'Inès Morel', rights, version: 1 });
  await app.settings({ approvalAbove: 50 });
  work = counting(app);
});
beforeEach(async () => {
  nth++;
  [dear, cheap] = [`PINCE-${nth}`, `GANTS-${nth}`];
  for (const code of [dear, cheap]) await app.item({ code, label: code, lotTracking: 'none' });
  await app.post(ADMIN, {
    type: 'entry-opening',
    depot: 'PHC',
    lines: [
      { item: dear, bin: 'A1', quantity: 2, unitCost: 100 },
      { item: cheap, bin: 'A1', quantity: 20, unitCost: 10 },
    ],
  });
});
afterAll(async () => {
  expect(await faultsOf(app.db)).toEqual([]);
});

/** Bought elsewhere: what the gaps are worth moves, and nothing that was counted. */
const bought = (item: string, quantity: number, unitCost: number) =>
  app.post(MANAGER, {
    type: 'entry-purchase',
    depot: 'LOIN',
    party: 'F1',
    lines: [{ item, quantity, unitCost }],
  });

/** Unless said otherwise one of the two dear things is missing. */
const toClosed = async (counted: Record<string, number> = { [dear]: 1 }) => {
  const count = await work.open({ scope: { items: [dear, cheap] } });
  await work.countAll(count, counted);
  return (await work.close(count)).count;
};

describe('approval by another person (B3)', () => {
  test('above the organisation’s limit another person approves that very version', async () => {
    const count = await toClosed();
    const { version } = count;
    expect((await work.actRefused(count, 'confirm', { version })).detail).toBe(
      'L’écart vaut 100 : une seconde approbation est demandée au-dessus de 50.',
    );
    expect((await work.actRefused(count, 'approve', { version: version - 1 })).code).toBe(
      'COUNT_RECAP_CHANGED',
    );
    expect((await work.actRefused(count, 'approve', { version }, CLERK)).status).toBe(403);
    await work.act(count, 'approve', { version });
    expect((await work.actRefused(count, 'confirm', { version })).code).toBe('COUNT_APPROVAL_REQUIRED');
    expect((await work.act(count, 'approve', { version }, ACCOUNTANT)).approvals).toMatchObject([
      { by: 'Inès Morel', value: 100 },
      { by: 'Guy Roux', value: 100 },
    ]);
    // What was approved is that recap and no other.
    await work.act(count, 'reopen');
    const again = (await work.close(count)).count;
    expect(again.approvals).toEqual([]);
    expect((await work.actRefused(count, 'confirm', { version: again.version })).code).toBe(
      'COUNT_APPROVAL_REQUIRED',
    );
    await work.act(count, 'cancel');
  });

  test('it holds up to the value that was approved: where averages made the gap worth more it is asked for again', async () => {
    const count = await toClosed();
    const { version } = count;
    const read = { version, gapValue: -100, grossValue: 100 };
    await work.act(count, 'approve', read, ACCOUNTANT);
    // The average of three is 133.3333.
    await bought(dear, 1, 200);
    const now = { version, gapValue: -133.33, grossValue: 133.33 };
    expect((await work.actRefused(count, 'confirm', now)).detail).toBe(
      'L’écart vaut 133,33 : une seconde approbation est demandée au-dessus de 50 ; celle qui a été donnée vaut jusqu’à 100.',
    );
    // What one reads is what one approves.
    expect(await work.actRefused(count, 'approve', read, ACCOUNTANT)).toMatchObject({
      code: 'COUNT_VALUES_MOVED',
      errors: [{ gapValue: -133.33, grossValue: 133.33 }],
    });
    expect((await work.act(count, 'approve', { version }, ACCOUNTANT)).approvals).toMatchObject([
      { by: 'Guy Roux', value: 133.33 },
    ]);
    expect((await work.act(count, 'confirm', now)).state).toBe('confirmed');
  });

  test('a gap that is worth less by now is still approved', async () => {
    const count = await toClosed();
    const { version } = count;
    await work.act(count, 'approve', { version }, ACCOUNTANT);
    await bought(dear, 2, 60);
    const now = { version, gapValue: -80, grossValue: 80 };
    expect((await work.act(count, 'confirm', now)).state).toBe('confirmed');
  });

  test('a note typed while the recap is read is kept and takes back no approval; a reason of the manager’s does', async () => {
    const count = await toClosed();
    const { version } = count;
    await work.act(count, 'approve', { version }, ACCOUNTANT);
    const { line } = await work.line(count, dear);
    expect(await work.mark(count, [{ line, note: 'boîte vide en rayon' }], CLERK)).toMatchObject({ version });
    const { movements } = await work.recap(count);
    expect(movements).toMatchObject([{ note: 'boîte vide en rayon' }]);
    expect((await work.get(count)).approvals).toMatchObject([{ by: 'Guy Roux' }]);
    // The reason of a gap is what was approved: the recap says it, and the totals by reason.
    const raised = await work.mark(count, [{ line, reason: 'Casse' }]);
    expect(raised.version).toBe(version + 1);
    expect((await work.actRefused(count, 'confirm', { version: raised.version })).code).toBe(
      'COUNT_APPROVAL_REQUIRED',
    );
    await work.act(count, 'approve', { version: raised.version }, ACCOUNTANT);
    await work.mark(count, [{ line, note: 'boîte vide, vue à deux' }], CLERK);
    expect((await work.act(count, 'confirm', { version: raised.version })).state).toBe('confirmed');
  });

  test('of a blind count nobody else is told what its gaps are worth (Q22)', async () => {
    const count = await work.open({ scope: { items: [dear, cheap] }, blind: true });
    await work.countAll(count, { [dear]: 1, [cheap]: 20 }, MANAGER);
    const { version } = (await work.close(count)).count;
    await work.act(count, 'approve', { version });
    expect((await work.get(count, CLERK)).approvals).toMatchObject([{ by: 'Inès Morel', value: null }]);
    expect((await work.get(count)).approvals).toMatchObject([{ value: 100 }]);
    await work.act(count, 'cancel');
  });
});

describe('only values moved since the recap: the last question shows the new ones (E24)', () => {
  test('and the same recap is confirmed', async () => {
    const count = await toClosed({ [cheap]: 16 });
    const { version } = count;
    await bought(cheap, 20, 12);
    expect(await work.actRefused(count, 'confirm', { version, gapValue: -40 })).toMatchObject({
      code: 'COUNT_VALUES_MOVED',
      errors: [{ gapValue: -44, grossValue: 44 }],
    });
    const confirmed = await work.act(count, 'confirm', { version, gapValue: -44 });
    expect(confirmed).toMatchObject({
      state: 'confirmed',
      adjustment: { number: expect.stringMatching(/^AI-/) },
    });
  });

  test('also where what is lost and what is gained moved by as much, and their difference did not', async () => {
    const count = await toClosed({ [dear]: 1, [cheap]: 30 });
    const read = await work.recap(count);
    expect(read).toMatchObject({ gapValue: 0, grossValue: 200 });
    const { version } = read;
    await work.act(count, 'approve', { version }, ACCOUNTANT);
    // Both averages fall by a tenth.
    await bought(dear, 2, 80);
    await bought(cheap, 20, 8);
    const seen = ({ gapValue, grossValue }: typeof read) => ({ version, gapValue, grossValue });
    expect(await work.actRefused(count, 'confirm', seen(read))).toMatchObject({
      code: 'COUNT_VALUES_MOVED',
      errors: [{ gapValue: 0, grossValue: 180 }],
    });
    expect((await work.act(count, 'confirm', seen(await work.recap(count)))).state).toBe('confirmed');
  });
});
