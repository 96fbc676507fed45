import { expect, test } from 'vitest';
import { ERROR_STATUS } from '../../shared/domain/errors.ts';
import * as en from '../../shared/text/en.ts';
import * as fr from '../../shared/text/fr.ts';
import { say } from '../../shared/text/say.ts';

test('figures, dates and plurals are written as the reader writes them', () => {
  expect(say('{n|ligne|lignes} le {date}', 'fr', { n: 1, date: '2026-11-20' })).toBe('1 ligne le 20/11/2026');
  expect(say('{n|ligne|lignes}', 'fr', { n: 0 })).toBe('0 ligne');
  expect(say('{n|line|lines}', 'en', { n: 0 })).toBe('0 lines');
  expect(say('{q}', 'fr', { q: 1234.5 })).toBe('1\u202f234,5');
  expect(say('{q}', 'en', { q: 1234.5 })).toBe('1,234.5');
});

test('only figures that are dates are written as dates: a lot or a name may look like one', () => {
  const looksLikeADate = '2026-01-31';
  const sentence = '{item}, lot {lot}, {name}, n° {serial} : {expiry} ; inventaire «{count}» du {countDate}';
  const figures = { item: 'A', lot: looksLikeADate, name: looksLikeADate, serial: looksLikeADate };
  expect(
    say(sentence, 'fr', { ...figures, count: looksLikeADate, expiry: '2031-02-28', countDate: '2026-03-02' }),
  ).toBe('A, lot 2026-01-31, 2026-01-31, n° 2026-01-31 : 28/02/2031 ; inventaire «2026-01-31» du 02/03/2026');
  expect(say('{first}', 'fr', { first: looksLikeADate })).toBe(looksLikeADate);
});

test('a part in brackets is left out where its figure is missing', () => {
  expect(say('reste {n}[ (lot {lot})].', 'fr', { n: 2, lot: '' })).toBe('reste 2.');
  expect(say('reste {n}[ (lot {lot})].', 'fr', { n: 2, lot: 'L1' })).toBe('reste 2 (lot L1).');
});

test('a unit is the organisation’s word: it stands behind its figure as it is, in no plural of ours', () => {
  const told = (quantity: number, unit: string) => say('{quantity} {unit}', 'fr', { quantity, unit });
  expect(told(3, 'comprimé')).toBe('3 ×\u00a0comprimé');
  expect(told(1, 'comprimé')).toBe('1 ×\u00a0comprimé');
  expect(told(2, 'boîte de 30')).toBe('2 ×\u00a0boîte de 30');
  expect(['kg', 'ml', 'mm²', 'UI', '%', ''].map((unit) => told(2.5, unit))).toEqual([
    '2,5 kg',
    '2,5 ml',
    '2,5 mm²',
    '2,5 UI',
    '2,5 %',
    '2,5 ',
  ]);
});

test('braces and dollars in a figure are shown, not read', () => {
  expect(say('«{item}»', 'fr', { item: '$& {n} [x]' })).toBe('«$& {n} [x]»');
});

const flat = (texts: object, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : flat(value, `${path}${key}.`),
  );
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort();

test('both languages have the same keys, and each sentence the same figures', () => {
  const french = new Map(flat(fr));
  const english = new Map(flat(en));
  expect([...english.keys()]).toEqual([...french.keys()]);
  for (const [key, text] of french) {
    expect([key, new Set(placeholders(english.get(key) ?? ''))]).toEqual([key, new Set(placeholders(text))]);
  }
});

test('every code has its sentence', () => {
  expect(Object.keys(fr.errors).sort()).toEqual(Object.keys(ERROR_STATUS).sort());
});
