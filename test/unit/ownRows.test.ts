import { describe, expect, test } from 'vitest';
import type { OwnCell } from '../../addon/server/calls/settings.ts';
import {
  duplicatesOf,
  fieldTwice,
  guessMapping,
  headingRow,
  readOwnRows,
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
      { line: 7, code: 'VALUE_INVALID', value: '', column: 'Réf' },
      // A date in a column of quantities: the spreadsheet made it one of «18/11».
      { line: 8, code: 'VALUE_INVALID', value: '18/11', column: 'Qté en stock' },
    ]);
    expect(duplicatesOf([...rows, { row: 9, fields: { item: 'sir', depot: 'PHC' } }])).toMatchObject([
      { line: 9, code: 'DUPLICATE_ROW', first: 5 },
    ]);
  });

  test('blocks of rows give what the whole gives', () => {
    const parts = [readOwnRows(list, 0, 4), readOwnRows(list, 4, CELLS.length)];
    expect(parts.flatMap((part) => part.rows)).toEqual(rows);
  });
});
