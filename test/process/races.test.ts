/**
 * What many do at the same instant, and what a power cut does to it: a real Worker, asked in parallel, killed while
 * it posts, and its books read as a file afterwards.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Refused } from '../../addon/local/api.ts';
import { type SignInDesk, signInDesk } from '../../addon/local/server/signIn.ts';
import type { Count, CountLines } from '../../shared/contract/counts.ts';
import type { DocumentRequest, PostedDocument } from '../../shared/contract/documents.ts';
import { openBooks } from './books.ts';
import { npmRun } from './terminal.ts';
import { startTestWorker, type TestWorker } from './worker.ts';

const MANAGER = 'helene.marchand@tilleuls.example';
const DEPOTS = ['PHC', 'MED', 'KIL'];
const POSTS = 100;
const KILLS = 10;
const LANES = 5;
/** Commands take some ten milliseconds: kills fall before, within and after them. */
const KILLED_WITHIN_MS = 50;
const PATIENCE_MS = 60_000;

const READERS = Array.from({ length: 50 }, (_, at) => `reader-${at}@tilleuls.example`);
const CLERKS = Array.from({ length: 20 }, (_, at) => `clerk-${at}@tilleuls.example`);
const POSTS_OF_EACH = 5;

let worker: TestWorker;
/** Where the readers of the accounting page sign in; its address must be known before the Worker starts. */
let desk: SignInDesk;
const deskServer = createServer((request, response) => {
  void desk(new URL(request.url ?? '/', 'http://127.0.0.1'), request, response);
});
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    deskServer.listen(0, '127.0.0.1', resolve);
  });
  const stock = (item: string, quantity: number, more: object = {}) => ({
    depot: 'PHC',
    item,
    quantity,
    unitCost: 2,
    ...more,
  });
  worker = await startTestWorker({
    organisation: {
      depots: DEPOTS.map((code) => ({ code, name: code })),
      services: [{ code: 'CHIR', name: 'Chirurgie' }],
      items: [
        ...['RARE', 'SENT', 'COUNTED', 'READ'].map((code) => ({ code, label: code })),
        { code: 'PUMP', label: 'Pompe', serialTracking: 'required' as const },
      ],
      people: [
        {
          email: MANAGER,
          name: 'Hélène Marchand',
          rights: DEPOTS.map((depot) => ({ depot, role: 'manager' as const })),
        },
        ...READERS.map((email) => ({ email, name: email, accountant: true })),
        ...CLERKS.map((email) => ({
          email,
          name: email,
          rights: [{ depot: 'PHC', role: 'clerk' as const }],
        })),
      ],
      opening: [
        stock('RARE', 20),
        stock('SENT', 5),
        stock('COUNTED', 100),
        stock('READ', 1000),
        stock('PUMP', 1, { serial: 'SN-1' }),
      ],
    },
    vars: { LOCAL_SIGN_IN_URL: `http://127.0.0.1:${(deskServer.address() as AddressInfo).port}` },
  });
  desk = signInDesk(
    READERS.map((email) => ({ email, name: email, role: '' })),
    worker.signToken,
  );
  // The first sign-in binds the account: it is behind us.
  await worker.call(MANAGER, 'GET', '/v1/me');
});
afterAll(async () => {
  await worker?.stop();
  deskServer.closeAllConnections();
  deskServer.close();
});
afterEach(() => {
  const books = openBooks(worker.dataFolder, true);
  expect(books.faults()).toEqual([]);
  books.close();
});

type Doc = Omit<DocumentRequest, 'id' | 'depot'> & { id?: string; depot?: string };
const post = (wanted: Doc) =>
  worker.call<PostedDocument>(MANAGER, 'POST', '/v1/documents', {
    id: randomUUID(),
    depot: 'PHC',
    ...wanted,
  });
const exit = (item: string, more: object = {}): Doc => ({
  type: 'exit-service',
  party: 'CHIR',
  lines: [{ item, quantity: 1, ...more }],
});
const times = <T>(n: number, one: (at: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: n }, (_, at) => one(at)));

