import { addDays } from '../../shared/domain/dates.ts';
import { DOCUMENT_CODES, DOCUMENT_TYPES } from '../../shared/domain/documentTypes.ts';
import { foldKey, searchKey } from '../../shared/domain/keys.ts';
import { hasWords, wordsOf } from '../catalogue/list.ts';
import { readsPatients } from '../catalogue/rights.ts';
import { foldedText } from '../db/fold.ts';
import { toCursor } from '../http/routes.ts';
import { type Caller, visibleDepot } from '../people/caller.ts';
import { type HeadRow, headsOf, toHead } from './read.ts';

export interface DocumentFilters {
  /** Looked for in number, description and linked document. */
  q?: string;
  depot?: string;
  type?: string;
  /** The whole number, as a voucher bears it. */
  number?: string;
  /** Words of the other end's code or name. */
  party?: string;
  /** Civil dates, both included. */
  from?: string;
  to?: string;
  /** Only what the caller posted. */
  mine?: boolean;
  /** Only transfers with goods still on their way. */
  open?: boolean;
}

export type Condition = [sql: string, ...bindings: (string | number)[]];

/** How many documents one page looks through: what it reads does not grow with the ledger. */
const LOOKED_THROUGH = 2000;

/**
 * A page of the journal of documents, the latest first, of the depots the caller may read. It looks through a
 * bounded piece of the journal: a page may be short, or empty, while `next` leads on.
 */
export async function listDocuments(
  db: D1Database,
  caller: Caller,
  filters: DocumentFilters,
  limit: number,
  after: (string | number)[] | null,
) {
  const conditions = conditionsOf(caller, filters);
  const before = after ? Number(after[0]) : Number.MAX_SAFE_INTEGER;
  conditions.push(['d.sequence < ?', before]);
  // What a number or the goods on their way name is looked up, however long ago it was posted.
  const lookedUp = filters.number !== undefined || filters.open === true;
  if (!lookedUp) conditions.push([`d.sequence >= ${FIRST_LOOKED_THROUGH}`, before]);
  const [heads, bounds] = await db.batch([
    db
      .prepare(
        `${headsOf(!readsPatients(caller))}
         WHERE ${conditions.map(([sql]) => sql).join(' AND ')} ORDER BY d.sequence DESC LIMIT ?`,
      )
      .bind(...conditions.flatMap(([, ...bindings]) => bindings), limit),
    db.prepare(BOUND).bind(before),
  ]);
  const rows = heads!.results as HeadRow[];
  const { first = null, postedAt = '' } = (bounds!.results as { first: number; postedAt: string }[])[0] ?? {};
  const last = rows.at(-1);
  if (rows.length === limit && last) return { rows: rows.map(toHead), next: toCursor([last.sequence]) };
  // No document is dated after the day it was posted; a day of grace for the time zone.
  const past = filters.from !== undefined && postedAt.slice(0, 10) < addDays(filters.from, -1);
  const more = !lookedUp && first !== null && !past;
  return { rows: rows.map(toHead), next: more ? toCursor([first]) : null };
}

/** The first of the documents that a page looks through, by the sequence (`?`) that it stays below. */
const FIRST_LOOKED_THROUGH = `(SELECT min(?, 1 + (SELECT max(sequence) FROM documents)) - ${LOOKED_THROUGH})`;

/** That document, where there are older ones. */
const BOUND = `SELECT sequence AS first, posted_at AS postedAt FROM documents
  WHERE sequence = ${FIRST_LOOKED_THROUGH} AND sequence > 1`;

/** What a document must meet, of the depots that the caller may read; each with the bindings of its `?`. */
export function conditionsOf(caller: Caller, filters: DocumentFilters): Condition[] {
  const { q, depot, type, number, party, from, to, mine, open } = filters;
  const depots = JSON.stringify(
    depot ? [visibleDepot(caller, depot)?.id ?? 0] : caller.depots.map(({ id }) => id),
  );
  const conditions: Condition[] = [
    [
      `(d.depot IN (SELECT value FROM json_each(?))
        OR (d.type = 'transfer' AND d.destination IN (SELECT value FROM json_each(?))))`,
      depots,
      depots,
    ],
  ];
  if (type) conditions.push(['d.type = ?', type]);
  if (number !== undefined) conditions.push(numbered(number));
  if (from) conditions.push(['d.date >= ?', from]);
  if (to) conditions.push(['d.date <= ?', to]);
  if (mine) conditions.push(['d.person = ?', caller.person]);
  if (open)
    conditions.push(['d.sequence IN (SELECT transfer FROM stock WHERE transfer <> 0 AND balance > 0)']);
  const words = wordsOf(party);
  if (words)
    conditions.push([
      hasWords(
        `concat_ws(' ', ${readsPatients(caller) ? 'a.search' : 'a.mask'}, s.search, u.search, t.search, f.search)`,
      ),
      words,
    ]);
  const said = searchKey(q ?? '');
  if (said) conditions.push([`instr(${TEXT}, ?) > 0`, said]);
  return conditions;
}

const TEXT = foldedText(`d.number || ' ' || d.description || ' ' || d.linked_document`);

/** «SP-PHC-2026-000012» by the key that numbers are unique by: the number itself bears no index. */
function numbered(number: string): Condition {
  const [, code, depot, year, ordinal] = /^\s*([a-z]{2})-(.+)-(\d{4})-(\d{6,})\s*$/i.exec(number) ?? [];
  const type = DOCUMENT_TYPES.find((each) => DOCUMENT_CODES[each] === code?.toUpperCase());
  if (!type) return ['0'];
  return [
    'd.type = ? AND d.depot = (SELECT id FROM depots WHERE code_key = ?) AND d.year = ? AND d.ordinal = ?',
    type,
    foldKey(depot ?? ''),
    Number(year),
    Number(ordinal),
  ];
}
