/** The list of pages, under the names that G22 gives them. */
import { button, el } from '../dom.ts';
import { showScreen } from '../page.ts';
import { words } from '../words.ts';
import { showUndelivered, showUnreceived } from './backorders.ts';
import { showBins } from './bins.ts';
import { showExpiring, showIdle } from './expiring.ts';
import { showItem } from './item.ts';
import { showLevels } from './levels.ts';
import { chooseLot } from './lot.ts';
import type { Reader } from './reading.ts';
import { showSerials } from './serials.ts';
import { showState } from './state.ts';

const says = words.stock;

const PAGES: Record<keyof typeof says.pages, (reader: Reader) => void> = {
  serials: showSerials,
  item: showItem,
  bins: showBins,
  state: showState,
  levels: showLevels,
  expiring: showExpiring,
  idle: showIdle,
  lot: chooseLot,
  invoices: showUndelivered,
  transfers: showUnreceived,
};

export function showHome(reader: Reader): void {
  const entries = Object.entries(PAGES) as [keyof typeof PAGES, (reader: Reader) => void][];
  showScreen(
    says.heading,
    el('p', {}, says.choose),
    el(
      'ul',
      { class: 'plain pages' },
      ...entries.map(([name, open]) =>
        el(
          'li',
          {},
          button(says.pages[name].title, () => open(reader)),
          el('p', { class: 'quiet' }, says.pages[name].about),
        ),
      ),
    ),
  );
}
