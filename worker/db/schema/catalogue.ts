import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const suppliers = sqliteTable('suppliers', {
  id: integer().primaryKey(),
  code: text().notNull(),
  codeKey: text('code_key').notNull(),
  name: text().notNull(),
  search: text().notNull(),
  active: integer().notNull(),
  version: integer().notNull(),
});

export const services = sqliteTable('services', {
  id: integer().primaryKey(),
  code: text().notNull(),
  codeKey: text('code_key').notNull(),
  name: text().notNull(),
  search: text().notNull(),
  active: integer().notNull(),
  version: integer().notNull(),
});

/** The only place of a patient's reference and name; whoever may not read them is shown the mask (Q7). */
export const patients = sqliteTable('patients', {
  id: integer().primaryKey(),
  reference: text().notNull(),
  referenceKey: text('reference_key').notNull(),
  name: text(),
  search: text().notNull(),
  mask: text().notNull(),
  active: integer().notNull(),
  version: integer().notNull(),
});

export const items = sqliteTable('items', {
  id: integer().primaryKey(),
  code: text().notNull(),
  codeKey: text('code_key').notNull(),
  label: text().notNull(),
  search: text().notNull(),
  kind: text({ enum: ['article', 'part'] }).notNull(),
  itemGroup: text('item_group').notNull(),
  supplier: integer(),
  unit: text().notNull(),
  decimals: integer().notNull(),
  stockManaged: integer('stock_managed').notNull(),
  lotTracking: text('lot_tracking', { enum: ['none', 'optional', 'required'] }).notNull(),
  serialTracking: text('serial_tracking', { enum: ['none', 'optional', 'required'] }).notNull(),
  expiryTracking: integer('expiry_tracking').notNull(),
  referencePrice: integer('reference_price'),
  active: integer().notNull(),
  version: integer().notNull(),
  unitChangedBy: integer('unit_changed_by'),
});

/** Barcodes, each with the quantity it stands for (Q18). */
export const itemCodes = sqliteTable('item_codes', {
  codeKey: text('code_key').primaryKey(),
  code: text().notNull(),
  item: integer().notNull(),
  quantity: integer().notNull(),
});

export const levels = sqliteTable(
  'levels',
  {
    item: integer().notNull(),
    depot: integer().notNull(),
    alert: integer(),
    security: integer(),
    maximum: integer(),
  },
  (t) => [primaryKey({ columns: [t.item, t.depot] })],
);

export const lots = sqliteTable('lots', {
  id: integer().primaryKey(),
  item: integer().notNull(),
  number: text().notNull(),
  numberKey: text('number_key').notNull(),
  expiry: text(),
  blocked: integer().notNull(),
  blockReason: text('block_reason'),
});

export const invoices = sqliteTable('invoices', {
  id: integer().primaryKey(),
  number: text().notNull(),
  numberKey: text('number_key').notNull(),
  patient: integer().notNull(),
});

export const invoiceLines = sqliteTable(
  'invoice_lines',
  {
    invoice: integer().notNull(),
    line: integer().notNull(),
    item: integer().notNull(),
    quantity: integer().notNull(),
    closedReason: text('closed_reason'),
  },
  (t) => [primaryKey({ columns: [t.invoice, t.line] })],
);
