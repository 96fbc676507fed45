/** Rows of the exit sheet beside the stock, and their documents beside the rules: nothing is posted. */

import type { BadLine } from '../../shared/contract/common.ts';
import type { DocumentJudgement } from '../../shared/contract/documents.ts';
import type { Me } from '../../shared/contract/people.ts';
import type { Allocation } from '../../shared/contract/stock.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { askAll, askApi } from './api.ts';
import type { Answer, Refusal } from './calls.ts';
import {
  documentOf,
  type ExitRow,
  type Group,
  groupsOf,
  type ReadRow,
  type RowProblem,
  readRows,
} from './exitRows.ts';
import { type Purpose, purposeOf, type Shelf, stockOf } from './exitShelves.ts';
import { takeAll } from './exitTakes.ts';
import { wordsOf } from './language.ts';

export interface Judged {
  groups: Group[];
  takes: ReturnType<typeof takeAll>['takes'];
  problems: RowProblem[];
}

/** Reads each row, then the stock of all items at once: two service calls, however many rows. */
export function judge(rows: readonly ExitRow[], depot: string, language: Language): Answer<Judged> {
  const me = askApi<Me>('/v1/me', language);
  if (!me.ok) return me;
  const { read, placed, problems } = readRows(rows, me.body.today, language);
  const asked = shelvesFor(read, depot, language, new Set());
  if (!asked.ok) return asked;
  const taken = takeAll(read, asked.shelves, me.body.today, language);
  return {
    ok: true,
    groups: groupsOf(placed),
    takes: taken.takes,
    problems: [...problems, ...taken.problems].sort(([a], [b]) => a - b),
  };
}

/** At most so many wishes in one question. */
const WANTS = 1000;

/** What may go to use and what may be lost, on each day; items nobody knows are asked about once, and left out. */
function shelvesFor(
  rows: readonly ReadRow[],
  depot: string,
  language: Language,
  unknown: Set<string>,
): Answer<{ shelves: Shelf[] }> {
  const wanted = wantsOf(rows.filter(({ item }) => !unknown.has(foldKey(item))));
  const answers = askAll<Allocation>(
    wanted.map(({ purpose, date, items }) => ({
      path: '/v1/allocations',
      method: 'post' as const,
      body: {
        ...{ depot, date, type: purpose === 'loss' ? 'loss' : 'exit-service' },
        wants: items.map((item) => ({ item, quantity: 0.001 })),
      },
    })),
    language,
  );
  const refused = answers.filter((each): each is Refusal => !each.ok);
  const strangers = refused.flatMap(({ errors }) => errors.filter(({ code }) => code === 'ITEM_UNKNOWN'));
  for (const { item } of strangers) unknown.add(foldKey(String(item)));
  // A second look without them; a third would learn nothing.
  if (strangers.length > 0 && refused.every(({ errors }) => errors.length > 0))
    return shelvesFor(
      rows.filter(({ item }) => !unknown.has(foldKey(item))),
      depot,
      language,
      unknown,
    );
  if (refused[0]) return refused[0];
  const shelves = wanted.flatMap(({ purpose, date }, at): Shelf[] => {
    const answered = answers[at]!;
    return answered.ok ? [{ purpose, date, stock: stockOf(answered.body) }] : [];
  });
  return { ok: true, shelves };
}

/** Each item once for each day and purpose, in pieces that one question takes. */
function wantsOf(rows: readonly ReadRow[]): { purpose: Purpose; date: string; items: string[] }[] {
  const wanted = new Map<string, { purpose: Purpose; date: string; items: Map<string, string> }>();
  for (const { type, date, item } of rows) {
    const purpose = purposeOf(type);
    const known = wanted.get(purpose + date) ?? { purpose, date, items: new Map() };
    wanted.set(purpose + date, known);
    known.items.set(foldKey(item), item);
  }
  return [...wanted.values()].flatMap(({ items, ...rest }) => {
    const all = [...items.values()];
    return Array.from({ length: Math.ceil(all.length / WANTS) }, (_, chunk) => ({
      ...rest,
      items: all.slice(chunk * WANTS, (chunk + 1) * WANTS),
    }));
  });
}

/** The documents that could go out: every row of theirs has its goods. */
export function isWhole({ takes }: Judged): (group: Group) => boolean {
  return ({ rows }) => rows.every(({ row }) => takes.has(row));
}

/** Rows with which nothing is wrong, each with the rows of its document that it waits for. */
export type Waiting = Map<number, readonly number[]>;

/** Stands for the lines of a document of which no row can be read: its head is judged all the same. */
const NO_LINES = [{ item: '-', quantity: 1 }];

/**
 * What stands in the way of these documents, beside their rows, without posting them: what is wrong with a row, and
 * what the service would refuse; of a document with a bad row the others are judged too. `waiting` are the rows of
 * such a document with which nothing is wrong, each with the bad ones. All in one service call.
 */
export function judgeGroups(
  judged: Judged,
  groups: readonly Group[],
  depot: string,
  language: Language,
): { bad: Map<number, string>; waiting: Waiting } {
  const asked = groups.map((group) => {
    const head = { id: '', depot, description: wordsOf(language).exitSheet.description };
    const { request, lineRows } = documentOf(group, judged.takes, head);
    const { id: _, ...body } = request;
    return { group, lineRows, body: lineRows.length > 0 ? body : { ...body, lines: NO_LINES } };
  });
  const answers = askAll<DocumentJudgement>(
    asked.map(({ body }) => ({ path: '/v1/documents/judgement', method: 'post', body })),
    language,
  );
  const own = new Map(judged.problems);
  const bad = new Map(own);
  const waiting: Waiting = new Map();
  for (const [at, { group, lineRows }] of asked.entries()) {
    const answered = answers[at]!;
    const rows = group.rows.map(({ row }) => row);
    const told = answered.ok
      ? sentencesOf(answered.body.errors, '', rows, lineRows)
      : sentencesOf(answered.errors, answered.message, rows, lineRows);
    for (const [row, sentences] of told) {
      const found = own.get(row);
      const all = found ? [sentences.length > 0 ? `${found}.` : found, ...sentences] : sentences;
      if (all.length > 0) bad.set(row, all.join(' '));
    }
    const wrong = rows.filter((row) => bad.has(row));
    if (wrong.length > 0) for (const row of rows) if (!bad.has(row)) waiting.set(row, wrong);
  }
  return { bad, waiting };
}

/** What the service says of each row: of its lines, and of the whole document beside each of its rows. */
export function sentencesOf(
  errors: readonly BadLine[],
  message: string,
  rows: readonly number[],
  lineRows: readonly number[],
): [row: number, sentences: string[]][] {
  const said = (bad: readonly BadLine[]) => [...new Set(bad.map(({ detail }) => detail))];
  const head = errors.length === 0 && message ? [message] : said(errors.filter(({ line }) => line === 0));
  return rows.map((row) => [
    row,
    [...head, ...said(errors.filter(({ line }) => line > 0 && lineRows[line - 1] === row))],
  ]);
}
