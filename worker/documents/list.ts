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

type Condition = [sql: string, ...bindings: (string | number)[]];

/** A page of the journal of documents, the latest first, of the depots the caller may read. */
export async function listDocuments(
  db: D1Database,
  caller: Caller,
  filters: DocumentFilters,
  limit: number,
  after: (string | number)[] | null,
) {
  const conditions = conditionsOf(caller, filters);
  if (after) conditions.push(['d.sequence < ?', Number(after[0])]);
  const { results } = await db
    .prepare(
      `${headsOf(!readsPatients(caller))}
       WHERE ${conditions.map(([sql]) => sql).join(' AND ')} ORDER BY d.sequence DESC LIMIT ?`,
    )
    .bind(...conditions.flatMap(([, ...bindings]) => bindings), limit)
    .all<HeadRow>();
  const last = results.at(-1);
  return {
    rows: results.map(toHead),
    next: results.length === limit && last ? toCursor([last.sequence]) : null,
  };
}

function conditionsOf(caller: Caller, filters: DocumentFilters): Condition[] {
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
