/** Exits typed in the sheet: made ready, checked on request, posted as one document for each destination. */
import type { DocumentRequest, PostedDocument } from '../../shared/contract/documents.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import { askAll } from './api.ts';
import type { ExitsToMend, PostedFromSheet } from './calls/exits.ts';
import type { Answer, Calls, Refusal } from './calls.ts';
import { alone, type Sheet } from './countTabs.ts';
import { answer } from './entry.ts';
import { isWhole, judge, judgeGroups, sentencesOf, type Waiting } from './exitJudging.ts';
import { markOf, type Recorded, recordedRows } from './exitRecorded.ts';
import { documentOf, type Group, isBlank, noticeCopies, type RowProblem } from './exitRows.ts';
import { type ExitTab, findExitTab, openExitTab, readExitTab } from './exitSheet.ts';
import { takesText } from './exitTakes.ts';
import { wordsOf } from './language.ts';
import { refuse } from './refusals.ts';

export const openExitSheet: Calls['openExitSheet'] = (email, depot) =>
  answer(email, (language) =>
    alone(language, () => {
      const sheet = openExitTab(SpreadsheetApp.getActiveSpreadsheet(), depot, language);
      sheet.activate();
      return { ok: true, sheet: sheet.getName() };
    }),
  );

/** Nothing is posted: each row says what it would take, or all that stands in its way. */
export const checkExitSheet: Calls['checkExitSheet'] = (email, depot) =>
  answer(email, (language) =>
    withTab(depot, language, (tab) => {
      const copies = noticeCopies(tab.rows, language);
      const judged = judge(tab.rows, depot, language);
      if (!judged.ok) return judged;
      const { takes, groups } = judged;
      const { bad, waiting } = judgeGroups(judged, groups, depot, language);
      for (const [row, text] of copies) bad.set(row, text);
      const recorded = recordedRows(tab.rows, language);
      for (const [row, text] of recorded.changed) if (!bad.has(row)) bad.set(row, text);
      const results = resultsOf(tab, recorded, bad, waiting, language);
      const ready = groups.filter(({ rows }) => !rows.some(({ row }) => results.has(row)));
      const rows = ready.flatMap((group) => group.rows.map(({ row }) => row));
      for (const row of rows) results.set(row, takesText(takes.get(row) ?? [], language));
      tab.write('result', results);
      return {
        ...{ ok: true, ready: rows.length, documents: ready.length },
        ...toMend(tab, recorded, copies, bad, waiting, rows.length),
      };
    }),
  );

/**
 * The id of each document is written into its rows and flushed before anything is sent. A row that has one
 * already was sent before: the service is asked about it, and only what it never heard of is sent, under the
 * same id.
 */
export const postExitSheet: Calls['postExitSheet'] = (email, depot) =>
  answer(email, (language) =>
    withTab(depot, language, (tab) => {
      const copies = noticeCopies(tab.rows, language);
      const known = settle(tab, language);
      if (!known.ok) return known;
      const settled = tab.rows.filter(({ row }) => !known.open.has(row));
      const judged = judge(settled, depot, language);
      if (!judged.ok) return judged;
      const whole = judged.groups.filter(isWhole(judged));
      const halted = judged.groups.filter((group) => !whole.includes(group));
      const { bad, waiting } = judgeGroups(judged, halted, depot, language);
      for (const [row, text] of [...copies, ...known.open]) bad.set(row, text);
      const documents = whole.map((group) => {
        const id = group.rows[0]!.id || Utilities.getUuid();
        const { description } = wordsOf(language).exitSheet;
        return {
          group,
          id,
          ...documentOf(group, judged.takes, { id, depot, description }),
        };
      });
      const typed = new Map(tab.rows.map((row) => [row.row, row]));
      const marks = documents.flatMap(({ group, id }) =>
        group.rows.map(({ row }, place) => [row, markOf(id, place + 1, typed.get(row)!)] as const),
      );
      // Of an emptied row nothing was recorded: its id goes too.
      const emptied = settled.filter((row) => isBlank(row) && row.mark !== '');
      tab.write('id', new Map([...emptied.map(({ row }) => [row, ''] as const), ...marks]));
      SpreadsheetApp.flush();
      const sent = post(documents, language);
      // Judged and refused: the rows are free to go out anew, with others to the same place.
      tab.write('id', new Map(sent.free.map((row) => [row, ''])));
      for (const [row, text] of sent.bad) bad.set(row, text);
      for (const [row, wrong] of sent.waiting) waiting.set(row, wrong);
      const recorded = recordedRows(tab.rows, language);
      for (const [row, text] of recorded.changed) if (!bad.has(row)) bad.set(row, text);
      const posted = [...known.posted, ...sent.posted];
      record(tab, posted, resultsOf(tab, recorded, bad, waiting, language), language);
      return { ok: true, posted, ...toMend(tab, recorded, copies, bad, waiting, 0) };
    }),
  );

/** What is wrong with each row, which rows only wait for such a one, which are recorded; an emptied row says nothing. */
function resultsOf(
  tab: ExitTab,
  recorded: Recorded,
  bad: ReadonlyMap<number, string>,
  waiting: Waiting,
  language: Language,
): Map<number, string> {
  const { halted } = wordsOf(language).exitSheet;
  const told = [...waiting].map(([row, [first, ...more]]) => {
    const figures = { row: String(first), more: more.length > 0 ? more.length : null };
    return [row, say(halted, language, figures)] as const;
  });
  const emptied = tab.rows.filter((row) => isBlank(row) && row.result !== '');
  return new Map([...emptied.map(({ row }) => [row, ''] as const), ...recorded.results, ...told, ...bad]);
}

