import type { failures as french } from '../../fr/addon/failures.ts';
import type { Same } from '../../same.ts';

export const failures: Same<typeof french> = {
  OTHER_ACCOUNT:
    'This panel is open for {shown}, but Google answers for {actual}. Close it, sign the other account out or use a private window, then open it again.',
  SCOPES_REFUSED:
    'The permission asked for was not given. Close this panel, open it again from the Extensions > Décompte menu, and accept all permissions.',
  UNREACHABLE:
    'The service does not answer. Check the connection, then try again: nothing you typed is lost.',
  UNREADABLE:
    'A web page answered instead of the service (a network’s sign-in page, or a changed address). Try again; if it lasts, tell your administrator.',
  BODY_TOO_LARGE: 'This is too much to send at once. Save in several steps, with fewer lines each.',
  RATE_LIMITED: 'Too many requests at once. Wait {seconds|second|seconds}, then try again.',
  UNAVAILABLE: 'The service is stopped or overloaded for now. Nothing is lost: try again in a minute.',
  TOKEN_INVALID:
    'Your identity could not be verified. Close this panel and open it again; if it lasts, tell your administrator.',
  UNEXPECTED: 'An unexpected error occurred in the add-on. Try again; if it lasts, tell your administrator.',
  TIMED_OUT:
    'Google Sheets does not answer. Check the connection, then try again: nothing you typed is lost.',
  REPORT_TOO_LONG: 'More than {most} lines: narrow the filters, then try again.',
  TAB_GONE: 'This tab is no longer in the spreadsheet. Choose another.',
  TAB_TOO_LONG: 'The tab has {rows} rows: {most} at most at once. Split it into several tabs.',
  SHEET_GONE: 'The count sheet is no longer in this spreadsheet. Click “Repair the sheet”.',
  SHEET_COLUMNS:
    'The sheet “{sheet}” no longer has, or has twice, the column {columns}. Click “Repair the sheet”: what is typed is kept.',
  HOLD_MAY_NOT: 'You may not count in this depot: this sheet cannot be yours to hold.',
  HOLD_OWN_FIRST:
    '{count|line on this sheet: you counted it|lines on this sheet: you counted all of them} the first time. Somebody else must hold it.',
  HOLD_OTHER_NOW: '{name} has just taken this sheet over.',
  EXIT_SHEET_GONE:
    'The sheet of the exits is no longer in this spreadsheet. Click “Go to the sheet”: a new one is made.',
  EXIT_SHEET_COLUMNS:
    'The sheet “{sheet}” no longer has, or has twice, the column {columns}. Put its title back in the first row.',
  SHEET_BUSY: 'Somebody else is preparing this sheet. Try again in a moment.',
  TRANSFER_ARRIVED:
    'Nothing of this transfer is on its way any more: all was received, sent back or closed meanwhile. Nothing is recorded.',
  DRAFT_TOO_LARGE:
    'The drafts of this panel are too large to be kept: save this document in several parts, or throw away a draft that you no longer need.',
};
