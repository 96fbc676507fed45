/** «Stocks», the unfolding button of an item: from the list of products to its stock (G4). */
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { whileWorking } from '../page.ts';
import { words } from '../words.ts';

const says = words.settings;
const PAGES = ['serials', 'item', 'card'] as const;

export function stocksOf(item: string, told: HTMLElement): HTMLElement {
  const open = async (page: (typeof PAGES)[number]) => {
    const opened = await whileWorking(words.panel.working, () => call('openStockOf', item, page));
    if (opened && !opened.ok) told.replaceChildren(notice('danger', opened.message));
  };
  return el(
    'details',
    { class: 'unfolding' },
    el('summary', {}, says.stocks),
    ...PAGES.map((page) => button(says.stockPages[page], () => void open(page), 'link')),
  );
}
