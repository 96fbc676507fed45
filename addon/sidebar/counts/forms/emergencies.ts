/** Emergency exits out of the scope (Q12): a manager acknowledges each, and what they took from, named line by line, is counted again. */
import type { Count } from '../../../../shared/contract/counts.ts';
import type { Me } from '../../../../shared/contract/people.ts';
import { call, newId } from '../../call.ts';
import { button, el, notice } from '../../dom.ts';
import { whileWorking } from '../../page.ts';
import { dayOf, quantityText, say, words } from '../../words.ts';
import { placeOf } from '../recapFigures.ts';

const says = words.countForms;
/** Of one exit. */
const SHOWN = 20;
type Taken = Count['emergencies'][number]['lines'][number];

/** Lines that an emergency exit took from and that nobody counted again yet, as `document line`. */
export function linesToRecount({ emergencies: exits }: Count): string[] {
  return exits.flatMap(({ document, lines }) =>
    lines.flatMap(({ line, counted }) => (counted ? [] : [`${document.id} ${line}`])),
  );
}

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

  const items = count.emergencies.map(({ document, by, at, reason, lines, acknowledgedBy }) =>
    el(
      'li',
      {},
      el('p', {}, say(says.emergency, { number: document.number, by, at: dayOf(at, me), reason })),
      ...lines.slice(0, SHOWN).map(lineTaken),
      lines.length > SHOWN &&
        el('p', { class: 'quiet' }, say(words.rows.more, { count: lines.length - SHOWN })),
      acknowledgedBy && el('p', { class: 'quiet' }, say(says.acknowledgedBy, { by: acknowledgedBy })),
    ),
  );
  const again = linesToRecount(count).length;
  return el(
    'section',
    {},
    el('h2', {}, says.emergencies),
    again > 0 && count.state === 'open' && notice('warning', say(says.recountNow, { count: again })),
    el('ul', { class: 'plain' }, ...items),
    refused,
    open.length > 0 && count.may.acknowledge && button(says.acknowledge, () => void acknowledge()),
    open.length > 0 && !count.may.acknowledge && el('p', { class: 'quiet' }, says.acknowledgeWho),
  );
}

/** «PARA500, A-01 · L2 : 3 × comprimé, à recompter». */
function lineTaken(line: Taken): HTMLElement {
  const { item, taken, unit, counted } = line;
  const what = [item, placeOf(line)].filter(Boolean).join(', ');
  const text = say(says.emergencyLine, { what, unit, quantity: quantityText(taken) });
  return el(
    'p',
    { class: counted ? 'quiet' : 'error' },
    `${text}, ${counted ? says.recounted : says.toRecount}`,
  );
}
