import type { imports as french } from '../fr/imports.ts';
import type { Same } from '../same.ts';

export const imports: Same<typeof french> = {
  file: {
    encoding: 'it is not in UTF-8 (probably Windows-1252). In Excel: Save as, type “CSV UTF-8”',
    utf16: 'it is in UTF-16. Save it as “CSV UTF-8”',
    workbook: 'it is a workbook, not a CSV. Save it as “CSV UTF-8”',
    empty: 'it is empty',
    noRows: 'it has column headings only',
    tooManyRows: '{rows} rows, {most} at most. Split it into several files',
    quotes: 'a quotation mark opened on row {line} is never closed',
    body: 'send a JSON {rows: […]} (application/json) or a CSV (text/csv)',
  },
  headings: 'a column heading',
  moreCells: 'the row, which has more cells than headings',
  opening: 'Opening stock',
  fields: {
    label: 'the label',
    group: 'the group',
    supplier: 'the supplier',
    codes: 'the barcode',
    kind: 'the kind (article or part)',
    unit: 'the unit',
    decimals: 'the number of decimals',
    stockManaged: 'stock management',
    lotTracking: 'tracking by lot',
    serialTracking: 'tracking by serial number',
    lots: 'Manufacturing lots',
    serials: 'Serial numbers on movements',
    currency: 'Currency',
    currencyDecimals: 'Decimals of the currency',
  },
  reasons: {
    stock: 'stock is left',
    count: 'a count in progress holds it',
    code: 'it is a code of item {by}',
    ledger: 'amounts are already recorded',
    lastAdmin: 'this is the last administrator',
  },
};
