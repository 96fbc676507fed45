import type { Item } from '../../../shared/contract/catalogue.ts';
import { call } from '../call.ts';
import type { Field } from '../dom.ts';
import { say, words } from '../words.ts';
import { onlyActive } from './active.ts';
import { combobox } from './combobox.ts';
import {
  createScanner,
  packOf,
  type ScanMark,
  type ScannedGoods,
  type ScanTakers,
  textOf,
} from './scanner.ts';

export interface ItemSearchOptions {
  /** ISO: the century of the two-digit year in a scan. */
  today: string;
  label?: string;
  value?: string;
  hint?: string;
  typed?(text: string): void;
  /** What a scan does beyond choosing its item. */
  scans?: Omit<ScanTakers, 'today'>;
}

export interface ItemSearch extends Field<HTMLInputElement> {
  /** Lays beside the field that what stands there was not chosen; 1 where so: no product is dropped unseen. */
  unchosen(): number;
}

/**
 * An item by code, label, one of its own codes, or a scan of goods (B6). `chosen` hears it with the quantity that the
 * code typed stands for (Q18), null where it was not found by a code, and with all that a scan said of the goods:
 * then the focus stays, for the next scan. What it returns stays in the field.
 */
export function itemSearch(
  chosen: (item: Item, pack: number | null, scanned: ScannedGoods | null) => string,
  options: ItemSearchOptions,
): ItemSearch {
  const taken = (goods: ScannedGoods): ScanMark => {
    box.input.value = chosen(goods.item, goods.quantity, goods);
    box.setError(null);
    // The next scan is typed over what stays.
    box.input.select();
    return scannedMark(goods);
  };
  const scanner = createScanner({ goods: taken, ...options.scans, today: options.today }, () => undefined);
  const box = combobox<Item>({
    label: words.fields.addItem,
    hint: words.fields.addItemHint,
    ...(options.label && { label: options.label }),
    ...(options.hint && { hint: options.hint }),
    ...(options.value && { value: options.value }),
    ...(options.typed && { typed: options.typed }),
    scanned: (text) => (scanner.take(text) ? '' : null),
    search: async (q) => onlyActive(await call('searchItems', q)),
    shows: ({ code, label, unit }) => ({ code, text: `${label} (${unit})` }),
    choose: (item, q) => chosen(item, packOf(item, q), null),
  });
  box.root.append(scanner.root);
  box.input.addEventListener('input', () => box.setError(null));
  return {
    ...box,
    unchosen() {
      const typed = box.input.value.trim();
      if (typed === '') return 0;
      box.setError(say(words.fields.addItemUnchosen, { typed }));
      return 1;
    },
  };
}

/** «PARA, lot A12, exp. 31/03/2027», or why that cannot be taken. */
export function scannedMark(goods: ScannedGoods, problem: string | null = null): ScanMark {
  const details = problem ?? textOf(goods);
  return { good: problem === null, text: say(words.scan.taken, { item: goods.item.code, details }) };
}
