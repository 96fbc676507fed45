/** Questions over the page: `ui.alert`, `ui.prompt`, and the page's own. Escape closes: 'CLOSE'. */
import { element, find } from './dom.ts';
import { texts } from './texts.ts';

export type ButtonSet = 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL';
export type Button = 'OK' | 'CANCEL' | 'YES' | 'NO' | 'CLOSE';

const sets: Record<ButtonSet, Exclude<Button, 'CLOSE'>[]> = {
  OK: ['OK'],
  OK_CANCEL: ['OK', 'CANCEL'],
  YES_NO: ['YES', 'NO'],
  YES_NO_CANCEL: ['YES', 'NO', 'CANCEL'],
};
const labels = { OK: texts.ok, CANCEL: texts.cancel, YES: texts.yes, NO: texts.no };

export interface Question {
  title: string;
  prompt: string;
  buttons: ButtonSet;
  /** Asks for a line of text (`ui.prompt`). */
  asksText?: boolean;
  /** Label of a box that stops this question for a while. */
  quiet?: string;
}

export interface Answer {
  button: Button;
  text: string;
  quiet: boolean;
  /** Nobody answered: the page took the question away. */
  dropped: boolean;
}

export interface Dialogs {
  ask(question: Question): Promise<Answer>;
  /** Takes every question off the page: the session that asked is gone. */
  dropAll(): void;
  isOpen(): boolean;
}

/** @param onClosed gives the keyboard back to the grid */
export function createDialogs(onClosed: () => void): Dialogs {
  const layers = find('[data-layers]');
  const open = new Set<HTMLDialogElement>();
  const dropped = new WeakSet<HTMLDialogElement>();

  function ask(question: Question): Promise<Answer> {
    const dialog = element('dialog', { class: 'question', role: 'alertdialog', 'data-alert': true });
    const form = element('form', { method: 'dialog' });
    const answerText = element('input', { class: 'answer', 'aria-label': texts.promptLabel, name: 'answer' });
    const quiet = element('input', { type: 'checkbox' });
    if (question.title !== '') form.append(element('h2', {}, question.title));
    form.append(element('p', { class: 'words' }, question.prompt));
    if (question.asksText) form.append(answerText);
    if (question.quiet) form.append(element('label', { class: 'quiet' }, quiet, question.quiet));
    const buttons = sets[question.buttons].map((button, at) =>
      element(
        'button',
        { type: 'submit', value: button, class: at === 0 ? 'main' : '', 'data-button': button },
        labels[button],
      ),
    );
    form.append(element('div', { class: 'buttons' }, ...buttons));
    dialog.append(form);
    dialog.setAttribute('aria-label', question.title || question.prompt);

    return new Promise((resolve) => {
      dialog.addEventListener('close', () => {
        open.delete(dialog);
        dialog.remove();
        const button = (dialog.returnValue || 'CLOSE') as Button;
        resolve({ button, text: answerText.value, quiet: quiet.checked, dropped: dropped.has(dialog) });
        if (open.size === 0) onClosed();
      });
      layers.append(dialog);
      open.add(dialog);
      // Escape closes a dialog without a return value.
      dialog.showModal();
      (question.asksText ? answerText : buttons[0]!).focus();
    });
  }

  return {
    ask,
    dropAll() {
      for (const dialog of [...open]) {
        dropped.add(dialog);
        dialog.close();
      }
    },
    isOpen: () => open.size > 0,
  };
}
