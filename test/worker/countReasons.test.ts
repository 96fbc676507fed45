import { beforeEach, describe, expect, test } from 'vitest';
import type { CountLine, CountPreview } from '../../shared/contract/counts.ts';
import type { App } from './app.ts';
import { ADMIN } from './app.ts';
import { type Counting, counting } from './counting.ts';
import { CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';

let app: App;
let work: Counting;

beforeEach(async () => {
  app = await smallHospital();
  await openingStock(app);
  work = counting(app);
});

const emergencyExit = (quantity: number) =>
  app.post(MANAGER, {
    type: 'exit-service',
    depot: 'PHC',
    party: 'CHIR',
    emergency: { reason: 'Réanimation' },
    lines: [{ item: 'SIROP', quantity }],
  });

describe('a count that cannot close yet says all that hangs, at once (invariant 11)', () => {
  test('an exit nobody has seen, a line to count again, two counts that differ, a serial in two places, blank lines', async () => {
    const count = await work.open();
    const para = await work.line(count, 'PARA', 'L1');
    await work.put(count, [[para.line, 99, 0]]);
    await work.act(count, 'rounds', { lines: [para.line] });
    await work.put(count, [[para.line, 98, 0]], MANAGER, 2);
    for (const bin of ['A1', ''])
      await work.act(count, 'lines', { item: 'POMPE', bin, serial: 'SN-1', quantity: 1 }, CLERK);
    const there = await work.line(count, 'POMPE', '', 'SN-1', 'A2');
    await work.put(count, [[there.line, 0, there.version]]);
    await emergencyExit(3);

    const refused = await work.actRefused(count, 'close', { blanks: {} });
    expect(refused.code).toBe('COUNT_ACKNOWLEDGEMENT_DUE');
    expect(refused.errors).toMatchObject([
      { code: 'COUNT_ACKNOWLEDGEMENT_DUE', documents: 1 },
      { code: 'COUNT_RECOUNT_DUE', lines: 1 },
      { code: 'COUNT_ARBITRATION_DUE', lines: 1 },
      // PARA L2 and POMPE SN-2; the syrup must be counted again, so nothing is to be decided of it.
      { code: 'COUNT_BLANKS_UNDECIDED', blank: 2 },
      { code: 'COUNT_SERIAL_TWICE', item: 'POMPE', serial: 'SN-1' },
    ]);
    const twice = refused.errors?.find(({ code }) => code === 'COUNT_SERIAL_TWICE');
    expect(String(twice?.bins).split(', ').toSorted()).toEqual(['A1', '—']);
    // One sentence for each, in the order in which they are settled.
    expect(refused.detail).toBe(refused.errors?.map(({ detail }) => detail).join(' '));
  });

  test('every serial that was counted in several places is named, with its bins', async () => {
    const count = await work.open();
    await work.countAll(count, { 'POMPE SN-1': 0, 'POMPE SN-2': 0 });
    for (const serial of ['SN-1', 'SN-2'])
      for (const bin of ['A1', ''])
        await work.act(count, 'lines', { item: 'POMPE', bin, serial, quantity: 1 }, CLERK);
    const { code, errors } = await work.actRefused(count, 'close');
    expect(code).toBe('COUNT_SERIAL_TWICE');
    expect(errors?.map(({ serial }) => serial).toSorted()).toEqual(['SN-1', 'SN-2']);
  });

  test('a decision about a line that is not of this count is refused by its name, none is taken', async () => {
    const count = await work.open({ scope: { bins: ['A2'] } });
    const elsewhere = 999_999;
    const sirop = await work.line(count, 'SIROP');
    await work.put(count, [[sirop.line, 10, 0]]);
    const blanks = { default: 'keep', lines: [[elsewhere, 'zero']] };
    expect(await work.actRefused(count, 'close', { blanks })).toMatchObject({
      code: 'COUNT_LINE_UNKNOWN',
      errors: [{ line: 1, sent: elsewhere }],
    });
    expect((await work.get(count)).state).toBe('open');
  });
});

describe('a line tells what is expected of it (E15, Q12, Q22)', () => {
  test('theoretical less what an emergency exit took, hidden where theoretical is', async () => {
    const count = await work.open({ scope: { items: ['SIROP'] } });
    await emergencyExit(3);
    expect(await work.line(count, 'SIROP')).toMatchObject({ theoretical: 10, expected: 7 });
    await work.act(count, 'cancel');
    const blind = await work.open({ blind: true, scope: { items: ['SIROP'] } });
    const shown = (rows: CountLine[]) => rows.map((row) => 'expected' in row);
    expect(shown(await work.linesOf(blind, '', CLERK))).toEqual([false]);
    expect(shown(await work.linesOf(blind, '', MANAGER))).toEqual([true]);
  });
});

describe('a scope by groups (Q2)', () => {
  beforeEach(async () => {
    await app.item({ code: 'GANT', label: 'Gants', group: 'Antalgiques et Électrolytes' });
    const lines = [{ item: 'GANT', bin: 'A1', quantity: 5, unitCost: 1 }];
    await app.post(ADMIN, { type: 'entry-opening', depot: 'PHC', lines });
  });

  test('finds its group whatever the case and the accents', async () => {
    const count = await work.open({ scope: { groups: ['ANTALGIQUES ET  electrolytes'] } });
    expect((await work.linesOf(count)).map(({ item }) => item)).toEqual(['GANT']);
  });

  test('a mistyped group beside a right one is refused by name, and by the preview as well', async () => {
    const scope = { groups: ['antalgiques et électrolytes', 'Pansement', 'pansement'] };
    const wanted = { depot: 'PHC', kind: 'article', scope };
    for (const [path, more] of [
      ['/v1/counts', { id: crypto.randomUUID(), name: 'Étagère' }],
      ['/v1/counts/preview', {}],
    ] as const)
      expect(await work.refused('POST', path, { ...wanted, ...more })).toMatchObject({
        code: 'GROUP_UNKNOWN',
        errors: [{ line: 2, group: 'Pansement', detail: 'Aucune référence n’est du groupe «Pansement».' }],
      });
  });
});

describe('what is refused names the line and the document', () => {
  test('a figure sent on what another has changed names its item', async () => {
    const count = await work.open();
    const { line } = await work.line(count, 'SIROP');
    await work.put(count, [[line, 9, 0]]);
    const { errors } = await work.put(count, [[line, 8, 0]], MANAGER);
    expect(errors.map(({ detail }) => detail)).toEqual([
      'SIROP : ligne changée entre-temps par Luc Petit ; 9 au lieu de votre 8.',
    ]);
  });

  test('a count dated before what moved names the item and the document', async () => {
    const look = (body: object) =>
      app.call<CountPreview>(MANAGER, 'POST', '/v1/counts/preview', {
        depot: 'PHC',
        kind: 'article',
        ...body,
      });
    const { problems } = await look({ date: '2026-01-01', scope: { items: ['SIROP'] } });
    expect(problems[0]?.detail).toMatch(
      /^L’inventaire ne peut pas porter la date du 01\/01\/2026 : SIROP a bougé depuis \(EO-PHC-\d{4}-000001, daté du \d\d\/\d\d\/\d{4}\)\.$/,
    );
  });
});
