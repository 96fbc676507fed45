import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AddedCountLine, Count, ImportCountFiguresResult } from '../../shared/contract/counts.ts';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import { addDays } from '../../shared/domain/dates.ts';
import { ADMIN, type App } from './app.ts';
import { faultsOf } from './books.ts';
import { type Counting, counting } from './counting.ts';
import { ACCOUNTANT, CLERK, MANAGER, OTHER, openingStock, smallHospital } from './hospital.ts';

const SECOND_MANAGER = 'second@tilleuls.example';

/** One hospital for all: whoever opens a count gives it up again. */
let app: App;
let work: Counting;
let count: Count | null = null;
let today: string;

beforeAll(async () => {
  app = await smallHospital();
  await app.person({ email: SECOND_MANAGER, name: 'Ana Roy', rights: [{ depot: 'PHC', role: 'manager' }] });
  await openingStock(app);
  today = (await app.call<{ today: string }>(MANAGER, 'GET', '/v1/me')).today;
  work = counting(app);
});
afterEach(async () => {
  if (!count) return;
  const { state } = await work.get(count);
  if (state === 'open' || state === 'closed') await work.act(count, 'cancel');
  count = null;
});
afterAll(async () => {
  expect(await faultsOf(app.db)).toEqual([]);
});

const add = (of: Count, body: object, email = CLERK) => work.act<AddedCountLine>(of, 'lines', body, email);
const addRefused = (of: Count, body: object, email = CLERK) => work.actRefused(of, 'lines', body, email);

