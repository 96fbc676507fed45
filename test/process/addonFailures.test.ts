/** The add-on where the service cannot be reached: each failure is a sentence that says what to do. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AddonHost, type Seat, startAddon } from './addonHost.ts';

const AWA = 'awa@hopital.example';

/** What may stand between a hospital's network and the Worker: it never speaks our API. */
interface Gate {
  status: number;
  headers?: Record<string, string>;
  body: string;
}
const signInPage: Gate = { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Wi-Fi</h1>' };
let gate: Gate = signInPage;
let seen: IncomingMessage[] = [];
let server: Server;
let addon: AddonHost;
let tokens = 0;
let token: (() => string | null) | undefined;
let refused: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request);
    // A service that hangs: the script gives up.
    if (gate.status === 0) return;
    response.writeHead(gate.status, gate.headers).end(gate.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  addon = await startAddon(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    identityToken: async () => {
      tokens += 1;
      return token ? token() : `token-${tokens}`;
    },
    refusedScopes: () => refused,
    longestFetchMs: 1_500,
  });
});
afterAll(async () => {
  await addon?.close();
  server?.closeAllConnections();
  server?.close();
});
afterEach(() => {
  gate = signInPage;
  seen = [];
  tokens = 0;
  token = undefined;
  refused = [];
});

const ask = (locale?: 'fr_FR' | 'en_US') => addon.seat(addon.open(locale), AWA).call('startPanel', 'exits');

describe('a panel that gets no answer of the service', () => {
  it.each<[string, Gate, string, RegExp]>([
    ['a sign-in page', signInPage, 'UNREADABLE', /page web a répondu.*prévenez votre administrateur/],
    ['a page that is gone', { status: 404, body: 'gone' }, 'UNREADABLE', /adresse changée/],
    ['a gateway’s error page', { status: 502, body: '<html>Bad gateway</html>' }, 'UNAVAILABLE', /réessayez/],
    ['a body too large', { status: 413, body: '' }, 'BODY_TOO_LARGE', /moins de lignes à la fois/],
    [
      'too many requests',
      { status: 429, headers: { 'Retry-After': '7' }, body: '' },
      'RATE_LIMITED',
      /7 secondes/,
    ],
    ['no word on how long', { status: 429, body: '' }, 'RATE_LIMITED', /60 secondes/],
    ['a refused identity', { status: 401, body: '' }, 'TOKEN_INVALID', /Fermez ce panneau/],
  ])('%s', async (_, answer, code, sentence) => {
    gate = answer;
    expect(await ask()).toEqual({
      ok: false,
      code,
      message: expect.stringMatching(sentence),
      errors: [],
      status: answer.status,
    });
  });

  it('says it in English in an English spreadsheet', async () => {
    expect(await ask('en_US')).toMatchObject({ message: expect.stringMatching(/A web page answered/) });
    expect(seen[0]?.headers['accept-language']).toBe('en');
  });

  it('nothing listens at all', async () => {
    const away = await startAddon('http://127.0.0.1:9', { identityToken: async () => 'token' });
    const answer = await away.seat(away.open(), AWA).call('startPanel', 'exits');
    await away.close();
    expect(answer).toMatchObject({
      code: 'UNREACHABLE',
      status: 0,
      message: expect.stringMatching(/connexion/),
    });
  });

  it('never shows a sign-in page as a voucher', async () => {
    const seat = addon.seat(addon.open(), AWA);
    const shown = await seat.call('showVoucher', crypto.randomUUID(), 'SP-PHC-2026-000001');
    expect(shown).toMatchObject({ code: 'UNREADABLE' });
    expect(seat.shown.filter(({ what }) => what === 'dialog')).toEqual([]);
  });
});

