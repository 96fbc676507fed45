import type { Context } from 'hono';
import type { Count } from '../../shared/contract/counts.ts';
import { withRetry } from '../db/retry.ts';
import type { AppEnv, Bindings } from '../http/env.ts';
import { Refusal } from '../http/problem.ts';
import { sha256 } from '../http/sha256.ts';
import { sealOfCount } from '../seals/seal.ts';
import { type Facts, type Moment, readFacts } from './facts.ts';
import { makeZip } from './make.ts';
import { inTurn } from './turn.ts';

export interface StoredSnapshot {
  bytes: ReadableStream | Uint8Array;
  length: number;
  sha256: string;
  fileName: string;
}

interface SnapshotRow {
  /** The count's row id. */
  count: number;
  facts: string;
  sha256: string | null;
  bytes: number | null;
}

const SNAPSHOT = `
  SELECT s.count, s.facts, s.sha256, s.bytes FROM counts c JOIN snapshots s ON s.count = c.sequence AND s.moment = ?2
  WHERE c.id = ?1`;
const STORED = `
  UPDATE snapshots SET sha256 = ?3, bytes = ?4, stored_at = ?5
  WHERE count = ?1 AND moment = ?2 AND sha256 IS NULL`;
const TO_MAKE = `
  SELECT c.id, s.moment FROM snapshots s JOIN counts c ON c.sequence = s.count
  WHERE s.sha256 IS NULL ORDER BY s.count, s.moment = 'after' LIMIT ?1`;

/** Making a zip keeps the isolate's one thread busy: begun at once, the answer itself would wait for it. */
const ANSWER_LEAVES_MS = 10;
const answerLeaves = () => new Promise((resolve) => setTimeout(resolve, ANSWER_LEAVES_MS));

/** R2 that has not answered by then counts as away: nobody waits for a zip that can be made again. */
const R2_ANSWERS_IN_MS = { get: 5_000, put: 20_000 };

/** Makes the snapshot once the answer has left. If that fails, the schedule makes it, or whoever asks for it. */
export function storeLater(c: Context<AppEnv>, count: Count, moment: Moment): void {
  const id = c.get('requestId');
  const work = answerLeaves()
    .then(() => openSnapshot(c.env, count.id, moment))
    .catch((error) => console.error(id, 'snapshot', moment, error));
  try {
    c.executionCtx.waitUntil(work);
  } catch {
    // Outside workerd's request handler there is no execution context: the work goes on by itself.
  }
}

/** Makes zips that are not stored yet, the oldest first; one that fails waits for the next run. @returns how many it made */
export async function makeMissing(env: Bindings, most: number): Promise<number> {
  const missing = env.DB.prepare(TO_MAKE).bind(most);
  const { results } = await withRetry(() => missing.all<{ id: string; moment: Moment }>());
  let made = 0;
  for (const { id, moment } of results) {
    await openSnapshot(env, id, moment).then(
      () => made++,
      (error) => console.error('snapshot', id, moment, error),
    );
  }
  return made;
}

/**
 * The snapshot of a moment: the stored object, or made now from the frozen rows and stored write-once.
 * The stored bytes are the snapshot (invariant 10); R2 away, it is made and served all the same.
 * Refuses `SNAPSHOT_LOST` where the stored object is gone and what would be made now is not what was stored: the
 * zip of an older format, or of rows changed behind the Worker's back. Refuses `UNAVAILABLE` while the seal of a
 * long backlog has not reached the count's ledger position yet.
 */
export async function openSnapshot(env: Bindings, count: string, moment: Moment): Promise<StoredSnapshot> {
  const { stored } = await find(env, count, moment);
  if (stored) return stored;
  return inTurn(async () => {
    // Somebody may have made it while this one waited.
    const now = await find(env, count, moment);
    return now.stored ?? makeAndStore(env, now);
  });
}

interface Found {
  id: string;
  moment: Moment;
  row: SnapshotRow;
  facts: Facts;
  fileName: string;
  stored: StoredSnapshot | null;
  /** R2 does not answer, so what it holds is not known. */
  isAway: boolean;
}

