/** Where each report is read, and all of its pages where it is written to a sheet. */
import type { Language } from '../../../shared/domain/quantities.ts';
import { askApi, query } from '../api.ts';
import type { ReportName, ReportPages, ReportQuery } from '../calls/stock.ts';
import type { Answer } from '../calls.ts';
import { refuse } from '../refusals.ts';

const PATHS: Record<ReportName, string> = {
  serials: '/v1/serials',
  lines: '/v1/stock',
  card: '/v1/stock/card',
  state: '/v1/stock/state',
  levels: '/v1/stock/levels',
  expiring: '/v1/stock/expiring',
  idle: '/v1/stock/idle',
  undelivered: '/v1/backorders/invoices',
  unreceived: '/v1/backorders/transfers',
};

/** A page for the eye, and one for a sheet: one request for each so many lines. */
export const SHOWN = 50;
const WRITTEN = 20_000;
/** The most lines that a sheet takes; a spreadsheet holds ten million cells. */
const MOST = 100_000;
const MOST_PAGES = 100;

export function fetchPage<Name extends ReportName>(
  report: Name,
  filters: ReportQuery,
  cursor: string | null,
  limit: number,
  language: Language,
): Answer<{ body: ReportPages[Name] }> {
  const asked: Record<string, string | number> = { ...filters, ...(cursor && { cursor }) };
  // A page of invoices has a length of its own.
  if (report !== 'undelivered') asked.limit = limit;
  return askApi<ReportPages[Name]>(`${PATHS[report]}?${query(asked)}`, language);
}

/** Every row that the filters name. */
export function fetchAll<Name extends ReportName>(
  report: Name,
  filters: ReportQuery,
  language: Language,
): Answer<{ rows: ReportPages[Name]['rows'][number][] }> {
  const rows: ReportPages[Name]['rows'][number][] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const read: Answer<{ body: ReportPages[Name] }> = fetchPage(report, filters, cursor, WRITTEN, language);
    if (!read.ok) return read;
    for (const row of read.body.rows) rows.push(row);
    cursor = read.body.next;
    if (cursor === null) return { ok: true, rows };
    if (rows.length >= MOST) break;
  }
  return refuse('REPORT_TOO_LONG', language, { most: MOST });
}
