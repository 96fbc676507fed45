/** Several of a few: boxes to tick. */
import { el, freshId } from '../dom.ts';

export interface CheckList {
  root: HTMLElement;
  /** Another set of choices; what is ticked stays ticked where it is still offered. */
  offer(choices: readonly { value: string; text: string }[]): void;
  values(): string[];
}

export function checkList(legend: string, changed: () => void): CheckList {
  const root = el('fieldset', { class: 'checks' }, el('legend', {}, legend));
  const boxes = () => [...root.querySelectorAll<HTMLInputElement>('input')];
  const values = () => boxes().flatMap((box) => (box.checked ? [box.value] : []));
  root.hidden = true;
  return {
    root,
    values,
    offer(choices) {
      const ticked = new Set(values());
      for (const label of [...root.querySelectorAll('label')]) label.remove();
      for (const { value, text } of choices) {
        const box = el('input', { type: 'checkbox', id: freshId('check'), value, onchange: changed });
        box.checked = ticked.has(value);
        root.append(el('label', { class: 'choice', for: box.id }, box, el('span', {}, text)));
      }
      root.hidden = choices.length === 0;
    },
  };
}
