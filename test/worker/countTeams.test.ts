import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Count, CountPreview, CountProgress } from '../../shared/contract/counts.ts';
import { ADMIN, type App } from './app.ts';
import { faultsOf } from './books.ts';
import { type Counting, counting } from './counting.ts';
import { ACCOUNTANT, CLERK, MANAGER, OTHER, openingStock, smallHospital } from './hospital.ts';

const COLLEAGUE = 'colleague@tilleuls.example';

/** One hospital for all: whoever opens a count gives it up again. */
let app: App;
let work: Counting;
let count: Count;

beforeAll(async () => {
  app = await smallHospital();
  await app.person({ email: COLLEAGUE, name: 'Léa Faure', rights: [{ depot: 'PHC', role: 'clerk' }] });
  await openingStock(app);
  work = counting(app);
});
afterEach(async () => {
  const { state } = count ? await work.get(count) : { state: 'cancelled' };
  if (state === 'open' || state === 'closed') await work.act(count, 'cancel');
});
afterAll(async () => {
  expect(await faultsOf(app.db)).toEqual([]);
});

const TEAMS = [
  { team: 1, name: 'Équipe jour', members: [CLERK], bins: ['A1'] },
  { team: 2, name: 'Équipe nuit', members: [] },
];

describe('before opening', () => {
  const look = (changes: object = {}, email = MANAGER) =>
    app.call<CountPreview>(email, 'POST', '/v1/counts/preview', {
      depot: 'PHC',
      kind: 'article',
      ...changes,
    });

  test('the panel is told what will be frozen, by bin, its value, and who may count; nothing is opened', async () => {
    const before = await app.db.prepare('SELECT count(*) AS n FROM counts').first();
    expect(await look()).toMatchObject({
      depot: 'PHC',
      kind: 'article',
      lines: 5,
      items: 3,
      value: 315,
      bins: [
        { bin: 'A1', lines: 2 },
        { bin: 'A2', lines: 3 },
      ],
      transit: [],
      people: [{ name: 'Inès Morel' }, { name: 'Luc Petit', email: CLERK }, { name: 'Léa Faure' }],
      problems: [],
    });
    expect(await app.db.prepare('SELECT count(*) AS n FROM counts').first()).toEqual(before);
  });

  test('transfers on their way are named, and belong to no count', async () => {
    await app.post(MANAGER, {
      type: 'transfer',
      depot: 'PHC',
      party: 'WARD',
      lines: [{ item: 'VIS', bin: 'A2', quantity: 5 }],
    });
    expect((await look({ kind: 'part' })).transit).toMatchObject([
      { transfer: expect.stringMatching(/^TR-PHC-/), from: 'PHC', to: 'WARD', lines: 1 },
    ]);
  });

  test('a scope that another count covers, an empty one, a day too early: said before, as opening would say it', async () => {
    count = await work.open({ name: 'Étagère A1', scope: { bins: ['A1'] } });
    expect((await look()).problems).toMatchObject([
      { code: 'COUNT_SCOPE_TAKEN', detail: expect.stringContaining('«Étagère A1», ouvert par Inès Morel') },
    ]);
    expect((await look({ scope: { bins: ['A2'], items: ['PARA'] } })).problems).toMatchObject([
      { code: 'COUNT_SCOPE_EMPTY' },
    ]);
    expect((await look({ scope: { bins: ['A2'] }, date: '2026-01-01' })).problems).toMatchObject([
      { code: 'COUNT_DATE_MOVED' },
    ]);
    const unknown = await work.refused('POST', '/v1/counts/preview', {
      depot: 'PHC',
      kind: 'article',
      scope: { bins: ['Z9'] },
    });
    expect(unknown.code).toBe('BIN_UNKNOWN');
    expect((await app.send(CLERK, 'POST', '/v1/counts/preview', { depot: 'PHC', kind: 'part' })).status).toBe(
      403,
    );
  });

  test('Q2 a depot whose counts cover everything counts articles and parts together', async () => {
    const depot = { code: 'ATELIER', name: 'Atelier', countsWholeDepot: true };
    await app.depot(depot);
    await app.person({
      email: MANAGER,
      name: 'Inès Morel',
      rights: ['PHC', 'ATELIER'].map((code) => ({ depot: code, role: 'manager' as const })),
      version: 1,
    });
    const lines = ['VIS', 'SIROP'].map((item) => ({ item, quantity: 3, unitCost: 4 }));
    await app.post(MANAGER, { type: 'entry-donation', depot: 'ATELIER', lines });
    expect(await look({ depot: 'ATELIER', kind: 'part' })).toMatchObject({ kind: 'all', lines: 2 });
    count = await work.open({ depot: 'ATELIER', kind: 'part' });
    expect(count).toMatchObject({ kind: 'all', lines: 2 });
  });
});