describe('Ajouter réf. (E28, E55, Q19)', () => {
  test('a new lot of a known item joins the list behind the last line, counted at once, frozen from then on', async () => {
    count = await work.open();
    const before = await work.linesOf(count);
    const { line, existed } = await add(count, {
      item: 'para',
      bin: 'A2',
      lot: 'L9',
      expiry: '2031-12-31',
      quantity: 12,
    });
    expect(existed).toBe(false);
    expect(line).toMatchObject({
      item: 'PARA',
      bin: 'A2',
      lot: 'L9',
      theoretical: 0,
      counted: 12,
      added: true,
      by: 'Luc Petit',
    });
    expect((await work.linesOf(count)).map((row) => row.line)).toEqual([
      ...before.map((row) => row.line),
      line.line,
    ]);
    await work.countAll(count, { 'PARA L9': 12 });
    const { recap, count: closed } = await work.close(count);
    expect(recap.movements).toMatchObject([{ lot: 'L9', theoretical: 0, gap: 12, unitCost: 0.5, value: 6 }]);
    await work.act(count, 'confirm', { version: closed.version });
    expect(await work.balance('PARA', '&lot=L9')).toBe(12);
  });

  test('what is on the list already is shown, not doubled, and its figure stays', async () => {
    count = await work.open();
    const sirop = await work.line(count, 'SIROP');
    await work.put(count, [[sirop.line, 9, 0]]);
    const again = await add(count, { item: 'SIROP', bin: 'A2', quantity: 3 });
    expect(again).toMatchObject({ existed: true, line: { line: sirop.line, counted: 9, added: false } });
  });

  test('outside the scope the line has what the ledger holds, and moves no more; another count’s line is refused', async () => {
    count = await work.open({ name: 'Étagère A1', scope: { bins: ['A1'] } });
    const { line, outside } = await add(count, { item: 'SIROP', bin: 'A2' });
    expect(line).toMatchObject({ theoretical: 10, counted: null });
    // Whoever adds it is told that the count was opened for another bin.
    expect(outside).toEqual(['bin']);
    expect(await add(count, { item: 'VIS', bin: 'A1' })).toMatchObject({ outside: ['kind'], expired: false });
    expect((await add(count, { item: 'PARA', bin: 'A1', lot: 'L1' })).outside).toEqual([]);
    const exit = {
      type: 'exit-service' as const,
      depot: 'PHC',
      party: 'CHIR',
      lines: [{ item: 'SIROP', bin: 'A2', quantity: 1 }],
    };
    expect((await app.refused(CLERK, exit)).code).toBe('COUNT_OPEN');
    // Its lists say nothing of that line: who opens a count over it is told all the same.
    const taken = {
      id: crypto.randomUUID(),
      name: 'A2',
      depot: 'PHC',
      kind: 'article',
      scope: { items: ['SIROP'] },
    };
    expect((await work.refused('POST', '/v1/counts', taken)).detail).toContain(
      '«Étagère A1», ouvert par Inès Morel',
    );
    const other = await work.open({ name: 'Pompes', scope: { bins: ['A2'], items: ['POMPE'] } });
    expect((await addRefused(other, { item: 'PARA', bin: 'A1', lot: 'L1' })).code).toBe('COUNT_SCOPE_TAKEN');
    await work.act(other, 'cancel');
  });

  test('an item that the catalogue does not know comes with its entry, by a manager', async () => {
    count = await work.open();
    const wanted = {
      item: 'TROUVÉ',
      bin: 'A1',
      quantity: 2,
      newItem: { label: 'Trouvé sur l’étagère', kind: 'article', unit: 'boîte' },
    };
    expect((await addRefused(count, wanted)).status).toBe(403);
    expect((await addRefused(count, { item: 'TROUVÉ', bin: 'A1' })).code).toBe('ITEM_UNKNOWN');
    expect((await addRefused(count, wanted, MANAGER)).code).toBe('COST_REQUIRED');
    expect((await app.send(ADMIN, 'GET', '/v1/items?q=trouve')).ok).toBe(true);
    const { line } = await add(count, { ...wanted, unitCost: 2.5 }, MANAGER);
    expect(line).toMatchObject({ item: 'TROUVÉ', unit: 'boîte', theoretical: 0, counted: 2 });
    expect((await addRefused(count, { ...wanted, unitCost: 2.5 }, MANAGER)).status).toBe(409);
    await work.countAll(count, { TROUVÉ: 2 });
    const { recap, count: closed } = await work.close(count);
    expect(recap.movements).toMatchObject([{ item: 'TROUVÉ', gap: 2, value: 5 }]);
    await work.act(count, 'confirm', { version: closed.version });
    expect(await work.balance('TROUV%C3%89')).toBe(2);
  });

  test('a lot past its expiry is counted like any other, and it is said, when it is added and when figures are pasted', async () => {
    count = await work.open();
    const old = { item: 'PARA', bin: 'A1', lot: 'VIEUX', expiry: addDays(today, -1) };
    expect(await add(count, { ...old, quantity: 2 })).toMatchObject({ expired: true, line: { counted: 2 } });
    // A lot that expires that same day is still valid.
    const last = { ...old, lot: 'DERNIER', expiry: today };
    expect((await add(count, last)).expired).toBe(false);
    const rows = [
      { item: 'PARA', lot: 'VIEUX', quantity: 3 },
      { item: 'PARA', lot: 'DERNIER', quantity: 1 },
    ];
    const more = { rows, replace: true };
    const pasted = await work.act<ImportCountFiguresResult>(count, 'lines/import', more, CLERK);
    expect(pasted).toMatchObject({ saved: 2, expired: { rows: 1, lots: ['PARA VIEUX'] } });
  });

  test('it says of itself what an entry would: bin, lot, expiry, decimals', async () => {
    count = await work.open();
    expect((await addRefused(count, { item: 'SIROP', bin: 'Z9' })).code).toBe('BIN_UNKNOWN');
    expect((await addRefused(count, { item: 'VIS', lot: 'X' })).code).toBe('BIN_REQUIRED');
    expect((await addRefused(count, { item: 'PARA', bin: 'A1', lot: 'L1', expiry: '2030-01-01' })).code).toBe(
      'LOT_EXPIRY_DIFFERS',
    );
    expect((await addRefused(count, { item: 'PARA', bin: 'A2', lot: 'L1', quantity: 0.5 })).code).toBe(
      'QUANTITY_INVALID',
    );
    expect((await addRefused(count, { item: 'POMPE', bin: 'A1', serial: 'SN-1', quantity: 2 })).code).toBe(
      'SERIAL_QUANTITY',
    );
    expect((await addRefused(count, { item: 'POMPE', bin: 'A1' })).code).toBe('SERIAL_REQUIRED');
  });
});

