import type { ReversalPreview } from '../../shared/contract/documents.ts';
import { fromThousandths, type Language } from '../../shared/domain/quantities.ts';
import { dayIn } from '../db/refusal.ts';
import { type RefusedLine, toBadLine } from '../http/problem.ts';
import type { Caller } from '../people/caller.ts';
import { type HeadRow, headsOf, toHead } from './read.ts';
import { BAD_HEAD, BAD_LINES, reversalRights } from './reverse.ts';

/** No balance of a line that a blind count holds: the reversal is refused anyway (Q22). */
const BLIND = `EXISTS (SELECT 1 FROM count_covers f JOIN counts c ON c.sequence = f.count
  WHERE f.stock = s.id AND f.state IN ('open', 'closed') AND c.blind = 1)`;

const MOVES_BACK = `
  SELECT m.line, e.code AS depot, coalesce(b.code, '') AS bin, s.transfer <> 0 AS transit, i.code AS item, i.label,
    i.unit, coalesce(l.number, '') AS lot, s.serial_shown AS serial, -sum(m.quantity) AS quantity,
    CASE WHEN ${BLIND} THEN NULL ELSE s.balance END AS balance
  FROM documents d JOIN movements m ON m.document = d.sequence JOIN stock s ON s.id = m.stock
  JOIN items i ON i.id = m.item JOIN depots e ON e.id = s.depot
  LEFT JOIN bins b ON b.id = s.bin LEFT JOIN lots l ON l.id = s.lot
  WHERE d.id = ?1 GROUP BY s.id ORDER BY min(m.sequence)`;

/** The guards of the reversal, read instead of raised. */
const badOf = ([withClause, bad]: typeof BAD_HEAD) =>
  `${withClause} SELECT bad FROM (${bad}) WHERE bad IS NOT NULL ORDER BY bad ->> 'line' LIMIT 100`;

/** Reads what a reversal would do now; null where the document is none that the caller may see. */
export async function previewReversal(
  db: D1Database,
  caller: Caller,
  language: Language,
  id: string,
  masked: boolean,
): Promise<ReversalPreview | null> {
  const read = await db.batch([
    db.prepare(`${headsOf(masked)} WHERE d.id = ?1`).bind(id),
    db.prepare(MOVES_BACK).bind(id),
    db.prepare(badOf(BAD_HEAD)).bind(id, reversalRights(caller)),
    db.prepare(badOf(BAD_LINES)).bind(id),
  ]);
  const [heads, lines, ...bad] = read.map(({ results }) => results) as [HeadRow[], MoveRow[], ...BadRow[][]];
  const [head] = heads;
  if (!head) return null;
  const errors = bad.flat().map((row) => JSON.parse(row.bad) as RefusedLine);
  return {
    document: toHead(head),
    lines: lines.map((line) => ({
      ...line,
      transit: line.transit === 1,
      quantity: fromThousandths(line.quantity),
      balance: line.balance === null ? null : fromThousandths(line.balance),
      after: line.balance === null ? null : fromThousandths(line.balance + line.quantity),
    })),
    errors: errors.map((line) => toBadLine(dayIn(line, caller.organisation.timeZone), language)),
  };
}

type MoveRow = Omit<ReversalPreview['lines'][number], 'transit' | 'after'> & { transit: number };
type BadRow = { bad: string };
