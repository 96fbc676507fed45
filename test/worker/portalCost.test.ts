import { beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import type { App } from './app.ts';
import { counting } from './counting.ts';
import { fillLedger, fillShelf } from './fullLedger.ts';
import { ACCOUNTANT, smallHospital } from './hospital.ts';
import { meter } from './meter.ts';
import { sessionOf } from './session.ts';

/** What accounting's pages read where there are 50,000 documents, counted in rows; a page holds 50. */
let app: App;
const { portal } = textOf('fr');

beforeAll(async () => {
  app = await smallHospital();
  // 25,000 documents of goods in and out, then 12,500 transfers and their receptions, 280 days of them.
  await fillLedger(app, 125_000);
});

async function look(path: string) {
  const { db, calls } = meter(app.db);
  const headers = { Cookie: await sessionOf(app, ACCOUNTANT) };
  const response = await app.app.request(path, { headers }, { ...app.environment, DB: db });
  expect([path, response.status]).toEqual([path, 200]);
  const html = await response.text();
  const body = /<tbody>([\s\S]*)<\/tbody>/.exec(html)?.[1] ?? '';
  const rows = body.split('<tr>').slice(1);
  const next = new RegExp(`<a href="([^"]+)">${portal.filters.next}</a>`).exec(html)?.[1];
  const read = calls.flatMap(({ statements }) => statements).reduce((sum, one) => sum + one.read, 0);
  return { html, rows, next: next?.replaceAll('&amp;', '&'), read };
}

const numberOf = (row: string) => /<a href="[^"]*">([^<]*)</.exec(row)?.[1] ?? '';
const dayOf = (row: string) => /\d\d\/\d\d\/\d{4}/.exec(row)?.[0]?.split('/').reverse().join('-') ?? '';

/** Every page from the first on. */
async function walk(path: string, mostRead: number) {
  const rows: string[] = [];
  for (let next: string | undefined = path; next; ) {
    const page = await look(next);
    expect(page.read).toBeLessThan(mostRead);
    rows.push(...page.rows);
    next = page.next;
  }
  return rows;
}

describe('documents', () => {
  test('the latest come first, by their dates, and the page reads about itself alone', async () => {
    const { rows, read } = await look('/documents');
    expect(rows).toHaveLength(50);
    const days = rows.map(dayOf);
    expect(days).toEqual(days.toSorted().reverse());
    expect(read).toBeLessThan(1500);
  });

  test('of a week long ago: its pages lead through all of them, each once, in order, and read nothing else', async () => {
    const { day } = (await app.db
      .prepare(`SELECT date(min(date), '+100 days') AS day FROM documents`)
      .first<{ day: string }>())!;
    const within = `date BETWEEN '${day}' AND date('${day}', '+6 days')`;
    const { results } = await app.db
      .prepare(`SELECT number, date FROM documents WHERE ${within} ORDER BY date DESC, sequence DESC`)
      .all<{ number: string; date: string }>();
    expect(results.length).toBeGreaterThan(400);
    const rows = await walk(`/documents?from=${results.at(-1)?.date}&to=${results[0]?.date}`, 1500);
    expect(rows.map(numberOf)).toEqual(results.map(({ number }) => number));
    const exits = await walk(`/documents?type=exit-service&from=${day}&to=${day}`, 1500);
    const { of } = (await app.db
      .prepare(`SELECT count(*) AS "of" FROM documents WHERE date = ?1 AND type = 'exit-service'`)
      .bind(day)
      .first<{ of: number }>())!;
    expect(exits).toHaveLength(of);
  });

  test('a rare type is found at once behind thousands of others; one that there is not is said, without pages', async () => {
    const opening = await look('/documents?type=entry-opening');
    expect(opening.rows).toHaveLength(40);
    const loss = await look('/documents?type=loss');
    expect(loss.html).toContain(portal.documents.none);
    for (const { next, read } of [opening, loss]) expect([next, read < 150_000]).toEqual([undefined, true]);
  });

  test('a word that no text holds: the page says down to which day it looked, and leads on', async () => {
    const { html, rows, next, read } = await look('/documents?q=introuvable');
    const { date } = (await app.db
      .prepare(`SELECT max(date) AS date FROM documents`)
      .first<{ date: string }>())!;
    expect([rows.length, html.includes(say(portal.documents.noneSoFar, 'fr', { date }))]).toEqual([0, true]);
    expect(read).toBeLessThan(60_000);
    const second = await look(next ?? '');
    expect(second.html).not.toContain(say(portal.documents.noneSoFar, 'fr', { date: '' }));
  });
});

test('the journal looks through 50,000 commands at most, and leads on from there', async () => {
  const latest = await look('/journal');
  expect([latest.rows.length, latest.read < 500]).toEqual([50, true]);
  const first = await look('/journal?what=people');
  expect([first.rows.length, first.read < 51_000]).toEqual([0, true]);
  expect(first.html).toMatch(/Rien depuis l’opération n° \d/);
  const then = await look(first.next ?? '');
  expect(then.rows.length).toBeGreaterThan(0);
  expect(then.next).toBeUndefined();
});

