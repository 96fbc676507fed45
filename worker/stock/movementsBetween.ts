import { fromTenThousandths, fromThousandths } from '../../shared/domain/quantities.ts';
import { isHidden } from '../counts/blind.ts';
import { lineValue } from '../documents/read.ts';
import type { Cell } from '../http/csv.ts';
import type { Period } from './rollForward.ts';

/** Ledger positions of one read: a statement stays far below its limits whatever the ledger's size. */
const BLOCK_POSITIONS = 20_000;

const movementsFor = (hidden: string) => `
  SELECT m.date, d.number, d.type, e.code AS depot, coalesce(b.code, '') AS bin, i.code AS item, i.label,
    coalesce(l.number, '') AS lot, s.serial_shown AS serial, i.unit, m.quantity, m.unit_cost AS unitCost,
    ${lineValue('m.quantity', 'm.unit_cost', 't.currency_decimals')} / pow(10.0, t.currency_decimals) AS value,
    m.sequence
  FROM movements m CROSS JOIN settings t JOIN stock s ON s.id = m.stock JOIN documents d ON d.sequence = m.document
  JOIN depots e ON e.id = s.depot JOIN items i ON i.id = m.item LEFT JOIN bins b ON b.id = s.bin
  LEFT JOIN lots l ON l.id = s.lot
  WHERE m.sequence > ?1 AND m.sequence <= min(?2, ?6) AND m.date BETWEEN ?3 AND ?4
    AND s.depot IN (SELECT value FROM json_each(?5)) AND NOT ${hidden}
  ORDER BY m.sequence`;

interface Row {
  date: string;
  number: string;
  type: string;
  depot: string;
  bin: string;
  item: string;
  label: string;
  lot: string;
  serial: string;
  unit: string;
  quantity: number;
  unitCost: number;
  value: number;
  sequence: number;
}

export const MOVEMENT_COLUMNS = [
  'position',
  'date',
  'number',
  'type',
  'depot',
  'bin',
  'code',
  'label',
  'lot',
  'serial',
  'unit',
  'quantity',
  'unitCost',
  'value',
] as const;

/** The first and the last ledger position that a document of the period moved: those before and after are not read. */
const ENDS = `
  WITH dated AS MATERIALIZED (
    SELECT min(sequence) AS first, max(sequence) AS last FROM documents WHERE date BETWEEN ?1 AND ?2)
  SELECT (SELECT min(m.sequence) FROM movements m WHERE m.document = (
      SELECT document FROM movements WHERE document >= dated.first ORDER BY document LIMIT 1)) AS first,
    (SELECT max(m.sequence) FROM movements m WHERE m.document = (
      SELECT document FROM movements WHERE document <= dated.last ORDER BY document DESC LIMIT 1)) AS last
  FROM dated`;

/** Every movement of the period in the order of posting, in blocks; `typeName` says a document's type in words. */
export async function* movementsBetween(
  db: D1Database,
  { depots, from, to, blind }: Period,
  typeName: (type: string) => string,
): AsyncGenerator<Cell[][]> {
  const ends = await db.prepare(ENDS).bind(from, to).first<{ first: number | null; last: number | null }>();
  const { first, last } = ends ?? {};
  for (let position = (first ?? 1) - 1; position < (last ?? 0); position += BLOCK_POSITIONS) {
    const { results } = await db
      .prepare(movementsFor(isHidden(blind)))
      .bind(position, position + BLOCK_POSITIONS, from, to, JSON.stringify(depots), last)
      .all<Row>();
    yield results.map((row) => [
      row.sequence,
      row.date,
      row.number,
      typeName(row.type),
      row.depot,
      row.bin,
      row.item,
      row.label,
      row.lot,
      row.serial,
      row.unit,
      fromThousandths(row.quantity),
      fromTenThousandths(row.unitCost),
      row.value,
    ]);
  }
}
