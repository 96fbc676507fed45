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
    note: 'Note (sheet)',
    state: 'State',
  },
  protection: 'Type only in the columns “{counted}” and “{note}”: the rest comes from the service.',
  quantityHelp: 'A positive number or zero. Leave blank what is not counted.',
  old: '{name} (old)',
  recorded: 'saved',
  held: 'other value on the service: {value}',
};

export const rows: Same<typeof frenchRows> = {
  at: 'Row {row}: {problem}',
  unknown: 'this row is not of the count, “{value}” is not sent',
  doubled: 'this line already stands on row {first}; delete one of the two',
  text: '“{value}” is not a number',
  textPoint: '“{value}” is not a number: type a point for decimals',
  negative: '{value} is negative',
  whole: '{value}: this unit cannot be divided',
  decimals: '{value} has too many decimals (at most {decimals})',
  tooLarge: '{value} is too large',
  missing:
    '{count|line of the count is|lines of the count are} missing from the sheet: click “Repair the sheet”.',
  copy: '“{sheets}” is a copy of the count sheet: what is typed there is never sent.',
  more: '… and {count|more row|more rows}',
};
