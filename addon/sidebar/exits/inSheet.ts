/** Exits typed in a sheet: open it, have its rows checked, record them. */
import type { ExitsToMend } from '../../server/calls/exits.ts';
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { type Panel, showScreen, whileWorking } from '../page.ts';
import { say, words } from '../words.ts';

const says = words.exitSheet;
/** As many as one reads in a sidebar; each row says it on the sheet as well. */
const PROBLEMS_SHOWN = 20;

export function showInSheet({ depot }: Panel, sheet: string, back: () => void): void {
  const told = el('div', { role: 'status' });

  async function check(): Promise<void> {
    const read = await whileWorking(says.checking, () => call('checkExitSheet', depot.code));
    if (!read) return;
    if (!read.ok) return tell(notice('danger', read.message));
    const { ready, documents, waiting, problems } = read;
    const summary = nothingNew(read) ?? say(says.checked, { rows: ready, documents });
    tell(notice(problems.length > 0 ? 'warning' : 'good', summary), waitingText(waiting), listOf(problems));
  }

  async function post(): Promise<void> {
    const done = await whileWorking(says.posting, () => call('postExitSheet', depot.code));
    if (!done) return;
    if (!done.ok) return tell(notice('danger', done.message));
    const { posted, waiting, problems } = done;
    const isNews = posted.length > 0;
    const summary = isNews
      ? say(says.recorded, { documents: posted.length })
      : (nothingNew(done) ?? says.nothingRecorded);
    const vouchers = posted.map(({ id, number }) =>
      el(
        'li',
        {},
        button(say(words.exits.seeVoucher, { number }), () => void voucher(id, number), 'link'),
      ),
    );
    tell(
      notice(isNews || isGood(done) ? 'good' : 'warning', summary),
      vouchers.length > 0 && el('ul', { class: 'plain' }, ...vouchers),
      waitingText(waiting),
      listOf(problems),
    );
  }

  async function voucher(id: string, number: string): Promise<void> {
    const shown = await whileWorking(words.panel.working, () => call('showVoucher', id, number));
    if (shown && !shown.ok) told.prepend(notice('danger', shown.message));
  }

  async function goThere(): Promise<void> {
    const opened = await whileWorking(words.panel.working, () => call('openExitSheet', depot.code));
    if (opened && !opened.ok) tell(notice('danger', opened.message));
  }

  function tell(...content: (Node | false | null)[]): void {
    told.replaceChildren(...content.filter((node): node is Node => Boolean(node)));
  }

  showScreen(
    says.heading,
    el('p', {}, say(says.sheetIs, { sheet })),
    el('ul', {}, ...says.how.split('\n').map((text) => el('li', {}, text))),
    el(
      'div',
      { class: 'actions' },
      button(says.check, () => void check()),
      button(says.post, () => void post(), 'primary'),
    ),
    told,
    el(
      'div',
      { class: 'actions' },
      button(says.goToSheet, () => void goThere()),
      button(words.panel.back, back),
    ),
  );
}

const isGood = ({ problems, unrecorded, recorded }: ExitsToMend) =>
  problems.length === 0 && unrecorded === 0 && recorded > 0;

/** Nothing was left to record: no failure. Null where something was. */
function nothingNew({ recorded, unrecorded }: ExitsToMend): string | null {
  if (unrecorded > 0) return null;
  return recorded > 0 ? says.allRecorded : says.noRows;
}

function waitingText(rows: number): HTMLElement | null {
  return rows > 0 ? el('p', {}, say(says.waiting, { rows })) : null;
}

function listOf(problems: readonly (readonly [number, string])[]): HTMLElement | null {
  if (problems.length === 0) return null;
  const rows = problems
    .slice(0, PROBLEMS_SHOWN)
    .map(([row, problem]) => el('li', {}, say(words.rows.at, { row, problem })));
  const more = problems.length - PROBLEMS_SHOWN;
  return el(
    'div',
    {},
    el('h2', {}, says.problems),
    el('ul', {}, ...rows, more > 0 && el('li', {}, say(words.rows.more, { count: more }))),
  );
}
