/// <reference types="vite/client" />
import { applyD1Migrations, type D1Migration } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Problem } from '../../shared/contract/common.ts';
import type { CloseResult, Count, CountLines } from '../../shared/contract/counts.ts';
import type { DocumentHead, PostedDocument } from '../../shared/contract/documents.ts';
import type { StockLine } from '../../shared/contract/stock.ts';
import { DOCUMENT_TYPES } from '../../shared/domain/documentTypes.ts';
import { type App, startApp } from './app.ts';
import { faultsOf } from './books.ts';
import { counting } from './counting.ts';
import { MANAGER as INES, CLERK as LUC, openingStock, smallHospital } from './hospital.ts';

/**
 * Books that were kept by an older schema (`npm run keep-books`), each named by the last migration it had: every
 * later migration is applied over them, and nothing of what they say may be lost.
 */
const kept = import.meta.glob<string>('./keptBooks/*.sql', { query: '?raw', import: 'default', eager: true });
const MIGRATIONS = (env as unknown as { MIGRATIONS: D1Migration[] }).MIGRATIONS;
const TYPES_TO_COME = ['assembly', 'cost-correction'];
const MANAGER = 'ines.morel@glycines.example';
const CLERK = 'luc.petit@glycines.example';
const ACCOUNTANT = 'guy.roux@glycines.example';

interface Page<T> {
  rows: T[];
}

