/** One line of a spot count: what was counted, of which lot, serial number and bin; what the books say of it. */
import type { Item } from '../../../../shared/contract/catalogue.ts';
import type { SpotCount } from '../../../../shared/contract/counts.ts';
import { foldKey } from '../../../../shared/domain/keys.ts';
import { formatQuantity, parseDecimal } from '../../../../shared/domain/quantities.ts';
import { el, type Field, field, textInput } from '../../dom.ts';
import { dateField } from '../../fields/dateField.ts';
import type { ScanDone } from '../../fields/scannedQuantity.ts';
import type { ScannedGoods } from '../../fields/scanner.ts';
import { language, say, words } from '../../words.ts';
import { clearedByTyping } from '../mending.ts';
import { inBooks, stockHere } from './inBooks.ts';
import { unusualExpiry } from './unusualExpiry.ts';

const says = words.countForms;

export type SpotLine = ReturnType<typeof spotLine>;

/** Expiry and price are asked for where the service knows none: of a lot or an item that never was in stock. */
export function spotLine(item: Item, depot: string, today: string, remove: () => void) {
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
  const typed = (box: Field<HTMLInputElement>) => box.input.value.trim();
  const books = inBooks(() => ({
    lot: lot!.root.hidden ? '' : typed(lot!),
    serial: serial!.root.hidden ? '' : typed(serial!),
    bin: typed(bin!) || null,
    quantity: parseDecimal(quantity.input.value, language),
    unit: item.unit,
    named:
      (item.lotTracking !== 'required' || typed(lot!) !== '') &&
      (item.serialTracking !== 'required' || typed(serial!) !== ''),
  }));
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
    books.figures,
    lot!.root,
    books.question,
    serial!.root,
    bin!.root,
    day.root,
    surprising.root,
    cost.root,
  );
  clearedByTyping(quantity, bin!, lot!, serial!, cost);
  for (const box of [quantity, bin!, lot!, serial!]) box.input.addEventListener('input', books.draw);
  lot!.input.addEventListener('change', () => void lookUpLot());

  async function lookUpLot(): Promise<void> {
    books.know((await stockHere(depot, [item.code])).get(item.code) ?? null);
    books.isMeant();
  }

  return {
    root,
    item,
    focus: () => quantity.input.focus(),
    books,
    lot: () => (lot!.root.hidden ? '' : typed(lot!)),
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
      books.draw();
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
