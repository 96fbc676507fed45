/**
 * What of the books is sealed, written one way only: arrays of columns in a fixed order as JSON. Patients'
 * references and names stand outside (Q7): a document holds the patient's internal number, and that is sealed.
 * Of a person the row id; of a command about people not its subject, which is an address.
 * What may change later (a label, a count's state) is no part of it: what is sealed must stay provable for ever.
 */
import { sha256 } from '../http/sha256.ts';

/** Raised when a column is added or written otherwise; a link says which number it was written with. */
export const SEAL_FORMAT = 1;

/** How far the books are sealed: the last journal row, document, movement. */
export interface Reach {
  journal: number;
  document: number;
  movement: number;
}

export interface JournalRow {
  sequence: number;
  id: string;
  person: number;
  at: string;
  action: string;
  subject: string;
  requestHash: string;
}
export interface DocumentRow {
  sequence: number;
  journal: number;
  number: string;
  content: string;
}
export interface MovementRow {
  sequence: number;
  document: number;
  content: string;
}
/** What a command did to a count: its frozen columns or its end, and the facts of its snapshot. */
export interface CountRow {
  journal: number;
  count: number;
  name: string;
  opening: string;
  result: string;
  before: string | null;
  after: string | null;
}

/** A zip as it was stored. */
export interface SnapshotRow {
  count: number;
  moment: 'before' | 'after';
  sha256: string;
  bytes: number;
  storedAt: string;
}

/** Which lines of a count a command seals: as they were taken, and as they ended. */
export const SEALED_LINES: Readonly<Record<string, readonly ('opening' | 'result')[]>> = {
  'count.open': ['opening'],
  'count.confirm': ['result'],
  'count.cancel': ['result'],
  'count.spot': ['opening', 'result'],
};

/** `?1` below, `?2` the last one that may be read, `?3` how many. */
export const JOURNAL = `
  SELECT sequence, id, person, at, action, subject, request_hash AS requestHash FROM journal
  WHERE sequence > ?1 AND sequence <= ?2 ORDER BY sequence LIMIT ?3`;

export const DOCUMENTS = `
  SELECT d.sequence, d.journal, d.number, json_array(d.sequence, d.id, d.journal, d.type, e.code_key, d.year, d.ordinal,
    d.number, d.date, d.posted_at, d.person, d.patient, d.service, d.supplier, d.destination, d.invoice, d.description,
    d.linked_document, d.reason, d.reverses, d.rectifies, d.source, d.count, d.emergency, d.not_counted, d.undelivered)
    AS content
  FROM documents d JOIN depots e ON e.id = d.depot
  WHERE d.sequence > ?1 AND d.sequence <= ?2 ORDER BY d.sequence LIMIT ?3`;

/** A movement with the key of its stock line: item and depot by their codes, which nothing changes. */
export const MOVEMENTS = `
  SELECT m.sequence, m.document, json_array(m.sequence, m.document, m.line, e.code_key, s.bin, i.code_key, s.lot, s.serial,
    s.transfer, m.date, m.quantity, m.balance, m.unit_cost, m.average) AS content
  FROM movements m JOIN stock s ON s.id = m.stock JOIN depots e ON e.id = s.depot JOIN items i ON i.id = m.item
  WHERE m.sequence > ?1 AND m.sequence <= ?2 ORDER BY m.sequence LIMIT ?3`;

/** The counts that the journal rows of `JOURNAL` opened or ended. */
export const COUNTS = `
  SELECT j.sequence AS journal, c.sequence AS count, c.name,
    json_array(c.sequence, c.id, c.depot, c.kind, c.date, c.scope, c.by_bins, c.by_items, c.by_lots, c.position,
      c.opened_by, c.opened_at, c.spot, c.reason) AS opening,
    json_array(c.sequence, c.confirmed_by, c.confirmed_at, c.confirmed_on, c.cancelled_by, c.cancelled_at,
      c.adjustment, c.final_lines, c.final_counted) AS result,
    b.facts AS before, a.facts AS after
  FROM (SELECT sequence, action, subject FROM journal WHERE sequence > ?1 AND sequence <= ?2 ORDER BY sequence LIMIT ?3) j
  CROSS JOIN counts c ON c.id = j.subject
  LEFT JOIN snapshots b ON b.count = c.sequence AND b.moment = 'before'
  LEFT JOIN snapshots a ON a.count = c.sequence AND a.moment = 'after'
  WHERE j.action IN (${Object.keys(SEALED_LINES)
    .map((action) => `'${action}'`)
    .join(', ')})`;

/** A block of a count's lines, by their place: `?1` the count, `?2` the place before, `?3` the last place. */
export const LINES: Readonly<Record<'opening' | 'result', string>> = {
  opening: `
    SELECT position, json_array(stock, position, bin, item, label, kind, unit, decimals, item_group, supplier, lot, expiry,
      serial, unit_cost, theoretical) AS content
    FROM count_lines WHERE count = ?1 AND position > ?2 AND position <= ?3 AND added = 0 ORDER BY position, stock LIMIT ?4`,
  result: `
    SELECT position, json_array(stock, position, added, theoretical, first, first_by, first_at, second, second_by, second_at,
      arbitrated, arbitrated_by, arbitration_reason, gap_reason, note, blank, elsewhere, expected, retained, final_cost,
      unit_cost,
      iif(added, bin, ''), iif(added, item, ''), iif(added, label, ''), iif(added, unit, ''), iif(added, supplier, ''),
      iif(added, lot, ''), iif(added, expiry, ''), iif(added, serial, '')) AS content
    FROM count_lines WHERE count = ?1 AND position > ?2 AND position <= ?3 ORDER BY position, stock LIMIT ?4`,
};

export interface CommandPart {
  /** Absent in the later parts of a long command. */
  command?: JournalRow;
  documents: readonly DocumentRow[];
  movements: readonly MovementRow[];
  count?: CountRow;
}

/** The content of a link over a command, or over a part of one. */
export async function commandContent({ command, documents, movements, count }: CommandPart): Promise<string> {
  const told = command && [
    command.sequence,
    command.id,
    command.person,
    command.at,
    command.action,
    command.action.startsWith('people.') ? '' : command.subject,
    command.requestHash,
  ];
  const kinds = (command && SEALED_LINES[command.action]) ?? [];
  const ofCount = count && [
    ...(kinds.includes('opening') ? [count.opening, count.before] : []),
    ...(kinds.includes('result') ? [count.result, count.after] : []),
  ];
  return sha256Text([
    JSON.stringify([told ?? null, ofCount ?? null]),
    ...documents.map(({ content }) => `document ${content}`),
    ...movements.map(({ content }) => `movement ${content}`),
  ]);
}

export function linesContent(lines: readonly { content: string }[]): Promise<string> {
  return sha256Text(lines.map(({ content }) => content));
}

export function snapshotContent(zip: SnapshotRow): Promise<string> {
  const { count, moment, sha256: hash, bytes, storedAt } = zip;
  return sha256Text([JSON.stringify([count, moment, hash, bytes, storedAt])]);
}

/** A link's hash: it holds the one before, so that none can be changed without all that follow. */
export function linkHash(before: string, content: string): Promise<string> {
  return sha256Text([before, content]);
}

/** JSON holds no line break of its own, so one between two rows says where each ends. */
function sha256Text(rows: readonly string[]): Promise<string> {
  return sha256(new TextEncoder().encode(rows.join('\n')));
}
