import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  civilDateIn,
  daysBetween,
  isCivilDate,
  parseDate,
  startOfDay,
} from '../../shared/domain/dates.ts';
import { foldKey, searchKey } from '../../shared/domain/keys.ts';
import {
  exactValue,
  fitsDecimals,
  formatNumber,
  fromThousandths,
  parseDecimal,
  toThousandths,
} from '../../shared/domain/quantities.ts';
import { CsvFile, dateCell, readTextCell, textCell } from '../../worker/http/csv.ts';
import { allocateFirstExpired, byFirstExpired, type Candidate } from '../../worker/stock/allocate.ts';

describe('quantities', () => {
  test('2.5 + 1.3 equals 3.8', () => {
    expect(fromThousandths(toThousandths(2.5) + toThousandths(1.3))).toBe(3.8);
  });
  test('an item says how many decimals it allows', () => {
    expect([0, 1, 2, 3].map((decimals) => fitsDecimals(2500, decimals))).toEqual([false, true, true, true]);
  });
  test('what is written is read back, in both languages', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.constantFrom('fr' as const, 'en' as const),
        (thousandths, language) => {
          expect(parseDecimal(formatNumber(thousandths / 1000, language), language)).toBe(
            thousandths / 1000 + 0,
          );
        },
      ),
    );
  });
  test('a half is rounded up as it is written, below zero too: 0.85 % short is 0.9 %', () => {
    const shown = [-0.85, 0.85, 1.005, 2.675, 0.0049, 1e-7].map((value, at) =>
      formatNumber(value, 'fr', 0, at < 2 ? 1 : 2),
    );
    expect(shown).toEqual(['-0,9', '0,9', '1,01', '2,68', '0', '0']);
  });
  test.each([
    ['12,5', 'fr', 12.5],
    ['1 250', 'fr', 1250],
    ['12.5', 'fr', 12.5],
    ['1,250', 'en', 1250],
    ['12,5', 'en', null],
    ['1,5', 'fr', 1.5],
    ['douze', 'fr', null],
    ['', 'fr', null],
    ['1e5', 'en', null],
  ] as const)('«%s» in %s is %s', (text, language, value) => {
    expect(parseDecimal(text, language)).toBe(value);
  });
});

describe('dates', () => {
  test('the civil date is that of the organisation, not of the machine', () => {
    const instant = new Date('2026-11-20T23:30:00Z');
    expect(civilDateIn('Europe/Paris', instant)).toBe('2026-11-21');
    expect(civilDateIn('America/Cayenne', instant)).toBe('2026-11-20');
    expect(startOfDay('2026-07-01', 'Europe/Paris')).toBe('2026-06-30T22:00:00.000Z');
  });
  test('days count over years and leap days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    expect(isCivilDate('2027-02-29')).toBe(false);
  });
  test('a date is read as French readers and ISO write it', () => {
    expect(['31/03/2027', '1.4.2027', '2027-03-31', '31/02/2027', 'demain'].map(parseDate)).toEqual([
      '2027-03-31',
      '2027-04-01',
      '2027-03-31',
      null,
      null,
    ]);
  });
});

test('codes are compared folded: width, spaces, case, accents of case', () => {
  expect(foldKey('  ÉTÉ\u00a0 12 ')).toBe('été 12');
  expect(foldKey('ＡＢＣ')).toBe('abc');
  expect(foldKey('\ufeffSN\u200b-\u00ad9\u200e')).toBe('sn-9');
  expect(searchKey('Paracétamol')).toBe('paracetamol');
});

describe('first expired, first out (B8)', () => {
  const lot = (
    name: string,
    expiry: string | null,
    available: number,
    unusable: Candidate['unusable'] = null,
  ): Candidate => ({
    bin: 'A',
    lot: name,
    expiry,
    serial: '',
    available,
    unusable,
    unfit: null,
    frozenBy: null,
  });
  test('the lot that expires first goes first, without expiry last, unusable never', () => {
    const candidates = [
      lot('C', null, 9),
      lot('B', '2027-05-01', 5),
      lot('A', '2027-01-01', 3),
      lot('X', '2020-01-01', 8, 'expired'),
    ].sort(byFirstExpired);
    const { taken, missing } = allocateFirstExpired(10, candidates);
    expect(taken.map((line) => [line.lot, line.quantity])).toEqual([
      ['A', 3],
      ['B', 5],
      ['C', 2],
    ]);
    expect(missing).toBe(0);
  });
  test('what is missing is said; nothing is taken beyond what there is', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.array(fc.nat(20), { maxLength: 8 }), (wanted, stocks) => {
        const candidates = stocks.map((available, at) => lot(`L${at}`, null, available));
        const { taken, missing } = allocateFirstExpired(wanted, candidates);
        const total = taken.reduce((sum, { quantity }) => sum + quantity, 0);
        expect(total + missing).toBe(wanted);
        expect(taken.every(({ quantity, available }) => quantity > 0 && quantity <= available)).toBe(true);
        expect(missing === 0 || total === stocks.reduce((sum, available) => sum + available, 0)).toBe(true);
      }),
    );
  });
});

