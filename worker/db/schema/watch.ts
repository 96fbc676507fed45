import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What the last night's checks of the books found, one row for each, and from where the next one goes on. */
export const nightlyChecks = sqliteTable('nightly_checks', {
  name: text().primaryKey(),
  day: text().notNull(),
  at: text().notNull(),
  faults: integer().notNull(),
  told: text().notNull(),
  wholeDay: text('whole_day').notNull(),
  wholeAt: text('whole_at'),
  reached: text(),
  kept: text(),
});
