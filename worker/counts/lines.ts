import type * as z from 'zod';
import type { PutCountLinesResult, putCountLines } from '../../shared/contract/counts.ts';
import { type Language, toThousandths } from '../../shared/domain/quantities.ts';
import { runCommand, THIS_COMMAND } from '../db/batch.ts';
import { type RefusedLine, toBadLine } from '../http/problem.ts';
import type { Caller } from '../people/caller.ts';
import { keepsFigure } from './blind.ts';
import { demandOfCount, raiseVersion, rightsOn, THIS_COUNT } from './guards.ts';

type Wanted = z.output<typeof putCountLines>;

/**
 * Saves counted quantities line by line: the one command that is not all or nothing (invariant 11). Stale,
 * unknown and impossible ones come back in `errors`, with what stands; the others are saved, each at the
 * version seen + 1. The list of errors is the journal's answer, so a retry gives the first one.
 */
export async function saveCountLines(
  db: D1Database,
  caller: Caller,
  language: Language,
  command: { id: string; count: string; wanted: Wanted },
): Promise<PutCountLinesResult> {
  const { id, count, wanted } = command;
  const round = wanted.round === 1 ? FIRST : SECOND;
  const sent = JSON.stringify(
    wanted.lines.map(([line, quantity, version]) => [
      line,
      quantity === null ? null : toThousandths(quantity),
      version,
    ]),
  );
  const { read, answer } = await runCommand<{ lines: number; counted: number }>(
    db,
    {
      id,
      caller,
      action: 'count.lines',
      subject: count,
      request: wanted,
      answer: {
        sql: `(${judge(round, '?7', '?8', '?9')} ${ERRORS})`,
        bindings: [count, sent, rightsOn(caller)],
      },
    },
    [
      db.prepare(demandOfCount({ right: 'works', state: ['open'] })).bind(count, rightsOn(caller)),
      db.prepare(save(round)).bind(count, sent, caller.person, caller.now),
      db.prepare(raiseVersion()).bind(count),
    ],
    [
      db
        .prepare(
          `SELECT count(*) AS lines, sum(coalesce(arbitrated, second, first) IS NOT NULL) AS counted
           FROM count_lines WHERE count = ${THIS_COUNT}`,
        )
        .bind(count),
    ],
  );
  const errors: RefusedLine[] = JSON.parse(answer);
  const [progress] = read[0] ?? [];
  return {
    saved: wanted.lines.length - errors.length,
    lines: progress?.lines ?? 0,
    counted: progress?.counted ?? 0,
    errors: errors.map((line) => toBadLine(line, language)),
  };
}

interface Round {
  figure: 'first' | 'second';
  other: 'first' | 'second';
}
const FIRST: Round = { figure: 'first', other: 'second' };
const SECOND: Round = { figure: 'second', other: 'first' };

/**
 * Each figure sent, with the line it is for and what is wrong with it (NULL: nothing). A line that
 * changed since it was read is stale: it is shown, not overwritten. The second count is somebody else's (B2), and
 * once it is asked for the first changes no more. Neither figure is shown to whoever may still find the other.
 */
function judge({ figure, other }: Round, count: string, sent: string, rights: string): string {
  const units = (column: string) => `${column} / 1000.0`;
  const bad = (code: string, figures: string) => `json_object('line', w.line, 'code', '${code}', ${figures})`;
  return `WITH wrote AS NOT MATERIALIZED (
      SELECT value ->> 0 AS line, value ->> 1 AS quantity, value ->> 2 AS version FROM json_each(${sent})
    ), judged AS (
      SELECT CASE
        WHEN k.stock IS NULL${figure === 'second' ? ' OR k.second_due = 0' : ''}
          THEN ${bad('COUNT_LINE_UNKNOWN', `'sent', w.line`)}
        WHEN w.line IN (SELECT line FROM wrote GROUP BY line HAVING count(*) > 1) THEN ${bad('COUNT_LINE_DUPLICATE', `'item', k.item`)}
        WHEN k.serial <> '' AND w.quantity NOT IN (0, 1000)
          THEN ${bad('SERIAL_QUANTITY', `'item', k.item, 'serial', k.serial, 'quantity', ${units('w.quantity')}`)}
        WHEN w.quantity < 0 OR w.quantity % CASE k.decimals WHEN 0 THEN 1000 WHEN 1 THEN 100 WHEN 2 THEN 10 ELSE 1 END <> 0
          THEN ${bad('QUANTITY_INVALID', `'item', k.item, 'quantity', ${units('w.quantity')}, 'decimals', k.decimals`)}
        WHEN ${keepsFigure(figure === 'first' ? 1 : 2, 'k', count, rights)}
          THEN ${bad(figure === 'first' ? 'COUNT_SECOND_BEGUN' : 'COUNT_FIRST_DUE', `'item', k.item`)}
        WHEN k.${figure}_version <> w.version
          THEN ${bad(
            'COUNT_LINE_STALE',
            `'item', k.item, 'sent', ${units('w.quantity')}, 'counted', ${units(`k.${figure}`)},
              'version', k.${figure}_version, 'by', (SELECT name FROM people WHERE id = k.${figure}_by), 'at', k.${figure}_at`,
          )}
        WHEN k.${other} IS NOT NULL AND k.${other}_by = ${rights} ->> 'person' THEN ${bad('COUNT_SAME_PERSON', `'item', k.item`)}
        ${figure === 'first' ? `WHEN k.second_due = 1 AND k.first IS NOT NULL THEN ${bad('COUNT_SECOND_BEGUN', `'item', k.item`)}` : ''}
        END AS bad
      FROM wrote w LEFT JOIN count_lines k
        ON k.count = (SELECT sequence FROM counts WHERE id = ${count}) AND k.stock = w.line
    )`;
}

const ERRORS = `SELECT json_group_array(json(bad)) FROM judged WHERE bad IS NOT NULL`;

/**
 * Saves what the journal's answer does not name: each figure is judged once. Updating rows that exist: the
 * figures first, then one key lookup each (the planner's other ways scan). What was arbitrated is open again; a
 * blank has no counter.
 */
function save({ figure }: Round): string {
  return `WITH good AS MATERIALIZED (
      SELECT value ->> 0 AS line, value ->> 1 AS quantity FROM json_each(?2)
      WHERE value ->> 0 NOT IN (SELECT e.value ->> 'line' FROM journal j, json_each(j.answer) e
        WHERE j.sequence = ${THIS_COMMAND}))
    UPDATE count_lines SET ${figure} = good.quantity, ${figure}_by = CASE WHEN good.quantity IS NOT NULL THEN ?3 END,
      ${figure}_at = CASE WHEN good.quantity IS NOT NULL THEN ?4 END, ${figure}_version = ${figure}_version + 1,
      arbitrated = NULL, arbitrated_by = NULL, arbitration_reason = NULL
    FROM good WHERE count_lines.count = ${THIS_COUNT} AND count_lines.stock = good.line`;
}
