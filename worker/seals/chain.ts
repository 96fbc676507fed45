import type { Asked, Row } from '../books/reader.ts';
import type { seals } from '../db/schema.ts';
import {
  COUNTS,
  type CountRow,
  DOCUMENTS,
  type DocumentRow,
  JOURNAL,
  type JournalRow,
  linkHash,
  MOVEMENTS,
  type MovementRow,
  type Reach,
  SEAL_FORMAT,
} from './content.ts';

/** A link of the chain as the database holds it. */
export type Link = typeof seals.$inferSelect;
/** A link before its place in the chain is known. */
export type Content = Pick<Link, 'kind' | 'journal' | 'document' | 'movement' | 'complete' | 'content'> &
  Partial<Pick<Link, 'count' | 'line' | 'moment'>>;

/** What the first link is chained to. */
export const NOTHING_SEALED = {
  sequence: 0,
  kind: 'command' as const,
  journal: 0,
  document: 0,
  movement: 0,
  count: null,
  line: null,
  complete: 1,
  hash: '',
};
export type LinkBefore = Pick<Link, keyof typeof NOTHING_SEALED>;

/** Gives the contents their places after a link, each with the hash that holds the one before. */
export async function chain(after: LinkBefore, contents: readonly Content[], at: string): Promise<Link[]> {
  const links: Link[] = [];
  let before = after;
  for (const content of contents) {
    const link: Link = {
      ...{ count: null, line: null, moment: null, format: SEAL_FORMAT, at },
      ...content,
      sequence: before.sequence + 1,
      hash: await linkHash(before.hash, content.content),
    };
    links.push(link);
    before = link;
  }
  return links;
}

export const LAST_LINK = 'SELECT * FROM seals ORDER BY sequence DESC LIMIT 1';

/** Rows of the books between two places, in their order. */
export interface Books {
  journal: JournalRow[];
  documents: DocumentRow[];
  movements: MovementRow[];
  counts: CountRow[];
}

/** The four reading statements whose rows `toBooks` takes; `limits` bound what one call reads. */
export function readBooks(after: Reach, through: Reach, limits: Reach): Asked[] {
  const within = (part: keyof Reach) => [after[part], through[part], limits[part]];
  return [
    { sql: JOURNAL, bindings: within('journal') },
    { sql: DOCUMENTS, bindings: within('document') },
    { sql: MOVEMENTS, bindings: within('movement') },
    { sql: COUNTS, bindings: within('journal') },
  ];
}

export function toBooks([journal, documents, movements, counts]: Row[][]): Books {
  return { journal, documents, movements, counts } as unknown as Books;
}
