import { describe, expect, test } from 'vitest';
import type { ImportWhat } from '../../shared/contract/imports.ts';
import { readNumber } from '../../shared/domain/importCells.ts';
import { IMPORT_COLUMNS, IMPORT_KEYS } from '../../shared/domain/importColumns.ts';
import { columnOf, headingKey } from '../../shared/domain/importHeadings.ts';
import { findDuplicates } from '../../shared/domain/importProblems.ts';
import { readImportRows } from '../../shared/domain/importTable.ts';

const opening = (text: string, language: 'fr' | 'en' = 'fr') => readImportRows('opening', text, language);
const HEAD = 'Dépôt;Emplacement;Référence;Lot;Péremption;N° série;Quantité;Coût unitaire';

describe('what a file may look like', () => {
  const row = { depot: 'PHC', bin: 'A', item: 'PARA', lot: '0012', expiry: '2027-03-31', quantity: 12.5 };

  test.each([
    ['French, semicolons', `${HEAD}\r\nPHC;A;PARA;0012;31/03/2027;;12,5;`],
    ['with a BOM', `\ufeff${HEAD}\nPHC;A;PARA;0012;31/03/2027;;12,5;\n`],
    [
      'commas and quotes',
      'Dépôt,Emplacement,Référence,Lot,Péremption,Quantité\nPHC,A,PARA,0012,2027-03-31,"12,5"',
    ],
    ['English, commas', 'Depot,Bin,Item,Lot,Expiry,Quantity\nPHC,A,PARA,0012,2027-03-31,12.5'],
    [
      'tabs',
      'DEPOT\tEmplacement\tArticle\tLOT\tDate de peremption\tQTE\nPHC\tA\tPARA\t0012\t31.03.2027\t12.5',
    ],
    ['other order', 'quantité ; lot;Dépôt;Référence;Emplacement;Péremption\n12,5;0012;PHC;PARA;A;31/3/2027'],
    ['our field names', 'depot;bin;item;lot;expiry;quantity\nPHC;A;PARA;0012;31/03/2027;12,5'],
    ['the month alone', 'depot;bin;item;lot;expiry;quantity\nPHC;A;PARA;0012;03/2027;12,5'],
    ['year and month', 'depot;bin;item;lot;expiry;quantity\nPHC;A;PARA;0012;2027-03;12,5'],
  ])('%s', (_, text) => {
    expect(opening(text)).toMatchObject({ problems: [], rows: [{ row: 2, fields: row }] });
    expect(opening(text).rows[0]?.fields).toEqual(row);
  });

  test('rows are numbered as a spreadsheet shows them: blank lines and line breaks in a cell included', () => {
    const text = `${HEAD}\nPHC;A;"PARA\nCETAMOL";;;;1;\n\n;;;;;;;\nPHC;A;X;;;;2;\n`;
    expect(opening(text).rows.map(({ row }) => row)).toEqual([2, 5]);
  });

  test('what looks like a formula or a number stays the text it is', () => {
    const text = `${HEAD}\nPHC;1/2;"=HYPERLINK(""x"")";0012;;00045678901234567890;1;`;
    expect(opening(text).rows[0]?.fields).toEqual({
      depot: 'PHC',
      bin: '1/2',
      item: '=HYPERLINK("x")',
      lot: '0012',
      serial: '00045678901234567890',
      quantity: 1,
    });
  });

  test('yes and no, kinds, tracking, packs and levels in both languages', () => {
    const french = 'Code;Libellé;Sorte;Géré en stock;Suivi par lot;Codes-barres;Seuils\n';
    const { rows, problems } = readImportRows(
      'items',
      `${french}A;a;Pièce;OUI;obligatoire;2000000000015 = 30 | X1;PHC = 20/10,5/ | MED = //3`,
      'fr',
    );
    expect(problems).toEqual([]);
    expect(rows[0]?.fields).toEqual({
      code: 'A',
      label: 'a',
      kind: 'part',
      stockManaged: true,
      lotTracking: 'required',
      codes: [
        { code: '2000000000015', quantity: 30 },
        { code: 'X1', quantity: 1 },
      ],
      levels: [
        { depot: 'PHC', alert: 20, security: 10.5, maximum: null },
        { depot: 'MED', alert: null, security: null, maximum: 3 },
      ],
    });
    const flags = readImportRows(
      'bins',
      'Depot,Code,Quarantine\nP,A,yes\nP,B,FALSE\nP,C,vrai\nP,D,0',
      'en',
    ).rows;
    expect(flags.map(({ fields }) => fields.quarantine)).toEqual([true, false, true, false]);
  });
});

describe('numbers', () => {
  test.each([
    ['12,5', 12.5],
    ['12.5', 12.5],
    ['1 250,75', 1250.75],
    ['1\u202f250\u00a0000', 1_250_000],
    ['1.250,75', 1250.75],
    ['1,250.75', 1250.75],
    ['1,250', 1.25],
    ['1.234.567', 1_234_567],
    ['-3', -3],
    ['0,0425', 0.0425],
  ])('%s is %d', (text, number) => expect(readNumber(text, { commaGroups: false })).toBe(number));

  test.each([
    '12 50',
    '1,2,3',
    '12,5 €',
    '1e5',
    '',
    '--3',
    '1 2 3',
    '1.25.5',
    'douze',
    '12;5',
  ])('«%s» is none', (text) => expect(readNumber(text, { commaGroups: false })).toBeUndefined());

  test('in an English file with commas a comma groups thousands; in any other it is the decimal mark', () => {
    const english = opening('Depot,Item,Quantity\nP,A,"1,250"');
    expect(english.rows[0]?.fields.quantity).toBe(1250);
    expect(opening('Depot;Item;Quantity\nP;A;1,250').rows[0]?.fields.quantity).toBe(1.25);
    expect(opening('Dépôt,Référence,Quantité\nP,A,"1,250"').rows[0]?.fields.quantity).toBe(1.25);
    expect(opening('Depot,Item,Quantity\nP,A,"12,5"').rows[0]?.fields.quantity).toBe(12.5);
  });
});

