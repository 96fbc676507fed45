import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { createHost } from '../../../addon/local/host/host.ts';
import type {
  Host,
  HostOptions,
  HostSession,
  SpreadsheetDocument,
  UiEvent,
} from '../../../addon/local/host/types.ts';

const FIXTURE = fileURLToPath(new URL('./fixture', import.meta.url));

const open: Host[] = [];
const folders: string[] = [];
afterAll(async () => {
  await Promise.all(open.splice(0).map((host) => host.close()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

/** A bundle of its own in a temporary folder: its files by name. */
export async function bundleOf(files: Record<string, string>, manifest: object = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  folders.push(folder);
  const all = { 'appsscript.json': JSON.stringify(manifest), ...files };
  for (const [name, text] of Object.entries(all)) await writeFile(join(folder, name), text);
  return folder;
}

export interface Desk {
  host: Host;
  document: SpreadsheetDocument;
  session: HostSession;
  /** The id of the first tab. */
  sheetId: number;
  /** Runs a function body inside the add-on's context, as a call of the sidebar; `args` are its arguments. */
  script(body: string, ...args: unknown[]): Promise<unknown>;
  /** What the window was shown so far. */
  shown: UiEvent[];
}

let shared: Host | undefined;

function hostWith(options: Partial<HostOptions>): Host {
  const host = createHost({
    bundleFolder: FIXTURE,
    identityToken: async (email) => `token of ${email}`,
    log: () => undefined,
    ...options,
  });
  open.push(host);
  return host;
}

/**
 * A new spreadsheet with Alice at it. Without options of its own it stands in the one host of the test file:
 * what a test leaves in script or user properties is then there for the next.
 */
export function desk(options?: Partial<HostOptions>): Desk {
  shared ??= options ? undefined : hostWith({});
  const host = options ? hostWith(options) : shared!;
  const document = host.createSpreadsheet('Pharmacie', 'fr_FR', 'Europe/Paris');
  const session = host.session(document.id, 'alice@example.org');
  const shown: UiEvent[] = [];
  session.onUi((event) => shown.push(event));
  return {
    host,
    document,
    session,
    shown,
    sheetId: document.sheets()[0]!.id,
    script: (body, ...args) => session.call('evaluate', [body, ...args]),
  };
}

/** The texts of a tab's first rows and columns. */
export function texts({ document }: Desk, sheetId: number, rows: number, columns: number): string[][] {
  return document.view(sheetId, 1, rows).map((cells) => cells.slice(0, columns).map(({ text }) => text));
}
