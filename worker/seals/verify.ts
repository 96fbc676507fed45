import type { Reader, Row } from '../books/reader.ts';
import { type Books, type Link, type LinkBefore, NOTHING_SEALED, readBooks, toBooks } from './chain.ts';
import {
  commandContent,
  LINES,
  linesContent,
  linkHash,
  SEAL_FORMAT,
  type SnapshotRow,
  snapshotContent,
} from './content.ts';
import type { Head } from './heads.ts';

/** One place where the books are no longer what was sealed. */
export interface SealFault {
  /**
   * `missing`: a row that was sealed is gone. `changed`: a row says something else, or stands in another's place.
   * `chain`: the link itself was altered. `head`: the chain is not the one whose head was kept in R2.
   */
  kind: 'missing' | 'changed' | 'chain' | 'head';
  /** The link's place in the chain. */
  link: number;
  /** The journal row it seals. */
  command: number;
  /** When it was sealed, UTC. */
  at: string;
  /** Numbers of the documents it seals, the first few; the name of the count. */
  documents: string[];
  count: string | null;
  moment: 'before' | 'after' | null;
}

export interface SealVerdict {
  /** Links read. */
  links: number;
  /** The chain is whole from its first link through this one; null where the first is faulty or there is none. */
  wholeThrough: { link: number; command: number; position: number; at: string } | null;
  /** Commands not sealed yet. */
  unsealed: number;
  faultCount: number;
  /** The first ones, at most `MOST_FAULTS_TOLD`. */
  faults: SealFault[];
}

export const MOST_FAULTS_TOLD = 100;
const DOCUMENTS_NAMED = 5;
const LINKS_A_PAGE = 200;
/** What one call reads: the links of a page are taken until they hold so many movements. */
const MOVEMENTS_A_CALL = 10_000;
const END = Number.MAX_SAFE_INTEGER;

const LINKS = 'SELECT * FROM seals WHERE sequence > ?1 ORDER BY sequence LIMIT ?2';
const COUNT_NAME = 'SELECT name FROM counts WHERE sequence = ?1';
const ZIP = `
  SELECT count, moment, sha256, bytes, stored_at AS storedAt FROM snapshots WHERE count = ?1 AND moment = ?2`;
const UNSEALED = 'SELECT count(*) AS commands FROM journal WHERE sequence > ?1';
const KEPT = `
  SELECT h.value ->> 'sequence' AS sequence, l.journal, l.at FROM json_each(?1) h
  LEFT JOIN seals l ON l.sequence = h.value ->> 'sequence' WHERE l.hash IS NOT h.value ->> 'hash'`;

/**
 * Recomputes the chain from the books and says from where to where it is whole. Each link is judged by the one
 * stored before it, so that one altered row is one fault and not the ruin of all that follow.
 * It reads every sealed row once, in calls that stay bounded; it writes nothing.
 */
export async function verifySeal(
  read: Reader,
  heads: AsyncIterable<readonly Head[]> | Iterable<readonly Head[]> = [],
): Promise<SealVerdict> {
  const walk = beginSealWalk();
  while (!(await walkSeal(read, walk, Number.MAX_SAFE_INTEGER)));
  await compareHeads(read, walk.verdict, heads);
  return walk.verdict;
}

/** How far a reading of the chain has come: plain JSON, so that a long one goes on in another run. */
export interface SealWalk {
  before: LinkBefore;
  verdict: SealVerdict;
}

export function beginSealWalk(): SealWalk {
  const verdict = { links: 0, wholeThrough: null, unsealed: 0, faultCount: 0, faults: [] };
  return { before: NOTHING_SEALED, verdict };
}

/** Reads on from where the walk stands, at most so many pages; true at the chain's end. */
export async function walkSeal(read: Reader, walk: SealWalk, pages: number): Promise<boolean> {
  const { verdict } = walk;
  for (let turn = 0; turn < pages; turn++) {
    const { before } = walk;
    const page = await one<Link>(read, LINKS, before.sequence, LINKS_A_PAGE);
    if (page.length === 0) {
      const [unsealed] = await one<{ commands: number }>(read, UNSEALED, before.journal);
      verdict.unsealed = unsealed?.commands ?? 0;
      return true;
    }
    const links = readTogether(before, page);
    // What follows says where a count's lines end.
    const [next] = page.slice(links.length);
    for (const { link, fault } of await judge(read, before, links, next)) {
      verdict.links++;
      if (fault) addFault(verdict, fault);
      if (verdict.faultCount === 0) {
        const { sequence, journal, movement, at } = link;
        verdict.wholeThrough = { link: sequence, command: journal, position: movement, at };
      }
    }
    walk.before = links.at(-1) as Link;
  }
  return false;
}

/** The chain must hold every head that was kept in R2. */
export async function compareHeads(
  read: Reader,
  verdict: SealVerdict,
  heads: AsyncIterable<readonly Head[]> | Iterable<readonly Head[]>,
): Promise<void> {
  for await (const kept of heads) {
    const gone = await one<{ sequence: number; journal: number | null; at: string | null }>(
      read,
      KEPT,
      JSON.stringify(kept),
    );
    for (const { sequence, journal, at } of gone)
      addFault(verdict, { ...NAMELESS, kind: 'head', link: sequence, command: journal ?? 0, at: at ?? '' });
  }
}

