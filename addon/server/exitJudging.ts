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
import { stockOf, takeAll } from './exitTakes.ts';
import { wordsOf } from './language.ts';

export interface Judged {
  today: string;
  groups: Group[];
  takes: ReturnType<typeof takeAll>['takes'];
  problems: RowProblem[];
}

/** Reads each row, then the stock of all items at once: two service calls, however many rows. */
export function judge(rows: readonly ExitRow[], depot: string, language: Language): Answer<Judged> {
  const me = askApi<Me>('/v1/me', language);
  if (!me.ok) return me;
  const { read, problems } = readRows(rows, language);
  const unknown = new Set<string>();
  const asked = stock(read, depot, language, unknown);
  if (!asked.ok) return asked;
  const taken = takeAll(read, (type) => (type === 'loss' ? asked.loss : asked.use), language);
  return {
    ok: true,
    today: me.body.today,
    groups: groupsOf(read),
    takes: taken.takes,
    problems: [...problems, ...taken.problems].sort(([a], [b]) => a - b),
  };
}

/** At most so many wishes in one question. */
const WANTS = 1000;

/** What may go to use and what may be lost; items nobody knows are asked about once, and left out. */
function stock(
  rows: readonly ReadRow[],
  depot: string,
  language: Language,
  unknown: Set<string>,
): Answer<{ use: ReturnType<typeof stockOf>; loss: ReturnType<typeof stockOf> }> {
  const asking = (type: 'exit-service' | 'loss') => {
    const items = new Map(
      rows
        .filter((row) => (row.type === 'loss') === (type === 'loss'))
        .map(({ item }) => [foldKey(item), item]),
    );
    const wanted = [...items]
      .filter(([key]) => !unknown.has(key))
      .map(([, item]) => ({ item, quantity: 0.001 }));
    return Array.from({ length: Math.ceil(wanted.length / WANTS) }, (_, chunk) => ({
      path: '/v1/allocations',
      method: 'post' as const,
      body: { depot, type, wants: wanted.slice(chunk * WANTS, (chunk + 1) * WANTS) },
    }));
  };
  const [use, loss] = [asking('exit-service'), asking('loss')];
  const answers = askAll<Allocation>([...use, ...loss], language);
  const refused = answers.filter((each): each is Refusal => !each.ok);
  const strangers = refused.flatMap(({ errors }) => errors.filter(({ code }) => code === 'ITEM_UNKNOWN'));
  for (const { item } of strangers) unknown.add(foldKey(String(item)));
  // A second look without them; a third would learn nothing.
  if (strangers.length > 0 && refused.every(({ errors }) => errors.length > 0))
    return stock(
      rows.filter(({ item }) => !unknown.has(foldKey(item))),
      depot,
      language,
      unknown,
    );
  if (refused[0]) return refused[0];
  const merged = (from: number, to: number) =>
    new Map(answers.slice(from, to).flatMap((each) => (each.ok ? [...stockOf(each.body)] : [])));
  return { ok: true, use: merged(0, use.length), loss: merged(use.length, answers.length) };
}

/** The documents that could go out: every row of theirs has its goods. */
export function wholeGroups({ groups, takes }: Judged): Group[] {
  return groups.filter(({ rows }) => rows.every(({ row }) => takes.has(row)));
}

/** What the service would refuse of these documents, by their rows; all of them in one service call. */
export function refusedGroups(judged: Judged, depot: string, language: Language): Map<number, string> {
  const wanted = wholeGroups(judged).map((group) => {
    const head = { id: '', depot, date: judged.today, description: wordsOf(language).exitSheet.description };
    const { request, lineRows } = documentOf(group, judged.takes, head);
    const { id: _, ...body } = request;
    return { body, lineRows, rows: group.rows.map(({ row }) => row) };
  });
  const answers = askAll<DocumentJudgement>(
    wanted.map(({ body }) => ({ path: '/v1/documents/judgement', method: 'post', body })),
    language,
  );
  return new Map(
    wanted.flatMap(({ rows, lineRows }, place) => {
      const answered = answers[place]!;
      const refused = answered.ok ? { errors: answered.body.errors, message: '' } : answered;
      if (answered.ok && refused.errors.length === 0) return [];
      return refusedRows(refused, rows, lineRows, language);
    }),
  );
}

/**
 * Bad lines beside their rows, each with all that is said of it; what is about the whole document beside each of its
 * rows. The others wait for them.
 */
export function refusedRows(
  { errors, message }: Pick<Refusal, 'errors' | 'message'>,
  rows: readonly number[],
  lineRows: readonly number[],
  language: Language,
): RowProblem[] {
  const said = (bad: readonly BadLine[]) => [...new Set(bad.map(({ detail }) => detail))];
  const head = said(errors.filter(({ line }) => line === 0));
  const otherwise = errors.length > 0 ? wordsOf(language).exitSheet.halted : message;
  return rows.map((row) => {
    const sentences = [...head, ...said(errors.filter(({ line }) => lineRows[line - 1] === row))];
    return [row, sentences.join(' ') || otherwise];
  });
}
