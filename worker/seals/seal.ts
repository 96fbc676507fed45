import type { Row } from '../books/reader.ts';
import { withRetry } from '../db/retry.ts';
import {
  type Books,
  type Content,
  chain,
  LAST_LINK,
  type Link,
  type LinkBefore,
  NOTHING_SEALED,
  readBooks,
  toBooks,
} from './chain.ts';
import {
  commandContent,
  LINES,
  linesContent,
  SEALED_LINES,
  type SnapshotRow,
  snapshotContent,
} from './content.ts';

/** What one call to the database reads at most, so that a backlog is sealed in steps that each fit. */
const A_ROUND = { journal: 100, document: 300, movement: 3000 };
const LINES_A_LINK = 10_000;
const SNAPSHOTS_A_ROUND = 20;
/** Rounds of one run of the schedule, one call of the database each: a thousand commands. */
export const ROUNDS_A_RUN = 12;
/** Whoever asks for a zip waits for its seal: the adjustment of 100,000 lines, with those lines, fits. */
const ROUNDS_FOR_A_ZIP = 60;

const END = Number.MAX_SAFE_INTEGER;
const EVERYTHING = { journal: END, document: END, movement: END };

const WRITE = `
  INSERT INTO seals (sequence, format, kind, journal, document, movement, count, line, moment, complete, content, hash, at)
  SELECT l ->> 'sequence', l ->> 'format', l ->> 'kind', l ->> 'journal', l ->> 'document', l ->> 'movement',
    l ->> 'count', l ->> 'line', l ->> 'moment', l ->> 'complete', l ->> 'content', l ->> 'hash', l ->> 'at'
  FROM (SELECT value AS l, key FROM json_each(?1)) ORDER BY key`;
const NOTE_SEALED = `
  UPDATE snapshots SET sealed = (SELECT sequence FROM seals s WHERE s.count = snapshots.count AND s.kind = 'snapshot'
    AND s.moment = snapshots.moment)
  WHERE sha256 IS NOT NULL AND sealed IS NULL`;
const TO_SEAL = `
  SELECT count, moment, sha256, bytes, stored_at AS storedAt FROM snapshots
  WHERE sha256 IS NOT NULL AND sealed IS NULL ORDER BY count, moment LIMIT ${SNAPSHOTS_A_ROUND}`;
const ACTION = 'SELECT action FROM journal WHERE sequence = ?1';

/** The link that ends the sealing of what a zip prints: of the lines as they were taken, or as they ended. */
const SEAL_OF = `
  SELECT sequence, hash, movement FROM seals WHERE count = ?1 AND complete = 1
    AND kind = CASE ?2 WHEN 'before' THEN 'opening' ELSE 'result' END`;

export interface Seal {
  sequence: number;
  hash: string;
  /** The ledger position: the last movement sealed. */
  movement: number;
}

/**
 * Seals what was done since the last link, in the order of the journal, and what was stored of zips.
 * Never in a request's path: a command that had to wait for the one before it would be eight times slower.
 * Two who seal at once do no harm: the second finds its place taken and reads again.
 * @returns the last link, and whether anything is left to seal
 */
export async function sealBooks(
  db: D1Database,
  { rounds = ROUNDS_A_RUN, until }: { rounds?: number; until?: (last: LinkBefore) => boolean } = {},
): Promise<{ last: LinkBefore; left: boolean }> {
  let last = await lastLink(db);
  let links: Link[] = [];
  for (let round = 0; round < rounds; round++) {
    try {
      const next = await step(db, last, links);
      links = next;
      if (links.length === 0) return { last, left: false };
      last = links.at(-1) as Link;
      if (until?.(last)) {
        await db.batch(write(db, links));
        return { last, left: true };
      }
    } catch (error) {
      if (!isPlaceTaken(error)) throw error;
      last = await lastLink(db);
      links = [];
    }
  }
  if (links.length > 0) await db.batch(write(db, links)).catch(ignoreTaken);
  return { last, left: true };
}

/** The seal of a count's lines at the ledger position of a moment, sealed up to there if need be; null: not yet. */
export async function sealOfCount(
  db: D1Database,
  count: number,
  moment: 'before' | 'after',
  rounds = ROUNDS_FOR_A_ZIP,
): Promise<Seal | null> {
  const read = () => withRetry(() => db.prepare(SEAL_OF).bind(count, moment).first<Seal>());
  const kind = moment === 'before' ? 'opening' : 'result';
  const seal = await read();
  if (seal) return seal;
  await sealBooks(db, {
    rounds,
    until: (link) => link.count === count && link.kind === kind && link.complete === 1,
  });
  return read();
}

