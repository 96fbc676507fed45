/** Dates as people type them: «20/11», «hier», «2026-11-20». Pure: today comes from the Worker. */
import { addDays, isCivilDate, parseExpiryMonth } from './dates.ts';
import { searchKey } from './keys.ts';
import type { Language } from './quantities.ts';

const WORDS: Record<Language, Record<string, number>> = {
  fr: { "aujourd'hui": 0, auj: 0, hier: -1, 'avant-hier': -2, 'avant hier': -2 },
  en: { today: 0, yesterday: -1, 'day before yesterday': -2 },
};

const MONTHS: Record<Language, string[]> = {
  fr: ['janv', 'fevr', 'mars', 'avr', 'mai', 'juin', 'juil', 'aout', 'sept', 'oct', 'nov', 'dec'],
  en: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
};

/** A document lies behind, an expiry ahead: what a day without a year means. */
export type Toward = 'past' | 'future';

/**
 * The civil date meant, or null where it is unclear. Without a year it is the last such day that is not
 * in the future; `future`, the first that is not past, and «03/2027», «2027-03» and «03/27» are the last day of that month.
 * «3/4» is the third of April in French; in English it is unclear, and refused.
 */
export function readTypedDate(
  typed: string,
  today: string,
  language: Language,
  toward: Toward = 'past',
): string | null {
  const text = searchKey(typed).replace(/’/g, "'").replace(/\.$/, '');
  const days = WORDS[language][text];
  if (days !== undefined) return addDays(today, days);
  if (isCivilDate(text)) return text;
  const month = toward === 'future' ? monthAlone(text, language) : null;
  if (month !== null) return month;
  const numbers = /^(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?$/.exec(text);
  if (numbers) {
    const [, first = '', second = '', year] = numbers;
    const dayFirst = language === 'fr' || Number(first) > 12;
    if (!dayFirst && Number(second) <= 12 && first !== second) return null;
    const [day, inMonth] = dayFirst ? [first, second] : [second, first];
    const read = civil(day, inMonth, year, today, toward);
    // «12/27», as packs print it: where it is no day of a month, it is the month of a year.
    const monthOfYear = read === null && year === undefined && second.length === 2 && toward === 'future';
    return monthOfYear ? parseExpiryMonth(`${first}/20${second}`) : read;
  }
  const named = /^(\d{1,2})(?:er)? ([a-z]+)\.?(?: (\d{4}|\d{2}))?$/.exec(text);
  if (!named) return null;
  const inYear = monthOf(named[2]!, language);
  return inYear === 0 ? null : civil(named[1]!, String(inYear), named[3], today, toward);
}

/** «nov», «novembre» → 11; 0 where it is no month, or could be two («ju»). */
function monthOf(name: string, language: Language): number {
  const fits = MONTHS[language].flatMap((short, index) =>
    name.length >= 3 && (name.startsWith(short) || short.startsWith(name)) ? [index + 1] : [],
  );
  return fits.length === 1 ? fits[0]! : 0;
}

/** «11/2027», «2027-11», «nov 2027»: an expiry is the last day of its month. */
function monthAlone(text: string, language: Language): string | null {
  const [, name = '', year = ''] = /^([a-z]+)\.? (\d{4})$/.exec(text) ?? [];
  const named = monthOf(name, language);
  return parseExpiryMonth(named === 0 ? text : `${named}/${year}`);
}

function civil(
  day: string,
  month: string,
  year: string | undefined,
  today: string,
  toward: Toward,
): string | null {
  const monthAndDay = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const thisYear = Number(today.slice(0, 4));
  // «29/02» typed in a later year: the last year that had such a day.
  const years = year
    ? [year.length === 2 ? 2000 + Number(year) : Number(year)]
    : Array.from({ length: 9 }, (_, far) => (toward === 'past' ? thisYear - far : thisYear + far));
  for (const each of years) {
    const date = `${each}-${monthAndDay}`;
    if (isCivilDate(date) && (year || (toward === 'past' ? date <= today : date >= today))) return date;
  }
  return null;
}
