import { DOCUMENT_CODES } from '../../shared/domain/documentTypes.ts';
import type { Text } from '../../shared/text/index.ts';

/** What can be wrong with the books; each has its sentence in both languages. */
export type Finding = keyof Text['books']['findings'];

/** How far the books were read: the last row of each table that is only ever added to. */
export interface Reached {
  movement: number;
  document: number;
  journal: number;
}

/**
 * One thing to recompute from the movements: every row of its SELECT is a difference, its columns the figures. It
 * reads what came after a place, of which all is right: `?1` the last movement, `?2` document, `?3` journal row; all
 * 0 for the whole. Where the whole is another question than what is new, `SINCE` asks that one each night.
 */
export interface Check {
  finding: Finding;
  sql: string;
}

export const units = (sql: string) => `(${sql}) / 1000.0`;

/** Where goods stand, in words; LEFT JOINs, for a damaged row is named as far as it can be. */
export const PLACE = `i.code AS item, d.code AS depot, nullif(b.code, '') AS bin, l.number AS lot,
  nullif(s.serial_shown, '') AS serial, t.number AS transfer`;
export const PLACED = `LEFT JOIN items i ON i.id = s.item LEFT JOIN depots d ON d.id = s.depot
  LEFT JOIN bins b ON b.id = s.bin LEFT JOIN lots l ON l.id = s.lot
  LEFT JOIN documents t ON t.sequence = s.transfer AND s.transfer <> 0`;

/** The printed code of a type, and the whole number of a document with that ordinal (invariant 12). */
const CODES = `'${JSON.stringify(DOCUMENT_CODES)}'`;
export const number = (ordinal: string) =>
  `printf('%s-%s-%d-%06d', (SELECT value FROM json_each(${CODES}) WHERE key = o.type), p.code, o.year, ${ordinal})`;

/** A document that puts as much in one place as it takes from another. */
const CARRIES = `('transfer', 'reception', 'transit-return', 'bin-move')`;

/** Rows of a table are only ever added, so their sequence has no hole. */
const hole = (table: string, after: string) => `
  SELECT place AS expected FROM (SELECT sequence, ${after} + row_number() OVER (ORDER BY sequence) AS place FROM ${table}
    WHERE sequence > ${after})
  WHERE sequence <> place ORDER BY sequence LIMIT 1`;