describe('teams (Q21, B4)', () => {
  test('a count opens with its teams, responsible person, tolerance and instructions', async () => {
    count = await work.open({
      teams: TEAMS,
      responsible: MANAGER,
      rounds: 2,
      tolerance: { quantity: 1, percent: 2.5, value: 10 },
      instructions: 'Deux par étagère',
    });
    expect(count).toMatchObject({
      responsible: 'Inès Morel',
      rounds: 2,
      tolerance: { quantity: 1, percent: 2.5, value: 10 },
      instructions: 'Deux par étagère',
      teams: [
        { team: 1, name: 'Équipe jour', members: [{ name: 'Luc Petit', email: CLERK }], bins: ['A1'] },
        { team: 2, members: [], bins: [] },
      ],
    });
  });

  test('each line is of the team of its bin; bins that nobody has are team 0’s', async () => {
    count = await work.open({ teams: TEAMS });
    expect((await work.linesOf(count)).map(({ bin, team }) => [bin, team])).toEqual([
      ['A1', 1],
      ['A1', 1],
      ['A2', 0],
      ['A2', 0],
      ['A2', 0],
    ]);
    expect((await work.linesOf(count, '&team=1')).map(({ bin }) => bin)).toEqual(['A1', 'A1']);
    expect(await work.linesOf(count, '&team=0')).toHaveLength(3);
    expect(await work.linesOf(count, '&team=2')).toEqual([]);
  });

  test('a person joins a team and leaves the one before; who sent is the counter', async () => {
    count = await work.open({ teams: TEAMS });
    expect((await work.get(count, CLERK)).myTeam).toBe(1);
    expect((await work.act(count, 'teams/join', { team: 2 }, CLERK)).myTeam).toBe(2);
    expect((await work.get(count, CLERK)).teams.map(({ members }) => members.length)).toEqual([0, 1]);
    expect(await work.actRefused(count, 'teams/join', { team: 7 }, CLERK)).toMatchObject({
      code: 'COUNT_TEAM_UNKNOWN',
      detail: 'L’équipe 7 n’existe pas dans l’inventaire «Inventaire 2026».',
    });
    expect((await work.act(count, 'teams/join', { team: 0 }, CLERK)).myTeam).toBe(0);
    const { line } = await work.line(count, 'PARA', 'L1');
    await work.put(count, [[line, 90, 0]], COLLEAGUE);
    expect(await work.line(count, 'PARA', 'L1')).toMatchObject({ counted: 90, by: 'Léa Faure' });
    expect((await work.actRefused(count, 'teams/join', { team: 1 }, OTHER)).status).toBe(404);
    expect((await work.actRefused(count, 'teams/join', { team: 1 }, ACCOUNTANT)).status).toBe(403);
  });

  test('teams may be told anew while the count is open; what was sent stays', async () => {
    count = await work.open({ teams: TEAMS });
    const { line } = await work.line(count, 'SIROP');
    await work.put(count, [[line, 9, 0]]);
    const teams = [{ team: 2, name: 'Tous', members: [COLLEAGUE], bins: ['A2', ''] }];
    expect((await work.act(count, 'teams', { teams })).teams).toMatchObject([{ team: 2, bins: ['', 'A2'] }]);
    expect(await work.line(count, 'SIROP')).toMatchObject({ team: 2, counted: 9, by: 'Luc Petit' });
    expect((await work.actRefused(count, 'teams', { teams }, CLERK)).status).toBe(403);
  });

  test('a bin in two teams, an unknown bin, somebody without a role: every fault is named at once', async () => {
    const teams = [
      { team: 1, name: 'Une', members: [OTHER], bins: ['A1', 'Z9'] },
      { team: 2, name: 'Deux', members: ['personne@tilleuls.example'], bins: ['a1'] },
    ];
    count = await work.open();
    const { errors } = await work.actRefused(count, 'teams', { teams });
    expect(errors?.map(({ code }) => code).sort()).toEqual([
      'BIN_UNKNOWN',
      'COUNT_TEAM_DUPLICATE',
      'MEMBER_UNKNOWN',
      'MEMBER_UNKNOWN',
    ]);
    expect((await work.get(count)).teams).toEqual([]);
    const body = { id: crypto.randomUUID(), name: 'X', depot: 'PHC', kind: 'part', responsible: OTHER };
    expect((await work.refused('POST', '/v1/counts', body)).detail).toBe(
      `«${OTHER}» n’a pas de rôle dans ce dépôt.`,
    );
  });

  test('progress by bin and by person', async () => {
    count = await work.open({ teams: TEAMS });
    const [first, second, third] = await work.linesOf(count);
    await work.put(count, [[first?.line ?? 0, 50, 0]]);
    await work.put(
      count,
      [
        [second?.line ?? 0, 100, 0],
        [third?.line ?? 0, 1, 0],
      ],
      COLLEAGUE,
    );
    expect(await app.call<CountProgress>(CLERK, 'GET', `/v1/counts/${count.id}/progress`)).toEqual({
      lines: 5,
      counted: 3,
      second: { lines: 0, counted: 0 },
      bins: [
        { bin: 'A1', team: 1, lines: 2, counted: 2, second: { lines: 0, counted: 0 } },
        { bin: 'A2', team: 0, lines: 3, counted: 1, second: { lines: 0, counted: 0 } },
      ],
      people: [
        { name: 'Léa Faure', counted: 2 },
        { name: 'Luc Petit', counted: 1 },
      ],
    });
  });
});

test('Q5 an orphaned count is cancelled by the administrator, who may not confirm it', async () => {
  count = await work.open();
  expect((await work.get(count, ADMIN)).may).toMatchObject({ cancel: true, confirm: false, close: false });
  expect((await work.actRefused(count, 'cancel', {}, CLERK)).status).toBe(403);
  expect(await work.act(count, 'cancel', {}, ADMIN)).toMatchObject({
    state: 'cancelled',
    cancelledBy: expect.any(String),
  });
});
