import { serialOfDay } from './dates.ts';
import type { Typed } from './typing.ts';
import type { Locale } from './workbook.ts';

export const DATE_FORMAT: Record<Locale, string> = { fr_FR: 'dd/MM/yyyy', en_US: 'M/d/yyyy' };
export const TIME_FORMAT: Record<Locale, string> = { fr_FR: 'HH:mm:ss', en_US: 'h:mm:ss am/pm' };

const MONTHS: Record<Locale, string[]> = {
  en_US: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  fr_FR: ['janv', 'fevr', 'mars', 'avr', 'mai', 'juin', 'juil', 'aout', 'sept', 'oct', 'nov', 'dec'],
};
const WHOLE_MONTHS: Record<Locale, string> = {
  en_US: 'january february march april may june july august september october november december',
  fr_FR: 'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre',
};

/** «Févr.», «fev», «février» → 2; 0 where the word is no month. */
function monthNumber(word: string, locale: Locale): number {
  const bare = word
    .normalize('NFD')
    .replace(/[\u0300-\u036f.]/g, '')
    .toLowerCase();
  const whole = WHOLE_MONTHS[locale].split(' ').indexOf(bare);
  if (whole >= 0) return whole + 1;
  return bare.length < 3
    ? 0
    : MONTHS[locale].findIndex((short) => short === bare || short.slice(0, 3) === bare) + 1;
}

function fullYear(digits: string | undefined): number {
  if (digits === undefined) return new Date().getFullYear();
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 30 ? 2000 + year : 1900 + year;
}

function numericDay(text: string, locale: Locale): number | null {
  const iso = /^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?$/.exec(text);
  if (iso) return serialOfDay(Number(iso[1]), Number(iso[3]), Number(iso[4] ?? 1));
  const monthYear = /^(\d{1,2})[-/](\d{4})$/.exec(text);
  if (monthYear) return serialOfDay(Number(monthYear[2]), Number(monthYear[1]), 1);
  // "12.5" typed in a French sheet is the twelfth of May; in an American one it was a number already.
  const parts = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{1,2}))?$/.exec(text);
  if (!parts || (parts[2] === '.' && locale === 'en_US')) return null;
  const [first, second] = [Number(parts[1]), Number(parts[3])];
  const [month, day] = locale === 'fr_FR' ? [second, first] : [first, second];
  return serialOfDay(fullYear(parts[4]), month, day);
}

function wordedDay(text: string, locale: Locale): number | null {
  const dayFirst = /^(\d{1,2})(?:er|st|nd|rd|th)?[ -]([\p{L}]+\.?)(?:[ -](\d{4}|\d{2}))?$/u.exec(text);
  if (dayFirst)
    return serialOfDay(fullYear(dayFirst[3]), monthNumber(dayFirst[2]!, locale), Number(dayFirst[1]));
  const monthFirst = /^([\p{L}]+\.?) (\d{1,2})(?:,? (\d{4}))?$/u.exec(text);
  if (monthFirst && locale === 'en_US') {
    return serialOfDay(fullYear(monthFirst[3]), monthNumber(monthFirst[1]!, locale), Number(monthFirst[2]));
  }
  const monthYear = /^([\p{L}]+\.?) (\d{4})$/u.exec(text);
  return monthYear ? serialOfDay(Number(monthYear[2]), monthNumber(monthYear[1]!, locale), 1) : null;
}

function timeOfDay(text: string): number | null {
  const parts = /^(\d{1,3}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?(?: ?([aApP])[mM])?$/.exec(text);
  if (!parts) return null;
  const half = parts[5]?.toLowerCase();
  const hours = half ? (Number(parts[1]) % 12) + (half === 'p' ? 12 : 0) : Number(parts[1]);
  const [minutes, seconds] = [Number(parts[2]), Number(parts[3] ?? 0)];
  if (minutes > 59 || seconds > 59) return null;
  return (hours * 3600 + minutes * 60 + seconds) / 86_400;
}

function dayOf(text: string, locale: Locale): Typed | null {
  const numeric = numericDay(text, locale);
  if (numeric !== null)
    return { value: numeric, format: /^\d{4}-/.test(text) ? 'yyyy-MM-dd' : DATE_FORMAT[locale] };
  const worded = wordedDay(text, locale);
  return worded === null ? null : { value: worded, format: DATE_FORMAT[locale] };
}

/** A date, a time, or both, as typed in a cell of that locale; the value is a serial number. */
export function typedDate(text: string, locale: Locale): Typed | null {
  const day = dayOf(text, locale);
  if (day) return day;
  const time = timeOfDay(text);
  if (time !== null) return { value: time, format: time >= 1 ? '[h]:mm:ss' : TIME_FORMAT[locale] };
  const both = /^(.*\S) (\d{1,2}:\d{2}.*)$/.exec(text);
  if (!both) return null;
  const [date, clock] = [dayOf(both[1]!, locale), timeOfDay(both[2]!)];
  if (!date || clock === null || clock >= 1) return null;
  return { value: (date.value as number) + clock, format: `${DATE_FORMAT[locale]} ${TIME_FORMAT[locale]}` };
}