describe('an exit that is recorded while the service does not judge it', () => {
  const request = { id: crypto.randomUUID(), type: 'loss', depot: 'PHC', lines: [] } as const;
  const problem = (status: number, code: string): Gate => ({
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({
      type: 'x',
      title: code,
      status,
      code,
      detail: `La phrase de ${code}.`,
      requestId: 'r',
    }),
  });

  it.each<[string, Gate, RegExp]>([
    ['an HTML page', signInPage, /page web a répondu/],
    ['401', { status: 401, body: '' }, /Fermez ce panneau et rouvrez-le/],
    ['403', problem(403, 'FORBIDDEN'), /La phrase de FORBIDDEN/],
    ['409', problem(409, 'STOCK_INSUFFICIENT'), /La phrase de STOCK_INSUFFICIENT/],
    ['413', { status: 413, body: '' }, /moins de lignes à la fois/],
    ['422', problem(422, 'QUANTITY_INVALID'), /La phrase de QUANTITY_INVALID/],
    ['429', { status: 429, headers: { 'Retry-After': '3' }, body: '' }, /Attendez 3 secondes/],
    ['500', { status: 500, body: 'oops' }, /Rien n’est perdu : réessayez dans une minute/],
    ['503', { status: 503, body: '' }, /Rien n’est perdu : réessayez dans une minute/],
    ['nothing for as long as one waits', { status: 0, body: '' }, /Le service ne répond pas.*réessayez/],
  ])('%s: a sentence with what to do, and the draft stays', async (_, answer, sentence) => {
    const seat = addon.seat(addon.open(), AWA);
    await seat.good('saveDraft', 'exits', 'PHC', 'form', 'typed');
    gate = answer;
    const refusal = await seat.call('postDocument', 'exits', { ...request, lines: [] });
    expect(refusal).toMatchObject({ ok: false, message: expect.stringMatching(sentence) });
    gate = signInPage;
    expect((await seat.good('chooseDepot', 'exits', 'PHC')).drafts).toEqual({ form: 'typed' });
    // Asked again, it is the same command.
    expect(seen.every(({ headers }) => headers['idempotency-key'] === request.id)).toBe(true);
    expect(seen.length).toBeGreaterThan(0);
  });
});

describe('identity', () => {
  it('takes a new token once more after a 401, under the same command id', async () => {
    gate = { status: 401, body: '' };
    await addon
      .seat(addon.open(), AWA)
      .call('commandCount', 'b2f6a1a0-0000-4000-8000-000000000001', 'count', ['reopen', {}]);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
    const keys = seen.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual(Array(2).fill('b2f6a1a0-0000-4000-8000-000000000001'));
  });

  it('says what to accept where the person refused openid, and asks nothing without a token', async () => {
    token = () => null;
    expect(await ask()).toMatchObject({ code: 'SCOPES_REFUSED', message: expect.stringMatching(/acceptez/) });
    expect(seen).toEqual([]);
  });

  it('says the same where another scope was refused', async () => {
    refused = ['https://www.googleapis.com/auth/script.external_request'];
    expect(await ask()).toMatchObject({ code: 'SCOPES_REFUSED' });
    expect(seen).toEqual([]);
  });

  it('refuses a call that runs as another account than the panel shows', async () => {
    const { session } = addon.seat(addon.open(), AWA);
    const answer = await session.call('startPanel', [AWA, 'exits'], 'jean@hopital.example');
    expect(answer).toMatchObject({
      code: 'OTHER_ACCOUNT',
      message: expect.stringContaining('jean@hopital.example'),
    });
    expect(seen).toEqual([]);
  });

  it('sends a command id with every question asked by POST too', async () => {
    await addon.seat(addon.open(), AWA).call('allocate', { depot: 'PHC', type: 'loss', wants: [] });
    expect(seen[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f]{8}-/);
  });
});

describe('the menu', () => {
  const entries = (locale: 'fr_FR' | 'en_US', mode: 'NONE' | 'LIMITED') => {
    const { session } = addon.seat(addon.open(locale), AWA);
    return session.open(mode);
  };

  it.each(['NONE', 'LIMITED'] as const)('is built in mode %s, whole, and asks no identity', async (mode) => {
    addon.host.resetCalls();
    expect((await entries('fr_FR', mode)).map(({ functionName }) => functionName)).toEqual([
      'openExits',
      'openFlows',
      'openCounts',
      'openStock',
      'openSettings',
      undefined,
      'openHelp',
    ]);
    expect(
      Object.keys(addon.host.serviceCalls()).filter((name) =>
        (mode === 'NONE' ? /Identity|Propert|Fetch|User\./ : /Identity|Fetch|User\./).test(name),
      ),
    ).toEqual([]);
  });

  it('speaks the language of the spreadsheet', async () => {
    const labels = async (locale: 'fr_FR' | 'en_US') =>
      (await entries(locale, 'LIMITED')).map(({ label }) => label);
    expect(await labels('fr_FR')).toEqual([
      'Sorties',
      'Entrées et réceptions',
      'Inventaires',
      'N° de série et stock',
      'Catalogue et réglages',
      '-',
      'Aide',
    ]);
    expect(await labels('en_US')).toEqual([
      'Stock exits',
      'Entries and receptions',
      'Stock counts',
      'Serial numbers and stock',
      'Catalogue and settings',
      '-',
      'Help',
    ]);
  });

  it('opens each panel with who it is for, and nothing of the service in it', async () => {
    const seat = addon.seat(addon.open(), AWA);
    for (const name of ['openExits', 'openFlows', 'openCounts', 'openHelp']) await seat.session.choose(name);
    const frames = seat.shown.flatMap((event) => ('html' in event ? [event] : []));
    expect(frames.map(({ what, title }) => [what, title])).toEqual([
      ['sidebar', 'Sorties'],
      ['sidebar', 'Entrées et réceptions'],
      ['sidebar', 'Inventaires'],
      ['dialog', 'Aide de Décompte'],
    ]);
    for (const { html } of frames) expect(html).toContain(AWA);
    expect(seen).toEqual([]);
  });
});

