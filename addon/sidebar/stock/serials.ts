/** Stock by serial number (G1 to G8, G23): where each stands, or whom it went to, and all it went through. */
import type { SerialState } from '../../../shared/contract/stock.ts';
import { el } from '../dom.ts';
import { formatted, say, words } from '../words.ts';
import { itemFilter, textFilter } from './filters.ts';
import { type Reader, row } from './reading.ts';
import { showReport } from './report.ts';
import { allOn, showSwitches } from './switches.ts';

const says = words.stock.serials;

export function showSerials(reader: Reader, item = ''): void {
  if (!allOn(reader)) {
    showSwitches(reader);
    return;
  }
  const number = textFilter(says.serial, 'q', says.serialHint);
  const filledIn = itemFilter(reader, item, ({ serial }) => {
    number.box.input.value = serial;
  });
  showReport(reader, {
    name: 'serials',
    title: words.stock.pages.serials.title,
    filters: [filledIn, number],
    missing: (query) => (query.item || query.q ? null : says.ask),
    row: serialRow,
    none: says.none,
  });
}

const KINDS = { 'in-stock': 'confirmed', 'in-transit': 'closed', gone: '' };

function serialRow(one: SerialState): HTMLElement {
  const { item, label, serial, lot, state, depot, bin, party, others, history } = one;
  const place = bin === '' ? depot : `${depot} / ${bin}`;
  const where: Record<SerialState['state'], [string, string]> = {
    'in-stock': [says.place, place],
    'in-transit': [says.towards, depot],
    gone: [says.goneTo, party ?? '—'],
  };
  const by = (date: string, number: string) => say(says.by, { date: formatted(date), number });
  const facts: [string, string][] = [
    [words.stock.item, `${item} · ${label}`],
    ...(lot === '' ? [] : [[says.lot, lot] as [string, string]]),
    where[state],
    [says.entered, by(one.enteredOn, one.enteredBy)],
    ...(one.goneOn === null ? [] : [[says.gone, by(one.goneOn, one.goneBy ?? '')] as [string, string]]),
  ];
  const twice =
    others.length > 0 ? el('p', { class: 'warned' }, say(says.twice, { items: others.join(', ') })) : null;
  const card = row(serial, '', [twice, factList(facts), historyOf(history)], {
    text: says.states[state],
    kind: KINDS[state],
  });
  card.dataset.serial = `${item}/${serial}`;
  return card;
}

function factList(facts: readonly [string, string][]): HTMLElement {
  return el(
    'dl',
    { class: 'facts' },
    ...facts.flatMap(([name, fact]) => [el('dt', {}, name), el('dd', {}, fact)]),
  );
}

function historyOf(history: SerialState['history']): HTMLElement {
  const lines = history.map(({ date, number, type, depot, party, quantity }) =>
    say(says.movement, {
      date: formatted(date),
      number,
      type: words.reports.types[type],
      depot,
      party,
      quantity: quantity > 0 ? '+1' : '−1',
    }),
  );
  return el(
    'details',
    {},
    el('summary', {}, say(says.history, { count: history.length })),
    el('ol', {}, ...lines.map((line) => el('li', {}, line))),
  );
}
