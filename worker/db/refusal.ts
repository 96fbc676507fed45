import { civilDateIn } from '../../shared/domain/dates.ts';
import { knownCode, Refusal, type RefusedLine, refuseLines } from '../http/problem.ts';

/** The most bad lines one refusal carries; the total is told beside them. */
export const MOST_LINES_TOLD = 100;

/**
 * The SQL that ends a batch with all bad lines at once: `bad` is a SELECT of one column `bad`, a JSON
 * object `{line, code, …figures}` or NULL for a good line; a line may have several, the total counts it once.
 * The JSON travels in D1's error message, the only thing an error carries.
 */
export function refuseBadLines(withClause: string, bad: string): string {
  return endByBadLines(withClause, bad, 'NOT EXISTS (SELECT 1 FROM refused)');
}

/** The same, of a batch that is only to be judged: it ends whatever is found, and nothing of it stays. */
export function tellBadLines(withClause: string, bad: string): string {
  return endByBadLines(withClause, bad, '0');
}

function endByBadLines(withClause: string, bad: string, passes: string): string {
  return `${withClause},
  refused AS MATERIALIZED (SELECT bad FROM (${bad}) WHERE bad IS NOT NULL)
  INSERT INTO guard SELECT 'E_LINES ' || json_object('total', (SELECT count(DISTINCT bad ->> 'line') FROM refused), 'lines',
    json((SELECT json_group_array(json(bad)) FROM (SELECT bad FROM refused ORDER BY bad ->> 'line' LIMIT ${MOST_LINES_TOLD})))),
    ${passes}`;
}

/**
 * What a failed batch means in our codes, or null where the error is not ours (a bug, or the platform).
 * Nets beneath the guards (CHECKs, unique indexes, triggers) carry their code in their name.
 */
export function readRefusal(error: unknown, timeZone: string): Refusal | null {
  const bad = readBadLines(error, timeZone);
  if (bad) return refuseLines(bad.lines, bad.total);
  const message = messageOf(error);
  if (message.includes('UNIQUE constraint failed: stock.item, stock.serial'))
    return new Refusal('SERIAL_IN_STOCK');
  const net = /\bE_([A-Z_]+)\b/.exec(message)?.[1];
  const code = net ? knownCode(NETS[net] ?? net) : null;
  return code ? new Refusal(code) : null;
}

/** The bad lines that ended a batch, and on how many lines they are; null where something else ended it. */
export function readBadLines(
  error: unknown,
  timeZone: string,
): { lines: RefusedLine[]; total: number } | null {
  const message = messageOf(error);
  const at = message.indexOf('E_LINES {');
  if (at < 0) return null;
  const told: { lines: RefusedLine[]; total: number } = JSON.parse(
    message.slice(at + 8, message.lastIndexOf('}') + 1),
  );
  return { ...told, lines: told.lines.map((line) => dayIn(line, timeZone)) };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** SQL gives instants, which are UTC; a sentence tells the day of the organisation's time zone (`at`). */
export function dayIn(line: RefusedLine, timeZone: string): RefusedLine {
  return typeof line.at === 'string' ? { ...line, at: civilDateIn(timeZone, new Date(line.at)) } : line;
}

/** Nets whose name is not the code a caller knows. */
const NETS: Record<string, string> = {
  STOCK_NEGATIVE: 'STOCK_INSUFFICIENT',
  COUNT_STATE: 'COUNT_NOT_OPEN',
  COUNT_VERSION: 'COUNT_RECAP_CHANGED',
  COUNT_FROZEN: 'COUNT_NOT_OPEN',
};

export function isIdUsed(error: unknown): boolean {
  return error instanceof Error && /\bE_ID_USED\b|UNIQUE constraint failed: journal\.id/.test(error.message);
}
