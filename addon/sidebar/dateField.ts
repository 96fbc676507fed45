import { addDays, formatDate } from '../../shared/domain/dates.ts';
import { el, type Field, field, textInput } from './dom.ts';
import { readTypedDate } from './typedDates.ts';
import { language, say, words } from './words.ts';

const says = words.exits;

export interface DateField extends Field<HTMLInputElement> {
  /** False where what is typed is no usable date; the error then stands beside it. */
  check(): boolean;
}

/** A date with the day before and the day after (G14): typed freely, shown back as it was understood. */
export function dateField(
  label: string,
  value: string,
  today: string,
  changed: (date: string) => void,
): DateField {
  let date = value;
  const input = textInput(formatDate(date, language), { spellcheck: 'false' });
  const step = (name: string, text: string, days: number) => {
    const press = () => {
      const next = addDays(date, days);
      if (next <= today) use(next);
    };
    return el('button', { type: 'button', 'aria-label': name, title: name, onclick: press }, text);
  };
  const before = step(says.datePrevious, '‹', -1);
  const after = step(says.dateNext, '›', 1);
  const box = field(label, input, {
    hint: says.dateHint,
    inside: el('div', { class: 'date-row' }, before, input, after),
  });
  drawAfter();

  /** Not `disabled`: a control that goes off under the keyboard would lose the focus. */
  function drawAfter(): void {
    after.setAttribute('aria-disabled', String(date >= today));
  }

  function use(next: string): void {
    date = next;
    input.value = formatDate(date, language);
    drawAfter();
    box.setError(null);
    changed(date);
  }

  function check(): boolean {
    const read = readTypedDate(input.value, today, language);
    const problem =
      read === null ? say(says.dateUnclear, { value: input.value }) : read > today ? says.dateFuture : null;
    box.setError(problem);
    if (read !== null && !problem && (read !== date || input.value !== formatDate(date, language))) use(read);
    return !problem;
  }

  input.addEventListener('change', check);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    check();
  });
  return { ...box, check };
}