describe('serials found elsewhere (Q10)', () => {
  test('one found here and missed there moves by the one adjustment; found in two places it is counted again', async () => {
    count = await work.open();
    const { line } = await add(count, { item: 'POMPE', bin: 'A1', serial: 'SN-1', quantity: 1 });
    // Counted where it was as well: it stands there, and here it is a note.
    await work.countAll(count, { 'POMPE SN-1': 1 });
    const noted = (await work.close(count)).recap;
    expect(noted).toMatchObject({ differing: 0, elsewhere: 1 });
    expect((await work.recap(count, 'show=elsewhere')).movements).toMatchObject([
      {
        line: line.line,
        first: 1,
        retained: 0,
        gap: 0,
        elsewhere: { depot: 'PHC', bin: 'A2', state: 'in-stock' },
      },
    ]);
    await work.act(count, 'reopen');
    const there = await work.line(count, 'POMPE', '', 'SN-1', 'A2');
    await work.put(count, [[there.line, 0, there.version]]);
    const third = await add(count, { item: 'POMPE', bin: '', serial: 'SN-1', quantity: 1 });
    expect(await work.actRefused(count, 'close')).toMatchObject({
      code: 'COUNT_SERIAL_TWICE',
      detail: 'POMPE, n° SN-1 : compté à plusieurs endroits (A1, —), il n’est qu’à un seul. Recomptez.',
    });
    await work.put(count, [[third.line.line, 0, 1]]);
    const { recap, count: closed } = await work.close(count);
    expect(recap.movements.map(({ bin, gap }) => [bin, gap]).sort()).toEqual([
      ['A1', 1],
      ['A2', -1],
    ]);
    const { adjustment } = await work.act(count, 'confirm', { version: closed.version });
    const posted = await app.call<PostedDocument>(MANAGER, 'GET', `/v1/documents/${adjustment?.id}`);
    expect(posted.movements.map(({ bin, quantity }) => [bin, quantity])).toEqual([
      ['A2', -1],
      ['A1', 1],
    ]);
  });

  test('on its way to us: noted, nothing posted, and for ever told; the reception is made afterwards', async () => {
    const sent = await app.post(MANAGER, {
      type: 'transfer',
      depot: 'PHC',
      party: 'WARD',
      lines: [{ item: 'POMPE', serial: 'SN-2', bin: 'A2', quantity: 1 }],
    });
    count = await work.open();
    await add(count, { item: 'POMPE', bin: 'A2', serial: 'SN-2', quantity: 1 });
    await work.countAll(count, { 'POMPE SN-2': 1 });
    const { count: closed } = await work.close(count);
    const confirmed = await work.act(count, 'confirm', { version: closed.version });
    expect(confirmed.adjustment).toBeNull();
    const held = { depot: 'WARD', bin: '', state: 'in-transit' };
    expect((await work.recap(confirmed, 'show=elsewhere')).movements).toMatchObject([
      { serial: 'SN-2', first: 1, retained: 0, elsewhere: { ...held, stands: true } },
    ]);
    await app.post(OTHER, {
      type: 'reception',
      depot: 'WARD',
      transfer: sent.id,
      lines: [{ item: 'POMPE', serial: 'SN-2', quantity: 1 }],
    });
    // The recap says what stood at confirmation, and that it stands there no more.
    expect((await work.recap(confirmed, 'show=elsewhere')).movements).toMatchObject([
      { serial: 'SN-2', elsewhere: { ...held, stands: false } },
    ]);
  });
});

