import type * as z from 'zod';
import type { CountVersion, markCountLines } from '../../shared/contract/counts.ts';
import { toThousandths } from '../../shared/domain/quantities.ts';
import { runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import type { Caller } from '../people/caller.ts';
import { keepsFigure } from './blind.ts';
import { type CountCommand, demandOfCount, raiseVersion, rightsOn, THIS_COUNT } from './guards.ts';

type Wanted = z.output<typeof markCountLines>;

/**
 * Says of lines what figures do not: a note by whoever counts; the reason of a gap, and the figure that stands where
 * two counts differ, by a manager (B2, B3). All of it or nothing. Notes and reasons also while the recap is read; a note
 * of a first count that is kept from its reader is not his to write over (`COUNT_SECOND_BEGUN`).
 */
export async function markLines(
  db: D1Database,
  caller: Caller,
  { id, count }: CountCommand,
  wanted: Wanted,
): Promise<CountVersion> {
  const leads = wanted.lines.some(
    ({ reason, arbitration }) => reason !== undefined || arbitration !== undefined,
  );
  const arbitrates = wanted.lines.some(({ arbitration }) => arbitration !== undefined);
  const marks = JSON.stringify(
    wanted.lines.map(({ arbitration, ...line }) => ({
      ...line,
      ...(arbitration !== undefined && {
        arbitration: arbitration && { ...arbitration, quantity: toThousandths(arbitration.quantity) },
      }),
    })),
  );
  const { read } = await runCommand<CountVersion>(
    db,
    { id, caller, action: 'count.marks', subject: count, request: wanted },
    [
      db
        .prepare(
          demandOfCount({
            right: leads ? 'manages' : 'works',
            // An arbitration changes what confirmation will do: a closed count is opened again for it.
            state: arbitrates ? ['open'] : ['open', 'closed'],
          }),
        )
        .bind(count, rightsOn(caller)),
      db.prepare(REFUSE_MARKS).bind(count, marks, rightsOn(caller)),
      db.prepare(MARK).bind(count, marks, caller.person),
      db.prepare(leads ? raiseVersion() : RAISE_WHILE_OPEN).bind(count),
    ],
    [db.prepare('SELECT version, ?2 AS lines FROM counts WHERE id = ?1').bind(count, wanted.lines.length)],
  );
  const [marked] = read[0] ?? [];
  return marked ?? { version: 0, lines: 0 };
}

/** A note changes nothing of what a recap comes to: an approval stands, and who reads the recap need not read it again. */
const RAISE_WHILE_OPEN = `${raiseVersion()} AND state = 'open'`;

/** `decides`: 'object' sets a figure, 'null' takes it back, NULL says nothing of it. */
const MARKS = `marks AS MATERIALIZED (
  SELECT value ->> 'line' AS line, value ->> 'note' AS note, value ->> 'reason' AS reason,
    json_type(value, '$.arbitration') AS decides, value ->> '$.arbitration.quantity' AS quantity,
    value ->> '$.arbitration.reason' AS why
  FROM json_each(?2))`;

/** A figure is arbitrated where there are two, or where the second was asked for and cannot be had. */
const REFUSE_MARKS = refuseBadLines(
  `WITH ${MARKS}`,
  `SELECT CASE
     WHEN k.stock IS NULL THEN json_object('line', m.line, 'code', 'COUNT_LINE_UNKNOWN', 'sent', m.line)
     WHEN m.line IN (SELECT line FROM marks GROUP BY line HAVING count(*) > 1)
       THEN json_object('line', m.line, 'code', 'COUNT_LINE_DUPLICATE', 'item', k.item)
     WHEN m.note IS NOT NULL AND ${keepsFigure(1, 'k', '?1', '?3')} AND (SELECT state FROM counts WHERE id = ?1) = 'open'
       THEN json_object('line', m.line, 'code', 'COUNT_SECOND_BEGUN', 'item', k.item)
     WHEN m.decides = 'object' AND k.second_due = 0
       THEN json_object('line', m.line, 'code', 'COUNT_ARBITRATION_NEEDLESS', 'item', k.item)
     WHEN m.decides = 'object' AND k.serial <> '' AND m.quantity NOT IN (0, 1000)
       THEN json_object('line', m.line, 'code', 'SERIAL_QUANTITY', 'item', k.item, 'serial', k.serial, 'quantity', m.quantity / 1000.0)
     WHEN m.quantity % CASE k.decimals WHEN 0 THEN 1000 WHEN 1 THEN 100 WHEN 2 THEN 10 ELSE 1 END <> 0
       THEN json_object('line', m.line, 'code', 'QUANTITY_INVALID', 'item', k.item, 'quantity', m.quantity / 1000.0, 'decimals', k.decimals)
   END AS bad
   FROM marks m LEFT JOIN count_lines k ON k.count = ${THIS_COUNT} AND k.stock = m.line`,
);

const MARK = `
  WITH ${MARKS}
  UPDATE count_lines SET note = coalesce(m.note, count_lines.note), gap_reason = coalesce(m.reason, gap_reason),
    arbitrated = CASE WHEN m.decides IS NULL THEN arbitrated ELSE m.quantity END,
    arbitrated_by = CASE WHEN m.decides IS NULL THEN arbitrated_by WHEN m.quantity IS NOT NULL THEN ?3 END,
    arbitration_reason = CASE WHEN m.decides IS NULL THEN arbitration_reason ELSE m.why END
  FROM marks m WHERE count_lines.count = ${THIS_COUNT} AND count_lines.stock = m.line`;
