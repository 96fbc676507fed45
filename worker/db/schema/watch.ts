import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What the last night's checks of the books found, one row for each. */
export const nightlyChecks = sqliteTable('nightly_checks', {
  name: text().primaryKey(),
  day: text().notNull(),
  at: text().notNull(),
  faults: integer().notNull(),
  told: text().notNull(),
});
