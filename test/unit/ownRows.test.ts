import { describe, expect, test } from 'vitest';
import type { OwnCell } from '../../addon/server/calls/settings.ts';
import {
  datesBehind,
  fieldTwice,
  firstDays,
  guessMapping,
  headingRow,
  readOwnRows,
  sheetOf,
  summaryOf,
} from '../../addon/sidebar/settings/ownRows.ts';

/** A list as people keep it: a title, an empty row, headings in their own order, a total at the foot. */
const CELLS: OwnCell[][] = [
  ['Stock du service', '', '', '', '', ''],
  ['', '', '', '', '', ''],
  ['Désignation', 'Réf', 'Qté en stock', 'DLU', 'PU', 'Remarques'],
  ['Compresse', ['0012', 12], ['40', 40], ['31/03/2031', '2031-03-31'], ['1,50 €', 1.5], 'bas'],
  ['Sirop', 'SIR', '2,5', '30/06/2031', '4', ''],
  ['', '', '', '', '', ''],
  ['Sans code', '', ['3', 3], '', '', ''],
  ['Gaze', 'GAZ', ['18/11', '2026-11-18'], '', '', ''],
];

describe('one’s own list of stock', () => {
  const headings = headingRow(CELLS);
  const mapping = guessMapping(CELLS[headings] ?? []);
  const list = { cells: CELLS, headings, mapping, depot: 'PHC' };
  const { rows, problems } = readOwnRows(list, 0, CELLS.length);

  test('headings are found beneath a title, in French or English; what is not known is left alone', () => {
    expect(headings).toBe(2);
    expect(mapping).toEqual(['label', 'item', 'quantity', 'expiry', 'unitCost', null]);
    expect(guessMapping(['SKU', 'On hand', 'Batch', 'SKU'])).toEqual(['item', 'quantity', 'lot', null]);
    expect([fieldTwice(mapping), fieldTwice(['item', 'lot', 'item'])]).toEqual([null, 'item']);
  });

  test.each([
    ['Réf.', 'item'],
    ['REF', 'item'],
    ['Code article', 'item'],
    ['Réf. produit', 'item'],
    ['N° article', 'item'],
    ['Item No.', 'item'],
    ['Désignation :', 'label'],
    ['Date péremption', 'expiry'],
    ['Date de péremption', 'expiry'],
    ['Date d’expiration', 'expiry'],
    ["DATE D'EXPIRATION", 'expiry'],
    ['Exp.', 'expiry'],
    ['Expiry date', 'expiry'],
    ['Use-by', 'expiry'],
    ['N° lot', 'lot'],
    ['Nº de lot', 'lot'],
    ['Numéro du lot', 'lot'],
    ['Lots', 'lot'],
    ['Batch no.', 'lot'],
    ['Num. série', 'serial'],
    ['S/N', 'serial'],
    ['Qté.', 'quantity'],
    ['Qte en stock', 'quantity'],
    ['Quantités', 'quantity'],
    ['Stock (actuel)', 'quantity'],
    ['Qty on-hand', 'quantity'],
    ['P.U.', 'unitCost'],
    ['D.L.U.', 'expiry'],
    ['Prix unitaire (HT)', 'unitCost'],
    ['Prix d’achat', 'unitCost'],
    ['Code barre', 'codes'],
    ['Codes-barres', 'codes'],
    ['Emplacement_', 'bin'],
    ['Fournisseurs', 'supplier'],
    ['Remarques', null],
    ['…', null],
  ])('the heading «%s» is guessed, dots, hyphens, accents and plurals aside', (heading, field) => {
    expect(guessMapping([heading])).toEqual([field]);
  });

  test('the code’s own heading wins over «Article», which is then the name', () => {
    expect(guessMapping(['Article', 'Réf.', 'Qté'])).toEqual(['label', 'item', 'quantity']);
    expect(guessMapping(['Product', 'SKU', 'Label'])).toEqual([null, 'item', 'label']);
    expect(guessMapping(['Article', 'Désignation', 'Qté'])).toEqual(['item', 'label', 'quantity']);
  });

  test('a code is read as it is shown, a number and a date as the spreadsheet holds them', () => {
    expect(rows).toEqual([
      {
        row: 4,
        fields: {
          label: 'Compresse',
          item: '0012',
          quantity: 40,
          expiry: '2031-03-31',
          unitCost: 1.5,
          depot: 'PHC',
        },
      },
      {
        row: 5,
        fields: {
          label: 'Sirop',
          item: 'SIR',
          quantity: 2.5,
          expiry: '2031-06-30',
          unitCost: 4,
          depot: 'PHC',
        },
      },
    ]);
    expect(summaryOf(rows)).toEqual({ items: 2, stocked: 2 });
  });

  test('each bad row is named by its number in the spreadsheet; an empty row is none', () => {
    expect(problems).toEqual([
      { line: 7, code: 'VALUE_MISSING', column: 'Réf' },
      // A date in a column of quantities: the spreadsheet made it one of «18/11».
      { line: 8, code: 'NUMBER_RETYPED', value: '18/11', column: 'Qté en stock' },
    ]);
  });

  test('the service is sent the numbers of the rows and the headings of the sheet', () => {
    expect(sheetOf(list, rows, { depot: 'Dépôt', quantity: 'Quantité' })).toMatchObject({
      rows: [{ item: '0012' }, { item: 'SIR' }],
      lines: [4, 5],
      headings: { depot: 'Dépôt', quantity: 'Qté en stock', item: 'Réf' },
    });
  });

  test('a month is its last day, as text or as the date that the spreadsheet shows as a month; the first of one is asked about', () => {
    const months = read(
      ['Réf', 'Péremption'],
      ['A', '06/2027'],
      ['B', ['06/2027', '2027-06-01']],
      ['C', ['01/06/2027', '2027-06-01']],
    );
    expect(months.rows.map(({ fields }) => fields.expiry)).toEqual([
      '2027-06-30',
      '2027-06-30',
      '2027-06-01',
    ]);
    expect(firstDays(months.rows)).toEqual([4]);
  });

  const read = (headings: OwnCell[], ...cells: OwnCell[][]) =>
    readOwnRows(
      { cells: [headings, ...cells], headings: 0, mapping: guessMapping(headings), depot: 'PHC' },
      0,
      cells.length + 1,
    );

  test('a price, a code, a lot or an expiry that the spreadsheet changed is named, never read as it stands', () => {
    const retyped = read(
      ['Réf', 'N° de lot', 'DLU', 'Qté', 'PU'],
      // «1.5» typed in a French sheet; «12/11» as a lot; «30/06/31» as an expiry.
      ['GAZ', 'L1', '', ['3', 3], ['01/05/2026', '2026-05-01']],
      ['GAZ', ['12/11/2026', '2026-11-12'], '', ['3', 3], ''],
      ['GAZ', 'L3', ['30/06/1931', '1931-06-30'], ['3', 3], ''],
      // A long code, a code with a dot, one made readable by a format, a rate.
      [['4,57E+18', 4567890123456789000], '', '', '', ''],
      [['2,5', 2.5], '', '', '', ''],
      [['1 234', 1234], '', '', '', ''],
      ['GAZ', '', '', ['20%', 0.2], ''],
      [['45678901234567890000', 45678901234567890000], '', '', '', ''],
    );
    expect(retyped.rows).toEqual([]);
    expect(retyped.problems).toEqual([
      { line: 2, code: 'NUMBER_RETYPED', value: '01/05/2026', column: 'PU' },
      { line: 3, code: 'TEXT_RETYPED', value: '12/11/2026', column: 'N° de lot' },
      { line: 4, code: 'YEAR_GUESSED', value: '30/06/1931', column: 'DLU' },
      { line: 5, code: 'TEXT_RETYPED', value: '4,57E+18', column: 'Réf' },
      { line: 6, code: 'TEXT_RETYPED', value: '2,5', column: 'Réf' },
      { line: 7, code: 'TEXT_RETYPED', value: '1 234', column: 'Réf' },
      { line: 8, code: 'VALUE_INVALID', value: '20%', column: 'Qté' },
      { line: 9, code: 'TEXT_RETYPED', value: '45678901234567890000', column: 'Réf' },
    ]);
  });

  test('a code of digits alone stays what is shown, zeros in front included', () => {
    const kept = read(
      ['Réf', 'N° de série', 'EAN'],
      [
        ['0012', 12],
        ['123456789', 123456789],
        ['3400930000000', 3400930000000],
      ],
    );
    expect(kept.problems).toEqual([]);
    expect(kept.rows[0]?.fields).toMatchObject({ item: '0012', serial: '123456789' });
  });

  test('a date that was given the format of numbers is asked about: nobody pays its day count', () => {
    const { rows } = read(
      ['Réf', 'Qté', 'PU'],
      // The first of May 2026 as a number; a price and a quantity that no date near today hides behind.
      ['GAZ', ['4', 4], ['46143', 46143]],
      ['LIT', ['1', 1], ['46143,5', 46143.5]],
      ['SIR', ['60000', 60000], ['1450', 1450]],
    );
    expect(datesBehind(rows, '2026-11-20')).toEqual([
      { line: 2, field: 'unitCost', number: 46143, date: '2026-05-01' },
    ]);
  });

  test('blocks of rows give what the whole gives', () => {
    const parts = [readOwnRows(list, 0, 4), readOwnRows(list, 4, CELLS.length)];
    expect(parts.flatMap((part) => part.rows)).toEqual(rows);
  });
});
