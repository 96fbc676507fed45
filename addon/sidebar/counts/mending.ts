/** What is refused goes with its reason: as soon as somebody mends the field that it is about, or the form. */
import { afterPress } from '../afterPress.ts';
import type { Field } from '../dom.ts';

/** What is being mended is not wrong any more. */
export function clearedByTyping(...fields: Pick<Field<HTMLElement>, 'input' | 'setError'>[]): void {
  for (const { input, setError } of fields) input.addEventListener('input', () => setError(null));
}

/** What a form as a whole was refused for is past once anything of it changes. */
export function clearedByChange(form: HTMLElement, refused: HTMLElement): void {
  for (const change of ['input', 'change']) form.addEventListener(change, () => clearAfterPress(refused));
}

/** Gone once the press is done that changed something: nothing moves away under the mouse. */
export function clearAfterPress(refused: HTMLElement): void {
  const past = [...refused.childNodes];
  afterPress(() => {
    for (const node of past) node.remove();
  });
}
