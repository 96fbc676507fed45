import { type Books, balanceOf, placeName, TRANSIT } from './model.ts';

/** All that the model knows of the stock, as comparable pages: here from the paper … */
export function onPaper(books: Books) {
  const stock = [...books.stock.values()].map((line) => [placeName(line), balanceOf(books, line)] as const);
  return {
    stock: sorted(stock.filter(([, balance]) => balance !== 0)),
    costs: sorted(
      [...books.costs].map(([item, { quantity, average }]) => [item, Number(quantity), Number(average)]),
    ),
    counts: books.counts.map(({ id, state, version, adjusted }) => [id, state, version, Number(adjusted)]),
    lines: sorted(
      books.counts.flatMap(({ id, lines }) =>
        lines.map(({ id: line, theoretical, figure, version, due, second, secondVersion, arbitrated }) => [
          `${id} ${line}`,
          theoretical,
          figure,
          version,
          Number(due),
          second,
          secondVersion,
          arbitrated,
        ]),
      ),
    ),
    commands: books.journal.size,
  };
}

const STOCK = `
  SELECT d.code_key || '|' || CASE s.bin WHEN 0 THEN '${TRANSIT}' ELSE b.code_key END || '|' || i.code_key || '|'
    || coalesce(l.number_key, '') || '|' || s.serial || '|' || coalesce(x.id, '') AS place, s.balance
  FROM stock s JOIN depots d ON d.id = s.depot JOIN items i ON i.id = s.item LEFT JOIN bins b ON b.id = s.bin
  LEFT JOIN lots l ON l.id = s.lot LEFT JOIN documents x ON x.sequence = s.transfer WHERE s.balance <> 0`;
const COSTS = 'SELECT i.code_key, c.quantity, c.average FROM costs c JOIN items i ON i.id = c.item';
const COUNTS = 'SELECT id, state, version, adjustment IS NOT NULL AS adjusted FROM counts ORDER BY sequence';
const LINES = `SELECT c.id || ' ' || k.stock AS line, k.theoretical, k.first, k.first_version, k.second_due,
  k.second, k.second_version, k.arbitrated
  FROM count_lines k JOIN counts c ON c.sequence = k.count`;
const COMMANDS = `SELECT count(*) AS commands FROM journal WHERE action LIKE 'document.%' OR action LIKE 'count.%'`;

/** … and here from the database. */
export async function stored(db: D1Database) {
  const read = await db.batch([STOCK, COSTS, COUNTS, LINES, COMMANDS].map((sql) => db.prepare(sql)));
  const [stock = [], costs = [], counts = [], lines = [], commands = []] = read.map(({ results }) =>
    results.map((row) => Object.values(row as object)),
  );
  return {
    stock: sorted(stock),
    costs: sorted(costs),
    counts,
    lines: sorted(lines),
    commands: commands[0]?.[0],
  };
}

type Row = readonly unknown[];
const sorted = (rows: readonly Row[]) =>
  [...rows].map((row) => [...row]).sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
