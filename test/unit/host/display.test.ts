import { expect, it } from 'vitest';
import { displayed, isDateFormat } from '../../../addon/local/host/model/display.ts';

it.each([
  [1234.5, undefined, 'fr_FR', '1234,5'],
  [1 / 3, undefined, 'en_US', '0.3333333333'],
  [0.1 + 0.2, undefined, 'fr_FR', '0,3'],
  [1e21, undefined, 'fr_FR', '1E+21'],
  [1234.5, '#,##0.00', 'fr_FR', '1\u202f234,50'],
  [1234567, '#,##0', 'en_US', '1,234,567'],
  [12, '0.###', 'fr_FR', '12,'],
  [12.345, '#,##0.###', 'fr_FR', '12,345'],
  [0, '#', 'fr_FR', ''],
  [7, '000', 'fr_FR', '007'],
  [-3, '0;[Red](0)', 'fr_FR', '(3)'],
  [-3, '0.00', 'en_US', '-3.00'],
  [-0.001, '0.00', 'en_US', '0.00'],
  [0.125, '0.0%', 'fr_FR', '12,5%'],
  [46346, 'yyyy-mm-dd', 'fr_FR', '2026-11-20'],
  [46346, 'dddd d mmmm yyyy', 'fr_FR', 'vendredi 20 novembre 2026'],
  [46346.5, 'dd/mm/yyyy hh:mm', 'fr_FR', '20/11/2026 12:00'],
  [46346.5, 'M/d/yyyy h:mm:ss am/pm', 'en_US', '11/20/2026 12:00:00 PM'],
  [1.5, '[h]:mm:ss', 'fr_FR', '36:00:00'],
  [5, '0 "jours"', 'fr_FR', '5 jours'],
] as const)('%d in the format %j (%s) shows %j', (value, format, locale, expected) => {
  expect(displayed(value, format, locale)).toBe(expected);
});

it('tells dates from numbers by the format alone', () => {
  expect(['dd/mm/yyyy', 'hh:mm', '[h]:mm'].map(isDateFormat)).toEqual([true, true, true]);
  expect(['0.00', '@', '0.00E+00', '#,##0 "mois"', '[Red]0', undefined].map(isDateFormat)).toEqual(
    Array(6).fill(false),
  );
});
