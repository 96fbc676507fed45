import { describe, expect, it } from 'vitest';
import { desk } from './host-for-tests.ts';

/** Writes into A1 and gives back the value, its type and what the cell shows. */
const roundTrip = `const cell = SpreadsheetApp.getActiveSheet().getRange('A1');
  if (args[1]) cell.setNumberFormat(args[1]);
  cell.setValues([[args[0]]]);
  const value = cell.getValue();
  return [value instanceof Date ? value.toISOString() : value, cell.getDisplayValue()];`;

describe('setValues', () => {
  it.each([
    ['007', undefined, [7, '7']],
    ["'007", undefined, ['007', '007']],
    ['007', '@', ['007', '007']],
    ["'=1+1", '@', ['=1+1', '=1+1']],
    ['=1+1', '@', ['#FORMULE!', '#FORMULE!']],
    ['12,5', undefined, [12.5, '12,5']],
    [12.5, undefined, [12.5, '12,5']],
    [5, '@', ['5', '5']],
    [true, undefined, [true, 'VRAI']],
    ['20/11/2026', undefined, ['2026-11-19T23:00:00.000Z', '20/11/2026']],
    ['20/11/2026', '0', [46346, '46346']],
    ['', undefined, ['', '']],
    [null, undefined, ['', '']],
    ["'<script>é😀", '@', ['<script>é😀', '<script>é😀']],
  ])('%j in a cell of format %j', async (value, format, expected) => {
    expect(await desk().script(roundTrip, value, format ?? '')).toEqual(expected);
  });

  it('writes a Date on the wall clock of the spreadsheet', async () => {
    const { script } = desk();
    const body = `const cell = SpreadsheetApp.getActiveSheet().getRange('A1');
      cell.setValue(new Date(Date.UTC(2026, 6, 14, 10, 30)));
      const shown = cell.getDisplayValue();
      return [shown, cell.getNumberFormat(), cell.getValue().toISOString(), cell.setNumberFormat('0.00').getValue()]`;
    expect(await script(body)).toEqual([
      '14/07/2026 12:30:00',
      'dd/MM/yyyy HH:mm:ss',
      '2026-07-14T10:30:00.000Z',
      expect.closeTo(46217.5208, 3),
    ]);
  });

  it.each([
    ['[[1, 2, 3]]', '1, 1, 1, 4', 'The data has 3 but the range has 4.'],
    ['[[1], [2]]', '1, 1, 3, 1', 'The data has 2 but the range has 3.'],
    ['[[1, 2], [3]]', '1, 1, 2, 2', 'The data has 1 but the range has 2.'],
    ['[1, 2]', '1, 1, 1, 2', "don't match the method signature for SpreadsheetApp.Range.setValues"],
  ])('%s into getRange(%s) fails as in Google', async (values, area, message) => {
    const { script, document, sheetId } = desk();
    await expect(
      script(`SpreadsheetApp.getActiveSheet().getRange(${area}).setValues(${values})`),
    ).rejects.toThrow(message);
    expect(document.view(sheetId, 1, 1)[0]![0]!.text).toBe('');
  });

  it('refuses a cell of more than 50,000 characters and writes nothing of the block', async () => {
    const { script, document, sheetId } = desk();
    const body = `SpreadsheetApp.getActiveSheet().getRange('A1:B1').setValues([['x', "'" + 'y'.repeat(args[0])]])`;
    await script(body, 49_999);
    await script('SpreadsheetApp.getActiveSheet().clear()');
    await expect(script(body, 50_000)).rejects.toThrow('more than the maximum of 50000 characters');
    expect(document.view(sheetId, 1, 1)[0]![0]!.text).toBe('');
  });

  it('takes 10,000 rows of 13 columns in one call', async () => {
    const { host, script } = desk();
    const body = `const sheet = SpreadsheetApp.getActiveSheet();
      sheet.insertRowsAfter(1000, 9001);
      const rows = Array.from({ length: 10000 }, (_, row) =>
        Array.from({ length: 13 }, (_, column) => (column % 2 ? row * column : "'lot " + row)));
      sheet.getRange(2, 1, 10000, 13).setValues(rows);
      return sheet.getRange(10001, 1, 1, 2).getDisplayValues()[0]`;
    host.resetCalls();
    expect(await script(body)).toEqual(['lot 9999', expect.stringMatching(/^9.?999$/)]);
    expect(host.serviceCalls()['Range.setValues']).toBe(1);
  });
});

