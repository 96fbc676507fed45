/** The events of one window: numbered, and kept for a while for a browser that lost its connection. */
import type { ServerResponse } from 'node:http';
import type { WindowEvent } from './wire.ts';

const graceMs = 20_000;
const keptEvents = 500;

export interface Stream {
  send(event: WindowEvent): void;
  start(response: ServerResponse, first: WindowEvent): void;
  resume(response: ServerResponse, last: number | null): boolean;
  end(): void;
}

/** @param onAbandoned nobody has listened for a while */
export function createStream(onAbandoned: () => void): Stream {
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
