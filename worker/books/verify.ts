import type { Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { CHECKS, type Check, type Finding, type Reached } from './checks.ts';
import { beginReplay, COSTS, compareCosts, type Replay, replayCosts } from './costs.ts';
import type { Asked, Reader, Row } from './reader.ts';
import { SINCE } from './since.ts';

/** The most differences of one kind that are told; all of them are counted. */
const MOST_TOLD = 20;

export interface Difference {
  finding: Finding;
  figures: Row;
}

export interface Verdict {
  /** How much was recomputed. */
  documents: number;
  movements: number;
  /** How many differences of each kind there are, the first of them told. */
  differences: Difference[];
  untold: number;
}

const SIZE =
  'SELECT (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM movements) AS movements';
const last = (table: string) => `(SELECT coalesce(max(sequence), 0) FROM ${table})`;
const REACHED = `
  SELECT ${last('movements')} AS movement, ${last('documents')} AS document, ${last('journal')} AS journal`;
const FROM_THE_START: Reached = { movement: 0, document: 0, journal: 0 };

/**
 * «Recalculer» (G22, Q14): recomputes balances, costs, serials, transit and numbers from the movements and names
 * every difference. It repairs nothing. All is read at one moment: the ledger may go on meanwhile.
 */
export async function verifyBooks(read: Reader): Promise<Verdict> {
  const asked = CHECKS.map(({ sql }) => counted(sql, FROM_THE_START));
  const start = [{ sql: SIZE }, { sql: REACHED }, { sql: COSTS }];
  const [[size = {}] = [], [reached = {}] = [], costs = [], ...found] = await read([...start, ...asked]);
  const collected = collect();
  const replay = beginReplay();
  await replayCosts(read, replay, Number(reached.movement), collected.tell);
  compareCosts(replay, costs, collected.tell);
  const all = [...CHECKS.map((check, at) => findingsOf(check, found[at] ?? [])), collected.findings];
  return {
    documents: Number(size.documents),
    movements: Number(size.movements),
    differences: all.flatMap(({ differences }) => differences),
    untold: all.reduce((sum, { untold }) => sum + untold, 0),
  };
}

export type Findings = Pick<Verdict, 'differences' | 'untold'>;

/**
 * One check alone, at one moment of its own: of the whole, or of what came `since` a place up to which all is right.
 * @returns what it found, and how far it has read
 */
export async function verifyOne(
  read: Reader,
  { finding, sql }: Check,
  since: Reached | null,
): Promise<{ findings: Findings; reached: Reached }> {
  const asked = counted((since && SINCE[finding]) ?? sql, since ?? FROM_THE_START);
  const [[reached = {}] = [], rows = []] = await read([{ sql: REACHED }, asked]);
  return { findings: findingsOf({ finding }, rows), reached: reached as unknown as Reached };
}

/**
 * The costs alone, replayed on from where the last reading came to, at most so many movements; at their end they are
 * held against what the books say now.
 * @returns what it found, and whether it came to the end
 */
export async function verifyCosts(
  read: Reader,
  replay: Replay,
  most: number,
): Promise<{ findings: Findings; finished: boolean }> {
  const [[reached = {}] = [], costs = []] = await read([{ sql: REACHED }, { sql: COSTS }]);
  const end = Number(reached.movement);
  const { findings, tell } = collect();
  await replayCosts(read, replay, Math.min(end, replay.position + most), tell);
  const finished = replay.position === end;
  if (finished) compareCosts(replay, costs, tell);
  return { findings, finished };
}

/** Every row bears how many there are; the place is named in each, for a statement must use what is bound to it. */
function counted(sql: string, { movement, document, journal }: Reached): Asked {
  return {
    sql: `SELECT *, count(*) OVER () AS total FROM (${sql}) WHERE ?1 + ?2 + ?3 >= 0 LIMIT ${MOST_TOLD}`,
    bindings: [movement, document, journal],
  };
}

function findingsOf({ finding }: Pick<Check, 'finding'>, rows: Row[]): Findings {
  return {
    differences: rows.map(({ total: _, ...figures }) => ({ finding, figures })),
    untold: Number(rows[0]?.total ?? 0) - rows.length,
  };
}

/** Differences as they come: of each kind the first ones are told, the others counted. */
function collect() {
  const findings: Findings = { differences: [], untold: 0 };
  const times = new Map<Finding, number>();
  const tell = (finding: Finding, figures: Row) => {
    const time = (times.get(finding) ?? 0) + 1;
    times.set(finding, time);
    if (time <= MOST_TOLD) findings.differences.push({ finding, figures });
    else findings.untold++;
  };
  return { findings, tell };
}

/** A difference as a sentence: which goods, where, what was expected and what was found. */
export function tellDifference({ finding, figures }: Difference, language: Language): string {
  const { findings, place } = textOf(language).books;
  return say(findings[finding], language, { ...figures, place: say(place, language, figures) });
}
