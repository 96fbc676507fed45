import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DocumentType } from '../../../shared/domain/documentTypes.ts';

/** One row, the organisation's. */
export const settings = sqliteTable('settings', {
  id: integer().primaryKey(),
  name: text().notNull(),
  currency: text().notNull(),
  currencyDecimals: integer('currency_decimals').notNull(),
  timeZone: text('time_zone').notNull(),
  language: text({ enum: ['fr', 'en'] }).notNull(),
  lots: integer().notNull(),
  stockManaged: integer('stock_managed').notNull(),
  serials: integer().notNull(),
  clerkDaysBack: integer('clerk_days_back').notNull(),
  closedThrough: text('closed_through'),
  confirmerDidNotCount: integer('confirmer_did_not_count').notNull(),
  approvalAbove: integer('approval_above'),
  version: integer().notNull(),
  address: text().notNull(),
  logo: text().notNull(),
});

/** One row; made anew when a patient is erased. */
export const personalKey = sqliteTable('personal_key', {
  id: integer().primaryKey(),
  key: text().notNull(),
});

/** `sub` is the account's stable key, bound at the first sign-in. */
export const people = sqliteTable('people', {
  id: integer().primaryKey(),
  email: text().notNull(),
  emailKey: text('email_key').notNull(),
  sub: text(),
  name: text().notNull(),
  admin: integer().notNull(),
  accountant: integer().notNull(),
  active: integer().notNull(),
  version: integer().notNull(),
});

export const depots = sqliteTable('depots', {
  id: integer().primaryKey(),
  code: text().notNull(),
  codeKey: text('code_key').notNull(),
  name: text().notNull(),
  search: text().notNull(),
  active: integer().notNull(),
  limitsDestinations: integer('limits_destinations').notNull(),
  invoiceRequired: integer('invoice_required').notNull(),
  knownPatientsOnly: integer('known_patients_only').notNull(),
  takesExpired: integer('takes_expired').notNull(),
  countsWholeDepot: integer('counts_whole_depot').notNull(),
  lossLimit: integer('loss_limit'),
  version: integer().notNull(),
});

/** The types of document that a depot may post. */
export const depotTypes = sqliteTable(
  'depot_types',
  { depot: integer().notNull(), type: text().$type<DocumentType>().notNull() },
  (t) => [primaryKey({ columns: [t.depot, t.type] })],
);

/** Where a depot may send to; read only where it limits its destinations. */
export const depotDestinations = sqliteTable(
  'depot_destinations',
  { depot: integer().notNull(), destination: integer().notNull() },
  (t) => [primaryKey({ columns: [t.depot, t.destination] })],
);

/** What a person may do in a depot; administrators and accountants are so everywhere. */
export const rights = sqliteTable(
  'rights',
  {
    person: integer().notNull(),
    depot: integer().notNull(),
    role: text({ enum: ['clerk', 'manager'] }).notNull(),
    emergencyExit: integer('emergency_exit').notNull(),
  },
  (t) => [primaryKey({ columns: [t.person, t.depot] })],
);

/** A depot's unnamed bin has the code ''. */
export const bins = sqliteTable('bins', {
  id: integer().primaryKey(),
  depot: integer().notNull(),
  code: text().notNull(),
  codeKey: text('code_key').notNull(),
  name: text().notNull(),
  search: text().notNull(),
  quarantine: integer().notNull(),
  active: integer().notNull(),
  version: integer().notNull(),
});

/** Who is signed in on the accounting page; the cookie's secret stands here only as its hash. */
export const sessions = sqliteTable('sessions', {
  keyHash: text('key_hash').primaryKey(),
  sub: text().notNull(),
  email: text().notNull(),
  createdAt: text('created_at').notNull(),
  expiresAt: text('expires_at').notNull(),
});

/** Which sign-ins began a session already, by the hash of their nonce. */
export const usedSignIns = sqliteTable('used_sign_ins', {
  nonceHash: text('nonce_hash').primaryKey(),
  expiresAt: text('expires_at').notNull(),
});
