/**
 * Exits of five lots, at a small and a large ledger, beside what nobody can be faster than: a request that makes
 * one trivial write of D1, and the very statements of the exit in SQLite without anything around them.
 */
import { randomUUID } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startWorker, type WorkerProcess } from '../../addon/local/workerProcess.ts';
import { databaseIn } from '../../shared/local/dataFolder.ts';
import { verifyBooks } from '../../worker/books/verify.ts';
import { postDocument } from '../../worker/documents/post.ts';
import { readCaller } from '../../worker/people/caller.ts';
import { readerOf } from '../../worker/terminal/bookFile.ts';
import { type BulkLedger, bulkLedger } from '../bulkLedger.ts';
import { startTestWorker, type TestWorker } from '../process/worker.ts';
import { type Measured, measure, ms, table, whole } from './measure.ts';
import { rawSqlite } from './rawSqlite.ts';

const CLERK = 'luc.petit@glycines.example';
const LEDGERS = [1000, 1_000_000];
const AT_A_TIME = [1, 4, 16];
const SECONDS = 4;
const ITEMS = 200;
const LOTS = 5;
const PLACES = { depot: 'PHC', bin: 'A1', destination: 'WARD', service: 'CHIR' };

export async function benchLedger(tell: (text: string) => void): Promise<void> {
  const rows = [HEAD];
  const trivial = await startTrivial();
  for (const movements of LEDGERS) {
    const worker = await startTestWorker({ organisation: ORGANISATION });
    await worker.kill();
    const seconds = fill(worker.dataFolder, { ...PLACES, items: ITEMS, lots: LOTS, movements, transfers: 0 });
    tell(`${whole(movements)} movements filled in ${seconds.toFixed(1)} s`);
    const copy = `${databaseIn(worker.dataFolder)}.raw`;
    copyFileSync(databaseIn(worker.dataFolder)!, copy);
    await worker.restart();
    const raw = rawSqlite(copy);
    const exit = exits(worker, await worker.token(CLERK));
    const same = await rawExits(raw.db);
    for (const atATime of AT_A_TIME) {
      const floor = await measure(trivial.write, atATime, SECONDS);
      const posted = await measure(exit, atATime, SECONDS);
      // One process writes one after the other, however many wait.
      const alone = await measure(same, 1, SECONDS / 2);
      rows.push(row(movements, atATime, posted, floor, alone));
    }
    raw.close();
    rmSync(copy);
    await worker.kill();
    await agree(worker.dataFolder);
    await worker.stop();
  }
  await trivial.stop();
  tell(table(rows));
  tell(
    'exit: POST /v1/documents of five lots through HTTP; trivial: a request with one INSERT; raw: the statements of\n' +
      'the exit in node:sqlite, WAL, synchronous=FULL, on the same data, one at a time. Times in milliseconds.',
  );
}

const HEAD = [
  ...['ledger', 'at a time', 'exits/s', 'p50', 'p99', 'trivial/s', 'p50', 'p99', 'raw/s', 'p50', 'p99'],
  ...['exit − trivial', 'exit ÷ trivial', 'exit ÷ raw'],
];

function row(movements: number, atATime: number, exit: Measured, floor: Measured, raw: Measured): string[] {
  const told = ({ perSecond, p50_ms, p99_ms }: Measured) => [whole(perSecond), ms(p50_ms), ms(p99_ms)];
  return [
    ...[whole(movements), String(atATime), ...told(exit), ...told(floor), ...told(raw)],
    ...[ms(exit.p50_ms - floor.p50_ms), ms(exit.p50_ms / floor.p50_ms), ms(exit.p50_ms / raw.p50_ms)],
  ];
}

const ORGANISATION = {
  depots: [
    { code: PLACES.depot, name: 'Pharmacie centrale' },
    { code: PLACES.destination, name: 'Service B' },
  ],
  bins: [{ depot: PLACES.depot, code: PLACES.bin }],
  services: [{ code: PLACES.service, name: 'Chirurgie' }],
  people: [{ email: CLERK, name: 'Luc Petit', rights: [{ depot: PLACES.depot, role: 'clerk' as const }] }],
};

/** Puts the ledger into the file of the database with nothing running; says how long it took. */
function fill(dataFolder: string, wanted: BulkLedger): number {
  const begin = Date.now();
  const database = new DatabaseSync(databaseIn(dataFolder)!);
  database.exec('PRAGMA synchronous = off');
  const triggers = database.prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger'`).all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  database.exec('BEGIN');
  for (const sql of bulkLedger(wanted)) database.exec(sql);
  database.exec('COMMIT');
  for (const { sql } of triggers) database.exec(String(sql));
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  return (Date.now() - begin) / 1000;
}

/** A bench of wrong books would prove nothing. */
async function agree(dataFolder: string): Promise<void> {
  const database = new DatabaseSync(databaseIn(dataFolder)!);
  const { differences } = await verifyBooks(readerOf(database));
  database.close();
  if (differences.length > 0) throw new Error(`the books differ: ${JSON.stringify(differences[0])}`);
}

/** An exit of five lots of one article, each time of the next. */
function anyExit() {
  const item = `F-${String(Math.floor(Math.random() * ITEMS)).padStart(4, '0')}`;
  const lines = Array.from({ length: LOTS }, (_, lot) => ({
    item,
    bin: PLACES.bin,
    lot: `L${lot}`,
    quantity: 1,
  }));
  const { depot, service: party } = PLACES;
  return { id: randomUUID(), type: 'exit-service' as const, depot, party, lines };
}

function exits({ url }: TestWorker, token: string) {
  return async () => {
    const wanted = anyExit();
    const response = await fetch(`${url}/v1/documents`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': wanted.id,
      },
      body: JSON.stringify(wanted),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(answer);
  };
}

async function rawExits(db: D1Database) {
  // Bound at the sign-in; here nobody signs in.
  const { sub } = (await db
    .prepare('SELECT sub FROM people WHERE email_key = ?1')
    .bind(CLERK)
    .first<{ sub: string | null }>())!;
  const identity = { email: CLERK, sub: sub ?? 'bench' };
  return async () => postDocument(db, await readCaller(db, identity), anyExit(), 'fr');
}

interface Trivial {
  write(): Promise<void>;
  stop(): Promise<void>;
}

async function startTrivial(): Promise<Trivial> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'decompte-bench-'));
  const config = join(import.meta.dirname, 'trivial/wrangler.toml');
  const worker: WorkerProcess = await startWorker({ dataFolder, port: 0, adminEmail: '', config });
  return {
    async write() {
      const response = await fetch(`${worker.url}/write`, { method: 'POST', body: '{}' });
      await response.text();
      if (!response.ok) throw new Error(`trivial: ${response.status}`);
    },
    async stop() {
      await worker.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
