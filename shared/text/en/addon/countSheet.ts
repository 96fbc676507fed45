import type { rows as frenchRows, sheet as frenchSheet } from '../../fr/addon/countSheet.ts';
import type { Same } from '../../same.ts';

export const sheet: Same<typeof frenchSheet> = {
  columns: {
    line: 'Id',
    bin: 'Bin',
    item: 'Code',
    label: 'Label',
    unit: 'Unit',
    lot: 'Lot',
    expiry: 'Expiry',
    serial: 'Serial no.',
    supplier: 'Supplier',
    theoretical: 'Theoretical',
    counted: 'Counted',
    note: 'Note',
    state: 'State',
  },
  protection: 'Type only in “{counted}”[ and “{note}”]: Décompte fills in the rest.',
  warnings: {
    closed:
      'This count is closed: what is typed here no longer counts. To correct a quantity, a manager of the depot must first reopen it in the panel Stock counts.',
    confirmed: 'This count is finished: this sheet keeps its trace, nothing is read from it any more.',
    cancelled: 'This count is cancelled: this sheet keeps its trace, nothing is read from it any more.',
    reversed:
      'This count is cancelled after confirmation: this sheet keeps its trace, nothing is read from it any more.',
  },
  states: { closed: 'closed', confirmed: 'finished', cancelled: 'cancelled', reversed: 'cancelled' },
  secondTab: '2nd count',
  noTeamTab: 'without team',
  partTab: '{first} to {last}',
  old: '{name} (old)',
  recorded: 'saved: {value}',
  hidden: 'hidden',
  unsent: 'not sent yet',
  held: 'other figure saved: {value}',
  erased: 'erased here; still saved: {value}',
  taken: 'expected {expected} (emergency exit {taken})[; {known}]',
  gap: 'gap of {gap}: to be checked; {recorded}',
};

export const rows: Same<typeof frenchRows> = {
  at: 'Row {row}: {problem}',
  unknown: 'this row is not of the count, “{value}” is not sent',
  doubled: 'this line already stands on row {first}; delete one of the two',
  text: '“{value}” is not a number: type digits',
  textPoint: '“{value}” is not a number: type a point for decimals',
  date: '“{value}” is a date or a time, not a quantity: type the number again, with a point for decimals',
  becameDate: '{typed} became {day}: type {number}[ (or {other})]',
  becameDateWhole: '{typed} became {day}: type a whole number',
  percent: '“{value}” is a percentage, not a quantity: type the bare number again',
  shuffled:
    'this row no longer shows the item, lot or bin that it had (some of the columns were sorted or changed): nothing of it is sent. Click “Repair the sheet”, each quantity follows its item',
  negative: '{value} is negative: type 0 or more',
  whole: '{value}: type a whole number, this unit cannot be divided',
  decimals: '{value} has too many decimals: type at most {decimals}',
  tooLarge: '{value} is too large: at most {most}, check the digits',
  missing:
    '{count|line of the count is|lines of the count are} missing from the sheet: click “Repair the sheet”.',
  copy: '“{sheets}” is a copy of the count sheet: what is typed there is never sent.',
  more: '… and {count|more row|more rows}',
};