test('between two dates: no movement before the first day is read, and the stock of then is counted back right', async () => {
  const { first, last } = (await app.db
    .prepare(`SELECT min(date) AS first, max(date) AS last FROM movements`)
    .first<{ first: string; last: string }>())!;
  const whole = await look(`/movements?from=${first}&to=${last}`);
  const lastDay = await look(`/movements?from=${last}&to=${last}`);
  expect(whole.rows.length).toBe(50);
  // The transfers are of the last day: two movements of each in the depots, two on the way.
  expect(lastDay.read).toBeLessThan(whole.read / 2);
  const code = /F-\d{4}/.exec(lastDay.rows[0] ?? '')?.[0] ?? '';
  const { opening } = (await app.db
    .prepare(
      `SELECT sum(m.quantity) / 1000 AS opening FROM movements m JOIN items i ON i.id = m.item WHERE i.code = ?1 AND m.date < ?2`,
    )
    .bind(code, last)
    .first<{ opening: number }>())!;
  const told = /class="number">([^<]*)</.exec(lastDay.rows[0] ?? '')?.[1] ?? '';
  expect(Number(told.replace(/[^\d]/g, ''))).toBe(opening);
});

test('each movement of a few days as CSV: the ledger before them and after them is not read', async () => {
  const { day } = (await app.db
    .prepare(`SELECT date(min(date), '+100 days') AS day FROM movements`)
    .first<{ day: string }>())!;
  const { db, calls } = meter(app.db);
  const headers = { Cookie: await sessionOf(app, ACCOUNTANT) };
  const path = `/movements/lines.csv?from=${day}&to=${day}`;
  const csv = await (await app.app.request(path, { headers }, { ...app.environment, DB: db })).text();
  const { results } = await app.db
    .prepare('SELECT sequence FROM movements WHERE date = ?1 ORDER BY sequence')
    .bind(day)
    .all<{ sequence: number }>();
  const [, ...rows] = csv.trim().split('\r\n');
  expect(rows.map((row) => Number(row.split(';')[0]))).toEqual(results.map(({ sequence }) => sequence));
  const read = calls.flatMap(({ statements }) => statements).reduce((sum, one) => sum + one.read, 0);
  expect([rows.length > 300, read < rows.length * 12]).toEqual([true, true]);
});

test('between two dates an item is found by its words; a depot without goods is said to have none, on one page', async () => {
  const one = await look('/movements?q=FIL+0199');
  expect([one.rows.length, one.rows[0]?.includes('F-0199'), one.next]).toEqual([1, true, undefined]);
  expect(one.read).toBeLessThan(20_000);
  // The files stay whole.
  expect(one.html).toMatch(/href="\/movements\/stock\.csv\?from=[\d-]+&amp;to=[\d-]+"/);
  await app.depot({ code: 'NEUF', name: 'Dépôt neuf' });
  const none = await look('/movements?depot=NEUF');
  expect([none.html.includes(portal.movements.none), none.next, none.read < 2000]).toEqual([
    true,
    undefined,
    true,
  ]);
});

test('the counts offer their years, and a page of them reads about itself alone', async () => {
  const { rows, next, read } = await look('/counts');
  expect([rows.length, next !== undefined, read < 2500]).toEqual([50, true, true]);
});

describe('a count of 2,000 lines, a hundred of which differ', () => {
  const LINES = 2000;

  test('its charts read, once it is confirmed, what its adjustment moved, and say the same', async () => {
    const shop = await smallHospital();
    await fillShelf(shop, LINES);
    const work = counting(shop);
    const count = await work.open({ name: 'Rayon', scope: { bins: ['A2'] } });
    const lines = await work.linesOf(count);
    expect(lines).toHaveLength(LINES);
    await work.put(
      count,
      lines.map(({ line, theoretical = 0 }, at) => [line, at % 20 === 0 ? theoretical - 1 : theoretical, 0]),
    );
    const { version } = (await work.close(count)).count;
    const chart = async () => {
      const { db, calls } = meter(shop.db);
      const headers = { Cookie: await sessionOf(shop, ACCOUNTANT) };
      const path = `/counts/${count.id}/gaps-by-bin.svg`;
      const response = await shop.app.request(path, { headers }, { ...shop.environment, DB: db });
      const read = calls.flatMap(({ statements }) => statements).reduce((sum, one) => sum + one.read, 0);
      // The library numbers its classes by picture.
      return { svg: (await response.text()).replaceAll(/ class="[^"]*"/g, ''), read };
    };
    const closed = await chart();
    await work.act(count, 'confirm', { version });
    const confirmed = await chart();
    expect(confirmed.svg).toBe(closed.svg);
    expect(confirmed.svg).toContain('-200,00');
    expect(confirmed.read).toBeLessThan(LINES / 2);
  });
});
