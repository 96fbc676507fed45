import { readsPatients } from '../catalogue/rights.ts';
import { toCursor } from '../http/routes.ts';
import type { Caller } from '../people/caller.ts';
import { type Condition, conditionsOf, type DocumentFilters } from './list.ts';
import { type HeadRow, headsOf, toHead } from './read.ts';

/** How many documents a page looks through: at first, then where they did not fill it; texts stand in no index. */
const LOOKED_THROUGH = { first: 500, most: 50_000, text: 5000 };

/** The first that is looked at no more, after so many (`?5`) between two dates and below a place in the order. */
const END = `SELECT date, sequence FROM documents
  WHERE date >= ?1 AND date <= ?2 AND (date, sequence) < (?3, ?4)
  ORDER BY date DESC, sequence DESC LIMIT 1 OFFSET ?5`;

const later = (one: string, other: string) => (one > other ? one : other);
const earlier = (one: string, other: string) => (one < other ? one : other);

type Place = { date: string; sequence: number };
const LATEST: Place = { date: '9999', sequence: Number.MAX_SAFE_INTEGER };
const EARLIEST: Place = { date: '', sequence: 0 };

/**
 * A page of the documents in the order of their dates, the latest first, of the depots that the caller may read.
 * `next` leads on; where the page is short all the same, `through` is the date down to which it looked.
 */
export async function searchDocuments(
  db: D1Database,
  caller: Caller,
  filters: Pick<DocumentFilters, 'q' | 'depot' | 'type' | 'from' | 'to'>,
  limit: number,
  after: (string | number)[] | null,
) {
  const below = after ? { date: String(after[0]), sequence: Number(after[1]) } : LATEST;
  const look = async (through: number) => {
    const end = await db
      .prepare(END)
      .bind(filters.from || EARLIEST.date, filters.to || LATEST.date, below.date, below.sequence, through)
      .first<Place>();
    return { end, rows: await readBetween(db, caller, filters, limit, [end ?? EARLIEST, below]) };
  };
  const { first, most, text } = LOOKED_THROUGH;
  let { end, rows } = await look(first);
  if (end && rows.length < limit) ({ end, rows } = await look(filters.q ? text : most));
  const last = rows.length === limit ? rows.at(-1) : undefined;
  // The next page stays below its cursor, and begins with what this one looked at no more.
  const on = last ?? (end && { ...end, sequence: end.sequence + 1 });
  return {
    rows: rows.map(toHead),
    next: on ? toCursor([on.date, on.sequence]) : null,
    through: last ? null : (end?.date ?? null),
  };
}

async function readBetween(
  db: D1Database,
  caller: Caller,
  { from = EARLIEST.date, to = LATEST.date, ...rest }: DocumentFilters,
  limit: number,
  [end, below]: [Place, Place],
): Promise<HeadRow[]> {
  const conditions: Condition[] = [
    ...conditionsOf(caller, rest),
    // One range of dates, which the index starts and ends by: of several SQLite would take any.
    ['d.date BETWEEN ? AND ?', later(end.date, from), earlier(below.date, to)],
    ['(d.date, d.sequence) < (?, ?)', below.date, below.sequence],
    ['(d.date, d.sequence) > (?, ?)', end.date, end.sequence],
  ];
  // Found by the index alone; only those of the page are read.
  const { results } = await db
    .prepare(
      `WITH found AS MATERIALIZED (
         SELECT d.sequence FROM documents d INDEXED BY documents_by_date WHERE ${conditions.map(([sql]) => sql).join(' AND ')}
         ORDER BY d.date DESC, d.sequence DESC LIMIT ?)
       ${headsOf(!readsPatients(caller))} WHERE d.sequence IN (SELECT sequence FROM found)
       ORDER BY d.date DESC, d.sequence DESC`,
    )
    .bind(...conditions.flatMap(([, ...bindings]) => bindings), limit)
    .all<HeadRow>();
  return results;
}
