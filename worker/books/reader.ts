/** How the books are read: statements of one moment, each with its rows. D1 gives it, and a plain SQLite file. */
export type Reader = (statements: Asked[]) => Promise<Row[][]>;

export interface Asked {
  sql: string;
  bindings?: (string | number)[];
}

export type Row = Record<string, string | number | null>;

/** A batch of D1 is one transaction: its statements see the same moment. */
export function readerOf(db: D1Database): Reader {
  return async (statements) => {
    const prepared = statements.map(({ sql, bindings = [] }) => db.prepare(sql).bind(...bindings));
    return (await db.batch<Row>(prepared)).map(({ results }) => results);
  };
}
