import { FAULTS } from '../faults.ts';

const NAMES = Object.keys(FAULTS);
/** One column for each fault, 1 where there is any: columns of a statement that looks at more besides. */
export const FAULT_COLUMNS = Object.values(FAULTS)
  .map((sql, at) => `EXISTS (${sql}) AS fault_${at}`)
  .join(', ');

/** The faults that a row of these columns tells, in words; empty where all is well. */
export const faultsIn = (row: Record<string, unknown> | null) =>
  NAMES.filter((_, at) => row?.[`fault_${at}`] !== 0);

/** Every fault of the books, in words; empty where all is well. */
export async function faultsOf(db: D1Database): Promise<string[]> {
  return faultsIn(await db.prepare(`SELECT ${FAULT_COLUMNS}`).first());
}
