/** Days from 30 December 1899, the first day of Sheets, to 1 January 1970. */
const EPOCH_DAYS = 25569;
const DAY_MS = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** Milliseconds to add to UTC for the wall clock of a zone; it only changes at quarters of an hour. */
export function zoneOffset(instant: number, timeZone: string): number {
  const quarter = Math.floor(instant / 900_000);
  const key = `${timeZone}|${quarter}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    const start = quarter * 900_000;
    const parts: Record<string, number> = {};
    for (const { type, value } of formatterOf(timeZone).formatToParts(start)) parts[type] = Number(value);
    const wall = Date.UTC(
      parts.year!,
      parts.month! - 1,
      parts.day!,
      parts.hour!,
      parts.minute!,
      parts.second!,
    );
    offset = wall - start;
    if (offsets.size > 10_000) offsets.clear();
    offsets.set(key, offset);
  }
  return offset;
}

/** The serial number of an instant, on the wall clock of the spreadsheet's zone. */
export function serialOfInstant(instant: number, timeZone: string): number {
  return (instant + zoneOffset(instant, timeZone)) / DAY_MS + EPOCH_DAYS;
}

export function instantOfSerial(serial: number, timeZone: string): number {
  const wall = Math.round((serial - EPOCH_DAYS) * DAY_MS);
  const guess = wall - zoneOffset(wall, timeZone);
  return wall - zoneOffset(guess, timeZone);
}

/** The serial of a civil date, or null when there is no such day. */
export function serialOfDay(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.getTime() / DAY_MS + EPOCH_DAYS;
}

/** A date whose UTC fields are the wall clock that a serial shows. */
export const wallClock = (serial: number): Date => new Date(Math.round((serial - EPOCH_DAYS) * DAY_MS));