export const CHECKS: Check[] = [
  { finding: 'MOVEMENT_MISSING', sql: hole('movements', '?1') },
  { finding: 'DOCUMENT_MISSING', sql: hole('documents', '?2') },
  { finding: 'COMMAND_MISSING', sql: hole('journal', '?3') },
  {
    finding: 'MOVEMENT_STRAY',
    sql: `SELECT m.sequence AS movement, o.number AS document, i.code AS item FROM movements m
      LEFT JOIN documents o ON o.sequence = m.document LEFT JOIN stock s ON s.id = m.stock
      LEFT JOIN items i ON i.id = m.item
      WHERE m.sequence > ?1 AND (o.date, s.item) IS NOT (m.date, m.item)`,
  },
  {
    finding: 'DOCUMENT_EMPTY',
    sql: `SELECT o.number AS document FROM documents o
      WHERE o.sequence > ?2 AND o.type <> 'rectification' AND NOT EXISTS (SELECT 1 FROM movements m WHERE m.document = o.sequence)`,
  },
  {
    finding: 'DOCUMENT_UNASKED',
    sql: `SELECT o.number AS document FROM documents o LEFT JOIN journal j ON j.sequence = o.journal
      WHERE o.sequence > ?2 AND j.sequence IS NULL`,
  },
  {
    finding: 'BALANCE',
    sql: `SELECT ${PLACE}, ${units('coalesce(m.total, 0)')} AS expected, ${units('s.balance')} AS found
      FROM stock s LEFT JOIN (SELECT stock, sum(quantity) AS total FROM movements GROUP BY stock) m ON m.stock = s.id
      ${PLACED} WHERE s.balance <> coalesce(m.total, 0)`,
  },
  {
    finding: 'BALANCE_AFTER',
    sql: `SELECT ${PLACE}, m.sequence AS movement, o.number AS document, ${units('m.running')} AS expected,
        ${units('m.balance')} AS found
      FROM (SELECT sequence, document, stock, balance,
          sum(quantity) OVER (PARTITION BY stock ORDER BY sequence) AS running FROM movements) m
      LEFT JOIN stock s ON s.id = m.stock ${PLACED} LEFT JOIN documents o ON o.sequence = m.document
      WHERE m.balance <> m.running ORDER BY m.sequence`,
  },
  {
    finding: 'LAST_MOVEMENT',
    sql: `SELECT ${PLACE}, coalesce(m.last, 0) AS expected, s.last_movement AS found
      FROM stock s LEFT JOIN (SELECT stock, max(sequence) AS last FROM movements GROUP BY stock) m ON m.stock = s.id
      ${PLACED} WHERE s.last_movement <> coalesce(m.last, 0)`,
  },
  {
    finding: 'COST_LAST',
    sql: `SELECT i.code AS item, coalesce(m.last, 0) AS expected, c.last_movement AS found
      FROM costs c LEFT JOIN (SELECT item, max(sequence) AS last FROM movements GROUP BY item) m ON m.item = c.item
      LEFT JOIN items i ON i.id = c.item WHERE c.last_movement <> coalesce(m.last, 0)`,
  },
  {
    finding: 'NEGATIVE',
    sql: `SELECT ${PLACE}, m.date, o.number AS document, ${units('min(m.running)')} AS found
      FROM (SELECT sequence, document, stock, date,
          sum(quantity) OVER (PARTITION BY stock ORDER BY date, sequence) AS running FROM movements) m
      LEFT JOIN stock s ON s.id = m.stock ${PLACED} LEFT JOIN documents o ON o.sequence = m.document
      WHERE m.running < 0 GROUP BY m.stock`,
  },
  {
    finding: 'SERIAL_TWICE',
    sql: `SELECT i.code AS item, max(s.serial_shown) AS serial, count(*) AS found,
        group_concat(d.code || coalesce(' / ' || nullif(b.code, ''), ''), ', ') AS places
      FROM (SELECT stock, sum(quantity) AS total FROM movements GROUP BY stock) m JOIN stock s ON s.id = m.stock
      LEFT JOIN items i ON i.id = s.item LEFT JOIN depots d ON d.id = s.depot LEFT JOIN bins b ON b.id = s.bin
      WHERE s.serial <> '' AND m.total <> 0 GROUP BY s.item, s.serial HAVING count(*) > 1`,
  },
  {
    finding: 'SERIAL_QUANTITY',
    sql: `SELECT ${PLACE}, ${units('m.total')} AS found
      FROM (SELECT stock, sum(quantity) AS total FROM movements GROUP BY stock) m JOIN stock s ON s.id = m.stock ${PLACED}
      WHERE s.serial <> '' AND m.total NOT IN (0, 1000)`,
  },
  {
    finding: 'SERIAL_DATE',
    sql: `SELECT i.code AS item, m.serial_shown AS serial, m.date, m.last, o.number AS document
      FROM (SELECT s.item, s.serial_shown, m.document, m.date,
          lag(m.date) OVER (PARTITION BY s.item, s.serial ORDER BY m.sequence) AS last
        FROM stock s JOIN movements m ON m.stock = s.id WHERE s.serial <> '') m
      LEFT JOIN items i ON i.id = m.item LEFT JOIN documents o ON o.sequence = m.document WHERE m.date < m.last`,
  },
  {
    finding: 'CARRIED',
    sql: `SELECT o.number AS document, i.code AS item, l.number AS lot, nullif(s.serial_shown, '') AS serial,
        ${units('sum(max(-m.quantity, 0))')} AS expected, ${units('sum(max(m.quantity, 0))')} AS found
      FROM documents o JOIN movements m ON m.document = o.sequence JOIN stock s ON s.id = m.stock
      LEFT JOIN items i ON i.id = s.item LEFT JOIN lots l ON l.id = s.lot
      WHERE o.sequence > ?2 AND o.type IN ${CARRIES} GROUP BY o.sequence, s.item, s.lot, s.serial HAVING sum(m.quantity) <> 0`,
  },
  {
    finding: 'TRANSIT_STRAY',
    sql: `SELECT ${PLACE}, o.number AS document
      FROM stock s JOIN movements m ON m.stock = s.id LEFT JOIN documents o ON o.sequence = m.document
      LEFT JOIN documents u ON u.sequence = o.reverses ${PLACED}
      WHERE s.transfer <> 0 AND (t.type IS NOT 'transfer' OR t.destination IS NOT s.depot OR s.bin <> 0
        OR s.transfer NOT IN (o.sequence, coalesce(o.source, 0), coalesce(u.sequence, 0), coalesce(u.source, 0)))`,
  },
  {
    finding: 'NUMBER_MISSING',
    sql: `SELECT ${number('o.place')} AS expected, o.number AS found, min(o.ordinal)
      FROM (SELECT depot, type, year, number, ordinal,
          row_number() OVER (PARTITION BY depot, type, year ORDER BY ordinal) AS place FROM documents) o
      JOIN depots p ON p.id = o.depot WHERE o.ordinal <> o.place GROUP BY o.depot, o.type, o.year`,
  },
  {
    finding: 'NUMBER_WRONG',
    sql: `SELECT ${number('o.ordinal')} AS expected, o.number AS found, o.date
      FROM documents o JOIN depots p ON p.id = o.depot
      WHERE o.sequence > ?2
        AND (o.number <> ${number('o.ordinal')} OR o.year <> CAST(substr(o.date, 1, 4) AS INTEGER))`,
  },
  {
    finding: 'REVERSAL',
    sql: `SELECT ${PLACE}, o.number AS document, u.number AS original,
        ${units('-sum(CASE m.document WHEN u.sequence THEN m.quantity ELSE 0 END)')} AS expected,
        ${units('sum(CASE m.document WHEN o.sequence THEN m.quantity ELSE 0 END)')} AS found
      FROM documents o JOIN documents u ON u.sequence = o.reverses
      JOIN movements m ON m.document IN (o.sequence, u.sequence) JOIN stock s ON s.id = m.stock ${PLACED}
      WHERE o.sequence > ?2 GROUP BY o.sequence, m.stock HAVING sum(m.quantity) <> 0`,
  },
  {
    finding: 'ADJUSTMENT',
    sql: `SELECT ${PLACE}, c.name AS count, ${units('k.retained - k.expected')} AS expected,
        ${units('coalesce(m.quantity, 0)')} AS found
      FROM counts c JOIN count_lines k ON k.count = c.sequence JOIN stock s ON s.id = k.stock
      LEFT JOIN movements m ON m.document = c.adjustment AND m.stock = k.stock ${PLACED}
      WHERE c.state = 'confirmed' AND (?3 = 0 OR c.id IN (SELECT subject FROM journal WHERE sequence > ?3))
        AND coalesce(m.quantity, 0) <> k.retained - k.expected`,
  },
];
