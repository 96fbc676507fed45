/** «Jeter le brouillon»: asked once, in the panel, where something is lost. */
import { button, el, notice } from '../dom.ts';
import { words } from '../words.ts';

export interface ThrowingAway {
  button: HTMLButtonElement;
  /** Where the question stands. */
  question: HTMLElement;
}

/** `loses`: true where the draft holds what another click must confirm. */
export function throwingAway(text: string, loses: () => boolean, throwAway: () => void): ThrowingAway {
  const thrower = button(text, () => (loses() ? ask() : throwAway()));
  const question = el('div', {
    onkeydown: (event) => {
      if (event instanceof KeyboardEvent && event.key === 'Escape') keep();
    },
  });

  function ask(): void {
    const no = button(words.drafts.keep, keep);
    const yes = button(words.drafts.throwAwayYes, throwAway, 'danger');
    question.replaceChildren(
      notice('warning', words.drafts.throwAwayQuestion, el('div', { class: 'actions' }, yes, no)),
    );
    no.focus();
  }

  function keep(): void {
    question.replaceChildren();
    thrower.focus();
  }

  return { button: thrower, question };
}
