/** `npm run import -- WHAT FILE.csv`: posts a CSV file to the Worker of `npm start`, as its administrator. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ImportResult } from '../../shared/contract/imports.ts';
import { chosenDataFolder, runningOn } from '../../shared/local/dataFolder.ts';
import { asCommand, Stopped, spoken } from '../../shared/local/spoken.ts';
import { apiAt, Refused } from './api.ts';
import { openIdentity } from './identity.ts';
import { LOCAL_ADMIN } from './people.ts';
import { IMPORT_ORDER } from './sampleLoader.ts';

/** Each kind of row on its own, and a list of stock as people keep one. */
const KINDS = [...IMPORT_ORDER, 'stock'] as const;

await asCommand(async () => {
  const [what = '', file = '', ...rest] = process.argv.slice(2);
  const known = KINDS.some((name) => name === what);
  if (!known || !file || rest.length > 0) {
    throw new Stopped(spoken('importUsage', { kinds: KINDS.join(', ') }));
  }
  const content = await readCsv(file);
  const dataFolder = chosenDataFolder();
  const url = (await runningOn(dataFolder))?.workerUrl;
  if (!url) throw new Stopped(spoken('importNotRunning', { folder: dataFolder }));
  const api = apiAt(url, (await openIdentity(dataFolder)).signToken);
  const result = await api
    .call<ImportResult>(LOCAL_ADMIN, 'POST', `/v1/imports/${what}`, content)
    .catch((error: unknown) => {
      throw error instanceof Refused ? new Stopped(badRows(error)) : error;
    });
  const documents = result.documents.map(({ number }) => number).join(', ');
  console.log(spoken('importDone', { ...result, documents }));
});

async function readCsv(file: string): Promise<Uint8Array> {
  // npm runs in the project's folder, whoever calls it may stand in another.
  const path = resolve(process.env.INIT_CWD ?? '.', file);
  return readFile(path).catch(() => {
    throw new Stopped(spoken('importNoFile', { file: path }));
  });
}

function badRows({ problem }: Refused): string {
  const rows = problem.errors ?? [];
  const lines = rows.map(({ line, detail }) => spoken('importBadRow', { line: String(line), detail }));
  const more = (problem.errorCount ?? rows.length) - rows.length;
  return [problem.detail, ...lines, ...(more > 0 ? [spoken('importMore', { more })] : [])].join('\n');
}
