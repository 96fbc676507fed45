import { beforeEach, describe, expect, test } from 'vitest';
import type {
  CloseResult,
  Count,
  CountLines,
  PutCountLinesResult,
  Recap,
} from '../../shared/contract/counts.ts';
import type { StockLine } from '../../shared/contract/stock.ts';
import { civilDateIn, formatDate } from '../../shared/domain/dates.ts';
import type { App } from './app.ts';
import { faultsOf } from './books.ts';
import { CLERK, MANAGER, OTHER, openingStock, smallHospital } from './hospital.ts';

/** Each test has a hospital of its own: a count changes what the next one would find. */
let app: App;

beforeEach(async () => {
  app = await smallHospital();
  await openingStock(app);
  return async () => {
    expect(await faultsOf(app.db)).toEqual([]);
  };
});

const open = (changes: object = {}) =>
  app.call<Count>(MANAGER, 'POST', '/v1/counts', {
    id: crypto.randomUUID(),
    name: 'Inventaire 2026',
    depot: 'PHC',
    kind: 'article',
    ...changes,
  });
const linesOf = (count: Count, email = MANAGER) =>
  app.call<CountLines>(email, 'GET', `/v1/counts/${count.id}/lines?limit=10000`);
const put = (count: Count, lines: [number, number | null, number][], email = CLERK) =>
  app.call<PutCountLinesResult>(email, 'PUT', `/v1/counts/${count.id}/lines`, { lines });
const close = (count: Count, body: object = {}) =>
  app.call<CloseResult>(MANAGER, 'POST', `/v1/counts/${count.id}/close`, body);
const refusal = async (method: string, path: string, body: object, email = MANAGER) => {
  const response = await app.send(email, method, path, body);
  expect(response.ok).toBe(false);
  return response.json<{ code: string; detail: string; errors?: Record<string, unknown>[] }>();
};
const balance = async (item: string, lot = '') => {
  const { rows } = await app.call<{ rows: StockLine[] }>(
    MANAGER,
    'GET',
    `/v1/stock?depot=PHC&item=${item}${lot && `&lot=${lot}`}`,
  );
  return rows.reduce((total, { quantity }) => total + quantity, 0);
};
const lineOf = (lines: CountLines, item: string, lot = '') => {
  const found = lines.rows.find((row) => row.item === item && row.lot === lot);
  if (!found) throw new Error(`no line ${item} ${lot}`);
  return found.line;
};

describe('opening', () => {
  test('E13 E17 the lines of one depot and kind, one for each bin, lot and serial, first-expired first', async () => {
    const lines = await linesOf(await open());
    expect(
      lines.rows.map(({ bin, item, lot, serial, theoretical }) => [bin, item, lot, serial, theoretical]),
    ).toEqual([
      ['A1', 'PARA', 'L2', '', 50],
      ['A1', 'PARA', 'L1', '', 100],
      ['A2', 'POMPE', '', 'SN-1', 1],
      ['A2', 'POMPE', '', 'SN-2', 1],
      ['A2', 'SIROP', '', '', 10],
    ]);
    expect(lines.rows.every(({ counted }) => counted === null)).toBe(true);
  });

  test('E38 Q1 a parts count takes the parts only, and both kinds may be counted at once', async () => {
    await open();
    expect((await linesOf(await open({ kind: 'part' }))).rows.map(({ item }) => item)).toEqual(['VIS']);
  });

  test('Q2 filters by bin, item, supplier and expiry narrow the scope; open scopes never overlap', async () => {
    const first = await open({ scope: { bins: ['A1'] } });
    expect(first.lines).toBe(2);
    const taken = await refusal('POST', '/v1/counts', {
      id: crypto.randomUUID(),
      name: 'B',
      depot: 'PHC',
      kind: 'article',
      scope: { items: ['PARA'] },
    });
    expect(taken).toMatchObject({
      code: 'COUNT_SCOPE_TAKEN',
      detail: expect.stringContaining('Inventaire 2026'),
    });
    expect((await open({ scope: { bins: ['A2'], suppliers: ['F1'] } })).lines).toBe(1);
  });

  test('a filter that names nothing known is refused by name, and an empty scope is said so', async () => {
    const body = { id: crypto.randomUUID(), name: 'B', depot: 'PHC', kind: 'article' };
    const unknown = await refusal('POST', '/v1/counts', {
      ...body,
      scope: { bins: ['A1', 'Z9'], items: ['RIEN'] },
    });
    expect(unknown.errors?.map(({ code }) => code).sort()).toEqual(['BIN_UNKNOWN', 'ITEM_UNKNOWN']);
    // Named once, as it was written.
    const twice = await refusal('POST', '/v1/counts', {
      ...body,
      scope: { suppliers: ['F1', 'Grossiste', 'GROSSISTE'] },
    });
    expect(twice.errors).toMatchObject([{ line: 2, detail: 'Le fournisseur «Grossiste» n’existe pas.' }]);
    const empty = await refusal('POST', '/v1/counts', { ...body, scope: { bins: ['A1'], items: ['SIROP'] } });
    expect(empty.code).toBe('COUNT_SCOPE_EMPTY');
  });

  test('a clerk does not open a count; a stranger to the depot finds none', async () => {
    const body = { id: crypto.randomUUID(), name: 'B', depot: 'PHC', kind: 'article' };
    expect((await refusal('POST', '/v1/counts', body, CLERK)).code).toBe('FORBIDDEN');
    const count = await open();
    expect((await app.send(OTHER, 'GET', `/v1/counts/${count.id}`)).status).toBe(404);
    expect((await refusal('PUT', `/v1/counts/${count.id}/lines`, { lines: [[1, 1, 0]] }, OTHER)).code).toBe(
      'NOT_FOUND',
    );
  });
});

