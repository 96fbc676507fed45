/** Emergency exits out of the scope (Q12): a manager acknowledges each, and what they took from is counted again. */
import type { Count } from '../../../../shared/contract/counts.ts';
import type { Me } from '../../../../shared/contract/people.ts';
import { call, newId } from '../../call.ts';
import { button, el, notice } from '../../dom.ts';
import { whileWorking } from '../../page.ts';
import { dayOf, say, words } from '../../words.ts';

const says = words.countForms;

/** Nothing where there was none. `changed` hears the count as it stands after a nod. */
export function emergencies(count: Count, me: Me, changed: (count: Count) => void): HTMLElement | null {
  if (count.emergencies.length === 0) return null;
  const refused = el('div', {});
  // One for the screen: pressed again after a lost answer it is the same command (invariant 9).
  const key = newId();
  const open = count.emergencies.filter(({ acknowledgedBy }) => acknowledgedBy === null);

  async function acknowledge(): Promise<void> {
    const documents = open.map(({ document }) => document.id);
    const done = await whileWorking(words.panel.working, () =>
      call('commandCount', key, count.id, ['acknowledgements', { documents }]),
    );
    if (!done) return;
    if (done.ok) changed(done.count);
    else refused.replaceChildren(notice('danger', done.message));
  }

  const items = count.emergencies.map(({ document, by, at, reason, lines, acknowledgedBy }) => {
    const again = lines.filter(({ counted }) => !counted).length;
    return el(
      'li',
      {},
      el('p', {}, say(says.emergency, { number: document.number, by, at: dayOf(at, me), reason })),
      again > 0 && el('p', { class: 'error' }, say(says.countAgain, { count: again })),
      acknowledgedBy && el('p', { class: 'quiet' }, say(says.acknowledgedBy, { by: acknowledgedBy })),
    );
  });
  return el(
    'section',
    {},
    el('h2', {}, says.emergencies),
    el('ul', { class: 'plain' }, ...items),
    refused,
    open.length > 0 && count.may.acknowledge && button(says.acknowledge, () => void acknowledge()),
    open.length > 0 && !count.may.acknowledge && el('p', { class: 'quiet' }, says.acknowledgeWho),
  );
}
