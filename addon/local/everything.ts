/** Everything that `npm start` runs: the Worker with its data, and the spreadsheet with the add-on. */
import { mkdir, rm } from 'node:fs/promises';
import { placesIn, runningOn, writeJson } from '../../shared/local/dataFolder.ts';
import { Stopped, spoken } from '../../shared/local/spoken.ts';
import { type AddonBuild, buildAddon } from '../build.ts';
import { type Api, apiAt } from './api.ts';
import { openIdentity } from './identity.ts';
import { LOCAL_ADMIN, sheetPeople } from './people.ts';
import { freePort } from './ports.ts';
import { fillIfEmpty } from './sampleLoader.ts';
import { keepSchedule } from './schedule.ts';
import { startSheetsServer } from './server/server.ts';
import type { Person } from './server/wire.ts';
import { openSpreadsheet } from './spreadsheet.ts';
import { startWorker, type WorkerOptions, type WorkerProcess } from './workerProcess.ts';

export interface StartOptions {
  dataFolder: string;
  port: number;
  sheetsPort: number;
  /** No sample organisation: only its administrator. */
  empty: boolean;
  /** Told what a person waits for, or should know. */
  say: (sentence: string) => void;
}

export interface Everything {
  api: Api;
  sheetsUrl: string;
  people: Person[];
  /** Resolves if the Worker ends although nobody stopped it. */
  broken: Promise<void>;
  stop(): Promise<void>;
}

/** What it is made of: tests that start it many times bring a lighter start of the same Worker and add-on. */
export interface Parts {
  startWorker(options: WorkerOptions): Promise<Pick<WorkerProcess, 'url' | 'ended' | 'runSchedule' | 'stop'>>;
  buildAddon(options: AddonBuild): Promise<void>;
}

/** Ends what was started, the last thing first. */
type Closers = (() => Promise<unknown>)[];

/**
 * Starts it all and checks that each address answers.
 * @throws Stopped where another start runs on the folder, or a part does not answer
 */
export async function startEverything(
  options: StartOptions,
  parts: Parts = { startWorker, buildAddon },
): Promise<Everything> {
  const marker = await takeFolder(options.dataFolder);
  const closers: Closers = [() => rm(marker.path, { force: true })];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const sheetsPort = await portNear(options.sheetsPort, options.say);
    const { api, broken } = await startApi(options, parts, sheetsPort, closers);
    const people = await sheetPeople(api);
    const sheetsUrl = await startSheets({ ...options, sheetsPort }, api, people, closers);
    await checkAnswers([`${api.url}/`, `${api.url}/v1/openapi.json`, `${sheetsUrl}/`]);
    await marker.write({ workerUrl: api.url, sheetsUrl });
    return { api, sheetsUrl, people, broken, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function takeFolder(dataFolder: string) {
  const running = await runningOn(dataFolder);
  if (running) throw new Stopped(spoken('alreadyRunning', { folder: dataFolder, pid: String(running.pid) }));
  const { running: path } = placesIn(dataFolder);
  const write = (addresses: object) => writeJson(path, { pid: process.pid, since: Date.now(), ...addresses });
  await mkdir(dataFolder, { recursive: true });
  await write({});
  return { path, write };
}

/** The Worker with something in its books, and the add-on built for its address. */
async function startApi(
  { dataFolder, empty, say, ...options }: StartOptions,
  parts: Parts,
  sheetsPort: number,
  closers: Closers,
) {
  const port = await portNear(options.port, say);
  const vars = { LOCAL_SIGN_IN_URL: `http://127.0.0.1:${sheetsPort}` };
  // Before the Worker asks for its keys as well: a new folder would get two pairs.
  const { signToken } = await openIdentity(dataFolder);
  const starting = parts.startWorker({ dataFolder, port, adminEmail: LOCAL_ADMIN, vars });
  closers.push(() => starting.then(({ stop }) => stop()).catch(() => undefined));
  const [worker] = await Promise.all([
    starting,
    parts.buildAddon({
      outFolder: placesIn(dataFolder).bundle,
      apiUrl: `http://127.0.0.1:${port}`,
      environment: 'local',
    }),
  ]);
  const api = apiAt(worker.url, signToken);
  closers.push(keepSchedule(worker.runSchedule));
  if (!empty) await fillIfEmpty(api, dataFolder, () => say(spoken('loading')));
  return { api, broken: worker.ended };
}

async function startSheets(options: StartOptions, api: Api, people: Person[], closers: Closers) {
  const { spreadsheet: file, bundle: bundleFolder } = placesIn(options.dataFolder);
  const identityToken = api.signToken;
  const spreadsheet = await openSpreadsheet({ file, name: 'Stock', bundleFolder, identityToken });
  closers.push(spreadsheet.close);
  const server = await startSheetsServer({
    host: spreadsheet.host,
    spreadsheetId: spreadsheet.document.id,
    port: options.sheetsPort,
    people,
    signToken: (await openIdentity(options.dataFolder)).signToken,
  });
  closers.push(server.close);
  return server.url;
}

async function portNear(wanted: number, say: StartOptions['say']): Promise<number> {
  const port = await freePort(wanted);
  if (wanted !== 0 && port !== wanted) {
    say(spoken('portTaken', { wanted: String(wanted), port: String(port) }));
  }
  return port;
}

async function checkAnswers(urls: string[]): Promise<void> {
  for (const url of urls) {
    const { status } = await fetch(url);
    if (status !== 200) throw new Stopped(spoken('noAnswer', { url, status }));
  }
}
