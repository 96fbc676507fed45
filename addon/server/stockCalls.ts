/** The stock panel: reports page by page or in a sheet, lots, back orders. */
import type { DocumentRest, PostedDocument } from '../../shared/contract/documents.ts';
import type { LotTrace } from '../../shared/contract/stock.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import { askApi, askPage, query } from './api.ts';
import type { SheetName, TraceRow } from './calls/stock.ts';
import type { Answer, Calls } from './calls.ts';
import { alone } from './countTabs.ts';
import { answer } from './entry.ts';
import { wordsOf } from './language.ts';
import { openPanel } from './menu.ts';
import { refuse } from './refusals.ts';
import { fetchAll, fetchPage, SHOWN } from './reports/paths.ts';
import { type ReportToWrite, writeReportSheet } from './reports/sheet.ts';
import { showPrintPage } from './voucher.ts';

export const readReport: Calls['readReport'] = (email, report, filters, cursor) =>
  answer(email, (language) => {
    const asked = fetchPage(report, filters, cursor, SHOWN, language);
    return asked.ok ? { ok: true, page: asked.body } : asked;
  });

export const writeReport: Calls['writeReport'] = (email, report, filters, about) =>
  answer(email, (language) => {
    const read = fetchAll(report, filters, language);
    if (!read.ok) return read;
    const subject = filters.item ?? '';
    return written(email, language, { report, subject, about, rows: read.rows as never });
  });

export const writeTrace: Calls['writeTrace'] = (email, item, lot) =>
  answer(email, (language) => {
    const read = askApi<LotTrace>(`/v1/lots/trace?${query({ item, lot })}`, language);
    if (!read.ok) return read;
    const { left, exits, entries, ...head } = read.body;
    const of = (what: TraceRow['what'], lines: LotTrace['exits']) =>
      lines.map((line) => ({ ...line, what, bin: '', transfer: '' }));
    const rows = [
      ...left.map((line) => ({ ...line, what: 'left' as const, transfer: line.transfer ?? '' })),
      ...of('received', exits),
      ...of('cameFrom', entries),
    ];
    const { blockedBecause } = wordsOf(language).reports;
    const blocked = head.blocked && say(blockedBecause, language, { reason: head.blockReason ?? '' });
    const about = [head.item, head.label, blocked].filter(Boolean).join(', ');
    return written(email, language, { report: 'trace', subject: `${head.item} ${head.lot}`, about, rows });
  });

/** The sheet of its own, named by what it is of, with the filters and the moment in words above. */
function written<Name extends SheetName>(
  email: string,
  language: Language,
  { report, subject, about, rows }: Omit<ReportToWrite<Name>, 'name'>,
): ReturnType<Calls['writeReport']> {
  return alone(language, () => {
    const { names, about: sentence } = wordsOf(language).reports;
    const name = [names[report], subject].filter(Boolean).join(' ');
    const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
    const when = Utilities.formatDate(
      new Date(),
      spreadsheet.getSpreadsheetTimeZone(),
      language === 'fr' ? 'dd/MM/yyyy HH:mm' : 'yyyy-MM-dd HH:mm',
    );
    const said = say(sentence, language, { report: names[report], about, when, person: email });
    const { sheet, made } = writeReportSheet(
      spreadsheet,
      { report, subject, name, about: said, rows },
      language,
    );
    return { ok: true, sheet: sheet.getName(), rows: rows.length, made };
  });
}

export const readLot: Calls['readLot'] = (email, item, lot) =>
  answer(email, (language) => traced(askApi<LotTrace>(`/v1/lots/trace?${query({ item, lot })}`, language)));

export const blockLot: Calls['blockLot'] = (email, key, lot, blocked) =>
  answer(email, (language) => {
    const path = blocked ? '/v1/lots/block' : '/v1/lots/release';
    return traced(askApi<LotTrace>(path, language, { method: 'post', key, body: lot }));
  });

export const correctLot: Calls['correctLot'] = (email, key, correction) =>
  answer(email, (language) =>
    traced(askApi<LotTrace>('/v1/lots/correction', language, { method: 'post', key, body: correction })),
  );

export const showLotNotice: Calls['showLotNotice'] = (email, item, lot) =>
  answer(email, (language) => {
    const asked = askPage(`/v1/lots/notice?${query({ item, lot })}`, language);
    if (!asked.ok) return asked;
    // A network's sign-in page is html too: a notice bears the number of its lot.
    if (!asked.html.includes('class="number"')) return refuse('UNREADABLE', language);
    showPrintPage(asked.html, say(wordsOf(language).reports.noticeTitle, language, { lot }), language);
    return { ok: true };
  });

export const printState: Calls['printState'] = (email, filters) =>
  answer(email, (language) => {
    const asked = askPage(`/v1/stock/state/print?${query(filters)}`, language);
    if (!asked.ok) return asked;
    if (!asked.html.includes('class="number"')) return refuse('UNREADABLE', language);
    showPrintPage(asked.html, wordsOf(language).reports.names.state, language);
    return { ok: true };
  });

export const closeUndelivered: Calls['closeUndelivered'] = (email, key, line, reason) =>
  answer(email, (language) => {
    const path = `/v1/backorders/invoices/${reason === null ? 'reopen' : 'close'}`;
    const body = reason === null ? line : { ...line, reason };
    const asked = askApi<object>(path, language, { method: 'post', key, body });
    return asked.ok ? { ok: true } : asked;
  });

export const closeUnreceived: Calls['closeUnreceived'] = (email, key, { transfer, to }, reason) =>
  answer(email, (language) => {
    // What is on its way now, all of it: the page may show a part, or what stood there before.
    const read = askApi<DocumentRest>(`/v1/documents/${encodeURIComponent(transfer)}/rest`, language);
    if (!read.ok) return read;
    const lines = read.body.lines.flatMap(({ item, lot, serial, rest }) =>
      rest > 0 ? [{ item, ...(lot && { lot }), ...(serial && { serial }), quantity: rest }] : [],
    );
    if (lines.length === 0) return closedBefore(key, language);
    const body = { id: key, type: 'transit-loss', depot: to, transfer, reason, lines };
    return documentOf(askApi<PostedDocument>('/v1/documents', language, { method: 'post', key, body }));
  });

/** The loss itself, where its answer was lost on the way here; else everything arrived, or somebody else closed it. */
function closedBefore(key: string, language: Language): ReturnType<Calls['closeUnreceived']> {
  const asked = askApi<PostedDocument>(`/v1/documents/${encodeURIComponent(key)}`, language);
  return !asked.ok && asked.status === 404 ? refuse('TRANSFER_ARRIVED', language) : documentOf(asked);
}

function documentOf(asked: Answer<{ body: PostedDocument }>): ReturnType<Calls['closeUnreceived']> {
  return asked.ok ? { ok: true, document: asked.body } : asked;
}

export const openStockOf: Calls['openStockOf'] = (email, item, page) =>
  answer(email, () => {
    openPanel('stock', { item, page });
    return { ok: true };
  });

function traced(asked: Answer<{ body: LotTrace }>): Answer<{ trace: LotTrace }> {
  return asked.ok ? { ok: true, trace: asked.body } : asked;
}
