/** The local Sheets host over HTTP: the spreadsheet page on one origin, the add-on's frames on another. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Host } from '../host/types.ts';
import { buildPage } from './bundle.ts';
import { frameRequests } from './frames.ts';
import { pageRequests } from './pages.ts';
import { type SignToken, signInDesk } from './signIn.ts';
import type { SheetWindow } from './windows.ts';
import type { Person } from './wire.ts';

/** Not `localhost`: that name may lead to ::1, where another program may hold the same port. */
const address = '127.0.0.1';

export interface SheetsServerOptions {
  host: Host;
  spreadsheetId: string;
  /** 0 takes any free port. */
  port: number;
  /** The origin of sidebars and dialogs; 0 or absent takes any free port. */
  framePort?: number;
  /** Who can be chosen with `?as=EMAIL`; the first one is whoever names nobody. */
  people: readonly Person[];
  /** Signs people in to the Worker's page for accounting; absent, nobody can. */
  signToken?: SignToken;
  /** How the file is opened: 'NONE' is an add-on that was never used in it. */
  openInSettings?: { mode: 'NONE' | 'LIMITED' };
}

export interface SheetsServer {
  url: string;
  frameUrl: string;
  close(): Promise<void>;
}

function listen(listener: RequestListener, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(listener);
    server.once('error', reject);
    server.listen(port, address, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function originOf(server: Server): string {
  return `http://${address}:${(server.address() as AddressInfo).port}`;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/**
 * Serves one spreadsheet of a host. The host stays the caller's: `close()` ends windows and listeners only.
 * @throws NodeJS.ErrnoException with code 'EADDRINUSE' (and `port`) if a port is taken
 */
export async function startSheetsServer(options: SheetsServerOptions): Promise<SheetsServer> {
  if (options.people.length === 0) throw new Error('the Sheets page needs at least one person');
  if (!options.host.spreadsheet(options.spreadsheetId)) throw new Error('no such spreadsheet');
  const files = await buildPage();
  const windows = new Map<string, SheetWindow>();
  const origins = { page: '', frame: '' };

  const frameServer = await listen(
    frameRequests({ windows, shim: files.shim, pageOrigin: () => origins.page }),
    options.framePort ?? 0,
  );
  origins.frame = originOf(frameServer);
  const pageServer = await listen(
    pageRequests({
      host: options.host,
      spreadsheetId: options.spreadsheetId,
      people: options.people,
      mode: options.openInSettings?.mode ?? 'LIMITED',
      frameUrl: origins.frame,
      windows,
      files,
      desk: options.signToken ? signInDesk(options.people, options.signToken) : null,
      origin: () => origins.page,
    }),
    options.port,
  ).catch(async (failure: unknown) => {
    await stop(frameServer);
    throw failure;
  });
  origins.page = originOf(pageServer);

  return {
    url: origins.page,
    frameUrl: origins.frame,
    async close() {
      for (const window of [...windows.values()]) window.close();
      await Promise.all([stop(pageServer), stop(frameServer)]);
    },
  };
}