describe('the freeze (E2, B1, invariant 6)', () => {
  const loss = (item: string, lot?: string) => ({
    type: 'loss' as const,
    depot: 'PHC',
    reason: 'x',
    lines: [{ item, quantity: 1, ...(lot && { lot }) }],
  });

  test('every movement of a frozen line is refused with the count, who opened it and when', async () => {
    const count = await open();
    const refused = await app.refused(MANAGER, loss('SIROP'));
    expect(refused.errors).toMatchObject([
      { code: 'COUNT_OPEN', count: 'Inventaire 2026', by: 'Inès Morel' },
    ]);
    await close(count, { blanks: { default: 'zero' } });
    expect((await app.refused(MANAGER, loss('SIROP'))).code).toBe('COUNT_OPEN');
    // When is the day of the organisation's time zone: here one in which it is not the day of UTC.
    const timeZone = new Date().getUTCHours() < 11 ? 'Pacific/Pago_Pago' : 'Pacific/Kiritimati';
    await app.settings({ timeZone });
    const day = civilDateIn(timeZone, new Date(count.openedAt));
    expect(day).not.toBe(count.openedAt.slice(0, 10));
    const said = (await app.refused(MANAGER, loss('SIROP'))).errors;
    expect(said).toMatchObject([{ at: day, detail: expect.stringContaining(formatDate(day, 'fr')) }]);
  });

  test('entries into the scope are refused too, also into a line born later; the rest of the depot works on', async () => {
    await open();
    const entry = (item: string, lot: string) => ({
      type: 'entry-donation' as const,
      depot: 'PHC',
      lines: [{ item, bin: 'A1', lot, quantity: 1, unitCost: 0.5 }],
    });
    expect((await app.refused(MANAGER, entry('PARA', 'L1'))).code).toBe('COUNT_OPEN');
    expect((await app.refused(MANAGER, entry('PARA', 'NEUF'))).code).toBe('COUNT_OPEN');
    await app.post(MANAGER, {
      ...entry('VIS', ''),
      lines: [{ item: 'VIS', bin: 'A1', quantity: 1, unitCost: 0.1 }],
    });
    await app.post(
      MANAGER,
      loss('VIS', undefined).lines[0]
        ? { ...loss('VIS'), lines: [{ item: 'VIS', bin: 'A2', quantity: 1 }] }
        : loss('VIS'),
    );
  });

  test('a count of one bin freezes nothing in another; cancelling ends the freeze', async () => {
    const count = await open({ scope: { bins: ['A1'] } });
    await app.post(MANAGER, loss('SIROP'));
    expect((await app.refused(MANAGER, loss('PARA', 'L1'))).code).toBe('COUNT_OPEN');
    await app.call(MANAGER, 'POST', `/v1/counts/${count.id}/cancel`, {});
    await app.post(MANAGER, loss('PARA', 'L1'));
  });
});

