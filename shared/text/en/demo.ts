import type { demo as french } from '../fr/demo.ts';
import type { Same } from '../same.ts';

export const demo: Same<typeof french> = {
  usage: 'Usage: npm run demo, or npm run demo -- --out FOLDER',
  title: `Décompte in one minute: a real Worker, a new database, the sample organisation.
Each figure below is an answer of the API.`,
  stock: '\n1. The stock of “{organisation}” on {today}\n',
  stockTotal: 'in all',
  stockLines: '{lines|line|lines}',
  exits: '\n2. Four exits from “{depot}”, by {person}\n',
  exit: '   {number}  {type}[: {party}]',
  exitLine: '      {quantity} × {label}[, lot {lot}][, expires on {expiry}][, no. {serial}]; {left} left',
  lossReason: 'Broken ampoules',
  refused: '\n   An exit of too much is refused, nothing is written:\n   “{detail}”',
  open: '\n3. The count “{name}” of “{depot}”\n\n   Opened by {person}: {lines|line is frozen|lines are frozen}.',
  countName: 'Stock count {year}',
  frozen: '   While frozen, an exit is refused:\n   “{detail}”',
  emergencyReason: 'Cardiac arrest, room 12',
  emergency:
    '   The emergency exit goes through: {number}, {quantity} × {label}, reason “{reason}”.\n   The expected quantity allows for it.',
  acknowledged: '   {person} takes note of the emergency exit {number}, counted again since.',
  counted: '   Counted by {person}: {counted|line|lines} of {lines}.',
  blanks:
    '   Closing asks what becomes of the lines not counted:\n   “{detail}”\n   Decision: their quantity is kept.',
  recap: '\n   Recap: {differing|line differs|lines differ}.',
  recapLine:
    '      {label}[, lot {lot}][, no. {serial}]: expected {expected}, counted {retained}, gap {gap}, worth {value}',
  recapTotal: '      Missing {loss}, found {gain}, gap in value {total}',
  confirmed:
    '\n   Confirmed: one adjustment only, {number}. “{depot}” is now worth {value} (before: {before}).',
  zips: '\n4. The two zips for accounting\n',
  zip: '   {file}   {bytes} bytes\n      SHA-256 {sha256}, the same as the API’s',
  vouchers: '\nThe {count} vouchers and the two zips are in {folder}.',
  unexpectedPosted: 'The API accepted what it should have refused: {what}.',
  unexpectedMissing: 'The sample stock does not suffice for {item}: {missing} are missing.',
  unexpectedHash: 'The hash of {file} is not the one that the API gives ({sha256}).',
  unexpectedValue: 'The adjustment is not worth what was told: {found} instead of {told}.',
};
