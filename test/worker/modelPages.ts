import { expect } from 'vitest';
import { FAULT_COLUMNS, faultsIn } from './books.ts';
import { type Books, balanceOf, placeName, TRANSIT } from './model.ts';

type Row = readonly unknown[];

/** All that the model knows of the stock, as comparable pages, each in the order of its first column: on paper … */
function onPaper(books: Books): Record<string, Row[]> {
  const stock = [...books.stock.values()].map((line) => [placeName(line), balanceOf(books, line)] as const);
  const costs = [...books.costs].map(([item, { quantity, average }]) => [
    item,
    Number(quantity),
    Number(average),
  ]);
  const lines = books.counts.flatMap(({ id, lines }) =>
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
  );
  return {
    stock: sorted(stock.filter(([, balance]) => balance !== 0)),
    costs: sorted(costs),
    counts: sorted(
      books.counts.map(({ id, state, version, adjustment, asked }) => [
        id,
        state,
        version,
        adjustment,
        Number(asked !== null),
      ]),
    ),
    lines: sorted(lines),
    commands: [[books.journal.size]],
  };
}

const sorted = (rows: Row[]) => rows.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));

/** … and the same pages in the database: a SELECT each, its first column the order. */
const PAGES: Record<string, { columns: string[]; sql: string }> = {
  stock: {
    columns: ['place', 'balance'],
    sql: `SELECT d.code_key || '|' || CASE s.bin WHEN 0 THEN '${TRANSIT}' ELSE b.code_key END || '|' || i.code_key || '|'
        || coalesce(l.number_key, '') || '|' || s.serial || '|' || coalesce(x.id, '') AS place, s.balance
      FROM stock s JOIN depots d ON d.id = s.depot JOIN items i ON i.id = s.item LEFT JOIN bins b ON b.id = s.bin
      LEFT JOIN lots l ON l.id = s.lot LEFT JOIN documents x ON x.sequence = s.transfer WHERE s.balance <> 0`,
  },
  costs: {
    columns: ['code', 'quantity', 'average'],
    sql: `SELECT i.code_key AS code, c.quantity, c.average FROM costs c JOIN items i ON i.id = c.item`,
  },
  counts: {
    columns: ['id', 'state', 'version', 'adjustment', 'asked'],
    sql: `SELECT c.id, c.state, c.version, a.id AS adjustment,
        EXISTS (SELECT 1 FROM count_reversals v WHERE v.count = c.sequence) AS asked
      FROM counts c LEFT JOIN documents a ON a.sequence = c.adjustment`,
  },
  lines: {
    columns: [
      ...['line', 'theoretical', 'first', 'first_version'],
      ...['second_due', 'second', 'second_version', 'arbitrated'],
    ],
    sql: `SELECT c.id || ' ' || k.stock AS line, k.theoretical, k.first, k.first_version, k.second_due, k.second,
        k.second_version, k.arbitrated
      FROM count_lines k JOIN counts c ON c.sequence = k.count`,
  },
  commands: {
    columns: ['commands'],
    sql: `SELECT count(*) AS commands FROM journal WHERE action LIKE 'document.%' OR action LIKE 'count.%'`,
  },
};

/** One row: every page as one JSON text, and a column for each fault of the books. */
export const LOOK = `SELECT ${Object.entries(PAGES)
  .map(
    ([name, { columns, sql }]) =>
      `(SELECT json_group_array(json_array(${columns.join(', ')}) ORDER BY ${columns[0]}) FROM (${sql})) AS ${name}`,
  )
  .join(', ')}, ${FAULT_COLUMNS}`;

/** Holds the row that LOOK found against the paper; texts first, for they are nearly always the same. */
export function holdAgainst(books: Books, found: Record<string, unknown> | null): void {
  expect(faultsIn(found)).toEqual([]);
  const paper = onPaper(books);
  if (Object.entries(paper).every(([page, rows]) => found?.[page] === JSON.stringify(rows))) return;
  const stored = Object.keys(PAGES).map((page) => [page, JSON.parse(String(found?.[page]))]);
  expect(Object.fromEntries(stored)).toEqual(paper);
}
