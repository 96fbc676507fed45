import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DocumentJudgement, DocumentRequest } from '../../shared/contract/documents.ts';
import type { StockLine } from '../../shared/contract/stock.ts';
import { addDays } from '../../shared/domain/dates.ts';
import { ADMIN, type App } from './app.ts';
import { faultsOf } from './books.ts';
import { ACCOUNTANT, CLERK, MANAGER, OTHER, openingStock, smallHospital } from './hospital.ts';

let app: App;
let today: string;

beforeAll(async () => {
  app = await smallHospital();
  await openingStock(app);
  today = (await app.call<{ today: string }>(CLERK, 'GET', '/v1/me')).today;
});

beforeEach(async () => {
  expect(await faultsOf(app.db)).toEqual([]);
});

async function balance(item: string, lot = ''): Promise<number> {
  const query = new URLSearchParams({ depot: 'PHC', item, ...(lot && { lot }) });
  const { rows } = await app.call<{ rows: StockLine[] }>(MANAGER, 'GET', `/v1/stock?${query}`);
  return rows.reduce((total, { quantity }) => total + quantity, 0);
}

describe('exits', () => {
  test('S10 an exit to a patient takes goods out and says the balance after', async () => {
    const posted = await app.post(CLERK, {
      type: 'exit-patient',
      depot: 'PHC',
      party: 'p-001',
      lines: [{ item: 'para', lot: 'l1', quantity: 10 }],
    });
    expect(posted.number).toBe(`SP-PHC-${today.slice(0, 4)}-000001`);
    expect(posted.party).toBe('P-001');
    expect(posted.movements).toMatchObject([
      { bin: 'A1', lot: 'L1', quantity: -10, balance: 90, unitCost: 0.5, value: -5 },
    ]);
  });

  test('S11 S13 to a service and as a loss, each with its own number', async () => {
    const service = await app.post(CLERK, {
      type: 'exit-service',
      depot: 'PHC',
      party: 'CHIR',
      lines: [{ item: 'SIROP', quantity: 2.5 }],
    });
    const loss = await app.post(CLERK, {
      type: 'loss',
      depot: 'PHC',
      reason: 'flacon cassé',
      lines: [{ item: 'SIROP', quantity: 1.3 }],
    });
    expect([service.number, loss.number].map((number) => number.slice(0, 2))).toEqual(['SS', 'PE']);
    // 2.5 + 1.3 equals 3.8
    expect(loss.movements[0]?.balance).toBe(6.2);
  });

  test('S12 a transfer takes goods into transit towards the destination in one document', async () => {
    const posted = await app.post(MANAGER, {
      type: 'transfer',
      depot: 'PHC',
      party: 'WARD',
      lines: [{ item: 'PARA', lot: 'L1', quantity: 20 }],
    });
    expect(posted.movements).toMatchObject([
      { depot: 'PHC', transit: false, quantity: -20, balance: 70 },
      { depot: 'WARD', transit: true, quantity: 20, balance: 20 },
    ]);
  });

  test('the destination sees the transfer, another depot does not', async () => {
    const posted = await app.post(MANAGER, {
      type: 'transfer',
      depot: 'PHC',
      party: 'WARD',
      lines: [{ item: 'VIS', quantity: 1 }],
    });
    const loss = await app.post(MANAGER, {
      type: 'loss',
      depot: 'PHC',
      reason: 'tri',
      lines: [{ item: 'VIS', quantity: 1 }],
    });
    expect((await app.send(OTHER, 'GET', `/v1/documents/${posted.id}`)).status).toBe(200);
    expect((await app.send(OTHER, 'GET', `/v1/documents/${loss.id}`)).status).toBe(404);
  });

  test('S25 the voucher states the exit, escaped, with its number as a barcode', async () => {
    const posted = await app.post(CLERK, {
      type: 'exit-patient',
      depot: 'PHC',
      party: 'P-001',
      description: '<script>alert(1)</script>',
      undelivered: [{ item: 'SIROP', quantity: 3 }],
      lines: [{ item: 'PARA', lot: 'L2', quantity: 1 }],
    });
    const page = await (await app.send(CLERK, 'GET', `/v1/documents/${posted.id}/voucher`)).text();
    expect(page).toContain('Bon de sortie vers un patient');
    expect(page).toContain(posted.number);
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script>');
    expect(page).toContain('<svg');
    expect(page).toContain('Non délivré');
  });
});

