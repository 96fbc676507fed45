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

/** How many rows each table holds and a hash over all that the dump put into them, in a fixed order. */
async function digests(db: D1Database, columns: Map<string, string>): Promise<Record<string, string>> {
  const tables = [...columns];
  const read = await db.batch(
    tables.map(([table, names]) => db.prepare(`SELECT ${names} FROM "${table}" ORDER BY ${names}`)),
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
