import { zoneOffset } from '../model/dates.ts';
import { exception } from './remote.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

function zoneText(offset: number, letters: string): string {
  if (letters.startsWith('X') && offset === 0) return 'Z';
  const minutes = Math.abs(Math.round(offset / 60_000));
  const [hours, rest] = [pad(Math.floor(minutes / 60), 2), pad(minutes % 60, 2)];
  const sign = offset < 0 ? '-' : '+';
  if (letters === 'z') return `GMT${sign}${hours}:${rest}`;
  return sign + hours + (letters === 'X' ? '' : letters === 'XXX' ? `:${rest}` : rest);
}

/** `Utilities.formatDate`: a pattern of Java's SimpleDateFormat on the wall clock of a zone, in English. */
export function formatDate(date: Date, timeZone: string, pattern: string): string {
  const instant = date.getTime();
  if (Number.isNaN(instant)) throw exception('Invalid argument: date');
  let offset: number;
  try {
    offset = zoneOffset(instant, timeZone);
  } catch {
    // Java takes an unknown zone for GMT without a word; so does Google.
    offset = 0;
  }
  const wall = new Date(instant + offset);
  const hours = wall.getUTCHours();
  const read: Record<string, (length: number) => string> = {
    y: (length) => (length === 2 ? pad(wall.getUTCFullYear() % 100, 2) : pad(wall.getUTCFullYear(), length)),
    M: (length) => {
      if (length < 3) return pad(wall.getUTCMonth() + 1, length);
      const name = MONTHS[wall.getUTCMonth()]!;
      return length === 3 ? name.slice(0, 3) : name;
    },
    d: (length) => pad(wall.getUTCDate(), length),
    E: (length) => (length < 4 ? DAYS[wall.getUTCDay()]!.slice(0, 3) : DAYS[wall.getUTCDay()]!),
    u: () => String(wall.getUTCDay() || 7),
    H: (length) => pad(hours, length),
    h: (length) => pad(hours % 12 || 12, length),
    m: (length) => pad(wall.getUTCMinutes(), length),
    s: (length) => pad(wall.getUTCSeconds(), length),
    S: (length) => pad(wall.getUTCMilliseconds(), length),
    a: () => (hours < 12 ? 'AM' : 'PM'),
    X: (length) => zoneText(offset, 'X'.repeat(length)),
    Z: () => zoneText(offset, 'Z'),
    z: () => zoneText(offset, 'z'),
  };
  return pattern.replace(/''|'((?:[^']|'')*)'|([A-Za-z])\2*/g, (token, quoted: string | undefined) => {
    if (token === "''") return "'";
    if (quoted !== undefined) return quoted.replace(/''/g, "'");
    const letter = read[token[0]!];
    if (!letter) throw exception(`Illegal pattern character '${token[0]}'`);
    return letter(token.length);
  });
}
