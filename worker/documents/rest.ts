import type { DocumentRest } from '../../shared/contract/documents.ts';
import { fromThousandths } from '../../shared/domain/quantities.ts';
import { OUT_STILL } from './judged.ts';
import { type HeadRow, headsOf, latestOf, toHead } from './read.ts';

/** The goods of the document, each with what is still open of it: what is to be received or taken back. */
const SHOWN = `i.code AS item, i.label, i.unit, i.decimals, coalesce(l.number, '') AS lot, l.expiry,
  p.serial_shown AS serial, p.moved, p.bin`;

/** Goods on their way stand on a line of their own transfer; its balance is what has not arrived. */
const ON_THEIR_WAY = `
  SELECT ${SHOWN}, p.rest FROM (
    SELECT min(m.line) AS line, s.item, s.lot, s.serial_shown, sum(m.quantity) AS moved, s.balance AS rest,
      ${heldIn('s.depot', 's')} AS bin
    FROM documents d JOIN movements m ON m.document = d.sequence JOIN stock s ON s.id = m.stock
    WHERE d.id = ?1 AND d.type = 'transfer' AND s.transfer = d.sequence GROUP BY s.id) p
  JOIN items i ON i.id = p.item LEFT JOIN lots l ON l.id = p.lot ORDER BY p.line`;

/** What went out and has not come back, over the bins it left from. */
const STILL_OUT = `
  WITH gone AS (SELECT sequence, depot FROM documents WHERE id = ?1 AND type IN ('exit-patient', 'exit-service'))
  SELECT ${SHOWN}, ${OUT_STILL} AS rest FROM (
    SELECT min(m.line) AS line, s.item, s.lot, s.serial, s.serial_shown, -sum(m.quantity) AS moved,
      CASE min(s.bin) WHEN max(s.bin) THEN (SELECT code FROM bins WHERE id = s.bin AND active = 1) END AS bin
    FROM gone g JOIN movements m ON m.document = g.sequence JOIN stock s ON s.id = m.stock
    GROUP BY s.item, s.lot, s.serial) p
  JOIN items i ON i.id = p.item LEFT JOIN lots l ON l.id = p.lot ORDER BY p.line`;

/** Where the depot keeps such goods: a bin of the same lot before another of the item. */
function heldIn(depot: string, goods: string): string {
  return `(SELECT b.code FROM stock x JOIN bins b ON b.id = x.bin AND b.active = 1 AND b.quarantine = 0
    WHERE x.depot = ${depot} AND x.item = ${goods}.item AND x.transfer = 0 AND x.balance > 0
    ORDER BY x.lot = ${goods}.lot DESC, b.code_key LIMIT 1)`;
}

type RestRow = DocumentRest['lines'][number];

/** The reading statements whose rows `toRest` makes into an answer. */
export function readRest(db: D1Database, id: string, masked: boolean): D1PreparedStatement[] {
  return [
    db.prepare(`${headsOf(masked)} WHERE d.id = ?1`).bind(id),
    db
      .prepare(
        `${headsOf(masked)} WHERE d.sequence = (SELECT ${latestOf('o.sequence')} FROM documents o WHERE o.id = ?1)`,
      )
      .bind(id),
    db.prepare(ON_THEIR_WAY).bind(id),
    db.prepare(STILL_OUT).bind(id),
  ];
}

/** null where there is no such document. A document of another type has no lines that could be open. */
export function toRest([heads, latest, onTheirWay = [], stillOut = []]: unknown[][]): DocumentRest | null {
  const [head] = heads as HeadRow[];
  const [now = head] = latest as HeadRow[];
  if (!head || !now) return null;
  const lines = [...onTheirWay, ...stillOut] as RestRow[];
  return {
    document: toHead(head),
    party: now.party,
    partyName: now.partyName,
    lines: lines.map((line) => ({
      ...line,
      moved: fromThousandths(line.moved),
      rest: fromThousandths(line.rest),
    })),
  };
}
