import type { IncomingMessage, ServerResponse } from 'node:http';

/** Ten thousand pasted rows of long text are a few megabytes. */
const bodyLimitBytes = 64_000_000;

/** A refusal with an HTTP status; its message is shown to the person. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export function sendText(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  sendText(response, status, 'application/json', JSON.stringify(body ?? null));
}

/** @throws Refusal 413 beyond the limit, 415 for anything but JSON, 400 for broken JSON */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request, 'application/json');
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'broken JSON');
  }
}

/** @throws Refusal 413 beyond the limit, 415 for another type */
export async function readText(request: IncomingMessage, type: string): Promise<string> {
  if (!request.headers['content-type']?.startsWith(type)) throw new Refusal(415, `${type} expected`);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyLimitBytes) throw new Refusal(413, 'too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}

/** Answers with what went wrong; the script's own messages are meant for the person at the page. */
export function sendFailure(response: ServerResponse, failure: unknown): void {
  const status = failure instanceof Refusal ? failure.status : 400;
  const message = messageOf(failure);
  if (response.headersSent) response.destroy();
  else sendJson(response, status, { message });
}
