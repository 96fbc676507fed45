import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import type { App } from './app.ts';
import { faultsOf } from './books.ts';
import { CLERK, openingStock, smallHospital } from './hospital.ts';

let app: App;

beforeEach(async () => {
  app = await smallHospital();
  await openingStock(app);
  // The first sign-in writes: it is behind us.
  await app.call(CLERK, 'GET', '/v1/me');
  return async () => expect(await faultsOf(app.db)).toEqual([]);
});

type Fault = (run: () => Promise<unknown>) => Promise<unknown>;

/** The same database behind a line that fails as told: the n-th batch goes through the n-th fault. */
function faulty(db: D1Database, faults: Fault[]): D1Database {
  return new Proxy(db, {
    get(target, name) {
      if (name === 'batch') {
        return (statements: D1PreparedStatement[]) => {
          const fault = faults.shift();
          const run = () => target.batch(statements);
          return fault ? fault(run) : run();
        };
      }
      const member = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

const LOST = new Error('D1_ERROR: Network connection lost.');
const lostBefore: Fault = async () => {
  throw LOST;
};
/** The answer is lost after the commit: the caller cannot know. */
const lostAfter: Fault = async (run) => {
  await run();
  throw LOST;
};

const exit = (id = crypto.randomUUID()) => ({
  id,
  type: 'exit-service' as const,
  depot: 'PHC',
  party: 'CHIR',
  lines: [{ item: 'SIROP', quantity: 1 }],
});

async function postThrough(faults: Fault[], wanted = exit()) {
  const environment = { ...app.environment, DB: faulty(app.db, faults) };
  return app.app.request(
    '/v1/documents',
    {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await app.token(CLERK)}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': wanted.id,
      },
      body: JSON.stringify(wanted),
    },
    environment,
  );
}
const documents = async () =>
  (
    await app.db
      .prepare(`SELECT count(*) AS n FROM documents WHERE type = 'exit-service'`)
      .first<{ n: number }>()
  )?.n;

describe('a line that fails', () => {
  test('a passing error before the commit is tried again: one document', async () => {
    const response = await postThrough([lostBefore, lostBefore]);
    expect(response.status).toBe(200);
    expect(await documents()).toBe(1);
  });

  test('an answer lost after the commit: the retry gives the first result, not a second document', async () => {
    const response = await postThrough([lostAfter]);
    expect(response.status).toBe(200);
    expect((await response.json<PostedDocument>()).movements).toMatchObject([{ quantity: -1, balance: 9 }]);
    expect(await documents()).toBe(1);
  });

  test('a line that stays down answers 503 with Retry-After, and the same id later posts once', async () => {
    const wanted = exit();
    const down = await postThrough([lostBefore, lostAfter, lostBefore, lostBefore, lostBefore], wanted);
    expect(down.status).toBe(503);
    expect(down.headers.get('Retry-After')).toBe('2');
    expect(await down.json()).toMatchObject({ code: 'UNAVAILABLE' });
    const again = await app.post(CLERK, wanted);
    expect(again.movements).toMatchObject([{ balance: 9 }]);
    expect(await documents()).toBe(1);
  });

  test('an error that does not pass is not tried again, and its inside is not told', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    let tries = 0;
    const broken: Fault = async () => {
      tries++;
      throw new Error('D1_ERROR: no such table: secret');
    };
    const response = await postThrough([broken, broken]);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(tries).toBe(1);
    log.mockRestore();
  });
});