describe('warnings', () => {
  test('what is left of an article is counted once, however many lots go out', async () => {
    await app.item({ code: 'GANTS', label: 'Gants', levels: [{ depot: 'PHC', alert: 20 }] });
    const lots = (first: number, second: number) => [
      { item: 'GANTS', bin: 'A1', lot: 'G1', quantity: first },
      { item: 'GANTS', bin: 'A1', lot: 'G2', quantity: second },
    ];
    await app.post(ADMIN, {
      type: 'entry-opening',
      depot: 'PHC',
      lines: lots(30, 30).map((line) => ({ ...line, unitCost: 1 })),
    });
    const exit = { type: 'exit-service', depot: 'PHC', party: 'CHIR' } as const;
    expect((await app.post(CLERK, { ...exit, lines: lots(20, 10) })).warnings).toEqual([]);
    expect((await app.post(CLERK, { ...exit, lines: lots(10, 5) })).warnings).toMatchObject([
      { line: 1, code: 'BELOW_ALERT', left: 15, alert: 20 },
    ]);
  });
});

describe('all bad lines at once, each with its figure', () => {
  test('a document with five faults names five lines and changes nothing', async () => {
    const before = await balance('PARA');
    const refusal = await app.refused(CLERK, {
      type: 'exit-patient',
      depot: 'PHC',
      party: 'P-001',
      lines: [
        { item: 'PARA', lot: 'L1', quantity: 1 },
        { item: 'RIEN', quantity: 1 },
        { item: 'PARA', lot: 'L9', quantity: 1 },
        { item: 'PARA', lot: 'L2', quantity: 1.5 },
        { item: 'POMPE', serial: 'SN-1', quantity: 2 },
        { item: 'SIROP', quantity: 1000 },
      ],
    });
    expect(refusal.status).toBe(409);
    expect(refusal.code).toBe('LINES_REFUSED');
    expect(refusal.errors?.map(({ line, code }) => [line, code])).toEqual([
      [2, 'ITEM_UNKNOWN'],
      [3, 'LOT_UNKNOWN'],
      [4, 'QUANTITY_INVALID'],
      [5, 'SERIAL_QUANTITY'],
      [6, 'STOCK_INSUFFICIENT'],
    ]);
    expect(refusal.errors?.[4]?.detail).toBe(
      'SIROP : 1\u202f000 demandés, 6,2 disponibles à l’emplacement A2.',
    );
    expect(await balance('PARA')).toBe(before);
  });

  test('the same refusal in English', async () => {
    const wanted = {
      type: 'loss',
      depot: 'PHC',
      reason: 'x',
      lines: [{ item: 'SIROP', quantity: 1000 }],
    } as const;
    expect((await app.refused(CLERK, { ...wanted, lines: [...wanted.lines] }, 'en')).detail).toBe(
      'SIROP: 1,000 asked for, 6.2 available in bin A2.',
    );
  });

  test('the same stock line on two lines is judged by its sum', async () => {
    const left = await balance('PARA', 'L2');
    const refusal = await app.refused(CLERK, {
      type: 'loss',
      depot: 'PHC',
      reason: 'x',
      lines: [
        { item: 'PARA', lot: 'L2', quantity: left - 1 },
        { item: 'PARA', lot: 'l2 ', quantity: 2 },
      ],
    });
    expect(refusal.errors?.map(({ line, code }) => [line, code])).toEqual([
      [1, 'STOCK_INSUFFICIENT'],
      [2, 'STOCK_INSUFFICIENT'],
    ]);
  });
});

describe('dates', () => {
  test('a document of the past never makes a later day negative (invariant 3)', async () => {
    const day = addDays(today, -2);
    await app.post(ADMIN, {
      type: 'entry-opening',
      depot: 'PHC',
      date: day,
      lines: [{ item: 'VIS', bin: 'A1', quantity: 10, unitCost: 0.1 }],
    });
    await app.post(MANAGER, {
      type: 'loss',
      depot: 'PHC',
      reason: 'x',
      lines: [{ item: 'VIS', bin: 'A1', quantity: 8 }],
    });
    await app.post(ADMIN, {
      type: 'entry-opening',
      depot: 'PHC',
      lines: [{ item: 'VIS', bin: 'A1', quantity: 50, unitCost: 0.1 }],
    });
    const refusal = await app.refused(MANAGER, {
      type: 'loss',
      depot: 'PHC',
      date: day,
      reason: 'x',
      lines: [{ item: 'VIS', bin: 'A1', quantity: 3 }],
    });
    expect(refusal.errors).toMatchObject([{ code: 'STOCK_INSUFFICIENT', wanted: 3, available: 2 }]);
    const before = await app.refused(MANAGER, {
      type: 'loss',
      depot: 'PHC',
      date: addDays(day, -1),
      reason: 'x',
      lines: [{ item: 'VIS', bin: 'A1', quantity: 1 }],
    });
    expect(before.code).toBe('DATE_BEFORE_ENTRY');
  });

  test('no date in the future; a clerk dates back three days, not four (Q5)', async () => {
    const exit = (date: string) => ({
      type: 'exit-service' as const,
      depot: 'PHC',
      party: 'CHIR',
      date,
      lines: [{ item: 'SIROP', quantity: 0.1 }],
    });
    expect((await app.refused(CLERK, exit(addDays(today, 1)))).code).toBe('DATE_FUTURE');
    expect((await app.refused(CLERK, exit(addDays(today, -4)))).errors?.[0]?.code).toBe('DATE_TOO_OLD');
  });

  test('a lot that expires on the day of the exit still goes out; the day after it does not', async () => {
    await app.post(ADMIN, {
      type: 'entry-opening',
      depot: 'PHC',
      lines: [
        { item: 'PARA', bin: 'A2', lot: 'AUJ', expiry: today, quantity: 5, unitCost: 0.5 },
        { item: 'PARA', bin: 'A2', lot: 'HIER', expiry: addDays(today, -1), quantity: 5, unitCost: 0.5 },
      ],
    });
    const exit = (lot: string) => ({
      type: 'exit-patient' as const,
      depot: 'PHC',
      party: 'P-001',
      lines: [{ item: 'PARA', lot, quantity: 1 }],
    });
    await app.post(CLERK, exit('AUJ'));
    expect((await app.refused(CLERK, exit('HIER'))).code).toBe('LOT_EXPIRED');
    await app.post(CLERK, {
      type: 'loss',
      depot: 'PHC',
      reason: 'périmé',
      lines: [{ item: 'PARA', lot: 'HIER', quantity: 5 }],
    });
  });
});

