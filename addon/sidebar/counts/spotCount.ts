/** «Inventaire ponctuel» (Q20, G15): a few lines counted, typed and confirmed in one form. */
import type { Item } from '../../../shared/contract/catalogue.ts';
import type { SpotCount } from '../../../shared/contract/counts.ts';
import { parseDecimal } from '../../../shared/domain/quantities.ts';
import { call, newId } from '../call.ts';
import { button, el, field, textInput } from '../dom.ts';
import { itemSearch } from '../fields/itemSearch.ts';
import { showScreen, whileWorking } from '../page.ts';
import { showRefusal } from '../refused.ts';
import { language, say, words } from '../words.ts';
import { showFinished } from './finished.ts';
import type { CountScreens } from './screens.ts';

const says = words.countForms;
/** The most that one spot count takes: more is a count of its own. */
const LINES = 20;

export function showSpotCount(screens: CountScreens): void {
  const { depot } = screens.panel;
  // Made once: pressing again after a lost answer confirms no second count.
  const id = newId();
  const reason = field(says.spotReason, textInput('', { maxlength: 200, list: 'spot-reasons' }));
  const reasons = el(
    'datalist',
    { id: 'spot-reasons' },
    ...says.spotReasons.split('|').map((value) => el('option', { value })),
  );
  const cards: ReturnType<typeof lineCard>[] = [];
  const list = el('div', {});
  const none = el('p', { class: 'error', hidden: true }, says.spotNone);
  const refused = el('div', {});
  const search = itemSearch(
    (item) => {
      if (cards.length >= LINES) {
        search.setError(say(says.spotFull, { lines: LINES }));
        return '';
      }
      const card = lineCard(item, () => {
        cards.splice(cards.indexOf(card), 1);
        card.root.remove();
      });
      cards.push(card);
      list.append(card.root);
      none.hidden = true;
      card.focus();
      return '';
    },
    { label: says.item },
  );

  async function confirm(): Promise<void> {
    const why = reason.input.value.trim();
    reason.setError(why ? null : words.panel.required);
    none.hidden = cards.length > 0;
    const lines = cards.map((card) => card.read());
    if (!why || lines.length === 0 || lines.includes(null)) return;
    const request: SpotCount = { id, depot: depot.code, reason: why, lines: lines as SpotCount['lines'] };
    const done = await whileWorking(words.counts.confirming, () => call('postSpotCount', request));
    if (!done) return;
    if (done.ok) return showFinished(screens, done.count);
    const line = (at: number) => cards[at - 1];
    showRefusal(
      done,
      {
        line({ line: at, detail }) {
          line(at)?.setError(detail);
          return line(at) !== undefined;
        },
        head: () => false,
      },
      refused,
    );
  }

  showScreen(
    says.spot,
    el('p', { class: 'quiet' }, says.spotHint),
    reason.root,
    reasons,
    search.root,
    none,
    list,
    refused,
    el(
      'div',
      { class: 'actions' },
      button(says.spotConfirm, () => void confirm(), 'primary'),
      button(words.panel.back, () => screens.list()),
    ),
  );
  search.input.focus();
}

function lineCard(item: Item, remove: () => void) {
  const quantity = field(
    say(says.spotQuantity, { unit: item.unit }),
    textInput('', { inputmode: 'decimal' }),
  );
  const [bin, lot, serial] = [says.bin, says.lot, says.serial].map((label) => field(label, textInput('')));
  lot!.root.hidden = item.lotTracking === 'none';
  serial!.root.hidden = item.serialTracking === 'none';
  const root = el(
    'article',
    { class: 'card' },
    el(
      'div',
      { class: 'card-head' },
      el('span', { class: 'card-title' }, item.code),
      el(
        'button',
        {
          type: 'button',
          class: 'link',
          'aria-label': say(words.lines.remove, { item: item.code }),
          onclick: remove,
        },
        words.lines.removeShort,
      ),
    ),
    el('p', { class: 'quiet' }, item.label),
    quantity.root,
    lot!.root,
    serial!.root,
    bin!.root,
  );
  return {
    root,
    focus: () => quantity.input.focus(),
    setError: (text: string) => quantity.setError(text),
    /** Null where the quantity is none; zero is one. */
    read(): SpotCount['lines'][number] | null {
      const found = parseDecimal(quantity.input.value, language);
      const wrong = found === null || found < 0;
      quantity.setError(wrong ? say(words.fields.quantityUnclear, { value: quantity.input.value }) : null);
      if (wrong) return null;
      const text = {
        bin: bin!.input.value.trim(),
        lot: lot!.input.value.trim(),
        serial: serial!.input.value.trim(),
      };
      const given = Object.fromEntries(Object.entries(text).filter(([, value]) => value !== ''));
      return { item: item.code, quantity: found, ...given };
    },
  };
}
