import { addDays, formatDate } from '../../../shared/domain/dates.ts';
import { readTypedDate, type Toward } from '../../../shared/domain/typedDates.ts';
import { el, type Field, field, textInput } from '../dom.ts';
import { language, say, words } from '../words.ts';

const says = words.fields;

export interface DateField extends Field<HTMLInputElement> {
  /** False where what is typed is no usable date; the error then stands beside it. */
  check(): boolean;
  /** Puts another date in place, as if it had been typed; `changed` does not hear it. */
  show(date: string): void;
}

export interface DateOptions {
  label: string;
  /** ISO; '' where the date is optional and not given. */
  value: string;
  today: string;
  /** A document is dated today or earlier; an expiry lies ahead and may be left out. */
  kind: 'document' | 'expiry';
  changed(date: string): void;
}

/** What was typed as a date, and the sentence why it cannot be; a date of the past is today's at the latest. */
export function judgeTypedDate(
  typed: string,
  today: string,
  toward: Toward,
): { date: string | null; problem: string | null } {
  const date = readTypedDate(typed, today, language, toward);
  const unclear = toward === 'past' ? says.dateUnclear : says.expiryUnclear;
  if (date === null) return { date, problem: say(unclear, { value: typed }) };
  return { date, problem: toward === 'past' && date > today ? says.dateFuture : null };
}

/** A date with the day before and the day after (G14): typed freely, shown back as it was understood. */
export function dateField({ label, value, today, kind, changed }: DateOptions): DateField {
  let date = value;
  const past = kind === 'document';
  const shown = () => (date === '' ? '' : formatDate(date, language));
  const input = textInput(shown(), { spellcheck: 'false' });
  const step = (name: string, text: string, days: number) => {
    const press = () => {
      const next = addDays(date || today, days);
      if (!past || next <= today) use(next);
    };
    return el('button', { type: 'button', 'aria-label': name, title: name, onclick: press }, text);
  };
  const before = step(says.datePrevious, '‹', -1);
  const after = step(says.dateNext, '›', 1);
  const box = field(label, input, {
    hint: past ? says.dateHint : says.expiryHint,
    // The field first: whoever goes on by Tab types at once.
    inside: el('div', { class: 'date-row' }, input, before, after),
  });
  drawAfter();

  /** Not `disabled`: a control that goes off under the keyboard would lose the focus. */
  function drawAfter(): void {
    after.setAttribute('aria-disabled', String(past && date >= today));
  }

  function use(next: string): void {
    date = next;
    input.value = shown();
    drawAfter();
    box.setError(null);
    changed(date);
  }

  function check(): boolean {
    if (!past && input.value.trim() === '') {
      if (date !== '') use('');
      box.setError(null);
      return true;
    }
    const { date: read, problem } = judgeTypedDate(input.value, today, past ? 'past' : 'future');
    box.setError(problem);
    if (read !== null && !problem && (read !== date || input.value !== shown())) use(read);
    return !problem;
  }

  input.addEventListener('change', check);
  // While it is mended, not as the field is left: what lies below would move away under the click that leaves it.
  input.addEventListener('input', () => box.setError(null));
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    check();
  });
  return {
    ...box,
    check,
    show(next) {
      date = next;
      input.value = shown();
      drawAfter();
      box.setError(null);
    },
  };
}
