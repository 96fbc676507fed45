/**
 * A database whose next read takes one more statement along, in a batch of the two. A call to D1 costs far more
 * than the statement in it: so the books are looked at after each command without a call for it.
 */
export function ridingAlong(db: D1Database, sql: string) {
  type Row = Record<string, unknown>;
  const along = db.prepare(sql);
  let waiting = false;
  let seen: Row | null = null;

  function wrap(statement: D1PreparedStatement): D1PreparedStatement {
    const all = async () => {
      if (!waiting) return statement.all<Row>();
      waiting = false;
      const [extra, own] = await db.batch<Row>([along, statement]);
      seen = extra?.results[0] ?? null;
      return own as D1Result<Row>;
    };
    return {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      all,
      run: all,
      first: async () => (await all()).results[0] ?? null,
    } as unknown as D1PreparedStatement;
  }

  const riding = {
    // Only the read of who calls, the first of each request, is taken for a ride; the rest goes as it is.
    prepare: (text: string) => (waiting ? wrap(db.prepare(text)) : db.prepare(text)),
    batch: (statements: D1PreparedStatement[]) => db.batch(statements),
  };
  return {
    db: riding as unknown as D1Database,
    /** From now on the next read takes the statement along. */
    wait() {
      waiting = true;
    },
    /** The row that was seen since, or, where nothing was read, the one of now. */
    async row(): Promise<Row | null> {
      if (waiting) seen = await along.first<Row>();
      waiting = false;
      return seen;
    },
  };
}

export type RidingAlong = ReturnType<typeof ridingAlong>;