describe('serial numbers', () => {
  test('a serial in stock cannot enter again, and one that left comes back', async () => {
    const enter = {
      type: 'entry-donation' as const,
      depot: 'PHC',
      lines: [{ item: 'POMPE', bin: 'A2', serial: 'sn-1', quantity: 1 }],
    };
    const refusal = await app.refused(MANAGER, enter);
    expect(refusal.errors).toMatchObject([{ code: 'SERIAL_IN_STOCK', where: 'Pharmacie centrale / A2' }]);
    await app.post(CLERK, {
      type: 'exit-patient',
      depot: 'PHC',
      party: 'P-001',
      lines: [{ item: 'POMPE', serial: 'SN-1', quantity: 1 }],
    });
    const back = await app.post(MANAGER, enter);
    expect(back.movements[0]?.serial).toBe('SN-1');
  });

  test('a serial of another place says where it is', async () => {
    const refusal = await app.refused(CLERK, {
      type: 'exit-patient',
      depot: 'PHC',
      party: 'P-001',
      lines: [{ item: 'POMPE', bin: 'A1', serial: 'SN-2', quantity: 1 }],
    });
    expect(refusal.errors).toMatchObject([{ code: 'SERIAL_ELSEWHERE', where: 'Pharmacie centrale / A2' }]);
  });
});

describe('costs (quantity at cost → average)', () => {
  const cases: [string, [number, number][], number][] = [
    [
      '9110 at 7.06 then 5000 at 9',
      [
        [9110, 7.06],
        [5000, 9],
      ],
      7.7475,
    ],
    [
      '100 at 10 then 50 at 16',
      [
        [100, 10],
        [50, 16],
      ],
      12,
    ],
    [
      '100 at 10, −40, 60 at 20',
      [
        [100, 10],
        [-40, 0],
        [60, 20],
      ],
      15,
    ],
    [
      '100 at 10, −100, 30 at 7',
      [
        [100, 10],
        [-100, 0],
        [30, 7],
      ],
      7,
    ],
    [
      '3 at 1, 3 at 2, 1 at 0.3333',
      [
        [3, 1],
        [3, 2],
        [1, 0.3333],
      ],
      1.3333,
    ],
  ];
  test.each(cases)('%s', async (name, steps, average) => {
    const item = `C${cases.findIndex(([other]) => other === name)}`;
    await app.item({ code: item, label: name });
    for (const [quantity, unitCost] of steps) {
      if (quantity > 0) {
        await app.post(MANAGER, {
          type: 'entry-donation',
          depot: 'PHC',
          lines: [{ item, bin: 'A1', quantity, unitCost }],
        });
      } else {
        await app.post(MANAGER, {
          type: 'loss',
          depot: 'PHC',
          reason: 'x',
          lines: [{ item, quantity: -quantity }],
        });
      }
    }
    const { rows } = await app.call<{ rows: StockLine[] }>(
      MANAGER,
      'GET',
      `/v1/stock?depot=PHC&item=${item}`,
    );
    expect(rows.map(({ unitCost }) => unitCost)).toEqual([average]);
  });
});

