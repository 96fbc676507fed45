import type { RunFacts } from '../execution.ts';
import { logger, scriptConsole } from './console.ts';
import { AuthMode, Charset, DigestAlgorithm, MacAlgorithm } from './enums.ts';
import { htmlService } from './html-service.ts';
import { type Bridge, connect, exception, takeCounts } from './remote.ts';
import { scriptApp } from './script-app.ts';
import { setFacts, whole } from './service.ts';
import { session } from './session.ts';
import { Spreadsheet } from './spreadsheet.ts';
import { spreadsheetApp } from './spreadsheet-app.ts';
import { cacheService, lockService, propertiesService } from './storage.ts';
import { urlFetchApp } from './url-fetch-app.ts';
import { User } from './user.ts';
import { utilities } from './utilities.ts';
import { crossing } from './values.ts';

/** What the thread tells the context to run; it crosses as JSON. */
export interface Invocation {
  functionName: string;
  /** Arguments of a call from a frame; null for a menu click, `'event'` for a trigger with its event object. */
  args: unknown[] | null | 'event';
}

/** How a run ended; it crosses as JSON. */
export interface Outcome {
  value?: unknown;
  error?: { name: string; message: string; stack: string };
  counts: Record<string, number>;
}

const { parse, stringify } = JSON;

const globals = {
  CacheService: cacheService,
  Charset,
  DigestAlgorithm,
  HtmlService: htmlService,
  LockService: lockService,
  Logger: logger,
  MacAlgorithm,
  PropertiesService: propertiesService,
  ScriptApp: scriptApp,
  Session: session,
  SpreadsheetApp: spreadsheetApp,
  UrlFetchApp: urlFetchApp,
  Utilities: utilities,
  console: scriptConsole,
};

function openEvent({ mode }: RunFacts): unknown {
  const event = { authMode: AuthMode[mode], user: whole<GoogleAppsScript.Base.User>(new User('')) };
  return mode === 'NONE' ? event : { ...event, source: whole(new Spreadsheet()) };
}

function failed(error: unknown): Outcome {
  const isError = error !== null && typeof error === 'object' && 'message' in error;
  const { name, message, stack } = isError ? (error as Error) : new Error(String(error));
  return {
    error: { name: String(name), message: String(message), stack: String(stack) },
    counts: takeCounts(),
  };
}

/** The add-on's functions: what its scripts added to the globals, and nothing of the language or of Google. */
function functionNamed(name: string, before: ReadonlySet<string>): (...args: unknown[]) => unknown {
  const own = !before.has(name) && Object.hasOwn(globalThis, name);
  const found: unknown = own ? Reflect.get(globalThis, name) : undefined;
  if (typeof found !== 'function') throw exception(`Script function not found: ${name}`);
  return found as (...args: unknown[]) => unknown;
}

/**
 * Puts Google's services into a fresh context. The thread calls it with functions of its own realm; they stay in
 * this closure, and only strings pass them in either direction, so the add-on can never reach Node through them.
 */
export function install(bridge: Bridge, factsText: string) {
  const facts = parse(factsText) as RunFacts;
  connect(bridge);
  setFacts(facts);
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
  const before = new Set(Object.getOwnPropertyNames(globalThis));

  return (text: string, done: (outcome: string) => void): void => {
    const end = (outcome: Outcome) => done(stringify(outcome));
    try {
      const { functionName, args } = parse(text) as Invocation;
      // A trigger that the add-on does not have is no error: Google just has nothing to run.
      if (args === 'event' && !Object.hasOwn(globalThis, functionName)) {
        end({ counts: takeCounts() });
        return;
      }
      const run = functionNamed(functionName, before);
      const given = args === 'event' ? [openEvent(facts)] : (args ?? []);
      const value = run.apply(globalThis, given);
      // An async function of a menu is run to its end; a promise never crosses to a frame.
      if (args === null && value instanceof Promise) {
        value.then(
          () => end({ counts: takeCounts() }),
          (error: unknown) => end(failed(error)),
        );
        return;
      }
      end({ value: Array.isArray(args) ? crossing(value) : null, counts: takeCounts() });
    } catch (error) {
      end(failed(error));
    }
  };
}
