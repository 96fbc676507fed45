import { describe, expect, it } from 'vitest';
import { readSerials } from '../../shared/domain/serialSeries.ts';

describe('serial numbers given as series', () => {
  it('«SN-001..SN-020» is twenty numbers, zeros kept, both ends included', () => {
    const { serials, problems } = readSerials('SN-001..SN-020');
    expect(problems).toEqual([]);
    expect(serials).toHaveLength(20);
    expect([serials[0], serials[8], serials[19]]).toEqual(['SN-001', 'SN-009', 'SN-020']);
  });

  it.each([
    ['the end alone as digits', 'SN-008..011', ['SN-008', 'SN-009', 'SN-010', 'SN-011']],
    ['three dots, or one sign for them', 'A1...A2; A5…A6', ['A1', 'A2', 'A5', 'A6']],
    ['letters behind the digits', '2026-9X .. 2026-11X', ['2026-9X', '2026-10X', '2026-11X']],
    ['a column pasted from a sheet', ' 0012\r\n0013\n\n=1+1 ', ['0012', '0013', '=1+1']],
    [
      'twenty digits',
      '00045678901234567890..00045678901234567891',
      ['00045678901234567890', '00045678901234567891'],
    ],
    ['a series of one', 'B7..B7', ['B7']],
    ['nothing', ' \n ', []],
  ])('%s', (_, text, serials) => {
    expect(readSerials(text)).toEqual({ serials, problems: [] });
  });

  it.each([
    ['two ends of different kinds', 'SN-1..XY-3', 'range'],
    ['an end before its beginning', 'SN-9..SN-1', 'range'],
    ['no digits to count', 'A..B', 'range'],
    ['unclear zeros', '01..100', 'range'],
    ['more than a document holds', 'X1..X5000', 'many'],
    ['longer than a serial number is', 'x'.repeat(65), 'long'],
  ])('%s is a problem, and says which text', (_, text, why) => {
    expect(readSerials(text)).toEqual({ serials: [], problems: [{ text, why }] });
  });

  it('the same number twice is told, whatever its case', () => {
    expect(readSerials('sn-1, SN-1, SN-2')).toEqual({
      serials: ['sn-1', 'SN-2'],
      problems: [{ text: 'SN-1', why: 'double' }],
    });
  });
});
