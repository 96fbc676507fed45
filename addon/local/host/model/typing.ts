import { typedDate } from './typed-dates.ts';
import type { Content, Locale } from './workbook.ts';

/** What typing leaves in a cell, and the format it gives to a cell that had none. */
export interface Typed {
  value: Content;
  format?: string;
}

const NUMBER = {
  en_US: /^[+-]?(?=[\d.])(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:[eE][+-]?\d+)?$/,
  // Typed in a French sheet a thousand may stand apart by a space of any width; the point is no separator.
  fr_FR: /^[+-]?(?=[\d,])(?:\d+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+)?(?:,\d*)?(?:[eE][+-]?\d+)?$/,
};
const BOOLEANS: Record<Locale, Record<string, boolean>> = {
  en_US: { TRUE: true, FALSE: false },
  fr_FR: { TRUE: true, FALSE: false, VRAI: true, FAUX: false },
};

function plainNumber(text: string, locale: Locale): number | null {
  if (!/\d/.test(text) || !NUMBER[locale].test(text)) return null;
  const bare =
    locale === 'fr_FR' ? text.replace(/[ \u00a0\u202f]/g, '').replace(',', '.') : text.replace(/,/g, '');
  const value = Number(bare);
  return Number.isFinite(value) ? value : null;
}

function typedNumber(text: string, locale: Locale): Typed | null {
  const plain = plainNumber(text, locale);
  if (plain !== null) {
    return /[eE]/.test(text) ? { value: plain, format: '0.00E+00' } : { value: plain };
  }
  const percent = /^(.*\d[.,]?)\s?%$/.exec(text);
  if (percent) {
    const value = plainNumber(percent[1]!, locale);
    return value === null ? null : { value: value / 100, format: /[.,]\d/.test(text) ? '0.00%' : '0%' };
  }
  const money = locale === 'fr_FR' ? /^(.*\d),?\s?€$/.exec(text) : /^\$\s?(.*\d)$/.exec(text);
  if (money) {
    const value = plainNumber(money[1]!, locale);
    const format = locale === 'fr_FR' ? '#,##0.00 "€"' : '"$"#,##0.00';
    return value === null ? null : { value, format };
  }
  const negative = /^\((\d.*)\)$/.exec(text);
  const value = negative ? plainNumber(negative[1]!, locale) : null;
  return value === null ? null : { value: -value };
}

function typedFormula(text: string): string | null {
  if (text.length > 1 && text.startsWith('=')) return text;
  return text.length > 1 && text.startsWith('+') ? `=${text.slice(1)}` : null;
}

/**
 * What a cell makes of a string, as a person types it or `setValues` writes it: a number, a date, a boolean, a
 * formula or text, in the sheet's locale. A leading apostrophe always means text and is dropped.
 * In a cell formatted '@' a person's text stays as typed; a script's "=…" still becomes a formula there, the
 * harsher of two readings of Google's documentation.
 */
export function typed(input: string, locale: Locale, format: string | undefined, byScript: boolean): Typed {
  if (input === '') return { value: null };
  if (input.startsWith("'")) return { value: input.slice(1) };
  if (format === '@') {
    return byScript && input.length > 1 && input.startsWith('=')
      ? { value: { formula: input } }
      : { value: input };
  }
  const text = input.trim();
  if (text.startsWith('=')) return text.length > 1 ? { value: { formula: text } } : { value: input };
  const found = recognised(text, locale);
  if (found) return found;
  const formula = typedFormula(text);
  return { value: formula === null ? input : { formula } };
}

function recognised(text: string, locale: Locale): Typed | null {
  if (text.length <= 5) {
    const truth = BOOLEANS[locale][text.toUpperCase()];
    if (truth !== undefined) return { value: truth };
  }
  if (text.length > 60 || !/\d/.test(text)) return null;
  return typedNumber(text, locale) ?? typedDate(text, locale);
}

/** True where writing `text` without an apostrophe would not give the same text back. */
export function needsApostrophe(text: string, locale: Locale, format: string | undefined): boolean {
  if (text.startsWith("'")) return true;
  return typed(text, locale, format, false).value !== text;
}
