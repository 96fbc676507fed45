import type { Item } from '../../../shared/contract/catalogue.ts';
import { call } from '../call.ts';
import type { Field } from '../dom.ts';
import { words } from '../words.ts';
import { onlyActive } from './active.ts';
import { combobox } from './combobox.ts';
import { createScanner, packOf, type ScanTakers } from './scanner.ts';

export interface ItemSearchOptions {
  label?: string;
  value?: string;
  hint?: string;
  typed?(text: string): void;
  /** What to do with a scan; without it the field only searches. */
  scans?: ScanTakers;
}

/**
 * An item by code, label, one of its own codes, or a scan of goods. `chosen` hears it with the quantity that the
 * code typed stands for (Q18), null where it was not found by a code; what it returns stays in the field.
 */
export function itemSearch(
  chosen: (item: Item, pack: number | null) => string,
  options: ItemSearchOptions = {},
): Field<HTMLInputElement> {
  const scanner = options.scans && createScanner(options.scans, () => undefined);
  const box = combobox<Item>({
    label: words.fields.addItem,
    hint: words.fields.addItemHint,
    ...(options.label && { label: options.label }),
    ...(options.hint && { hint: options.hint }),
    ...(options.value && { value: options.value }),
    ...(options.typed && { typed: options.typed }),
    ...(scanner && { scanned: scanner.take }),
    search: async (q) => onlyActive(await call('searchItems', q)),
    shows: ({ code, label, unit }) => ({ code, text: `${label} (${unit})` }),
    choose: (item, q) => chosen(item, packOf(item, q)),
  });
  if (scanner) box.root.append(scanner.root);
  return box;
}
