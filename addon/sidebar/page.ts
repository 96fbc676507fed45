/** What all panels share: the screens one after the other, one thing at a time, the status line. */
import type { Me } from '../../shared/contract/people.ts';
import type { PanelName } from '../panels.ts';
import { el, waiting } from './dom.ts';
import { keepScansOffButtons } from './fields/scansOffButtons.ts';

export type MyDepot = Me['depots'][number];

/** Where drafts are kept: a panel, and the depot that they are about. */
export interface DraftPlace {
  name: PanelName;
  depot: { code: string };
  /** Texts by the names of their forms, as they stand on the screens that were left: they come back with their depot. */
  drafts: Map<string, string>;
}

export interface Panel extends DraftPlace {
  me: Me;
  depot: MyDepot;
}

const at = (id: string): HTMLElement => document.getElementById(id)!;

/** Said at the foot of the panel, and aloud by screen readers. */
export function setStatus(text: string): void {
  at('status').textContent = text;
}

let leaving: (() => unknown)[] = [];

/** What the screen in place must stop when another takes its place (its timers). */
export function onLeaving(stop: () => unknown): void {
  leaving.push(stop);
}

/** Stops what the screen runs, and waits until what it keeps is kept. */
async function leave(): Promise<void> {
  const stops = leaving;
  leaving = [];
  await Promise.all(stops.map((stop) => stop()));
}

/** The screen stays if nothing comes of it. */
export async function keepAll(): Promise<void> {
  await Promise.all(leaving.map((stop) => stop()));
}

/** Puts a screen in place. The heading takes the focus, so that the keyboard and screen readers follow. */
export function showScreen(title: string, ...content: (Node | string | null | false)[]): void {
  void leave();
  document.title = title;
  const heading = el('h1', { tabindex: -1 }, title);
  const kept = content.filter((node): node is Node | string => Boolean(node));
  at('main').replaceChildren(heading, ...kept);
  window.scrollTo(0, 0);
  heading.focus();
  // What was said about the screen before: what is under way says its own again.
  if (!working) setStatus('');
}

export function showWaiting(title: string, text: string): void {
  showScreen(title, waiting(text));
  setStatus(text);
}

let working = false;

export function isWorking(): boolean {
  return working;
}

/**
 * One thing at a time: while it lasts every control is off, so that no click counts twice (E49). Nothing turns
 * beside the text where it is the person that is waited for.
 */
export async function whileWorking<T>(
  text: string,
  work: () => Promise<T>,
  waitsFor: 'service' | 'person' = 'service',
): Promise<T | undefined> {
  if (working) return undefined;
  working = true;
  const main = at('main');
  const before = document.activeElement;
  main.setAttribute('aria-busy', 'true');
  main.inert = true;
  at('depot').inert = true;
  setStatus(text);
  at('status').classList.toggle('waiting', waitsFor === 'service');
  try {
    return await work();
  } finally {
    working = false;
    main.removeAttribute('aria-busy');
    main.inert = false;
    at('depot').inert = false;
    at('status').classList.remove('waiting');
    if (at('status').textContent === text) setStatus('');
    if (before instanceof HTMLElement && before.isConnected && document.activeElement === document.body)
      before.focus();
  }
}

keepScansOffButtons();
