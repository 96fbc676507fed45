/** The few things this page does to the DOM again and again. Text only ever enters as text. */

type Attributes = Record<string, string | boolean>;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children);
  return made;
}

/** @throws Error if the page has no such element: page.html and the scripts have come apart */
export function find<T extends HTMLElement>(selector: string, within: ParentNode = document): T {
  const found = within.querySelector<T>(selector);
  if (!found) throw new Error(`page.html has no ${selector}`);
  return found;
}

export interface Signal<T> {
  listen(listener: (value: T) => void): void;
  tell(value: T): void;
}

export function createSignal<T>(): Signal<T> {
  const listeners: ((value: T) => void)[] = [];
  return {
    listen: (listener) => void listeners.push(listener),
    tell: (value) => {
      for (const listener of listeners) listener(value);
    },
  };
}

/** Control on most keyboards, Command on a Mac. */
export const withCommand = (event: KeyboardEvent | MouseEvent) => event.ctrlKey || event.metaKey;
