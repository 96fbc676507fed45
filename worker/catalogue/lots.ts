import { type ListOf, yes } from './list.ts';

/** Lots come and go with documents; the catalogue only shows them. */
export const LOT_LIST: ListOf = {
  row: `json_object('item', i.code, 'lot', l.number, 'expiry', l.expiry, 'blocked', ${yes('l.blocked')},
    'blockReason', l.block_reason)`,
  from: 'lots l JOIN items i ON i.id = l.item',
  keys: ['i.code_key', 'l.number_key'],
};
