/** The line to the server: events come by EventSource, actions go by POST, one after another. */
import type { WindowEvent, WireCell } from '../server/wire.ts';
import { createSignal } from './dom.ts';
import { texts } from './texts.ts';

const retryMs = [300, 700, 1500, 3000];

/** The server cannot be reached, or does not know this window any more. */
export class LostConnection extends Error {
  override name = 'LostConnection';
}

export interface Connection {
  /** Actions reach the server in the order they were asked. Rejects with the server's sentence. */
  post<T>(action: string, body: object): Promise<T>;
  rows(sheetId: number, first: number, count: number): Promise<WireCell[][]>;
  /** Runs a script function: `choose` (menu) or `call` (frame); ends when the script ends. */
  run(action: 'choose' | 'call', body: object): Promise<unknown>;
  isOpen(): boolean;
  onEvent(listener: (event: WindowEvent) => void): void;
  onOpenOrLost(listener: (open: boolean) => void): void;
  start(): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(failure: Error): void;
}

export function createConnection(): Connection {
  const windowId = crypto.randomUUID();
  const events = createSignal<WindowEvent>();
  const states = createSignal<boolean>();
  const waiting = new Map<string, Waiting>();
  let open = false;
  let lastId: string | null = null;
  let attempts = 0;
  let line: Promise<unknown> = Promise.resolve();

  function say(state: boolean): void {
    if (open === state) return;
    open = state;
    states.tell(state);
  }

  function connect(): void {
    const asked = new URLSearchParams(location.search);
    const query = new URLSearchParams({ window: windowId });
    for (const name of ['as', 'frame']) query.set(name, asked.get(name) ?? '');
    if (lastId !== null) query.set('last', lastId);
    const source = new EventSource(`/events?${query}`);
    source.onopen = () => {
      attempts = 0;
      say(true);
    };
    source.onmessage = (message: MessageEvent<string>) => {
      lastId = message.lastEventId;
      receive(JSON.parse(message.data) as WindowEvent);
    };
    // Its own retry gives up for good on some answers: we keep trying ourselves.
    source.onerror = () => {
      source.close();
      say(false);
      setTimeout(connect, retryMs[Math.min(attempts, retryMs.length - 1)]);
      attempts += 1;
    };
  }

  function receive(event: WindowEvent): void {
    if (event.what === 'opened') {
      // A new session: what ran in the former one will never answer here.
      for (const one of waiting.values()) one.reject(new LostConnection(texts.lostRun));
      waiting.clear();
    }
    if (event.what !== 'answer') {
      events.tell(event);
      return;
    }
    const one = waiting.get(event.ticket);
    waiting.delete(event.ticket);
    if (event.ok) one?.resolve(event.value);
    else one?.reject(new Error(event.message));
  }

  async function send<T>(action: string, body: object): Promise<T> {
    const response = await fetch(`/windows/${windowId}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => {
      throw new LostConnection(texts.lost);
    });
    if (response.status === 410) throw new LostConnection(texts.lost);
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error((answer as { message: string }).message);
    return answer as T;
  }

  function post<T>(action: string, body: object): Promise<T> {
    const sent = line.then(() => send<T>(action, body));
    line = sent.catch(() => undefined);
    return sent;
  }

  window.addEventListener('pagehide', () => {
    navigator.sendBeacon(`/windows/${windowId}/leave`, new Blob(['{}'], { type: 'application/json' }));
  });

  return {
    post,
    async rows(sheetId, first, count) {
      const query = new URLSearchParams({ sheet: `${sheetId}`, first: `${first}`, count: `${count}` });
      const response = await fetch(`/windows/${windowId}/rows?${query}`);
      if (!response.ok) throw new LostConnection(texts.lost);
      return (await response.json()) as WireCell[][];
    },
    run(action, body) {
      const ticket = crypto.randomUUID();
      return new Promise((resolve, reject) => {
        waiting.set(ticket, { resolve, reject });
        post(action, { ...body, ticket }).catch((failure: Error) => {
          waiting.delete(ticket);
          reject(failure);
        });
      });
    },
    isOpen: () => open,
    onEvent: events.listen,
    onOpenOrLost: states.listen,
    start: connect,
  };
}
