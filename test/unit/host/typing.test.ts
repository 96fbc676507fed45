import { describe, expect, it } from 'vitest';
import { displayed } from '../../../addon/local/host/model/display.ts';
import { needsApostrophe, typed } from '../../../addon/local/host/model/typing.ts';

const year = new Date().getFullYear();

/** What is typed, and what the cell then shows; text that stays text shows as typed. */
const shown = (text: string, locale: 'fr_FR' | 'en_US', format?: string, byScript = true): string => {
  const cell = typed(text, locale, format, byScript);
  return `${typeof cell.value === 'object' ? 'formula' : typeof cell.value} ${displayed(cell.value, cell.format ?? format, locale)}`;
};

describe('typing in a French sheet', () => {
  it.each([
    ['12,5', 'number 12,5'],
    ['12.5', `number 12/05/${year}`],
    ['12.50', 'string 12.50'],
    ['1 234,5', 'number 1234,5'],
    ['1\u202f234', 'number 1234'],
    ['12 34', 'string 12 34'],
    ['1,234.5', 'string 1,234.5'],
    ['-3', 'number -3'],
    ['+12', 'number 12'],
    ['(12)', 'number -12'],
    ['007', 'number 7'],
    ['12E4', 'number 1,20E+05'],
    ['12 %', 'number 12%'],
    ['12,50 €', 'number 12,50 €'],
    ['00045678901234567890', 'number 45678901234567900'],
    ['1/2', `number 01/02/${year}`],
    ['31/03/2027', 'number 31/03/2027'],
    ['31/04/2027', 'string 31/04/2027'],
    ['3/31/2027', 'string 3/31/2027'],
    ['1/2/99', 'number 01/02/1999'],
    ['2026-11-20', 'number 2026-11-20'],
    ['2026-01', 'number 2026-01-01'],
    ['03/2027', 'number 01/03/2027'],
    ['20 novembre 2026', 'number 20/11/2026'],
    ['20 févr. 2026', 'number 20/02/2026'],
    ['20/11/2026 14:30', 'number 20/11/2026 14:30:00'],
    ['14:30', 'number 14:30:00'],
    ['VRAI', 'boolean VRAI'],
    ['faux', 'boolean FAUX'],
    ['TRUE', 'boolean VRAI'],
    ['=A1+B1', 'formula #FORMULE!'],
    ['+33 6 12', 'formula #FORMULE!'],
    ['=', 'string ='],
    ["'007", 'string 007'],
    ["''s Gravenhage", "string 's Gravenhage"],
    ["'=1+1", 'string =1+1'],
    ['DOLIPRANE 500 mg', 'string DOLIPRANE 500 mg'],
    ['-A12', 'string -A12'],
    ['', 'formula '],
  ])('%j gives %j', (text, expected) => {
    expect(shown(text, 'fr_FR')).toBe(expected);
  });
});

describe('typing in an American sheet', () => {
  it.each([
    ['12.5', 'number 12.5'],
    ['12,5', 'string 12,5'],
    ['1,234.5', 'number 1234.5'],
    ['1 234', 'string 1 234'],
    ['1/2', `number 1/2/${year}`],
    ['31/03/2027', 'string 31/03/2027'],
    ['3/31/2027', 'number 3/31/2027'],
    ['Nov 20, 2026', 'number 11/20/2026'],
    ['$12.50', 'number $12.50'],
    ['2:30 PM', 'number 2:30:00 PM'],
    ['VRAI', 'string VRAI'],
    ['true', 'boolean TRUE'],
  ])('%j gives %j', (text, expected) => {
    expect(shown(text, 'en_US')).toBe(expected);
  });
});

describe("a cell formatted '@'", () => {
  it.each([
    ['007', 'string 007'],
    ['1/2', 'string 1/2'],
    ['VRAI', 'string VRAI'],
    ["'007", 'string 007'],
    ['00045678901234567890', 'string 00045678901234567890'],
  ])('keeps %j as %j', (text, expected) => {
    expect(shown(text, 'fr_FR', '@')).toBe(expected);
  });

  it('makes a formula of what a script writes with "=", and keeps what a person types', () => {
    expect(shown('=HYPERLINK("x")', 'fr_FR', '@')).toBe('formula #FORMULE!');
    expect(shown('=HYPERLINK("x")', 'fr_FR', '@', false)).toBe('string =HYPERLINK("x")');
    expect(shown('\'=HYPERLINK("x")', 'fr_FR', '@')).toBe('string =HYPERLINK("x")');
  });
});

it('a date typed where a number format stands is a number near 46,000', () => {
  expect(shown('20/11/2026', 'fr_FR', '0')).toBe('number 20/11/2026');
  expect(displayed(typed('20/11/2026', 'fr_FR', '0', true).value, '0', 'fr_FR')).toBe('46346');
});

it('the editor shows an apostrophe where the text would not come back by itself', () => {
  expect(needsApostrophe('007', 'fr_FR', undefined)).toBe(true);
  expect(needsApostrophe('007', 'fr_FR', '@')).toBe(false);
  expect(needsApostrophe("'s Gravenhage", 'fr_FR', '@')).toBe(true);
  expect(needsApostrophe('Compresse', 'fr_FR', undefined)).toBe(false);
});
