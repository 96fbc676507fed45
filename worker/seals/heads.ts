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

/** A page of the heads kept after the one of that key, in the order of their hours; `last` where there are more. */
export async function headsAfter(
  files: R2Bucket,
  key: string,
): Promise<{ heads: Head[]; last: string; more: boolean }> {
  const page = await files.list({
    prefix: headsUnder,
    include: ['customMetadata'],
    ...(key && { startAfter: key }),
  });
  return {
    heads: page.objects.map(({ customMetadata = {} }) => toHead(customMetadata)),
    last: page.objects.at(-1)?.key ?? key,
    more: page.truncated,
  };
}

/** A head as its object's metadata say it, so that a list is enough to read them all. */
export function toHead(told: Record<string, string>): Head {
  return { sequence: Number(told.sequence), hash: told.hash ?? '' };
}
