import type { App } from './app.ts';

/** How many items share the movements of a filled ledger: `F-0000` and on, in bin A1 of PHC. */
export const FILLED_ITEMS = 400;
const MOVEMENTS_A_DOCUMENT = 5;
/** Long enough ago that nothing of it is later than what a test dates back. */
const DAY = new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10);
const YEAR = DAY.slice(0, 4);

/** Numbers from 0 to ?1 - 1. */
const NUMBERS = 'WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)';
const DEPOT = `(SELECT id FROM depots WHERE code_key = 'phc')`;

/**
 * Fills the ledger by SQL: documents of five movements through the one door that there is, two in and one out
 * on each item in turn, all of a past day; half as many goods sent and received; and a hundred counts of old.
 */
export async function fillLedger({ db }: App, movements: number): Promise<void> {
  await db.batch(
    [
      `${NUMBERS} INSERT INTO items (code, code_key, label, search, kind, unit, decimals, stock_managed, lot_tracking,
         serial_tracking, expiry_tracking)
       SELECT printf('F-%04d', i), printf('f-%04d', i), printf('Fil %04d', i), printf('fil %04d', i), 'article', 'u', 0, 1,
         'optional', 'optional', 0 FROM n`,
    ].map((sql) => db.prepare(sql).bind(FILLED_ITEMS)),
  );
  const documents = movements / MOVEMENTS_A_DOCUMENT;
  const person = '(SELECT min(id) FROM people)';
  await db.batch([
    db
      .prepare(
        `${NUMBERS} INSERT INTO journal (id, person, at, action, subject, request_hash)
         SELECT printf('filled-%06d', i), ${person}, '${DAY}T08:00:00Z', 'document.post', '', '' FROM n`,
      )
      .bind(documents),
    db
      .prepare(
        `${NUMBERS} INSERT INTO documents (id, journal, type, depot, year, ordinal, number, date, posted_at, person)
         SELECT j.id, j.sequence, 'entry-opening', ${DEPOT}, ${YEAR}, i + 1, printf('EO-PHC-${YEAR}-%06d', i + 1), '${DAY}',
           '${DAY}T08:00:00Z', ${person} FROM n JOIN journal j ON j.id = printf('filled-%06d', i) ORDER BY i`,
      )
      .bind(documents),
    db
      .prepare(
        `${NUMBERS} INSERT INTO posting (document, line, depot, bin, item, lot, serial, serial_shown, transfer, date,
           quantity, unit_cost)
         SELECT d.sequence, i % ${MOVEMENTS_A_DOCUMENT} + 1, d.depot, b.id, t.id, 0, '', '', 0, d.date,
           CASE i / ${FILLED_ITEMS} % 3 WHEN 2 THEN -10000 ELSE 10000 END, CASE i / ${FILLED_ITEMS} WHEN 0 THEN 50000 END
         FROM n JOIN documents d ON d.id = printf('filled-%06d', i / ${MOVEMENTS_A_DOCUMENT})
         JOIN bins b ON b.depot = d.depot AND b.code_key = 'a1'
         JOIN items t ON t.code_key = printf('f-%04d', i % ${FILLED_ITEMS}) ORDER BY i`,
      )
      .bind(movements),
    ...[1000, -1000].map((quantity) =>
      db
        .prepare(
          `${NUMBERS} INSERT INTO posting (document, line, depot, bin, item, lot, serial, serial_shown, transfer, date,
             quantity, unit_cost)
           SELECT d.sequence, 100, w.id, 0, t.id, 0, '', '', d.sequence, d.date, ${quantity}, NULL
           FROM n JOIN documents d ON d.id = printf('filled-%06d', i) JOIN depots w ON w.code_key = 'ward'
           JOIN items t ON t.code_key = printf('f-%04d', i % ${FILLED_ITEMS}) ORDER BY i`,
        )
        .bind(documents / 2),
    ),
    db
      .prepare(
        `${NUMBERS} INSERT INTO counts (id, name, depot, kind, date, state, blind, rounds, by_bins, by_items, by_lots,
           position, opened_by, opened_at, confirmed_on)
         SELECT printf('count-%04d', i), 'Ancien', ${DEPOT}, 'part', '${DAY}', 'confirmed', 0, 1, 0, 0, 0, 0, ${person},
           '${DAY}T08:00:00Z', '${DAY}' FROM n`,
      )
      .bind(100),
  ]);
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
       SELECT id, sequence, 'entry-donation', ${DEPOT}, ${YEAR}, 1, 'ED-PHC-${YEAR}-000001', '${DAY}', '${DAY}T08:00:00Z', ${person}
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
