import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { addDays, parseDate, startOfDay } from '../../shared/domain/dates.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { readHealth } from '../books/health.ts';
import { readRectified } from '../documents/rectified.ts';
import { searchDocuments } from '../documents/search.ts';
import { readVisibleDocument } from '../documents/visible.ts';
import { voucherPage } from '../documents/voucher.tsx';
import { CsvFile } from '../http/csv.ts';
import type { AppEnv } from '../http/env.ts';
import { Refusal } from '../http/problem.ts';
import { fromCursor, toCursor } from '../http/routes.ts';
import { type Caller, visibleDepot } from '../people/caller.ts';
import { readJournal } from '../people/journal.ts';
import { readLetterhead } from '../printing/letterhead.tsx';
import { MOVEMENT_COLUMNS, movementsBetween } from '../stock/movementsBetween.ts';
import { type Period, readRollForward } from '../stock/rollForward.ts';
import { checksPage } from './checks.page.tsx';
import { documentsPage } from './documents.page.tsx';
import { download, PAGE_ROWS, signedIn } from './frame.tsx';
import { journalPage } from './journal.page.tsx';
import { oversees, type Query } from './layout.tsx';
import { movementsPage } from './movements.page.tsx';
import { showPaper } from './paper.tsx';
import { rollForwardCsv, rollForwardXlsx, XLSX_ROWS_MAX } from './rollForwardFiles.ts';
import { safePath } from './signIn.ts';

/** Items of one page of the roll-forward: each brings its history along. */
const PAGE_ITEMS = 50;
const CSV = 'text/csv; charset=utf-8';

