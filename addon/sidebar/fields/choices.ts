/** One of a few, all in sight (radios), and one of some more, folded (a select). */
import { el, type Field, field, freshId } from '../dom.ts';

export type Choice = readonly [value: string, text: string];

/** `hint` says what the choice means. */
export function radios(
  legend: string,
  choices: readonly Choice[],
  changed: () => void = () => {},
  hint: string | null = null,
) {
  const group = freshId('radio');
  const explained = hint && el('p', { class: 'quiet', id: freshId('hint') }, hint);
  const root = el(
    'fieldset',
    { 'aria-describedby': explained ? explained.id : null },
    el('legend', {}, legend),
  );
  choices.forEach(([value, text], index) => {
    const input = el('input', { type: 'radio', name: group, value, id: freshId('radio'), onchange: changed });
    input.checked = index === 0;
    root.append(el('label', { class: 'choice', for: input.id }, input, el('span', {}, text)));
  });
  if (explained) root.append(explained);
  return { root, value: () => root.querySelector<HTMLInputElement>('input:checked')?.value ?? '' };
}

export function selectField(
  label: string,
  choices: readonly Choice[],
  changed: () => void = () => {},
): Field<HTMLSelectElement> {
  const select = el('select', { onchange: changed });
  offerChoices(select, choices);
  return field(label, select);
}

/** Other choices; the chosen one stays where it is still offered. */
export function offerChoices(select: HTMLSelectElement, choices: readonly Choice[]): void {
  const before = select.value;
  select.replaceChildren(...choices.map(([value, text]) => el('option', { value }, text)));
  if (choices.some(([value]) => value === before)) select.value = before;
}

/** A box to tick, with its sentence. */
export function checkbox(text: string, changed: () => void = () => {}) {
  const input = el('input', { type: 'checkbox', id: freshId('check'), onchange: changed });
  return { input, root: el('label', { class: 'choice', for: input.id }, input, el('span', {}, text)) };
}

/** What is optional stays folded. */
export function folded(summary: string, ...content: (Node | null | false)[]): HTMLDetailsElement {
  return el('details', {}, el('summary', {}, summary), ...content);
}