describe('figures keyed later or pasted', () => {
  const send = (of: Count, rows: object[], more: object = {}, email = CLERK) =>
    work.act<ImportCountFiguresResult>(of, 'lines/import', { rows, ...more }, email);

  test('by line, or by item, lot, serial and bin; set and never added; blanks stay blank', async () => {
    count = await work.open();
    const lines = await work.linesOf(count);
    const rows = [
      { line: lines.find(({ item }) => item === 'SIROP')?.line, quantity: 9.5 },
      { item: 'para', lot: 'l1', bin: 'a1', quantity: 90 },
      { item: 'PARA', lot: 'L2', quantity: null },
    ];
    expect(await send(count, rows)).toMatchObject({ saved: 2, same: 0, blank: 1, counted: 2 });
    expect(await send(count, rows)).toMatchObject({ saved: 0, same: 2, blank: 1, counted: 2 });
    // Which lines an import set is told by the instant that they bear.
    const again = await send(count, [{ item: 'PARA', lot: 'L2', bin: 'A1', quantity: 3 }]);
    expect((await work.linesOf(count)).filter(({ at }) => at === again.at).map(({ lot }) => lot)).toEqual([
      'L2',
    ]);
    expect(await work.line(count, 'PARA', 'L1')).toMatchObject({ counted: 90, version: 1, by: 'Luc Petit' });
  });

  test('each bad row is named and none is written; a figure of somebody else is not overwritten unasked', async () => {
    count = await work.open();
    const sirop = await work.line(count, 'SIROP');
    await work.put(count, [[sirop.line, 8, 0]], MANAGER);
    const bad = [
      { item: 'PARA', lot: 'L1', quantity: 90 },
      { item: 'RIEN', quantity: 1 },
      { item: 'PARA', lot: 'L2', quantity: 0.5 },
      { item: 'SIROP', quantity: 9 },
      { line: 999_999, quantity: 1 },
      { item: 'PARA', lot: 'L1', bin: 'A1', quantity: 91 },
      { item: 'PARA', lot: 'L9', bin: 'A1', quantity: 4 },
      { item: 'POMPE', serial: 'SN-99', quantity: 1 },
    ];
    const refused = await work.actRefused(count, 'lines/import', { rows: bad }, CLERK);
    expect(refused.errors?.map(({ line, code }) => [line, code])).toEqual([
      [1, 'COUNT_LINE_DUPLICATE'],
      [2, 'COUNT_LINE_UNKNOWN'],
      [3, 'QUANTITY_INVALID'],
      [4, 'COUNT_LINE_COUNTED'],
      [5, 'COUNT_LINE_UNKNOWN'],
      [6, 'COUNT_LINE_DUPLICATE'],
      [7, 'COUNT_LINE_UNKNOWN'],
      [8, 'COUNT_LINE_UNKNOWN'],
    ]);
    // Of what is not on the list, all that was given of it is named.
    expect([1, 6, 7].map((row) => refused.errors?.[row]?.detail)).toEqual([
      'La ligne RIEN n’est pas de cet inventaire.',
      'La ligne PARA, lot «L9», emplacement «A1» n’est pas de cet inventaire.',
      'La ligne POMPE, n° de série «SN-99» n’est pas de cet inventaire.',
    ]);
    expect(refused.errors?.[3]?.detail).toBe('SIROP : déjà compté par Inès Morel, 8 ; la saisie dit 9.');
    // The item of the row is not that of the line whose id stands beside it.
    const mixed = { rows: [{ line: sirop.line, item: 'PARA', quantity: 4 }], replace: true };
    expect(await work.actRefused(count, 'lines/import', mixed, CLERK)).toMatchObject({
      code: 'COUNT_LINE_UNKNOWN',
    });
    expect((await work.get(count)).counted).toBe(1);
    expect(await send(count, [{ item: 'SIROP', quantity: 9 }], { replace: true })).toMatchObject({
      saved: 1,
    });
  });
});