/** Writes the links of the round before and reads the next, in one call. */
async function step(db: D1Database, last: LinkBefore, links: readonly Link[]): Promise<Link[]> {
  const writing = write(db, links);
  const at = new Date().toISOString();
  if (last.complete === 0 && last.kind !== 'command') {
    const contents = await nextLines(db, last, last.kind as 'opening' | 'result', writing);
    return chain(last, contents, at);
  }
  const results = await withRetry(() =>
    db.batch([
      ...writing,
      ...readBooks(last, EVERYTHING, {
        journal: A_ROUND.journal,
        // One more than is taken tells whether a command goes on.
        document: A_ROUND.document + 1,
        movement: A_ROUND.movement + 1,
      }).map(({ sql, bindings = [] }) => db.prepare(sql).bind(...bindings)),
      db.prepare(TO_SEAL),
      db.prepare(ACTION).bind(last.journal),
    ]),
  );
  const read = results.slice(writing.length).map(({ results: rows }) => rows) as Row[][];
  const books = toBooks(read);
  const contents = await commandContents(last, books);
  if (contents.length === 0 && last.complete === 0) {
    const [action] = read[5] as unknown as { action: string }[];
    const [kind] = SEALED_LINES[action?.action ?? ''] ?? [];
    return kind ? chain(last, await nextLines(db, { ...last, line: 0 }, kind, []), at) : [];
  }
  const isLast = books.journal.length < A_ROUND.journal && (contents.at(-1)?.complete ?? 1) === 1;
  const zips = isLast ? ((read[4] ?? []) as unknown as SnapshotRow[]) : [];
  return chain(last, [...contents, ...(await snapshotContents(contents.at(-1) ?? last, zips))], at);
}

function write(db: D1Database, links: readonly Link[]): D1PreparedStatement[] {
  if (links.length === 0) return [];
  return [
    db.prepare(WRITE).bind(JSON.stringify(links)),
    ...(links.some(({ kind }) => kind === 'snapshot') ? [db.prepare(NOTE_SEALED)] : []),
  ];
}

/** One link for each command that was read whole, and one for the part read of a long one. */
async function commandContents(last: LinkBefore, books: Books): Promise<Content[]> {
  const { journal, documents, movements, counts } = books;
  const contents: Content[] = [];
  let reach = { journal: last.journal, document: last.document, movement: last.movement };
  let [d, m] = [0, 0];
  const takeUpTo = (command: number) => {
    const from = { d, m };
    while (d < A_ROUND.document && (documents[d]?.journal ?? END) <= command) d++;
    const document = documents[d - 1]?.sequence ?? reach.document;
    while (m < A_ROUND.movement && (movements[m]?.document ?? END) <= document) m++;
    const goesOn = (documents[d]?.journal ?? END) <= command || (movements[m]?.document ?? END) <= document;
    reach = { journal: command, document, movement: movements[m - 1]?.sequence ?? reach.movement };
    return { documents: documents.slice(from.d, d), movements: movements.slice(from.m, m), goesOn };
  };
  if (last.complete === 0) {
    const { goesOn, ...rest } = takeUpTo(last.journal);
    if (rest.documents.length + rest.movements.length === 0) return [];
    const complete = goesOn || last.count !== null ? 0 : 1;
    contents.push({
      ...{ kind: 'command', ...reach, count: last.count, complete },
      content: await commandContent(rest),
    });
    if (complete === 0) return contents;
  }
  for (const command of journal) {
    const { goesOn, ...part } = takeUpTo(command.sequence);
    const count = counts.find((row) => row.journal === command.sequence);
    const complete = goesOn || count ? 0 : 1;
    contents.push({
      ...{ kind: 'command', ...reach, count: count?.count ?? null, complete },
      content: await commandContent({ command, ...part, ...(count && { count }) }),
    });
    if (complete === 0) break;
  }
  return contents;
}

/** The next block of a count's lines, and at their end whatever of the count the same command seals as well. */
async function nextLines(
  db: D1Database,
  last: LinkBefore,
  kind: 'opening' | 'result',
  writing: D1PreparedStatement[],
): Promise<Content[]> {
  const results = await withRetry(() =>
    db.batch([
      ...writing,
      db.prepare(LINES[kind]).bind(last.count, last.line ?? 0, END, LINES_A_LINK + 1),
      db.prepare(ACTION).bind(last.journal),
    ]),
  );
  const [lines, actions] = results.slice(writing.length).map(({ results: rows }) => rows) as [
    { position: number; content: string }[],
    { action: string }[],
  ];
  const kinds = SEALED_LINES[actions[0]?.action ?? ''] ?? [];
  const following = kinds[kinds.indexOf(kind) + 1];
  if (lines.length === 0 && following) return nextLines(db, { ...last, line: 0 }, following, []);
  const block = lines.slice(0, LINES_A_LINK);
  return [
    {
      kind,
      ...{ journal: last.journal, document: last.document, movement: last.movement, count: last.count },
      line: block.at(-1)?.position ?? last.line,
      complete: lines.length > LINES_A_LINK || following ? 0 : 1,
      content: await linesContent(block),
    },
  ];
}

function snapshotContents(after: Content | LinkBefore, zips: readonly SnapshotRow[]): Promise<Content[]> {
  const { journal, document, movement } = after;
  return Promise.all(
    zips.map(async (zip) => ({
      kind: 'snapshot' as const,
      ...{ journal, document, movement, count: zip.count, moment: zip.moment, complete: 1 },
      content: await snapshotContent(zip),
    })),
  );
}

async function lastLink(db: D1Database): Promise<LinkBefore> {
  return (await withRetry(() => db.prepare(LAST_LINK).first<Link>())) ?? NOTHING_SEALED;
}

function isPlaceTaken(error: unknown): boolean {
  return /\bE_SEAL_FOLLOWS\b|UNIQUE constraint failed: (seals\.sequence)/.test(String(error));
}

function ignoreTaken(error: unknown): void {
  if (!isPlaceTaken(error)) throw error;
}
