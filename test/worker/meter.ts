/** What one call of the database cost: a single statement, or a batch of several. */
export interface MeteredCall {
  batch: boolean;
  statements: { sql: string; read: number; written: number }[];
}

interface Unwrapped {
  sql: string;
  statement: D1PreparedStatement;
}

/** A database that writes down each call and what it read and wrote; it changes nothing else. */
export function meter(db: D1Database, calls: MeteredCall[] = []): { db: D1Database; calls: MeteredCall[] } {
  const inside = new WeakMap<object, Unwrapped>();

  function note(batch: boolean, statements: { sql: string; meta: D1Meta }[]) {
    calls.push({
      batch,
      statements: statements.map(({ sql, meta }) => ({
        sql,
        read: meta.rows_read,
        written: meta.rows_written,
      })),
    });
  }

  function wrap(unwrapped: Unwrapped): D1PreparedStatement {
    const { sql, statement } = unwrapped;
    const all = async <T>() => {
      const result = await statement.all<T>();
      note(false, [{ sql, meta: result.meta }]);
      return result;
    };
    const wrapped = {
      bind: (...values: unknown[]) => wrap({ sql, statement: statement.bind(...values) }),
      all,
      run: all,
      // `first` tells no costs: all rows are read instead, which for one row is the same.
      first: async (column?: string) => {
        const [row = null] = (await all<Record<string, unknown>>()).results;
        return column === undefined || row === null ? row : row[column];
      },
      // `raw` tells none either; drizzle asks for the rows this way.
      raw: async () => (await all<Record<string, unknown>>()).results.map((row) => Object.values(row)),
    } as unknown as D1PreparedStatement;
    inside.set(wrapped, unwrapped);
    return wrapped;
  }

  const metered = {
    prepare: (sql: string) => wrap({ sql, statement: db.prepare(sql) }),
    batch: async (statements: D1PreparedStatement[]) => {
      const known = statements.map((one) => inside.get(one) as Unwrapped);
      const results = await db.batch(known.map(({ statement }) => statement));
      note(
        true,
        results.map(({ meta }, at) => ({ sql: known[at]?.sql ?? '', meta })),
      );
      return results;
    },
  };
  return { db: metered as unknown as D1Database, calls };
}
