/** What the service asks about a lot that comes in: each question in words, with its figures, and one tick to answer it. */
import { el, freshId } from '../dom.ts';
import { words } from '../words.ts';
import type { Asked, Question } from './questions.ts';

const says = words.flows.entry;

export interface QuestionBoxes {
  root: HTMLElement;
  /** Draws them anew: something was asked. */
  draw(): void;
  /** Another figure was typed: what was asked of the old one is no longer meant. */
  forget(code: Question['code']): void;
}

export function questionBoxes(lot: Asked, changed: () => void): QuestionBoxes {
  const root = el('div', {});
  const draw = () => root.replaceChildren(...lot.questions.map(boxOf));

  function boxOf(question: Question): HTMLElement {
    const tick = el('input', { type: 'checkbox', id: freshId('meant') });
    const lay = () => {
      tick.checked = question.meant;
      // What waits for an answer is found as a wrong field is.
      tick.setAttribute('aria-invalid', String(!question.meant));
    };
    lay();
    tick.addEventListener('change', () => {
      question.meant = tick.checked;
      lay();
      changed();
    });
    const answer = question.code === 'COST_UNUSUAL' ? says.costMeant : says.expiryMeant;
    return el(
      'div',
      { class: 'notice warning' },
      el('p', {}, question.detail),
      el('label', { class: 'choice', for: tick.id }, tick, el('span', {}, answer)),
    );
  }

  draw();
  return {
    root,
    draw,
    forget(code) {
      lot.questions = lot.questions.filter((question) => question.code !== code);
      draw();
    },
  };
}
