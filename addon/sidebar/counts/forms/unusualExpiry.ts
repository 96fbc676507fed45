/** An expiry that is past, or more than ten years away, is asked about before it is written down (Q17). */
import { addDays } from '../../../../shared/domain/dates.ts';
import { el } from '../../dom.ts';
import { checkbox } from '../../fields/choices.ts';
import { say, words } from '../../words.ts';

const says = words.countForms;
const TEN_YEARS_IN_DAYS = 3653;

export interface UnusualExpiry {
  root: HTMLElement;
  /** False where it surprises and was not said to be meant: then it is asked, in sight. */
  check(expiry: string): boolean;
}

/** `today` is the service's. What was ticked holds for that expiry alone. */
export function unusualExpiry(today: string): UnusualExpiry {
  const text = el('p', { class: 'error' });
  const meant = checkbox(says.expiryMeant);
  meant.input.setAttribute('data-unkept', '');
  const root = el('div', { hidden: true }, text, meant.root);
  let asked = '';
  return {
    root,
    check(expiry) {
      const sentence =
        expiry === ''
          ? null
          : expiry < today
            ? says.expiryPast
            : expiry > addDays(today, TEN_YEARS_IN_DAYS)
              ? says.expiryFar
              : null;
      root.hidden = sentence === null;
      if (sentence === null) return true;
      if (asked !== expiry) meant.input.checked = false;
      asked = expiry;
      text.textContent = say(sentence, { expiry });
      if (!meant.input.checked) meant.input.focus();
      return meant.input.checked;
    },
  };
}
