import type { DocumentHead, PostedDocument } from '../../shared/contract/documents.ts';
import type { DocumentType } from '../../shared/domain/documentTypes.ts';
import { readsPatients } from '../catalogue/rights.ts';
import type { Caller } from '../people/caller.ts';
import { type HeadRow, headsOf, toHead } from './read.ts';

/** What a rectification mends: the type of the document it points at, and what stood until then. */
export interface Rectified {
  type: DocumentType;
  /** The head of the rectification before it, else of the document itself. */
  before: DocumentHead;
}

/** Null where the document is none; it was seen to be visible, and so is what it mends: both are of one depot. */
export async function readRectified(
  db: D1Database,
  caller: Caller,
  { id, rectifies }: PostedDocument,
): Promise<Rectified | null> {
  if (rectifies === null) return null;
  const { results } = await db
    .prepare(
      `SELECT h.*, o.type AS mended FROM documents r JOIN documents o ON o.sequence = r.rectifies
      JOIN (${headsOf(!readsPatients(caller))}) h ON h.sequence = (
        SELECT max(x.sequence) FROM documents x
        WHERE x.sequence < r.sequence AND (x.sequence = r.rectifies OR x.rectifies = r.rectifies))
      WHERE r.id = ?1`,
    )
    .bind(id)
    .all<HeadRow & { mended: DocumentType }>();
  const [row] = results;
  return row ? { type: row.mended, before: toHead(row) } : null;
}