describe('counting', () => {
  test('quantities are saved line by line; stale, unknown and impossible ones come back with what stands', async () => {
    const count = await open();
    const lines = await linesOf(count);
    const [para, sirop, pump] = [lineOf(lines, 'PARA', 'L1'), lineOf(lines, 'SIROP'), lineOf(lines, 'POMPE')];
    expect(
      await put(count, [
        [para, 99, 0],
        [sirop, 9.125, 0],
      ]),
    ).toMatchObject({ saved: 2, counted: 2, lines: 5, errors: [] });
    const second = await put(
      count,
      [
        [para, 80, 0],
        [pump, 2, 0],
        [9999, 1, 0],
        [sirop, 9.5, 1],
      ],
      MANAGER,
    );
    expect(second.saved).toBe(1);
    expect(second.errors.map(({ code }) => code).sort()).toEqual([
      'COUNT_LINE_STALE',
      'COUNT_LINE_UNKNOWN',
      'SERIAL_QUANTITY',
    ]);
    expect(second.errors.find(({ code }) => code === 'COUNT_LINE_STALE')).toMatchObject({
      line: para,
      counted: 99,
      version: 1,
      by: 'Luc Petit',
    });
    const now = await linesOf(count);
    expect(now.rows.find(({ line }) => line === para)).toMatchObject({
      counted: 99,
      version: 1,
      by: 'Luc Petit',
    });
    expect(now.rows.find(({ line }) => line === sirop)).toMatchObject({
      counted: 9.5,
      version: 2,
      by: 'Inès Morel',
    });
  });

  test('blank stays blank: null takes a figure back, zero is a figure', async () => {
    const count = await open();
    const lines = await linesOf(count);
    await put(count, [[lineOf(lines, 'SIROP'), 0, 0]]);
    expect((await put(count, [[lineOf(lines, 'SIROP'), null, 1]])).counted).toBe(0);
  });

  test('the same send retried answers the same, and is not saved twice', async () => {
    const count = await open();
    const [line] = (await linesOf(count)).rows;
    const key = { 'Idempotency-Key': crypto.randomUUID() };
    const body = { lines: [[line?.line, 3, 0]] };
    const first = await (await app.send(CLERK, 'PUT', `/v1/counts/${count.id}/lines`, body, key)).json();
    const again = await (await app.send(CLERK, 'PUT', `/v1/counts/${count.id}/lines`, body, key)).json();
    expect(again).toEqual(first);
    expect((await linesOf(count)).rows[0]?.version).toBe(1);
  });

  test('Q22 a blind count shows no theoretical quantity to its counters, nor the recap, nor the zip', async () => {
    const count = await open({ blind: true });
    expect((await linesOf(count, CLERK)).rows.every((row) => !('theoretical' in row))).toBe(true);
    expect((await linesOf(count, MANAGER)).rows.every((row) => 'theoretical' in row)).toBe(true);
    expect((await app.send(CLERK, 'GET', `/v1/counts/${count.id}/recap`)).status).toBe(403);
    expect((await app.send(CLERK, 'GET', `/v1/counts/${count.id}/snapshots/before`)).status).toBe(403);
  });
});

describe('closing, and what blanks become (Q3)', () => {
  test('blank lines must be decided; keeping them all is no count', async () => {
    const count = await open();
    expect(await refusal('POST', `/v1/counts/${count.id}/close`, {})).toMatchObject({
      code: 'COUNT_BLANKS_UNDECIDED',
      errors: [{ blank: 5, value: 315 }],
    });
    expect(
      (await refusal('POST', `/v1/counts/${count.id}/close`, { blanks: { default: 'keep' } })).code,
    ).toBe('COUNT_NOTHING_COUNTED');
  });

  test('E22 the recap lists each gap, the largest in value first, and no stock has moved', async () => {
    const count = await open();
    const lines = await linesOf(count);
    await put(count, [
      [lineOf(lines, 'PARA', 'L1'), 98, 0],
      [lineOf(lines, 'PARA', 'L2'), 50, 0],
      [lineOf(lines, 'SIROP'), 12.5, 0],
    ]);
    const [pump] = lines.rows.filter(({ serial }) => serial === 'SN-2');
    const { recap, count: closed } = await close(count, {
      blanks: { default: 'keep', lines: [[pump?.line, 'zero']] },
    });
    expect(closed.state).toBe('closed');
    expect(recap.movements.map(({ item, gap, value }) => [item, gap, value])).toEqual([
      ['POMPE', -1, -100],
      ['SIROP', 2.5, 10],
      ['PARA', -2, -1],
    ]);
    expect(recap).toMatchObject({
      lines: 5,
      counted: 3,
      keptBlank: 1,
      zeroedBlank: 1,
      zeroedValue: 100,
      differing: 3,
      gapValue: -91,
      gainValue: 10,
      lossValue: -101,
    });
    expect(await balance('SIROP')).toBe(10);
    expect(
      (await refusal('PUT', `/v1/counts/${count.id}/lines`, { lines: [[lineOf(lines, 'SIROP'), 1, 1]] }))
        .code,
    ).toBe('COUNT_NOT_OPEN');
  });

  test('reopening keeps what was typed and asks of blanks anew', async () => {
    const count = await open();
    const lines = await linesOf(count);
    await put(count, [[lineOf(lines, 'SIROP'), 9, 0]]);
    await close(count, { blanks: { default: 'keep' } });
    const reopened = await app.call<Count>(MANAGER, 'POST', `/v1/counts/${count.id}/reopen`, {});
    expect(reopened).toMatchObject({ state: 'open', counted: 1 });
    expect((await refusal('POST', `/v1/counts/${count.id}/close`, {})).code).toBe('COUNT_BLANKS_UNDECIDED');
  });
});

