import { beforeAll, describe, expect, test } from 'vitest';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import type { App } from './app.ts';
import { CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';

/** The OpenAPI document is the whole of the API: what answers stands in it, and answers what it says. */
interface Operation {
  summary?: string;
  responses: Record<string, { content?: Record<string, unknown> }>;
  parameters?: { name: string; in: string }[];
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

let app: App;
let openapi: Document;
let posted: PostedDocument;
let count: { id: string };

beforeAll(async () => {
  app = await smallHospital();
  await openingStock(app);
  openapi = await (await app.app.request('/v1/openapi.json', {}, app.environment)).json<Document>();
  posted = await app.post(CLERK, {
    type: 'exit-service',
    depot: 'PHC',
    party: 'CHIR',
    lines: [{ item: 'VIS', quantity: 1 }],
  });
  count = await app.call(MANAGER, 'POST', '/v1/counts', {
    id: crypto.randomUUID(),
    name: 'Pièces',
    depot: 'PHC',
    kind: 'part',
  });
});

const operations = () =>
  Object.entries(openapi.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );

test('every registered route of the API stands in it, and nothing else does', () => {
  expect(openapi.openapi).toBe('3.1.0');
  const registered = app.app.routes
    // The page for accounting is for people.
    .filter(({ method, path }) => method !== 'ALL' && /^\/(v1|health|errors)\b/.test(path))
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  const told = operations().map(({ name }) => name);
  expect(told.toSorted()).toEqual([...new Set(registered)].toSorted());
});

test('each operation says what it does, what it answers, how it refuses, and its key where it is a command', () => {
  const silent = operations().filter(({ name, operation: { summary, responses, parameters = [] } }) => {
    const keyed = parameters.some((one) => one.in === 'header' && one.name === 'idempotency-key');
    // Wishes, labels, a scope, a document to be judged are sent by POST, for they are long; these are reads.
    const isCommand = !name.startsWith('GET') && !READS.includes(name);
    const answers = Object.keys(responses['200']?.content ?? {}).length > 0;
    const refuses = responses.default?.content?.['application/problem+json'] !== undefined;
    return !summary || !answers || !refuses || keyed !== isCommand;
  });
  expect(silent.map(({ name }) => name)).toEqual([]);
});
const READS = [
  'POST /v1/allocations',
  'POST /v1/imports/stock/check',
  'POST /v1/labels',
  'POST /v1/counts/preview',
  'POST /v1/documents/judgement',
];

describe('what is no JSON comes as the type that the document says', () => {
  const FILES: [name: string, path: () => string][] = [
    ['/v1/documents/{id}/voucher', () => `/v1/documents/${posted.id}/voucher`],
    ['/v1/stock/export', () => '/v1/stock/export?depot=PHC'],
    ['/v1/stock/state/print', () => '/v1/stock/state/print?depot=PHC'],
    ['/v1/counts/{id}/snapshots/{moment}', () => `/v1/counts/${count.id}/snapshots/before`],
    ['/errors/{code}', () => '/errors/NOT_FOUND'],

    ['/health', () => '/health'],
  ];
  test.each(FILES)('%s', async (name, path) => {
    const response = await app.send(MANAGER, 'GET', path());
    await response.arrayBuffer();
    const [type] = (response.headers.get('Content-Type') ?? '').split(';');
    expect(response.status).toBe(200);
    expect(Object.keys(openapi.paths[name]?.get?.responses['200']?.content ?? {})).toEqual([type]);
  });

  test('/v1/stock in either of its two', async () => {
    expect(Object.keys(openapi.paths['/v1/stock']?.get?.responses['200']?.content ?? {})).toEqual([
      'application/json',
      'text/csv',
    ]);
  });
});
