import type * as z from 'zod';
import type { DocumentJudgement, judgementRequest } from '../../shared/contract/documents.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { readBadLines, readRefusal, tellBadLines } from '../db/refusal.ts';
import { withRetry } from '../db/retry.ts';
import { toBadLine } from '../http/problem.ts';
import type { Caller } from '../people/caller.ts';
import { badDocument, postingStatements, toPayload } from './post.ts';
import { refuseForeignFields, requireRules } from './types.ts';

/**
 * What would stand in the way of a document, without posting it: the guard of its batch, which ends the batch
 * whatever it finds. A form that is not whole yet asks this, so that what the form misses and what the service
 * refuses are told at once. No emergency exit is judged: asked again and again it would give away what a blind
 * count hides (Q22), and nobody would see it.
 */
export async function judgeDocument(
  db: D1Database,
  caller: Caller,
  asked: z.output<typeof judgementRequest>,
  language: Language,
): Promise<DocumentJudgement> {
  const rules = requireRules(asked.type);
  const wanted = { ...asked, id: crypto.randomUUID() };
  refuseForeignFields(wanted, rules);
  const payload = JSON.stringify(toPayload(caller, wanted, rules));
  const { timeZone } = caller.organisation;
  const statements = [...postingStatements(rules).enter, tellBadLines(...badDocument(rules))];
  try {
    await withRetry(() => db.batch(statements.map((sql) => db.prepare(sql).bind(payload))));
  } catch (error) {
    const bad = readBadLines(error, timeZone);
    if (!bad) throw readRefusal(error, timeZone) ?? error;
    return { errors: bad.lines.map((line) => toBadLine(line, language)), errorCount: bad.total };
  }
  throw new Error('a judgement that was not ended');
}