describe('confirming (E23, E24, E25, invariant 8)', () => {
  const toClosed = async () => {
    const count = await open();
    const lines = await linesOf(count);
    await put(count, [
      [lineOf(lines, 'PARA', 'L1'), 97, 0],
      [lineOf(lines, 'SIROP'), 10, 0],
    ]);
    return (await close(count, { blanks: { default: 'keep' } })).count;
  };
  const confirm = (count: Count, id: string = crypto.randomUUID()) =>
    app.send(
      MANAGER,
      'POST',
      `/v1/counts/${count.id}/confirm`,
      { version: count.version },
      { 'Idempotency-Key': id },
    );

  test('one adjustment with a movement for each gap and none for the rest; stocks are up to date', async () => {
    const closed = await toClosed();
    const confirmed = await (await confirm(closed)).json<Count>();
    expect(confirmed.state).toBe('confirmed');
    expect(confirmed.adjustment?.number).toMatch(/^AI-PHC-\d{4}-000001$/);
    const document = await app.call<{ movements: object[]; date: string }>(
      MANAGER,
      'GET',
      `/v1/documents/${confirmed.adjustment?.id}`,
    );
    expect(document.movements).toMatchObject([{ item: 'PARA', lot: 'L1', quantity: -3, balance: 97 }]);
    expect(await balance('PARA', 'L1')).toBe(97);
    // The freeze has ended.
    await app.post(MANAGER, {
      type: 'loss',
      depot: 'PHC',
      reason: 'x',
      lines: [{ item: 'SIROP', quantity: 1 }],
    });
  });

  test('confirmed twenty times at once, with one id or with twenty: one adjustment', async () => {
    const closed = await toClosed();
    const id = crypto.randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => confirm(closed, at % 2 ? id : crypto.randomUUID())),
    );
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const { n } = (await app.db
      .prepare(`SELECT count(*) AS n FROM documents WHERE type = 'count-adjustment'`)
      .first<{ n: number }>()) ?? { n: -1 };
    expect(n).toBe(1);
    expect(await balance('PARA', 'L1')).toBe(97);
  });

  test('a count that moved since the recap is not confirmed', async () => {
    const closed = await toClosed();
    await app.call(MANAGER, 'POST', `/v1/counts/${closed.id}/reopen`, {});
    await close(closed, { blanks: { default: 'keep' } });
    expect(await (await confirm(closed)).json()).toMatchObject({ code: 'COUNT_RECAP_CHANGED' });
  });

  test('with no difference there is no document, and the count is finished all the same', async () => {
    const count = await open();
    const lines = await linesOf(count);
    await put(
      count,
      lines.rows.map(({ line, theoretical }) => [line, theoretical ?? 0, 0]),
    );
    const { count: closed } = await close(count);
    const confirmed = await (await confirm(closed)).json<Count>();
    expect(confirmed).toMatchObject({ state: 'confirmed', adjustment: null });
  });

  test('afterwards theoretical, counted and gap stay, and the wall stands', async () => {
    const closed = await toClosed();
    await confirm(closed);
    const recap = await app.call<Recap>(MANAGER, 'GET', `/v1/counts/${closed.id}/recap`);
    expect(recap.movements).toMatchObject([
      { theoretical: 100, expected: 100, retained: 97, gap: -3, percent: -3, value: -1.5 },
    ]);
    // Lines without a gap as well, with who counted them; in the order of the sheet, page by page.
    const seen: Recap['movements'] = [];
    for (let cursor = ''; ; ) {
      const page = await app.call<Recap>(
        MANAGER,
        'GET',
        `/v1/counts/${closed.id}/recap?show=all&sort=position&limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      seen.push(...page.movements);
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(
      seen.map(({ item, first, retained, blank, firstBy }) => [item, first, retained, blank, firstBy]),
    ).toEqual([
      ['PARA', null, 50, 'keep', null],
      ['PARA', 97, 97, null, 'Luc Petit'],
      ['POMPE', null, 1, 'keep', null],
      ['POMPE', null, 1, 'keep', null],
      ['SIROP', 10, 10, null, 'Luc Petit'],
    ]);
    const { rows } = await linesOf(closed);
    expect(rows.find(({ lot }) => lot === 'L1')).toMatchObject({ theoretical: 100, counted: 97 });
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const back = {
      type: 'entry-donation' as const,
      depot: 'PHC',
      date: yesterday,
      lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity: 1, unitCost: 0.5 }],
    };
    expect((await app.refused(MANAGER, back)).code).toBe('DATE_BEFORE_COUNT');
  });

  test('a clerk does not confirm', async () => {
    const closed = await toClosed();
    expect(
      (await app.send(CLERK, 'POST', `/v1/counts/${closed.id}/confirm`, { version: closed.version })).status,
    ).toBe(403);
  });
});

test('50 exits racing with the opening of a count: each is in the theoretical figures or refused', async () => {
  const exits = Array.from({ length: 50 }, () =>
    app.send(CLERK, 'POST', '/v1/documents', {
      id: crypto.randomUUID(),
      type: 'exit-service',
      depot: 'PHC',
      party: 'CHIR',
      lines: [{ item: 'PARA', lot: 'L1', quantity: 1 }],
    }),
  );
  const [count, ...answers] = await Promise.all([open(), ...exits]);
  const passed = answers.filter(({ ok }) => ok).length;
  const line = (await linesOf(count)).rows.find(({ lot }) => lot === 'L1');
  expect(line?.theoretical).toBe(100 - passed);
  expect(await balance('PARA', 'L1')).toBe(100 - passed);
});

test('Q12 an emergency exit voids the figure counted before, also on a closed count: nothing is counted back in', async () => {
  const count = await open();
  const lines = await linesOf(count);
  await put(count, [
    [lineOf(lines, 'SIROP'), 10, 0],
    [lineOf(lines, 'PARA', 'L1'), 97, 0],
  ]);
  const { count: closed } = await close(count, { blanks: { default: 'keep' } });
  const exit = await app.post(MANAGER, {
    type: 'exit-service',
    depot: 'PHC',
    party: 'CHIR',
    emergency: { reason: 'urgence vitale' },
    lines: [{ item: 'SIROP', quantity: 3 }],
  });
  expect(await refusal('POST', `/v1/counts/${count.id}/confirm`, { version: closed.version })).toMatchObject({
    code: 'COUNT_NOT_CLOSED',
  });
  const now = await linesOf(count);
  expect(now.rows.find(({ item }) => item === 'SIROP')).toMatchObject({
    counted: null,
    theoretical: 10,
    by: null,
    at: null,
  });
  expect(now.rows.find(({ lot }) => lot === 'L1')).toMatchObject({ counted: 97 });
  await put(count, [[lineOf(lines, 'SIROP'), 6, 2]]);
  await app.call(MANAGER, 'POST', `/v1/counts/${count.id}/acknowledgements`, { documents: [exit.id] });
  const again = await close(count, { blanks: { default: 'keep' } });
  expect(again.recap.movements.find(({ item }) => item === 'SIROP')).toMatchObject({
    theoretical: 10,
    expected: 7,
    retained: 6,
    gap: -1,
  });
  const aside = await app.call<Recap>(MANAGER, 'GET', `/v1/counts/${count.id}/recap?show=emergency`);
  expect(aside.movements).toMatchObject([{ item: 'SIROP', emergencies: [{ quantity: -3 }] }]);
  expect(aside).toMatchObject({ emergencies: 1, toRecount: 0 });
  await app.call(MANAGER, 'POST', `/v1/counts/${count.id}/confirm`, { version: again.count.version });
  expect(await balance('SIROP')).toBe(6);
});