describe('a spot count (Q20, G15)', () => {
  const spot = (lines: object[], more: object = {}) => ({
    id: crypto.randomUUID(),
    depot: 'PHC',
    reason: 'contrôle du rayon',
    lines,
    ...more,
  });
  const send = (body: object, email = MANAGER) => app.call<Count>(email, 'POST', '/v1/spot-counts', body);

  test('typed and confirmed at once: one adjustment with its reason, a wall on its lines alone, no zips', async () => {
    const before = await work.balance('VIS');
    const done = await send(
      spot([
        { item: 'VIS', bin: 'A2', quantity: before - 1 },
        { item: 'PARA', bin: 'A1', lot: 'L2', quantity: 50 },
      ]),
    );
    expect(done).toMatchObject({
      state: 'confirmed',
      spot: true,
      lines: 2,
      counted: 2,
      acknowledgedBy: 'Inès Morel',
      snapshots: { before: { state: 'none' }, after: { state: 'none' } },
    });
    const posted = await app.call<PostedDocument>(MANAGER, 'GET', `/v1/documents/${done.adjustment?.id}`);
    expect(posted).toMatchObject({
      type: 'count-adjustment',
      reason: 'contrôle du rayon',
      movements: [{ item: 'VIS', quantity: -1 }],
    });
    expect(await work.balance('VIS')).toBe(before - 1);
    const yesterday = { type: 'entry-donation' as const, depot: 'PHC', date: addDays(today, -1) };
    const donation = (item: string, bin: string, lot = '') => ({
      ...yesterday,
      lines: [{ item, bin, quantity: 1, ...(lot && { lot }) }],
    });
    expect((await app.refused(MANAGER, donation('VIS', 'A2'))).code).toBe('DATE_BEFORE_COUNT');
    await app.post(MANAGER, donation('VIS', 'A1'));
    expect((await app.send(MANAGER, 'GET', `/v1/counts/${done.id}/snapshots/before`)).status).toBe(404);
  });

  test('a clerk below the depot’s limit, then listed for the manager to acknowledge; above it he may not', async () => {
    const { rows } = await app.call<{ rows: { code: string; version: number }[] }>(
      ADMIN,
      'GET',
      '/v1/depots',
    );
    const version = rows.find(({ code }) => code === 'PHC')?.version;
    await app.call(ADMIN, 'PUT', '/v1/depots', {
      code: 'PHC',
      name: 'Pharmacie centrale',
      lossLimit: 5,
      version,
    });
    const sirop = await work.balance('SIROP', '&bin=A2');
    const above = await work.refused(
      'POST',
      '/v1/spot-counts',
      spot([{ item: 'SIROP', bin: 'A2', quantity: sirop + 2 }]),
      CLERK,
    );
    expect(above).toMatchObject({
      code: 'COUNT_VALUE_LIMIT',
      detail: 'L’écart vaut 8 : au-dessus de 5, c’est à un responsable de faire cet inventaire.',
    });
    expect(await work.balance('SIROP', '&bin=A2')).toBe(sirop);
    const done = await send(spot([{ item: 'SIROP', bin: 'A2', quantity: sirop + 1 }]), CLERK);
    expect(done).toMatchObject({ acknowledgedBy: null, adjustment: { number: expect.any(String) } });
    const waiting = async () =>
      (await app.call<{ rows: Count[] }>(MANAGER, 'GET', '/v1/counts?toAcknowledge=true')).rows;
    expect((await waiting()).map(({ id, may }) => [id, may.acknowledge])).toEqual([[done.id, true]]);
    const nod = { documents: [done.adjustment?.id] };
    expect((await work.actRefused(done, 'acknowledgements', nod, CLERK)).status).toBe(403);
    expect((await work.act(done, 'acknowledgements', nod)).acknowledgedBy).toBe('Inès Morel');
    expect(await waiting()).toEqual([]);
  });

  test('a pump gone from its shelf and found on another moves by the one adjustment (Q10); on two shelves it is none', async () => {
    const pump = (bin: string, quantity: number, serial = 'SN-7') => ({
      item: 'POMPE',
      bin,
      serial,
      quantity,
    });
    await app.post(ADMIN, {
      type: 'entry-opening',
      depot: 'PHC',
      lines: [{ ...pump('A2', 1), unitCost: 100 }],
    });
    const moved = await send(spot([pump('A1', 1), pump('A2', 0)]));
    const posted = await app.call<PostedDocument>(MANAGER, 'GET', `/v1/documents/${moved.adjustment?.id}`);
    expect(posted.movements.map(({ bin, quantity }) => [bin, quantity])).toEqual([
      ['A2', -1],
      ['A1', 1],
    ]);
    const twice = async (serial: string) => {
      const lines = spot([pump('A1', 1, serial), pump('A2', 1, serial)]);
      const refused = await work.refused('POST', '/v1/spot-counts', lines);
      expect(refused.errors?.[0]?.detail).toContain('compté à plusieurs endroits (A1, A2)');
      return refused.errors?.map(({ line, code }) => [line, code]);
    };
    for (const serial of ['SN-7', 'SN-NEUF'])
      expect(await twice(serial)).toEqual([
        [1, 'COUNT_SERIAL_TWICE'],
        [2, 'COUNT_SERIAL_TWICE'],
      ]);
  });

  test('a line twice, a frozen line, a serial that stands elsewhere, more than twenty lines', async () => {
    count = await work.open({ name: 'Étagère A1', scope: { bins: ['A1'] } });
    const refused = await work.refused(
      'POST',
      '/v1/spot-counts',
      spot([
        { item: 'SIROP', bin: 'A2', quantity: 1 },
        { item: 'sirop', bin: 'A2', quantity: 2 },
        { item: 'PARA', bin: 'A1', lot: 'L1', quantity: 1 },
        { item: 'POMPE', bin: 'A2', serial: 'SN-2', quantity: 1 },
      ]),
    );
    expect(refused.errors?.map(({ line, code }) => [line, code])).toEqual([
      [1, 'COUNT_LINE_DUPLICATE'],
      [2, 'COUNT_LINE_DUPLICATE'],
      [3, 'COUNT_OPEN'],
      [4, 'SERIAL_ELSEWHERE'],
    ]);
    const many = Array.from({ length: 21 }, () => ({ item: 'SIROP', bin: 'A2', quantity: 1 }));
    expect((await work.refused('POST', '/v1/spot-counts', spot(many))).status).toBe(422);
    expect(
      (
        await work.refused(
          'POST',
          '/v1/spot-counts',
          spot([{ item: 'SIROP', bin: 'A2', quantity: 1 }]),
          OTHER,
        )
      ).code,
    ).toBe('DEPOT_UNKNOWN');
    expect(
      (
        await work.refused(
          'POST',
          '/v1/spot-counts',
          spot([{ item: 'SIROP', bin: 'A2', quantity: 1 }]),
          ACCOUNTANT,
        )
      ).status,
    ).toBe(403);
  });
});

