import type { Facts, Moment } from './facts.ts';

/** A count line as the zips print it: its own copy, and at confirmation what it came to. */
export interface SnapshotLine {
  position: number;
  bin: string;
  item: string;
  label: string;
  kind: string;
  supplier: string;
  lot: string;
  expiry: string | null;
  serial: string;
  unit: string;
  unit_cost: number;
  theoretical: number;
  /** 1: added by Ajouter réf., so no part of the before zip. */
  added: number;
  first: number | null;
  second: number | null;
  arbitrated: number | null;
  arbitration_reason: string | null;
  expected: number | null;
  retained: number | null;
  final_cost: number | null;
  /** What closing decided for a line without a figure. */
  blank: 'keep' | 'zero' | null;
  gap_reason: string;
  note: string;
  /** Row ids of whoever found the first and the second figure, and decided between them; the facts know the names. */
  first_by: number | null;
  first_at: string | null;
  second_by: number | null;
  second_at: string | null;
  arbitrated_by: number | null;
  /** Row id of the stock that held a serial found here; facts name the place of the first ones (`MOST_NAMED`). */
  elsewhere: number | null;
  /** What emergency exits took: JSON of [thousandths (negative), unit cost, 1 if on a day after the count's]. */
  exits: string | null;
}

/** Rows of one read: a block stays far below the isolate's memory whatever the count's size. */
const BLOCK_LINES = 5000;

const BEFORE = `
  SELECT k.position, k.bin, k.item, k.label, k.kind, k.supplier, k.lot, k.expiry, k.serial, k.unit, k.unit_cost,
    k.theoretical
  FROM count_lines k WHERE k.count = ?1 AND k.position > ?2 AND k.added = 0 ORDER BY k.position LIMIT ${BLOCK_LINES}`;

const AFTER = `
  SELECT k.position, k.bin, k.item, k.label, k.kind, k.supplier, k.lot, k.expiry, k.serial, k.unit, k.unit_cost,
    k.theoretical, k.added, k.first, k.second, k.arbitrated, k.arbitration_reason, k.expected, k.retained, k.final_cost,
    k.blank, k.gap_reason, k.note, k.first_by, k.first_at, k.second_by, k.second_at, k.arbitrated_by, k.elsewhere,
    CASE WHEN ?3 THEN (
      SELECT json_group_array(json_array(m.quantity, m.unit_cost, x.date > ?4))
      FROM count_emergencies e CROSS JOIN documents x ON x.sequence = e.document
      CROSS JOIN movements m ON m.document = e.document AND m.stock = e.stock
      WHERE e.count = k.count AND e.stock = k.stock) END AS exits
  FROM count_lines k WHERE k.count = ?1 AND k.position > ?2 ORDER BY k.position LIMIT ${BLOCK_LINES}`;

/**
 * The lines that a zip prints, block by block in the order of the sheet. `count` is its row id.
 * The next block is asked for while one is worked on.
 */
export async function* linesOf(
  db: D1Database,
  count: number,
  moment: Moment,
  { count: { date }, record: { emergencies } }: Facts,
): AsyncGenerator<readonly SnapshotLine[]> {
  // Most counts see no emergency exit, and then no line is asked for one.
  const read = (after: number) =>
    (moment === 'before'
      ? db.prepare(BEFORE).bind(count, after)
      : db.prepare(AFTER).bind(count, after, emergencies.length > 0 ? 1 : 0, date)
    ).all<SnapshotLine>();
  let reading: Promise<D1Result<SnapshotLine>> | null = read(0);
  while (reading) {
    const { results }: D1Result<SnapshotLine> = await reading;
    const last = results.at(-1);
    reading = last && results.length === BLOCK_LINES ? read(last.position) : null;
    // An error of the block read ahead is told when it is awaited, not before.
    reading?.catch(() => undefined);
    if (results.length > 0) yield results;
  }
}
