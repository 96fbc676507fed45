/** The real bundle in the local host, for the tests that drive the add-on without a browser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHost } from '../../addon/local/host/host.ts';
import type {
  Host,
  HostOptions,
  HostSession,
  SpreadsheetDocument,
  UiEvent,
} from '../../addon/local/host/types.ts';
import type { Calls } from '../../addon/server/calls.ts';
import { keepLogLine } from './addonLog.ts';
import { lightParts } from './parts.ts';

type AfterEmail<A extends unknown[]> = A extends [email: string, ...rest: infer Rest] ? Rest : never;
export type Good<K extends keyof Calls> = Extract<ReturnType<Calls[K]>, { ok: true }>;

/** One person at one spreadsheet: what their panel would call. */
export interface Seat {
  session: HostSession;
  /** What the window was shown so far. */
  shown: UiEvent[];
  call<K extends keyof Calls>(
    name: K,
    ...args: AfterEmail<Parameters<Calls[K]>>
  ): Promise<ReturnType<Calls[K]>>;
  /** The same, for a call that must succeed. */
  good<K extends keyof Calls>(name: K, ...args: AfterEmail<Parameters<Calls[K]>>): Promise<Good<K>>;
  /** Answers every question of the script from now on. */
  answering(button: 'YES' | 'NO'): void;
}

export interface AddonHost {
  host: Host;
  open(locale?: 'fr_FR' | 'en_US'): SpreadsheetDocument;
  seat(document: SpreadsheetDocument, email: string): Seat;
  close(): Promise<void>;
}

export async function startAddon(
  apiUrl: string,
  { selfTest = false, ...options }: Omit<HostOptions, 'bundleFolder'> & { selfTest?: boolean },
): Promise<AddonHost> {
  const outFolder = await mkdtemp(join(tmpdir(), 'addon-'));
  await lightParts.buildAddon({ outFolder, apiUrl, environment: 'test', selfTest });
  const log: HostOptions['log'] = (level, message, email) => keepLogLine(`${level} ${email} ${message}`);
  const host = createHost({ bundleFolder: outFolder, log, ...options });
  return {
    host,
    open: (locale = 'fr_FR') => host.createSpreadsheet('Classeur', locale, 'Europe/Paris'),
    seat: (document, email) => seatAt(host, document, email),
    async close() {
      await host.close();
      await rm(outFolder, { recursive: true });
    },
  };
}

function seatAt(host: Host, document: SpreadsheetDocument, email: string): Seat {
  const session = host.session(document.id, email);
  const shown: UiEvent[] = [];
  let button: 'YES' | 'NO' | null = null;
  session.onUi((event) => {
    shown.push(event);
    if (event.what === 'alert' && button) session.answerAlert(event.alertId, button);
  });
  const call: Seat['call'] = (name, ...args) =>
    session.call(name, [email, ...args]) as Promise<ReturnType<Calls[typeof name]>>;
  return {
    session,
    shown,
    call,
    async good(name, ...args) {
      const answer = await call(name, ...args);
      if (!answer.ok)
        throw new Error(`${name}: ${answer.code} ${answer.message} ${JSON.stringify(answer.errors)}`);
      return answer as Good<typeof name>;
    },
    answering(wanted) {
      button = wanted;
    },
  };
}
