/** What the page says beside the grid: toasts, the failure of a script, that a script runs. */
import { element, find } from './dom.ts';
import { texts } from './texts.ts';

/** A run shorter than this is not worth a word. */
const workingAfterMs = 400;

export interface Notices {
  /** `seconds` below 0 stays until it is closed, as in Apps Script. */
  toast(message: string, title?: string, seconds?: number): void;
  fail(message: string): void;
  /** Says that a script runs, while it does. */
  during<T>(run: Promise<T>): Promise<T>;
}

export function createNotices(): Notices {
  const toasts = find('[data-toasts]');
  const failure = find('[data-failure]');
  const working = find('[data-working]');
  let runs = 0;

  function closing(label: string, close: () => void): HTMLButtonElement {
    const button = element('button', { type: 'button', class: 'cross', 'aria-label': label }, '✕');
    button.addEventListener('click', close);
    return button;
  }

  const sayWorking = () => {
    working.hidden = runs === 0;
    working.textContent = runs === 0 ? '' : texts.working;
  };

  return {
    toast(message, title = '', seconds = 5) {
      const toast = element('div', { class: 'toast', 'data-toast': true });
      const words = element('div');
      if (title !== '') words.append(element('strong', {}, title));
      words.append(element('p', {}, message));
      toast.append(
        words,
        closing(texts.close, () => toast.remove()),
      );
      toasts.append(toast);
      if (seconds >= 0) setTimeout(() => toast.remove(), Math.max(1, seconds) * 1000);
    },
    fail(message) {
      failure.replaceChildren(
        element('p', {}, message),
        closing(texts.close, () => {
          failure.hidden = true;
        }),
      );
      failure.hidden = false;
    },
    async during(run) {
      failure.hidden = true;
      const timer = setTimeout(() => {
        runs += 1;
        sayWorking();
        run
          .catch(() => undefined)
          .finally(() => {
            runs -= 1;
            sayWorking();
          });
      }, workingAfterMs);
      try {
        return await run;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
