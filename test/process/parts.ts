/** What `npm start` runs, without its own starts of seconds: the Worker in workerd itself, the add-on built once. */
import { bundleAddon, writeAddon } from '../../addon/build.ts';
import type { Parts } from '../../addon/local/everything.ts';
import { startBareWorker } from './bareWorker.ts';

/** It runs until it is stopped; nobody else ends it. */
const NEVER = new Promise<void>(() => undefined);

let bundle: ReturnType<typeof bundleAddon> | undefined;

export const lightParts: Parts = {
  async startWorker({ dataFolder, port, vars }) {
    const worker = await startBareWorker(dataFolder, { port, ...(vars && { vars }) });
    return { ...worker, ended: NEVER };
  },
  async buildAddon(options) {
    bundle ??= bundleAddon();
    await writeAddon(await bundle, options);
  },
};
