import type { Count } from '../../../shared/contract/counts.ts';
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { showScreen, showWaiting, whileWorking } from '../page.ts';
import { dayOf, namedText, say, words } from '../words.ts';
import type { CountScreens } from './screens.ts';
import { stockExport } from './stockExport.ts';

const says = words.counts;

/** The counts of the depot with state and progress; what waits for somebody comes first. */
export async function showList(screens: CountScreens, message?: string): Promise<void> {
  const { depot } = screens.panel;
  showWaiting(says.heading, words.panel.loading);
  const read = await call('listCounts', depot.code, null);
  if (!read.ok) {
    showScreen(
      says.heading,
      notice('danger', read.message),
      button(words.panel.retry, () => screens.list(), 'primary'),
    );
    return;
  }
  const waits = ({ state, reversal }: Count) =>
    state === 'open' || state === 'closed' || (reversal !== null && reversal.approvedBy === null);
  const running = read.counts.filter((count) => waits(count) || nodDue(count));
  const over = read.counts.filter((count) => !running.includes(count));
  const mayOpen = depot.role === 'manager';
  // The stock would tell what should be there to whoever may not know it yet (Q22).
  const counting =
    !mayOpen && running.some(({ blind, state }) => blind && (state === 'open' || state === 'closed'));
  const create = button(says.create, () => screens.create(), 'primary');
  create.disabled = !mayOpen;
  showScreen(
    says.heading,
    message ? notice('good', message) : null,
    el(
      'div',
      { class: 'actions' },
      create,
      depot.role !== null && button(words.countForms.spot, () => screens.spot()),
    ),
    mayOpen ? null : el('p', { class: 'quiet' }, says.mayNotOpen),
    counting ? el('p', { class: 'quiet' }, says.exportBlind) : stockExport(screens.panel),
    read.counts.length === 0 ? el('p', {}, says.none) : null,
    ...[...running, ...over].map((count) => card(screens, count)),
    read.next !== null && olderCounts(screens, new Set(read.counts.map(({ id }) => id)), read.next),
  );
}

/** «Afficher la suite»: the counts before those, page by page; `shown` stand on the screen already. */
function olderCounts(screens: CountScreens, shown: Set<string>, from: string): HTMLElement {
  let cursor = from;
  const refused = el('div', {});
  const more = button(says.recapMore, () => void read());
  async function read(): Promise<void> {
    const { depot } = screens.panel;
    const asked = await whileWorking(words.panel.loading, () => call('listCounts', depot.code, cursor));
    if (!asked) return;
    refused.replaceChildren(...(asked.ok ? [] : [notice('danger', asked.message)]));
    if (!asked.ok) return;
    const older = asked.counts.filter(({ id }) => !shown.has(id));
    for (const { id } of older) shown.add(id);
    const cards = older.map((count) => card(screens, count));
    refused.before(...cards);
    // The keyboard goes on at the first of them, whether or not the button stays.
    cards[0]?.querySelector('button')?.focus();
    more.hidden = asked.next === null;
    if (asked.next !== null) cursor = asked.next;
  }
  return el('div', {}, refused, more);
}

/** A clerk's spot count that no manager has acknowledged yet (Q20). */
function nodDue({ spot, acknowledgedBy, may }: Count): boolean {
  return spot && acknowledgedBy === null && may.acknowledge;
}

function card(screens: CountScreens, count: Count): HTMLElement {
  const { name, state, kind, counted, lines, openedBy, openedAt } = count;
  const open = button(state === 'open' ? says.resume : says.see, () => screens.count(count));
  open.setAttribute('aria-label', namedText(open.textContent, name));
  const bar = el('progress', { max: Math.max(lines, 1), value: counted, 'aria-hidden': 'true' });
  return el(
    'article',
    { class: 'card' },
    el('div', { class: 'card-head' }, el('span', { class: 'card-title' }, name)),
    el(
      'p',
      { class: 'quiet' },
      el('span', { class: `state ${state}` }, says.states[state]),
      count.spot ? ` ${words.countForms.spotShort}` : ` ${says.kinds[kind]}`,
    ),
    nodDue(count) && el('p', { class: 'error' }, words.countForms.nodDue),
    count.reversal &&
      count.reversal.approvedBy === null &&
      el('p', { class: 'error' }, words.countRecap.reversalDue),
    state === 'open' && bar,
    el('p', { class: 'quiet' }, say(says.progress, { counted, lines })),
    el(
      'p',
      { class: 'quiet' },
      say(says.openedBy, { by: openedBy, date: dayOf(openedAt, screens.panel.me) }),
    ),
    open,
  );
}
