/**
 * After confirmation: serials found here that stood elsewhere in the books (Q10). The count moved none of them; here
 * stands which document brings each one here, with the panel to make it in.
 */
import type { Count, RecapLine } from '../../../shared/contract/counts.ts';
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { whileWorking } from '../page.ts';
import { say, words } from '../words.ts';
import { remarksOf } from './recapFigures.ts';

const says = words.countRecap;
type Way = { text: string; panel: 'flows' | 'exits' };

/** Filled once it is read; nothing where there is no such serial. */
export async function showElsewhere(count: Count, place: HTMLElement): Promise<void> {
  const read = await call('readRecap', count.id, { show: 'elsewhere', sort: 'position' });
  if (!read.ok) return place.replaceChildren(notice('danger', read.message));
  const { movements, elsewhere, next } = read.recap;
  const refused = el('div', {});
  async function open(panel: Way['panel']): Promise<void> {
    const opened = await whileWorking(words.panel.working, () => call('openOther', panel));
    if (opened && !opened.ok) refused.replaceChildren(notice('danger', opened.message));
  }
  const ways = movements.map((line) => ({ line, way: wayOf(count, line) }));
  const panels = [...new Set(ways.map(({ way }) => way.panel))];
  place.replaceChildren(
    el('h2', {}, say(says.elsewhereHeading, { count: elsewhere })),
    ...ways.map(({ line, way }) =>
      el(
        'article',
        { class: 'card' },
        el(
          'div',
          { class: 'card-head' },
          el('span', { class: 'card-title' }, `${line.item} · ${line.serial}`),
        ),
        el('p', { class: 'quiet' }, remarksOf(line)[0]),
        el('p', {}, way.text),
      ),
    ),
    ...(next === null ? [] : [el('p', { class: 'quiet' }, says.elsewhereMore)]),
    refused,
    el(
      'div',
      { class: 'actions' },
      ...panels.map((panel) => button(words.panels[panel].menu, () => void open(panel))),
    ),
  );
}

function wayOf({ depot }: Count, { bin, elsewhere }: RecapLine): Way {
  const from = elsewhere?.depot ?? '';
  const figures = {
    depot,
    from,
    here: bin || words.counts.noBin,
    there: elsewhere?.bin || words.counts.noBin,
  };
  const { bringHere } = says;
  // The recap tells what stood at confirmation; what is still to be done, the ledger of today.
  if (!elsewhere?.stands) return { text: bringHere.gone, panel: 'flows' };
  if (elsewhere.state === 'in-transit')
    return from === depot
      ? { text: say(bringHere.reception, figures), panel: 'flows' }
      : { text: say(bringHere.receptionThere, figures), panel: 'flows' };
  return from === depot
    ? { text: say(bringHere.binMove, figures), panel: 'flows' }
    : { text: say(bringHere.transfer, figures), panel: 'exits' };
}
