import { fromThousandths } from '../../shared/domain/quantities.ts';
import { lineValue } from '../documents/read.ts';
import { toCursor } from '../http/routes.ts';

/** One stock line in two confirmed counts; null where a count did not hold it. */
export interface ComparedLine {
  bin: string;
  item: string;
  label: string;
  unit: string;
  lot: string;
  serial: string;
  earlier: ComparedSide | null;
  later: ComparedSide | null;
}

export interface ComparedSide {
  retained: number;
  gap: number;
  value: number;
}

const GAP_VALUE = lineValue('(k.retained - k.expected)', 'k.final_cost', 't.currency_decimals');

/** Lines with a gap in either count, what they cost in both the largest first; ties by the stock line. */
const LINES = `
  WITH found AS MATERIALIZED (
    SELECT k.stock, k.count = a.sequence AS then_, k.retained, k.retained - k.expected AS gap, ${GAP_VALUE} AS value
    FROM counts a CROSS JOIN counts b CROSS JOIN settings t JOIN count_lines k ON k.count IN (a.sequence, b.sequence)
    WHERE a.id = ?1 AND b.id = ?2 AND k.retained IS NOT NULL),
  sized AS MATERIALIZED (
    SELECT stock, sum(abs(value)) AS size,
      max(CASE then_ WHEN 1 THEN retained END) AS retainedThen, max(CASE then_ WHEN 1 THEN gap END) AS gapThen,
      max(CASE then_ WHEN 1 THEN value END) AS valueThen,
      max(CASE then_ WHEN 0 THEN retained END) AS retainedNow, max(CASE then_ WHEN 0 THEN gap END) AS gapNow,
      max(CASE then_ WHEN 0 THEN value END) AS valueNow
    FROM found GROUP BY stock HAVING sum(gap <> 0) > 0)
  SELECT z.*, coalesce(b.code, '') AS bin, i.code AS item, i.label, i.unit, coalesce(l.number, '') AS lot,
    s.serial_shown AS serial
  FROM sized z JOIN stock s ON s.id = z.stock JOIN items i ON i.id = s.item LEFT JOIN bins b ON b.id = s.bin
  LEFT JOIN lots l ON l.id = s.lot
  WHERE ?3 IS NULL OR z.size < ?3 OR (z.size = ?3 AND z.stock > ?4)
  ORDER BY z.size DESC, z.stock LIMIT ?5`;

type Row = Record<'bin' | 'item' | 'label' | 'unit' | 'lot' | 'serial', string> &
  Record<'stock' | 'size', number> &
  Record<`${'retained' | 'gap' | 'value'}${'Then' | 'Now'}`, number | null>;

/**
 * Two confirmed counts side by side, line by line, by the ids of the earlier and the later: which gaps come
 * back. Lines without a gap in both are left out.
 */
export async function compareCounts(
  db: D1Database,
  [earlier, later]: [string, string],
  currencyDecimals: number,
  limit: number,
  after: (string | number)[] | null,
): Promise<{ rows: ComparedLine[]; next: string | null }> {
  const [size = null, line = null] = after ?? [];
  const { results } = await db.prepare(LINES).bind(earlier, later, size, line, limit).all<Row>();
  const last = results.at(-1);
  const side = (retained: number | null, gap: number | null, value: number | null): ComparedSide | null =>
    retained === null
      ? null
      : {
          retained: fromThousandths(retained),
          gap: fromThousandths(gap ?? 0),
          value: (value ?? 0) / 10 ** currencyDecimals,
        };
  return {
    rows: results.map(({ bin, item, label, unit, lot, serial, ...row }) => ({
      bin,
      item,
      label,
      unit,
      lot,
      serial,
      earlier: side(row.retainedThen, row.gapThen, row.valueThen),
      later: side(row.retainedNow, row.gapNow, row.valueNow),
    })),
    next: results.length === limit && last ? toCursor([last.size, last.stock]) : null,
  };
}
