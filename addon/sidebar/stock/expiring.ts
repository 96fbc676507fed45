/** Lots that have expired or soon will, and what has not moved for months (B8). */
import type { ExpiringRow } from '../../../shared/contract/watch.ts';
import { button } from '../dom.ts';
import { formatted, say, words } from '../words.ts';
import { choiceFilter, depotFilter, textFilter } from './filters.ts';
import { showItem } from './item.ts';
import { showLot } from './lot.ts';
import { amount, joined, type Reader, row, worth } from './reading.ts';
import { showReport } from './report.ts';

const says = words.stock;
const SOON_DAYS = 30;

export function showExpiring(reader: Reader): void {
  const { choices, within } = says.expiring;
  showReport(reader, {
    name: 'expiring',
    title: says.pages.expiring.title,
    filters: [
      choiceFilter(within, [
        ...(['30', '60', '90'] as const).map((days) => ({
          value: days,
          text: choices[days],
          query: { within: days },
        })),
        { value: 'expired', text: choices.expired, query: {} },
      ]),
      depotFilter(reader),
      textFilter(says.search, 'q', says.searchHint),
    ],
    row: (line) => expiringRow(reader, line),
    none: says.none,
  });
}

function expiringRow(reader: Reader, line: ExpiringRow): HTMLElement {
  const { item, label, lot, depot, bin, transfer, quantity, unit, value, expiry, daysLeft, blocked } = line;
  const when =
    daysLeft < 0
      ? say(says.expiring.since, { days: -daysLeft })
      : daysLeft === 0
        ? says.expiring.today
        : say(says.expiring.left, { days: daysLeft });
  const kind = daysLeft < 0 ? 'danger' : daysLeft <= SOON_DAYS ? 'closed' : '';
  return row(
    joined(item, label),
    joined(amount(quantity, unit), say(says.value, { value: worth(reader, value) })),
    [
      joined(depot, transfer === null ? bin : say(says.onItsWay, { transfer })),
      joined(say(says.expires, { date: formatted(expiry) }), blocked && says.blocked),
      button(say(says.lotNamed, { lot }), () => showLot(reader, item, lot), 'link'),
    ],
    { text: when, kind },
  );
}

const MONTHS = [1, 3, 6, 12];
const DAYS_OF_A_MONTH = 30;

export function showIdle(reader: Reader): void {
  const { since, months, last } = says.idle;
  const choices = MONTHS.map((count) => ({
    value: String(count),
    text: say(months, { count }),
    query: { days: String(count * DAYS_OF_A_MONTH) },
  }));
  showReport(reader, {
    name: 'idle',
    title: says.pages.idle.title,
    filters: [
      choiceFilter(since, choices, '3'),
      depotFilter(reader),
      textFilter(says.search, 'q', says.searchHint),
    ],
    row: ({ depot, item, label, quantity, unit, value, lastMovedOn, days }) =>
      row(
        joined(item, label),
        joined(amount(quantity, unit), say(says.value, { value: worth(reader, value) })),
        [
          joined(depot, say(last, { date: formatted(lastMovedOn), days })),
          button(says.itemPage.details, () => showItem(reader, item), 'link'),
        ],
      ),
    none: says.none,
  });
}
