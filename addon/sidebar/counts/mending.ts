/** What is refused goes with its reason: as soon as somebody mends the field that it is about, or the form. */
import type { Field } from '../dom.ts';

/** What is being mended is not wrong any more. */
export function clearedByTyping(...fields: Pick<Field<HTMLElement>, 'input' | 'setError'>[]): void {
  for (const { input, setError } of fields) input.addEventListener('input', () => setError(null));
}

/** What a form as a whole was refused for is past once anything of it changes. */
export function clearedByChange(form: HTMLElement, refused: HTMLElement): void {
  for (const change of ['input', 'change']) form.addEventListener(change, () => refused.replaceChildren());
}
