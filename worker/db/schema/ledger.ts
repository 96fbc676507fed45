import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DocumentType } from '../../../shared/domain/documentTypes.ts';

/** One row for each command, first in its batch (invariant 9). */
export const journal = sqliteTable('journal', {
  sequence: integer().primaryKey(),
  id: text().notNull(),
  person: integer().notNull(),
  at: text().notNull(),
  action: text().notNull(),
  subject: text().notNull(),
  requestHash: text('request_hash').notNull(),
  answer: text().notNull(),
});

/** Stock lines. Lot 0 = none, serial '' = none, transfer 0 = outside transit, bin 0 = in transit. */
export const stock = sqliteTable('stock', {
  id: integer().primaryKey(),
  depot: integer().notNull(),
  item: integer().notNull(),
  lot: integer().notNull(),
  serial: text().notNull(),
  bin: integer().notNull(),
  transfer: integer().notNull(),
  serialShown: text('serial_shown').notNull(),
  balance: integer().notNull(),
  lastMovement: integer('last_movement').notNull(),
});

/** Each item over the whole organisation, transit included; no average until something entered. */
export const costs = sqliteTable('costs', {
  item: integer().primaryKey(),
  quantity: integer().notNull(),
  average: integer(),
  lastMovement: integer('last_movement').notNull(),
});

/** `reverses`, `rectifies` and `source` name the document that this one undoes, mends or receives from. */
export const documents = sqliteTable('documents', {
  sequence: integer().primaryKey(),
  id: text().notNull(),
  journal: integer().notNull(),
  type: text().$type<DocumentType>().notNull(),
  depot: integer().notNull(),
  year: integer().notNull(),
  ordinal: integer().notNull(),
  number: text().notNull(),
  date: text().notNull(),
  postedAt: text('posted_at').notNull(),
  person: integer().notNull(),
  patient: integer(),
  service: integer(),
  supplier: integer(),
  destination: integer(),
  invoice: integer(),
  description: text().notNull(),
  linkedDocument: text('linked_document').notNull(),
  reason: text().notNull(),
  reverses: integer(),
  rectifies: integer(),
  source: integer(),
  count: integer(),
  emergency: text(),
  notCounted: integer('not_counted').notNull(),
  undelivered: text().notNull(),
});

/** `balance` is the stock line's and `average` the item's after it, in the order of posting. */
export const movements = sqliteTable('movements', {
  sequence: integer().primaryKey(),
  document: integer().notNull(),
  line: integer().notNull(),
  stock: integer().notNull(),
  item: integer().notNull(),
  date: text().notNull(),
  quantity: integer().notNull(),
  balance: integer().notNull(),
  unitCost: integer('unit_cost').notNull(),
  average: integer().notNull(),
});
