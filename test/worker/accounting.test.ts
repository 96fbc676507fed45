import { beforeAll, describe, expect, test } from 'vitest';
import type { Count } from '../../shared/contract/counts.ts';
import { addDays, formatDate } from '../../shared/domain/dates.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { ADMIN, type App } from './app.ts';
import { type Counting, counting } from './counting.ts';
import { ACCOUNTANT, CLERK, MANAGER, OTHER, openingStock, smallHospital } from './hospital.ts';
import { sessionOf } from './session.ts';

/** What accounting reads of two counts with known gaps: the pages, the pictures and their tables say the same cents (B11). */
let app: App;
let work: Counting;
let today: string;
/** Of the articles of PHC, one after the other. */
let first: Count;
let second: Count;

beforeAll(async () => {
  app = await smallHospital();
  await openingStock(app);
  work = counting(app);
  ({ today } = await app.call<{ today: string }>(ADMIN, 'GET', '/v1/me'));
  // Ten tablets at 0.50 broken, one flask at 4.00 too many, a pump of 100.00 gone: −101.00.
  first = await aCount(
    'Mars',
    { 'PARA L2': 40, SIROP: 11, 'POMPE SN-2': 0 },
    { PARA: 'Casse', SIROP: 'Saisie', POMPE: 'Casse' },
  );
  // Four tablets of the other lot gone, and the flask too many is not there: −2.00 − 4.00.
  second = await aCount('Juin', { 'PARA L1': 96, SIROP: 10 }, { PARA: 'Péremption' });
});

async function aCount(
  name: string,
  found: Record<string, number>,
  reasons: Record<string, string>,
  more: object = {},
) {
  const count = await work.open({ name, ...more });
  await work.countAll(count, found);
  const gaps = (await work.linesOf(count)).filter(
    ({ item, lot, serial }) => found[[item, lot, serial].filter(Boolean).join(' ')] !== undefined,
  );
  if (gaps.length > 0)
    await work.mark(
      count,
      gaps.map(({ line, item }) => ({ line, reason: reasons[item] ?? '' })),
    );
  const { version } = (await work.close(count)).count;
  return work.act(count, 'confirm', { version });
}

async function read(path: string, language: Language = 'fr', email = ACCOUNTANT): Promise<string> {
  const headers = { Cookie: await sessionOf(app, email), 'Accept-Language': language };
  const response = await app.app.request(path, { headers }, app.environment);
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
}

/** What stands between tags, in one line. */
const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim();

/** The rows of the tables of a page, cell by cell. */
const tables = (html: string) =>
  [...html.matchAll(/<table[\s\S]*?<\/table>/g)].map(([table]) =>
    [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
      [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => words(cell)),
    ),
  );

/** «-1 005,50 EUR» or «+4.00 EUR» in cents. */
const cents = (written: string) =>
  Math.round(Number(written.replace(/[^\d.,-]/g, '').replace(',', '.')) * 100);

