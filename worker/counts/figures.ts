import type * as z from 'zod';
import type { ImportCountFiguresResult, importCountFigures } from '../../shared/contract/counts.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { toThousandths } from '../../shared/domain/quantities.ts';
import { runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import type { Caller } from '../people/caller.ts';
import { keepsFigure } from './blind.ts';
import { type CountCommand, demandOfCount, raiseVersion, rightsOn, THIS_COUNT } from './guards.ts';

/**
 * Figures keyed from paper, or pasted: all rows or none, each bad one named by its place. A row names its line by the
 * id, or by item, lot, serial and bin; an item beside an id must be that line's. Its figure is set, never added. A line
 * that has another figure already is refused (`COUNT_LINE_COUNTED`) unless it is to be replaced; one whose second count
 * runs (`COUNT_SECOND_BEGUN`), or has a second figure and no first (`COUNT_FIRST_DUE`), whatever figure is sent: only who
 * leads the count, or found it, hears that it is the same.
 */
export async function importFigures(
  db: D1Database,
  caller: Caller,
  { id, count }: CountCommand,
  wanted: z.output<typeof importCountFigures>,
): Promise<ImportCountFiguresResult> {
  const sent = JSON.stringify(
    wanted.rows.map(({ line, item, lot, serial, bin, quantity }) => ({
      line: line ?? null,
      item: item === undefined ? null : foldKey(item),
      shown: item ?? line ?? '',
      given: { lot, serial, bin },
      lot: foldKey(lot ?? ''),
      serial: foldKey(serial ?? ''),
      bin: bin === undefined ? null : foldKey(bin),
      quantity: typeof quantity === 'number' ? toThousandths(quantity) : null,
    })),
  );
  const replaces = wanted.replace ? 1 : 0;
  const { read, answer } = await runCommand<{ lines: number; counted: number }>(
    db,
    {
      id,
      caller,
      action: 'count.figures',
      subject: count,
      request: wanted,
      answer: { sql: `(${rowsAs(wanted.round, '?7', '?8')} ${TALLY})`, bindings: [count, sent] },
    },
    [
      db.prepare(demandOfCount({ right: 'works', state: ['open'] })).bind(count, rightsOn(caller)),
      db.prepare(refuse(wanted.round)).bind(count, sent, rightsOn(caller), replaces),
      db.prepare(save(wanted.round)).bind(count, sent, caller.person, caller.now),
      db.prepare(raiseVersion()).bind(count),
    ],
    [
      db
        .prepare(
          `SELECT count(*) AS lines, count(coalesce(arbitrated, second, first)) AS counted
           FROM count_lines WHERE count = ${THIS_COUNT}`,
        )
        .bind(count),
    ],
  );
  const kept: Omit<ImportCountFiguresResult, 'lines' | 'counted'> = JSON.parse(answer);
  const [progress] = read[0] ?? [];
  return { ...kept, lines: progress?.lines ?? 0, counted: progress?.counted ?? 0 };
}

type Round = 1 | 2;
const figureOf = (round: Round) => (round === 1 ? 'first' : 'second');

/**
 * Each row with the line it means: `meant` says how many it could mean. An item is named by its code or by one of its
 * barcodes; without a bin its goods stand on one line of the count only.
 */
function rowsAs(round: Round, count: string, sent: string): string {
  const line = (
    wanted: string,
  ) => `FROM stock s JOIN count_lines k ON k.count = named.count AND k.stock = s.id
      WHERE s.depot = named.depot AND s.item = named.item_id AND s.lot = named.lot_id AND s.serial = named.serial
        AND s.transfer = 0 ${wanted}`;
  return `WITH named AS MATERIALIZED (
      SELECT w.key + 1 AS row, c.sequence AS count, c.depot, c.date, w.value ->> 'line' AS line, w.value ->> 'shown' AS shown,
        w.value -> 'given' AS given,
        w.value ->> 'item' IS NOT NULL AS names_item,
        w.value ->> 'serial' AS serial, w.value ->> 'bin' AS bin, w.value ->> 'quantity' AS quantity, i.id AS item_id,
        CASE w.value ->> 'lot' WHEN '' THEN 0 ELSE l.id END AS lot_id, b.id AS bin_id
      FROM json_each(${sent}) w CROSS JOIN counts c ON c.id = ${count}
      LEFT JOIN items i ON i.id = coalesce((SELECT id FROM items WHERE code_key = w.value ->> 'item'),
        (SELECT item FROM item_codes WHERE code_key = w.value ->> 'item'))
      LEFT JOIN lots l ON l.item = i.id AND l.number_key = w.value ->> 'lot'
      LEFT JOIN bins b ON b.depot = c.depot AND b.code_key = w.value ->> 'bin'
    ), aimed AS MATERIALIZED (
      SELECT *, CASE
        WHEN line IS NOT NULL THEN line
        WHEN bin IS NOT NULL THEN (SELECT s.id ${line('AND s.bin = named.bin_id')})
        ELSE (SELECT min(s.id) ${line('')}) END AS stock,
        CASE WHEN line IS NULL AND bin IS NULL THEN (SELECT count(*) ${line('')}) ELSE 1 END AS meant
      FROM named
    ), judged AS MATERIALIZED (
      SELECT a.*, k.stock AS found, k.lot AS lot_number, a.quantity > 0 AND k.expiry < a.date AS past, k.item, k.decimals, k.serial AS is_serial, k.second_due, k.first, k.first_by, k.second_by,
        k.second, CASE WHEN a.line IS NOT NULL AND a.names_item
          THEN a.item_id IS NOT (SELECT item FROM stock WHERE id = a.line) ELSE 0 END AS is_other,
        k.${figureOf(round)} AS figure, k.${figureOf(round)}_by AS figure_by,
        sum(a.quantity IS NOT NULL) OVER (PARTITION BY k.stock) AS times
      FROM aimed a LEFT JOIN count_lines k ON k.count = a.count AND k.stock = a.stock
    )`;
}

/** The answer that is kept: `?3` of the journal's row is the instant that the figures bear. */
const TALLY = `SELECT json_object('saved', coalesce(sum(quantity IS NOT NULL AND quantity IS NOT figure), 0),
  'same', coalesce(sum(quantity = figure), 0), 'blank', coalesce(sum(quantity IS NULL), 0), 'at', ?3,
  'expired', json_object('rows', coalesce(sum(past), 0), 'lots', json((
    SELECT json_group_array(told) FROM (SELECT DISTINCT item || ' ' || lot_number AS told FROM judged WHERE past = 1 LIMIT 10)))))
  FROM judged`;

function refuse(round: Round): string {
  const bad = (code: string, figures: string) =>
    `json_object('line', row, 'code', '${code}', 'item', coalesce(item, shown), ${figures})`;
  const other = round === 1 ? 'second' : 'first';
  return refuseBadLines(
    rowsAs(round, '?1', '?2'),
    `SELECT CASE
       WHEN quantity IS NULL THEN NULL
       WHEN meant > 1 THEN ${bad(
         'BIN_REQUIRED',
         `'bins', (SELECT group_concat(coalesce(nullif(k.bin, ''), '—'), ', ')
         FROM stock s JOIN count_lines k ON k.count = judged.count AND k.stock = s.id
         WHERE s.depot = judged.depot AND s.item = item_id AND s.lot = lot_id AND s.serial = judged.serial AND s.transfer = 0)`,
       )}
       WHEN found IS NULL OR is_other${round === 2 ? ' OR second_due = 0' : ''} THEN ${bad(
         'COUNT_LINE_UNKNOWN',
         `'sent', shown, 'lot', given ->> 'lot', 'serial', given ->> 'serial', 'bin', given ->> 'bin'`,
       )}
       WHEN times > 1 THEN ${bad('COUNT_LINE_DUPLICATE', `'sent', shown`)}
       WHEN is_serial <> '' AND quantity NOT IN (0, 1000)
         THEN ${bad('SERIAL_QUANTITY', `'serial', is_serial, 'quantity', quantity / 1000.0`)}
       WHEN quantity % CASE decimals WHEN 0 THEN 1000 WHEN 1 THEN 100 WHEN 2 THEN 10 ELSE 1 END <> 0
         THEN ${bad('QUANTITY_INVALID', `'quantity', quantity / 1000.0, 'decimals', decimals`)}
       WHEN ${keepsFigure(round, 'judged', '?1', '?3')}
         THEN ${bad(round === 1 ? 'COUNT_SECOND_BEGUN' : 'COUNT_FIRST_DUE', `'sent', shown`)}
       WHEN quantity = figure THEN NULL
       WHEN ${other} IS NOT NULL AND ${other}_by = ?3 ->> 'person' THEN ${bad('COUNT_SAME_PERSON', `'sent', shown`)}
       ${round === 1 ? `WHEN second_due = 1 AND first IS NOT NULL THEN ${bad('COUNT_SECOND_BEGUN', `'sent', shown`)}` : ''}
       WHEN figure IS NOT NULL AND ?4 = 0 THEN ${bad(
         'COUNT_LINE_COUNTED',
         `'sent', quantity / 1000.0, 'counted', figure / 1000.0, 'by', (SELECT name FROM people WHERE id = figure_by)`,
       )}
     END AS bad FROM judged`,
  );
}

/** A figure that stands already stays its counter's. */
function save(round: Round): string {
  const figure = figureOf(round);
  return `${rowsAs(round, '?1', '?2')}
    UPDATE count_lines SET ${figure} = j.quantity, ${figure}_by = ?3, ${figure}_at = ?4, ${figure}_version = ${figure}_version + 1,
      arbitrated = NULL, arbitrated_by = NULL, arbitration_reason = NULL
    FROM judged j WHERE count_lines.count = ${THIS_COUNT} AND count_lines.stock = j.found
      AND j.quantity IS NOT NULL AND j.quantity IS NOT j.figure`;
}
