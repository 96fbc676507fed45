/** «Inventaire ponctuel» (Q20, G15): a few lines counted, typed and confirmed in one form. */
import type { Item } from '../../../shared/contract/catalogue.ts';
import type { SpotCount } from '../../../shared/contract/counts.ts';
import { foldKey } from '../../../shared/domain/keys.ts';
import { formatQuantity, parseDecimal } from '../../../shared/domain/quantities.ts';
import { call } from '../call.ts';
import { button, el, type Field, field, textInput } from '../dom.ts';
import { dateField } from '../fields/dateField.ts';
import { itemSearch, scannedMark } from '../fields/itemSearch.ts';
import { quantityMark, type ScanDone } from '../fields/scannedQuantity.ts';
import type { ScanMark, ScannedGoods } from '../fields/scanner.ts';
import { keptFields } from '../keptFields.ts';
import { showScreen, whileWorking } from '../page.ts';
import { showRefusal } from '../refused.ts';
import { language, say, words } from '../words.ts';
import { showFinished } from './finished.ts';
import { newLot } from './forms/newLot.ts';
import { unusualExpiry } from './forms/unusualExpiry.ts';
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
  const cards: ReturnType<typeof lineCard>[] = [];
  const list = el('div', {});
  const none = el('p', { class: 'error', hidden: true }, says.spotNone);
  const refused = el('div', {});
  const search = itemSearch(
    (item) => {
      if (isFull()) return '';
      add(item).focus();
      return '';
    },
    { label: says.item, today: screens.panel.me.today, scans: { goods: takeGoods } },
  );

  function isFull(): boolean {
    const full = cards.length >= LINES;
    search.setError(full ? say(says.spotFull, { lines: LINES }) : null);
    return full;
  }

  function add(item: Item): ReturnType<typeof lineCard> {
    const card = lineCard(item, depot.code, screens.panel.me.today, () => {
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

  /** The same lot again adds its quantity; a serial number stays one (Q10, Q18). */
  function takeGoods(goods: ScannedGoods): ScanMark {
    const card = cards.find((one) => one.isOf(goods));
    if (!card && isFull()) return { good: false, text: say(says.spotFull, { lines: LINES }) };
    const done = (card ?? add(goods.item)).take(goods);
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
      const meant = await Promise.all(cards.map((card) => card.lotIsMeant()));
      return meant.includes(false) ? null : kept.send((id) => call('postSpotCount', { ...request, id }));
    });
    if (done === null) cards.find((card) => card.asksLot())?.focusLot();
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
  search.input.focus();
}

/** Expiry and price are asked for where the service knows none: of a lot or an item that never was in stock. */
function lineCard(item: Item, depot: string, today: string, remove: () => void) {
  const quantity = field(
    say(says.spotQuantity, { name: item.unit }),
    textInput('', { inputmode: 'decimal' }),
  );
  const [bin, lot, serial] = [says.bin, says.lot, says.serial].map((label) => field(label, textInput('')));
  let expiry = '';
  const day = dateField({
    label: says.expiry,
    value: '',
    today,
    kind: 'expiry',
    changed: (date) => {
      expiry = date;
    },
  });
  const cost = field(says.unitCost, textInput('', { inputmode: 'decimal' }));
  day.root.hidden = true;
  cost.root.hidden = true;
  const surprising = unusualExpiry(today);
  const unknown = newLot(depot, item.code);
  /** The field that a refusal is about; what is about none stands at the quantity. */
  const asked: [codes: RegExp, box: { root: HTMLElement; setError(text: string | null): void }][] = [
    [/^(EXPIRY_|LOT_EXPIRY)/, day],
    [/^COST_/, cost],
    [/^BIN_/, bin!],
    [/^LOT_/, lot!],
    [/^(SERIAL_|COUNT_SERIAL)/, serial!],
  ];
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
    unknown.root,
    serial!.root,
    bin!.root,
    day.root,
    surprising.root,
    cost.root,
  );
  clearedByTyping(quantity, bin!, lot!, serial!, cost);
  const lotIsMeant = () => unknown.check(lot!.root.hidden ? '' : lot!.input.value.trim());
  lot!.input.addEventListener('change', () => void lotIsMeant());
  return {
    root,
    item,
    focus: () => quantity.input.focus(),
    /** False where its lot is not in stock here and nobody said that it is right. */
    lotIsMeant,
    asksLot: unknown.asks,
    focusLot: unknown.focus,
    /** What a draft holds stays in sight. */
    showAsked(): void {
      for (const box of [day, cost]) if (box.input.value) box.root.hidden = false;
    },
    isOf(goods: ScannedGoods): boolean {
      const followed = {
        lot: lot!.root.hidden ? '' : goods.lot,
        serial: serial!.root.hidden ? '' : goods.serial,
      };
      const same = (box: Field<HTMLInputElement>, text: string) => foldKey(box.input.value) === foldKey(text);
      return goods.item.code === item.code && same(lot!, followed.lot) && same(serial!, followed.serial);
    },
    /** What a scan says of the goods: only of what this item is followed by. Null: a serial number, counted now. */
    take(goods: ScannedGoods): ScanDone | null {
      if (!lot!.root.hidden) lot!.input.value = goods.lot;
      if (!serial!.root.hidden) serial!.input.value = goods.serial;
      if (goods.expiry && !lot!.root.hidden) {
        expiry = goods.expiry;
        day.show(expiry);
        day.root.hidden = false;
      }
      const before = parseDecimal(quantity.input.value, language) ?? 0;
      const one = serial!.input.value !== '';
      const total = formatQuantity(one ? 1 : Math.round((before + goods.quantity) * 1000) / 1000, language);
      quantity.input.value = total;
      quantity.setError(null);
      if (!one) return { what: 'added', total };
      return before === 1 ? { what: 'again' } : null;
    },
    /** Lays the sentence beside the field that the code is about, which is then to be filled in. */
    setError(text: string, code: string): void {
      const about = asked.find(([codes]) => codes.test(code))?.[1] ?? quantity;
      about.root.hidden = false;
      about.setError(text);
    },
    /** Null where the quantity is none; zero is one. */
    read(): SpotCount['lines'][number] | null {
      const found = parseDecimal(quantity.input.value, language);
      const wrong = found === null || found < 0;
      quantity.setError(wrong ? say(words.fields.quantityUnclear, { value: quantity.input.value }) : null);
      const price = cost.input.value.trim();
      const unitCost = price ? parseDecimal(price, language) : undefined;
      const wrongCost = unitCost === null || (unitCost !== undefined && unitCost < 0);
      cost.setError(wrongCost ? say(words.fields.quantityUnclear, { value: price }) : null);
      if (!day.check() || wrong || wrongCost) return null;
      if (!surprising.check(day.root.hidden ? '' : expiry)) return null;
      const text = {
        bin: bin!.input.value.trim(),
        lot: lot!.input.value.trim(),
        serial: serial!.input.value.trim(),
        expiry,
      };
      const given = Object.fromEntries(Object.entries(text).filter(([, value]) => value !== ''));
      return { item: item.code, quantity: found, ...given, ...(unitCost !== undefined && { unitCost }) };
    },
  };
}