describe.each(Object.entries(kept))('the books of %s', (path, dump) => {
  const [, last = ''] = /(\d{4})\.sql$/.exec(path) ?? [];
  const statements = dump.split('\n').filter((line) => line.startsWith('INSERT'));
  let app: App;
  let before: Record<string, string>;
  let after: Record<string, string>;

  beforeAll(async () => {
    // The morning after the story was told.
    const [, told = ''] = /^-- Told on (\S+)/.exec(dump) ?? [];
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${told}T09:00:00Z`).getTime() + 86_400_000 });
    app = await startApp(MIGRATIONS.filter(({ name }) => name.slice(0, 4) <= last));
    await load(app.db, statements);
    const columns = columnsOf(statements);
    before = await digests(app.db, columns);
    await applyD1Migrations(app.db, MIGRATIONS);
    after = await digests(app.db, columns);
    // The tests sign in their own way.
    await app.db.prepare(`UPDATE people SET sub = 'sub-of-' || email`).run();
  });
  afterAll(() => {
    vi.useRealTimers();
  });

  test('tell of every type of document and of counts in each state', async () => {
    const types = await column(app.db, 'SELECT DISTINCT type FROM documents');
    expect(DOCUMENT_TYPES.filter((type) => !types.includes(type))).toEqual(TYPES_TO_COME);
    const states = await column(app.db, 'SELECT DISTINCT state FROM counts ORDER BY state');
    expect(states).toEqual(['cancelled', 'closed', 'confirmed', 'open']);
  });

  test('keep every row as it was', () => {
    expect(after).toEqual(before);
  });

  test('give no counter to a blank of a running count', async () => {
    const blanks = `SELECT k.stock FROM count_lines k JOIN counts c ON c.sequence = k.count
      WHERE c.state IN ('open', 'closed') AND (k.first IS NULL AND coalesce(k.first_by, k.first_at) IS NOT NULL
        OR k.second IS NULL AND coalesce(k.second_by, k.second_at) IS NOT NULL)`;
    expect(await column(app.db, blanks)).toEqual([]);
  });

  test('have no fault', async () => {
    expect(await faultsOf(app.db)).toEqual([]);
    expect((await app.db.prepare('PRAGMA foreign_key_check').all()).results).toEqual([]);
  });

  test('answer over the API: every document with its voucher, the stock, every count and its before zip', async () => {
    const read = <T>(path: string) => app.call<T>(MANAGER, 'GET', path);
    const documents = await read<Page<DocumentHead>>('/v1/documents?limit=1000');
    const mine = await column(
      app.db,
      `SELECT d.id FROM documents d JOIN depots p ON p.id = d.depot WHERE p.code <> 'WARD'`,
    );
    expect(documents.rows.map(({ id }) => id)).toEqual(expect.arrayContaining(mine));
    for (const { id, type } of documents.rows) {
      const { movements } = await read<PostedDocument>(`/v1/documents/${id}`);
      expect([type, movements.length > 0]).toEqual([type, type !== 'rectification']);
      expect((await app.send(MANAGER, 'GET', `/v1/documents/${id}/voucher`)).status).toBe(200);
    }
    const { rows: stock } = await app.call<Page<StockLine>>(ACCOUNTANT, 'GET', '/v1/stock?limit=1000');
    const standing = await column(app.db, 'SELECT id FROM stock WHERE balance > 0 AND transfer = 0');
    expect(stock.length).toBeGreaterThanOrEqual(standing.length);
    for (const { id, snapshots } of (await read<Page<Count>>('/v1/counts')).rows) {
      expect((await app.send(MANAGER, 'GET', `/v1/counts/${id}/lines`)).status).toBe(200);
      // The bucket was not kept: a zip that was stored in another format is not made anew, and says so.
      const zip = await app.send(MANAGER, 'GET', `/v1/counts/${id}/snapshots/before`);
      if (snapshots.before.state === 'pending') expect(zip.status).toBe(200);
      else expect((await zip.json<Problem>()).code).toBe('SNAPSHOT_LOST');
    }
  });

  test('go on: the closed count is confirmed, the open one closed, goods go out under the next number', async () => {
    const { rows } = await app.call<Page<Count>>(MANAGER, 'GET', '/v1/counts');
    const act = <T>(count: Count, what: string, body: object) =>
      app.call<T>(MANAGER, 'POST', `/v1/counts/${count.id}/${what}`, body);
    for (const count of rows.filter(({ state }) => state === 'open' || state === 'closed')) {
      if (count.state === 'closed') await act(count, 'reopen', {});
      const documents = count.emergencies.map(({ document }) => document.id);
      if (documents.length > 0) await act(count, 'acknowledgements', { documents });
      const path = `/v1/counts/${count.id}/lines`;
      const sheet = await app.call<CountLines>(MANAGER, 'GET', path);
      const due = sheet.rows.filter(({ recount }) => recount).map(({ line, version }) => [line, 1, version]);
      if (due.length > 0) await app.call(MANAGER, 'PUT', path, { lines: due });
      const { recap } = await act<CloseResult>(count, 'close', { blanks: { default: 'keep' } });
      await act<Count>(count, 'confirm', { version: recap.version });
    }
    const exits = await column(app.db, `SELECT max(ordinal) FROM documents WHERE type = 'exit-service'`);
    const posted = await app.post(CLERK, {
      type: 'exit-service',
      depot: 'PHC',
      party: 'CHIR',
      lines: [{ item: 'GANT', bin: 'A3', quantity: 1 }],
    });
    expect(Number(posted.number.slice(-6))).toBe(Number(exits[0]) + 1);
    expect(await faultsOf(app.db)).toEqual([]);
  });
});

test('a figure erased in a running count before 0013 loses its counter, one of a confirmed count keeps it', async () => {
  const app = await smallHospital();
  await openingStock(app);
  const work = counting(app);
  /** As it was erased then: the figure went, and who had counted it stayed. */
  const erase = (figure: 'first' | 'second', which: string) =>
    app.db.prepare(`UPDATE count_lines SET ${figure} = NULL WHERE ${which}`).run();
  const over = await work.open({ name: 'Terminé', kind: 'part' });
  await work.countAll(over);
  await work.act(over, 'lines', { item: 'VIS', bin: 'A1', quantity: 0 }, LUC);
  await erase('first', `item = 'VIS' AND bin = 'A1'`);
  const { count: ended } = await work.close(over, { blanks: { default: 'keep' } });
  await work.act(over, 'confirm', { version: ended.version });
  const closed = await work.open({ name: 'Clôturé', scope: { items: ['POMPE'] } });
  await work.countAll(closed);
  await erase('first', `serial = 'SN-1'`);
  await work.close(closed, { blanks: { default: 'keep' } });
  const open = await work.open({ name: 'Ouvert', scope: { items: ['PARA', 'SIROP'] } });
  await work.countAll(open);
  const { line } = await work.line(open, 'SIROP');
  await work.act(open, 'rounds', { lines: [line] });
  await work.put(open, [[line, 9, 0]], INES, 2);
  await erase('second', `item = 'SIROP'`);
  await erase('first', `item = 'PARA'`);

  await app.db.prepare(`DELETE FROM d1_migrations WHERE name GLOB '0013_*'`).run();
  await applyD1Migrations(app.db, MIGRATIONS);

  const told = async (count: Count, item: string) =>
    (await work.recap(count, 'show=all&sort=position')).movements
      .filter((row) => row.item === item)
      .map(({ first, firstBy, firstAt, second, secondBy, secondAt }) => [
        ...[first, firstBy, firstAt && 'once', second, secondBy, secondAt],
      ]);
  const blank = [null, null, null, null, null, null];
  expect(await told(open, 'PARA')).toEqual([blank, blank]);
  expect(await told(open, 'SIROP')).toEqual([[10, 'Luc Petit', 'once', null, null, null]]);
  expect(await told(closed, 'POMPE')).toEqual([blank, [1, 'Luc Petit', 'once', null, null, null]]);
  expect(await told(over, 'VIS')).toEqual([
    [40, 'Luc Petit', 'once', null, null, null],
    [null, 'Luc Petit', 'once', null, null, null],
  ]);
  expect(await faultsOf(app.db)).toEqual([]);
});

/** Puts the rows where they were: the nets that let rows in one by one only are away meanwhile. */
async function load(db: D1Database, statements: string[]): Promise<void> {
  const { results } = await db
    .prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger'`)
    .all<{ name: string; sql: string }>();
  const loading = [
    'PRAGMA defer_foreign_keys = on',
    ...results.map(({ name }) => `DROP TRIGGER ${name}`),
    'DELETE FROM settings',
    ...statements,
    ...results.map(({ sql }) => sql),
  ];
  await db.batch(loading.map((sql) => db.prepare(sql)));
}

/** The columns of each table as the dump names them. */
function columnsOf(statements: string[]): Map<string, string> {
  const named = statements.map((sql) => /^INSERT INTO "(\w+)" \(([^)]+)\)/.exec(sql) ?? []);
  return new Map(named.map(([, table = '', columns = '']) => [table, columns]));
}

/** What a migration mends on purpose is told by a test of its own: 0013, the counters of blanks in running counts. */
const MENDED = ['first', 'second'].flatMap((which) =>
  ['by', 'at'].map((what): [RegExp, string] => [
    new RegExp(`\\b${which}_${what}\\b`),
    `iif(${which} IS NULL AND count IN (SELECT sequence FROM counts WHERE state IN ('open', 'closed')), NULL, ${which}_${what})`,
  ]),
);
const asMended = (table: string, names: string) =>
  table === 'count_lines'
    ? MENDED.reduce((sql, [column, mended]) => sql.replace(column, mended), names)
    : names;

/** How many rows each table holds and a hash over all that the dump put into them, in a fixed order. */
async function digests(db: D1Database, columns: Map<string, string>): Promise<Record<string, string>> {
  const tables = [...columns];
  const read = await db.batch(
    tables.map(([table, names]) =>
      db.prepare(`SELECT ${asMended(table, names)} FROM "${table}" ORDER BY ${names}`),
    ),
  );
  const hashed = tables.map(async ([table], at) => {
    const rows = JSON.stringify(read[at]?.results);
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(rows));
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return [table, `${read[at]?.results.length} rows, ${hex}`];
  });
  return Object.fromEntries(await Promise.all(hashed));
}

async function column(db: D1Database, sql: string): Promise<unknown[]> {
  const { results } = await db.prepare(sql).all<Record<string, unknown>>();
  return results.map((row) => Object.values(row)[0]);
}
