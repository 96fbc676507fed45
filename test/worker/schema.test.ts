import { eq, getTableName, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { readRows, readTogether, select } from '../../worker/db/read.ts';
import * as schema from '../../worker/db/schema.ts';
import { type App, startApp } from './app.ts';

/** The migrations are the truth; this holds what TypeScript believes of them. */
let db: App['db'];

beforeAll(async () => {
  const app = await startApp();
  db = app.db;
  await app.depot({ code: 'PHC', name: 'Pharmacie' });
});

const TABLES = Object.values(schema).filter((value) => is(value, SQLiteTable));

interface Column {
  name: string;
  type: string;
  required: boolean;
  /** Its place in the primary key, from 1; 0 outside it. */
  key: number;
}

async function migratedColumns(table: string): Promise<Column[]> {
  const { results } = await db
    .prepare(`PRAGMA table_info("${table}")`)
    .all<{ name: string; type: string; notnull: number; pk: number }>();
  // SQLite calls a row id nullable, for NULL may be inserted; none is ever read.
  return results.map(({ name, type, notnull, pk }) => ({
    name,
    type,
    required: notnull === 1 || pk > 0,
    key: pk,
  }));
}

function declaredColumns(table: SQLiteTable): Column[] {
  const { columns, primaryKeys } = getTableConfig(table);
  const key = primaryKeys.flatMap((primary) => primary.columns.map(({ name }) => name));
  return columns.map((column) => ({
    name: column.name,
    type: column.getSQLType().toUpperCase(),
    required: column.notNull,
    key: column.primary ? 1 : key.indexOf(column.name) + 1,
  }));
}

test('no table is missing on either side', async () => {
  const { results } = await db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
      AND name NOT LIKE '_cf_%' AND name <> 'd1_migrations' ORDER BY name`)
    .all<{ name: string }>();
  expect(TABLES.map(getTableName).sort()).toEqual(results.map(({ name }) => name));
});

describe('columns, types, what is never NULL and the primary key', () => {
  test.each(TABLES.map((table) => [getTableName(table), table] as const))('of %s', async (name, table) => {
    expect(declaredColumns(table)).toEqual(await migratedColumns(name));
  });
});

test('words that a column is limited to are those of its check', async () => {
  const { results } = await db
    .prepare('SELECT name, sql FROM sqlite_master')
    .all<{ name: string; sql: string }>();
  const written = new Map(results.map(({ name, sql }) => [name, sql]));
  const limited = TABLES.flatMap((table) =>
    getTableConfig(table)
      .columns.filter(({ enumValues }) => enumValues !== undefined)
      .map(({ name, enumValues }) => [getTableName(table), name, enumValues as string[]] as const),
  );
  const unlike = limited.filter(
    ([table, column, words]) =>
      !written.get(table)?.includes(`CHECK (${column} IN (${words.map((word) => `'${word}'`).join(', ')}))`),
  );
  expect(limited.length).toBeGreaterThan(0);
  expect(unlike).toEqual([]);
});

describe('a read', () => {
  const { bins, depots } = schema;

  test('keeps two columns of one name apart, alone and with others', async () => {
    const places = select({ depot: depots.code, bin: bins.code })
      .from(depots)
      .innerJoin(bins, eq(bins.depot, depots.id));
    expect(await readRows(db, places)).toEqual([{ depot: 'PHC', bin: '' }]);
    expect(await readTogether(db, [places, select({ name: depots.name }).from(depots)])).toEqual([
      [{ depot: 'PHC', bin: '' }],
      [{ name: 'Pharmacie' }],
    ]);
  });

  test('fails with the database’s own error, which does not repeat what was asked', async () => {
    const nowhere = sqliteTable('nowhere', { name: text() });
    const asked = select({ name: nowhere.name }).from(nowhere).where(eq(nowhere.name, 'Mme Durand'));
    const error: Error = await readRows(db, asked).then(
      () => new Error('read'),
      (failure) => failure,
    );
    expect(error.message).toContain('no such table: nowhere');
    expect(error.message).not.toContain('Durand');
  });
});
