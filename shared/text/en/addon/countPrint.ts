import type { countPrint as fr } from '../../fr/addon/countPrint.ts';
import type { Same } from '../../same.ts';

export const countPrint: Same<typeof fr> = {
  heading: 'Count sheets',
  headingOf: 'Count sheets: {sheets|sheet|sheets}, {lines|line|lines}',
  print: 'Print',
  bin: 'Bin {bin}',
  page: 'Page {number} of {of}',
  row: 'No.',
  item: 'Item',
  lot: 'Lot / serial no.',
  unit: 'Unit',
  note: 'Note',
  expires: 'exp. {date}',
  countedBy: 'Counted by:',
  checkedBy: 'Checked by:',
  signature: 'Date and signature:',
};