describe('undoing a confirmed count (Q4)', () => {
  const confirmed = async (figures: Record<string, number>, name = 'À annuler') => {
    const opened = await work.open({ name, scope: { items: ['PARA'] } });
    await work.countAll(opened, figures);
    const { count: closed } = await work.close(opened);
    return work.act(opened, 'confirm', { version: closed.version });
  };

  test('one asks with a reason, another approves: the stock is as before, the wall falls, the zips stay', async () => {
    const before = await work.balance('PARA', '&lot=L1');
    const wrong = await confirmed({ 'PARA L1': before - 7 });
    expect((await work.actRefused(wrong, 'reversal/approve')).code).toBe('COUNT_REVERSAL_NOT_ASKED');
    expect((await work.actRefused(wrong, 'reversal', { reason: 'mauvaise étagère' }, CLERK)).status).toBe(
      403,
    );
    const asked = await work.act(wrong, 'reversal', { reason: 'mauvaise étagère' });
    expect(asked).toMatchObject({
      state: 'confirmed',
      reversal: { askedBy: 'Inès Morel', reason: 'mauvaise étagère', approvedBy: null },
    });
    expect((await work.actRefused(wrong, 'reversal', { reason: 'encore' })).code).toBe(
      'COUNT_REVERSAL_ASKED',
    );
    expect((await work.actRefused(wrong, 'reversal/approve')).code).toBe('COUNT_REVERSAL_SAME_PERSON');
    expect((await work.get(wrong, ACCOUNTANT)).may.approveReversal).toBe(true);
    const reversed = await work.act(wrong, 'reversal/approve', {}, SECOND_MANAGER);
    expect(reversed).toMatchObject({
      state: 'reversed',
      reversal: { approvedBy: 'Ana Roy', document: { number: expect.stringMatching(/^AN-PHC-/) } },
      snapshots: { before: { state: 'stored' }, after: { state: 'stored' } },
    });
    expect(await work.balance('PARA', '&lot=L1')).toBe(before);
    // What it came to is told for ever.
    expect((await work.recap(wrong)).movements).toMatchObject([{ lot: 'L1', gap: -7 }]);
    // Its wall is gone: the lines of this morning's count are free from yesterday again, but for an older wall.
    const frozen = await app.db
      .prepare(`SELECT count(*) AS n FROM count_covers f JOIN counts c ON c.sequence = f.count
      WHERE c.id = ?1 AND f.state IN ('open', 'closed', 'confirmed')`)
      .bind(wrong.id)
      .first<{ n: number }>();
    expect(frozen?.n).toBe(0);
  });

  test('only the last count of the goods; what went out since stands in the way; a request may be refused', async () => {
    const first = await confirmed({}, 'Premier');
    const second = await confirmed({}, 'Second');
    expect((await work.actRefused(first, 'reversal', { reason: 'x' })).detail).toContain('Second');
    await work.act(second, 'reversal', { reason: 'x' });
    expect((await work.act(second, 'reversal/refuse', {}, SECOND_MANAGER)).reversal).toBeNull();
    await work.act(second, 'reversal', { reason: 'sans écart' });
    expect(await work.act(second, 'reversal/approve', {}, ACCOUNTANT)).toMatchObject({
      state: 'reversed',
      reversal: { document: null },
    });
    const more = await work.balance('PARA', '&lot=L2');
    const gain = await confirmed({ 'PARA L2': more + 5 }, 'Gain');
    await app.post(CLERK, {
      type: 'exit-service',
      depot: 'PHC',
      party: 'CHIR',
      lines: [{ item: 'PARA', bin: 'A1', lot: 'L2', quantity: more + 2 }],
    });
    await work.act(gain, 'reversal', { reason: 'x' });
    expect((await work.actRefused(gain, 'reversal/approve', {}, ACCOUNTANT)).code).toBe('REVERSAL_BLOCKED');
    expect((await work.actRefused(first, 'reversal/approve', {}, OTHER)).status).toBe(404);
    count = await work.open();
    expect((await work.actRefused(count, 'reversal', { reason: 'x' })).code).toBe('COUNT_NOT_CONFIRMED');
  });
});