const bars = async (count: Count, by: string) =>
  [...(await read(`/counts/${count.id}/gaps-by-${by}.svg`)).matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(
    ([, text = '']) => text,
  );

describe('the gaps of one count', () => {
  const MARCH = {
    reason: { Casse: -10_500, Saisie: 400 },
    supplier: { 'sans indication': -10_000, Pharmagros: -100 },
    bin: { A2: -9600, A1: -500 },
  };

  test.each(
    Object.entries(MARCH),
  )('B3 B11 by %s: the picture, the table beside it, the zip’s adjustment and the page say the same cents', async (by, expected) => {
    const page = await read(`/counts/${first.id}`);
    const figure = [...page.matchAll(/<figure[\s\S]*?<\/figure>/g)]
      .map(([each]) => each)
      .find((each) => each.includes(`gaps-by-${by}.svg`))!;
    const [rows = []] = tables(figure);
    const told = rows.map(([name = '', value = '']) => [name, cents(value)]);
    expect(told).toEqual([...Object.entries(expected), ['Tout l’inventaire', -10_100]]);
    // The picture's bars bear the same names and figures.
    const drawn = await bars(first, by);
    for (const [name, value] of Object.entries(expected)) {
      expect(drawn).toContain(name);
      expect(drawn.map(cents)).toContain(value);
    }
    expect(figure).toContain('alt="Les chiffres du tableau qui suit, en barres"');
    // What the whole count came to, by its adjustment, is the same.
    expect(words(page)).toContain('-101,00 EUR 3 lignes en écart, 1 en plus, 2 en moins');
  });

  test('leads to what moved since: its depot, from its date to today (B11)', async () => {
    const link = /<a href="(\/movements[^"]+)">([^<]+)</.exec(await read(`/counts/${first.id}`))!;
    expect(link[1]).toBe(`/movements?depot=PHC&amp;from=${first.date}&amp;to=${today}`);
    expect(words(link[2]!)).toContain(`depuis le ${formatDate(first.date, 'fr')}`);
    const page = await read(link[1]!.replaceAll('&amp;', '&'));
    expect(tables(page)[0]!.length).toBeGreaterThan(3);
  });

  test('of more shelves than a picture holds, the smaller ones are one line, and the total stays', async () => {
    const bins = Array.from({ length: 10 }, (_, at) => `R${at}`);
    for (const code of bins) await app.call(ADMIN, 'PUT', '/v1/bins', { depot: 'PHC', code });
    await app.post(ADMIN, {
      ...{ type: 'entry-opening', depot: 'PHC' },
      lines: bins.map((bin) => ({ item: 'VIS', bin, quantity: 20, unitCost: 0.1 })),
    });
    const count = await work.open({ name: 'Vis', kind: 'part' });
    // One screw short on R0, two on R1 … ten on R9.
    const lines = await work.linesOf(count);
    await work.put(
      count,
      lines.map(({ line, bin, theoretical = 0, version }) => [
        line,
        bin.startsWith('R') ? theoretical - 1 - Number(bin.slice(1)) : theoretical,
        version,
      ]),
    );
    await work.act(count, 'confirm', { version: (await work.close(count)).count.version });
    const page = await read(`/counts/${count.id}`);
    const byBin = tables(page).find((rows) => rows.some(([name]) => name === 'R9'))!;
    expect(byBin.map(([name = '', value = '']) => [name, cents(value)])).toEqual([
      ...[9, 8, 7, 6, 5, 4, 3, 2].map((at) => [`R${at}`, -10 * (at + 1)]),
      ['2 autres', -30],
      ['Tout l’inventaire', -550],
    ]);
  });

  test('the recap is narrowed to a shelf, a supplier or a reason by choosing it, or from its line in the table (B11)', async () => {
    const page = await read(`/counts/${first.id}`);
    const options = (name: string) =>
      [
        ...(new RegExp(`<select name="${name}">[\\s\\S]*?</select>`).exec(page)?.[0] ?? '').matchAll(
          /value="([^"]*)"/g,
        ),
      ].map(([, value]) => value);
    expect(options('bin')).toEqual(expect.arrayContaining(['', 'A1', 'A2']));
    expect(options('reason')).toEqual(['', 'Casse', 'Saisie']);
    expect(options('supplier')).toEqual(['', 'Pharmagros']);
    expect(page).toContain(`href="/counts/${first.id}?bin=A1#recap"`);
    const lines = async (query: string) => {
      const narrowed = await read(`/counts/${first.id}?${query}`);
      return tables(narrowed.slice(narrowed.indexOf('id="recap"')))[0]
        ?.slice(1)
        .map(([, item]) => item?.split(' ')[0]);
    };
    expect(await lines('bin=A1')).toEqual(['PARA']);
    expect(await lines('bin=A2')).toEqual(['POMPE', 'SIROP']);
    expect(await lines('reason=Casse')).toEqual(['POMPE', 'PARA']);
    expect(await lines('supplier=Pharmagros&show=all&sort=position')).toEqual(['PARA', 'PARA', 'SIROP']);
    // Two filters together; what is chosen stays chosen.
    expect(await lines('bin=A1&reason=Saisie')).toBeUndefined();
    expect(await read(`/counts/${first.id}?bin=A2`)).toContain('<option value="A2" selected="">');
  });
});