/** Vouchers, the journal, the checks, and the stock between two dates: read only. */
export function addLedgerPages(routes: OpenAPIHono<AppEnv>): void {
  routes.get('/documents', async (c) => {
    const reader = await signedIn(c);
    const query = c.req.query();
    const dates = typedDates(query);
    if (!dates) return c.html(documentsPage(reader, { rows: null, next: null, through: null, query }));
    const asked: Query = { ...query, ...dates };
    const filters = Object.fromEntries(
      ['depot', 'type', 'q', 'from', 'to'].flatMap((name) => (asked[name] ? [[name, asked[name]]] : [])),
    );
    const after = fromCursor(query.cursor, 2);
    const found = await searchDocuments(c.env.DB, reader.caller, filters, PAGE_ROWS, after);
    return c.html(documentsPage(reader, { ...found, query: asked }));
  });
  routes.get('/documents/:id', async (c) => {
    const { caller, language } = await signedIn(c);
    const document = await readVisibleDocument(c.env.DB, caller, c.req.param('id'), language);
    const { currency } = caller.organisation;
    const rectified = await readRectified(c.env.DB, caller, document);
    const letterhead = await readLetterhead(c.env.DB);
    const voucher = await voucherPage(document, letterhead, currency, language, rectified);
    // To the list as it was narrowed, or to the count that led here.
    const back = c.req.query('back') ? safePath(c.req.query('back')) : '/documents';
    const words = textOf(language).portal;
    const name = back.startsWith('/documents') ? words.documents.title : words.paper.back;
    return showPaper(c, String(voucher), { back, name });
  });

  routes.get('/journal', async (c) => {
    const reader = await signedIn(c);
    const { caller } = reader;
    if (!oversees(caller)) throw new Refusal('FORBIDDEN');
    const query = c.req.query();
    const dates = typedDates(query);
    if (!dates) return c.html(journalPage(reader, { rows: null, next: null, through: null, query }));
    const { from, to } = dates;
    const startsOn = (date: string, later = 0) =>
      date && startOfDay(addDays(date, later), caller.organisation.timeZone);
    const filters = {
      what: /^[a-z]+$/.test(query.what ?? '') ? `${query.what}.` : '',
      since: startsOn(from),
      until: startsOn(to, 1),
    };
    const found = await readJournal(c.env.DB, filters, PAGE_ROWS, fromCursor(query.cursor, 1));
    return c.html(journalPage(reader, { ...found, query: { ...query, from, to } }));
  });

  routes.get('/checks', async (c) => {
    const reader = await signedIn(c);
    if (!oversees(reader.caller)) throw new Refusal('FORBIDDEN');
    return c.html(checksPage(reader, await readHealth(c.env.DB, new Date())));
  });

  routes.get('/movements', async (c) => {
    const reader = await signedIn(c);
    const { caller } = reader;
    const asked = c.req.query();
    const query = {
      ...asked,
      from: asked.from ?? `${caller.today.slice(0, 4)}-01-01`,
      to: asked.to ?? caller.today,
    };
    const period = periodOf(caller, query);
    if (!period) return c.html(movementsPage(reader, { rows: null, next: null, query }));
    const [after = ''] = fromCursor(asked.cursor, 1) ?? [];
    const { currencyDecimals } = caller.organisation;
    const found = await readRollForward(c.env.DB, period, currencyDecimals, PAGE_ITEMS, String(after));
    const next = found.next === null ? null : toCursor([found.next]);
    const { from, to } = period;
    return c.html(movementsPage(reader, { rows: found.rows, next, query: { ...query, from, to } }));
  });
  routes.get('/movements/stock.csv', async (c) => {
    const { period, caller, name } = await askedPeriod(c, 'file');
    const { currencyDecimals } = caller.organisation;
    const bytes = await rollForwardCsv(c.env.DB, period, currencyDecimals, c.get('language'));
    return download(c, bytes, CSV, `${name}.csv`);
  });
  routes.get('/movements/stock.xlsx', async (c) => {
    const { period, caller, name } = await askedPeriod(c, 'file');
    const { currencyDecimals } = caller.organisation;
    const xlsx = await rollForwardXlsx(c.env.DB, period, currencyDecimals, c.get('language'));
    if (!xlsx) throw new Refusal('EXPORT_TOO_LONG', { limit: XLSX_ROWS_MAX });
    return download(c, await xlsx.arrayBuffer(), xlsx.type, `${name}.xlsx`);
  });
  routes.get('/movements/lines.csv', async (c) => {
    const { period, name } = await askedPeriod(c, 'linesFile');
    const { portal, printed } = textOf(c.get('language'));
    const { columns } = printed.snapshot;
    const headings = MOVEMENT_COLUMNS.map((column) =>
      column === 'position' ? portal.movements.position : columns[column],
    );
    const csv = new CsvFile(headings);
    const typeName = (type: string) => printed.types[type as keyof typeof printed.types] ?? type;
    for await (const rows of movementsBetween(c.env.DB, period, typeName)) csv.add(rows);
    return download(c, csv.bytes(), CSV, `${name}.csv`);
  });
}

async function askedPeriod(c: Context<AppEnv>, named: 'file' | 'linesFile') {
  const { caller, language } = await signedIn(c);
  const query = c.req.query();
  const period = periodOf(caller, query);
  if (!period) throw new Refusal('REQUEST_INVALID', { what: 'from, to' });
  // The dates stay ISO in a file's name, whatever the reader's language.
  const name = say(textOf(language).portal.movements[named], 'en', { from: period.from, to: period.to });
  return { period, caller, name };
}

/** A date as a browser's calendar or a hand writes it: ISO; `''` where none is given, null where it is none. */
function typedDate(text = ''): string | null {
  return text.trim() === '' ? '' : parseDate(text);
}

/** Both dates of a filter, either of them `''`; null where one is none, or they stand the wrong way round. */
function typedDates(query: Query): { from: string; to: string } | null {
  const [from, to] = [typedDate(query.from), typedDate(query.to)];
  return from === null || to === null || (from && to && from > to) ? null : { from, to };
}

/** The depots that the caller reads, and two dates in their order; null where they are none. */
function periodOf(caller: Caller, query: Query): Period | null {
  const { depot, q } = query;
  const [from, to] = [typedDate(query.from), typedDate(query.to)];
  if (!from || !to || from > to || to > caller.today) return null;
  const depots = depot ? [visibleDepot(caller, depot)?.id ?? 0] : caller.depots.map(({ id }) => id);
  return { depots, from, to, q, blind: caller.blind };
}
