import JSZip from 'jszip';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Problem } from '../../shared/contract/common.ts';
import type { CloseResult, Count, CountLines, SnapshotLink } from '../../shared/contract/counts.ts';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import { hostile } from '../../shared/sample/hostile.ts';
import { readTextCell } from '../../worker/http/csv.ts';
import { sha256 } from '../../worker/http/sha256.ts';
import { catchUp } from '../../worker/schedule.ts';
import { signLink, verifyLink } from '../../worker/snapshots/links.ts';
import { openSnapshot } from '../../worker/snapshots/store.ts';
import { ADMIN, type App } from './app.ts';
import { counting } from './counting.ts';
import { ACCOUNTANT, CLERK, MANAGER, OTHER, openingStock, smallHospital } from './hospital.ts';

let app: App;
let count: Count;
let emergency: PostedDocument;

beforeAll(async () => {
  app = await smallHospital();
  await openingStock(app);
  await app.call(ADMIN, 'PUT', '/v1/bins', { depot: 'PHC', code: hostile.bin });
  await app.item({ code: hostile.item, label: hostile.label });
  await app.post(ADMIN, {
    type: 'entry-opening',
    depot: 'PHC',
    lines: [
      {
        item: hostile.item,
        bin: hostile.bin,
        lot: hostile.lot,
        serial: hostile.serial,
        quantity: 1,
        unitCost: 2,
      },
    ],
  });
  await app.post(MANAGER, {
    type: 'transfer',
    depot: 'PHC',
    party: 'WARD',
    lines: [{ item: 'VIS', quantity: 5 }],
  });
  const work = counting(app);
  const opened = await work.open({ name: 'Inventaire d’été' });
  // The average moves while the count is open, and an emergency exit takes three tablets.
  await app.post(OTHER, {
    type: 'entry-purchase',
    depot: 'WARD',
    party: 'F1',
    acceptCost: true,
    lines: [{ item: 'PARA', lot: 'L9', expiry: '2032-01-31', quantity: 50, unitCost: 0.9 }],
  });
  emergency = await app.post(MANAGER, {
    type: 'exit-patient',
    depot: 'PHC',
    party: 'P-001',
    emergency: { reason: 'Réanimation' },
    lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity: 3 }],
  });
  const { line } = await work.line(opened, 'PARA', 'L1');
  await work.put(opened, [[line, 90, 0]]);
  await work.act(opened, 'acknowledgements', { documents: [emergency.id] });
  const { version } = (await work.close(opened, { blanks: { default: 'keep' } })).count;
  count = await work.act(opened, 'confirm', { version });
});

