import type { local as french } from '../fr/local.ts';
import type { Same } from '../same.ts';

export const local: Same<typeof french> = {
  starting: 'Décompte is starting (local data: {folder})…',
  loading: 'The database is empty: loading the sample organisation…',
  portTaken: 'Port {wanted} is already taken: port {port} is used instead.',
  alreadyRunning:
    'An “npm start” already runs on {folder} (process {pid}). Stop it, or choose another folder with DATA_DIR.',
  noAnswer: '{url} does not answer as expected (HTTP {status}).',
  workerFailed: 'The Worker did not start. Its log says:\n{log}',
  workerEnded: 'The Worker ended by itself. Its log is in {folder}.',
  migrationsFailed: 'The schema of the database could not be applied:\n{log}',
  schemaRewritten:
    'The schema was rewritten since these data were made ({name}). Start afresh with “npm run reset”.',
  ready: `
Décompte is ready.

  Spreadsheet       {sheets}
  Accounting        {worker}counts
  API (Worker)      {worker}
  API description   {openapi}
`,
  tryThis: `To try:
  1. Extensions ▸ Décompte ▸ Stock counts, then “New count”: count, close, confirm, keep both zips.
  2. Extensions ▸ Décompte ▸ Stock exits, then “Patient”: the lot that expires first is proposed, the voucher appears.
  3. “npm run -s token -- {email}” prints a token: the API can be called with curl, too.

Ctrl-C ends everything and keeps the data; “npm run reset” starts afresh.`,
  tryEmpty: `To try:
  1. “npm run import -- depots FILE.csv” (then suppliers, bins, items, opening…) fills the catalogue and the stock.
  2. “npm run -s token -- {admin}” prints an administrator’s token: the API can be called with curl.
  3. Without --empty, “npm start” loads the sample organisation as long as the database is empty.

Ctrl-C ends everything and keeps the data; “npm run reset” starts afresh.`,
  stopped: '\nEverything has ended, the data are kept.',
  startUsage:
    'Usage: npm start, or npm start -- --empty   (PORT, SHEETS_PORT and DATA_DIR choose ports and folder)',
  tokenUsage: 'Usage: npm run -s token -- E-MAIL_ADDRESS',
  tokenNoFolder:
    '{folder} holds no data of Décompte: run “npm start” first, or give the right folder with DATA_DIR.',
  tokenNobody: '{email} is not entered here: the Worker would refuse the token. People it knows:\n{people}',
  tokenNobodyYet:
    '{email} is not a person of the sample: the Worker would refuse the token. People it knows:\n{people}\nA person whom you entered is recognised only while “npm start” runs.',
  resetRunning:
    'An “npm start” runs on {folder} (process {pid}): stop it first with Ctrl-C. Nothing was deleted.',
  resetForeign: '{folder} is no data folder of Décompte. Nothing was deleted.',
  resetDone: '{folder} is empty: the next “npm start” starts afresh.',
  importUsage: 'Usage: npm run import -- WHAT FILE.csv   where WHAT is one of: {kinds}',
  importNoFile: 'The file {file} cannot be read.',
  importNotRunning: 'No “npm start” runs on {folder}: start it first in another terminal.',
  importDone:
    '{rows|row|rows} read: {created|created|created}, {changed|changed|changed}.[\nDocuments: {documents}]',
  importBadRow: '  row {line}: {detail}',
  importMore: '  … and {more|other row|other rows}',
  signInTitle: 'Sign in to Décompte (on this machine)',
  signInWhy: 'Without a Google account: choose who you are in the sample organisation.',
  roleAdmin: 'administrator',
  roleAccountant: 'accountant',
  roleManager: 'manager',
  roleClerk: 'clerk',
};
