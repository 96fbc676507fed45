import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One link of the chain; it covers what lies between the link before it and itself. */
export const seals = sqliteTable('seals', {
  sequence: integer().primaryKey(),
  format: integer().notNull(),
  kind: text({ enum: ['command', 'opening', 'result', 'snapshot'] }).notNull(),
  journal: integer().notNull(),
  document: integer().notNull(),
  movement: integer().notNull(),
  count: integer(),
  line: integer(),
  moment: text({ enum: ['before', 'after'] }),
  complete: integer().notNull(),
  content: text().notNull(),
  hash: text().notNull(),
  at: text().notNull(),
});
