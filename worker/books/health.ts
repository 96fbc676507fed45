import { withRetry } from '../db/retry.ts';
import type { SealVerdict } from '../seals/verify.ts';
import { COSTS_CHECK, NIGHTLY, SEAL_CHECK, type SealTold } from './nightly.ts';
import type { Difference, Findings } from './verify.ts';

const HOUR_MS = 3_600_000;
/** A night and two hours: whoever runs no schedule hears of it. */
const SILENT_MS = 26 * HOUR_MS;
/** A week and two nights. */
const WHOLE_MS = 9 * 24 * HOUR_MS;

/** The state of the books as the last checks left them, and what the schedule has still to do. */
export interface Health {
  status: 'ok' | 'degraded';
  /** When the schedule last checked anything, UTC; null: never. */
  lastRun: string | null;
  /** How many of the night's checks there are, and how many have ever been made. */
  checks: { all: number; made: number };
  differences: Difference[];
  untold: number;
  /** When everything was last read, the oldest of all checks, UTC; null: not yet. Each night reads what is new. */
  wholeAt: string | null;
  /** Whether the costs were ever replayed to their end. */
  costsReplayed: boolean;
  /** null: the chain has not been read to its end yet. */
  seal: SealVerdict | null;
  sealedAt: string | null;
  /** Zips to be made, commands to be sealed, and since when the oldest of each waits. */
  zipsPending: number;
  zipsSince: string | null;
  unsealed: number;
  unsealedSince: string | null;
}

const CHECKED = 'SELECT name, at, whole_at AS wholeAt, faults, told FROM nightly_checks ORDER BY name';
const WAITING = `
  SELECT (SELECT count(*) FROM snapshots WHERE sha256 IS NULL) AS zipsPending,
    (SELECT min(CASE p.moment WHEN 'before' THEN c.opened_at ELSE c.confirmed_at END)
      FROM snapshots p JOIN counts c ON c.sequence = p.count WHERE p.sha256 IS NULL) AS zipsSince,
    (SELECT coalesce(max(sequence), 0) FROM journal) - s.journal AS unsealed,
    (SELECT at FROM journal WHERE sequence = s.journal + 1) AS unsealedSince,
    (SELECT at FROM journal ORDER BY sequence LIMIT 1) AS begun
  FROM (SELECT coalesce((SELECT journal FROM seals ORDER BY sequence DESC LIMIT 1), 0) AS journal) s`;

interface Checked {
  name: string;
  at: string;
  wholeAt: string | null;
  faults: number;
  told: string;
}
type Waiting = Pick<Health, 'zipsPending' | 'zipsSince' | 'unsealed' | 'unsealedSince'> & {
  begun: string | null;
};

/** What the health page says; a few rows are read, whatever the ledger's size. */
export async function readHealth(db: D1Database, now: Date): Promise<Health> {
  const asked = [db.prepare(CHECKED), db.prepare(WAITING)];
  const [checked, waiting] = (await withRetry(() => db.batch(asked))).map(({ results }) => results) as [
    Checked[],
    Waiting[],
  ];
  const { begun = null, ...waits } = waiting[0] as Waiting;
  const books = checked.filter(({ name }) => name !== SEAL_CHECK);
  const findings = books.map(({ told }) => JSON.parse(told) as Findings);
  const sealRow = checked.find(({ name }) => name === SEAL_CHECK);
  const seal: SealTold | null = sealRow ? JSON.parse(sealRow.told) : null;
  const lastRun = checked.reduce<string | null>((last, { at }) => (last && last > at ? last : at), null);
  const wholes = NIGHTLY.map((each) => checked.find(({ name }) => name === each)?.wholeAt ?? null);
  const wholeAt = wholes.includes(null) ? null : (wholes.toSorted()[0] ?? null);
  const isOlder = (at: string | null, than_ms: number) =>
    at !== null && now.getTime() - new Date(at).getTime() > than_ms;
  const isDegraded =
    checked.some(({ faults }) => faults > 0) ||
    isOlder(lastRun ?? begun, SILENT_MS) ||
    isOlder(wholeAt, WHOLE_MS) ||
    isOlder(waits.zipsSince, HOUR_MS) ||
    isOlder(waits.unsealedSince, HOUR_MS);
  return {
    status: isDegraded ? 'degraded' : 'ok',
    lastRun,
    checks: { all: NIGHTLY.length, made: checked.filter(({ name }) => NIGHTLY.includes(name)).length },
    differences: findings.flatMap(({ differences }) => differences),
    untold: findings.reduce((sum, { untold }) => sum + untold, 0),
    wholeAt,
    costsReplayed: checked.some((one) => one.name === COSTS_CHECK && one.wholeAt !== null),
    seal: seal && (seal.finished || !seal.whole || seal.verdict.faultCount > 0) ? seal.verdict : null,
    sealedAt: sealRow?.at ?? null,
    ...waits,
  };
}
