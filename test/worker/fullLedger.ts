import { bulkLedger } from '../bulkLedger.ts';
import type { App } from './app.ts';

/** How many items share the movements of a filled ledger: `F-0000` and on, in bin A1 of PHC. */
const FILLED_ITEMS = 200;
/** Long enough ago that nothing of it is later than what a test dates back. */
const DAY = new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10);
const YEAR = DAY.slice(0, 4);

/** Numbers from 0 to ?1 - 1. */
const NUMBERS = 'WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)';
const DEPOT = `(SELECT id FROM depots WHERE code_key = 'phc')`;

/**
 * Fills the ledger in bulk, of days long past: a thousand movements or any multiple of it, a tenth as many goods
 * sent and received, and a hundred counts of old. The triggers are away while it does.
 */
export async function fillLedger({ db }: App, movements: number): Promise<void> {
  const { results: triggers } = await db
    .prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger'`)
    .all<{ name: string; sql: string }>();
  const places = { depot: 'PHC', bin: 'A1', destination: 'WARD', service: 'CHIR' };
  const filling = bulkLedger({
    ...places,
    items: FILLED_ITEMS,
    lots: 0,
    movements,
    transfers: movements / 10,
  });
  await db.batch(triggers.map(({ name }) => db.prepare(`DROP TRIGGER ${name}`)));
  for (const sql of filling) await db.prepare(sql).run();
  await db
    .prepare(
      `${NUMBERS} INSERT INTO counts (id, name, depot, kind, date, state, blind, rounds, by_bins, by_items, by_lots,
         position, opened_by, opened_at, confirmed_on)
       SELECT printf('count-%04d', i), 'Ancien', ${DEPOT}, 'part', '${DAY}', 'confirmed', 0, 1, 0, 0, 0, 0,
         (SELECT min(id) FROM people), '${DAY}T08:00:00Z', '${DAY}' FROM n`,
    )
    .bind(100)
    .run();
  await db.batch(triggers.map(({ sql }) => db.prepare(sql)));
}

/** Moves one filled item in and out again today, so many times: what a document of an earlier day must look at. */
export async function moveToday({ db }: App, item: string, movements: number): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const year = today.slice(0, 4);
  const document = `moved-${item}`;
  await db.batch([
    db
      .prepare(
        `INSERT INTO journal (id, person, at, action, subject, request_hash)
         SELECT ?1, (SELECT min(id) FROM people), ?2, 'document.post', '', ''`,
      )
      .bind(document, `${today}T08:00:00Z`),
    db
      .prepare(
        `INSERT INTO documents (id, journal, type, depot, year, ordinal, number, date, posted_at, person)
         SELECT id, sequence, 'bin-move', ${DEPOT}, ?3, o.next, 'DE-' || o.next, ?2, at, person FROM journal
         CROSS JOIN (SELECT 1 + coalesce(max(ordinal), 0) AS next FROM documents WHERE type = 'bin-move') o WHERE id = ?1`,
      )
      .bind(document, today, Number(year)),
    db
      .prepare(
        `${NUMBERS} INSERT INTO posting (document, line, depot, bin, item, lot, serial, serial_shown, transfer, date,
           quantity, unit_cost)
         SELECT d.sequence, i + 1, d.depot, b.id, t.id, 0, '', '', 0, d.date, CASE i % 2 WHEN 0 THEN 1000 ELSE -1000 END, NULL
         FROM n JOIN documents d ON d.id = ?2 JOIN bins b ON b.depot = d.depot AND b.code_key = 'a1'
         JOIN items t ON t.code_key = ?3 ORDER BY i`,
      )
      .bind(movements, document, item.toLowerCase()),
  ]);
}

/** Stock lines enough for a count: ten lots of each item in bin A2 of PHC, ten units each. */
export async function fillShelf({ db }: App, lines: number): Promise<void> {
  const items = lines / 10;
  const person = '(SELECT min(id) FROM people)';
  await db.batch([
    db
      .prepare(
        `${NUMBERS} INSERT INTO items (code, code_key, label, search, kind, unit, decimals, stock_managed, lot_tracking,
           serial_tracking, expiry_tracking)
         SELECT printf('R-%05d', i), printf('r-%05d', i), printf('Rayon %05d', i), printf('rayon %05d', i), 'article', 'u', 0,
           1, 'optional', 'optional', 0 FROM n`,
      )
      .bind(items),
    db
      .prepare(
        `${NUMBERS} INSERT INTO lots (item, number, number_key, expiry)
         SELECT t.id, 'L' || (i % 10), 'l' || (i % 10), '2031-01-31' FROM n
         JOIN items t ON t.code_key = printf('r-%05d', i / 10)`,
      )
      .bind(lines),
    db.prepare(
      `INSERT INTO journal (id, person, at, action, subject, request_hash)
         SELECT 'shelf', ${person}, '${DAY}T08:00:00Z', 'document.post', '', ''`,
    ),
    db.prepare(
      `INSERT INTO documents (id, journal, type, depot, year, ordinal, number, date, posted_at, person)
       SELECT id, sequence, 'entry-purchase', ${DEPOT}, ${YEAR}, 1, 'EA-PHC-${YEAR}-000001', '${DAY}', '${DAY}T08:00:00Z', ${person}
       FROM journal WHERE id = 'shelf'`,
    ),
    db
      .prepare(
        `${NUMBERS} INSERT INTO posting (document, line, depot, bin, item, lot, serial, serial_shown, transfer, date,
           quantity, unit_cost)
         SELECT d.sequence, i + 1, d.depot, b.id, t.id, l.id, '', '', 0, d.date, 10000, 20000
         FROM n JOIN documents d ON d.id = 'shelf' JOIN bins b ON b.depot = d.depot AND b.code_key = 'a2'
         JOIN items t ON t.code_key = printf('r-%05d', i / 10) JOIN lots l ON l.item = t.id AND l.number_key = 'l' || (i % 10)`,
      )
      .bind(lines),
  ]);
}
