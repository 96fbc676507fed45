import type { DocumentHead, PostedDocument } from '../../shared/contract/documents.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { readsPatients } from '../catalogue/rights.ts';
import { Refusal } from '../http/problem.ts';
import { type Caller, visibleDepot } from '../people/caller.ts';
import { readDocument, toDocument } from './read.ts';

/** The document of that id; refuses `NOT_FOUND` where there is none, or the caller may not see it. */
export async function readVisibleDocument(
  db: D1Database,
  caller: Caller,
  id: string,
  language: Language,
): Promise<PostedDocument> {
  const read = await db.batch(readDocument(db, id.toLowerCase(), caller, !readsPatients(caller)));
  const found = toDocument(
    read.map(({ results }) => results),
    language,
  );
  requireVisible(caller, found);
  return found;
}

/** A document is its depot's; the destination of a transfer sees it as well. */
export function requireVisible(caller: Caller, { depot, party, type }: DocumentHead): void {
  const there = type === 'transfer' ? party : null;
  if (!visibleDepot(caller, depot) && !(there && visibleDepot(caller, there))) throw new Refusal('NOT_FOUND');
}
