import type { JournalAction } from '../../shared/domain/journalActions.ts';
import { toCursor } from '../http/routes.ts';

/** One command that was carried out: who, when, what, on what. */
export interface JournalRow {
  sequence: number;
  at: string;
  person: string;
  action: JournalAction;
  /** The count's name, the document's number, else what the command named. */
  subject: string;
  document: string | null;
  count: string | null;
}

/** How many commands one page looks through: what it reads does not grow with the journal. */
const LOOKED_THROUGH = 50_000;
/** Nothing of the journal is ever missing: its numbers rise without a gap. */
const FIRST = `(SELECT min(?1, 1 + (SELECT max(sequence) FROM journal)) - ${LOOKED_THROUGH})`;

const JOURNAL = `
  SELECT j.sequence, j.at, p.name AS person, j.action, coalesce(c.name, d.number, j.subject) AS subject,
    d.id AS document, c.id AS count
  FROM journal j JOIN people p ON p.id = j.person
  LEFT JOIN documents d ON d.id = CASE WHEN j.action = 'document.post' THEN j.subject ELSE j.id END
  LEFT JOIN counts c ON c.id = j.subject
  WHERE j.sequence < ?1 AND j.sequence >= ${FIRST} AND (?2 = '' OR substr(j.action, 1, length(?2)) = ?2)
    AND (?3 = '' OR j.at >= ?3) AND (?4 = '' OR j.at < ?4)
  ORDER BY j.sequence DESC LIMIT ?5`;

/** Where a page that is not full ends, where there is more before it. */
const END = `SELECT sequence FROM journal WHERE sequence = ${FIRST} AND sequence > 1`;

export interface JournalFilters {
  /** How its actions begin: `document.`, `count.`, `import.`; '' is all. */
  what: string;
  /** Instants, UTC. */
  since: string;
  until: string;
}

/**
 * The record of who did what, the latest first (invariant 9). A patient's reference is never in it. It looks through a
 * bounded piece of it: a page may be short, or empty, while `next` leads on; `through` is where it ended then.
 */
export async function readJournal(
  db: D1Database,
  { what, since, until }: JournalFilters,
  limit: number,
  after: (string | number)[] | null,
): Promise<{ rows: JournalRow[]; next: string | null; through: number | null }> {
  const below = after ? Number(after[0]) : Number.MAX_SAFE_INTEGER;
  const [found, end] = await db.batch([
    db.prepare(JOURNAL).bind(below, what, since, until, limit),
    db.prepare(END).bind(below),
  ]);
  const rows = (found?.results ?? []) as JournalRow[];
  const last = rows.length === limit ? rows.at(-1)?.sequence : undefined;
  const [ended] = (end?.results ?? []) as { sequence: number }[];
  const through = last === undefined ? (ended?.sequence ?? null) : null;
  const next = last ?? through;
  return { rows, next: next === null ? null : toCursor([next]), through };
}
