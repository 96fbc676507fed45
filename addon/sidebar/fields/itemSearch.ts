import type { Item } from '../../../shared/contract/catalogue.ts';
import { call } from '../call.ts';
import type { Field } from '../dom.ts';
import { words } from '../words.ts';
import { onlyActive } from './active.ts';
import { combobox } from './combobox.ts';

/** An item by code, label or one of its own codes; what `chosen` returns stays in the field. */
export function itemSearch(
  chosen: (item: Item) => string,
  options: { label?: string; value?: string; hint?: string; typed?(text: string): void } = {},
): Field<HTMLInputElement> {
  return combobox<Item>({
    label: words.fields.addItem,
    hint: words.fields.addItemHint,
    ...options,
    search: async (q) => onlyActive(await call('searchItems', q)),
    shows: ({ code, label, unit }) => ({ code, text: `${label} (${unit})` }),
    choose: chosen,
  });
}