describe('faults are all named, with their row and column', () => {
  test('a missing column, an unknown heading, a heading that stands twice', () => {
    const { problems, rows } = opening('Dépôt;Prix magique;Lot;LOT;Référence\nP;1;L;L;A');
    expect(rows).toEqual([]);
    expect(problems).toEqual([
      { line: 1, code: 'COLUMN_MISSING', column: 'Quantité' },
      { line: 1, code: 'VALUE_INVALID', value: 'Prix magique', column: 'un titre de colonne' },
      { line: 1, code: 'DUPLICATE_ROW', value: 'LOT', first: 1 },
    ]);
    expect(opening('Depot;Item\nP;A', 'en').problems[0]).toMatchObject({ column: 'Quantity' });
  });

  test('every bad cell of every bad row; the good rows are still read', () => {
    const { problems, rows } = opening(
      `${HEAD}\nPHC;;PARA;L;31/02/2027;;beaucoup;\nPHC;;PARA;M;;;3;\n;;;;;;4;x\nPHC;;PARA;N;;;1;;;surplus`,
    );
    expect(problems).toEqual([
      { line: 2, code: 'VALUE_INVALID', value: '31/02/2027', column: 'Péremption' },
      { line: 2, code: 'VALUE_INVALID', value: 'beaucoup', column: 'Quantité' },
      { line: 4, code: 'VALUE_INVALID', value: 'x', column: 'Coût unitaire' },
      { line: 4, code: 'VALUE_MISSING', column: 'Dépôt' },
      { line: 4, code: 'VALUE_MISSING', column: 'Référence' },
      {
        line: 5,
        code: 'VALUE_INVALID',
        value: 'surplus',
        column: 'la ligne, qui a plus de cases que de titres',
      },
    ]);
    expect(rows.map(({ row }) => row)).toEqual([3]);
  });

  test('what a spreadsheet changed on its own is named as that: it is never read as something else', () => {
    const { problems, rows } = opening(
      `${HEAD}\nPHC;;PARA;1,00E+05;;;1;\nPHC;;4,5678E+18;;;;1;\nPHC;;PARA;M;30/06/1931;;3;01/05/2026\nPHC;;PARA;1E5;;;1;`,
    );
    expect(problems).toEqual([
      { line: 2, code: 'TEXT_RETYPED', value: '1,00E+05', column: 'Lot' },
      { line: 3, code: 'TEXT_RETYPED', value: '4,5678E+18', column: 'Référence' },
      { line: 4, code: 'YEAR_GUESSED', value: '30/06/1931', column: 'Péremption' },
      { line: 4, code: 'NUMBER_RETYPED', value: '01/05/2026', column: 'Coût unitaire' },
    ]);
    expect(rows.map(({ fields }) => fields.lot)).toEqual(['1E5']);
  });

  test('words that only an object would know are no values', () => {
    const { problems } = readImportRows('items', 'Code;Libellé;Sorte;Actif\nA;a;constructor;toString', 'fr');
    expect(problems.map(({ value }) => value)).toEqual(['constructor', 'toString']);
  });

  test.each([
    ['', 'empty'],
    ['\ufeff \n', 'empty'],
    [`${HEAD}\n\n`, 'noRows'],
    [`${HEAD}\nPHC;A;"PARA;;;;1;\nPHC;A;B;;;;1;`, 'quotes'],
  ])('an unreadable file: %j', (text, what) => expect(opening(text).file?.what).toBe(what));

  test('the same thing twice, written otherwise', () => {
    const twice = (what: Parameters<typeof findDuplicates>[0], rows: Record<string, unknown>[]) =>
      findDuplicates(
        what,
        rows.map((fields, at) => ({ row: at + 2, fields })),
      );
    expect(twice('suppliers', [{ code: 'Été' }, { code: 'X' }, { code: ' ÉTÉ ' }])).toEqual([
      { line: 4, code: 'DUPLICATE_ROW', value: ' ÉTÉ ', first: 2 },
    ]);
    expect(
      twice('bins', [
        { depot: 'A', code: '1' },
        { depot: 'B', code: '1' },
      ]),
    ).toEqual([]);
    expect(
      twice('opening', [
        { depot: 'A', item: 'P', serial: 'S1' },
        { depot: 'B', item: 'P', serial: 's1' },
        { depot: 'B', item: 'Q', serial: 's1' },
      ]),
    ).toEqual([{ line: 3, code: 'DUPLICATE_ROW', value: 'P / s1', first: 2 }]);
    const codes = [{ code: '200', quantity: 1 }];
    expect(
      twice('items', [
        { code: 'A', codes },
        { code: 'B', codes },
      ]),
    ).toMatchObject([{ line: 3, value: '200', first: 2 }]);
    const line = { number: 'F', item: 'P' };
    expect(twice('invoices', [line, line, { ...line, line: 1 }, { ...line, line: 1 }])).toMatchObject([
      { line: 5, first: 4 },
    ]);
  });
});

test('no heading means two columns of one file, and every key is a column', () => {
  for (const [what, columns] of Object.entries(IMPORT_COLUMNS)) {
    const names = columns.flatMap(({ fr, en }) => [...new Set([...fr, ...en].map(headingKey))]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    for (const { field } of columns) {
      expect(columnOf(what as ImportWhat, field)?.field).toBe(field);
    }
    for (const field of IMPORT_KEYS[what as ImportWhat]) {
      expect(columns.map((column) => column.field)).toContain(field);
    }
  }
});
