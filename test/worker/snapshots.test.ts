import JSZip from 'jszip';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { CloseResult, Count, CountLines, SnapshotLink } from '../../shared/contract/counts.ts';
import { hostile } from '../../shared/sample/hostile.ts';
import { readTextCell } from '../../worker/http/csv.ts';
import { signLink, verifyLink } from '../../worker/snapshots/links.ts';
import { sha256 } from '../../worker/snapshots/make.ts';
import { openSnapshot } from '../../worker/snapshots/store.ts';
import { ADMIN, type App } from './app.ts';
import { CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';

let app: App;
let count: Count;

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
  const opened = await app.call<Count>(MANAGER, 'POST', '/v1/counts', {
    id: crypto.randomUUID(),
    name: 'Inventaire d’été',
    depot: 'PHC',
    kind: 'article',
  });
  const lines = await app.call<CountLines>(MANAGER, 'GET', `/v1/counts/${opened.id}/lines`);
  const line = lines.rows.find(({ lot }) => lot === 'L1')?.line;
  await app.call(CLERK, 'PUT', `/v1/counts/${opened.id}/lines`, { lines: [[line, 90, 0]] });
  const { count: closed } = await app.call<CloseResult>(MANAGER, 'POST', `/v1/counts/${opened.id}/close`, {
    blanks: { default: 'keep' },
  });
  count = await app.call<Count>(MANAGER, 'POST', `/v1/counts/${closed.id}/confirm`, {
    version: closed.version,
  });
});

async function unzip(moment: 'before' | 'after') {
  const response = await app.send(MANAGER, 'GET', `/v1/counts/${count.id}/snapshots/${moment}`);
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

  test('the after zip adds the gaps of every line, also those without one, and the before zip’s hash', async () => {
    const { text } = await unzip('after');
    const gaps = rowsOf(await text('ecarts.csv'));
    expect(gaps).toHaveLength(7);
    expect(gaps.find((row) => row[4] === 'L1')?.slice(8, 17)).toEqual([
      '100',
      '100',
      '90',
      '',
      '90',
      '-10',
      '-10',
      '0,5',
      '-5',
    ]);
    const manifest = JSON.parse(await text('manifest.json'));
    expect(manifest.beforeSha256).toBe(await sha256((await unzip('before')).bytes));
    expect(manifest.adjustment).toBe(count.adjustment?.number);
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

describe('download links', () => {
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
    expect(await verifyLink(app.environment, new URL(url))).toBe(true);
    const altered = [
      url.replace('/before', '/after'),
      url.replace('by=1', 'by=2'),
      url.replace(/expires=(\d+)/, (_, at) => `expires=${Number(at) + 1}`),
      url.replace(/signature=../, 'signature=00'),
      url.replace(/&signature=.*/, '&signature='),
    ];
    for (const other of altered)
      expect([other, await verifyLink(app.environment, new URL(other))]).toEqual([other, false]);
    expect(await verifyLink(app.environment, new URL(url), Date.now() + 11 * 60_000)).toBe(false);
    expect((await app.app.request(altered[0] ?? '', {}, app.environment)).status).toBe(404);
  });
});
