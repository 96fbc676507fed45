import type { ItemInput } from '../../shared/contract/catalogue.ts';
import { foldKey, searchKey } from '../../shared/domain/keys.ts';
import { toTenThousandths, toThousandths } from '../../shared/domain/quantities.ts';
import type { Caller } from '../people/caller.ts';
import { type ListOf, yes } from './list.ts';
import { ACTIVE, SEARCH } from './parties.ts';
import { byCode, figure, flag, type Resource, type Rule, text } from './resource.ts';

/**
 * What changes only while the item's stock is zero everywhere, transit included, and no open count holds
 * it (Q8). `optional` tracking and more decimals may come at any time.
 */
const LOCKED = `CASE
  WHEN w.kind <> w.old_kind THEN 'kind'
  WHEN w.unit <> w.old_unit THEN 'unit'
  WHEN w.decimals < w.old_decimals THEN 'decimals'
  WHEN w.stock_managed < w.old_stock_managed THEN 'stockManaged'
  WHEN w.lot_tracking <> w.old_lot_tracking AND w.lot_tracking <> 'optional' THEN 'lotTracking'
  WHEN w.serial_tracking <> w.old_serial_tracking AND w.serial_tracking <> 'optional' THEN 'serialTracking'
END`;
const HELD = `coalesce((SELECT quantity FROM costs WHERE item = w.id), 0)`;
const COUNTED_BY = `(SELECT c.name FROM stock s JOIN count_covers f ON f.stock = s.id JOIN counts c ON c.sequence = f.count
  WHERE s.item = w.id AND f.state IN ('open', 'closed') LIMIT 1)`;

/** What a blind count is to find is in no refusal either (Q22). */
const COUNTED_BLIND = `(SELECT 1 FROM stock s JOIN count_covers f ON f.stock = s.id JOIN counts c ON c.sequence = f.count
  WHERE s.item = w.id AND f.state IN ('open', 'closed') AND c.blind = 1 LIMIT 1)`;

const TRACKING: Rule = {
  code: 'TRACKING_IN_USE',
  refuses: `${LOCKED} IS NOT NULL AND (${HELD} > 0 OR ${COUNTED_BY} IS NOT NULL)`,
  figures: `'item', w.given ->> 'code', 'what', ${LOCKED}, 'quantity', CASE WHEN ${COUNTED_BLIND} IS NULL THEN ${HELD} / 1000.0 END, 'count', ${COUNTED_BY}`,
};

/** A code stands for one item: neither another item's barcode nor another item's own code. */
const CODE_TAKEN = `(SELECT json_array(l.value ->> 'code', i.code) FROM json_each(w.given, '$.codes') l
  CROSS JOIN items i ON i.id = (SELECT x.item FROM item_codes x WHERE x.code_key = l.value ->> 'key')
    OR i.code_key = l.value ->> 'key'
  WHERE i.id IS NOT w.id LIMIT 1)`;
const OWN_CODE_TAKEN = `(SELECT i.code FROM item_codes x JOIN items i ON i.id = x.item
  WHERE w.id IS NULL AND x.code_key = w.given ->> 'key')`;
const BAD_PACK = `(SELECT l.value ->> 'quantity' FROM json_each(w.given, '$.codes') l
  WHERE l.value ->> 'quantity' % CASE w.decimals WHEN 0 THEN 1000 WHEN 1 THEN 100 WHEN 2 THEN 10 ELSE 1 END <> 0
  LIMIT 1)`;
const UNKNOWN_DEPOT = `(SELECT l.value ->> 'depot' FROM json_each(w.given, '$.levels') l
  WHERE NOT EXISTS (SELECT 1 FROM depots d WHERE d.code_key = l.value ->> 'key') LIMIT 1)`;

