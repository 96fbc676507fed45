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

const JOURNAL = `
  SELECT j.sequence, j.at, p.name AS person, j.action, coalesce(c.name, d.number, j.subject) AS subject,
    d.id AS document, c.id AS count
  FROM journal j JOIN people p ON p.id = j.person
  LEFT JOIN documents d ON d.id = CASE WHEN j.action = 'document.post' THEN j.subject ELSE j.id END
  LEFT JOIN counts c ON c.id = j.subject
  WHERE j.sequence < ?1 AND (?2 = '' OR substr(j.action, 1, length(?2)) = ?2)
    AND (?3 = '' OR j.at >= ?3) AND (?4 = '' OR j.at < ?4)
  ORDER BY j.sequence DESC LIMIT ?5`;

export interface JournalFilters {
  /** How its actions begin: `document.`, `count.`, `import.`; '' is all. */
  what: string;
  /** Instants, UTC. */
  since: string;
  until: string;
}

/** The record of who did what, the latest first (invariant 9). A patient's reference is never in it. */
export async function readJournal(
  db: D1Database,
  { what, since, until }: JournalFilters,
  limit: number,
  after: (string | number)[] | null,
): Promise<{ rows: JournalRow[]; next: string | null }> {
  const { results } = await db
    .prepare(JOURNAL)
    .bind(after ? Number(after[0]) : Number.MAX_SAFE_INTEGER, what, since, until, limit)
    .all<JournalRow>();
  const last = results.at(-1);
  return {
    rows: results,
    next: results.length === limit && last ? toCursor([last.sequence]) : null,
  };
}
