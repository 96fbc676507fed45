/** Which depot is looked at: always in sight, and changed from its head or from the filter of a page (S7, S8). */
import { call } from '../call.ts';
import { whileWorking } from '../page.ts';
import { chooseDepot, showDepot } from '../startPanel.ts';
import { words } from '../words.ts';
import type { Reader } from './reading.ts';

const EVERY = { code: '', name: words.stock.allDepots };

/** Looks at that depot from now on, '' is all that one reads; pages that are opened next begin with it. */
export function lookAt(reader: Reader, depot: string): void {
  reader.depot = reader.places.some(({ code }) => code === depot) ? depot : '';
  const shown = reader.places.find(({ code }) => code === reader.depot) ?? EVERY;
  showDepot(shown, () => change(reader), null);
}

function change(reader: Reader): void {
  const own = (code: string) => reader.me.depots.some((depot) => depot.code === code);
  chooseDepot({
    choices: [EVERY, ...reader.places],
    current: reader.depot,
    back: () => reader.home(),
    async use(code) {
      // A depot one works in is that of the other panels too.
      if (own(code)) {
        const kept = await whileWorking(words.panel.working, () => call('chooseDepot', 'stock', code));
        if (!kept?.ok) return kept?.message ?? null;
      }
      lookAt(reader, code);
      reader.home();
      return null;
    },
  });
}
