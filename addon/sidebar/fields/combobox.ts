/** A field that searches as one types, with a list walked by arrows: the ARIA combobox pattern. */
import { likelyOtherLayout } from '../../../shared/domain/keyboardLayout.ts';
import { searchKey } from '../../../shared/domain/keys.ts';
import type { Answer } from '../../server/calls.ts';
import { el, type Field, field, freshId, textInput } from '../dom.ts';
import { setStatus } from '../page.ts';
import { say, words } from '../words.ts';
import { keepsSeparator } from './scanField.ts';

export interface ComboboxOptions<T> {
  label: string;
  hint?: string;
  value?: string;
  search(q: string): Promise<Answer<{ rows: T[] }>>;
  /** Its code, and what stands beside it in the list. */
  shows(choice: T): { code: string; text: string };
  /** The person chose one, having typed `q`; returns what the field then holds. */
  choose(choice: T, q: string): string;
  /** Enter, with what may be a scan: what the field then holds, where it is one that is taken care of; else null. */
  scanned?(text: string): string | null;
  /** Enter, and nothing fits. */
  none?(q: string): void;
  /** Each key: the field no longer names what was chosen. */
  typed?(text: string): void;
}

/** After the last key, before what is typed is searched. */
export const TYPING_PAUSE_MS = 250;

export function combobox<T>(options: ComboboxOptions<T>): Field<HTMLInputElement> {
  const list = el('ul', { class: 'options', id: freshId('options'), role: 'listbox', hidden: true });
  const input = textInput(options.value ?? '', {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
    spellcheck: 'false',
  });
  const box = field(options.label, input, {
    ...(options.hint && { hint: options.hint }),
    inside: el('div', { class: 'combobox' }, input, list),
  });
  let rows: T[] = [];
  let active = -1;
  let asked = 0;
  let timer = 0;

  function close(): void {
    clearTimeout(timer);
    asked += 1;
    // The number of choices is news only while the list is open.
    if (!list.hidden) setStatus('');
    forget();
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
  }

  function choose(choice: T): void {
    const q = input.value.trim();
    close();
    input.value = options.choose(choice, q);
    box.setError(null);
  }

  function activate(index: number): void {
    active = index;
    [...list.children].forEach((option, place) => {
      option.setAttribute('aria-selected', String(place === index));
      if (place !== index) return;
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    });
  }

  /** The choices of an older text are no answer to a newer one: Enter takes none of them. */
  function forget(): void {
    rows = [];
    active = -1;
    for (const option of list.children) option.setAttribute('aria-selected', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function draw(q: string): void {
    active = -1;
    input.removeAttribute('aria-activedescendant');
    // A list of choices holds nothing but choices: this one cannot be taken.
    const off = { class: 'none', role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' };
    const none = el('li', off, say(words.panel.nothingFound, { q }));
    const choices = rows.map((row, place) => {
      const { code, text } = options.shows(row);
      const option = el(
        'li',
        { role: 'option', id: freshId('option'), 'aria-selected': 'false' },
        el('strong', {}, code),
        el('span', { class: 'quiet' }, text),
      );
      // The list would be gone before a click arrives, were the field to lose the focus first.
      option.addEventListener('mousedown', (event) => event.preventDefault());
      option.addEventListener('click', () => choose(row));
      // A list that is drawn under a resting mouse is not pointed at: the browser reports a move of nothing.
      option.addEventListener('mousemove', ({ movementX, movementY }) => {
        if (active !== place && (movementX !== 0 || movementY !== 0)) activate(place);
      });
      return option;
    });
    list.replaceChildren(...(choices.length > 0 ? choices : [none]));
    list.hidden = false;
    // Below the fold it would be a list that nobody sees.
    list.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-expanded', 'true');
    setStatus(rows.length > 0 ? say(words.panel.choices, { count: rows.length }) : '');
  }

  /** Searches now. With `take`, what fits exactly, or alone, is chosen: a scanner ends with Enter. */
  async function search(take: boolean): Promise<void> {
    clearTimeout(timer);
    const q = input.value.trim();
    if (q === '') return close();
    asked += 1;
    const mine = asked;
    const answer = await options.search(q);
    // An answer to an older question comes late, and is no longer wanted.
    if (mine !== asked) return;
    box.setError(answer.ok ? null : answer.message);
    rows = answer.ok ? answer.rows : [];
    const exact = rows.find((row) => searchKey(options.shows(row).code) === searchKey(q));
    const alone = rows.length === 1 ? rows[0] : undefined;
    const named = rows.filter((row) => searchKey(options.shows(row).text) === searchKey(q));
    const taken = exact ?? alone ?? (named.length === 1 ? named[0] : undefined);
    if (take && taken) return choose(taken);
    if (take && answer.ok && rows.length === 0) {
      // A scanner set to another keyboard layout typed it: what the same keys mean there is looked up too.
      const other = likelyOtherLayout(q);
      if (other !== null) {
        input.value = other;
        options.typed?.(other);
        return search(true);
      }
      // What is asked about it then says that it is not known.
      if (options.none) {
        close();
        return options.none(q);
      }
    }
    if (document.activeElement !== input) return close();
    if (answer.ok) draw(q);
    else close();
    if (take && rows.length > 0) activate(0);
  }

  input.addEventListener('input', () => {
    options.typed?.(input.value);
    clearTimeout(timer);
    asked += 1;
    forget();
    timer = window.setTimeout(() => void search(false), TYPING_PAUSE_MS);
  });
  input.addEventListener('keydown', (event) => {
    if (options.scanned && keepsSeparator(input, event)) return;
    const open = !list.hidden && rows.length > 0;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (open) activate((active + step + rows.length) % rows.length);
      else void search(false);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = open ? rows[active] : undefined;
      if (chosen !== undefined) return choose(chosen);
      const holds = options.scanned?.(input.value) ?? null;
      if (holds === null) return void search(true);
      close();
      input.value = holds;
      input.select();
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener('blur', () => close());
  // What is typed or scanned next replaces what stands there; a click would put the caret into it.
  input.addEventListener('focus', () => input.select());
  input.addEventListener('mousedown', (event) => {
    if (document.activeElement === input || input.value === '') return;
    event.preventDefault();
    input.focus();
  });
  return box;
}
