/** Scans as keyboards type them (B6, Q18): what each label of a store room says. */
import { describe, expect, it } from 'vitest';
import { gs1Date, hasCheckDigit } from '../../shared/domain/gs1.ts';
import { likelyOtherLayout } from '../../shared/domain/keyboardLayout.ts';
import { ownCode, readOwnCode } from '../../shared/domain/ownCodes.ts';
import { type Goods, readScan, scannedQuantity } from '../../shared/domain/scanning.ts';

const TODAY = '2026-11-20';
const GS = '\u001d';
/** A box of a French medicine: CIP 34009 with its check digit, as GTIN-14. */
const BOX = '03400930000014';
const ITEM = '3400930000014';

const scan = (text: string) => readScan(text, TODAY);
/** The one reading, without what is empty. */
function goods(text: string): Partial<Goods> {
  const read = scan(text);
  if (read.kind !== 'goods' || read.readings.length !== 1) throw new Error(JSON.stringify(read));
  return said(read.readings[0]!);
}
const said = (all: Goods) =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '' && value !== null));

describe('a GS1 symbol fills item, lot, expiry and serial at once (B6)', () => {
  const whole = { code: ITEM, expiry: '2027-03-31', lot: 'A12', serial: 'S-99' };

  it.each([
    ['DataMatrix with its prefix and separators', `]d201${BOX}17270331${'10A12'}${GS}21S-99`],
    ['without the prefix', `01${BOX}1727033110A12${GS}21S-99`],
    ['GS1-128 with its prefix', `]C101${BOX}1727033110A12${GS}21S-99`],
    ['a separator in front, as some scanners send FNC1', `${GS}01${BOX}1727033110A12${GS}21S-99${GS}`],
    ['another order', `01${BOX}21S-99${GS}10A12${GS}17270331`],
    ['the text printed below it', `(01)${BOX}(17)270331(10)A12(21)S-99`],
    ['with blanks between', `(01)${BOX} (17)270331 (10)A12 (21)S-99\r\n`],
  ])('%s', (_, text) => {
    expect(goods(text)).toEqual(whole);
  });

  it('counts (30), contents (37) and the maker’s article (240) are read, other dates passed over', () => {
    expect(goods(`02${BOX}3712${GS}10L7`)).toEqual({ code: ITEM, contained: 12, lot: 'L7' });
    expect(goods(`(01)${BOX}(30)25(240)REF-9(11)260101`)).toEqual({
      code: ITEM,
      count: 25,
      article: 'REF-9',
    });
  });

  it('a second symbol that holds no GTIN says the lot alone', () => {
    expect(goods(']C110LOT7')).toEqual({ lot: 'LOT7' });
  });

  it('a lot may hold brackets and what looks like an identifier', () => {
    expect(goods(`(01)${BOX}(10)A(5)B`)).toMatchObject({ lot: 'A(5)B' });
  });

  it.each([
    ['270200', '2027-02-28'],
    ['280200', '2028-02-29'],
    ['271200', '2027-12-31'],
    ['270331', '2027-03-31'],
    ['760101', '2076-01-01'],
    ['770101', '1977-01-01'],
    ['000101', '2000-01-01'],
    ['270230', null],
    ['271301', null],
  ])('the day 00 and the century: %s is %s', (text, date) => {
    expect(gs1Date(text, TODAY)).toBe(date);
  });

  it('towards the end of a century the next one is meant', () => {
    expect(gs1Date('010101', '2099-05-05')).toBe('2101-01-01');
    expect(gs1Date('490101', '2099-05-05')).toBe('2149-01-01');
    expect(gs1Date('500101', '2099-05-05')).toBe('2050-01-01');
  });
});

describe('separators that the scanner dropped', () => {
  const readings = (text: string) => {
    const read = scan(text);
    if (read.kind !== 'goods') throw new Error(JSON.stringify(read));
    return read.readings.map(said);
  };

  it('are not missed where only one reading is possible', () => {
    expect(readings(`01${BOX}1727033110A12`)).toEqual([{ code: ITEM, expiry: '2027-03-31', lot: 'A12' }]);
  });

  it('leave a choice to the person where there are several', () => {
    expect(readings(`01${BOX}1727033110A1221S99`)).toEqual([
      { code: ITEM, expiry: '2027-03-31', lot: 'A1221S99' },
      { code: ITEM, expiry: '2027-03-31', lot: 'A12', serial: 'S99' },
    ]);
    expect(readings(`01${BOX}10Z917270331`)).toEqual([
      { code: ITEM, lot: 'Z917270331' },
      { code: ITEM, lot: 'Z9', expiry: '2027-03-31' },
    ]);
  });

  it('never invent a date that does not exist, nor a GTIN that is none', () => {
    expect(readings(`01${BOX}10Z917279931`)).toEqual([{ code: ITEM, lot: 'Z917279931' }]);
  });
});

