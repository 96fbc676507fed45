/// <reference types="vite/client" />
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Problem } from '../../shared/contract/common.ts';
import { DOCUMENT_CODES } from '../../shared/domain/documentTypes.ts';
import { ERROR_STATUS, type ErrorCode } from '../../shared/domain/errors.ts';
import { ADMIN, type App, startApp } from './app.ts';
import { play } from './scenarios/play.ts';
import { buildHospital } from './scenarios/stage.ts';
import { readTable, type Scenario } from './scenarios/table.ts';

/** The table of scenarios in plain text; 00-lisez-moi.txt says how a row is written. */
const texts = import.meta.glob<string>('./scenarios/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const otherTests = import.meta.glob<string>(['./*.test.ts', '!./scenarios.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Codes that no test of the Worker produces, and why. */
const NOT_PRODUCED: Partial<Record<ErrorCode, string>> = {};
/** Requests that are broken before any rule is asked: no row of the table can say them. */
const BROKEN: [code: ErrorCode, path: string, headers: Record<string, string>, body: string][] = [
  ['JSON_INVALID', '/v1/documents', { 'Content-Type': 'application/json' }, '{"id": '],
  [
    'IDEMPOTENCY_KEY_REQUIRED',
    '/v1/documents',
    { 'Content-Type': 'application/json' },
    JSON.stringify({
      id: crypto.randomUUID(),
      type: 'loss',
      depot: 'PHC',
      lines: [{ item: 'PARA', quantity: 1 }],
    }),
  ],
  ['COLUMN_MISSING', '/v1/imports/suppliers', { 'Content-Type': 'text/csv' }, 'Nom\nPharmagros\n'],
];
/** Types of document that come with a later issue. */
const TYPES_TO_COME = ['FA', 'CC'];

const tables = Object.entries(texts).map(([path, text]) => {
  const file = path.replace(/^.*\//, '');
  return { file, ...readTable(file, text) };
});
const everyScenario = tables.flatMap(({ scenarios }) => scenarios);
const expectations = everyScenario.flatMap(({ steps }) =>
  steps.flatMap((step) => ('expected' in step ? [step.expected] : [])),
);

/** So many scenarios share a database, each with a catalogue of its own: more would weigh on each request. */
const SCENARIOS_PER_HOSPITAL = 60;

interface Hospital {
  scenarios: Scenario[];
  app?: App;
}
const hospitals: Hospital[] = [{ scenarios: [] }];
const hospitalOf = new Map(
  tables.map(({ file, scenarios }) => {
    if ((hospitals.at(-1)?.scenarios.length ?? 0) + scenarios.length > SCENARIOS_PER_HOSPITAL) {
      hospitals.push({ scenarios: [] });
    }
    const hospital = hospitals.at(-1) as Hospital;
    hospital.scenarios.push(...scenarios);
    return [file, hospital];
  }),
);

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterAll(() => {
  vi.useRealTimers();
});

describe('the table itself', () => {
  test('every row can be read', () => {
    expect(tables.flatMap(({ unreadable }) => unreadable)).toEqual([]);
  });

  test('no title stands twice, and there are enough of them', () => {
    const titles = everyScenario.map(({ title }) => title);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
    expect(titles.length).toBeGreaterThan(200);
  });

  test('each type of document is posted', () => {
    const posted = expectations.flatMap((one) => ('facts' in one ? Object.values(one.facts) : []));
    const codes = new Set(posted.map((fact) => fact.slice(0, 2)));
    const missing = Object.values(DOCUMENT_CODES).filter((code) => !codes.has(code));
    expect(missing).toEqual(TYPES_TO_COME);
  });

  test('each error code is produced, by a scenario or by another test of the Worker', () => {
    const refused = expectations.flatMap((one) =>
      'refused' in one ? one.refused.map(({ code }) => code) : [],
    );
    const unsaved = expectations.flatMap((one) =>
      'facts' in one ? (one.facts.erreurs ?? '').split(/[ ,]+/) : [],
    );
    const produced = new Set<string>([...refused, ...unsaved, ...BROKEN.map(([code]) => code)]);
    const elsewhere = Object.values(otherTests).join('\n');
    const missing = Object.keys(ERROR_STATUS).filter(
      (code) => !produced.has(code) && !elsewhere.includes(`'${code}'`),
    );
    expect(missing).toEqual(Object.keys(NOT_PRODUCED));
  });

  test('a row that cannot be read is told by its file, its line and the reason', () => {
    const step = (row: string) => readTable('x.txt', `Un titre  [S1]\n  ${row}`).unreadable;
    expect(step('agent  sortie service  PHC vers CHIR  1 PARA  → SS-PHC-1')).toEqual([]);
    expect(step('personne  perte  PHC  1 PARA  → PE-PHC-1')).toEqual([
      'x.txt:2 «personne» n’est personne',
      'x.txt:1 scénario sans étape',
    ]);
    for (const row of [
      'agent perte PHC 1 PARA → PE-PHC-1',
      'agent  vol  PHC  1 PARA  → PE-PHC-1',
      'agent  perte  PHC  1 PARA',
      'agent  perte  PHC  1 PARA  → reste 3',
      'agent  perte  PHC  1 PARA  → PE-PHC-1, rest 3',
      'agent  perte  PHC  1 PARA  ✗ STOCK_INSUFFISANT',
      'agent  perte  PHC  un PARA  → PE-PHC-1',
      'agent  perte  PHC  1 PARA à prix d’or  → PE-PHC-1',
      'agent  perte  PHC, daté jadis  1 PARA  → PE-PHC-1',
      'agent  perte  PHC, en passant  1 PARA  → PE-PHC-1',
      'agent  perte  PHC  → PE-PHC-1',
    ]) {
      expect(step(row)[0], row).toMatch(/^x\.txt:2 /);
    }
    expect(readTable('x.txt', 'Un titre sans exigence').unreadable).toHaveLength(1);
    expect(readTable('x.txt', '  agent  perte  PHC  1 PARA  → PE-PHC-1').unreadable).toHaveLength(1);
  });
});

for (const { file, scenarios } of tables.filter(({ scenarios }) => scenarios.length > 0)) {
  describe(file, () => {
    const hospital = hospitalOf.get(file) as Hospital;
    beforeAll(async () => {
      hospital.app ??= await buildHospital(hospital.scenarios.length);
    });
    for (const scenario of scenarios) {
      test(scenario.title, async () => {
        await play(hospital.app as App, hospital.scenarios.indexOf(scenario) + 1, scenario);
      });
    }
  });
}

test.each(BROKEN)('a request that says %s', async (code, path, headers, body) => {
  const app = await startApp();
  const sent = { Authorization: `Bearer ${await app.token(ADMIN)}`, 'Idempotency-Key': crypto.randomUUID() };
  const answer = await app.app.request(
    path,
    { method: 'POST', headers: { ...sent, ...headers }, body },
    app.environment,
  );
  const problem = await answer.json<Problem>();
  expect([problem.code, ...(problem.errors ?? []).map((bad) => bad.code)]).toContain(code);
});
