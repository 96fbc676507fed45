/**
 * `npm run keep-books`: tells the story to the Worker as it is and writes its whole database down as SQL, named by
 * the last migration it had. Do it before migrations are added; test/worker/migrations.test.ts then carries every
 * book that was kept over to the newest schema.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_ADMIN } from '../../addon/local/people.ts';
import type { Me } from '../../shared/contract/people.ts';
import { openBooks } from '../process/books.ts';
import { startTestWorker } from '../process/worker.ts';
import { STORY_ORGANISATION, tellStory } from './story.ts';

const ROOT = join(import.meta.dirname, '../..');
/** D1 takes statements of at most 100 kB. */
const ROWS_A_STATEMENT = 40;

const worker = await startTestWorker({ organisation: STORY_ORGANISATION });
try {
  const { today } = await worker.call<Me>(LOCAL_ADMIN, 'GET', '/v1/me');
  await tellStory(worker, today);
  await worker.kill();
  const last = readdirSync(join(ROOT, 'migrations')).sort().at(-1)!.slice(0, 4);
  const file = join(ROOT, 'test/worker/keptBooks', `${last}.sql`);
  const statements = written(worker.dataFolder);
  writeFileSync(file, `-- Told on ${today} by npm run keep-books\n${statements.join('\n')}\n`);
  console.log(`${file}: ${statements.length} statements`);
} finally {
  await worker.stop();
}

/** One statement a line, tables and rows in the order they were made. */
function written(dataFolder: string): string[] {
  const books = openBooks(dataFolder);
  const faults = books.faults();
  if (faults.length > 0) throw new Error(`the books are wrong: ${faults.join('; ')}`);
  const tables = books
    .rows(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
      AND name NOT LIKE '_cf_%' AND name <> 'd1_migrations' ORDER BY rowid`)
    .map(({ name }) => String(name));
  const statements = tables.flatMap((table) => {
    const columns = books
      .rows(`SELECT name FROM pragma_table_info('${table}')`)
      .map(({ name }) => String(name));
    const row = columns.map((name) => `quote("${name}")`).join(` || ', ' || `);
    const rows = books.rows(`SELECT ${row} AS row FROM "${table}"`).map(({ row }) => `(${row})`);
    return chunks(rows).map(
      (some) => `INSERT INTO "${table}" (${columns.join(', ')}) VALUES ${some.join(', ')};`,
    );
  });
  books.close();
  if (statements.some((one) => one.includes('\n'))) throw new Error('a text of several lines');
  return statements;
}

function chunks(rows: string[]): string[][] {
  const starts = Array.from(
    { length: Math.ceil(rows.length / ROWS_A_STATEMENT) },
    (_, at) => at * ROWS_A_STATEMENT,
  );
  return starts.map((start) => rows.slice(start, start + ROWS_A_STATEMENT));
}
