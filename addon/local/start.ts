/** `npm start [-- --empty]`: the whole product on this machine, until Ctrl-C. */
import { chosenDataFolder } from '../../shared/local/dataFolder.ts';
import { asCommand, Stopped, spoken } from '../../shared/local/spoken.ts';
import { type Everything, startEverything } from './everything.ts';
import { LOCAL_ADMIN } from './people.ts';
import { askedPort } from './ports.ts';

const PARENT_WATCHED_EVERY_MS = 500;

const say = (sentence: string) => console.log(sentence);

await asCommand(async () => {
  const asked = process.argv.slice(2);
  const empty = asked.includes('--empty');
  if (asked.length > Number(empty)) throw new Stopped(spoken('startUsage'));
  const stopAsked = nextStop();
  const dataFolder = chosenDataFolder();
  say(spoken('starting', { folder: dataFolder }));
  const starting = startEverything({
    dataFolder,
    port: askedPort('PORT', 8787),
    sheetsPort: askedPort('SHEETS_PORT', 8788),
    empty,
    say,
  });
  // What is half started ends by itself: its channel to this program breaks.
  if ((await Promise.race([starting, stopAsked])) === 'stop') return process.exit(0);
  const everything = await starting;
  welcome(everything, empty);
  const end = await Promise.race([stopAsked, everything.broken]);
  await everything.stop();
  if (end !== 'stop') throw new Stopped(spoken('workerEnded', { folder: dataFolder }));
  say(spoken('stopped'));
});

function welcome({ api, sheetsUrl, people }: Everything, empty: boolean): void {
  say(
    spoken('ready', {
      sheets: `${sheetsUrl}/`,
      worker: `${api.url}/`,
      openapi: `${api.url}/v1/openapi.json`,
    }),
  );
  say(empty ? spoken('tryEmpty', { admin: LOCAL_ADMIN }) : spoken('tryThis', { email: people[0]?.email }));
}

/** Ctrl-C or a request to end. A second one does not wait. */
function nextStop(): Promise<'stop'> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(1);
        asked = true;
        resolve('stop');
      });
    }
    if (process.env.npm_lifecycle_event) whenParentEnds(() => resolve('stop'));
  });
}

/** A SIGTERM to npm ends its shell, which passes nothing on: nobody would ever end this program. */
function whenParentEnds(tell: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    tell();
  }, PARENT_WATCHED_EVERY_MS);
  watch.unref();
}
