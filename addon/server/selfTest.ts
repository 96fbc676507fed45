/**
 * What the local Sheets host assumes of Google, checked in a real spreadsheet: only in a build made with
 * `--self-test`. It writes to a sheet of its own, takes it away again, and shows a table to send back.
 */
import type { Language } from '../../shared/domain/quantities.ts';
import { requireAllScopes } from './entry.ts';
import { readerLanguage, wordsOf } from './language.ts';

export interface Finding {
  /** A key of `selfTest.checks`. */
  check: string;
  expected: string;
  found: string;
}

type Check = [name: string, expected: unknown, find: (sheet: GoogleAppsScript.Spreadsheet.Sheet) => unknown];

const MARK = 'decompte.selfTest';

/** Menu entry «Autotest», where the build offers it. */
export function openSelfTest(): void {
  requireAllScopes();
  const language = readerLanguage();
  const { selfTest } = wordsOf(language);
  const page = HtmlService.createHtmlOutput(pageOf(findAll(), language)).setWidth(860).setHeight(600);
  SpreadsheetApp.getUi().showModalDialog(page, selfTest.title);
}

function findAll(): Finding[] {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const name = `selftest-${Utilities.getUuid().slice(0, 8)}`;
  const sheet = spreadsheet.insertSheet(name);
  try {
    return CHECKS.map(([check, expected, find]) => ({
      check,
      expected: shown(expected),
      found: attempt(find, sheet),
    }));
  } finally {
    // Its own and the copy that one check makes, whatever Google names it.
    for (const each of spreadsheet.getSheets())
      if (each.getName().includes(name)) spreadsheet.deleteSheet(each);
  }
}

function attempt(find: Check[2], sheet: GoogleAppsScript.Spreadsheet.Sheet): string {
  try {
    return shown(find(sheet));
  } catch (failure) {
    return `! ${String(failure)}`;
  }
}

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Writes one cell as the add-on does, and reads it back as the add-on does. */
function written(
  sheet: GoogleAppsScript.Spreadsheet.Sheet,
  row: number,
  value: string | number,
  format: string,
) {
  const cell = sheet.getRange(row, 1);
  cell.setNumberFormat(format);
  cell.setValues([[value]]);
  SpreadsheetApp.flush();
  return [cell.getDisplayValues()[0]?.[0], typeof cell.getValues()[0]?.[0]];
}

const CHECKS: readonly Check[] = [
  ['zeros', ['007', 'string'], (sheet) => written(sheet, 1, "'007", '@')],
  ['digits', ['12345678901234567890', 'string'], (sheet) => written(sheet, 2, "'12345678901234567890", '@')],
  ['slash', ['1/2', 'string'], (sheet) => written(sheet, 3, "'1/2", '@')],
  ['formula', ['=1+1', 'string'], (sheet) => written(sheet, 4, "'=1+1", '@')],
  ['bare', ['1/2', 'string'], (sheet) => written(sheet, 5, '1/2', '@')],
  [
    'number',
    12.5,
    (sheet) => {
      written(sheet, 6, 12.5, '0.###');
      return sheet.getRange(6, 1).getValues()[0]?.[0];
    },
  ],
  ['blank', '', (sheet) => sheet.getRange(7, 1).getValues()[0]?.[0]],
  [
    'date',
    true,
    (sheet) => {
      const cell = sheet.getRange(8, 1);
      cell.setValue('2026-11-20');
      // A date comes back as a Date, which must not cross to a page.
      return Object.prototype.toString.call(cell.getValue()) === '[object Date]';
    },
  ],
  [
    'copy',
    [true, true],
    (sheet) => {
      const visibility = SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT;
      sheet.addDeveloperMetadata(MARK, String(sheet.getSheetId()), visibility);
      const copy = sheet.copyTo(SpreadsheetApp.getActiveSpreadsheet());
      const marks = copy.getDeveloperMetadata().map((metadata) => metadata.getValue());
      return [marks.includes(String(sheet.getSheetId())), copy.getSheetId() !== sheet.getSheetId()];
    },
  ],
  [
    'lock',
    true,
    () => {
      const lock = LockService.getDocumentLock();
      const taken = lock.tryLock(5_000);
      lock.releaseLock();
      return taken;
    },
  ],
  [
    'properties',
    true,
    () => {
      const properties = PropertiesService.getUserProperties();
      properties.setProperties({ [MARK]: 'x'.repeat(8_000) });
      const kept = properties.getProperty(MARK)?.length === 8_000;
      properties.deleteProperty(MARK);
      return kept;
    },
  ],
  [
    'fetch',
    200,
    () => {
      const options = { muteHttpExceptions: true, timeoutSeconds: 30 };
      return UrlFetchApp.fetch(`${DECOMPTE_CONFIG.apiUrl}/`, options).getResponseCode();
    },
  ],
  [
    'issuer',
    true,
    () => ['https://accounts.google.com', 'accounts.google.com'].includes(String(claims().iss)),
  ],
  [
    'claims',
    ['string', 'string', 'string'],
    () => {
      const { aud, sub, email } = claims();
      return [typeof aud, typeof sub, typeof email];
    },
  ],
  ['verified', true, () => [true, 'true'].includes(claims().email_verified as boolean | string)],
  ['account', true, () => claims().email === Session.getActiveUser().getEmail()],
];

/** What the Worker judges; the token itself is never shown. */
function claims(): Record<string, unknown> {
  const token: string | null = ScriptApp.getIdentityToken();
  const [, body = ''] = (token ?? '').split('.');
  return JSON.parse(Utilities.newBlob(Utilities.base64DecodeWebSafe(body)).getDataAsString());
}

/** Texts of the spreadsheet stand in it as text, never as html. */
function pageOf(findings: readonly Finding[], language: Language): string {
  const { selfTest } = wordsOf(language);
  const checks: Readonly<Record<string, string>> = selfTest.checks;
  const rows = findings.map(({ check, expected, found }) => {
    const good = expected === found;
    const cells = [good ? '✓' : '✗', checks[check] ?? check, expected, found];
    return `<tr class="${good ? 'good' : 'bad'}">${cells.map((text) => `<td>${escaped(text)}</td>`).join('')}</tr>`;
  });
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const about = `${spreadsheet.getSpreadsheetLocale()} · ${spreadsheet.getSpreadsheetTimeZone()} · ${DECOMPTE_CONFIG.environment}`;
  return `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8"><style>
body{font:13px Arial,sans-serif;margin:16px}td,th{padding:4px 8px;border-bottom:1px solid #dadce0;text-align:left;vertical-align:top}
.bad{background:#fce8e6}table{border-collapse:collapse;width:100%}</style></head><body>
<p>${escaped(selfTest.intro)}</p><p>${escaped(about)}</p>
<table><thead><tr><th></th>${[selfTest.check, selfTest.expected, selfTest.found].map((text) => `<th>${escaped(text)}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
