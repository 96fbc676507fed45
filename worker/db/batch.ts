import type { JournalAction } from '../../shared/domain/journalActions.ts';
import { Refusal } from '../http/problem.ts';
import type { Caller } from '../people/caller.ts';
import { isIdUsed, readRefusal } from './refusal.ts';
import { withRetry } from './retry.ts';

/** What a command is, whoever retries it: the journal's row (invariant 9). */
export interface Command {
  /** The client's UUID, from the Idempotency-Key. */
  id: string;
  caller: Caller;
  action: JournalAction;
  /** The id or code of what it acts on. */
  subject: string;
  /** What was asked, after the contract has read it: the same id with other content is refused. */
  request: unknown;
  /**
   * What of it tells who a patient is: reference and name (Q7). It enters the hash by a digest under a key that
   * the erasure of a patient destroys, so that a retry is told from another request and yet the journal, which
   * nothing purges, gives no reference away.
   */
  personal?: unknown;
  /** SQL that gives the answer to keep, computed before anything changes; with its parameters. */
  answer?: { sql: string; bindings: unknown[] };
}

export interface Outcome<T> {
  /** Rows of the reading statements, in their order. */
  read: T[][];
  /** True where the command had been carried out before: the answer is the first one's. */
  replayed: boolean;
  /** The journal's kept answer; '' where the reading statements are the answer. */
  answer: string;
}

/** The sequence of the command's journal row, inside its own batch. */
export const THIS_COMMAND = '(SELECT max(sequence) FROM journal)';

/**
 * Carries out one command in one atomic batch: its journal row, the writing statements (guards
 * first), then the reading ones that make the answer. A command is one batch and every decision is
 * taken inside it, for D1 has no interactive transaction.
 *
 * A retried id answers the first result from the reading statements; the same id from another person
 * or with other content is `ID_REUSED`. A rule that refuses throws its `Refusal`, and nothing is written.
 */
export async function runCommand<T>(
  db: D1Database,
  command: Command,
  writing: D1PreparedStatement[],
  reading: D1PreparedStatement[] = [],
): Promise<Outcome<T>> {
  const hash = await requestHash(command);
  const { sql = `''`, bindings = [] } = command.answer ?? {};
  const journal = db
    .prepare(
      `INSERT INTO journal (id, person, at, action, subject, request_hash, answer)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ${sql} RETURNING answer`,
    )
    .bind(
      command.id,
      command.caller.person,
      command.caller.now,
      command.action,
      command.subject,
      hash,
      ...bindings,
    );
  try {
    const results = await withRetry(() => db.batch([journal, ...writing, ...reading]));
    const [kept] = results as [D1Result<{ answer: string }>];
    return {
      read: results.slice(1 + writing.length).map((result) => result.results as T[]),
      replayed: false,
      answer: kept.results[0]?.answer ?? '',
    };
  } catch (error) {
    if (isIdUsed(error)) return replay<T>(db, command, hash, reading);
    throw readRefusal(error, command.caller.organisation.timeZone) ?? error;
  }
}

async function replay<T>(
  db: D1Database,
  command: Command,
  hash: string,
  reading: D1PreparedStatement[],
): Promise<Outcome<T>> {
  const first = db
    .prepare('SELECT person, request_hash AS hash, answer FROM journal WHERE id = ?1')
    .bind(command.id);
  const [row, ...read] = await withRetry(() => db.batch([first, ...reading]));
  const kept = row?.results[0] as { person: number; hash: string; answer: string } | undefined;
  if (kept?.person !== command.caller.person || kept.hash !== hash) throw new Refusal('ID_REUSED');
  return { read: read.map((result) => result.results as T[]), replayed: true, answer: kept.answer };
}

/** SHA-256 over what was asked; keys are sorted so that their order on the wire does not matter. */
async function requestHash({ caller, action, subject, request, personal }: Command): Promise<string> {
  const content = [action, subject, request];
  if (personal !== undefined) content.push(await personalDigest(caller.personalKey, personal));
  return hexOf(await crypto.subtle.digest('SHA-256', toBytes(content)));
}

async function personalDigest(key: string, personal: unknown): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const made = await crypto.subtle.importKey('raw', new TextEncoder().encode(key), algorithm, false, [
    'sign',
  ]);
  return hexOf(await crypto.subtle.sign('HMAC', made, toBytes(personal)));
}

const toBytes = (content: unknown) => new TextEncoder().encode(JSON.stringify(content, sortKeys));
const hexOf = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
