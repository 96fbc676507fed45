import { wallClock } from './dates.ts';
import { formattedNumber, generalNumber } from './number-format.ts';
import type { Content, Locale } from './workbook.ts';

/** Shown in place of any formula's result: loud, so that nobody takes it for a figure. */
export const FORMULA_SHOWN = '#FORMULE!';

const withoutLiterals = (format: string): string =>
  format.replace(/"[^"]*"|\\.|\[(?:\$[^\]]*|[A-Za-z]{3,})\]/g, '');

const dateFormats = new Map<string, boolean>();

/** True where the number format shows a date or a time; such a cell gives a Date to `getValues`. */
export function isDateFormat(format: string | undefined): boolean {
  if (!format || format === '@') return false;
  let known = dateFormats.get(format);
  if (known === undefined) {
    known = /[ymdhs]/i.test(withoutLiterals(format).replace(/general/i, ''));
    dateFormats.set(format, known);
  }
  return known;
}

const MONTH_NAMES: Record<Locale, string[]> = {
  en_US: 'January February March April May June July August September October November December'.split(' '),
  fr_FR: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
};
const DAY_NAMES: Record<Locale, string[]> = {
  en_US: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
  fr_FR: 'dimanche lundi mardi mercredi jeudi vendredi samedi'.split(' '),
};
const SHORT_MONTHS_FR = 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'.split(' ');

const two = (value: number): string => String(value).padStart(2, '0');

interface Clock {
  date: Date;
  serial: number;
  halfDay: boolean;
  locale: Locale;
}

function dateToken(token: string, clock: Clock, minutes: boolean): string {
  const { date, locale } = clock;
  const long = token.length;
  switch (token[0]!.toLowerCase()) {
    case 'y':
      return long <= 2 ? two(date.getUTCFullYear() % 100) : String(date.getUTCFullYear());
    case 'm': {
      if (minutes) return long === 1 ? String(date.getUTCMinutes()) : two(date.getUTCMinutes());
      const month = date.getUTCMonth();
      if (long <= 2) return long === 1 ? String(month + 1) : two(month + 1);
      if (long > 3) return MONTH_NAMES[locale][month]!;
      return locale === 'fr_FR' ? SHORT_MONTHS_FR[month]! : MONTH_NAMES.en_US[month]!.slice(0, 3);
    }
    case 'd': {
      if (long <= 2) return long === 1 ? String(date.getUTCDate()) : two(date.getUTCDate());
      const name = DAY_NAMES[locale][date.getUTCDay()]!;
      return long === 3 ? name.slice(0, 3) + (locale === 'fr_FR' ? '.' : '') : name;
    }
    case 'h': {
      const hours = clock.halfDay ? date.getUTCHours() % 12 || 12 : date.getUTCHours();
      return long === 1 ? String(hours) : two(hours);
    }
    case 's':
      return long === 1 ? String(date.getUTCSeconds()) : two(date.getUTCSeconds());
    default:
      return token;
  }
}

function formattedDate(serial: number, format: string, locale: Locale): string {
  const clock = { date: wallClock(serial), serial, halfDay: /am\/pm|a\/p/i.test(format), locale };
  const tokens = format.match(/"[^"]*"|\\.|\[h+\]|am\/pm|a\/p|y+|m+|d+|h+|s+|./gi) ?? [];
  const letters = tokens.map((token) =>
    /^\[?[ymdhs]/i.test(token) ? token.replace('[', '')[0]!.toLowerCase() : '',
  );
  return tokens
    .map((token, at) => {
      if (token.startsWith('"')) return token.slice(1, -1);
      if (token.startsWith('\\')) return token.slice(1);
      if (/^\[h+\]$/i.test(token)) return String(Math.floor(serial * 24 + 1e-9));
      if (/^a(m\/pm|\/p)$/i.test(token)) return clock.date.getUTCHours() < 12 ? 'AM' : 'PM';
      if (!letters[at]) return token;
      // In a format "m" means minutes beside hours or seconds, and months elsewhere.
      const before = letters.slice(0, at).reverse().find(Boolean);
      const after = letters.slice(at + 1).find(Boolean);
      const minutes = letters[at] === 'm' && token[0] === 'm' && (before === 'h' || after === 's');
      return dateToken(token, clock, minutes);
    })
    .join('');
}

/** What the cell shows: `getDisplayValues`, and the text in the grid. */
export function displayed(value: Content, format: string | undefined, locale: Locale): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') {
    if (locale === 'fr_FR') return value ? 'VRAI' : 'FAUX';
    return value ? 'TRUE' : 'FALSE';
  }
  if (typeof value === 'number') {
    if (!format || format === '@' || /^general$/i.test(format)) return generalNumber(value, locale);
    return isDateFormat(format)
      ? formattedDate(value, format, locale)
      : formattedNumber(value, format, locale);
  }
  return 'formula' in value ? FORMULA_SHOWN : value.error;
}