/** What was accepted, and the codes of the lines of what was not. */
function outcome<T>(settled: PromiseSettledResult<T>[]): { accepted: T[]; refused: string[] } {
  return {
    accepted: settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    refused: settled.flatMap((one) => {
      if (one.status === 'fulfilled') return [];
      if (!(one.reason instanceof Refused)) throw one.reason;
      return [one.reason.problem.errors?.[0]?.code ?? one.reason.problem.code];
    }),
  };
}
/** The numbers of documents follow one another from the first of them. */
function ordinals(posted: PostedDocument[]): number[] {
  const found = posted.map(({ number }) => Number(number.slice(-6))).sort((a, b) => a - b);
  return found.map((ordinal) => ordinal - found[0]! + 1);
}
const upTo = (n: number) => Array.from({ length: n }, (_, at) => at + 1);

describe('at the same instant', () => {
  test('50 exits for the last 20 units: 20 go out, 30 are told what is left, numbers have no gap', async () => {
    const { accepted, refused } = outcome(await times(50, () => post(exit('RARE'))));
    expect(ordinals(accepted)).toEqual(upTo(20));
    expect(refused).toEqual(Array.from({ length: 30 }, () => 'STOCK_INSUFFICIENT'));
  });

  test('50 entries: numbers without a gap, none twice', async () => {
    const gift: Doc = { type: 'entry-donation', lines: [{ item: 'RARE', bin: '', quantity: 1 }] };
    const { accepted } = outcome(await times(50, () => post(gift)));
    expect(ordinals(accepted)).toEqual(upTo(50));
  });

  test('one id 20 times: one document, and 20 times its answer', async () => {
    const wanted = { ...exit('RARE'), id: randomUUID() };
    const { accepted } = outcome(await times(20, () => post(wanted)));
    expect(accepted).toHaveLength(20);
    expect(new Set(accepted.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('two receptions of the same goods: one gets them', async () => {
    const { id: transfer } = await post({
      type: 'transfer',
      party: 'MED',
      lines: [{ item: 'SENT', quantity: 5 }],
    });
    const lines = [{ item: 'SENT', bin: '', quantity: 5 }];
    const { accepted, refused } = outcome(
      await times(2, () => post({ type: 'reception', depot: 'MED', transfer, lines })),
    );
    expect([accepted.length, refused]).toEqual([1, ['RECEIPT_EXCEEDS_SENT']]);
  });

  test('a serial number issued twice: it leaves once', async () => {
    const { accepted, refused } = outcome(await times(2, () => post(exit('PUMP', { serial: 'SN-1' }))));
    expect([accepted.length, refused]).toEqual([1, ['SERIAL_UNKNOWN']]);
  });

  test('exits and the opening of a count: what it froze is what stands', async () => {
    const id = randomUUID();
    const opening = { id, name: 'Course', depot: 'PHC', kind: 'article', scope: { items: ['COUNTED'] } };
    const [exits] = await Promise.all([
      times(30, () => post(exit('COUNTED'))),
      wait(20).then(() => worker.call<Count>(MANAGER, 'POST', '/v1/counts', opening)),
    ]);
    const { accepted, refused } = outcome(exits);
    expect(new Set(refused)).toEqual(new Set(refused.length > 0 ? ['COUNT_OPEN'] : []));
    const { rows } = await worker.call<CountLines>(MANAGER, 'GET', `/v1/counts/${id}/lines`);
    expect(rows.map(({ theoretical }) => theoretical)).toEqual([100 - accepted.length]);
    const books = openBooks(worker.dataFolder, true);
    expect(
      books.rows(
        `SELECT s.balance / 1000 AS stands FROM stock s JOIN items i ON i.id = s.item WHERE i.code = 'COUNTED'`,
      ),
    ).toEqual([{ stands: 100 - accepted.length }]);
    books.close();
  });

  test('50 people on the accounting page while 20 post documents: each page answers, each document is posted', {
    timeout: 120_000,
  }, async () => {
    const [read] = await Promise.all([
      Promise.all(READERS.map(readEveryPage)),
      Promise.all(CLERKS.map(postSome)).then((posted) =>
        expect(ordinals(posted.flat())).toEqual(upTo(CLERKS.length * POSTS_OF_EACH)),
      ),
    ]);
    expect(read.flat().filter(({ status }) => status !== 200)).toEqual([]);
    expect(new Set(read.map(({ length }) => length))).toEqual(new Set([PAGES.length + 2]));
    const verified = await npmRun('verify', [], { DATA_DIR: worker.dataFolder });
    expect([verified.code, verified.output]).toEqual([0, expect.stringContaining('Tout concorde')]);
  });
});

const PAGES = ['counts', 'movements', 'documents', 'journal', 'checks', 'verify'];

/** Signs in as somebody in a browser of his own, and walks through the page, then through a count and a document. */
async function readEveryPage(email: string) {
  const cookie = await signIn(email);
  const read: { path: string; status: number }[] = [];
  const open = async (path: string) => {
    const page = await fetch(`${worker.url}${path}`, { headers: { Cookie: cookie }, redirect: 'manual' });
    read.push({ path, status: page.status });
    return page.text();
  };
  for (const name of PAGES) {
    const page = await open(`/${name}`);
    const [inside] = new RegExp(`/${name}/[0-9a-f-]{36}(?=["?])`).exec(page) ?? [];
    if (inside) await open(inside);
  }
  return read;
}

/** The way through the desk, redirect by redirect: leaves, says who he is, comes back with a code. */
async function signIn(email: string): Promise<string> {
  const follow = (address: string, cookie = '') =>
    fetch(address, { headers: { Cookie: cookie }, redirect: 'manual' });
  const cookieOf = (response: Response, name: string) =>
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0]!)
      .find((cookie) => cookie.startsWith(`${name}=`))!;
  const left = await follow(`${worker.url}/sign-in/start`);
  const chosen = await follow(`${left.headers.get('Location')}&as=${encodeURIComponent(email)}`);
  const back = await follow(chosen.headers.get('Location')!, cookieOf(left, 'decompte-sign-in'));
  return cookieOf(back, 'decompte');
}

/** One after the other, each as soon as the one before is posted. */
async function postSome(email: string): Promise<PostedDocument[]> {
  const posted: PostedDocument[] = [];
  for (let at = 0; at < POSTS_OF_EACH; at++) {
    const document = { id: randomUUID(), depot: 'PHC', ...exit('READ') };
    posted.push(await worker.call<PostedDocument>(email, 'POST', '/v1/documents', document));
  }
  return posted;
}

test(`the Worker is killed ${KILLS} times in the middle of ${POSTS} posts: nothing acknowledged is lost, nothing is twice`, {
  timeout: KILLS * 40_000,
}, async () => {
  const ids = Array.from({ length: POSTS }, () => randomUUID());
  const gift = (id: string): Doc => ({
    id,
    depot: 'KIL',
    type: 'entry-donation',
    lines: [{ item: 'RARE', bin: '', quantity: 1 }],
  });
  const acknowledged = new Map<string, string>();
  const waiting = [...ids];
  const lane = async () => {
    for (let id = waiting.shift(); id; id = waiting.shift())
      acknowledged.set(id, (await untilAnswered(gift(id))).number);
  };
  const killer = async () => {
    for (let kill = 1; kill <= KILLS; kill++) {
      // In the middle: so many are through, and the next are on their way.
      while (acknowledged.size < (kill * POSTS) / (KILLS + 1)) await wait(5);
      await wait(Math.random() * KILLED_WITHIN_MS);
      await worker.restart();
    }
  };
  await Promise.all([killer(), ...Array.from({ length: LANES }, lane)]);

  for (const id of ids) {
    const { number, movements } = await post(gift(id));
    expect([number, movements.length]).toEqual([acknowledged.get(id), 1]);
  }
  const verified = await npmRun('verify', [], { DATA_DIR: worker.dataFolder });
  expect([verified.code, verified.output]).toEqual([0, expect.stringContaining('Tout concorde')]);
  const books = openBooks(worker.dataFolder, true);
  const posted = books.rows(
    `SELECT d.id FROM documents d JOIN depots p ON p.id = d.depot WHERE p.code = 'KIL'`,
  );
  expect(posted.map(({ id }) => id).sort()).toEqual([...ids].sort());
  books.close();
});

/** Only silence and «try again» leave the outcome unknown: the same id is sent again. */
async function untilAnswered(wanted: Doc): Promise<PostedDocument> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await post(wanted);
    } catch (error) {
      const answered = error instanceof Refused && error.problem.status !== 503;
      if (answered || Date.now() > until) throw error;
      await wait(50);
    }
  }
}
