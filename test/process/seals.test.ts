/**
 * The books of a real Worker as somebody finds them on the disk: its zips made again in Node, its seal, and both
 * checked by the commands. Then the database's file and the zips are altered in every way.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CloseResult, Count, CountLines } from '../../shared/contract/counts.ts';
import { checkZip } from '../../shared/domain/snapshotZip.ts';
import { databaseIn } from '../../shared/local/dataFolder.ts';
import { sampleSettings } from '../../shared/sample/places.ts';
import { verifySeal } from '../../worker/seals/verify.ts';
import { checkAgainstLedger } from '../../worker/snapshots/check.ts';
import { readFacts } from '../../worker/snapshots/facts.ts';
import { makeZip } from '../../worker/snapshots/make.ts';
import { readerOf } from '../../worker/terminal/bookFile.ts';
import { keptHeadsIn } from '../../worker/terminal/keptHeads.ts';
import { npmRun } from './terminal.ts';
import { startTestWorker, type TestWorker } from './worker.ts';

const MANAGER = 'ines.morel@glycines.example';
const CODES = ['=1+1', '0012', 'COMPRESSE'];

let worker: TestWorker;
let zips: Record<'before' | 'after', Uint8Array>;
let database: DatabaseSync;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'decompte-zips-'));
  worker = await startTestWorker({
    organisation: {
      settings: { ...sampleSettings, language: 'en' },
      suppliers: [{ code: 'F1', name: 'Laboratoires Aubépine' }],
      depots: [{ code: 'PHC', name: 'Pharmacie' }],
      bins: [{ depot: 'PHC', code: 'A-1' }],
      items: CODES.map((code) => ({ code, label: `Article ${code}`, supplier: 'F1' })),
      opening: CODES.map((item, at) => ({
        ...{
          depot: 'PHC',
          bin: 'A-1',
          item,
          lot: `L${at}`,
          expiry: '2031-01-31',
          quantity: 10,
          unitCost: 1.2345,
        },
      })),
      people: [{ email: MANAGER, name: 'Inès Morel', rights: [{ depot: 'PHC', role: 'manager' }] }],
    },
  });
  const opened = await worker.call<Count>(MANAGER, 'POST', '/v1/counts', {
    ...{ id: crypto.randomUUID(), name: 'Inventaire', depot: 'PHC', kind: 'article' },
  });
  const path = `/v1/counts/${opened.id}`;
  const { rows } = await worker.call<CountLines>(MANAGER, 'GET', `${path}/lines`);
  const lines = rows.map(({ line }, at) => [line, 9 + at, 0]);
  await worker.call(MANAGER, 'PUT', `${path}/lines`, { lines });
  const closed = await worker.call<CloseResult>(MANAGER, 'POST', `${path}/close`, {});
  await worker.call(MANAGER, 'POST', `${path}/confirm`, { version: closed.count.version });
  const get = async (moment: 'before' | 'after') =>
    new Uint8Array(await (await worker.send(MANAGER, 'GET', `${path}/snapshots/${moment}`)).arrayBuffer());
  zips = { before: await get('before'), after: await get('after') };
  await worker.runSchedule();
  await worker.kill();
  database = new DatabaseSync(databaseIn(worker.dataFolder) as string);
});
afterAll(async () => {
  database?.close();
  await worker?.stop();
  await rm(folder, { recursive: true, force: true });
});

const sha256 = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const env = () => ({ DATA_DIR: worker.dataFolder });

it('Node makes the same bytes from the same rows as workerd did (invariant 10)', async () => {
  const row = (sql: string, ...values: SQLInputValue[]) => database.prepare(sql).get(...values) as never;
  for (const moment of ['before', 'after'] as const) {
    const { facts } = row('SELECT facts FROM snapshots WHERE moment = ?', moment) as { facts: string };
    const seal = row(
      `SELECT sequence, hash, movement FROM seals WHERE kind = ? AND complete = 1`,
      moment === 'before' ? 'opening' : 'result',
    );
    const beforeHash = moment === 'after' ? await sha256(zips.before) : null;
    const made = await makeZip(asD1(database), {
      count: 1,
      moment,
      facts: readFacts(facts),
      beforeHash,
      seal,
    });
    expect(Buffer.from(made).equals(Buffer.from(zips[moment]))).toBe(true);
  }
});

describe('the commands', () => {
  it('npm run verify says that the chain is whole to its end', async () => {
    const { code, output } = await npmRun('verify', [], env());
    expect(output).toMatch(/Sceau intact : \d+ maillons, du premier jusqu’à la position 5 du grand livre/);
    expect(code).toBe(0);
  });

  it('npm run verify-zip says what each zip is, and that it is the one that was kept', async () => {
    const file = join(folder, 'after.zip');
    await writeFile(file, zips.after);
    const { code, output } = await npmRun('verify-zip', [file], env());
    expect(output).toMatch(/Export APRÈS l’inventaire «Inventaire» du \d\d\/\d\d\/\d{4}, dépôt PHC/);
    expect(output).toMatch(/Contenu intact : 8 fichiers/);
    expect(output).toMatch(/C’est bien l’export que le grand livre a gardé, à la position 5/);
    expect(code).toBe(0);
    const elsewhere = await npmRun('verify-zip', [file, '--en'], { DATA_DIR: folder });
    expect(elsewhere.output).toContain('The ledger is not here');
    expect(elsewhere.code).toBe(3);
  });

  it('npm run verify-zip refuses an altered one with the file’s name, and what is no zip', async () => {
    const file = join(folder, 'altered.zip');
    await writeFile(file, await altered((zip) => zip.file('gaps.csv', 'nothing')));
    const changed = await npmRun('verify-zip', [file], env());
    expect(changed.errors).toMatch(/gaps\.csv a été changé : 7 octets au lieu de \d+/);
    expect(changed.errors).toMatch(/Ce n’est pas l’export gardé/);
    expect(changed.code).toBe(1);
    await writeFile(file, 'not a zip');
    expect(await npmRun('verify-zip', [file], env())).toMatchObject({ code: 1 });
    expect(await npmRun('verify-zip', [join(folder, 'none.zip')], env())).toMatchObject({ code: 2 });
    expect(await npmRun('verify-zip', [], env())).toMatchObject({ code: 2 });
  });
});

/** The after zip with something done to it, packed anew. */
async function altered(change: (zip: JSZip) => unknown): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(zips.after);
  await change(zip);
  return zip.generateAsync({ type: 'uint8array' });
}