describe('what cannot be read is said', () => {
  it.each([
    ['a wrong check digit', `(01)03400930000010(10)A`, 'checkDigit', '03400930000010'],
    ['the same, without brackets', `]d20103400930000010`, 'checkDigit', '03400930000010'],
    ['a day that does not exist', `(01)${BOX}(17)270230`, 'date', '270230'],
    ['an identifier that we do not know', `(01)${BOX}(99)X`, 'unknown', '99'],
    ['an unknown first identifier', '(99)X', 'unknown', '99'],
    ['an identifier twice', `(10)A(10)B`, 'repeated', '(10)'],
    ['a lot of more than 20 signs', `(10)${'A'.repeat(21)}`, 'length', 'A'.repeat(21)],
  ])('%s', (_, text, problem, value) => {
    expect(scan(text)).toMatchObject({ kind: 'bad', problem, value });
  });
});

describe('codes without a structure', () => {
  it('an EAN or a GTIN finds the item by its digits, with or without zeros in front', () => {
    expect(goods(ITEM)).toEqual({ code: ITEM });
    expect(goods(BOX)).toEqual({ code: ITEM });
    expect(goods('96385074')).toEqual({ code: '96385074' });
    expect(hasCheckDigit('96385075')).toBe(false);
  });

  it.each(['PARA500', '1012345', 'IPP-104037', '17270331'])('«%s» is looked up as it is', (text) => {
    expect(scan(text)).toEqual({ kind: 'text', text, other: null });
  });

  it('the name of the symbol in front is no part of the code', () => {
    expect(scan(']C0PARA500')).toMatchObject({ kind: 'text', text: 'PARA500' });
    expect(scan(`]E0${ITEM}`)).toMatchObject({ kind: 'goods' });
  });
});

describe('our own codes', () => {
  it('a bin, a patient, an invoice, a voucher', () => {
    expect(scan(ownCode('bin', 'PHC', 'A-01'))).toMatchObject({ kind: 'bin', depot: 'PHC', bin: 'A-01' });
    expect(scan(ownCode('patient', 'IPP-104037'))).toMatchObject({ kind: 'patient', code: 'IPP-104037' });
    expect(scan(ownCode('invoice', 'FA/2026/7'))).toMatchObject({ kind: 'invoice', code: 'FA/2026/7' });
    expect(scan('SP-PHC-2026-000123')).toMatchObject({ kind: 'voucher', code: 'SP-PHC-2026-000123' });
  });

  it('any sign of a code comes through', () => {
    for (const code of ['a/b', '100%', '%2F', '..', 'é à'])
      expect(readOwnCode(ownCode('bin', 'PHC', code))).toEqual({ kind: 'bin', parts: ['PHC', code] });
    expect(readOwnCode('$B/PHC')).toBeNull();
    expect(readOwnCode('$X/1')).toBeNull();
  });
});

describe('a scanner set to another keyboard layout', () => {
  /** What a French keyboard makes of the keys of a US scanner, and the other way round. */
  const US = `1234567890-qwertyuiop[]asdfghjkl;zxcvbnm,./!@#$%^&*()QWERTYUIOPASDFGHJKL:ZXCVBNM`;
  const FR = `&é"'(-è_çà)azertyuiop^$qsdfghjklmwxcvbn,;:!1234567890AZERTYUIOPQSDFGHJKLMWXCVBN?`;
  const typed = (text: string, from: string, to: string) =>
    [...text].map((sign) => to[from.indexOf(sign)] ?? sign).join('');
  const french = (text: string) => typed(text, US, FR);

  it.each([
    `01${BOX}1727033110A12${GS}21S-99`,
    `]d201${BOX}1727033110A12`,
    `(01)${BOX}(17)270331(10)A12`,
    ITEM,
  ])('US scanner, French keyboard: «%s» is read all the same', (text) => {
    const read = scan(french(text));
    expect(read).toMatchObject({ kind: 'goods', translated: true });
    expect(read).toEqual({ ...scan(text), translated: true });
  });

  it('French scanner, US keyboard', () => {
    // On a French keyboard digits need Shift: a US one makes other signs of them.
    const text = [...ITEM].map((digit) => US[FR.indexOf(digit)]).join('');
    expect(text).toMatch(/^[!@#$%^&*()]+$/);
    expect(scan(text)).toEqual({ ...scan(ITEM), translated: true });
  });

  it('own codes and vouchers too; a plain code is offered both ways', () => {
    expect(scan(french('$B/PHC/A-01'))).toMatchObject({ kind: 'bin', bin: 'A-01', translated: true });
    expect(scan(french('SP-PHC-2026-000123'))).toMatchObject({ kind: 'voucher', translated: true });
    expect(scan(french('PARA-500'))).toEqual({ kind: 'text', text: 'PQRQ)(àà', other: 'PARA-500' });
  });

  it('words of a person are left as they are', () => {
    for (const words of ['gel (50 ml)', 'PARA500', 'Hôpital', 'kit 3/4'])
      expect(likelyOtherLayout(words)).toBeNull();
  });
});

describe('a pack proposes its quantity (Q18)', () => {
  const nothing = { code: '', lot: '', expiry: null, serial: '', article: '', count: null, contained: null };
  it('the catalogue’s, times what a case holds; a printed count stands above', () => {
    expect(scannedQuantity(nothing, 30)).toBe(30);
    expect(scannedQuantity({ ...nothing, contained: 4 }, 30)).toBe(120);
    expect(scannedQuantity({ ...nothing, count: 25 }, 1)).toBe(25);
  });
});