describe('cells of a CSV', () => {
  test.each([
    ...[
      '0012',
      '00045678901234567890',
      '1 234',
      '1\u202f234',
      '1’000',
      '12,5',
      '12.',
      '12/',
      '(12)',
      '1E5',
      '1e+5',
    ],
    ...[
      '1.5E-3',
      '1D5',
      '12%',
      '% 12',
      '€5',
      '5 €',
      '$5',
      '(€5)',
      '5 EUR',
      'CHF 5',
      '1/2',
      '1 1/2',
      '12-3',
      '1:30',
    ],
    ...[
      '1:30 PM',
      '9 a.m.',
      '1:30 p',
      '12h30',
      '12 h 30',
      'SEP2',
      'SEPT2',
      'MARCH1',
      'MARS-1',
      '1MAR',
      'DEC-10',
    ],
    ...[
      '2 févr.',
      '2 FÉVR',
      'août 14',
      'AOU2',
      'OCT4',
      '1er janvier 2026',
      'March 1st',
      'lundi 3 mars 2026',
      '3-mai',
    ],
    ...[
      '2026-01-31',
      '31/01/2026',
      '2026-1',
      'VRAI',
      'false',
      ' True ',
      '#N/A',
      '#REF!',
      '#NOM?',
      '１２',
      '12\n',
    ],
  ])('%s is never taken for a figure or a date', (text) => {
    expect(textCell(text)).toBe(`"=""${text}"""`);
    expect(readTextCell(textCell(text))).toBe(text);
  });

  test.each([
    ...[
      'A-01',
      'L2',
      'E5',
      '12A',
      '5E',
      'PARA500',
      '10 mg',
      'MAR',
      'mars',
      'SEPT',
      '2 an',
      '#12',
      '12_3',
      'Q1 2026',
    ],
    ...[
      '10 comprimés',
      'SN-1',
      'Salle 1/2',
      'MARTEAU 2',
      'ma 2',
      'EUR',
      '2026-01-31T09:00',
      'lundi 3',
      '',
      'é 😀 <b>',
    ],
  ])('«%s» stays as it is', (text) => {
    expect(textCell(text)).toBe(text);
  });

  test('a date that is meant as one stays one, and the same text as a lot does not', () => {
    const file = new CsvFile(['lot', 'date']);
    file.add([
      ['2026-01-31', dateCell('2026-01-31')],
      [null, dateCell(null)],
    ]);
    const written = new TextDecoder('utf-8', { ignoreBOM: false }).decode(file.bytes());
    expect(written).toBe('lot;date\r\n"=""2026-01-31""";2026-01-31\r\n;\r\n');
  });

  test('whatever is written is read back, and holds neither a formula nor a bare figure', () => {
    const pieces = [...'0159.,/:-+()%€=@\'"; \n\teEDhpmSEPmarsVRAI#é＝１', 'SEPT', '1er', '="', '""'];
    const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((some) => some.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const cell = textCell(text);
        expect(readTextCell(cell)).toBe(text);
        expect(cell).not.toMatch(/^"?[+\-@]|^"?=(?!"")|^[\d.,/:()% €-]*\d[\d.,/:()% €-]*$/);
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    '=HYPERLINK("x")',
    '+33 1',
    '-5',
    '@SUM(A1)',
    '0012',
    '00045678901234567890',
    '1/2',
    '12-3',
    '1E5',
    'VRAI',
    'a;b',
    'a"b',
    'é 😀 <b>',
    "'x",
    "'=x",
    '',
  ])('%s survives a double click and is read back as written', (text) => {
    const cell = textCell(text);
    expect(readTextCell(cell)).toBe(text);
    // Nothing a spreadsheet would compute, and no bare figure it would retype.
    expect(cell).not.toMatch(/^"?[+\-@]|^"?=(?!"")|^[\d./-]+$/);
  });
});

test('values are exact beyond 2^53 and rounded half up per line', () => {
  expect(exactValue(1500, 3333, 2)).toBe(50n);
  expect(exactValue(1000, 50, 2)).toBe(1n);
  expect(exactValue(-1000, 50, 2)).toBe(-1n);
  expect(exactValue(1_000_000_000_000, 1_000_000_000, 2)).toBe(10_000_000_000_000_000n);
});
