/**
 * «Killing the Worker at any moment of the count and starting it again loses nothing that was acknowledged»:
 * SIGKILL to workerd, at random moments of each command, and each command without an
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
const SECOND = 'paul.lenoir@tilleuls.example';
const DEPOTS = ['PHC', 'MED'];
/** Nothing is beyond the tolerance: the lines of the second count are chosen. */
const OPENING = { name: 'Inventaire 2026', kind: 'article', rounds: 2, tolerance: { quantity: 1000 } };
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
      services: [{ code: 'CHIR', name: 'Chirurgie' }],
      people: [
        { email: MANAGER, name: 'Hélène Marchand' },
        { email: SECOND, name: 'Paul Lenoir' },
      ].map((person) => ({
        ...person,
        rights: DEPOTS.map((depot) => ({ depot, role: 'manager' as const })),
      })),
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
  await underFire('teams told and joined; emergency exit, acknowledged, counted again', () =>
    each(async (id, at) => {
      await joinTeams(id);
      await takeInEmergency(id, at, lines[at]!, counted[at]!);
    }),
  );
  const first = counted.map((figures) => new Map(figures));
  await underFire('close, reopen, second count, arbitration', () =>
    each((id, at) => countAgain(id, lines[at]!, counted[at]!)),
  );
  const settings = await worker.call<object>(worker.admin, 'GET', '/v1/settings');
  await ask('PUT', '/v1/settings', { ...settings, approvalAbove: 0 }, randomUUID(), worker.admin);
  const closed = await underFire('close, approved by somebody else', () =>
    each(async (id) => {
      const result = await command<CloseResult>(`/v1/counts/${id}/close`, {});
      const { version, gapValue, grossValue } = result.recap;
      const read = { version, gapValue, grossValue };
      const approved = await ask<Count>('POST', `/v1/counts/${id}/approve`, read, randomUUID(), SECOND);
      expect(approved.approvals, told()).toMatchObject([{ email: SECOND, value: grossValue }]);
      return result;
    }),
  );
  const confirmed = await underFire('confirm', () =>
    each((id, at) => command<Count>(`/v1/counts/${id}/confirm`, { version: closed[at]!.recap.version })),
  );
  expect(confirmed.map(({ state }) => state)).toEqual(['confirmed', 'confirmed']);
  for (const [at, { id }] of counts.entries()) {
    const stands = (await allLines(id)).map(({ line, counted }) => [line, counted] as const);
    expect(new Map(stands), told()).toEqual(first[at]);
    await expectZips(id);
  }
  const [kept, undone] = counts;
  await underFire('another count, cancelled; this one, undone', () =>
    Promise.all([openAndCancel(kept!.depot), undo(undone!.id)]),
  );
  await worker.kill();
  expectBooks(kept!.id, ['count-adjustment'], counted[0]!);
  // What an emergency took stays gone: undoing gives back what was expected.
  const expected = lines[1]!.map(({ line, theoretical = 0 }, at) => [line, theoretical - (at === 0 ? 1 : 0)]);
  expectBooks(undone!.id, ['count-adjustment', 'reversal'], new Map(expected as [number, number][]));
});

/** The second manager is named, the first one joins: whoever was asked twice is in it once. */
async function joinTeams(id: string) {
  const teams = [{ team: 1, name: 'Équipe 1', members: [SECOND], bins: [] }];
  await command(`/v1/counts/${id}/teams`, { teams });
  const joined = await command<Count>(`/v1/counts/${id}/teams/join`, { team: 1 });
  expect(joined.teams[0]?.members.map(({ email }) => email).toSorted(), told()).toEqual([MANAGER, SECOND]);
}

/** One unit of the first line leaves for a service while it is counted; a manager knows, and it is counted again. */
async function takeInEmergency(id: string, at: number, lines: CountLine[], counted: Map<number, number>) {
  const [{ line, item, lot }] = lines as [CountLine];
  const document = randomUUID();
  const exit = {
    ...{ id: document, type: 'exit-service', depot: DEPOTS[at], party: 'CHIR' },
    emergency: { reason: 'Réanimation' },
    lines: [{ item, lot, quantity: 1 }],
  };
  await ask('POST', '/v1/documents', exit, document);
  await command(`/v1/counts/${id}/acknowledgements`, { documents: [document] });
  counted.set(line, 5);
  // The exit has emptied the line: a second version.
  const body: PutCountLines = { lines: [[line, 5, 2]] };
  const answer = await ask<PutCountLinesResult>('PUT', `/v1/counts/${id}/lines`, body, randomUUID());
  expect(answer, told()).toMatchObject({ saved: 1, errors: [] });
}

/** Closed too early, opened again; three lines are counted a second time, and one of them is arbitrated. */
async function countAgain(id: string, lines: CountLine[], counted: Map<number, number>) {
  const path = `/v1/counts/${id}`;
  await command(`${path}/close`, {});
  await command(`${path}/reopen`, {});
  const again = lines.slice(1, 4).map(({ line }) => line);
  await command(`${path}/rounds`, { lines: again });
  const [arbitrated] = again as [number];
  const second = again.map((line) => [line, counted.get(line)! + (line === arbitrated ? 2 : 0), 0]);
  await ask('PUT', `${path}/lines`, { round: 2, lines: second }, randomUUID(), SECOND);
  const arbitration = { quantity: counted.get(arbitrated)! + 1, reason: 'Vu ensemble' };
  await ask('PATCH', `${path}/lines`, { lines: [{ line: arbitrated, arbitration }] }, randomUUID());
  counted.set(arbitrated, arbitration.quantity);
}

async function openAndCancel(depot: string) {
  const id = randomUUID();
  await ask('POST', '/v1/counts', { ...OPENING, name: 'Essai', id, depot }, id);
  expect((await command<Count>(`/v1/counts/${id}/cancel`, {})).state).toBe('cancelled');
}

async function undo(id: string) {
  await command(`/v1/counts/${id}/reversal`, { reason: 'Mauvais dépôt' });
  await ask('POST', `/v1/counts/${id}/reversal/approve`, {}, randomUUID(), SECOND);
}

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

async function ask<T>(method: string, path: string, body: object, id: string, person = MANAGER): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await worker.call<T>(person, method, path, body, id);
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
function expectBooks(id: string, documents: string[], stands: Map<number, number>): void {
  const books = openBooks(worker.dataFolder);
  const of = `FROM documents d JOIN counts c ON c.sequence = d.count OR c.adjustment = d.reverses WHERE c.id = '${id}'`;
  expect(books.faults(), told()).toEqual([]);
  expect(books.rows(`SELECT d.type ${of} ORDER BY d.sequence`), told()).toEqual(
    documents.map((type) => ({ type })),
  );
  const balances = books.rows(`
    SELECT k.stock AS line, s.balance / 1000.0 AS balance FROM count_lines k
    JOIN stock s ON s.id = k.stock JOIN counts c ON c.sequence = k.count WHERE c.id = '${id}'`);
  expect(new Map(balances.map(({ line, balance }) => [line, balance])), told()).toEqual(stands);
  books.close();
}

const told = () => `kills: ${kills.join(', ')}`;
