/** The rows checked, every bad one named, then everything imported or nothing. */
import type { FileRow, ImportProblem } from '../../../shared/domain/importProblems.ts';
import { errors as en } from '../../../shared/text/en/errors.ts';
import { errors as fr } from '../../../shared/text/fr/errors.ts';
import type { OwnCell, OwnTab } from '../../server/calls/settings.ts';
import { call, newId } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { onLeaving, setStatus, showScreen, whileWorking } from '../page.ts';
import { language, say, words } from '../words.ts';
import { shownValue } from './controls.ts';
import type { Desk } from './desk.ts';
import {
  datesBehind,
  duplicatesOf,
  type OwnList,
  type OwnReading,
  readOwnRows,
  summaryOf,
} from './ownRows.ts';
import { type StockField, showColumns } from './ownSheet.ts';

const says = words.ownSheet;
/** The page draws its progress between two such blocks. */
const BLOCK_ROWS = 500;
const ROWS_SHOWN = 5;
const PROBLEMS_SHOWN = 100;

export async function checkRows(desk: Desk, tab: OwnTab, list: OwnList): Promise<void> {
  const count = list.cells.length;
  const bar = el('progress', { max: count, value: 0, 'aria-label': words.ownSheet.check });
  showScreen(tab.name, bar);
  let left = false;
  onLeaving(() => {
    left = true;
  });
  const reading: OwnReading = { rows: [], problems: [] };
  for (let at = 0; at < count && !left; at += BLOCK_ROWS) {
    const block = readOwnRows(list, at, Math.min(at + BLOCK_ROWS, count));
    reading.rows.push(...block.rows);
    reading.problems.push(...block.problems);
    bar.value = Math.min(at + BLOCK_ROWS, count);
    setStatus(say(says.checking, { done: bar.value, count }));
    await new Promise((resolve) => setTimeout(resolve));
  }
  if (left) return;
  setStatus('');
  reading.problems.push(...duplicatesOf(reading.rows));
  showChecked(desk, tab, list, reading);
}

function showChecked(desk: Desk, tab: OwnTab, list: OwnList, { rows, problems }: OwnReading): void {
  const told = el('div', {});
  const id = newId();
  const { length: count } = rows;
  const send = async () => {
    const bar = el('progress', { 'aria-label': say(says.sending, { count }) });
    told.replaceChildren(bar);
    const fields = rows.map((row) => row.fields);
    const done = await whileWorking(say(says.sending, { count }), () => call('importStock', id, fields));
    if (!done) return;
    if (!done.ok) {
      const found = done.errors.map((error) => ({ ...error, line: rows[error.line - 1]?.row ?? error.line }));
      const summary = notice('danger', done.message);
      return told.replaceChildren(summary, ...(found.length > 0 ? [problemList(found, found.length)] : []));
    }
    showDone(desk, done.result);
  };
  const good = problems.length === 0 && count > 0;
  const doubts = datesBehind(rows, desk.me.today).map(({ line, field, number, date }) => ({
    line,
    detail: say(says.dateBehind, { field: says.fields[field], number, date }),
  }));
  /** The tab as it stands now: its cells were mended since. */
  const again = async (show: (cells: OwnCell[][]) => void) => {
    const opened = await whileWorking(says.reading, () => call('readOwnTab', tab.id));
    if (opened?.ok) show(opened.cells);
    else if (opened) told.replaceChildren(notice('danger', opened.message));
  };
  showScreen(
    tab.name,
    el(
      'p',
      {},
      button(says.back, () => void again((cells) => showColumns(desk, tab, cells, list)), 'link'),
    ),
    problems.length > 0 &&
      notice('danger', say(says.bad, { count: new Set(problems.map(({ line }) => line)).size })),
    problems.length > 0 && problemList(problems.map(inWords), problems.length),
    good && notice('good', say(says.good, { count, ...summaryOf(rows) })),
    good && doubts.length > 0 && notice('warning', says.doubts),
    good && doubts.length > 0 && problemList(doubts, doubts.length),
    problems.length === 0 && count === 0 && notice('warning', says.nothing),
    count > 0 && el('h2', {}, says.first),
    ...rows.slice(0, ROWS_SHOWN).map(rowCard),
    told,
    problems.length > 0 &&
      el(
        'div',
        { class: 'actions' },
        button(
          says.again,
          () => void again((cells) => void checkRows(desk, tab, { ...list, cells })),
          'primary',
        ),
      ),
    good &&
      el(
        'div',
        { class: 'actions' },
        button(say(says.import, { count }), () => void send(), 'primary'),
      ),
  );
}

function inWords(problem: ImportProblem): { line: number; detail: string } {
  const sentences = language === 'fr' ? fr : en;
  return { line: problem.line, detail: say(sentences[problem.code], problem) };
}

/** The rows to mend, each by its line; the first of them where they are many. */
export function problemList(
  problems: readonly { line: number; detail: string }[],
  total: number,
): HTMLElement {
  const shown = [...problems].sort((a, b) => a.line - b.line).slice(0, PROBLEMS_SHOWN);
  return el(
    'ul',
    {},
    ...shown.map(({ line, detail }) => el('li', {}, say(says.badRow, { line, detail }))),
    total > shown.length && el('li', {}, say(says.moreBad, { count: total - shown.length })),
  );
}

function rowCard({ row, fields }: FileRow): HTMLElement {
  const facts = Object.entries(fields).map(([name, value]) => [
    says.fields[name as StockField],
    shownValue(value),
  ]);
  return el(
    'div',
    { class: 'card' },
    el('p', { class: 'quiet' }, say(says.rowShown, { line: row })),
    el(
      'dl',
      { class: 'facts' },
      ...facts.flatMap(([name = '', fact = '']) => [el('dt', {}, name), el('dd', {}, fact)]),
    ),
  );
}

function showDone(
  desk: Desk,
  { created, changed, documents }: { created: number; changed: number; documents: { number: string }[] },
): void {
  showScreen(
    words.settings.own.title,
    notice('good', say(says.done, { created, changed })),
    documents.length > 0 &&
      el('p', {}, say(says.documents, { numbers: documents.map(({ number }) => number).join(', ') })),
    button(words.settings.all, () => desk.home(), 'primary'),
  );
}