async function one<T>(read: Reader, sql: string, ...bindings: (string | number)[]): Promise<T[]> {
  const [rows = []] = await read([{ sql, bindings }]);
  return rows as unknown as T[];
}

const NAMELESS = { documents: [], count: null, moment: null };

function addFault(verdict: SealVerdict, fault: SealFault): void {
  verdict.faultCount++;
  if (verdict.faults.length < MOST_FAULTS_TOLD) verdict.faults.push(fault);
}

/** The first links of a page whose books fit into one call: commands together, a count's lines or a zip alone. */
function readTogether(before: LinkBefore, page: readonly Link[]): Link[] {
  const isCommand = ({ kind }: Link) => kind === 'command';
  const first = page[0] as Link;
  if (!isCommand(first)) return [first];
  const fits = (link: Link) => isCommand(link) && link.movement - before.movement <= MOVEMENTS_A_CALL;
  const end = page.findIndex((link, at) => at > 0 && !fits(link));
  return page.slice(0, end < 0 ? page.length : end);
}

interface Judged {
  link: Link;
  fault: SealFault | null;
}

async function judge(
  read: Reader,
  before: LinkBefore,
  links: readonly Link[],
  next: Link | undefined,
): Promise<Judged[]> {
  const [first] = links as [Link];
  if (first.kind === 'snapshot') return [await judgeZip(read, before, first)];
  if (first.kind !== 'command') return [await judgeLines(read, before, first, next)];
  const limits = { journal: END, document: END, movement: END };
  const through = links.at(-1) as Link;
  const books = toBooks(await read(readBooks(before, through, limits)));
  const judged: Judged[] = [];
  for (const link of links) {
    judged.push({ link, fault: await judgeCommand(before, link, books) });
    before = link;
  }
  return judged;
}

async function judgeCommand(before: LinkBefore, link: Link, books: Books): Promise<SealFault | null> {
  const within = (sequence: number, part: 'journal' | 'document' | 'movement') =>
    sequence > before[part] && sequence <= link[part];
  const documents = books.documents.filter(({ sequence }) => within(sequence, 'document'));
  const movements = books.movements.filter(({ sequence }) => within(sequence, 'movement'));
  const [command] = books.journal.filter(({ sequence }) => within(sequence, 'journal'));
  const count = books.counts.find(({ journal }) => within(journal, 'journal'));
  // Sequences rise without a gap, for nothing is ever deleted.
  const isMissing =
    (link.journal > before.journal && !command) ||
    documents.length < link.document - before.document ||
    movements.length < link.movement - before.movement;
  const content = await commandContent({
    documents,
    movements,
    ...(command && { command }),
    ...(count && { count }),
  });
  const named = documents.slice(0, DOCUMENTS_NAMED).map(({ number }) => number);
  return faultOf(before, link, { content, isMissing, documents: named, count: count?.name ?? null });
}

async function judgeLines(
  read: Reader,
  before: LinkBefore,
  link: Link,
  next: Link | undefined,
): Promise<Judged> {
  const kind = link.kind as 'opening' | 'result';
  const isOf = (other: LinkBefore | undefined) => other?.kind === kind && other.count === link.count;
  const from = isOf(before) ? (before.line ?? 0) : 0;
  const through = isOf(next) ? (link.line ?? END) : END;
  const [lines = [], names = []] = await read([
    { sql: LINES[kind], bindings: [link.count ?? 0, from, through, END] },
    { sql: COUNT_NAME, bindings: [link.count ?? 0] },
  ]);
  const content = await linesContent(lines as unknown as { content: string }[]);
  const count = nameOf(names);
  return { link, fault: await faultOf(before, link, { content, isMissing: false, documents: [], count }) };
}

async function judgeZip(read: Reader, before: LinkBefore, link: Link): Promise<Judged> {
  const [zips = [], names = []] = await read([
    { sql: ZIP, bindings: [link.count ?? 0, link.moment ?? ''] },
    { sql: COUNT_NAME, bindings: [link.count ?? 0] },
  ]);
  const [zip] = zips as unknown as SnapshotRow[];
  const content = zip ? await snapshotContent(zip) : '';
  return {
    link,
    fault: await faultOf(before, link, {
      content,
      isMissing: !zip,
      documents: [],
      count: nameOf(names),
    }),
  };
}

function nameOf(counts: Row[]): string | null {
  return counts[0] ? String(counts[0].name) : null;
}

async function faultOf(
  before: LinkBefore,
  link: Link,
  found: { content: string; isMissing: boolean; documents: string[]; count: string | null },
): Promise<SealFault | null> {
  const isChained =
    link.sequence === before.sequence + 1 &&
    link.format === SEAL_FORMAT &&
    link.hash === (await linkHash(before.hash, link.content));
  const isKept = !found.isMissing && found.content === link.content;
  if (isChained && isKept) return null;
  return {
    kind: !isChained ? 'chain' : found.isMissing ? 'missing' : 'changed',
    link: link.sequence,
    command: link.journal,
    at: link.at,
    documents: found.documents,
    count: found.count,
    moment: link.moment,
  };
}
