/**
 * A Cloudflare account and a Google account on this machine, as far as the real wrangler and clasp ask for them:
 * the database is a real SQLite, the Worker's questions go to a real Worker. Everything asked is kept.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DatabaseSync } from 'node:sqlite';
import { buffer } from 'node:stream/consumers';
import { cloudflareRoutes } from './cloudflareCalls.ts';
import { googleRoutes } from './googleCalls.ts';

export interface Asked {
  /** «POST /accounts/…»; what was meant for Google begins with its host. */
  call: string;
  body: string;
}

export interface CloudAccounts {
  url: string;
  asked: Asked[];
  /** Those that change something. */
  changes(): string[];
  /** Text of the next request that is refused, once; what it held is repeated in the refusal. */
  refuseOnce?: string;
  /** Names of what the account holds. */
  databases: Map<string, DatabaseSync>;
  buckets: Map<string, { jurisdiction: string; locks: object[] }>;
  workers: Map<string, DeployedWorker>;
  /** Files of each Apps Script project. */
  scripts: Map<string, { name: string; source: string }[]>;
  close(): Promise<void>;
}

/** A Worker's settings as last deployed, and its secrets. */
export interface DeployedWorker {
  bindings: Record<string, string>[];
  secrets: Map<string, string>;
  schedules: string;
}

/** Undefined is «not here». */
export type Answer = { json: unknown } | { result: unknown } | undefined;
export type Route = [
  pattern: RegExp,
  answer: (found: string[], asked: Asked, request: IncomingMessage) => Answer,
];

/** @param workerUrl what answers at the deployed Worker's address, once it runs */
export async function openCloudAccounts(workerUrl: Promise<string>): Promise<CloudAccounts> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const accounts: CloudAccounts = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    changes: () =>
      accounts.asked.map(({ call }) => call).filter((call) => !/^(\S*googleapis\S* )?GET /.test(call)),
    databases: new Map(),
    buckets: new Map(),
    workers: new Map(),
    scripts: new Map(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const routes = [...cloudflareRoutes(accounts), ...googleRoutes(accounts)];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = String(request.headers['x-meant-for'] ?? '');
    const body = await buffer(request);
    if (host.endsWith('.workers.dev')) return passOn(request, response, await workerUrl);
    const call = `${host && `${host} `}${request.method} ${request.url}`;
    const asked = { call, body: body.toString() };
    accounts.asked.push(asked);
    response.setHeader('content-type', 'application/json');
    if (accounts.refuseOnce && (call + asked.body).includes(accounts.refuseOnce)) {
      delete accounts.refuseOnce;
      response.statusCode = 400;
      response.end(
        JSON.stringify(failure(host, 7500, `the stand-in refuses this once: ${asked.body.slice(0, 300)}`)),
      );
      return;
    }
    for (const [pattern, find] of routes) {
      const found = pattern.exec(call);
      const given = found && find(found.slice(1), asked, request);
      if (!given) continue;
      response.end(JSON.stringify('json' in given ? given.json : success(given.result)));
      return;
    }
    response.statusCode = 404;
    response.end(JSON.stringify(failure(host, 10007, `not here: ${call}`)));
  }
  return accounts;
}

const success = (result: unknown) => ({ success: true, errors: [], messages: [], result });
/** As Google says it, or Cloudflare. */
const failure = (host: string, code: number, message: string) =>
  host === ''
    ? { success: false, errors: [{ code, message }], messages: [], result: null }
    : { error: { code: 400, message, status: 'INVALID_ARGUMENT' } };

async function passOn(request: IncomingMessage, response: ServerResponse, workerUrl: string): Promise<void> {
  const answer = await fetch(`${workerUrl}${request.url}`, { redirect: 'manual' });
  const headers = [...answer.headers].filter(([name]) => !/^(content-encoding|content-length)$/.test(name));
  response.writeHead(answer.status, Object.fromEntries(headers)).end(await answer.text());
}
