import type { JournalAction } from '../../shared/domain/journalActions.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import { withRetry } from '../db/retry.ts';
import { Refusal } from '../http/problem.ts';
import type { Caller } from '../people/caller.ts';
import type { ListOf } from './list.ts';
import { judgement, type Resource, writingStatements } from './resource.ts';
import { inWords } from './words.ts';

export interface Put {
  /** The Idempotency-Key. */
  id: string;
  caller: Caller;
  /** The journal's action and subject: `items.put`, the item's code. */
  action: JournalAction;
  subject: string;
  request: { version: number };
  /** What of the row tells who a patient is (Q7). */
  personal?: unknown;
  language: Language;
}

/** The place of a row in its list: SQL over the list's `from`, and what it is bound to. */
export type Place = [sql: string, ...bindings: string[]];

/**
 * Creates (version 0) or changes (the version read) one row of the catalogue in one batch, and answers
 * the row as it stands. Refuses `CHANGED` where another version stands, and what the rules refuse.
 */
export async function putRow<T>(
  db: D1Database,
  put: Put,
  resource: Resource,
  given: object,
  list: ListOf,
  [place, ...bindings]: Place,
): Promise<T> {
  const { language, request, ...command } = put;
  const rows = JSON.stringify([{ ...given, line: 0, version: request.version }]);
  const writing = [refuseBadLines(...judgement(resource)), ...writingStatements(resource)];
  try {
    const { read } = await runCommand<{ row: string }>(
      db,
      { ...command, request },
      writing.map((sql) => db.prepare(sql).bind(rows)),
      [db.prepare(`SELECT ${list.row} AS row FROM ${list.from} WHERE ${place}`).bind(...bindings)],
    );
    const [found] = read[0] ?? [];
    // Only a retry under an old id finds nothing: it named something else the first time.
    if (!found) throw new Refusal('ID_REUSED');
    return JSON.parse(found.row);
  } catch (error) {
    throw inWords(error, language);
  }
}

/** One row of a list, or null. */
export async function readRow<T>(db: D1Database, list: ListOf, [place, ...bindings]: Place) {
  const found = await withRetry(() =>
    db
      .prepare(`SELECT ${list.row} AS row FROM ${list.from} WHERE ${place}`)
      .bind(...bindings)
      .first<{ row: string }>(),
  );
  return found ? (JSON.parse(found.row) as T) : null;
}