describe('getRange', () => {
  it.each([
    ['0, 1', 'The starting row of the range is too small.'],
    ['1, 0', 'The starting column of the range is too small.'],
    ['1, 1, 0', 'The number of rows in the range must be at least 1.'],
    ['1, 1, 1, 0', 'The number of columns in the range must be at least 1.'],
    ['1001, 1', 'outside the dimensions of the sheet.'],
    ['1, 27', 'outside the dimensions of the sheet.'],
    ['"AA1"', 'outside the dimensions of the sheet.'],
    ['"prix"', 'Range not found'],
  ])('getRange(%s) fails', async (area, message) => {
    await expect(desk().script(`SpreadsheetApp.getActiveSheet().getRange(${area})`)).rejects.toThrow(message);
  });

  it.each([
    ['"B2:C3"', 'B2:C3'],
    ['"C3:B2"', 'B2:C3'],
    ['"B:B"', 'B1:B1000'],
    ['"A2:A"', 'A2:A1000'],
    ['"2:3"', 'A2:Z3'],
    ['2, 3, 4, 2', 'C2:D5'],
  ])('getRange(%s) is %s', async (area, a1) => {
    expect(
      await desk().script(`return SpreadsheetApp.getActiveSheet().getRange(${area}).getA1Notation()`),
    ).toBe(a1);
  });
});

it('refuses more than ten million cells', async () => {
  const { script } = desk();
  await expect(script('SpreadsheetApp.getActiveSheet().insertRowsAfter(1000, 400000)')).rejects.toThrow(
    'above the limit of 10000000 cells',
  );
});

describe('a person at the grid', () => {
  it('types in the locale of the sheet, and F2 shows what brings the cell back', () => {
    const { document, session, sheetId } = desk();
    const typed = ['12,5', '007', "'007", '1/2/2026', '=A1', 'VRAI', '12 %', "''s", ''];
    session.document.type(session.email, sheetId, 1, 1, [typed]);
    const cells = document.view(sheetId, 1, 1)[0]!.slice(0, typed.length);
    expect(cells.map(({ text, edit, kind }) => [text, edit, kind])).toEqual([
      ['12,5', '12,5', 'number'],
      ['7', '7', 'number'],
      ['007', "'007", 'text'],
      ['01/02/2026', '01/02/2026', 'date'],
      ['#FORMULE!', '=A1', 'text'],
      ['VRAI', 'VRAI', 'boolean'],
      ['12%', '12%', 'number'],
      ["'s", "''s", 'text'],
      ['', '', 'empty'],
    ]);
    session.document.type(session.email, sheetId, 2, 1, [cells.map(({ edit }) => edit)]);
    expect(document.view(sheetId, 2, 1)[0]!.slice(0, typed.length)).toEqual(cells);
  });

  it('keeps every digit of a number through the editor', async () => {
    const { script, document, session, sheetId } = desk();
    await script("SpreadsheetApp.getActiveSheet().getRange('A1').setValue(0.1234567890123456)");
    const { text, edit } = document.view(sheetId, 1, 1)[0]![0]!;
    expect(text).toBe('0,123456789');
    session.document.type(session.email, sheetId, 1, 1, [[edit]]);
    expect(await script("return SpreadsheetApp.getActiveSheet().getRange('A1').getValue()")).toBe(
      0.1234567890123456,
    );
  });

  it('makes room for a block pasted past the end, and says so in one event each', () => {
    const { document, session, sheetId } = desk();
    const changes: unknown[] = [];
    document.onChange((change) => changes.push(change));
    session.document.type(session.email, sheetId, 1000, 26, [
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(document.sheets()[0]).toMatchObject({ rows: 1001, columns: 27 });
    expect(changes).toEqual([
      { what: 'layout', sheetId },
      { what: 'cells', sheetId, firstRow: 1000, lastRow: 1001 },
    ]);
  });
});