describe('an altered zip is found by its manifest', () => {
  it('an English organisation gets English files', async () => {
    const { findings, manifest } = await checkZip(zips.after, sha256);
    expect(findings).toEqual([]);
    expect(manifest?.files.map(({ name }) => name)).toEqual([
      ...['README.txt', 'record.html', 'gaps.csv', 'reconciliation.csv', 'proposed_entry.csv'],
      ...['stock.csv', 'totals.csv', 'cut_off.csv'],
    ]);
  });

  it.each<[string, (zip: JSZip) => unknown, string[]]>([
    [
      'a changed figure',
      async (zip) => zip.file('stock.csv', (await text(zip, 'stock.csv')).replace(';9;', ';8;')),
      ['FILE_CHANGED'],
    ],
    [
      'a longer file',
      async (zip) => zip.file('stock.csv', `${await text(zip, 'stock.csv')} `),
      ['FILE_SIZE'],
    ],
    ['a file gone', (zip) => zip.remove('gaps.csv'), ['FILE_MISSING']],
    ['a file added', (zip) => zip.file('note.txt', 'x'), ['FILE_EXTRA']],
    ['no manifest', (zip) => zip.remove('manifest.json'), ['MANIFEST_MISSING']],
    ['a manifest that is none', (zip) => zip.file('manifest.json', '{"files": 1'), ['MANIFEST_UNREADABLE']],
    [
      'a manifest of something else',
      (zip) => zip.file('manifest.json', '{"files": []}'),
      ['MANIFEST_UNREADABLE'],
    ],
  ])('%s', async (_, change, codes) => {
    const { findings } = await checkZip(await altered(change), sha256);
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });

  it('bytes flipped inside, an end cut off, a file that hides another', async () => {
    const flipped = zips.after.slice();
    flipped.fill(0, 2000, 2040);
    expect((await checkZip(flipped, sha256)).findings.length).toBeGreaterThan(0);
    const cut = await checkZip(zips.after.slice(0, -100), sha256);
    expect(cut.findings.map(({ code }) => code)).toEqual(['NOT_A_ZIP']);
    const hiding = await altered((zip) => zip.file('xtock.csv', 'x'));
    const twice = Buffer.from(
      Buffer.from(hiding).toString('latin1').replaceAll('xtock.csv', 'stock.csv'),
      'latin1',
    );
    expect((await checkZip(twice, sha256)).findings.map(({ code }) => code)).toContain('FILE_TWICE');
  });

  it('figures and manifest altered alike: the ledger knows better', async () => {
    const forged = await altered(async (zip) => {
      const stock = (await text(zip, 'stock.csv')).replace(';9;', ';8;');
      const manifest = JSON.parse(await text(zip, 'manifest.json'));
      const described = manifest.files.find(({ name }: { name: string }) => name === 'stock.csv');
      described.sha256 = await sha256(new TextEncoder().encode(stock));
      manifest.seal.hash = 'f'.repeat(64);
      manifest.position += 1;
      manifest.beforeSha256 = 'e'.repeat(64);
      described.rows += 1;
      zip.file('stock.csv', stock);
      zip.file('manifest.json', JSON.stringify(manifest));
    });
    const { findings, manifest, sha256: hash } = await checkZip(forged, sha256);
    expect(findings).toEqual([]);
    const found = await checkAgainstLedger(readerOf(database), hash, manifest!);
    expect(found.map(({ code }) => code)).toEqual([
      ...['ZIP_DIFFERS', 'POSITION_DIFFERS', 'SEAL_DIFFERS', 'BEFORE_DIFFERS', 'LINES_DIFFER'],
    ]);
    const foreign = { ...manifest!, count: { ...manifest!.count, id: crypto.randomUUID() } };
    expect(await checkAgainstLedger(readerOf(database), hash, foreign)).toEqual([{ code: 'COUNT_UNKNOWN' }]);
  });

  const text = async (zip: JSZip, name: string) => (await zip.file(name)?.async('string')) ?? '';
});

