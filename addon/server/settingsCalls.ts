/** The catalogue and settings panel: lists, forms, and the import of one's own spreadsheet. */
import type { Settings } from '../../shared/contract/catalogue.ts';
import type { ImportResult, ImportWhat, StockCheck } from '../../shared/contract/imports.ts';
import { civilDateIn } from '../../shared/domain/dates.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { type ApiRequest, askApi, query } from './api.ts';
import type { CatalogueRow, OwnCell } from './calls/settings.ts';
import type { Answer, Calls } from './calls.ts';
import { answer } from './entry.ts';
import { refuse } from './refusals.ts';

const SHOWN = 50;
/** The most rows that one import takes, and its headings. */
const MOST_ROWS = 20_001;
/** What an import of 20,000 rows may take; asked again under the same key it answers the first result. */
const IMPORT_SECONDS = 120;

export const listCatalogue: Calls['listCatalogue'] = (email, kind, filters, cursor) =>
  answer(email, (language) => {
    const asked = { ...filters, ...(cursor && { cursor }), limit: SHOWN };
    const read = askApi<{ rows: CatalogueRow[]; next: string | null }>(
      `/v1/${kind}?${query(asked)}`,
      language,
    );
    return read.ok ? { ok: true, rows: read.body.rows, next: read.body.next } : read;
  });

export const putCatalogue: Calls['putCatalogue'] = (email, key, kind, row) =>
  answer(email, (language) => {
    const put = askApi<CatalogueRow>(`/v1/${kind}`, language, { method: 'put', key, body: row });
    return put.ok ? { ok: true, row: put.body } : put;
  });

export const readSettings: Calls['readSettings'] = (email) =>
  answer(email, (language) => settingsOf(askApi<Settings>('/v1/settings', language)));

export const putSettings: Calls['putSettings'] = (email, key, settings) =>
  answer(email, (language) =>
    settingsOf(askApi<Settings>('/v1/settings', language, { method: 'put', key, body: settings })),
  );

function settingsOf(asked: Answer<{ body: Settings }>): Answer<{ settings: Settings }> {
  return asked.ok ? { ok: true, settings: asked.body } : asked;
}

export const listOwnTabs: Calls['listOwnTabs'] = (email) =>
  answer(email, () => {
    const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
    const tabs = spreadsheet.getSheets().map((sheet) => ({ id: sheet.getSheetId(), name: sheet.getName() }));
    return { ok: true, tabs, active: spreadsheet.getActiveSheet().getSheetId() };
  });

/** Two reads of the whole block: what the cells show, and what stands behind it. Nothing is written. */
export const readOwnTab: Calls['readOwnTab'] = (email, id) =>
  answer(email, (language) => {
    const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
    const sheet = spreadsheet.getSheets().find((one) => one.getSheetId() === id);
    if (!sheet) return refuse('TAB_GONE', language);
    const [rows, columns] = [sheet.getLastRow(), sheet.getLastColumn()];
    if (rows === 0 || columns === 0) return { ok: true, cells: [] };
    if (rows > MOST_ROWS) return refuse('TAB_TOO_LONG', language, { rows, most: MOST_ROWS - 1 });
    const range = sheet.getRange(1, 1, rows, columns);
    const shown = range.getDisplayValues();
    const zone = spreadsheet.getSpreadsheetTimeZone();
    const cells = range.getValues().map((row, at) =>
      row.map((value, column): OwnCell => {
        const text = shown[at]?.[column] ?? '';
        const held = value instanceof Date ? civilDateIn(zone, value) : value;
        return typeof value === 'number' || value instanceof Date ? [text, held as number | string] : text;
      }),
    );
    return { ok: true, cells };
  });

export const checkStock: Calls['checkStock'] = (email, sheet) =>
  answer(email, (language) => {
    const asked = askApi<StockCheck>('/v1/imports/stock/check', language, {
      ...{ method: 'post', seconds: IMPORT_SECONDS, body: sheet },
    });
    return asked.ok ? { ok: true, check: asked.body } : asked;
  });

export const importStock: Calls['importStock'] = (email, key, sheet) =>
  answer(email, (language) => resultOf(importRows('stock', language, { key, body: sheet })));

export const importFile: Calls['importFile'] = (email, key, what, csv) =>
  answer(email, (language) => resultOf(importRows(what, language, { key, csv })));

const importRows = (what: ImportWhat, language: Language, sent: ApiRequest) =>
  askApi<ImportResult>(`/v1/imports/${what}`, language, { method: 'post', seconds: IMPORT_SECONDS, ...sent });

function resultOf(asked: Answer<{ body: ImportResult }>): Answer<{ result: ImportResult }> {
  return asked.ok ? { ok: true, result: asked.body } : asked;
}