describe('two counts compared (B11)', () => {
  test('each line’s gap and value in both, and what each count came to: the lines add up to it', async () => {
    const page = await read(`/counts/${second.id}/compare?with=${first.id}`);
    const [rows = []] = tables(page);
    const [, , ...body] = rows;
    const total = body.pop()!;
    const line = (of: string) => body.find(([name, more]) => `${name} ${more}`.startsWith(of))?.slice(2);
    expect(line('POMPE')).toEqual(['0', '-1', '-100,00 EUR', 'pas dans cet inventaire']);
    expect(line('SIROP')).toEqual(['11', '1', '+4,00 EUR', '10', '-1', '-4,00 EUR']);
    expect(line('PARA Paracétamol 500 mg A1, L2')).toEqual(['40', '-10', '-5,00 EUR', '40', '0', '0,00 EUR']);
    expect(line('PARA Paracétamol 500 mg A1, L1')).toEqual(['100', '0', '0,00 EUR', '96', '-4', '-2,00 EUR']);
    const sum = (at: number) =>
      body.reduce((all, cells) => all + cents(cells[at]?.includes('EUR') ? cells[at] : '0'), 0);
    expect(total.slice(1).map(cents)).toEqual([-10_100, -600]);
    expect([sum(4), sum(7)]).toEqual([-10_100, -600]);
    // Whichever is asked for first, the earlier stands first; and each page says the same of its own count.
    expect(tables(await read(`/counts/${first.id}/compare?with=${second.id}`))).toEqual([rows]);
    expect(words(await read(`/counts/${second.id}`))).toContain('-6,00 EUR 2 lignes en écart');
  });

  test('the count before is chosen already: the last whole one of the same kind in the same depot', async () => {
    const spot = await app.call<Count>(MANAGER, 'POST', '/v1/spot-counts', {
      ...{ id: crypto.randomUUID(), depot: 'PHC', reason: 'Contrôle' },
      lines: [{ item: 'SIROP', bin: 'A2', quantity: 10 }],
    });
    const screws = await aCount('Visserie', {}, {}, { kind: 'part' });
    const third = await aCount('Septembre', {}, {});
    const chosen = async (count: Count) =>
      /<option value="([^"]*)" selected="">/.exec(
        /<select name="with">[\s\S]*?<\/select>/.exec(await read(`/counts/${count.id}`))?.[0] ?? '',
      )?.[1];
    expect(await chosen(third)).toBe(second.id);
    expect(await chosen(second)).toBe(first.id);
    // Of the first none came before; any other may be chosen.
    expect(await chosen(first)).toBeUndefined();
    for (const other of [second, spot, screws, third])
      expect(await read(`/counts/${first.id}`)).toContain(`<option value="${other.id}"`);
  });
});

