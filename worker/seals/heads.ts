import type { LinkBefore } from './chain.ts';

/** The chain's end as it was once seen, kept where nobody can write twice. */
export interface Head {
  sequence: number;
  hash: string;
}

/** Where they lie in the bucket. */
export const headsUnder = 'seals/';

/**
 * Keeps the first head of each hour write-once in R2: whoever rewrote the chain in the database would have to
 * rewrite these too, and a bucket lock forbids it. R2 away, the next run keeps it.
 */
export async function keepHead(files: R2Bucket, last: LinkBefore, now: Date): Promise<void> {
  if (last.sequence === 0) return;
  const { sequence, hash, journal, movement } = last;
  const at = now.toISOString();
  const body = `${JSON.stringify({ sequence, hash, journal, movement, at })}\n`;
  await files.put(`${headsUnder}${at.slice(0, 13)}.json`, body, {
    onlyIf: { etagDoesNotMatch: '*' },
    customMetadata: { sequence: String(sequence), hash },
    httpMetadata: { contentType: 'application/json' },
  });
}

/** Every head kept, a page of the bucket at a time. */
export async function* keptHeads(files: R2Bucket): AsyncGenerator<Head[]> {
  for (let cursor: string | undefined; ; ) {
    const page = await files.list({
      prefix: headsUnder,
      include: ['customMetadata'],
      ...(cursor && { cursor }),
    });
    yield page.objects.map(({ customMetadata = {} }) => toHead(customMetadata));
    if (!page.truncated) return;
    cursor = page.cursor;
  }
}

/** A head as its object's metadata say it, so that a list is enough to read them all. */
export function toHead(told: Record<string, string>): Head {
  return { sequence: Number(told.sequence), hash: told.hash ?? '' };
}
