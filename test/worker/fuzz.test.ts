import { env } from 'cloudflare:workers';
import * as fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { readerOf } from '../../worker/books/reader.ts';
import { verifyBooks } from '../../worker/books/verify.ts';
import { sealBooks } from '../../worker/seals/seal.ts';
import { verifySeal } from '../../worker/seals/verify.ts';
import type { App } from './app.ts';
import { faultsOf } from './books.ts';
import { twoDepots } from './everyCall.ts';
import { type HostileRequest, hostileRequests, type OpenApi } from './hostileRequests.ts';
import { PAGES, type Place } from './portalPages.ts';
import { sessionOf } from './session.ts';

/**
 * Hostile requests from the OpenAPI document: none is answered by a fault of ours, and none changes an invariant.
 * `npm run fuzz -- 20000` sends as many as are wanted, and says as well which of them is answered slowly.
 */
const { FUZZ_REQUESTS = '400', FUZZ_SEED = '20261126' } = env as unknown as Record<string, string>;
const REQUESTS = Number(FUZZ_REQUESTS);
/** A loaded machine may be slow once: only what is slow twice is, and only where somebody asked for a long run. */
const SLOW_MS = 1000;
const IS_TIMED = 'FUZZ_REQUESTS' in env;
const BETWEEN_CHECKS = 500;

let app: App;
let places: Place[];
let openapi: OpenApi;

beforeAll(async () => {
  const made = await twoDepots();
  app = made.app;
  places = Object.values(made.places);
  openapi = await (await app.app.request('/v1/openapi.json', {}, app.environment)).json();
}, 60_000);

/** The status, and what is wrong with the answer, if anything is. */
async function send(
  request: HostileRequest,
): Promise<{ status: number; wrong: string | null; took: number }> {
  const { method, path, by, headers, body } = request;
  const isPage = request.operation.startsWith('page');
  const proof: Record<string, string> = isPage
    ? { Cookie: await sessionOf(app, String(by)) }
    : { Authorization: `Bearer ${typeof by === 'string' ? await app.token(by) : by.token}` };
  const started = Date.now();
  const later: Promise<unknown>[] = [];
  const context = {
    waitUntil: (work: Promise<unknown>) => later.push(work),
    passThroughOnException() {},
    props: {},
  };
  const response = await app.app.request(
    path,
    { method, headers: { ...headers, ...proof }, ...(body !== null && { body }) },
    app.environment,
    context as unknown as ExecutionContext,
  );
  const text = new TextDecoder().decode(await response.arrayBuffer());
  const took = Date.now() - started;
  await Promise.all(later);
  const { status } = response;
  const isProblem = () => {
    try {
      return typeof JSON.parse(text).code === 'string';
    } catch {
      return false;
    }
  };
  if (status >= 500) return { status, took, wrong: `${status} ${text.slice(0, 300)}` };
  if (status >= 400 && !isPage && !isProblem())
    return { status, took, wrong: `${status} is no problem: ${text.slice(0, 100)}` };
  return { status, took, wrong: null };
}

test(`${REQUESTS} hostile requests: no fault of ours, the books as whole as before`, async () => {
  const said: string[] = [];
  const log = vi.spyOn(console, 'error').mockImplementation((...what: unknown[]) => {
    said.push(what.map(String).join(' ').slice(0, 400));
  });
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const pages = places.flatMap((place) => Object.values(PAGES).map((path) => path(place)));
  const arbitrary = hostileRequests(openapi, places, pages);
  const wrong = new Map<string, string>();
  const statuses: Record<string, number> = {};
  let slowest = 0;
  let sent = 0;
  for (let batch = 0; sent < REQUESTS; batch++) {
    const numRuns = Math.min(BETWEEN_CHECKS, REQUESTS - sent);
    for (const request of fc.sample(arbitrary, { seed: Number(FUZZ_SEED) + batch, numRuns })) {
      let told = await send(request);
      if (IS_TIMED && told.took > SLOW_MS) {
        const again = await send(request);
        if (again.took > SLOW_MS) told = { ...told, wrong: `${told.took} and ${again.took} ms` };
        else told = { ...told, took: again.took };
      }
      sent++;
      slowest = Math.max(slowest, told.took);
      statuses[told.status] = (statuses[told.status] ?? 0) + 1;
      if (told.wrong)
        wrong.set(
          request.operation,
          `${told.wrong}\n${said.at(-1) ?? ''}\n${JSON.stringify(request).slice(0, 1500)}`,
        );
    }
    const faults = await faultsOf(app.db);
    if (faults.length > 0) wrong.set(`books after ${sent}`, faults.join('; '));
  }
  log.mockRestore();
  console.info(`${sent} requests, the slowest ${slowest} ms`, statuses);
  expect(Object.fromEntries(wrong)).toEqual({});
  const { differences } = await verifyBooks(readerOf(app.db));
  while ((await sealBooks(app.db)).left);
  const { faults } = await verifySeal(readerOf(app.db));
  expect([differences, faults]).toEqual([[], []]);
  // Some got through, or all of this was about nothing.
  expect(statuses[200]).toBeGreaterThan(REQUESTS / 20);
}, 3_600_000);
