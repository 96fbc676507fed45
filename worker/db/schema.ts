/**
 * The tables as TypeScript sees them, one file for each migration. Reads are written with drizzle (`read.ts`);
 * a statement of a command's batch, or one that drizzle has no words for, is SQL, its rows typed from here.
 *
 * The migrations stay the truth, written by hand: checks, triggers, views, indexes and defaults stand there alone.
 * Values are as SQLite gives them: yes and no are 1 and 0, quantities integer thousandths, costs integer
 * ten-thousandths, dates and instants text.
 */
export * from './schema/catalogue.ts';
export * from './schema/counts.ts';
export * from './schema/ledger.ts';
export * from './schema/organisation.ts';
export * from './schema/seals.ts';
export * from './schema/watch.ts';
