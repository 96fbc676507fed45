import { FAULTS } from '../faults.ts';

/** Every fault of the books, in words; empty where all is well. */
export async function faultsOf(db: D1Database): Promise<string[]> {
  const results = await db.batch(Object.values(FAULTS).map((sql) => db.prepare(sql)));
  return Object.keys(FAULTS).filter((_, at) => (results[at]?.results.length ?? 0) > 0);
}
