/** The filters of a report: each gives its part of the question, and says itself in words. */
import type { ReportQuery } from '../../server/calls/stock.ts';
import { el, type Field, field, textInput } from '../dom.ts';
import { dateField } from '../fields/dateField.ts';
import { itemSearch } from '../fields/itemSearch.ts';
import type { ScannedGoods } from '../fields/scanner.ts';
import { formatted, words } from '../words.ts';
import { lookAt } from './lookedAt.ts';
import type { Reader } from './reading.ts';

const says = words.stock;

export interface Filter {
  root: HTMLElement;
  /** What it adds to the question; empty where it asks for nothing. */
  query(): ReportQuery;
  /** «Pharmacie centrale»; '' where it asks for nothing. */
  about(): string;
  /** Calls back after each change that is to be shown at once. */
  onChange(changed: () => void): void;
}

export interface Choice {
  value: string;
  text: string;
  query: ReportQuery;
}

/** One of a few; the first is chosen unless another is named. */
export function choiceFilter(
  label: string,
  choices: readonly Choice[],
  first = choices[0]?.value ?? '',
): Filter {
  const select = el('select', {}, ...choices.map(({ value, text }) => el('option', { value }, text)));
  select.value = first;
  const chosen = () => choices.find(({ value }) => value === select.value) ?? choices[0]!;
  return {
    root: field(label, select).root,
    query: () => chosen().query,
    about: () => chosen().text,
    onChange: (changed) => select.addEventListener('change', changed),
  };
}

/** Where: the depot that is looked at, or another; the head of the panel follows. */
export function depotFilter(reader: Reader, chosen = reader.depot): Filter {
  const all = { value: '', text: says.allDepots, query: {} };
  const each = reader.places.map(({ code, name }) => ({ value: code, text: name, query: { depot: code } }));
  const filter = choiceFilter(says.depot, [all, ...each], chosen);
  filter.onChange(() => lookAt(reader, filter.query().depot ?? ''));
  return filter;
}

/** A text, looked at when Enter is pressed or the focus goes on. */
export function textFilter(
  label: string,
  name: string,
  hint = '',
  value = '',
): Filter & { box: Field<HTMLInputElement> } {
  const input = textInput(value, { maxlength: 100, spellcheck: 'false' });
  const box = field(label, input, { hint });
  return {
    box,
    root: box.root,
    query: () => (input.value.trim() === '' ? ({} as ReportQuery) : { [name]: input.value.trim() }),
    about: () => (input.value.trim() === '' ? '' : `${label} ${input.value.trim()}`),
    onChange: (changed) => {
      input.addEventListener('change', changed);
      input.addEventListener('keydown', (event) => {
        if (event.key === 'Enter') changed();
      });
    },
  };
}

/** The end of a day, today or earlier. */
export function dayFilter(label: string, name: string, value: string, today: string): Filter {
  let date = value;
  let tell = () => {};
  const box = dateField({
    label,
    value,
    today,
    kind: 'document',
    changed: (next) => {
      date = next;
      tell();
    },
  });
  return {
    root: box.root,
    query: () => ({ [name]: date }),
    about: () => `${label} ${formatted(date)}`,
    onChange: (changed) => {
      tell = changed;
    },
  };
}

export interface ItemFilter extends Filter {
  input: HTMLInputElement;
  chosen(): string;
  setError(text: string | null): void;
}

/** An item; what is typed and not chosen is taken as its code. `scanned` hears what else a scan says. */
export function itemFilter(
  { me }: Reader,
  value = '',
  scanned: (goods: ScannedGoods) => void = () => undefined,
): ItemFilter {
  let code = value;
  let tell = () => {};
  const box = itemSearch(
    (item, _, goods) => {
      code = item.code;
      if (goods) scanned(goods);
      // The field is filled after this returns.
      queueMicrotask(() => tell());
      return item.code;
    },
    {
      label: says.item,
      hint: says.itemHint,
      today: me.today,
      value,
      typed: (text) => {
        code = text.trim();
      },
    },
  );
  return {
    root: box.root,
    input: box.input,
    chosen: () => code,
    setError: box.setError,
    query: () => (code === '' ? ({} as ReportQuery) : { item: code }),
    about: () => code,
    onChange: (changed) => {
      tell = changed;
    },
  };
}