export const ITEMS: Resource = {
  table: 'items',
  join: byCode('items'),
  identity: { code: `w.given ->> 'code'`, code_key: `w.given ->> 'key'` },
  fields: [
    text('label'),
    SEARCH,
    text('kind', 'kind', `'article'`),
    text('item_group', 'group'),
    {
      column: 'supplier',
      given: 'supplier',
      value: `(SELECT id FROM suppliers WHERE code_key = r.value ->> 'supplier')`,
      fresh: 'NULL',
    },
    text('unit', 'unit', `'unité'`),
    figure('decimals', 'decimals', '0'),
    flag('stock_managed', 'stockManaged', 1),
    text('lot_tracking', 'lotTracking', `'optional'`),
    text('serial_tracking', 'serialTracking', `'optional'`),
    flag('expiry_tracking', 'expiryTracking', 0),
    figure('reference_price', 'referencePrice'),
    ACTIVE,
  ],
  lists: [
    {
      given: 'codes',
      table: 'item_codes',
      owner: 'item',
      columns: ['code_key', 'code', 'quantity'],
      values: [`l.value ->> 'key'`, `l.value ->> 'code'`, `l.value ->> 'quantity'`],
    },
    {
      given: 'levels',
      table: 'levels',
      owner: 'item',
      columns: ['depot', 'alert', 'security', 'maximum'],
      values: [
        `(SELECT id FROM depots WHERE code_key = l.value ->> 'key')`,
        `l.value ->> 'alert'`,
        `l.value ->> 'security'`,
        `l.value ->> 'maximum'`,
      ],
    },
  ],
  rules: [
    {
      // Managers add items, with barcodes and levels; what an item is, the administrator changes (Q5).
      code: 'FORBIDDEN',
      refuses: `w.given ->> 'addsOnly' AND w.changed`,
    },
    {
      code: 'SUPPLIER_UNKNOWN',
      refuses: `w.given ->> 'supplier' IS NOT NULL AND w.supplier IS NULL`,
      figures: `'supplier', w.given ->> 'supplierShown'`,
    },
    {
      code: 'DEPOT_UNKNOWN',
      refuses: `${UNKNOWN_DEPOT} IS NOT NULL`,
      figures: `'depot', ${UNKNOWN_DEPOT}`,
    },
    {
      code: 'QUANTITY_INVALID',
      refuses: `${BAD_PACK} IS NOT NULL`,
      figures: `'item', w.given ->> 'code', 'quantity', ${BAD_PACK} / 1000.0, 'decimals', w.decimals`,
    },
    {
      code: 'IN_USE',
      refuses: `${CODE_TAKEN} IS NOT NULL`,
      figures: `'what', ${CODE_TAKEN} ->> 0, 'why', 'code', 'by', ${CODE_TAKEN} ->> 1`,
    },
    {
      code: 'IN_USE',
      refuses: `${OWN_CODE_TAKEN} IS NOT NULL`,
      figures: `'what', w.given ->> 'code', 'why', 'code', 'by', ${OWN_CODE_TAKEN}`,
    },
    TRACKING,
    {
      code: 'IN_USE',
      refuses: `w.active = 0 AND w.old_active = 1 AND ${HELD} > 0`,
      figures: `'what', w.given ->> 'code', 'why', 'stock'`,
    },
    {
      code: 'IN_USE',
      refuses: `w.active = 0 AND w.old_active = 1 AND ${COUNTED_BY} IS NOT NULL`,
      figures: `'what', w.given ->> 'code', 'why', 'count'`,
    },
  ],
};

const itemsFrom = (items: string) => `${items} i LEFT JOIN suppliers u ON u.id = i.supplier`;

export const ITEM_LIST: ListOf = {
  row: `json_object('code', i.code, 'label', i.label, 'kind', i.kind, 'group', i.item_group, 'supplier', u.code,
    'unit', i.unit, 'decimals', i.decimals, 'stockManaged', ${yes('i.stock_managed')},
    'lotTracking', i.lot_tracking, 'serialTracking', i.serial_tracking, 'expiryTracking', ${yes('i.expiry_tracking')},
    'referencePrice', i.reference_price / 10000.0,
    'codes', json((SELECT json_group_array(json_object('code', code, 'quantity', quantity / 1000.0) ORDER BY code_key)
      FROM item_codes WHERE item = i.id)),
    'levels', json((SELECT json_group_array(json_object('depot', d.code, 'alert', v.alert / 1000.0,
        'security', v.security / 1000.0, 'maximum', v.maximum / 1000.0) ORDER BY d.code_key)
      FROM levels v JOIN depots d ON d.id = v.depot WHERE v.item = i.id)),
    'active', ${yes('i.active')}, 'version', i.version)`,
  from: itemsFrom('items'),
  keys: ['i.code_key'],
};

/**
 * How near an item is to the text as it was typed: its code or label begins with it, holds it, or holds its words
 * somewhere. Words of one letter stand in nearly every code: «1» and «g» must not put a suppository before the
 * «Paracétamol 1 g» that was typed. Text, not figures, so that every cursor's empty start comes before.
 */
const NEARNESS = `CASE WHEN instr(search, ?) = 0 THEN '2'
  WHEN substr(search, 1, length(?)) = ? OR substr(search, length(code_key) + 2, length(?)) = ? THEN '0' ELSE '1' END`;

/** The items in the order of their codes, those nearest to what is searched first. */
export function itemsNearest(q: string | undefined): ListOf {
  const typed = searchKey(q ?? '');
  if (typed === '') return ITEM_LIST;
  return {
    ...ITEM_LIST,
    from: itemsFrom(`(SELECT *, ${NEARNESS} AS nearness FROM items)`),
    given: Array(5).fill(typed),
    keys: ['i.nearness', ...ITEM_LIST.keys],
  };
}

const thousandths = (quantity: number | null | undefined) =>
  quantity === null || quantity === undefined ? null : toThousandths(quantity);

/** An item as the statements read it: words folded to keys, figures to integers; with who wants it so, where asked. */
export function toItem(item: Omit<ItemInput, 'version'>, caller?: Caller) {
  const { code, label, supplier, codes, levels, referencePrice } = item;
  return {
    code: code.trim(),
    key: foldKey(code),
    label,
    search: searchKey(`${code} ${label}`),
    kind: item.kind,
    group: item.group,
    supplier: typeof supplier === 'string' ? foldKey(supplier) : supplier,
    supplierShown: supplier,
    unit: item.unit,
    decimals: item.decimals,
    stockManaged: item.stockManaged,
    lotTracking: item.lotTracking,
    serialTracking: item.serialTracking,
    expiryTracking: item.expiryTracking,
    referencePrice: typeof referencePrice === 'number' ? toTenThousandths(referencePrice) : referencePrice,
    codes: codes?.map((one) => ({
      key: foldKey(one.code),
      code: one.code.trim(),
      quantity: toThousandths(one.quantity),
    })),
    levels: levels?.map(({ depot, alert, security, maximum }) => ({
      key: foldKey(depot),
      depot,
      alert: thousandths(alert),
      security: thousandths(security),
      maximum: thousandths(maximum),
    })),
    active: item.active,
    addsOnly: caller?.admin === false,
  };
}
