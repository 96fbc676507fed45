/** Bodies that come slowly or never end, over a raw socket, while others work. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTestWorker, type TestWorker } from './worker.ts';

const MANAGER = 'ines.morel@glycines.example';
const SLOW = 40;
const ROUNDS = 5;
const CHUNK_BYTES = 64 * 1024;
const MEGABYTE = 1024 * 1024;
/** What the machine's own buffers take before anybody has read it. */
const UNDERWAY_MB = 16;

let worker: TestWorker;
const sockets: Socket[] = [];

beforeAll(async () => {
  worker = await startTestWorker({
    organisation: {
      depots: [{ code: 'PHC', name: 'Pharmacie centrale' }],
      items: [{ code: 'COMP', label: 'Compresse', lotTracking: 'none', serialTracking: 'none' }],
      people: [{ email: MANAGER, name: 'Inès Morel', rights: [{ depot: 'PHC', role: 'manager' }] }],
    },
  });
});
afterAll(async () => {
  await worker?.stop();
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** Sends the head of a request whose body comes in chunks; `answer` is its first line, '' where the Worker hung up. */
async function begin(path: string, headers: Record<string, string>) {
  const { hostname, port, host, origin } = new URL(worker.url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  // It may hang up while we still send.
  socket.on('error', () => undefined);
  let told = '';
  const answer = new Promise<string>((resolve) => {
    socket.on('data', (data) => {
      told += data.toString('latin1');
      resolve(told.slice(0, told.indexOf('\r\n')));
    });
    socket.on('close', () => resolve(''));
  });
  await once(socket, 'connect');
  const lines = Object.entries({
    ...{ Host: host, Origin: origin, 'Transfer-Encoding': 'chunked' },
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  /** Resolves once it is handed over, or nobody takes it any more. */
  const send = (bytes: Buffer | string) =>
    new Promise<void>((resolve) => {
      socket.write(`${bytes.length.toString(16)}\r\n`);
      socket.write(bytes);
      socket.write('\r\n', () => resolve());
    });
  return { answer, send, isOver: () => told !== '' || socket.destroyed };
}

const asManager = async () => ({
  Authorization: `Bearer ${await worker.signToken(MANAGER)}`,
  'Content-Type': 'application/json',
  'Idempotency-Key': randomUUID(),
});

const LIMITS_MB = [
  ['/v1/documents', 2],
  ['/v1/imports/items', 20],
] as const;
/** What a stranger is told, of whom nobody waits for a body. */
const ANSWERS = [
  ['/v1/documents', 'application/json', 401],
  ['/v1/imports/items', 'application/json', 401],
  ['/verify', 'multipart/form-data; boundary=x', 302],
  ['/sign-out', 'application/x-www-form-urlencoded', 303],
  ['/nothing', 'application/json', 404],
] as const;

describe('a body that never ends', () => {
  test.each(LIMITS_MB)('ends at the limit of %s, %d MB', async (path, limit) => {
    const { answer, send, isOver } = await begin(path, await asManager());
    let sent = 0;
    for (; !isOver(); sent += CHUNK_BYTES) await send(Buffer.alloc(CHUNK_BYTES, ' '));
    // Whoever still sends may find the line closed before the answer is read.
    expect(await answer).toMatch(/^(HTTP\/1\.1 413 .*)?$/);
    expect(sent).toBeGreaterThan(limit * MEGABYTE);
    expect(sent).toBeLessThan((limit + UNDERWAY_MB) * MEGABYTE);
  });

  test.each(ANSWERS)('of a stranger is not awaited: %s', async (path, type, status) => {
    const { answer } = await begin(path, { 'Content-Type': type });
    expect(await answer).toContain(`HTTP/1.1 ${status} `);
  });
});

test(`${SLOW} requests of one person that stop in the middle of their bodies hold nobody up`, async () => {
  const slow = await Promise.all(
    Array.from({ length: SLOW }, async () => begin('/v1/documents', await asManager())),
  );
  for (const { send } of slow) await send('{"id": "');
  for (let round = 1; round <= ROUNDS; round += 1) {
    await worker.call(MANAGER, 'POST', '/v1/documents', {
      ...{ id: randomUUID(), type: 'entry-donation', depot: 'PHC' },
      lines: [{ item: 'COMP', quantity: 1, unitCost: 2 }],
    });
    for (const { send } of slow) await send('x');
  }
  const { rows } = await worker.call<{ rows: { quantity: number }[] }>(MANAGER, 'GET', '/v1/stock?depot=PHC');
  expect(rows.map(({ quantity }) => quantity)).toEqual([ROUNDS]);
  expect(slow.filter(({ isOver }) => isOver())).toEqual([]);
});
