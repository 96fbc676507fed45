import type { OpeningRow } from '../contract/imports.ts';
import { addDays } from '../domain/dates.ts';
import { DEVICE_TYPES } from './devices.ts';
import { type SampleItem, sampleItems } from './items.ts';
import { type Draws, drawsFrom } from './random.ts';
import { NUMBERED_PARTS } from './workshop.ts';

const SEED = 20_261_120;

/** What stands on the shelves on the first day, lots that expired or soon will among them. */
export function openingRows(today: string): OpeningRow[] {
  const draws = drawsFrom(SEED);
  return sampleItems.flatMap((entry, at) => {
    const device = DEVICE_TYPES.find(({ code }) => code === entry.item.code);
    if (device) return numbered(entry, draws, device.serialStart, device.count);
    if (NUMBERED_PARTS.includes(entry.item.code)) return numbered(entry, draws, `${at}A`, draws.whole(2, 6));
    return entry.item.expiryTracking ? withLots(entry, draws, today, at) : without(entry, draws);
  });
}

/** One row, quantity 1, for each unit that bears a serial number. */
function numbered({ item, home }: SampleItem, draws: Draws, start: string, count: number): OpeningRow[] {
  const first = draws.whole(1, 400);
  return Array.from({ length: count }, (_, at) => ({
    ...home,
    item: item.code,
    serial: start + String(first + at).padStart(4, '0'),
    quantity: 1,
    unitCost: item.referencePrice,
  }));
}

/** One to four lots, the soonest to expire in the ward's cupboard as well. */
function withLots({ item, home, inWard }: SampleItem, draws: Draws, today: string, at: number): OpeningRow[] {
  const boxOf = item.codes?.[0]?.quantity ?? 1;
  const lots = Array.from({ length: draws.whole(1, 4) }, (_, nth) => ({
    lot: lotNumber(draws),
    // The first lots of the catalogue show every case, whatever is drawn.
    expiry: addDays(today, nth === 0 && at < SHOWN_DAYS.length ? SHOWN_DAYS[at]! : daysLeft(draws)),
  }));
  const rows = lots.map(({ lot, expiry }) => ({
    ...home,
    item: item.code,
    lot,
    expiry,
    quantity: boxOf * draws.whole(2, 24) + draws.whole(0, boxOf - 1),
    unitCost: aboutPrice(item.referencePrice, draws),
  }));
  if (!inWard) return rows;
  const [soonest] = [...rows].sort((a, b) => (a.expiry < b.expiry ? -1 : 1));
  const bin = home.bin === 'FROID' ? 'FROID' : draws.oneOf(WARD_BINS);
  return [...rows, { ...soonest!, depot: 'MED', bin, quantity: boxOf + draws.whole(0, boxOf) }];
}

const WARD_BINS = ['ARM-01', 'ARM-02', 'ARM-03', 'CHARIOT', 'URGENCE'];
/** Expired, on its last day, and soon: the alerts at 30, 60 and 90 days have something to show. */
const SHOWN_DAYS = [-45, -1, 0, 12, 29, 41, 58, 73, 89, 120];

function daysLeft(draws: Draws): number {
  const kind = draws.whole(1, 100);
  if (kind <= 4) return -draws.whole(1, 240);
  if (kind <= 8) return draws.whole(1, 30);
  if (kind <= 12) return draws.whole(31, 60);
  if (kind <= 16) return draws.whole(61, 90);
  return draws.whole(91, 1100);
}

/** Lot numbers as makers write them: letters and digits, some beginning with a zero. */
function lotNumber(draws: Draws): string {
  const letters = () => String.fromCharCode(65 + draws.whole(0, 25));
  const digits = (count: number) => String(draws.whole(0, 10 ** count - 1)).padStart(count, '0');
  return draws.oneOf([
    () => letters() + digits(4),
    () => `${letters()}${letters()}${digits(3)}${letters()}`,
    () => digits(6),
    () => `${digits(2)}${letters()}${digits(3)}`,
  ])();
}

function without({ item, home }: SampleItem, draws: Draws): OpeningRow[] {
  const decimals = item.decimals ?? 0;
  const most = item.referencePrice > 100 ? 6 : item.referencePrice > 10 ? 25 : 220;
  const quantity = decimals === 0 ? draws.whole(2, most) : draws.whole(200, 4500) / 100;
  const unitCost = aboutPrice(item.referencePrice, draws);
  return [{ ...home, item: item.code, quantity, unitCost }];
}

/** Within 8 % of the price, in ten-thousandths. */
function aboutPrice(price: number, draws: Draws): number {
  return Math.round(price * (100 + draws.whole(-8, 8)) * 100) / 10_000;
}