describe('the database’s file altered by hand (B10)', () => {
  const verified = () => verifySeal(readerOf(database), [keptHeadsIn(worker.dataFolder)]);
  beforeAll(() => {
    database.exec('PRAGMA foreign_keys = off');
    const triggers = database
      .prepare(
        `SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'posting%' AND name NOT LIKE 'guard%'`,
      )
      .all() as { name: string }[];
    for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`);
  });

  it.each([
    ['a changed movement', 'UPDATE movements SET quantity = quantity + 1 WHERE sequence = 2', 'changed'],
    ['a missing movement', 'DELETE FROM movements WHERE sequence = 5', 'missing'],
    ['a missing document', 'DELETE FROM documents WHERE sequence = 1', 'missing'],
    ['a missing command', 'DELETE FROM journal WHERE sequence = 3', 'missing'],
    [
      'two documents that changed places',
      `UPDATE documents SET sequence = -1 WHERE sequence = 1; UPDATE documents SET sequence = 1 WHERE sequence = 2;
       UPDATE documents SET sequence = 2 WHERE sequence = -1`,
      'changed',
    ],
    ['a missing count line', 'DELETE FROM count_lines WHERE position = 2', 'changed'],
    [
      'an added count line',
      `INSERT INTO count_lines (count, stock, position, bin, item, label, kind, unit, decimals, item_group, supplier, lot, serial, unit_cost, theoretical)
       SELECT count, 999, 99, bin, item, label, kind, unit, decimals, item_group, supplier, lot, serial, unit_cost, theoretical FROM count_lines WHERE position = 1`,
      'changed',
    ],
    ['a missing zip', `DELETE FROM snapshots WHERE moment = 'after'`, 'missing'],
    ['a link gone', 'DELETE FROM seals WHERE sequence = 4', 'chain'],
    [
      'the chain’s end rewritten',
      `DELETE FROM seals WHERE sequence = (SELECT max(sequence) FROM seals)`,
      'head',
    ],
  ])('%s', async (_, sql, kind) => {
    database.exec('BEGIN');
    database.exec(sql);
    // Inside the transaction that is rolled back: `readerOf` would begin one of its own.
    const read = async (statements: Parameters<ReturnType<typeof readerOf>>[0]) =>
      statements.map(({ sql: one, bindings = [] }) => database.prepare(one).all(...bindings) as never);
    const { faults } = await verifySeal(read, [keptHeadsIn(worker.dataFolder)]);
    database.exec('ROLLBACK');
    expect(faults.map((fault) => fault.kind)).toContain(kind);
    expect((await verified()).faults).toEqual([]);
  });

  it('the command names the place and ends with 1', async () => {
    database.exec('UPDATE movements SET unit_cost = unit_cost + 1 WHERE sequence = 4');
    const { code, output } = await npmRun('verify', [], env());
    expect(output).toMatch(/La chaîne est intacte du premier maillon au maillon \d+/);
    expect(output).toMatch(
      /maillon \d+, commande n° \d+ \(AI-PHC-\d{4}-000001\), inventaire «Inventaire» : une ligne scellée a été changée/,
    );
    expect(output).toContain('1 maillon ne concorde plus avec le sceau.');
    expect(code).toBe(1);
  });
});

/** The few calls of D1 that making a zip needs, over a plain file. */
function asD1(file: DatabaseSync): D1Database {
  const prepare = (sql: string, values: SQLInputValue[] = []) => ({
    bind: (...given: SQLInputValue[]) => prepare(sql, given),
    all: async () => ({ results: file.prepare(sql).all(...values) }),
  });
  return { prepare } as unknown as D1Database;
}