describe('the self-test', () => {
  it('is offered in a trial build alone, and finds in the local host what it assumes of Google', async () => {
    const trial = await startAddon(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      identityToken: async (email) => {
        const claims = {
          iss: 'https://accounts.google.com',
          aud: 'a',
          sub: '1',
          email,
          email_verified: 'true',
        };
        return `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
      },
      selfTest: true,
    });
    const spreadsheet = trial.open();
    const seat = trial.seat(spreadsheet, AWA);
    const offered = (await seat.session.open('LIMITED')).map(({ functionName }) => functionName);
    expect(offered.at(-1)).toBe('openSelfTest');
    const before = spreadsheet.sheets().map(({ name }) => name);
    await seat.session.choose('openSelfTest');
    expect(spreadsheet.sheets().map(({ name }) => name)).toEqual(before);
    const shown = seat.shown.at(-1);
    const html = shown && 'html' in shown ? shown.html : '';
    expect(html.match(/<tr class="bad">.*<\/tr>/g) ?? []).toEqual([]);
    expect(html.match(/<tr class="good">/g)).toHaveLength(16);
    await trial.close();
    expect(
      (await addon.seat(addon.open(), AWA).session.open('LIMITED')).map(({ label }) => label),
    ).not.toContain('Autotest');
  });
});

describe('a draft', () => {
  const kept = async (seat: Seat, depot: string, panel: 'exits' | 'counts' = 'exits') =>
    (await seat.good('chooseDepot', panel, depot)).drafts.form ?? null;

  it('is kept for the person, whatever the service does, until it is thrown away', async () => {
    const seat = addon.seat(addon.open(), AWA);
    const draft = `{"text":"${'é'.repeat(20_000)}"}`;
    await seat.good('saveDraft', 'exits', 'PHC', 'form', draft);
    const there = addon.seat(addon.open(), AWA);
    expect(await kept(there, 'PHC')).toBe(draft);
    expect(await kept(addon.seat(addon.open(), 'jean@hopital.example'), 'PHC')).toBeNull();
    await there.good('saveDraft', 'exits', 'PHC', 'form', null);
    expect(await kept(seat, 'PHC')).toBeNull();
  });

  it('belongs to its panel and its depot: another depot has another, and each stays (S5, S8)', async () => {
    const seat = addon.seat(addon.open(), AWA);
    await seat.good('saveDraft', 'exits', 'PHC', 'form', 'long '.repeat(2_000));
    await seat.good('saveDraft', 'exits', 'PHC.0 exits', 'form', 'ward');
    await seat.good('saveDraft', 'exits', 'PHC', 'form', 'pharmacy');
    expect(await kept(seat, 'PHC')).toBe('pharmacy');
    expect(await kept(seat, 'PHC.0 exits')).toBe('ward');
    expect(await kept(seat, 'PHC', 'counts')).toBeNull();
    await seat.good('saveDraft', 'exits', 'PHC', 'form', null);
    expect(await kept(seat, 'PHC')).toBeNull();
    expect(await kept(seat, 'PHC.0 exits')).toBe('ward');
  });

  it('is not lost to another that is kept at the same moment in another window', async () => {
    const windows = Array.from({ length: 6 }, () => addon.seat(addon.open(), AWA));
    await windows[0]!.good('saveDraft', 'flows', 'PHC', 'long', 'x'.repeat(100_000));
    await Promise.all(
      windows.map((seat, at) => seat.good('saveDraft', 'flows', 'PHC', `form ${at}`, 'typed')),
    );
    const { drafts } = await windows[0]!.good('chooseDepot', 'flows', 'PHC');
    expect(Object.keys(drafts).sort()).toEqual([...windows.map((_, at) => `form ${at}`), 'long']);
  });

  it('that is too long says so, and the one before stays', async () => {
    const seat = addon.seat(addon.open(), AWA);
    await seat.good('saveDraft', 'exits', 'PHC', 'form', 'short');
    expect(await seat.call('saveDraft', 'exits', 'PHC', 'form', 'x'.repeat(250_000))).toMatchObject({
      code: 'DRAFT_TOO_LARGE',
    });
    expect(await kept(seat, 'PHC')).toBe('short');
  });
});
