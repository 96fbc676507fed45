import type { Context } from 'hono';
import type { Count } from '../../shared/contract/counts.ts';
import { withRetry } from '../db/retry.ts';
import type { AppEnv, Bindings } from '../http/env.ts';
import { Refusal } from '../http/problem.ts';
import type { Facts, Moment } from './facts.ts';
import { makeZip, sha256 } from './make.ts';

export interface StoredSnapshot {
  bytes: ReadableStream | Uint8Array;
  length: number;
  sha256: string;
  fileName: string;
}

interface SnapshotRow {
  facts: string;
  sha256: string | null;
  bytes: number | null;
}

const SNAPSHOT = `
  SELECT s.facts, s.sha256, s.bytes FROM counts c JOIN snapshots s ON s.count = c.sequence AND s.moment = ?2
  WHERE c.id = ?1`;
const STORED = `
  UPDATE snapshots SET sha256 = ?3, bytes = ?4, stored_at = ?5
  WHERE count = (SELECT sequence FROM counts WHERE id = ?1) AND moment = ?2 AND sha256 IS NULL`;

/** Makes the snapshot once the answer has left. If that fails, whoever asks for the zip makes it. */
export function storeLater(c: Context<AppEnv>, count: Count, moment: Moment): void {
  const id = c.get('requestId');
  const work = openSnapshot(c.env, count.id, moment).catch((error) =>
    console.error(id, 'snapshot', moment, error),
  );
  try {
    c.executionCtx.waitUntil(work);
  } catch {
    // Outside workerd's request handler there is no execution context: the work goes on by itself.
  }
}

/**
 * The snapshot of a moment: the stored object, or made now from the frozen rows and stored write-once.
 * The stored bytes are the snapshot (invariant 10); R2 away, it is made and served all the same.
 */
export async function openSnapshot(env: Bindings, count: string, moment: Moment): Promise<StoredSnapshot> {
  const row = await withRetry(() => env.DB.prepare(SNAPSHOT).bind(count, moment).first<SnapshotRow>());
  if (!row) throw new Refusal('NOT_FOUND');
  const facts: Facts = JSON.parse(row.facts);
  const fileName = snapshotFileName(facts, moment);
  if (row.sha256 !== null && row.bytes !== null) {
    const kept = await readObject(env, objectKey(count, moment));
    if (kept) return { bytes: kept.body, length: row.bytes, sha256: row.sha256, fileName };
  }
  const before = moment === 'after' ? (await openSnapshot(env, count, 'before')).sha256 : null;
  const bytes = await makeZip(env.DB, count, moment, facts, before);
  const hash = await sha256(bytes);
  const stored = await writeOnce(env, objectKey(count, moment), bytes, hash);
  if (stored) {
    await withRetry(() =>
      env.DB.prepare(STORED)
        .bind(count, moment, stored.sha256, stored.length, new Date().toISOString())
        .run(),
    );
    return { ...stored, fileName };
  }
  return { bytes, length: bytes.length, sha256: hash, fileName };
}

function objectKey(count: string, moment: Moment): string {
  return `counts/${count}/${moment}.zip`;
}

async function readObject(env: Bindings, key: string): Promise<R2ObjectBody | null> {
  try {
    return await env.FILES.get(key);
  } catch (error) {
    console.error('R2', key, error);
    return null;
  }
}

/** Puts the object if there is none, and answers what stands there then; null where R2 does not answer. */
async function writeOnce(env: Bindings, key: string, bytes: Uint8Array, hash: string) {
  try {
    const put = await env.FILES.put(key, bytes, { onlyIf: { etagDoesNotMatch: '*' }, sha256: hash });
    if (put) return { bytes, length: bytes.length, sha256: hash };
    const kept = await env.FILES.get(key);
    if (!kept) return null;
    const object = new Uint8Array(await kept.arrayBuffer());
    return { bytes: object, length: object.length, sha256: await sha256(object) };
  } catch (error) {
    console.error('R2', key, error);
    return null;
  }
}

/** «avant-PHC-2026-11-20-inventaire-annuel.zip»: ASCII only, for every mailbox and file system. */
export function snapshotFileName({ language, depot, count }: Facts, moment: Moment): string {
  const word = { fr: { before: 'avant', after: 'apres' }, en: { before: 'before', after: 'after' } }[
    language
  ][moment];
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60);
  return [word, plain(depot), count.date, plain(count.name)].filter(Boolean).join('-').concat('.zip');
}
