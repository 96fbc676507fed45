import { describe, expect, it } from 'vitest';
import { readSerials } from '../../shared/domain/serialRanges.ts';

const read = (text: string) => {
  const result = readSerials(text);
  return 'serials' in result ? result.serials : result;
};

describe('serial numbers given many at once', () => {
  it.each<[string, string[]]>([
    ['SN-1', ['SN-1']],
    ['SN-1, SN-2;SN-3\n\nSN 4\tSN5', ['SN-1', 'SN-2', 'SN-3', 'SN 4', 'SN5']],
    ['SN-008..SN-011', ['SN-008', 'SN-009', 'SN-010', 'SN-011']],
    ['A7-98 … a7-102', ['A7-98', 'A7-99', 'A7-100', 'A7-101', 'A7-102']],
    [
      '12345678901234567890..12345678901234567892',
      ['12345678901234567890', '12345678901234567891', '12345678901234567892'],
    ],
    ['', []],
  ])('«%s»', (text, serials) => {
    expect(read(text)).toEqual(serials);
  });

  it.each([
    ['SN-2..SN-1', { problem: 'range', value: 'SN-2..SN-1' }],
    ['A-1..B-9', { problem: 'range', value: 'A-1..B-9' }],
    ['A..B', { problem: 'range', value: 'A..B' }],
    ['1..2..3', { problem: 'range', value: '1..2..3' }],
    ['1..1001', { problem: 'tooMany', value: '1..1001', count: 1001 }],
    ['SN-1\nsn-1', { problem: 'twice', value: 'sn-1' }],
    [`SN-1, ${'9'.repeat(65)}`, { problem: 'long', value: '9'.repeat(65) }],
    ['SN-1..SN-3, SN-2', { problem: 'twice', value: 'SN-2' }],
  ])('«%s» is refused by name', (text, problem) => {
    expect(read(text)).toEqual(problem);
  });
});
