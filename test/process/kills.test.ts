/**
 * «Killing the Worker at any moment of the count and starting it again loses nothing that was acknowledged»:
 * SIGKILL to wrangler and workerd at once, at random moments of each command, and each command without an
 * answer is sent again with its same id.
 */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refused } from '../../addon/local/api.ts';
import type {
  CloseResult,
  Count,
  CountLine,
  CountLines,
  PutCountLines,
  PutCountLinesResult,
} from '../../shared/contract/counts.ts';
import { openBooks } from './books.ts';
import { startTestWorker, type TestWorker } from './worker.ts';

const MANAGER = 'helene.marchand@tilleuls.example';
const DEPOTS = ['PHC', 'MED'];
const OPENING = { name: 'Inventaire 2026', kind: 'article' };
const ITEMS = 240;
const PUTS = 2;
const PATIENCE_MS = 60_000;
/** Commands take some ten milliseconds: kills fall before, within and after them. */
const KILLED_WITHIN_MS = 50;

let worker: TestWorker;
/** When each kill fell, in milliseconds after its command was sent: a failure must be told with it. */
const kills: string[] = [];

beforeAll(async () => {
  const codes = Array.from({ length: ITEMS }, (_, at) => `ART-${String(at + 1).padStart(3, '0')}`);
  worker = await startTestWorker({
    organisation: {
      depots: DEPOTS.map((code) => ({ code, name: code })),
      items: codes.map((code) => ({ code, label: `Article ${code}` })),
      people: [
        {
          email: MANAGER,
          name: 'Hélène Marchand',
          rights: DEPOTS.map((depot) => ({ depot, role: 'manager' as const })),
        },
      ],
      opening: DEPOTS.flatMap((depot) =>
        codes.map((item, at) => ({
          depot,
          item,
          lot: `L${at % 3}`,
          quantity: 10 + (at % 7),
          unitCost: 1.25,
        })),
      ),
    },
  });
});
afterAll(() => worker?.stop());

test('two counts at once, with a kill in each of their commands', async () => {
  const counts = DEPOTS.map((depot) => ({ id: randomUUID(), depot }));
  const each = <T>(send: (id: string, at: number) => Promise<T>) =>
    Promise.all(counts.map(({ id }, at) => send(id, at)));
  await underFire('open', () =>
    each((id, at) => ask<Count>('POST', '/v1/counts', { ...OPENING, id, depot: DEPOTS[at] }, id)),
  );
  const lines = await each(allLines);
  expect(lines.map(({ length }) => length)).toEqual([ITEMS, ITEMS]);
  const counted = lines.map(figures);

  for (let part = 0; part < PUTS; part++) {
    await underFire(`part ${part + 1}`, () => each((id, at) => putPart(id, part, lines[at]!, counted[at]!)));
  }
  const closed = await underFire('close', () =>
    each((id) => command<CloseResult>(`/v1/counts/${id}/close`, {})),
  );
  const confirmed = await underFire('confirm', () =>
    each((id, at) => command<Count>(`/v1/counts/${id}/confirm`, { version: closed[at]!.recap.version })),
  );

  expect(confirmed.map(({ state }) => state)).toEqual(['confirmed', 'confirmed']);
  for (const [at, { id }] of counts.entries()) {
    const stands = (await allLines(id)).map(({ line, counted }) => [line, counted] as const);
    expect(new Map(stands), told()).toEqual(counted[at]);
    await expectZips(id);
  }
  await worker.kill();
  for (const [at, { id }] of counts.entries()) expectBooks(id, counted[at]!);
});

/** What is found on the shelves: every fifth line differs, some are empty. */
function figures(lines: CountLine[]): Map<number, number> {
  return new Map(lines.map(({ line, theoretical = 0 }, at) => [line, at % 5 ? theoretical : at % 9]));
}

/** Kills the Worker somewhere in the command, starts it again, and gives what the command answered in the end. */
async function underFire<T>(what: string, send: () => Promise<T>): Promise<T> {
  const after = Math.round(Math.random() * KILLED_WITHIN_MS);
  let known = false;
  const answered = send().finally(() => {
    known = true;
  });
  await wait(after);
  await worker.kill();
  kills.push(`${what} +${after} ms${known ? ' (answered)' : ''}`);
  await worker.restart();
  return answered;
}

/** A command of its own id, sent until it is answered. */
function command<T>(path: string, body: object): Promise<T> {
  return ask<T>('POST', path, body, randomUUID());
}

async function putPart(count: string, part: number, lines: CountLine[], counted: Map<number, number>) {
  const mine = lines.filter((_, at) => at % PUTS === part);
  const body: PutCountLines = {
    lines: mine.map(({ line, version }) => [line, counted.get(line) ?? null, version]),
  };
  const path = `/v1/counts/${count}/lines`;
  const answer = await ask<PutCountLinesResult>('PUT', path, body, randomUUID());
  expect(answer, told()).toMatchObject({ saved: mine.length, errors: [] });
}

async function ask<T>(method: string, path: string, body: object, id: string): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await worker.call<T>(MANAGER, method, path, body, id);
    } catch (error) {
      // An answer is an answer; only silence and «try again» leave the outcome unknown.
      const answered = error instanceof Refused && error.problem.status !== 503;
      if (answered || Date.now() > until) throw new Error(`${error} (${told()})`, { cause: error });
      await wait(100);
    }
  }
}

async function allLines(count: string): Promise<CountLine[]> {
  const path = `/v1/counts/${count}/lines?limit=1000`;
  return (await worker.call<CountLines>(MANAGER, 'GET', path)).rows;
}

async function expectZips(id: string): Promise<void> {
  for (const moment of ['before', 'after'] as const) {
    const response = await worker.send(MANAGER, 'GET', `/v1/counts/${id}/snapshots/${moment}`);
    const zip = Buffer.from(await response.arrayBuffer());
    const { snapshots } = await worker.call<Count>(MANAGER, 'GET', `/v1/counts/${id}`);
    expect(snapshots[moment], told()).toEqual({
      state: 'stored',
      sha256: createHash('sha256').update(zip).digest('hex'),
      bytes: zip.length,
    });
  }
}

/** By plain SQL over the file of the database, with nothing running. */
function expectBooks(id: string, counted: Map<number, number>): void {
  const books = openBooks(worker.dataFolder);
  const of = `FROM documents d JOIN counts c ON c.sequence = d.count WHERE c.id = '${id}'`;
  expect(books.faults(), told()).toEqual([]);
  expect(books.rows(`SELECT d.type ${of}`), told()).toEqual([{ type: 'count-adjustment' }]);
  const balances = books.rows(`
    SELECT k.stock AS line, s.balance / 1000.0 AS balance FROM count_lines k
    JOIN stock s ON s.id = k.stock JOIN counts c ON c.sequence = k.count WHERE c.id = '${id}'`);
  expect(new Map(balances.map(({ line, balance }) => [line, balance])), told()).toEqual(counted);
  books.close();
}

const told = () => `kills: ${kills.join(', ')}`;
