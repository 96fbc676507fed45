/** The card of an item: each movement with the balance after it, and that balance as a line. */
import type { StockCard } from '../../../shared/contract/stock.ts';
import { addDays } from '../../../shared/domain/dates.ts';
import { button, el } from '../dom.ts';
import { formatted, quantityText, say, words } from '../words.ts';
import { balanceChart } from './chart.ts';
import { dayFilter, depotFilter, itemFilter } from './filters.ts';
import { showItem } from './item.ts';
import { joined, type Reader, row } from './reading.ts';
import { showReport } from './report.ts';

const says = words.stock;
const DAYS_SHOWN = 90;

export function showCard(reader: Reader, item = ''): void {
  const { today } = reader.me;
  showReport(reader, {
    name: 'card',
    title: says.card.heading,
    filters: [
      itemFilter(reader, item),
      depotFilter(reader),
      dayFilter(says.card.from, 'from', addDays(today, -DAYS_SHOWN), today),
      dayFilter(says.card.to, 'to', today, today),
    ],
    missing: (query) => (query.item ? null : says.chooseItem),
    above: (page) =>
      el(
        'div',
        {},
        el('p', { class: 'card-title' }, `${page.item} · ${page.label}`),
        page.rows.length > 0 && el('p', {}, say(says.card.opening, { quantity: quantityText(page.opening) })),
        el(
          'div',
          { class: 'actions' },
          button(says.itemPage.details, () => showItem(reader, page.item)),
        ),
      ),
    over: (rows, query) => (rows.length > 1 ? balanceChart(query.item ?? '', rows) : null),
    row: movementRow,
    none: says.none,
  });
}

function movementRow({
  date,
  document,
  party,
  depot,
  bin,
  lot,
  serial,
  balance,
  ...line
}: StockCard['rows'][number]) {
  const moved = line.in > 0 ? `+${quantityText(line.in)}` : `−${quantityText(line.out)}`;
  return row(
    say(says.card.line, { date: formatted(date), number: document.number }),
    `${moved} · ${say(says.card.balance, { quantity: quantityText(balance) })}`,
    [
      joined(words.reports.types[document.type], party),
      joined(
        depot,
        bin,
        lot !== '' && say(says.lotNamed, { lot }),
        serial !== '' && say(says.serialNamed, { serial }),
      ),
    ],
  );
}
