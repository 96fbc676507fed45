import type { Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { CHECKS, type Check, type Finding } from './checks.ts';
import { COSTS, replayCosts } from './costs.ts';
import type { Reader, Row } from './reader.ts';

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

const SIZE = `SELECT (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM movements) AS movements,
  (SELECT coalesce(max(sequence), 0) FROM movements) AS position`;

const POSITION = 'SELECT coalesce(max(sequence), 0) AS position FROM movements';

/**
 * «Recalculer» (G22, Q14): recomputes balances, costs, serials, transit and numbers from the movements and names
 * every difference. It repairs nothing. All is read at one moment: the ledger may go on meanwhile.
 */
export async function verifyBooks(read: Reader): Promise<Verdict> {
  const asked = CHECKS.map((check) => ({ sql: counted(check) }));
  const [[size = {}] = [], costs = [], ...found] = await read([{ sql: SIZE }, { sql: COSTS }, ...asked]);
  const all = [
    ...CHECKS.map((check, at) => findingsOf(check, found[at] ?? [])),
    await replayed(read, Number(size.position), costs),
  ];
  return {
    documents: Number(size.documents),
    movements: Number(size.movements),
    differences: all.flatMap(({ differences }) => differences),
    untold: all.reduce((sum, { untold }) => sum + untold, 0),
  };
}

export type Findings = Pick<Verdict, 'differences' | 'untold'>;

/** One check alone, at one moment of its own: what a night takes a few of at a time. */
export async function verifyOne(read: Reader, check: Check): Promise<Findings> {
  const [rows = []] = await read([{ sql: counted(check) }]);
  return findingsOf(check, rows);
}

/** The costs alone; null where the ledger is longer than `most` movements. */
export async function verifyCosts(read: Reader, most: number): Promise<Findings | null> {
  const [[size = {}] = [], costs = []] = await read([{ sql: POSITION }, { sql: COSTS }]);
  return Number(size.position) > most ? null : replayed(read, Number(size.position), costs);
}

const counted = ({ sql }: Check) => `SELECT *, count(*) OVER () AS total FROM (${sql}) LIMIT ${MOST_TOLD}`;

function findingsOf({ finding }: Check, rows: Row[]): Findings {
  return {
    differences: rows.map(({ total: _, ...figures }) => ({ finding, figures })),
    untold: Number(rows[0]?.total ?? 0) - rows.length,
  };
}

async function replayed(read: Reader, position: number, costs: Row[]): Promise<Findings> {
  const findings: Findings = { differences: [], untold: 0 };
  const told = new Map<Finding, number>();
  await replayCosts(read, position, costs, (finding, figures) => {
    const times = (told.get(finding) ?? 0) + 1;
    told.set(finding, times);
    if (times <= MOST_TOLD) findings.differences.push({ finding, figures });
    else findings.untold++;
  });
  return findings;
}

/** A difference as a sentence: which goods, where, what was expected and what was found. */
export function tellDifference({ finding, figures }: Difference, language: Language): string {
  const { findings, place } = textOf(language).books;
  return say(findings[finding], language, { ...figures, place: say(place, language, figures) });
}
