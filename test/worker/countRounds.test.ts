import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Count, CountProgress, Recap, RecapTotals } from '../../shared/contract/counts.ts';
import type { App } from './app.ts';
import { faultsOf } from './books.ts';
import { type Counting, counting } from './counting.ts';
import { ACCOUNTANT, CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';

const COLLEAGUE = 'colleague@tilleuls.example';
const SECOND_MANAGER = 'second@tilleuls.example';

/** One hospital for all: whoever opens a count gives it up again. */
let app: App;
let work: Counting;
let count: Count;

beforeAll(async () => {
  app = await smallHospital();
  await app.person({ email: COLLEAGUE, name: 'Léa Faure', rights: [{ depot: 'PHC', role: 'clerk' }] });
  await app.person({ email: SECOND_MANAGER, name: 'Ana Roy', rights: [{ depot: 'PHC', role: 'manager' }] });
  await openingStock(app);
  work = counting(app);
});
afterEach(async () => {
  const { state } = await work.get(count);
  if (state === 'open' || state === 'closed') await work.act(count, 'cancel');
});
afterAll(async () => {
  expect(await faultsOf(app.db)).toEqual([]);
});

describe('the second count (B2)', () => {
  test('lines beyond the tolerance are sent to it, by quantity, percent or value; the others are not', async () => {
    const sent = async (tolerance: object) => {
      count = await work.open({ tolerance });
      // 2 of 100 tablets at 0.50; 0.5 of 10 flasks at 4; a pump at 100.
      await work.countAll(count, { 'PARA L1': 98, SIROP: 9.5, 'POMPE SN-1': 0 });
      await work.act(count, 'rounds', { beyondTolerance: true });
      const second = await work.linesOf(count, '&round=2');
      await work.act(count, 'cancel');
      return second.map(({ item, serial }) => item + serial);
    };
    expect(await sent({})).toEqual(['PARA', 'POMPESN-1', 'SIROP']);
    expect(await sent({ quantity: 1 })).toEqual(['PARA']);
    expect(await sent({ percent: 4 })).toEqual(['POMPESN-1', 'SIROP']);
    expect(await sent({ percent: 5 })).toEqual(['POMPESN-1']);
    expect(await sent({ value: 1.99 })).toEqual(['POMPESN-1', 'SIROP']);
    expect(await sent({ quantity: 1, value: 50 })).toEqual(['PARA', 'POMPESN-1']);
  });

  test('chosen lines go as well; the second sheet never shows the first figure', async () => {
    count = await work.open();
    await work.countAll(count, { SIROP: 7.125 });
    const { line } = await work.line(count, 'SIROP');
    await work.act(count, 'rounds', { lines: [line] });
    const response = await app.send(COLLEAGUE, 'GET', `/v1/counts/${count.id}/lines?round=2`);
    const text = await response.text();
    expect(JSON.parse(text).rows).toMatchObject([
      { line, counted: null, version: 0, by: null, second: true },
    ]);
    expect(text).not.toContain('7.125');
    // Nor do the recap and its totals tell it to whoever may make the second count.
    for (const from of ['recap?show=all', 'recap/totals?by=item'])
      for (const who of [COLLEAGUE, ACCOUNTANT])
        expect((await app.send(who, 'GET', `/v1/counts/${count.id}/${from}`)).status).toBe(403);
    expect((await work.recap(count, 'show=all')).toRecount).toBe(1);
    expect((await work.actRefused(count, 'rounds', { lines: [9999] })).code).toBe('COUNT_LINE_UNKNOWN');
    expect((await work.actRefused(count, 'rounds', {})).code).toBe('COUNT_ROUND_EMPTY');
    expect((await work.actRefused(count, 'rounds', { lines: [line] }, CLERK)).status).toBe(403);
  });

  test('it is somebody else’s, and the first figure changes no more', async () => {
    count = await work.open();
    await work.countAll(count, { SIROP: 9 });
    const { line, version } = await work.line(count, 'SIROP');
    expect((await work.put(count, [[line, 9, 0]], COLLEAGUE, 2)).errors).toMatchObject([
      { code: 'COUNT_LINE_UNKNOWN' },
    ]);
    await work.act(count, 'rounds', { beyondTolerance: true });
    expect((await work.put(count, [[line, 9, 0]], CLERK, 2)).errors).toMatchObject([
      {
        code: 'COUNT_SAME_PERSON',
        detail: 'Vous avez déjà compté SIROP : une autre personne doit s’en charger.',
      },
    ]);
    expect((await work.put(count, [[line, 8, version]], CLERK)).errors).toMatchObject([
      { code: 'COUNT_SECOND_BEGUN' },
    ]);
    expect((await work.put(count, [[line, 9, 0]], COLLEAGUE, 2)).saved).toBe(1);
    expect(await work.linesOf(count, '&round=2')).toMatchObject([
      { counted: 9, version: 1, by: 'Léa Faure' },
    ]);
    const { recap } = await work.close(count);
    expect(recap.movements).toMatchObject([
      {
        item: 'SIROP',
        first: 9,
        firstBy: 'Luc Petit',
        second: 9,
        secondBy: 'Léa Faure',
        retained: 9,
        gap: -1,
      },
    ]);
  });

  test('where the two differ nothing closes before the manager arbitrates, with a reason', async () => {
    count = await work.open();
    await work.countAll(count, { SIROP: 9, 'PARA L1': 90 });
    await work.act(count, 'rounds', { beyondTolerance: true });
    expect((await work.actRefused(count, 'close')).detail).toBe(
      '2 lignes attendent un second comptage, ou l’arbitrage d’un responsable.',
    );
    const sirop = await work.line(count, 'SIROP');
    const para = await work.line(count, 'PARA', 'L1');
    await work.put(
      count,
      [
        [sirop.line, 10, 0],
        [para.line, 90, 0],
      ],
      COLLEAGUE,
      2,
    );
    expect((await work.actRefused(count, 'close')).detail).toBe(
      '1 ligne dont les deux comptages diffèrent attend l’arbitrage d’un responsable.',
    );
    expect((await app.call<CountProgress>(MANAGER, 'GET', `/v1/counts/${count.id}/progress`)).second).toEqual(
      { lines: 2, counted: 2, differing: 1 },
    );
    const { movements } = await work.recap(count, 'show=undecided');
    expect(movements.map(({ item, first, second }) => [item, first, second])).toEqual([['SIROP', 9, 10]]);
    const arbitration = { quantity: 9.5, reason: 'flacon entamé' };
    expect((await work.markRefused(count, [{ line: sirop.line, arbitration }], CLERK)).status).toBe(403);
    await work.mark(count, [{ line: sirop.line, arbitration }]);
    const { recap } = await work.close(count);
    expect(recap.own).toEqual({ first: 0, second: 0, arbitrated: 1 });
    expect(recap.movements.find(({ item }) => item === 'SIROP')).toMatchObject({
      retained: 9.5,
      arbitrated: 9.5,
      arbitratedBy: 'Inès Morel',
      arbitrationReason: 'flacon entamé',
    });
  });

  test('a figure typed after an arbitration asks for it anew; one taken back as well', async () => {
    count = await work.open();
    await work.countAll(count, { SIROP: 9 });
    await work.act(count, 'rounds', { beyondTolerance: true });
    const { line } = await work.line(count, 'SIROP');
    await work.put(count, [[line, 8, 0]], COLLEAGUE, 2);
    await work.mark(count, [{ line, arbitration: { quantity: 9, reason: 'le premier' } }]);
    await work.put(count, [[line, 7, 1]], COLLEAGUE, 2);
    expect((await work.actRefused(count, 'close')).code).toBe('COUNT_ARBITRATION_DUE');
    await work.mark(count, [{ line, arbitration: { quantity: 9, reason: 'le premier' } }]);
    await work.mark(count, [{ line, arbitration: null }]);
    expect((await work.actRefused(count, 'close')).code).toBe('COUNT_ARBITRATION_DUE');
  });

  test('a count of two rounds does not close over a line beyond its tolerance; sending from the recap opens it again', async () => {
    count = await work.open({ rounds: 2, tolerance: { quantity: 1 } });
    await work.countAll(count, { SIROP: 9.5, 'PARA L1': 90 });
    // Nothing to arbitrate: there is no second count yet.
    const [due] = (await work.actRefused(count, 'close')).errors!;
    expect(due).toMatchObject({ code: 'COUNT_SECOND_UNSENT', lines: 1 });
    expect((await work.recap(count)).unsent).toBe(1);
    await work.act(count, 'rounds', { beyondTolerance: true });
    expect((await work.actRefused(count, 'close')).code).toBe('COUNT_SECOND_DUE');
    const { line } = await work.line(count, 'PARA', 'L1');
    await work.put(count, [[line, 90, 0]], COLLEAGUE, 2);
    expect((await work.close(count)).recap).toMatchObject({
      ...{ within: 1, beyond: 1, toRecount: 0 },
      // Settled: the second count found the same.
      unsent: 0,
    });
    const sirop = await work.line(count, 'SIROP');
    expect(await work.act(count, 'rounds', { lines: [sirop.line] })).toMatchObject({
      state: 'open',
      closedBy: null,
    });
  });
});

describe('notes and reasons (B3)', () => {
  test('a counter notes, a manager says why; bad marks are all named and none is written', async () => {
    count = await work.open();
    await work.countAll(count, { SIROP: 9 });
    const sirop = await work.line(count, 'SIROP');
    await work.mark(count, [{ line: sirop.line, note: 'bouchon cassé' }], CLERK);
    expect((await work.markRefused(count, [{ line: sirop.line, reason: 'casse' }], CLERK)).status).toBe(403);
    const bad = await work.markRefused(count, [
      { line: sirop.line, note: 'perdu', arbitration: { quantity: 1, reason: 'x' } },
      { line: 9999, note: 'x' },
    ]);
    expect(bad.errors?.map(({ line, code }) => [line, code]).sort()).toEqual(
      [
        [sirop.line, 'COUNT_ARBITRATION_NEEDLESS'],
        [9999, 'COUNT_LINE_UNKNOWN'],
      ].sort(),
    );
    const { count: closed } = await work.close(count);
    const { version } = await work.mark(count, [{ line: sirop.line, reason: 'casse' }]);
    expect(version).toBe(closed.version + 1);
    expect((await work.recap(count)).movements).toMatchObject([{ note: 'bouchon cassé', reason: 'casse' }]);
    expect((await work.actRefused(count, 'confirm', { version: closed.version })).code).toBe(
      'COUNT_RECAP_CHANGED',
    );
  });

  test('the recap narrows, sorts and totals by bin, supplier, item, reason and team', async () => {
    count = await work.open({ teams: [{ team: 3, name: 'Rayon', bins: ['A2'] }] });
    await work.countAll(count, { SIROP: 11, 'PARA L1': 60, 'POMPE SN-2': 0 });
    const reasons = [
      { line: (await work.line(count, 'PARA', 'L1')).line, reason: 'vol' },
      { line: (await work.line(count, 'SIROP')).line, reason: 'erreur de saisie' },
    ];
    await work.mark(count, reasons);
    const found = async (query: string) => (await work.recap(count, query)).movements.map(({ item }) => item);
    expect(await found('')).toEqual(['POMPE', 'PARA', 'SIROP']);
    expect(await found('sort=quantity')).toEqual(['PARA', 'SIROP', 'POMPE']);
    expect(await found('sort=percent')).toEqual(['POMPE', 'PARA', 'SIROP']);
    expect(await found('sort=position')).toEqual(['PARA', 'POMPE', 'SIROP']);
    expect(await found('bin=A2')).toEqual(['POMPE', 'SIROP']);
    expect(await found('reason=vol')).toEqual(['PARA']);
    expect(await found('q=parac%C3%A9tamol')).toEqual(['PARA']);
    expect(await found('q=sn-2&show=all')).toEqual(['POMPE']);
    const pages: string[] = [];
    for (let cursor = ''; ; ) {
      const page: Recap = await work.recap(
        count,
        `limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      pages.push(...page.movements.map(({ item }) => item));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(pages).toEqual(['POMPE', 'PARA', 'SIROP']);
    const totals = async (by: string) => {
      const path = `/v1/counts/${count.id}/recap/totals?by=${by}`;
      const { rows } = await app.call<RecapTotals>(MANAGER, 'GET', path);
      return rows.map(({ key, label, differing, gapValue }) => [key, label, differing, gapValue]);
    };
    expect(await totals('bin')).toEqual([
      ['A2', '', 2, -96],
      ['A1', '', 1, -20],
    ]);
    expect(await totals('supplier')).toEqual([
      ['', '', 1, -100],
      ['Pharmagros', '', 2, -16],
    ]);
    expect(await totals('reason')).toEqual([
      ['', '', 1, -100],
      ['vol', '', 1, -20],
      ['erreur de saisie', '', 1, 4],
    ]);
    expect((await totals('item'))[0]).toEqual(['POMPE', 'Pompe à perfusion', 1, -100]);
    expect(await totals('team')).toEqual([
      ['3', 'Rayon', 2, -96],
      ['0', '', 1, -20],
    ]);
  });
});

describe('emergency exits and the manager’s nod (Q12)', () => {
  test('the line is counted again and a manager acknowledges, or the count does not close', async () => {
    count = await work.open();
    await work.countAll(count);
    const exit = await app.post(MANAGER, {
      type: 'exit-service',
      depot: 'PHC',
      party: 'CHIR',
      emergency: { reason: 'urgence vitale' },
      lines: [{ item: 'PARA', lot: 'L1', bin: 'A1', quantity: 4 }],
    });
    const { line, recount, counted, version } = await work.line(count, 'PARA', 'L1');
    expect([recount, counted]).toEqual([true, null]);
    const now = await work.get(count);
    expect(now.emergencies).toMatchObject([
      {
        document: { id: exit.id, number: exit.number },
        by: 'Inès Morel',
        reason: 'urgence vitale',
        // Which line it is, and what was taken from it, so that whoever is there finds it.
        lines: [
          {
            line,
            item: 'PARA',
            bin: 'A1',
            lot: 'L1',
            serial: '',
            unit: 'comprimé',
            taken: 4,
            counted: false,
          },
        ],
        acknowledgedBy: null,
      },
    ]);
    expect(now.may.acknowledge).toBe(true);
    expect((await work.actRefused(count, 'close', { blanks: { default: 'keep' } })).detail).toBe(
      '1 sortie d’urgence attend l’accord d’un responsable avant la clôture. Après une sortie d’urgence, 1 ligne doit être recomptée avant de clôturer.',
    );
    expect((await work.actRefused(count, 'acknowledgements', { documents: [count.id] })).code).toBe(
      'DOCUMENT_UNKNOWN',
    );
    expect((await work.actRefused(count, 'acknowledgements', { documents: [exit.id] }, CLERK)).status).toBe(
      403,
    );
    const acknowledged = await work.act(count, 'acknowledgements', { documents: [exit.id] }, SECOND_MANAGER);
    expect(acknowledged.emergencies).toMatchObject([{ acknowledgedBy: 'Ana Roy' }]);
    expect(acknowledged.may.acknowledge).toBe(false);
    expect((await work.actRefused(count, 'close', { blanks: { default: 'keep' } })).detail).toBe(
      'Après une sortie d’urgence, 1 ligne doit être recomptée avant de clôturer.',
    );
    await work.put(count, [[line, 96, version]]);
    const { recap } = await work.close(count);
    expect(recap).toMatchObject({ differing: 0, emergencies: 1 });
    const [beside] = (await work.recap(count, 'show=emergency')).movements;
    expect(beside).toMatchObject({ theoretical: 100, expected: 96, retained: 96, gap: 0 });
    expect(beside?.emergencies).toEqual([{ id: exit.id, number: exit.number, quantity: -4 }]);
  });
});
