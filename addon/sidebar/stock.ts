/** The stock panel: a list of pages; an item shown elsewhere may lead straight to one of them (G4). */
import type { Me } from '../../shared/contract/people.ts';
import { call } from './call.ts';
import type { DraftPlace } from './page.ts';
import { startPanelWithoutDepot } from './startPanel.ts';
import { showCard } from './stock/card.ts';
import { showHome } from './stock/home.ts';
import { showItem } from './stock/item.ts';
import { lookAt } from './stock/lookedAt.ts';
import type { Reader } from './stock/reading.ts';
import { showSerials } from './stock/serials.ts';
import { start } from './words.ts';

void startPanelWithoutDepot('stock', (me, place, depot) => void open(me, place, depot));

async function open(me: Me, place: DraftPlace, depot: string | null): Promise<void> {
  // An accountant or an administrator reads all depots, without a role in any.
  const all = me.admin || me.accountant ? await call('listDepots') : null;
  const places = all?.ok ? all.rows : me.depots;
  const reader: Reader = { me, place, places, depot: '', home: () => showHome(reader) };
  lookAt(reader, depot ?? (places.length === 1 ? (places[0]?.code ?? '') : ''));
  const led = start.stock;
  if (!led) return reader.home();
  const pages = { serials: showSerials, item: showItem, card: showCard };
  pages[led.page](reader, led.item);
}