async function find(env: Bindings, id: string, moment: Moment): Promise<Found> {
  const row = await withRetry(() => env.DB.prepare(SNAPSHOT).bind(id, moment).first<SnapshotRow>());
  if (!row) throw new Refusal('NOT_FOUND');
  const facts = readFacts(row.facts);
  const fileName = snapshotFileName(facts, moment);
  const found = { id, moment, row, facts, fileName, stored: null, isAway: false };
  const { sha256: hash, bytes: length } = row;
  if (hash === null || length === null) return found;
  const kept = await readObject(env, objectKey(id, moment));
  if (kept === 'away') return { ...found, isAway: true };
  return kept ? { ...found, stored: { bytes: kept.body, length, sha256: hash, fileName } } : found;
}

async function makeAndStore(env: Bindings, found: Found): Promise<StoredSnapshot> {
  const { id, moment, row, fileName } = found;
  const made = await make(env, found);
  if (row.sha256 !== null && made.sha256 !== row.sha256) {
    throw found.isAway ? new Refusal('UNAVAILABLE') : new Refusal('SNAPSHOT_LOST', { sha256: row.sha256 });
  }
  const stored = await writeOnce(env, objectKey(id, moment), made);
  if (!stored) return { ...made, fileName };
  if (row.sha256 === null) await noteStored(env, row.count, moment, stored);
  return { ...stored, fileName };
}

interface Zip {
  bytes: Uint8Array;
  length: number;
  sha256: string;
}

async function make(env: Bindings, { id, moment, row, facts }: Found): Promise<Zip> {
  const { count } = row;
  const seal = await sealOfCount(env.DB, count, moment);
  if (!seal) throw new Refusal('UNAVAILABLE');
  const beforeHash = moment === 'after' ? await hashOfBefore(env, id) : null;
  const bytes = await makeZip(env.DB, { count, moment, facts, beforeHash, seal });
  return { bytes, length: bytes.length, sha256: await sha256(bytes) };
}

/** As it is stored; a before zip that R2 has not taken yet is made for it, in the same turn. */
async function hashOfBefore(env: Bindings, id: string): Promise<string> {
  const before = await withRetry(() => env.DB.prepare(SNAPSHOT).bind(id, 'before').first<SnapshotRow>());
  return before?.sha256 ?? (await makeAndStore(env, await find(env, id, 'before'))).sha256;
}

async function noteStored(env: Bindings, count: number, moment: Moment, zip: Zip): Promise<void> {
  const at = new Date().toISOString();
  const note = env.DB.prepare(STORED).bind(count, moment, zip.sha256, zip.length, at);
  await withRetry(() => note.run());
}

function objectKey(count: string, moment: Moment): string {
  return `counts/${count}/${moment}.zip`;
}

/** The object, null where there is none, or that R2 does not answer. */
async function readObject(env: Bindings, key: string): Promise<R2ObjectBody | 'away' | null> {
  try {
    return await within(R2_ANSWERS_IN_MS.get, env.FILES.get(key));
  } catch (error) {
    console.error('R2', key, error);
    return 'away';
  }
}

/** Puts the object if there is none, and answers what stands there then; null where R2 does not answer. */
async function writeOnce(env: Bindings, key: string, zip: Zip): Promise<Zip | null> {
  try {
    const writing = env.FILES.put(key, zip.bytes, {
      onlyIf: { etagDoesNotMatch: '*' },
      sha256: zip.sha256,
    });
    if (await within(R2_ANSWERS_IN_MS.put, writing)) return zip;
    const kept = await within(R2_ANSWERS_IN_MS.get, env.FILES.get(key));
    if (!kept) return null;
    const bytes = new Uint8Array(await kept.arrayBuffer());
    return { bytes, length: bytes.length, sha256: await sha256(bytes) };
  } catch (error) {
    console.error('R2', key, error);
    return null;
  }
}

/** @throws where the answer takes longer; it may still come, which write-once allows for */
async function within<T>(limit_ms: number, answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${limit_ms} ms`)), limit_ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => undefined);
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
