/** The stock of an item over depots, bins and lots; from there to its card, its serial numbers, its lots. */
import type { StockLine } from '../../../shared/contract/stock.ts';
import { button, el, notice } from '../dom.ts';
import { formatted, quantityText, say, words } from '../words.ts';
import { showCard } from './card.ts';
import { depotFilter, itemFilter } from './filters.ts';
import { showLot } from './lot.ts';
import { amount, costs, joined, type Reader, row, worth } from './reading.ts';
import { showReport } from './report.ts';
import { showSerials } from './serials.ts';

const says = words.stock;

export function showItem(reader: Reader, item = ''): void {
  const chosen = itemFilter(reader, item);
  showReport(reader, {
    name: 'lines',
    title: says.pages.item.title,
    filters: [chosen, depotFilter(reader)],
    missing: (query) => (query.item ? null : says.chooseItem),
    above: (page, query) => headOf(reader, page.rows, query.item ?? ''),
    over: (rows) => totalOf(reader, rows),
    row: (line) => lineRow(reader, line, false),
    none: says.itemPage.none,
  });
  if (item === '') chosen.input.focus();
}

function headOf(reader: Reader, [first]: readonly StockLine[], item: string): HTMLElement {
  const code = first?.item ?? item;
  return el(
    'div',
    {},
    first && el('p', { class: 'card-title' }, `${first.item} · ${first.label}`),
    el(
      'div',
      { class: 'actions' },
      button(says.itemPage.card, () => showCard(reader, code)),
      button(says.itemPage.serials, () => showSerials(reader, code)),
    ),
  );
}

function totalOf(reader: Reader, rows: readonly StockLine[]): HTMLElement | null {
  const [first] = rows;
  if (!first) return null;
  const sum = (of: (line: StockLine) => number) => rows.reduce((total, line) => total + of(line), 0);
  const quantity = quantityText(sum((line) => line.quantity));
  return notice(
    'info',
    say(says.total, {
      quantity,
      unit: first.unit,
      value: worth(
        reader,
        sum(({ value }) => value),
      ),
    }),
  );
}

/** One stock line; `named` where the lines shown are of several items. */
export function lineRow(reader: Reader, line: StockLine, named: boolean): HTMLElement {
  const { item, label, depot, bin, lot, serial, expiry, transfer, quantity, unit, unitCost, value, blocked } =
    line;
  const place =
    transfer === null ? joined(depot, bin || says.noBin) : joined(depot, say(says.onItsWay, { transfer }));
  const batch = joined(
    lot !== '' && say(says.lotNamed, { lot }),
    expiry !== null && say(says.expires, { date: formatted(expiry) }),
    serial !== '' && say(says.serialNamed, { serial }),
  );
  return row(
    named ? joined(item, label) : place,
    amount(quantity, unit),
    [
      named && place,
      batch,
      joined(say(says.value, { value: worth(reader, value) }), costs(reader, unitCost)),
      lot !== '' && button(say(says.lotNamed, { lot }), () => showLot(reader, item, lot), 'link'),
    ],
    blocked ? { text: says.blocked, kind: 'danger' } : null,
  );
}
