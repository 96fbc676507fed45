/** The way between the script and the service, as it can be: an answer of somebody else, none, or one that is lost. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What answers instead of the service, which hears nothing of it; status 0 never does. */
export interface Gate {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** `lost`: the service has done its work, and the connection is cut before anybody hears of it. */
export type Fate = 'arrives' | 'lost' | Gate;

export interface Asked {
  /** «POST /v1/counts/{id}/close», without its query. */
  what: string;
  /** The command's id. */
  key: string;
}

export type FateOf = (asked: Asked) => Fate | Promise<Fate>;

export interface BrokenLine {
  url: string;
  close(): void;
}

/** A server before the service at `to`; `fateOf` says of each request what becomes of it, at once or when it is time. */
export async function startBrokenLine(to: string, fateOf: FateOf): Promise<BrokenLine> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const path = request.url ?? '';
    const fate = await fateOf({
      what: `${request.method} ${path.replace(/\?.*/, '')}`,
      key: String(headers['idempotency-key']),
    });
    if (typeof fate === 'object') {
      if (fate.status > 0) response.writeHead(fate.status, fate.headers).end(fate.body ?? '');
      return;
    }
    const answer = await fetch(to + path, {
      method: request.method!,
      headers: headers as Record<string, string>,
      ...(parts.length > 0 && { body: Buffer.concat(parts) }),
    }).catch(() => null);
    const body = answer && (await answer.arrayBuffer().catch(() => null));
    // At the end of the tests the service may be gone before its last answer.
    if (!body || fate === 'lost') return void response.destroy();
    // They are unpacked by now.
    const {
      'content-encoding': ____,
      'transfer-encoding': _____,
      ...kept
    } = Object.fromEntries(answer.headers);
    response
      .writeHead(answer.status, { ...kept, 'content-length': String(body.byteLength) })
      .end(Buffer.from(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
