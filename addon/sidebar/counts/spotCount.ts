/** «Inventaire ponctuel» (Q20, G15): a few lines counted, typed and confirmed in one form. */
import type { Item } from '../../../shared/contract/catalogue.ts';
import type { SpotCount } from '../../../shared/contract/counts.ts';
import { call } from '../call.ts';
import { button, el, field, textInput } from '../dom.ts';
import { itemSearch, scannedMark } from '../fields/itemSearch.ts';
import { quantityMark } from '../fields/scannedQuantity.ts';
import type { ScanMark, ScannedGoods } from '../fields/scanner.ts';
import { keptFields } from '../keptFields.ts';
import { showScreen, whileWorking } from '../page.ts';
import { showFirstWrong, showRefusal } from '../refused.ts';
import { say, words } from '../words.ts';
import { showFinished } from './finished.ts';
import { stockHere } from './forms/inBooks.ts';
import { type SpotLine, spotLine } from './forms/spotLine.ts';
import { clearedByChange, clearedByTyping } from './mending.ts';
import type { CountScreens } from './screens.ts';

const says = words.countForms;
/** The most that one spot count takes: more is a count of its own. */
const LINES = 20;

export function showSpotCount(screens: CountScreens): void {
  const { depot } = screens.panel;
  const body = el('div', {});
  const kept = keptFields(screens.panel, 'spot', body, () => screens.spot());
  const begun = kept.more as { items: Item[] } | null;
  const reason = field(says.spotReason, textInput('', { maxlength: 200, list: 'spot-reasons' }));
  const reasons = el(
    'datalist',
    { id: 'spot-reasons' },
    ...says.spotReasons.split('|').map((value) => el('option', { value })),
  );
  const cards: SpotLine[] = [];
  const list = el('div', {});
  const none = el('p', { class: 'error', hidden: true }, says.spotNone);
  const refused = el('div', {});
  const search = itemSearch(
    (item) => {
      if (isFull()) return '';
      const card = add(item);
      void look([card]);
      card.focus();
      return '';
    },
    { label: says.item, today: screens.panel.me.today, scans: { goods: takeGoods } },
  );

  function isFull(): boolean {
    const full = cards.length >= LINES;
    search.setError(full ? say(says.spotFull, { lines: LINES }) : null);
    return full;
  }

  function add(item: Item): SpotLine {
    const card = spotLine(item, depot.code, screens.panel.me.today, () => {
      cards.splice(cards.indexOf(card), 1);
      search.setError(null);
      card.root.remove();
      kept.changed();
    });
    cards.push(card);
    list.append(card.root);
    none.hidden = true;
    kept.changed();
    return card;
  }

  /** What is in stock of the items of these cards, in one call. */
  async function look(at: readonly SpotLine[]): Promise<void> {
    const read = await stockHere(
      depot.code,
      at.map(({ item }) => item.code),
    );
    for (const card of at) card.books.know(read.get(card.item.code) ?? null);
  }

  /** The same lot again adds its quantity; a serial number stays one (Q10, Q18). */
  function takeGoods(goods: ScannedGoods): ScanMark {
    const card = cards.find((one) => one.isOf(goods));
    if (!card && isFull()) return { good: false, text: say(says.spotFull, { lines: LINES }) };
    const taken = card ?? add(goods.item);
    const done = taken.take(goods);
    if (!card) void look([taken]);
    kept.changed();
    return done ? quantityMark(goods, done) : scannedMark(goods);
  }

  async function confirm(): Promise<void> {
    const why = reason.input.value.trim();
    reason.setError(why ? null : words.panel.required);
    none.hidden = cards.length > 0;
    const lines = cards.map((card) => card.read());
    if (!why || lines.length === 0 || lines.includes(null)) return;
    const request = { depot: depot.code, reason: why, lines: lines as SpotCount['lines'] };
    const done = await whileWorking(words.counts.confirming, async () => {
      // Read anew: it moved since, or could not be read then.
      await look(cards.filter((card) => card.lot() !== ''));
      const meant = cards.map(({ books }) => books.isMeant());
      return meant.includes(false) ? null : kept.send((id) => call('postSpotCount', { ...request, id }));
    });
    if (done === null) showFirstWrong();
    if (!done) return;
    if (done.ok) return showFinished(screens, done.count);
    const line = (at: number) => cards[at - 1];
    showRefusal(
      done,
      {
        line({ line: at, detail, code }) {
          line(at)?.setError(detail, code);
          return line(at) !== undefined;
        },
        head: () => false,
      },
      refused,
    );
  }

  for (const item of begun?.items ?? []) add(item);
  clearedByTyping(reason);
  clearedByChange(body, refused);
  body.append(reason.root, reasons, search.root, none, list);
  showScreen(
    says.spot,
    el('p', { class: 'quiet' }, says.spotHint),
    body,
    refused,
    el(
      'div',
      { class: 'actions' },
      button(says.spotConfirm, () => void confirm(), 'primary'),
      button(words.panel.back, () => screens.list()),
    ),
  );
  kept.start(() => ({ items: cards.map(({ item }) => item) }));
  for (const card of cards) card.showAsked();
  void look(cards);
  search.input.focus();
}