describe('rights', () => {
  test('a depot that one may not see does not exist; an accountant reads and moves nothing', async () => {
    const exit = {
      type: 'loss' as const,
      depot: 'PHC',
      reason: 'x',
      lines: [{ item: 'VIS', bin: 'A2', quantity: 1 }],
    };
    expect((await app.refused(OTHER, exit)).code).toBe('DEPOT_UNKNOWN');
    expect((await app.refused(ACCOUNTANT, exit)).code).toBe('FORBIDDEN');
    expect((await app.refused(ADMIN, exit)).code).toBe('FORBIDDEN');
    const { rows } = await app.call<{ rows: StockLine[] }>(ACCOUNTANT, 'GET', '/v1/stock?depot=PHC');
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('idempotency (invariant 9)', () => {
  const exit = (id: string, quantity = 1) => ({
    id,
    type: 'exit-service' as const,
    depot: 'PHC',
    party: 'CHIR',
    lines: [{ item: 'VIS', bin: 'A2', quantity }],
  });

  test('the same id with the same content answers the first result', async () => {
    const id = crypto.randomUUID();
    const first = await app.post(CLERK, exit(id));
    expect(await app.post(CLERK, exit(id))).toEqual(first);
  });

  test('the same id with other content, or from another person, is refused', async () => {
    const id = crypto.randomUUID();
    await app.post(CLERK, exit(id));
    expect((await app.refused(CLERK, exit(id, 2))).code).toBe('ID_REUSED');
    expect((await app.refused(MANAGER, exit(id))).code).toBe('ID_REUSED');
  });

  test('the same id sent 20 times at once gives one document', async () => {
    const id = crypto.randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => app.post(CLERK, exit(id))));
    expect(new Set(answers.map(({ number }) => number)).size).toBe(1);
  });

  test('50 parallel exits for the last 20 units give exactly 20, with numbers that follow', async () => {
    await app.item({ code: 'RARE', label: 'Rare' });
    await app.post(ADMIN, {
      type: 'entry-opening',
      depot: 'PHC',
      lines: [{ item: 'RARE', bin: 'A1', quantity: 20, unitCost: 1 }],
    });
    const sent = await Promise.all(
      Array.from({ length: 50 }, () =>
        app.send(CLERK, 'POST', '/v1/documents', {
          id: crypto.randomUUID(),
          type: 'exit-service',
          depot: 'PHC',
          party: 'CHIR',
          lines: [{ item: 'RARE', quantity: 1 }],
        }),
      ),
    );
    expect(sent.filter(({ ok }) => ok)).toHaveLength(20);
    expect(await balance('RARE')).toBe(0);
  });
});

describe('judged without being posted', () => {
  const judge = (who: string, body: object) =>
    app.call<DocumentJudgement>(who, 'POST', '/v1/documents/judgement', body);
  const rowsOf = async () => {
    const tables = ['documents', 'journal', 'lots', 'stock', 'movements'];
    const counts = tables.map((name) => app.db.prepare(`SELECT count(*) AS rows FROM ${name}`));
    return (await app.db.batch<{ rows: number }>(counts)).map(({ results }) => results[0]?.rows);
  };
  const delivery = (party: string, ...lines: object[]) => ({
    ...{ type: 'entry-purchase' as const, depot: 'PHC', party, lines: lines as DocumentRequest['lines'] },
  });
  const good = { item: 'PARA', lot: 'JUGE', bin: 'A1', quantity: 5, unitCost: 0.5 };

  test('a delivery is told all that the post would refuse, and nothing of it stays', async () => {
    const before = await rowsOf();
    const wanted = delivery(
      'RIEN',
      good,
      { ...good, item: 'NON' },
      { ...good, lot: 'VIEUX', expiry: '2020-01-31', unitCost: 9 },
    );
    const { errors, errorCount } = await judge(MANAGER, wanted);
    expect(errors).toEqual((await app.refused(MANAGER, wanted)).errors);
    expect(errors.map(({ line, code }) => [line, code])).toEqual([
      [0, 'PARTY_UNKNOWN'],
      [2, 'ITEM_UNKNOWN'],
      [3, 'EXPIRY_UNUSUAL'],
      [3, 'COST_UNUSUAL'],
    ]);
    expect(errorCount).toBe(3);
    expect(await rowsOf()).toEqual(before);
  });

  test('a good one is told nothing, and still posts nothing', async () => {
    const before = await rowsOf();
    expect(await judge(MANAGER, delivery('F1', good))).toEqual({ errors: [], errorCount: 0 });
    expect(await rowsOf()).toEqual(before);
  });

  test('no emergency exit is judged: asked again and again it would tell what a blind count hides (Q22)', async () => {
    const exit = { type: 'exit-service', depot: 'PHC', party: 'CHIR', lines: [{ item: 'VIS', quantity: 1 }] };
    const { status } = await app.send(MANAGER, 'POST', '/v1/documents/judgement', {
      ...exit,
      emergency: { reason: 'vite' },
    });
    expect(status).toBe(422);
  });
});
