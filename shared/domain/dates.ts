/** Civil dates are `YYYY-MM-DD` texts in the organisation's time zone; only the Worker asks a clock. */
import type { Language } from './quantities.ts';

const DAY_MS = 86_400_000;

export function isCivilDate(text: string): boolean {
  // No stock moved before 1900 or expires after 2999; beyond, calendars and clocks part ways.
  if (!/^(19|2\d)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one date to a later one (negative where it is earlier). */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The civil date at an instant in a time zone (IANA name). */
export function civilDateIn(timeZone: string, instant: Date): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
}

/** 2026-11-20 → «20/11/2026» in French; English readers get the ISO date, which no one misreads. */
export function formatDate(date: string, language: Language): string {
  const [year, month, day] = date.split('-');
  return language === 'fr' ? `${day}/${month}/${year}` : date;
}

/** «31/03/2027», «31.03.2027» or «2027-03-31» → ISO; null where it is no date. */
export function parseDate(text: string): string | null {
  const written = text.trim();
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(written);
  const iso = french ? `${french[3]}-${french[2]?.padStart(2, '0')}-${french[1]?.padStart(2, '0')}` : written;
  return isCivilDate(iso) ? iso : null;
}

/** How packs print an expiry, by its month alone: «11/2027» or «2027-11» → its last day; null where it is no month. */
export function parseExpiryMonth(text: string): string | null {
  const [, month = '', year = ''] = /^(\d{1,2})[/. -](\d{4})$/.exec(text.trim()) ?? [];
  const [, yearFirst = year, monthLast = month] = /^(\d{4})[/. -](\d{1,2})$/.exec(text.trim()) ?? [];
  const first = `${yearFirst}-${monthLast.padStart(2, '0')}-01`;
  return isCivilDate(first) ? addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1) : null;
}

/** The instant at which a civil date begins in a time zone, UTC. */
export function startOfDay(date: string, timeZone: string): string {
  const utc_ms = Date.parse(`${date}T00:00:00Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const offset_ms = Date.parse(`${shown.format(new Date(utc_ms)).replace(' ', 'T')}Z`) - utc_ms;
  return new Date(utc_ms - offset_ms).toISOString();
}

/** Writes instants as the reader of a time zone does, to the second: «25/11/2026 14:32:05»; an ISO date in English. */
export function instantWriter(timeZone: string, language: Language): (instant: string) => string {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  // Lines sent together bear the same instant, and a formatter is slow.
  let last = { instant: '', text: '' };
  return (instant) => {
    if (instant !== last.instant) {
      const [date = '', time = ''] = shown.format(new Date(instant)).split(' ');
      last = { instant, text: `${formatDate(date, language)} ${time}` };
    }
    return last.text;
  };
}