async function unzip(moment: 'before' | 'after', id = count.id) {
  const response = await app.send(MANAGER, 'GET', `/v1/counts/${id}/snapshots/${moment}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const zip = await JSZip.loadAsync(bytes);
  const text = async (name: string) => (await zip.file(name)?.async('text')) ?? '';
  return { response, bytes, zip, text };
}
const rowsOf = (csv: string) =>
  csv
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
    .map((row) => row.split(';').map(readTextCell));

describe('the before and after zips (E12, E26, B10)', () => {
  test('the before zip holds stock, totals, cut-off and a manifest whose hashes are true', async () => {
    const { zip, text } = await unzip('before');
    expect(Object.keys(zip.files)).toEqual([
      'LISEZMOI.txt',
      'stock.csv',
      'totaux.csv',
      'coupure.csv',
      'manifest.json',
    ]);
    const manifest = JSON.parse(await text('manifest.json'));
    for (const { name, sha256: hash, bytes } of manifest.files) {
      const content = (await zip.file(name)?.async('uint8array')) ?? new Uint8Array();
      expect([name, await sha256(content), content.length]).toEqual([name, hash, bytes]);
    }
    const rows = rowsOf(await text('stock.csv'));
    expect(rows).toHaveLength(7);
    expect(rows.find((row) => row[6] === 'L1')).toMatchObject([
      'PHC',
      'A1',
      'PARA',
      'Paracétamol 500 mg',
      'article',
      'Pharmagros',
      'L1',
      '2031-01-31',
      '',
      'comprimé',
      '100',
      '0,5',
      '50',
    ]);
  });

  test('hostile texts stand in the zip as written, and no cell is a formula', async () => {
    const csv = await (await unzip('before')).text('stock.csv');
    const row = rowsOf(csv).find((cells) => cells.includes(hostile.lot));
    expect(row).toEqual(
      expect.arrayContaining([hostile.bin, hostile.item, hostile.label, hostile.lot, hostile.serial]),
    );
    const cells = csv.split('\r\n').flatMap((line) => line.split(';'));
    expect(
      cells.filter((cell) => /^[=+@-]/.test(cell) || (/^"[=+@-]/.test(cell) && !/^"=""/.test(cell))),
    ).toEqual([]);
  });

  test('the cut-off names the last numbers and what is on its way', async () => {
    const csv = await (await unzip('before')).text('coupure.csv');
    expect(csv).toMatch(/EO-PHC-\d{4}-000002/);
    expect(csv).toMatch(/en route de PHC vers WARD;TR-PHC-\d{4}-000001/);
  });

  test('the after zip adds the gaps of every line, also those without one, and the before zip’s hash (E26, E54)', async () => {
    const { text } = await unzip('after');
    const gaps = rowsOf(await text('ecarts.csv'));
    expect(gaps).toHaveLength(7);
    expect(gaps.find((row) => row[5] === 'L1')?.slice(9)).toEqual([
      ...['100', '97', '90', '', '', '90', '-7', '-7,22', '0,6', '-4,2', '', '', 'Luc Petit'],
      expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      ...['', '', '', ''],
    ]);
    expect(gaps.find((row) => row[5] === 'L2')?.slice(9, 20)).toEqual([
      '50',
      '50',
      '',
      '',
      '',
      '50',
      '0',
      '0',
      '0,6',
      '0',
      'non compté',
    ]);
    const manifest = JSON.parse(await text('manifest.json'));
    expect(manifest.beforeSha256).toBe(await sha256((await unzip('before')).bytes));
    expect(manifest.adjustment).toBe(count.adjustment?.number);
  });

  test('from before to after every row of the reconciliation adds up to the cent (B10)', async () => {
    const { text } = await unzip('after');
    const [headings = [], ...rows] = rowsOf(await text('rapprochement.csv'));
    const cents = (row: string[], from: number, to: number) =>
      row.slice(from, to).reduce((sum, cell) => sum + Math.round(Number(cell.replace(',', '.')) * 100), 0);
    const at = (name: string) => headings.indexOf(name);
    expect(headings.slice(4, 12)).toEqual([
      ...['avant', 'lignes ajoutées', 'sorties d’urgence', 'variation du coût moyen', 'écart', 'arrondis'],
      ...['après', 'stock corrigé à la date de l’inventaire'],
    ]);
    for (const row of rows) expect([row[1], cents(row, 4, 10)]).toEqual([row[1], cents(row, 10, 11)]);
    // 100 + 50 tablets at 0.5, of which 3 left at 0.6 and 7 are missing; the rest is worth 0.1 more each.
    const item = rows.find((row) => row[1] === 'PARA') ?? [];
    expect(item.slice(4, 11)).toEqual(['75', '0', '-1,8', '15', '-4,2', '0', '84']);
    expect(item.slice(at('quantité avant'))).toEqual(['150', '0', '-3', '-7', '140', 'comprimé']);
    const totals = rowsOf(await text('totaux.csv')).find((row) => row[0] === 'total');
    expect(rows[0]?.[at('après')]).toBe(totals?.at(-1));
  });

  test('the proposed entry balances, and is the value of the gap (E27)', async () => {
    const { text } = await unzip('after');
    const rows = rowsOf(await text('ecriture_proposee.csv')).slice(1);
    expect(rows.map((row) => [row[3], row[6], row[7]])).toEqual([
      ['6037', '4,2', ''],
      ['37', '', '4,2'],
      ['', '4,2', '4,2'],
    ]);
    expect(rows[0]?.[2]).toBe(count.adjustment?.number);
  });

  test('the record is ready to sign: who counted, what was not counted, emergency exits by mask (Q3, Q7, Q12)', async () => {
    const page = await (await unzip('after')).text('proces_verbal.html');
    const mask = await app.db.prepare('SELECT mask FROM patients').first<string>('mask');
    for (const told of [
      'Inventaire d’été',
      'Luc Petit',
      'Inès Morel',
      'non compté',
      'Réanimation',
      mask,
      emergency.number,
    ])
      expect(page).toContain(told);
    expect(page).not.toContain('P-001');
    // Why the patient is a word, once.
    expect(page.split('identité masquée')).toHaveLength(2);
    expect(page).toContain(await sha256((await unzip('before')).bytes));
    expect(page).not.toContain(hostile.label);
    expect(page).toContain('&lt;script&gt;');
  });

  test('each manifest holds the seal of the books at its ledger position', async () => {
    for (const moment of ['before', 'after'] as const) {
      const { seal, position } = JSON.parse(await (await unzip(moment)).text('manifest.json'));
      const link = await app.db
        .prepare('SELECT hash, movement FROM seals WHERE sequence = ?1')
        .bind(seal.sequence)
        .first<{ hash: string; movement: number }>();
      expect(link).toEqual({ hash: seal.hash, movement: position });
    }
  });

  test('the same bytes at every making, whatever has changed since (invariant 10)', async () => {
    for (const moment of ['before', 'after'] as const) {
      const stored = await unzip(moment);
      expect(stored.response.headers.get('ETag')).toBe(`"${await sha256(stored.bytes)}"`);
      await app.files.delete(`counts/${count.id}/${moment}.zip`);
      await app.db.prepare(`UPDATE items SET label = 'autre', supplier = NULL`).run();
      await app.db.prepare(`UPDATE people SET name = 'Autre'`).run();
      await app.db.prepare(`UPDATE settings SET name = 'Autre', currency = 'XAF'`).run();
      expect((await unzip(moment)).bytes).toEqual(stored.bytes);
    }
  });

  test('the hash stands in the database and on the count', async () => {
    const { bytes } = await unzip('before');
    const shown = await app.call<Count>(MANAGER, 'GET', `/v1/counts/${count.id}`);
    expect(shown.snapshots.before).toEqual({
      state: 'stored',
      sha256: await sha256(bytes),
      bytes: bytes.length,
    });
  });

  test('R2 away: the zip is made and served all the same', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const away = {
      get: () => Promise.reject(new Error('R2 away')),
      put: () => Promise.reject(new Error('R2 away')),
    };
    const kept = await unzip('before');
    const served = await openSnapshot(
      { ...app.environment, FILES: away as unknown as R2Bucket },
      count.id,
      'before',
    );
    expect(served.bytes).toEqual(kept.bytes);
    log.mockRestore();
  });
});

describe('an R2 that is slow', () => {
  const never = <T>() => new Promise<T>(() => {});

  /** Waits for the work while the clock of the Worker runs through its time limits. */
  async function sooner<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    while (!isDone) await vi.advanceTimersByTimeAsync(1000);
    return done;
  }

  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  test('counts as away: the zip is made and served, the same bytes', async () => {
    const kept = await unzip('before');
    const slow = { get: never, put: never } as unknown as R2Bucket;
    const served = await sooner(openSnapshot({ ...app.environment, FILES: slow }, count.id, 'before'));
    expect(served.bytes).toEqual(kept.bytes);
  });

  test('whose late writing arrived after all is found, not written over', async () => {
    const { files } = app;
    app.environment.FILES = {
      get: never,
      put: async (...given: Parameters<R2Bucket['put']>) => {
        await files.put(...given);
        return never();
      },
    } as unknown as R2Bucket;
    const opened = await sooner(
      app.call<Count>(MANAGER, 'POST', '/v1/counts', {
        ...{ id: crypto.randomUUID(), name: 'Tardif', depot: 'PHC', kind: 'part' },
      }),
    );
    app.environment.FILES = files;
    vi.useRealTimers();
    expect(await stateOf(opened.id)).toBe('pending');
    const written = await files.head(`counts/${opened.id}/before.zip`);
    await catchUp(app.environment, new Date());
    expect(await stateOf(opened.id)).toBe('stored');
    expect((await files.head(`counts/${opened.id}/before.zip`))?.version).toBe(written?.version);
    await app.call(MANAGER, 'POST', `/v1/counts/${opened.id}/cancel`, {});
  });

  async function stateOf(id: string) {
    return (await app.call<Count>(MANAGER, 'GET', `/v1/counts/${id}`)).snapshots.before.state;
  }
});

describe('download links', () => {
  test('a zip that is known already is not sent again: If-None-Match answers 304', async () => {
    const path = `/v1/counts/${count.id}/snapshots/before`;
    const first = await app.send(MANAGER, 'GET', path);
    const etag = first.headers.get('ETag') ?? '';
    expect((await first.arrayBuffer()).byteLength).toBe(Number(first.headers.get('Content-Length')));
    const known = (tag: string) => app.send(MANAGER, 'GET', path, undefined, { 'If-None-Match': tag });
    const again = await known(etag);
    expect([again.status, await again.text(), again.headers.get('ETag')]).toEqual([304, '', etag]);
    expect((await known('"another"')).status).toBe(200);
  });

  test('a link downloads the zip without a token, under an ASCII name', async () => {
    const link = await app.call<SnapshotLink>(
      MANAGER,
      'POST',
      `/v1/counts/${count.id}/snapshots/before/link`,
      {},
    );
    const response = await app.app.request(link.url, {}, app.environment);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Disposition')).toBe(`attachment; filename="${link.fileName}"`);
    expect(link.fileName).toMatch(/^avant-PHC-\d{4}-\d{2}-\d{2}-Inventaire-d-ete\.zip$/);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual((await unzip('before')).bytes);
  });

  test('an altered, expired or other link gives nothing', async () => {
    const path = `/v1/counts/${count.id}/snapshots/before`;
    const { url } = await signLink(app.environment, 'https://x.example', path, 1);
    expect(await verifyLink(app.environment, new URL(url))).toBe(1);
    const altered = [
      url.replace('/before', '/after'),
      url.replace('by=1', 'by=2'),
      url.replace(/expires=(\d+)/, (_, at) => `expires=${Number(at) + 1}`),
      url.replace(/signature=../, 'signature=00'),
      url.replace(/&signature=.*/, '&signature='),
    ];
    for (const other of altered)
      expect([other, await verifyLink(app.environment, new URL(other))]).toEqual([other, null]);
    expect(await verifyLink(app.environment, new URL(url), Date.now() + 11 * 60_000)).toBeNull();
    expect((await app.app.request(altered[0] ?? '', {}, app.environment)).status).toBe(404);
  });
});

test('a link gives nothing once its person is deactivated or may not read the depot any more (E10)', async () => {
  const email = 'lise@tilleuls.example';
  const lise = { email, name: 'Lise' };
  await app.person({ ...lise, rights: [{ depot: 'PHC', role: 'manager' }] });
  const link = await app.call<SnapshotLink>(email, 'POST', `/v1/counts/${count.id}/snapshots/after/link`, {});
  const status = async () => {
    const response = await app.app.request(link.url, {}, app.environment);
    await response.arrayBuffer();
    return response.status;
  };
  expect(await status()).toBe(200);
  await app.person({ ...lise, rights: [{ depot: 'WARD', role: 'manager' }], version: 1 });
  expect(await status()).toBe(404);
  await app.person({ ...lise, rights: [{ depot: 'PHC', role: 'manager' }], version: 2 });
  expect(await status()).toBe(200);
  await app.person({ ...lise, active: false, version: 3 });
  expect(await status()).toBe(404);
});

describe('the stock of a depot without a count (E5, Q11)', () => {
  const csv = async (query: string, email = MANAGER) => {
    const response = await app.send(email, 'GET', `/v1/stock/export?${query}`);
    return { response, rows: response.ok ? rowsOf(await response.text()) : [] };
  };

  test('has the columns and the lines of the after zip, as long as nothing moved since', async () => {
    const [headings, ...lines] = rowsOf(await (await unzip('after')).text('stock.csv'));
    const { rows, response } = await csv('depot=PHC&kind=article');
    expect(rows[0]).toEqual(headings);
    const key = (row: string[]) => row.slice(1, 3).concat(row.slice(6)).join(' ');
    // Labels and suppliers have been renamed since, and the export is of today.
    expect(rows.slice(1).map(key).sort()).toEqual(lines.map(key).sort());
    expect(response.headers.get('Content-Disposition')).toMatch(/"stock-PHC-\d{4}-\d\d-\d\d\.csv"/);
  });

  test('at the end of a past day, and refused for a day to come', async () => {
    const { rows } = await csv('depot=PHC&at=2020-01-01');
    expect(rows).toHaveLength(1);
    const later = await csv('depot=PHC&at=2999-01-01');
    expect((await later.response.json<Problem>()).code).toBe('DATE_FUTURE');
  });

  test('in transit it stands in no depot', async () => {
    const { rows } = await csv('depot=WARD', OTHER);
    expect(rows.slice(1).map((row) => row[2])).toEqual(['PARA']);
  });

  test('of a depot that one may not see there is none', async () => {
    expect((await csv('depot=WARD', CLERK)).response.status).toBe(404);
    expect((await csv('depot=NONE')).response.status).toBe(404);
    expect((await csv('depot=WARD', ACCOUNTANT)).response.status).toBe(200);
  });
});

test('two rounds, arbitration, Ajouter réf. and a serial found here stand in the after zip (B2, Q10, Q19)', async () => {
  const opened = await app.call<Count>(MANAGER, 'POST', '/v1/counts', {
    ...{
      id: crypto.randomUUID(),
      name: 'Armoire',
      depot: 'PHC',
      kind: 'article',
      rounds: 2,
      scope: { bins: ['A1'] },
    },
    teams: [{ team: 1, name: 'Équipe du matin', members: [CLERK], bins: ['A1'] }],
  });
  const path = `/v1/counts/${opened.id}`;
  const { rows } = await app.call<CountLines>(MANAGER, 'GET', `${path}/lines`);
  const line = rows.find(({ lot }) => lot === 'L1')?.line;
  await app.call(CLERK, 'PUT', `${path}/lines`, { lines: [[line, 80, 0]] });
  const found = { item: 'POMPE', bin: 'A1', serial: 'SN-1', quantity: 1 };
  await app.call(CLERK, 'POST', `${path}/lines`, found);
  await app.call(MANAGER, 'POST', `${path}/rounds`, { lines: [line] });
  await app.call(MANAGER, 'PUT', `${path}/lines`, { round: 2, lines: [[line, 82, 0]] });
  const arbitration = { quantity: 81, reason: 'Vu ensemble' };
  await app.call(MANAGER, 'PATCH', `${path}/lines`, { lines: [{ line, reason: 'Casse', arbitration }] });
  const closed = await app.call<CloseResult>(MANAGER, 'POST', `${path}/close`, {
    blanks: { default: 'keep' },
  });
  await app.call(MANAGER, 'POST', `${path}/confirm`, { version: closed.count.version });

  const before = rowsOf(await (await unzip('before', opened.id)).text('stock.csv'));
  expect(before.slice(1).map((row) => row[6])).toEqual(['L2', 'L1']);
  const { text } = await unzip('after', opened.id);
  const gaps = rowsOf(await text('ecarts.csv'));
  expect(gaps.find((row) => row[5] === 'L1')?.slice(9, 20)).toEqual([
    ...['90', '90', '80', '82', '81', '81', '-9', '-10', '0,6', '-5,4', 'Casse'],
  ]);
  expect(gaps.find((row) => row[5] === 'L1')?.at(-1)).toBe('Vu ensemble');
  expect(gaps.find((row) => row[7] === 'SN-1')?.slice(9, 20)).toEqual([
    ...['0', '0', '1', '', '', '0', '0', '', '100', '0', 'trouvé ici, attendu à PHC A2'],
  ]);
  const record = await text('proces_verbal.html');
  for (const told of ['Équipe du matin', 'trouvés ici', 'SN-1', 'PHC A2', 'double'])
    expect(record).toContain(told);
  const manifest = JSON.parse(await text('manifest.json'));
  expect(manifest.teams).toEqual([{ name: 'Équipe du matin', members: ['Autre'], bins: ['A1'] }]);
});

describe('what is left out is caught up on', () => {
  test('R2 away while the count is confirmed: it goes on, says so, and the schedule makes the zips (B10)', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const files = app.environment.FILES;
    const away = {
      get: () => Promise.reject(new Error('R2 away')),
      put: () => Promise.reject(new Error('R2 away')),
    };
    app.environment.FILES = away as unknown as R2Bucket;
    const opened = await app.call<Count>(MANAGER, 'POST', '/v1/counts', {
      ...{ id: crypto.randomUUID(), name: 'Pièces', depot: 'PHC', kind: 'part' },
    });
    const path = `/v1/counts/${opened.id}`;
    const { rows } = await app.call<CountLines>(MANAGER, 'GET', `${path}/lines`);
    await app.call(MANAGER, 'PUT', `${path}/lines`, { lines: [[rows[0]?.line, 30, 0]] });
    const closed = await app.call<CloseResult>(MANAGER, 'POST', `${path}/close`, {});
    await app.call(MANAGER, 'POST', `${path}/confirm`, { version: closed.count.version });
    const pending = { state: 'pending', sha256: null, bytes: null };
    expect((await app.call<Count>(MANAGER, 'GET', path)).snapshots).toEqual({
      before: pending,
      after: pending,
    });
    app.environment.FILES = files;
    log.mockRestore();
    // One zip a run, then the seal of both.
    for (let run = 0; run < 3; run++) await catchUp(app.environment, new Date());
    const { snapshots } = await app.call<Count>(MANAGER, 'GET', path);
    expect([snapshots.before.state, snapshots.after.state]).toEqual(['stored', 'stored']);
    const { results } = await app.db.prepare('SELECT sealed FROM snapshots').all<{ sealed: number }>();
    expect(results.every(({ sealed }) => sealed > 0)).toBe(true);
    const { objects } = await app.files.list({ prefix: 'seals/' });
    expect(objects).toHaveLength(1);
  });

  test('a stored zip that is gone and cannot be made alike is said to be lost', async () => {
    await app.files.delete(`counts/${count.id}/before.zip`);
    await app.db.prepare('DROP TRIGGER snapshot_never_changes').run();
    await app.db
      .prepare(`UPDATE snapshots SET facts = json_set(facts, '$.format', 1) WHERE moment = 'before'`)
      .run();
    const answer = await app.send(MANAGER, 'GET', `/v1/counts/${count.id}/snapshots/before`);
    expect(await answer.json<Problem>()).toMatchObject({ status: 409, code: 'SNAPSHOT_LOST' });
  });
});
