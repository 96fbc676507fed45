/**
 * A window is one browser tab at the spreadsheet: a host session, its frames and its stream of events.
 * It outlives a lost connection for a while, so that a dialog that a script waits for is not lost.
 */
import type { ServerResponse } from 'node:http';
import type { Host, HostSession, SpreadsheetChange, SpreadsheetDocument, UiEvent } from '../host/types.ts';
import { messageOf } from './respond.ts';
import type { Opened, Person, WindowEvent, WireUi } from './wire.ts';

const graceMs = 20_000;
const keptEvents = 500;
/** Writes of a script come in bursts; what a person sees may wait this long. */
const gatherMs = 20;

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
  send(event: WindowEvent): void;
  /** Streams events to the browser: those after `last` if they are still known, else from the start. */
  attach(response: ServerResponse, last: number | null): void;
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
  const stream = createStream(() => close());
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

  const toWire = (event: UiEvent): WireUi => {
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
    send({ what: 'ui', event: toWire(event) });
    if (event.what === 'closeFrame') frames.delete(event.frameId);
  });

  let closed = false;
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
    send,
    attach(response, last) {
      if (stream.resume(response, last)) return;
      stream.start(response, opened());
      menu ??= askMenu();
      void menu.then(stream.send);
    },
    close,
  };
}

/** The document's changes as few events: whole sheets' list once, cells as one span per sheet. */
function gatherChanges(
  document: SpreadsheetDocument,
  send: (event: WindowEvent) => void,
): { flush(): void; stop(): void } {
  const spans = new Map<number, { firstRow: number; lastRow: number }>();
  let sheetsChanged = false;
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (sheetsChanged) send({ what: 'sheets', sheets: document.sheets() });
    for (const [sheetId, span] of spans) send({ what: 'cells', sheetId, ...span });
    sheetsChanged = false;
    spans.clear();
  };
  const gather = (change: SpreadsheetChange) => {
    if (change.what === 'cells') {
      const known = spans.get(change.sheetId) ?? change;
      spans.set(change.sheetId, {
        firstRow: Math.min(known.firstRow, change.firstRow),
        lastRow: Math.max(known.lastRow, change.lastRow),
      });
    } else sheetsChanged = true;
    timer ??= setTimeout(flush, gatherMs);
  };

  const stop = document.onChange(gather);
  return {
    flush,
    stop() {
      stop();
      clearTimeout(timer);
    },
  };
}

interface Stream {
  send(event: WindowEvent): void;
  start(response: ServerResponse, first: WindowEvent): void;
  resume(response: ServerResponse, last: number | null): boolean;
  end(): void;
}

/** Numbered events; the last ones are kept for a browser that lost its connection. */
function createStream(onAbandoned: () => void): Stream {
  let response: ServerResponse | null = null;
  let grace: NodeJS.Timeout | undefined = setTimeout(onAbandoned, graceMs);
  let kept: { id: number; text: string }[] = [];
  let lastId = 0;
  const beat = setInterval(() => response?.write(': still here\n\n'), 10_000);

  const send = (event: WindowEvent) => {
    lastId += 1;
    const text = `id: ${lastId}\ndata: ${JSON.stringify(event)}\n\n`;
    kept.push({ id: lastId, text });
    if (kept.length > keptEvents * 2) kept = kept.slice(-keptEvents);
    response?.write(text);
  };
  const attach = (next: ServerResponse) => {
    clearTimeout(grace);
    response?.end();
    response = next;
    next.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    next.write(': hello\n\n');
    next.on('close', () => {
      if (response !== next) return;
      response = null;
      grace = setTimeout(onAbandoned, graceMs);
    });
  };

  return {
    send,
    start(next, first) {
      attach(next);
      send(first);
    },
    resume(next, last) {
      const firstKept = kept[0]?.id ?? lastId + 1;
      if (last === null || last > lastId || last + 1 < firstKept) return false;
      attach(next);
      for (const event of kept) if (event.id > last) next.write(event.text);
      return true;
    },
    end() {
      clearInterval(beat);
      clearTimeout(grace);
      response?.end();
      response = null;
    },
  };
}
