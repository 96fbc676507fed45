import type { Bundle } from './bundle.ts';
import type { Mode, Window } from './execution.ts';
import type { Invocation } from './google/install.ts';
import { documentOf } from './model/document.ts';
import type { OpenWorkbook } from './model/open-workbook.ts';
import type { Runner, RunResult } from './runs.ts';
import type { HostSession, MenuEntry, UiEvent } from './types.ts';

/** The add-on's own menu lies open: its entries; every other menu is one entry with a caption. */
const menuEntries = (menus: MenuEntry[]): MenuEntry[] =>
  menus.flatMap((menu) => (menu.label === '' ? (menu.entries ?? []) : [menu]));

/**
 * Throws for what cannot cross from a frame, with the sentence of Google's client: anything but primitives,
 * arrays and plain objects.
 */
function checkArgument(value: unknown, path: string, above: unknown[] = []): void {
  const isPlain = (object: object) => {
    const prototype: unknown = Object.getPrototypeOf(object);
    // Plain in whichever realm the value was made: its prototype is the end of the chain.
    return prototype === null || Object.getPrototypeOf(prototype) === null;
  };
  if (value === null || ['undefined', 'string', 'number', 'boolean'].includes(typeof value)) return;
  if (typeof value !== 'object' || above.includes(value) || !(Array.isArray(value) || isPlain(value))) {
    throw new Error(`Failed due to illegal value in property: ${path}`);
  }
  for (const [key, item] of Object.entries(value)) checkArgument(item, key, [...above, value]);
}

/** Undefined becomes null wherever it stands, as it does on Google's wire. */
const wire = (args: unknown[]): unknown[] =>
  JSON.parse(JSON.stringify(args, (_, item: unknown) => (item === undefined ? null : item))) as unknown[];

export function createSession(
  open: OpenWorkbook,
  email: string,
  readBundle: () => Bundle,
  run: Runner,
): HostSession {
  const listeners = new Set<(event: UiEvent) => void>();
  const window: Window = {
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    sidebarFrame: null,
    waiting: new Map(),
    closed: false,
  };
  const start = async (invocation: Invocation, mode: Mode, as = email): Promise<RunResult> => {
    if (window.closed) throw new Error('The window was closed');
    return run(readBundle(), { open, window, email: as, mode, invocation });
  };
  const startInPage = async (invocation: Invocation, as = email): Promise<unknown> => {
    const { value, menus } = await start(invocation, 'FULL', as);
    if (menus.length > 0) window.emit({ what: 'menu', entries: menuEntries(menus) });
    return value;
  };

  return {
    document: documentOf(open, email),
    email,
    async open(mode = 'LIMITED') {
      const { menus } = await start({ functionName: 'onOpen', args: 'event' }, mode);
      return menuEntries(menus);
    },
    async choose(functionName) {
      try {
        await startInPage({ functionName, args: null });
      } catch (error) {
        window.emit({ what: 'failure', message: (error as Error).message });
        throw error;
      }
    },
    async call(functionName, args, asEmail) {
      for (const [at, arg] of args.entries()) checkArgument(arg, String(at));
      // The convention by which Apps Script keeps a function from frames.
      if (functionName.endsWith('_')) throw new Error(`Script function not found: ${functionName}`);
      return startInPage({ functionName, args: wire(args) }, asEmail);
    },
    answerAlert(alertId, button, text = '') {
      const dialog = window.waiting.get(alertId);
      if (!dialog) throw new Error(`No dialog ${alertId} is waiting`);
      window.waiting.delete(alertId);
      dialog.answer({ button, text });
    },
    onUi(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      // As in Google, what runs runs on; only a script that waits for an answer will get none.
      window.closed = true;
      listeners.clear();
      for (const dialog of [...window.waiting.values()]) dialog.drop();
    },
  };
}
