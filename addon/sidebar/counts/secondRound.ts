/** The second count (B2): lines beyond the tolerance, or chosen ones, counted again by somebody else. */
import type { Count } from '../../../shared/contract/counts.ts';
import { call, newId } from '../call.ts';
import { button, el, freshId, notice } from '../dom.ts';
import { showScreen, showWaiting, whileWorking } from '../page.ts';
import { say, words } from '../words.ts';
import { placeOf, signed } from './recapFigures.ts';
import type { CountScreens } from './screens.ts';

const says = words.countRecap;

export async function showSecondRound(screens: CountScreens, count: Count): Promise<void> {
  showWaiting(says.second, words.counts.reading);
  const read = await call('readRecap', count.id, { show: 'gaps' });
  if (!read.ok) {
    showScreen(
      says.second,
      notice('danger', read.message),
      button(words.panel.back, () => screens.count(count)),
    );
    return;
  }
  const { recap } = read;
  const refused = el('div', {});
  const boxes = recap.movements
    .filter(({ secondDue, first }) => !secondDue && first !== null)
    .map((line) => {
      const box = el('input', { type: 'checkbox', id: freshId('again'), value: line.line });
      box.checked = line.beyondTolerance;
      const text = `${line.item} ${placeOf(line)}`;
      const label = el(
        'span',
        {},
        el('strong', {}, text),
        ` ${line.label}, ${signed(line.gap ?? 0)} ${line.unit}`,
      );
      return { box, root: el('label', { class: 'choice', for: box.id }, box, label) };
    });

  async function send(beyondTolerance: boolean): Promise<void> {
    const lines = beyondTolerance ? [] : boxes.flatMap(({ box }) => (box.checked ? [Number(box.value)] : []));
    if (!beyondTolerance && lines.length === 0)
      return refused.replaceChildren(notice('danger', says.secondNone));
    const done = await whileWorking(words.panel.working, () =>
      call('commandCount', newId(), count.id, ['rounds', { beyondTolerance, lines }]),
    );
    if (!done) return;
    if (done.ok) screens.count(done.count, says.secondSent);
    else refused.replaceChildren(notice('danger', done.message));
  }

  showScreen(
    says.second,
    el('p', {}, says.secondHint),
    recap.beyond > 0 &&
      button(say(says.secondBeyond, { count: recap.beyond }), () => void send(true), 'primary'),
    boxes.length > 0 ? el('h2', {}, says.secondChoose) : el('p', {}, says.secondNothing),
    ...boxes.map(({ root }) => root),
    refused,
    el(
      'div',
      { class: 'actions' },
      boxes.length > 0 && button(says.secondChosen, () => void send(false)),
      button(words.panel.back, () => screens.count(count)),
    ),
  );
}
