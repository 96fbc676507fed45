/** The folder of local data (DATA_DIR): what lies where, and which `npm start` is running on it. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));
const USUAL_FOLDER = join(projectRoot, '.local');
const START_LASTS_AT_MOST_MS = 120_000;

/** DATA_DIR, or `.local` in the project. A relative path counts from the folder npm was called in. */
export function chosenDataFolder(): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), process.env.DATA_DIR || USUAL_FOLDER);
}

export function placesIn(dataFolder: string) {
  return {
    keys: join(dataFolder, 'keys.json'),
    /** What wrangler keeps: D1 and R2. */
    storage: join(dataFolder, 'worker'),
    /** Which migrations were applied: beside the database, so that they come and go together. */
    migrations: join(dataFolder, 'worker', 'migrations.json'),
    workerLog: join(dataFolder, 'worker.log'),
    /** The add-on as clasp would push it. */
    bundle: join(dataFolder, 'addon'),
    spreadsheet: join(dataFolder, 'spreadsheet.json'),
    sample: join(dataFolder, 'sample.json'),
    running: join(dataFolder, 'running.json'),
  };
}

/** The database's own file, which wrangler names by a hash; null before the first start. */
export function databaseIn(dataFolder: string): string | null {
  const folder = join(placesIn(dataFolder).storage, 'v3/d1/miniflare-D1DatabaseObject');
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const file = files.find((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
  return file ? join(folder, file) : null;
}

/** What a running `npm start` says of itself; the addresses come once they answer. */
export interface Running {
  pid: number;
  since: number;
  workerUrl?: string;
  sheetsUrl?: string;
}

/** The `npm start` that runs on this folder. What a killed one left behind does not count. */
export async function runningOn(dataFolder: string): Promise<Running | null> {
  const running = await readJson<Running>(placesIn(dataFolder).running);
  if (!running || !isAlive(running.pid)) return null;
  // Another program may have got the number of one that was killed: the page must answer too.
  const alive = running.sheetsUrl
    ? await answers(running.sheetsUrl)
    : Date.now() - running.since < START_LASTS_AT_MOST_MS;
  return alive ? running : null;
}

export async function readJson<T>(path: string): Promise<T | null> {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch {
    return null;
  }
}

/** Whole or not at all: a kill in between leaves the file of before. */
export async function writeJson(path: string, content: unknown, mode = 0o644): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, JSON.stringify(content), { mode });
  await rename(unfinished, path);
}

/** True for a folder that is absent, empty, or ours: the only ones that may be emptied. */
export async function mayBeEmptied(dataFolder: string): Promise<boolean> {
  const names = existsSync(dataFolder) ? await readdir(dataFolder) : [];
  return names.length === 0 || dataFolder === USUAL_FOLDER || existsSync(placesIn(dataFolder).keys);
}

export async function emptyFolder(dataFolder: string): Promise<void> {
  await rm(dataFolder, { recursive: true, force: true });
  await mkdir(dataFolder, { recursive: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