describe('the filters find what they name', () => {
  const named = (html: string) =>
    [...html.matchAll(/<th scope="row"><a href="[^"]*">([^<]*)<\/a>/g)].map(([, name]) => name);

  test('counts: by year, by depot, by kind, and together', async () => {
    const year = today.slice(0, 4);
    const all = named(await read('/counts'));
    expect(all).toEqual(expect.arrayContaining(['Mars', 'Juin', 'Vis']));
    expect(named(await read(`/counts?year=${year}&depot=&kind=`))).toEqual(all);
    expect(named(await read('/counts?kind=part'))).toEqual(['Visserie', 'Vis']);
    expect(named(await read('/counts?kind=article'))).toEqual(
      expect.arrayContaining(['Mars', 'Juin', 'Septembre']),
    );
    expect(named(await read('/counts?depot=PHC'))).toEqual(all);
    expect(named(await read('/counts?depot=WARD'))).toEqual([]);
    expect(named(await read('/counts?state=confirmed'))).toEqual(all);
    expect(named(await read('/counts?state=closed'))).toEqual([]);
    expect(named(await read(`/counts?year=${year}&depot=PHC&kind=part`))).toEqual(['Visserie', 'Vis']);
    expect(named(await read(`/counts?year=${Number(year) - 1}`))).toEqual([]);
    // Years in which nothing was counted are not offered, but for this one and the one that was asked for.
    const years = async (path: string) =>
      [...(await read(path)).matchAll(/<option value="(\d{4})"/g)].map(([, offered]) => offered);
    expect(await years('/counts')).toEqual([year]);
    expect(await years('/counts?year=2019')).toEqual([year, '2019']);
    // The page says what it was narrowed to.
    expect(await read('/counts?kind=part')).toContain('<option value="part" selected="">');
  });

  test('documents: by depot, by type, by a word of their text', async () => {
    await app.post(CLERK, {
      ...{ type: 'exit-service', depot: 'PHC', party: 'CHIR', description: 'Bloc 3' },
      lines: [{ item: 'VIS', bin: 'A2', quantity: 1 }],
    });
    expect(named(await read('/documents?type=exit-service'))).toEqual([expect.stringMatching(/^SS-PHC-/)]);
    expect(named(await read('/documents?q=bloc%203'))).toEqual([expect.stringMatching(/^SS-PHC-/)]);
    expect(named(await read('/documents?depot=PHC&type=count-adjustment'))).toHaveLength(3);
    expect(named(await read('/documents?depot=WARD'))).toEqual([]);
  });

  test('the journal: by field and by date, its instants as the reader writes them (B12)', async () => {
    const rows = async (query: string, language: Language = 'fr') =>
      tables(await read(`/journal?${query}`, language))[0]?.slice(1) ?? [];
    const opened = (await rows('what=count')).filter(([, , , what]) => what?.startsWith('inventaire ouvert'));
    expect(opened.map(([, , , , name]) => name)).toEqual(['Septembre', 'Visserie', 'Vis', 'Juin', 'Mars']);
    const own = { fr: formatDate(today, 'fr'), en: formatDate(today, 'en') };
    expect((await rows('what=count'))[0]?.[1]).toMatch(new RegExp(`^${own.fr} \\d\\d:\\d\\d$`));
    expect((await rows('what=count', 'en'))[0]?.[1]).toMatch(new RegExp(`^${own.en} \\d\\d:\\d\\d$`));
    const since = (from: string, to: string) => rows(new URLSearchParams({ from, to }).toString());
    expect((await since(today, today)).length).toBe(50);
    // Typed by hand where a browser has no calendar.
    expect((await since(own.fr, own.fr)).length).toBe(50);
    expect(await since(addDays(today, -9), addDays(today, -1))).toEqual([]);
    for (const [from, to] of [
      ['hier', ''],
      [today, addDays(today, -1)],
    ] as const)
      expect(await read(`/journal?${new URLSearchParams({ from, to })}`)).toContain('role="alert"');
  });
});

test('a voucher leads back to the list as it was narrowed, or to the count that led to it; to no other site', async () => {
  const list = '/documents?type=count-adjustment&depot=PHC&from=&to=&q=';
  const [, link = ''] = /<th scope="row"><a href="([^"]+)"/.exec(await read(list))!;
  const backOf = async (path: string) =>
    /<nav class="paper-bar"[^>]*><a href="([^"]*)">([^<]*)</.exec(await read(path))!.slice(1);
  expect(await backOf(link)).toEqual([list.replaceAll('&', '&amp;'), '‹ Documents']);
  const [, fromCount = ''] = /<a href="([^"]+)">Ajustement /.exec(await read(`/counts/${first.id}`))!;
  expect(await backOf(fromCount)).toEqual([`/counts/${first.id}`, '‹ Retour']);
  expect(await backOf(`/counts/${first.id}/record`)).toEqual([`/counts/${first.id}`, `‹ ${first.name}`]);
  const [adjustment] = link.split('?');
  expect(await backOf(`${adjustment}`)).toEqual(['/documents', '‹ Documents']);
  expect(await backOf(`${adjustment}?back=${encodeURIComponent('https://evil.example/')}`)).toEqual([
    '/counts',
    '‹ Retour',
  ]);
});

test('no page allows a style or a script that stands in it, but a printed one its own by their hashes, pictures included', async () => {
  const paths = [
    '/',
    '/sign-in',
    '/assets/portal.css',
    '/counts',
    `/counts/${first.id}`,
    `/counts/${first.id}/record`,
  ];
  const adjustment = `/documents/${first.adjustment?.id}`;
  const pictures = ['reason', 'supplier', 'bin'].map((by) => `/counts/${first.id}/gaps-by-${by}.svg`);
  const rest = ['/movements', '/documents', adjustment, '/journal', '/checks', '/verify', `/counts/${OTHER}`];
  for (const path of [...paths, ...pictures, ...rest]) {
    const headers = { Cookie: await sessionOf(app, ACCOUNTANT) };
    const response = await app.app.request(path, { headers }, app.environment);
    const policy = response.headers.get('Content-Security-Policy') ?? '';
    expect([path, policy]).toEqual([path, expect.stringContaining("default-src 'none'")]);
    const isPaper = path === adjustment || path.endsWith('/record');
    const script = /script-src ([^;]*);/.exec(policy)?.[1];
    expect([path, /unsafe/.test(policy), script]).toEqual([
      path,
      false,
      isPaper ? expect.stringMatching(/^'sha256-[\w+/=]+'$/) : undefined,
    ]);
    if (path.endsWith('.svg')) expect(await response.text()).not.toMatch(/<style|\sstyle=|<script|\son\w+=/);
  }
});
