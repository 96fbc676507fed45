/** The rows checked here and by the service, every bad one named, then everything imported or nothing. */
import type { ImportResult, StockCheck } from '../../../shared/contract/imports.ts';
import type { ImportProblem } from '../../../shared/domain/importProblems.ts';
import { errors as en } from '../../../shared/text/en/errors.ts';
import { errors as fr } from '../../../shared/text/fr/errors.ts';
import type { OwnSheetRows, OwnTab } from '../../server/calls/settings.ts';
import { call, newId } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { onLeaving, setStatus, showScreen, whileWorking } from '../page.ts';
import { language, say, words } from '../words.ts';
import type { Desk } from './desk.ts';
import { effectsOf, type NamedRow, problemList, rowCard } from './ownEffects.ts';
import {
  datesBehind,
  firstDays,
  type OwnList,
  type OwnReading,
  readOwnRows,
  sheetOf,
  summaryOf,
} from './ownRows.ts';
import { showColumns } from './ownSheet.ts';

const says = words.ownSheet;
/** The page draws its progress between two such blocks. */
const BLOCK_ROWS = 500;
const ROWS_SHOWN = 5;

/** What was read of the tab, and what the service says of it. */
interface Checked {
  rows: OwnReading['rows'];
  sheet: OwnSheetRows;
  problems: NamedRow[];
  /** Bad rows, those that are not named included. */
  bad: number;
  check?: StockCheck | undefined;
  /** Why the service could not look at it. */
  failure?: string | undefined;
  /** Nothing is wrong but costs far from the average, which may be right. */
  costsAlone?: boolean;
}

/** Reads the rows, then asks the service what their import would do: only it knows all that it would refuse. */
export async function checkRows(desk: Desk, tab: OwnTab, list: OwnList, news?: HTMLElement): Promise<void> {
  const count = list.cells.length;
  const bar = el('progress', { max: count, value: 0, 'aria-label': words.ownSheet.check });
  showScreen(tab.name, bar);
  let left = false;
  onLeaving(() => {
    left = true;
  });
  const { rows, problems }: OwnReading = { rows: [], problems: [] };
  for (let at = 0; at < count && !left; at += BLOCK_ROWS) {
    const block = readOwnRows(list, at, Math.min(at + BLOCK_ROWS, count));
    rows.push(...block.rows);
    problems.push(...block.problems);
    bar.value = Math.min(at + BLOCK_ROWS, count);
    setStatus(say(says.checking, { done: bar.value, count }));
    await new Promise((resolve) => setTimeout(resolve));
  }
  if (left) return;
  setStatus('');
  const sheet = sheetOf(list, rows, says.fields);
  const named = problems.map(inWords);
  const checked: Checked = { rows, sheet, problems: [...named], bad: linesOf(named) };
  if (rows.length > 0) {
    bar.removeAttribute('value');
    const asked = await whileWorking(says.judging, () => call('checkStock', sheet));
    if (!asked || left) return;
    if (asked.ok) checked.check = asked.check;
    else if (asked.errors.length === 0) checked.failure = asked.message;
    else {
      checked.problems.push(...asked.errors);
      checked.costsAlone = named.length === 0 && asked.errors.every(({ code }) => code === 'COST_UNUSUAL');
      checked.bad = Math.max(linesOf(checked.problems), checked.bad + (asked.errorCount ?? 0));
    }
  }
  showChecked(desk, tab, list, checked, news);
}

const linesOf = (problems: readonly NamedRow[]) => new Set(problems.map(({ line }) => line)).size;

function inWords(problem: ImportProblem): NamedRow {
  const sentences = language === 'fr' ? fr : en;
  return { line: problem.line, detail: say(sentences[problem.code], problem) };
}

