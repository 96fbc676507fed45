/**
 * A ledger as large as one likes, in plain SQL: rows that agree with each other, put in at once instead of one by
 * one through the door. The triggers must be away while it runs, and are none of its business.
 */
export interface BulkLedger {
  /** Codes as the organisation has them: two depots, a bin of the first, a service. */
  depot: string;
  bin: string;
  destination: string;
  service: string;
  items: number;
  /** Lots of each item; 0 is stock without a lot. Items times lots is a multiple of five. */
  lots: number;
  /** A multiple of the stock lines: in and out again on each line in turn, five movements a document. */
  movements: number;
  /** Transfers that were received long ago, after all of these. */
  transfers: number;
}

const A_DOCUMENT = 5;
const HELD = 1_000_000_000;
const COST = 20_000;
/** Numbers from 0 to n - 1. */
const numbers = (n: number) =>
  `WITH RECURSIVE n (i) AS (SELECT 0 WHERE ${n} > 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${n})`;
const PERSON = '(SELECT min(id) FROM people)';
const LONG_AGO = `date('now', '-300 days')`;

/** Items are called F-0000 and on, their lots L0 and on. Each statement stands alone. */
export function bulkLedger(wanted: BulkLedger): string[] {
  return [...goods(wanted), ...comings(wanted), ...ways(wanted), ...WEIGHED];
}

function goods({ items, lots, depot, bin, destination }: BulkLedger): string[] {
  const places = [
    [depot, bin],
    [destination, ''],
  ].map(
    ([code, shelf]) =>
      `SELECT d.id AS depot, b.id AS bin FROM depots d JOIN bins b ON b.depot = d.id
       WHERE d.code = '${code}' AND b.code = '${shelf}'`,
  );
  return [
    `${numbers(items)} INSERT INTO items (code, code_key, label, search, kind, unit, decimals, stock_managed, lot_tracking,
       serial_tracking, expiry_tracking)
     SELECT printf('F-%04d', i), printf('f-%04d', i), printf('Fil %04d', i), printf('fil %04d', i), 'article', 'u', 0, 1,
       'optional', 'optional', 0 FROM n`,
    `${numbers(items * lots)} INSERT INTO lots (item, number, number_key, expiry)
     SELECT t.id, 'L' || (i % ${lots || 1}), 'l' || (i % ${lots || 1}), date('now', '+' || (400 + i % ${lots || 1}) || ' days')
     FROM n JOIN items t ON t.code_key = printf('f-%04d', i / ${lots || 1}) ORDER BY i`,
    ...places.map(
      (place) => `INSERT INTO stock (depot, item, lot, serial, bin, transfer, serial_shown)
       SELECT p.depot, t.id, coalesce(l.id, 0), '', p.bin, 0, '' FROM (${place}) p
       JOIN items t ON t.code GLOB 'F-[0-9]*' LEFT JOIN lots l ON l.item = t.id ORDER BY t.code, l.number`,
    ),
    // The lines by their place in the order, for the statements that follow.
    `CREATE TABLE filled AS SELECT row_number() OVER (PARTITION BY s.depot ORDER BY t.code, l.number) - 1 AS line,
       s.id AS stock, s.item, s.lot, d.code AS depot FROM stock s JOIN items t ON t.id = s.item
       JOIN depots d ON d.id = s.depot LEFT JOIN lots l ON l.id = s.lot WHERE t.code GLOB 'F-[0-9]*' AND s.transfer = 0`,
    'CREATE UNIQUE INDEX filled_lines ON filled (depot, line)',
  ];
}

/** In on every line first, then out by one and in by one in turn, the years since gone by in order. */
function comings({ items, lots, movements, depot, service }: BulkLedger): string[] {
  const lines = items * (lots || 1);
  const documents = movements / A_DOCUMENT;
  const turn = `(i * ${A_DOCUMENT} / ${lines})`;
  const day = `date(${LONG_AGO}, '+' || (i * 280 / ${documents}) || ' days')`;
  const type = `CASE WHEN ${turn} = 0 THEN 'entry-opening' WHEN ${turn} % 2 = 1 THEN 'exit-service' ELSE 'entry-donation' END`;
  return [
    journal(documents, 'came'),
    `${numbers(documents)} ${addDocuments}
     SELECT 'came-' || i, (SELECT sequence FROM journal WHERE id = 'came-' || i), f.type, d.id,
       CAST(substr(f.day, 1, 4) AS INTEGER), f.ordinal,
       printf('%s-%s-%s-%06d', f.code, d.code, substr(f.day, 1, 4), f.ordinal), f.day, f.day || 'T08:00:00Z', ${PERSON},
       CASE f.type WHEN 'exit-service' THEN (SELECT id FROM services WHERE code = '${service}') END, NULL, NULL
     FROM (SELECT i, day, type, CASE type WHEN 'entry-opening' THEN 'EO' WHEN 'exit-service' THEN 'SS' ELSE 'ED' END AS code,
         row_number() OVER (PARTITION BY type, substr(day, 1, 4) ORDER BY i) AS ordinal
       FROM (SELECT i, ${day} AS day, ${type} AS type FROM n)) f JOIN depots d ON d.code = '${depot}' ORDER BY i`,
    `${numbers(movements)} ${addMovements}
     SELECT d.sequence, i % ${A_DOCUMENT} + 1, f.stock, f.item, d.date,
       CASE WHEN i / ${lines} = 0 THEN ${HELD} WHEN i / ${lines} % 2 = 1 THEN -1000 ELSE 1000 END,
       ${HELD} - CASE i / ${lines} % 2 WHEN 1 THEN 1000 ELSE 0 END, ${COST}, ${COST}
     FROM n JOIN filled f ON f.depot = '${depot}' AND f.line = i % ${lines}
     JOIN documents d ON d.id = 'came-' || (i / ${A_DOCUMENT}) ORDER BY i`,
  ];
}

