import type { Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { CHECKS, type Finding } from './checks.ts';
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

/**
 * «Recalculer» (G22, Q14): recomputes balances, costs, serials, transit and numbers from the movements and names
 * every difference. It repairs nothing. All is read at one moment: the ledger may go on meanwhile.
 */
export async function verifyBooks(read: Reader): Promise<Verdict> {
  const checks = CHECKS.map(({ sql }) => ({
    sql: `SELECT *, count(*) OVER () AS total FROM (${sql}) LIMIT ${MOST_TOLD}`,
  }));
  const [[size = {}] = [], costs = [], ...found] = await read([{ sql: SIZE }, { sql: COSTS }, ...checks]);
  const differences: Difference[] = [];
  let untold = 0;
  for (const [at, { finding }] of CHECKS.entries()) {
    const rows = found[at] ?? [];
    differences.push(...rows.map(({ total: _, ...figures }) => ({ finding, figures })));
    untold += Number(rows[0]?.total ?? 0) - rows.length;
  }
  const told = new Map<Finding, number>();
  await replayCosts(read, Number(size.position), costs, (finding, figures) => {
    const times = (told.get(finding) ?? 0) + 1;
    told.set(finding, times);
    if (times <= MOST_TOLD) differences.push({ finding, figures });
    else untold++;
  });
  return { documents: Number(size.documents), movements: Number(size.movements), differences, untold };
}

/** A difference as a sentence: which goods, where, what was expected and what was found. */
export function tellDifference({ finding, figures }: Difference, language: Language): string {
  const { findings, place } = textOf(language).books;
  return say(findings[finding], language, { ...figures, place: say(place, language, figures) });
}