function showChecked(desk: Desk, tab: OwnTab, list: OwnList, checked: Checked, news?: HTMLElement): void {
  const { rows, problems, bad, check, failure, costsAlone } = checked;
  const { length: count } = rows;
  const told = el('div', {});
  const good = problems.length === 0 && check !== undefined;
  const doubts = datesBehind(rows, desk.me.today).map(({ line, field, number, date }) => ({
    line,
    detail: say(says.dateBehind, { field: says.fields[field], number, date }),
  }));
  const first = firstDays(rows);
  const again = () => void rereadAndCheck(desk, tab, list, told);
  const send = sending(desk, tab, list, checked, told);
  showScreen(
    tab.name,
    el(
      'p',
      {},
      button(says.back, () => showColumns(desk, tab, list.cells, list), 'link'),
    ),
    news ?? null,
    failure !== undefined && notice('danger', failure),
    problems.length > 0 && notice('danger', say(says.bad, { count: bad })),
    problems.length > 0 && problemList(problems, Math.max(bad, problems.length)),
    good && notice('good', say(says.good, { count, ...summaryOf(rows) })),
    good && doubts.length > 0 && notice('warning', says.doubts),
    good && doubts.length > 0 && problemList(doubts, doubts.length),
    good &&
      first.length > 0 &&
      notice('info', say(says.firstDays, { count: first.length, line: first[0] ?? 0 })),
    ...(good ? effectsOf(check, says.before) : []),
    count === 0 && problems.length === 0 && notice('warning', says.nothing),
    count > 0 && el('h2', {}, says.first),
    ...rows.slice(0, ROWS_SHOWN).map(rowCard),
    told,
    el(
      'div',
      { class: 'actions' },
      good
        ? button(say(says.import, { count }), () => void send(), 'primary')
        : button(says.again, again, 'primary'),
      costsAlone && button(says.costsRight, () => void checkRows(desk, tab, { ...list, acceptCost: true })),
    ),
  );
}

/** Reads the tab again, whose cells were mended since, and checks it; other headings are to be chosen anew. */
export async function rereadAndCheck(
  desk: Desk,
  tab: OwnTab,
  list: OwnList,
  told: HTMLElement,
): Promise<void> {
  const opened = await whileWorking(says.reading, () => call('readOwnTab', tab.id));
  if (!opened) return;
  if (!opened.ok) return told.replaceChildren(notice('danger', opened.message));
  const { cells } = opened;
  if (sameCells(cells[list.headings], list.cells[list.headings])) {
    return checkRows(desk, tab, { ...list, cells, acceptCost: false });
  }
  showColumns(desk, tab, cells, undefined, notice('warning', says.headingsMoved));
}

const sameCells = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What «Importer» does: what is sent is what was checked, or the tab is checked anew. */
function sending(desk: Desk, tab: OwnTab, list: OwnList, { rows, sheet, check }: Checked, told: HTMLElement) {
  const id = newId();
  const { length: count } = rows;
  const text = say(says.sending, { count });
  return async () => {
    told.replaceChildren(el('progress', { 'aria-label': text }));
    const done = await whileWorking(text, async () => {
      const opened = await call('readOwnTab', tab.id);
      if (!opened.ok) return opened;
      if (!sameCells(opened.cells, list.cells)) return { ok: true as const, cells: opened.cells };
      return call('importStock', id, sheet);
    });
    if (!done) return;
    if (!done.ok) {
      const { errors, errorCount = errors.length } = done;
      return told.replaceChildren(
        notice('danger', done.message),
        ...(errors.length > 0 ? [problemList(errors, errorCount)] : []),
        button(says.again, () => void rereadAndCheck(desk, tab, list, told)),
      );
    }
    if ('cells' in done) {
      const { cells } = done;
      return checkRows(desk, tab, { ...list, cells, acceptCost: false }, notice('warning', says.movedOn));
    }
    showDone(desk, done.result, check);
  };
}

function showDone(desk: Desk, { created, changed, documents }: ImportResult, check?: StockCheck): void {
  showScreen(
    words.settings.own.title,
    notice('good', say(says.done, { created, changed })),
    documents.length > 0 &&
      el('p', {}, say(says.documents, { numbers: documents.map(({ number }) => number).join(', ') })),
    ...(check ? effectsOf(check, says.after) : []),
    button(words.settings.all, () => desk.home(), 'primary'),
  );
}
