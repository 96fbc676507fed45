import type * as z from 'zod';
import type { CountPreview, countPreviewRequest } from '../../shared/contract/counts.ts';
import { addDays, startOfDay } from '../../shared/domain/dates.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { dayIn, refuseBadLines } from '../db/refusal.ts';
import { withRetry } from '../db/retry.ts';
import { lineValue } from '../documents/read.ts';
import { type RefusedLine, toBadLine } from '../http/problem.ts';
import type { Caller } from '../people/caller.ts';
import { BAD_SCOPE, INSERT_COUNT, listed, toScope } from './open.ts';
import { STORE_SCOPE, UNKNOWN_IN_SCOPE } from './scope.ts';

const THIS = '(SELECT max(sequence) FROM counts)';
const REHEARSED = 'E_REHEARSED ';
const COMMAND = `INSERT INTO journal (id, person, at, action, subject, request_hash) VALUES (?1, ?2, ?3, 'count.open', '', '')`;

/**
 * What opening would freeze: a rehearsal. The opening's own statements run in a batch that always ends by raising
 * what they came to, and so leaves nothing behind; no second set of rules can drift from the first.
 */
export async function previewCount(
  db: D1Database,
  caller: Caller,
  language: Language,
  wanted: z.output<typeof countPreviewRequest>,
): Promise<CountPreview> {
  const { depot, date, kind, scope, scopeWords } = toScope(caller, wanted);
  const count = JSON.stringify({
    ...scope,
    id: crypto.randomUUID(),
    name: '',
    blind: 0,
    rounds: 1,
    instructions: '',
  });
  const found = await rehearse(db, [
    // A scope is stored by the command that opens its count, and by no other: the rehearsal plays that too.
    db.prepare(COMMAND).bind(crypto.randomUUID(), caller.person, caller.now),
    db.prepare(refuseBadLines('WITH one AS (SELECT 1)', UNKNOWN_IN_SCOPE)).bind(scopeWords, depot.id),
    db.prepare(INSERT_COUNT).bind(count),
    ...STORE_SCOPE.map((sql) => db.prepare(sql).bind(scopeWords, depot.id)),
    db
      .prepare(tell(wanted.zeros))
      .bind(date, caller.today, startOfDay(addDays(date, 1), caller.organisation.timeZone), depot.id),
  ]);
  const { problem, value, ...told } = found;
  const bad: RefusedLine | null =
    problem ?? (told.lines === 0 ? { line: 0, code: 'COUNT_SCOPE_EMPTY' } : null);
  const { currency, currencyDecimals } = caller.organisation;
  return {
    depot: depot.code,
    depotName: depot.name,
    kind,
    date,
    ...told,
    value: value / 10 ** currencyDecimals,
    currency,
    problems: bad ? [toBadLine(dayIn(bad, caller.organisation.timeZone), language)] : [],
  };
}

type Told = Pick<CountPreview, 'lines' | 'items' | 'value' | 'bins' | 'transit' | 'people'> & {
  problem: RefusedLine | null;
};

async function rehearse(db: D1Database, statements: D1PreparedStatement[]): Promise<Told> {
  try {
    await withRetry(() => db.batch(statements));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const at = message.indexOf(REHEARSED);
    if (at < 0) throw error;
    return JSON.parse(message.slice(at + REHEARSED.length, message.lastIndexOf('}') + 1));
  }
  throw new Error('a rehearsal that was not ended');
}

/** The most bins and transfers a preview names: the message that carries them is one text. */
const MOST_NAMED = 500;

const tell = (zeros: boolean) => `
  WITH problem AS MATERIALIZED (${BAD_SCOPE}),
  taken AS MATERIALIZED (
    SELECT s.item, s.bin, ${lineValue('s.balance', 'c.average')} AS value
    FROM count_covers f JOIN stock s ON s.id = f.stock JOIN costs c ON c.item = s.item
    WHERE f.count = ${THIS} AND ${listed(zeros)}),
  moving AS MATERIALIZED (
    SELECT x.number, x.date, a.code AS here, b.code AS there, count(*) AS lines
    FROM stock s JOIN documents x ON x.sequence = s.transfer JOIN depots a ON a.id = x.depot
    JOIN depots b ON b.id = x.destination
    WHERE s.transfer <> 0 AND s.balance > 0 AND (x.depot = ?4 OR x.destination = ?4)
    GROUP BY x.sequence ORDER BY x.sequence LIMIT ${MOST_NAMED})
  INSERT INTO guard SELECT '${REHEARSED}' || json_object(
    'problem', json((SELECT bad FROM problem)),
    'lines', (SELECT count(*) FROM taken), 'items', (SELECT count(DISTINCT item) FROM taken),
    'value', (SELECT coalesce(sum(value), 0) FROM taken),
    'bins', json((SELECT json_group_array(json_object('bin', code, 'lines', lines)) FROM (
      SELECT b.code, count(*) AS lines FROM taken t JOIN bins b ON b.id = t.bin
      GROUP BY b.id ORDER BY b.code_key LIMIT ${MOST_NAMED}))),
    'transit', json((SELECT json_group_array(json_object('transfer', number, 'date', date, 'from', here,
      'to', there, 'lines', lines)) FROM moving)),
    'people', json((SELECT json_group_array(json_object('email', p.email, 'name', p.name) ORDER BY p.name)
      FROM rights r JOIN people p ON p.id = r.person WHERE r.depot = ?4 AND p.active = 1))), 0`;
