/** Several of a few: boxes to tick. */
import { el, freshId } from '../dom.ts';

export interface CheckList {
  root: HTMLElement;
  /** Another set of choices; what is ticked stays ticked where it is still offered. */
  offer(choices: readonly { value: string; text: string }[]): void;
  values(): string[];
  /** Ticks these too; one that is not offered yet is ticked when it is. */
  tick(values: readonly string[]): void;
}

/** Choices come late, so a form that keeps its fields keeps these by `values` and `tick`. */
export function checkList(legend: string, changed: () => void): CheckList {
  const root = el('fieldset', { class: 'checks', 'data-unkept': '' }, el('legend', {}, legend));
  const boxes = () => [...root.querySelectorAll<HTMLInputElement>('input')];
  let awaited: string[] = [];
  const values = () => [...boxes().flatMap((box) => (box.checked ? [box.value] : [])), ...awaited];
  root.hidden = true;
  return {
    root,
    values,
    offer(choices) {
      const ticked = new Set(values());
      awaited = [];
      for (const label of [...root.querySelectorAll('label')]) label.remove();
      for (const { value, text } of choices) {
        const box = el('input', { type: 'checkbox', id: freshId('check'), value, onchange: changed });
        box.checked = ticked.has(value);
        root.append(el('label', { class: 'choice', for: box.id }, box, el('span', {}, text)));
      }
      root.hidden = choices.length === 0;
    },
    tick(wanted) {
      const offered = new Map(boxes().map((box) => [box.value, box]));
      awaited = wanted.filter((value) => !offered.has(value));
      for (const value of wanted) {
        const box = offered.get(value);
        if (box) box.checked = true;
      }
    },
  };
}
