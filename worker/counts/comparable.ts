import type { Count } from '../../shared/contract/counts.ts';

/** A confirmed count of the same depot, to be laid beside another. */
export interface ComparableCount {
  id: string;
  name: string;
  date: string;
  /** The count before: the last whole one of the same kind that was confirmed earlier. */
  previous: boolean;
}

/** How many of each side: a depot has a spot count a day. */
const EACH_WAY = 100;

const COUNTS = `
  SELECT * FROM (SELECT id, name, kind, date, spot, confirmed_at AS confirmedAt FROM counts
    WHERE depot = (SELECT id FROM depots WHERE code = ?1) AND confirmed_at < ?2 ORDER BY confirmed_at DESC LIMIT ${EACH_WAY})
  UNION ALL
  SELECT * FROM (SELECT id, name, kind, date, spot, confirmed_at AS confirmedAt FROM counts
    WHERE depot = (SELECT id FROM depots WHERE code = ?1) AND confirmed_at >= ?2 AND id <> ?3 ORDER BY confirmed_at LIMIT ${EACH_WAY})
  ORDER BY confirmedAt DESC`;

type Row = Omit<ComparableCount, 'previous'> & Pick<Count, 'kind'> & { spot: 0 | 1; confirmedAt: string };

/** What a confirmed count of a depot that the caller may read can be compared with, the latest first (B11). */
export async function comparableCounts(db: D1Database, count: Count): Promise<ComparableCount[]> {
  const { confirmedAt, depot, id, kind } = count;
  if (confirmedAt === null) return [];
  const { results } = await db.prepare(COUNTS).bind(depot, confirmedAt, id).all<Row>();
  const before = results.filter((other) => other.confirmedAt < confirmedAt);
  const previous = before.find((other) => other.kind === kind && other.spot === 0) ?? before[0];
  return results.map((other) => ({
    id: other.id,
    name: other.name,
    date: other.date,
    previous: other === previous,
  }));
}
