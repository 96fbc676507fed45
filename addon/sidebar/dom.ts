/** Elements, written down as they nest. Text is always text: nothing here reads html. */
import { afterPress } from './afterPress.ts';

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

/** `on…` functions listen; true sets an attribute without a value; null and false leave it out. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

export function button(
  text: string,
  press: () => void,
  kind: 'primary' | 'danger' | 'link' | '' = '',
): HTMLButtonElement {
  return el('button', { type: 'button', class: kind || null, onclick: press }, text);
}

export function notice(kind: 'info' | 'good' | 'warning' | 'danger', ...children: Child[]): HTMLElement {
  const content = children.map((child) => (typeof child === 'string' ? el('p', {}, child) : child));
  return el('div', { class: `notice ${kind}`, role: kind === 'danger' ? 'alert' : null }, ...content);
}

export function waiting(text: string): HTMLElement {
  return el('p', { class: 'waiting' }, text);
}

let lastId = 0;
export function freshId(prefix: string): string {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

export interface Field<T extends HTMLElement> {
  root: HTMLElement;
  input: T;
  setHint(text: string): void;
  /** Null takes the error away. */
  setError(text: string | null): void;
}

/** Label above, control, hint, error beside it: the error is tied to the control for screen readers. */
export function field<T extends HTMLElement>(
  label: string,
  input: T,
  options: { hint?: string; inside?: HTMLElement } = {},
): Field<T> {
  input.id ||= freshId('field');
  const hint = el('p', { class: 'hint', id: `${input.id}-hint`, hidden: !options.hint }, options.hint);
  const error = el('p', { class: 'error', id: `${input.id}-error`, hidden: true });
  input.setAttribute('aria-describedby', `${hint.id} ${error.id}`);
  let wrong: string | null = null;
  const draw = () => {
    error.textContent = wrong ?? '';
    error.hidden = !wrong;
  };
  const root = el(
    'div',
    { class: 'field' },
    el('label', { for: input.id }, label),
    options.inside ?? input,
    hint,
    error,
  );
  return {
    root,
    input,
    setHint(text) {
      hint.textContent = text;
      hint.hidden = text === '';
    },
    setError(text) {
      wrong = text;
      afterPress(draw);
      if (text) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    },
  };
}

/** A text field: numbers too, so that the mouse wheel changes nothing. */
export function textInput(value: string, attributes: Attributes = {}): HTMLInputElement {
  const input = el('input', { type: 'text', autocomplete: 'off', ...attributes });
  input.value = value;
  return input;
}
