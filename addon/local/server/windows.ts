/**
 * A window is one browser tab at the spreadsheet: a host session, its frames and its stream of events.
 * It outlives a lost connection for a while, so that a dialog that a script waits for is not lost.
 */
import type { ServerResponse } from 'node:http';
import type { Host, HostSession, SpreadsheetDocument, UiEvent } from '../host/types.ts';
import { gatherChanges } from './changes.ts';
import { messageOf } from './respond.ts';
import { createStream } from './stream.ts';
import type { Opened, Person, WindowEvent, WireUi } from './wire.ts';

export interface WindowOptions {
  host: Host;
  spreadsheetId: string;
  people: readonly Person[];
  frameUrl: string;
  mode: 'NONE' | 'LIMITED';
}

export interface SheetWindow {
  readonly id: string;
  readonly document: SpreadsheetDocument;
  readonly session: HostSession;
  readonly person: Person;
  readonly framePerson: Person | null;
  /** HTML of each frame that this window was given, by frame id. */
  readonly frames: Map<string, { title: string; html: string }>;
  /** Streams events to the browser: those after `last` if they are still known, else from the start. */
  attach(response: ServerResponse, last: number | null): void;
  /** Runs a function of the script and sends how it ended. */
  run(ticket: string, script: () => Promise<unknown>): void;
  answerAlert(...answer: Parameters<HostSession['answerAlert']>): void;
  /** The browser tab is gone. What runs goes on to its end, as at Google's; what asks is never answered. */
  leave(): void;
  /** Ends everything at once. */
  close(): void;
}

export interface OpenWindow {
  id: string;
  person: Person;
  framePerson: Person | null;
  onClosed: () => void;
}

/** Opens a session for a browser tab. The add-on's `onOpen` runs once the page listens. */
export function openWindow(options: WindowOptions, request: OpenWindow): SheetWindow {
  const session = options.host.session(options.spreadsheetId, request.person.email);
  const frames: SheetWindow['frames'] = new Map();
  const stream = createStream(() => leave());
  const asking = new Set<string>();
  let [running, hasLeft, closed] = [0, false, false];
  let menu: Promise<WindowEvent> | undefined;

  const opened = (): Opened => ({
    what: 'opened',
    name: session.document.name,
    locale: session.document.locale,
    person: request.person,
    framePerson: request.framePerson,
    people: [...options.people],
    sheets: session.document.sheets(),
    frameOrigin: new URL(options.frameUrl).origin,
  });

  const toWire = (event: Exclude<UiEvent, { what: 'menu' }>): WireUi => {
    if (event.what !== 'sidebar' && event.what !== 'dialog') return event;
    const { html, ...rest } = event;
    frames.set(event.frameId, { title: event.title, html });
    return { ...rest, address: `${options.frameUrl}/frames/${request.id}/${event.frameId}` };
  };

  const askMenu = async (): Promise<WindowEvent> => {
    try {
      return { what: 'menu', entries: await session.open(options.mode) };
    } catch (failure) {
      return { what: 'ui', event: { what: 'failure', message: messageOf(failure) } };
    }
  };

  const changes = gatherChanges(session.document, (event) => stream.send(event));
  /** What a script shows or answers comes after what it wrote: a tab it made is known when it comes forward. */
  const send = (event: WindowEvent) => {
    changes.flush();
    stream.send(event);
  };
  const stopUi = session.onUi((event) => {
    if (event.what === 'menu') {
      menu = Promise.resolve(event);
      return send(event);
    }
    send({ what: 'ui', event: toWire(event) });
    if (event.what === 'closeFrame') frames.delete(event.frameId);
    if (event.what === 'alert' || event.what === 'prompt') asking.add(event.alertId);
    closeIfLeft();
  });

  function run(ticket: string, script: () => Promise<unknown>): void {
    running += 1;
    script()
      .then(
        (value) => send({ what: 'answer', ticket, ok: true, value: value ?? null }),
        (failure) => send({ what: 'answer', ticket, ok: false, message: messageOf(failure) }),
      )
      .finally(() => {
        running -= 1;
        closeIfLeft();
      });
  }

  function leave(): void {
    hasLeft = true;
    request.onClosed();
    closeIfLeft();
  }

  function closeIfLeft(): void {
    if (hasLeft && (running === 0 || asking.size > 0)) close();
  }

  function close(): void {
    if (closed) return;
    closed = true;
    stopUi();
    changes.stop();
    stream.end();
    session.close();
    request.onClosed();
  }

  return {
    id: request.id,
    document: session.document,
    session,
    person: request.person,
    framePerson: request.framePerson,
    frames,
    attach(response, last) {
      if (stream.resume(response, last)) return;
      stream.start(response, opened());
      menu ??= askMenu();
      void menu.then(stream.send);
    },
    run,
    answerAlert(alertId, button, text) {
      asking.delete(alertId);
      session.answerAlert(alertId, button, text);
    },
    leave,
    close,
  };
}
