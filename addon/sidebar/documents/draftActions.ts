/** The foot of a form that keeps a draft: send it, go back to the list with the draft kept, or throw it away. */
import { button, el, notice } from '../dom.ts';
import type { Keeping } from '../keeping.ts';
import { keepAll, whileWorking } from '../page.ts';
import { words } from '../words.ts';
import { throwingAway } from './throwingAway.ts';

export interface DraftActions {
  /** Null where nothing can be sent, and so nothing is kept. */
  submit: HTMLElement | null;
  /** The draft is of another time. */
  restored: boolean;
  /** Something is written that would be lost. */
  holds(): boolean;
  keeping(): Pick<Keeping, 'throwAway'>;
  /** Where it is said why it could not be thrown away. */
  refused: HTMLElement;
  thrown(): void;
  /** To the list, where the draft waits. */
  back(): void;
}

export function draftActions({ submit, restored, refused, ...form }: DraftActions): HTMLElement[] {
  async function goBack(): Promise<void> {
    await whileWorking(words.panel.working, keepAll);
    form.back();
  }

  async function throwAway(): Promise<void> {
    const problem = await whileWorking(words.panel.working, () => form.keeping().throwAway());
    if (problem) return refused.replaceChildren(notice('danger', problem));
    form.thrown();
  }

  const away = throwingAway(
    restored ? words.drafts.throwAway : words.panel.cancel,
    () => form.holds(),
    () => void throwAway(),
  );
  if (!submit) return [el('div', { class: 'actions' }, button(words.panel.back, form.back))];
  // Not «Retour»: goods come back by some of these forms.
  const later = button(words.drafts.later, () => void goBack());
  return [el('div', { class: 'actions' }, submit, later, away.button), away.question];
}
