import JSZip from 'jszip';
import type { Facts, Moment } from './facts.ts';
import { type NamedFile, SnapshotFiles, type SnapshotLine } from './files.ts';

/** Rows of one read: a block stays far below the isolate's memory whatever the count's size. */
const BLOCK_LINES = 10_000;

const LINES = `
  SELECT k.position, k.bin, k.item, k.label, k.kind, k.supplier, k.lot, k.expiry, k.serial, k.unit, k.unit_cost,
    k.theoretical, k.first, k.second, k.expected, k.retained, k.final_cost, k.gap_reason,
    coalesce(k.arbitrated, k.second, k.first) IS NOT NULL AS has_figure,
    coalesce(k.second_by, k.first_by) AS counter,
    coalesce(k.second_at, k.first_at) AS counted_at
  FROM counts c JOIN count_lines k ON k.count = c.sequence
  WHERE c.id = ?1 AND k.position > ?2 AND (?3 = 0 OR k.added = 0) ORDER BY k.position LIMIT ${BLOCK_LINES}`;

/**
 * Makes the zip of a moment from the frozen rows and the stored facts: the same bytes at every making, in
 * workerd and in Node (invariant 10). `beforeHash` is the before zip's SHA-256, told by the after one.
 */
export async function makeZip(
  db: D1Database,
  count: string,
  moment: Moment,
  facts: Facts,
  beforeHash: string | null,
): Promise<Uint8Array> {
  const collected = new SnapshotFiles(facts, moment);
  for (let position = 0; ; ) {
    const { results } = await db
      .prepare(LINES)
      .bind(count, position, moment === 'before' ? 1 : 0)
      .all<SnapshotLine>();
    collected.add(results);
    const last = results.at(-1);
    if (!last || results.length < BLOCK_LINES) break;
    position = last.position;
  }
  const files = collected.files();
  return zip([...files, await manifest(files, moment, facts, beforeHash)], facts.openedAt);
}

async function manifest(
  files: NamedFile[],
  moment: Moment,
  facts: Facts,
  beforeHash: string | null,
): Promise<NamedFile> {
  const { lastNumbers: _, transit: __, counters: ___, ...told } = facts;
  const described = await Promise.all(
    files.map(async ({ name, bytes, rows }) => ({
      name,
      bytes: bytes.length,
      ...(rows !== undefined && { rows }),
      sha256: await sha256(bytes),
    })),
  );
  const content = {
    product: 'Décompte',
    moment,
    valuation: 'weighted average cost',
    ...told,
    openedAtLocal: localInstant(facts.openedAt, facts.timeZone),
    confirmedAtLocal: facts.confirmedAt === null ? null : localInstant(facts.confirmedAt, facts.timeZone),
    ...(moment === 'after' && { beforeSha256: beforeHash }),
    // The place of the ledger's seal at exactly this position.
    seal: null,
    files: described,
  };
  return { name: 'manifest.json', bytes: new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`) };
}

function localInstant(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    new Date(instant),
  );
}

/** Fixed date, platform and order: all that jszip would otherwise take from the machine. */
async function zip(files: NamedFile[], openedAt: string): Promise<Uint8Array> {
  const archive = new JSZip();
  const date = new Date(openedAt);
  for (const { name, bytes } of files) archive.file(name, bytes, { date, createFolders: false });
  return archive.generateAsync({
    type: 'uint8array',
    platform: 'DOS',
    compression: 'DEFLATE',
    compressionOptions: { level: 6 },
  });
}

export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
