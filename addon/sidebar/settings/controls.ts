/** The controls of a catalogue form: each shows a value of the service, and reads what was typed as one. */
import { formatDate, isCivilDate } from '../../../shared/domain/dates.ts';
import { parseDecimal } from '../../../shared/domain/quantities.ts';
import { el, type Field, field, freshId, textInput } from '../dom.ts';
import { judgeTypedDate } from '../fields/dateField.ts';
import { formatted, language, quantityText, say, words } from '../words.ts';

const says = words.settings;

export type FieldName = keyof typeof says.fields;

export interface Control {
  name: FieldName;
  root: HTMLElement;
  /** What was typed, as the service takes it; undefined where it is no possible value, with the sentence beside it. */
  read(): unknown;
  set(value: unknown): void;
  setError(text: string | null): void;
  onChange(changed: () => void): void;
}

export interface Named {
  name: FieldName;
  hint?: string | undefined;
}

/** What all controls that are typed in have in common. */
const typedIn = (name: FieldName, { root, input, setError }: Field<HTMLElement>) => ({
  name,
  root,
  setError,
  onChange: (changed: () => void) => input.addEventListener('input', changed),
});

interface TextOptions extends Named {
  longest: number;
  required?: boolean;
  /** An empty field is null instead of ''. */
  orNull?: boolean;
  lines?: number;
}

export function textControl({ name, hint, longest, required, orNull, lines }: TextOptions): Control {
  const input = lines
    ? el('textarea', { rows: lines, maxlength: longest })
    : textInput('', { maxlength: longest, spellcheck: 'false' });
  const box = field<HTMLElement>(says.fields[name], input, { ...(hint && { hint }) });
  return {
    ...typedIn(name, box),
    read() {
      const typed = lines ? input.value.trimEnd() : input.value.trim();
      // What may not change any more is not asked for.
      const missing = required && typed === '' && !input.disabled;
      box.setError(missing ? words.panel.required : null);
      if (missing) return undefined;
      return typed === '' && orNull ? null : typed;
    },
    set(value) {
      input.value = typeof value === 'string' ? value : '';
    },
  };
}

interface DateOptions extends Named {
  /** The civil date of the organisation: what lies after it is refused. */
  today: string;
}

/** A past date, typed as the reader writes it and shown back as it was understood; empty is null. */
export function dateControl({ name, hint, today }: DateOptions): Control {
  const input = textInput('', { spellcheck: 'false' });
  const box = field(says.fields[name], input, { ...(hint && { hint }) });
  const judged = () => judgeTypedDate(input.value.trim(), today, 'past');
  // Not while it is read: the form reads at every key.
  input.addEventListener('change', () => {
    const { date } = judged();
    if (date !== null) input.value = formatDate(date, language);
  });
  return {
    ...typedIn(name, box),
    read() {
      const isEmpty = input.value.trim() === '';
      const { date, problem } = isEmpty ? { date: null, problem: null } : judged();
      box.setError(problem);
      return problem ? undefined : date;
    },
    set(value) {
      input.value = typeof value === 'string' ? formatDate(value, language) : '';
    },
  };
}

interface NumberOptions extends Named {
  decimals: number;
  most: number;
  optional?: boolean;
}

export function numberControl({ name, hint, decimals, most, optional }: NumberOptions): Control {
  const input = textInput('', { inputmode: 'decimal' });
  const box = field(says.fields[name], input, { ...(hint && { hint }) });
  return {
    ...typedIn(name, box),
    read() {
      const typed = input.value.trim();
      if (typed === '' && optional) {
        box.setError(null);
        return null;
      }
      const number = readNumber(typed, decimals, most);
      box.setError(
        number === null ? (typed === '' ? words.panel.required : say(says.number, { value: typed })) : null,
      );
      return number ?? undefined;
    },
    set(value) {
      input.value = typeof value === 'number' ? numberText(value) : '';
    },
  };
}

/** A number from 0 to `most` with at most so many decimals, as the reader writes it. */
export function readNumber(typed: string, decimals: number, most: number): number | null {
  const number = parseDecimal(typed, language);
  if (number === null || number < 0 || number > most) return null;
  return Math.abs(number - Number(number.toFixed(decimals))) < 1e-9 ? Number(number.toFixed(decimals)) : null;
}

/** Without groups: what stands in a field is typed over. */
function numberText(value: number): string {
  return language === 'fr' ? String(value).replace('.', ',') : String(value);
}

export function flagControl({ name, hint }: Named): Control {
  const input = el('input', { type: 'checkbox', id: freshId('flag') });
  const error = el('p', { class: 'error', hidden: true });
  const label = el('label', { class: 'choice', for: input.id }, input, el('span', {}, says.fields[name]));
  return {
    name,
    root: el('div', {}, label, hint && el('p', { class: 'hint' }, hint), error),
    setError(text) {
      error.textContent = text ?? '';
      error.hidden = !text;
    },
    read: () => input.checked,
    set(value) {
      input.checked = value === true;
    },
    onChange: (changed) => input.addEventListener('change', changed),
  };
}

export type Choices = readonly (readonly [value: string, text: string])[];

export function choiceControl({ name, hint, choices }: Named & { choices: Choices }): Control {
  const select = el('select', {}, ...choices.map(([value, text]) => el('option', { value }, text)));
  const box = field(says.fields[name], select, { ...(hint && { hint }) });
  return {
    name,
    root: box.root,
    setError: box.setError,
    read: () => select.value,
    set(value) {
      select.value = String(value ?? choices[0]?.[0] ?? '');
    },
    onChange: (changed) => select.addEventListener('change', changed),
  };
}

/** Several of a list. */
export function manyControl({ name, hint, choices }: Named & { choices: Choices }): Control {
  const boxes = choices.map(([value, text]) => {
    const input = el('input', { type: 'checkbox', id: freshId('many'), value });
    return { input, label: el('label', { class: 'choice', for: input.id }, input, el('span', {}, text)) };
  });
  const error = el('p', { class: 'error', hidden: true });
  const root = el(
    'fieldset',
    {},
    el('legend', {}, says.fields[name]),
    hint && el('p', { class: 'hint' }, hint),
    ...boxes.map(({ label }) => label),
    error,
  );
  return {
    name,
    root,
    setError(text) {
      error.textContent = text ?? '';
      error.hidden = !text;
    },
    read: () => boxes.filter(({ input }) => input.checked).map(({ input }) => input.value),
    set(value) {
      const chosen = new Set(Array.isArray(value) ? value : []);
      for (const { input } of boxes) input.checked = chosen.has(input.value);
    },
    onChange: (changed) => root.addEventListener('change', changed),
  };
}

/** A value in words, for whoever compares two versions. */
export function shownValue(value: unknown): string {
  if (value === null || value === undefined || value === '') return says.empty;
  if (typeof value === 'boolean') return value ? says.yes : says.no;
  if (typeof value === 'number') return quantityText(value);
  if (Array.isArray(value)) return value.length === 0 ? says.empty : value.map(shownValue).join(', ');
  if (typeof value === 'object') return Object.values(value).map(shownValue).join(' / ');
  if (isCivilDate(String(value))) return formatted(String(value));
  const choices: Readonly<Record<string, string>> = says.choices;
  return choices[String(value)] ?? String(value);
}
