/** The stock by item with its value, today or at the end of a past day [État des stocks]. */
import { call } from '../call.ts';
import { button, notice } from '../dom.ts';
import { formatted, say, words } from '../words.ts';
import { choiceFilter, dayFilter, depotFilter, textFilter } from './filters.ts';
import { showItem } from './item.ts';
import { amount, costs, joined, type Reader, row, worth } from './reading.ts';
import { showReport } from './report.ts';

const says = words.stock;

export function showState(reader: Reader): void {
  const { today } = reader.me;
  showReport(reader, {
    name: 'state',
    title: says.pages.state.title,
    filters: [
      dayFilter(says.state.at, 'at', today, today),
      depotFilter(reader),
      choiceFilter(says.state.kind, [
        { value: '', text: says.state.allKinds, query: {} },
        { value: 'article', text: says.state.articles, query: { kind: 'article' } },
        { value: 'part', text: says.state.parts, query: { kind: 'part' } },
      ]),
      textFilter(says.search, 'q', says.searchHint),
    ],
    above: ({ at, total }) =>
      total &&
      notice(
        'info',
        say(says.state.total, { date: formatted(at), items: total.items, value: worth(reader, total.value) }),
      ),
    row: ({ item, label, group, quantity, unit, unitCost, value }) =>
      row(joined(item, label), amount(quantity, unit), [
        joined(say(says.value, { value: worth(reader, value) }), costs(reader, unitCost), group),
        button(says.itemPage.details, () => showItem(reader, item), 'link'),
      ]),
    none: says.none,
    print: { label: says.state.print, show: (query) => call('printState', query) },
  });
}
