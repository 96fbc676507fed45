import type { Bundle } from './bundle.ts';
import type { Locks } from './locks.ts';
import type { OpenWorkbook } from './model/open-workbook.ts';
import type { Stores } from './stores.ts';
import type { HostOptions, MenuEntry, ServiceCalls, UiEvent } from './types.ts';

export type Mode = 'NONE' | 'LIMITED' | 'FULL';

/** What all executions of one host share. */
export interface HostState {
  options: HostOptions;
  workbooks: Map<string, OpenWorkbook>;
  stores: Stores;
  locks: Locks;
  calls: ServiceCalls;
  /** Aborted when the host closes: nothing outlives it. */
  closing: AbortSignal;
}

export interface DialogAnswer {
  button: 'OK' | 'CANCEL' | 'YES' | 'NO' | 'CLOSE';
  text: string;
}

/** The browser window that an execution shows things in. */
export interface Window {
  emit(event: UiEvent): void;
  /** The frame that the sidebar shows now. */
  sidebarFrame: string | null;
  /** Dialogs of scripts that wait, by alert id. */
  waiting: Map<string, WaitingDialog>;
  closed: boolean;
}

export interface WaitingDialog {
  answer(given: DialogAnswer): void;
  /** Nobody is there to answer any more: ends the script. */
  drop(): void;
}

/** One run of one function of the add-on. */
export interface Execution {
  id: string;
  host: HostState;
  bundle: Bundle;
  open: OpenWorkbook;
  email: string;
  mode: Mode;
  window: Window;
  /** Aborted when the execution ends, for whatever reason: all that waits for it stops waiting. */
  signal: AbortSignal;
  /** Ends the execution at once. */
  end(reason: Error): void;
  /** Stops the clock of the execution limit while a person reads a dialog. */
  pauseClock(): void;
  resumeClock(): void;
  /** Menus given to `addToUi` so far. */
  menus: MenuEntry[];
  /** Bodies fetched by this execution, until the script asks for their bytes. */
  bodies: Uint8Array[];
}

/** What the in-context side must know before the add-on's first line runs. */
export interface RunFacts {
  email: string;
  mode: Mode;
  /** Two letters: the language of the person's account. */
  userLocale: string;
  timeZone: string;
  /** Null where the manifest lists none: Apps Script then works out the scopes by itself. */
  manifestScopes: string[] | null;
  refusedScopes: string[];
}
