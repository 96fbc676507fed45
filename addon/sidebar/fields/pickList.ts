/** Several chosen things under a searching field: each can be taken away again. */
import { el, type Field } from '../dom.ts';
import { say, words } from '../words.ts';

export interface PickList {
  root: HTMLElement;
  codes(): string[];
  /** As if they had been chosen: of a draft. */
  add(codes: readonly string[]): void;
}

/** `search` makes the field; it calls `add` with what was chosen. */
export function pickList(
  search: (add: (code: string) => string) => Field<HTMLInputElement>,
  changed: () => void,
): PickList {
  const codes = new Set<string>();
  const list = el('ul', { class: 'plain picks' });
  const draw = () => {
    const items = [...codes].map((code) => {
      const remove = () => {
        codes.delete(code);
        draw();
        changed();
      };
      const label = say(words.fields.removePick, { code });
      return el(
        'li',
        {},
        el('span', {}, code),
        el('button', { type: 'button', class: 'link', 'aria-label': label, onclick: remove }, '✕'),
      );
    });
    list.replaceChildren(...items);
  };
  const box = search((code) => {
    codes.add(code);
    draw();
    changed();
    return '';
  });
  return {
    root: el('div', {}, box.root, list),
    codes: () => [...codes],
    add(more) {
      for (const code of more) codes.add(code);
      draw();
    },
  };
}
