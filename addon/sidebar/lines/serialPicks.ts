/** The serial numbers of a product: ticked in a list, typed, or pasted as ranges. */
import { el, freshId } from '../dom.ts';
import { serialsField } from '../fields/serialsField.ts';
import { language, say, words } from '../words.ts';
import { choiceKey, type DraftLine, type LinesDraft, mayTake } from './draftLine.ts';
import { choiceText } from './stockTexts.ts';
import { isPicked, tickSerial, tickSerials } from './taking.ts';

const says = words.lines;

/** `changed` after each tick; the list is drawn anew by whoever holds it. */
export function serialPicks(line: DraftLine, draft: LinesDraft, changed: () => void): HTMLElement {
  const serials = line.choices.filter(({ serial }) => serial !== '');
  const boxes = serials.map((choice) => {
    const box = el('input', { type: 'checkbox', id: freshId('serial'), value: choiceKey(choice) });
    box.checked = isPicked(line, choice);
    box.disabled = !mayTake(choice, draft) && !box.checked;
    box.addEventListener('change', () => {
      tickSerial(line, choice, box.checked, language);
      changed();
    });
    return el('label', { class: 'choice', for: box.id }, box, el('span', {}, choiceText(choice)));
  });
  const typed = serialsField({
    value: '',
    label: says.serialsTyped,
    typed: (_, read) => {
      if (read?.length) typed.setHint(say(words.fields.serialsRead, { count: read.length }));
    },
  });
  typed.input.addEventListener('change', () => {
    const read = typed.read();
    if (read === null || read.length === 0) return;
    const { unknown, unusable } = tickSerials(line, read, draft, language);
    changed();
    for (const box of boxes) {
      const input = box.querySelector('input')!;
      input.checked = line.picks.some(({ choice }) => choice === input.value);
    }
    const problems = [
      unknown.length > 0 && say(says.serialsUnknown, { count: unknown.length, serials: few(unknown) }),
      ...unusable.map(choiceText),
    ].filter((text): text is string => typeof text === 'string');
    if (problems.length > 0) typed.setError(problems.join(' · '));
    else typed.input.value = '';
  });
  return el(
    'div',
    { class: 'pick' },
    el(
      'fieldset',
      {},
      el('legend', {}, say(says.serialsOf, { count: serials.length })),
      el('div', { class: 'ticks' }, ...boxes),
    ),
    typed.root,
  );
}

/** Twenty unknown numbers are named by the first five. */
function few(serials: readonly string[]): string {
  return serials.slice(0, 5).join(', ') + (serials.length > 5 ? '…' : '');
}