/** Sent and received again: what stands in transit by now is nothing, but its lines are kept for ever. */
function ways({ items, lots, transfers, depot, destination }: BulkLedger): string[] {
  const lines = items * (lots || 1);
  const day = `date(${LONG_AGO}, '+290 days')`;
  const head = (name: string, type: string, code: string, from: string, to: string) =>
    `${numbers(transfers)} ${addDocuments}
     SELECT '${name}-' || f.i, (SELECT sequence FROM journal WHERE id = '${name}-' || f.i), '${type}', d.id,
       CAST(substr(f.day, 1, 4) AS INTEGER), f.i + 1, printf('${code}-%s-%s-%06d', d.code, substr(f.day, 1, 4), f.i + 1), f.day,
       f.day || 'T08:00:00Z', ${PERSON}, NULL, ${to === '' ? 'NULL' : `(SELECT id FROM depots WHERE code = '${to}')`},
       ${to === '' ? `(SELECT sequence FROM documents WHERE id = 'sent-' || f.i)` : 'NULL'}
     FROM (SELECT i, ${day} AS day FROM n) f JOIN depots d ON d.code = '${from}' ORDER BY f.i`;
  /** The i-th goods leave a standing line or join one, and come into transit or leave it. */
  const moved = (name: string, at: string, line: number, quantity: number, balance: string) =>
    `${numbers(transfers)} ${addMovements}
     SELECT d.sequence, ${line}, f.stock, f.item, d.date, ${quantity}, ${balance}, ${COST}, ${COST}
     FROM n JOIN filled f ON f.depot = '${at}' AND f.line = i % ${lines} JOIN documents d ON d.id = '${name}-' || i
     ORDER BY i`;
  const onTheWay = (name: string, line: number, quantity: number, balance: string) =>
    `${numbers(transfers)} ${addMovements}
     SELECT d.sequence, ${line}, s.id, s.item, d.date, ${quantity}, ${balance}, ${COST}, ${COST}
     FROM n JOIN documents sent ON sent.id = 'sent-' || i JOIN documents d ON d.id = '${name}-' || i
     JOIN stock s ON s.transfer = sent.sequence AND s.transfer <> 0 ORDER BY i`;
  const before = `(SELECT balance FROM movements WHERE stock = f.stock ORDER BY date DESC, sequence DESC LIMIT 1)`;
  return [
    journal(transfers, 'sent'),
    journal(transfers, 'got'),
    head('sent', 'transfer', 'TR', depot, destination),
    head('got', 'reception', 'RC', destination, ''),
    `${numbers(transfers)} INSERT INTO stock (depot, item, lot, serial, bin, transfer, serial_shown)
     SELECT d.destination, f.item, f.lot, '', 0, d.sequence, '' FROM n JOIN documents d ON d.id = 'sent-' || i
     JOIN filled f ON f.depot = '${depot}' AND f.line = i % ${lines} ORDER BY i`,
    `CREATE INDEX filled_ways ON stock (transfer) WHERE transfer <> 0`,
    moved('sent', depot, 1, -1000, `${before} - 1000 * (1 + i / ${lines})`),
    onTheWay('sent', 1, 1000, '1000'),
    onTheWay('got', 1, -1000, '0'),
    moved('got', destination, 1, 1000, `1000 * (1 + i / ${lines})`),
    'DROP INDEX filled_ways',
  ];
}

const addDocuments = `INSERT INTO documents (id, journal, type, depot, year, ordinal, number, date, posted_at, person,
  service, destination, source)`;
const addMovements = `INSERT INTO movements (document, line, stock, item, date, quantity, balance, unit_cost, average)`;
const journal = (rows: number, name: string) =>
  `${numbers(rows)} INSERT INTO journal (id, person, at, action, subject, request_hash)
   SELECT '${name}-' || i, ${PERSON}, ${LONG_AGO} || 'T08:00:00Z', 'document.post', '${name}-' || i, '' FROM n`;

/** Balances and costs as the movements make them. */
const WEIGHED = [
  `UPDATE stock SET balance = m.balance, last_movement = m.sequence
   FROM (SELECT stock, sum(quantity) AS balance, max(sequence) AS sequence FROM movements GROUP BY stock) m
   WHERE m.stock = stock.id AND stock.last_movement <> m.sequence`,
  `INSERT INTO costs (item, quantity, average, last_movement)
   SELECT item, sum(quantity), ${COST}, max(sequence) FROM movements WHERE item IN (SELECT item FROM filled) GROUP BY item`,
  'DROP TABLE filled',
];