/** `ready`: rows that could be recorded, and were only looked at. */
function toMend(
  tab: ExitTab,
  { changed }: Recorded,
  copies: readonly RowProblem[],
  bad: ReadonlyMap<number, string>,
  waiting: Waiting,
  ready: number,
): ExitsToMend {
  const copied = new Set(copies.map(([row]) => row));
  const changedSince = changed.filter(([row]) => !copied.has(row)).length;
  return {
    problems: sorted(bad),
    waiting: waiting.size,
    recorded: tab.rows.filter(({ row, number }) => number !== '' && !copied.has(row)).length,
    unrecorded: bad.size - changedSince + waiting.size + ready,
  };
}

interface Outgoing {
  group: Group;
  id: string;
  request: DocumentRequest;
  lineRows: number[];
}

interface Sent {
  posted: PostedFromSheet[];
  bad: [row: number, text: string][];
  waiting: Waiting;
  /** Of documents that the service judged and refused. */
  free: number[];
}

/** All in one service call. */
function post(documents: readonly Outgoing[], language: Language): Sent {
  const answers = askAll<PostedDocument>(
    documents.map(({ id, request }) => ({ path: '/v1/documents', method: 'post', key: id, body: request })),
    language,
  );
  const sent: Sent = { posted: [], bad: [], waiting: new Map(), free: [] };
  for (const [place, { group, lineRows }] of documents.entries()) {
    const answered = answers[place]!;
    const rows = group.rows.map(({ row }) => row);
    if (answered.ok) {
      sent.posted.push({ id: answered.body.id, number: answered.body.number, rows });
      continue;
    }
    const told = sentencesOf(answered.errors, answered.message, rows, lineRows);
    const wrong = told.filter(([, sentences]) => sentences.length > 0).map(([row]) => row);
    for (const [row, sentences] of told)
      if (sentences.length > 0) sent.bad.push([row, sentences.join(' ')]);
      else sent.waiting.set(row, wrong);
    // Without a judgement of the service nobody knows: the id stays, and is asked about.
    if ([400, 403, 404, 409, 422].includes(answered.status)) sent.free.push(...rows);
  }
  return sent;
}

/**
 * What became of the documents whose ids stand in rows without a number: asked, never guessed. Where the service
 * does not say, its rows stay `open` with the sentence why, and the other rows go on; it says nothing at all: neither
 * do they.
 */
function settle(
  tab: ExitTab,
  language: Language,
): Answer<{ posted: PostedFromSheet[]; open: Map<number, string> }> {
  const asked = new Map<string, number[]>();
  for (const { row, id, number } of tab.rows)
    if (id !== '' && number === '') asked.set(id, [...(asked.get(id) ?? []), row]);
  const ids = [...asked.keys()];
  const answers = askAll<PostedDocument>(
    ids.map((id) => ({ path: `/v1/documents/${encodeURIComponent(id)}` })),
    language,
  );
  const posted: PostedFromSheet[] = [];
  const open = new Map<number, string>();
  const silent = answers.filter((each): each is Refusal => !each.ok && !isUnheardOf(each));
  if (silent[0] && silent.length === ids.length) return silent[0];
  for (const [place, id] of ids.entries()) {
    const answered = answers[place]!;
    const rows = asked.get(id) ?? [];
    if (answered.ok) posted.push({ id, number: answered.body.number, rows });
    else if (!isUnheardOf(answered)) for (const row of rows) open.set(row, answered.message);
  }
  const numbers = new Map(posted.flatMap(({ number, rows }) => rows.map((row) => [row, number])));
  for (const row of tab.rows) row.number ||= numbers.get(row.row) ?? '';
  return { ok: true, posted, open };
}

/** The service never got it: it may be sent. */
const isUnheardOf = ({ status }: Refusal) => status === 404 || status === 422;

/** Numbers of what was posted, sentences of what was not; three columns, one write each. */
function record(
  tab: ExitTab,
  posted: readonly PostedFromSheet[],
  unposted: ReadonlyMap<number, string>,
  language: Language,
): void {
  const { posted: sentence } = wordsOf(language).exitSheet;
  const numbers = new Map(posted.flatMap(({ number, rows }) => rows.map((row) => [row, number])));
  const results = new Map(unposted);
  // One whose answer was lost may have been changed since.
  for (const [row, number] of numbers)
    if (!results.has(row)) results.set(row, say(sentence, language, { number }));
  tab.write('number', numbers);
  tab.write('result', results);
}

const sorted = (bad: ReadonlyMap<number, string>): RowProblem[] => [...bad].sort(([a], [b]) => a - b);

/** One window at a time reads and writes the tab: two must not give the same rows two ids. */
function withTab<T>(
  depot: string,
  language: Language,
  work: (tab: ExitTab, sheet: Sheet) => Answer<T>,
): Answer<T> {
  return alone(language, () => {
    const sheet = findExitTab(SpreadsheetApp.getActiveSpreadsheet(), depot);
    if (!sheet) return refuse('EXIT_SHEET_GONE', language);
    const read = readExitTab(sheet, language);
    if (!read.ok) return read;
    read.tab.spellTypes();
    return work(read.tab, sheet);
  });
}
