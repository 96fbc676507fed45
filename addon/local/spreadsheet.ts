/** The spreadsheet of `npm start`: one document kept in a file, the real bundle in it. */

import { readJson, writeJson } from '../../shared/local/dataFolder.ts';
import { createHost } from './host/host.ts';
import type { Host, SpreadsheetDocument } from './host/types.ts';

const SAVED_AFTER_MS = 500;
/** The add-on's properties change without a word: a script that ran is worth a look. */
const LOOKED_AFTER_EVERY_MS = 5000;

export interface KeptSpreadsheet {
  host: Host;
  document: SpreadsheetDocument;
  /** Saves what is there and ends the host. */
  close(): Promise<void>;
}

interface Kept {
  id: string;
  host: unknown;
}

/** Opens the spreadsheet of the file, or a new one named `name` if there is none. */
export async function openSpreadsheet(options: {
  file: string;
  name: string;
  bundleFolder: string;
  identityToken: (email: string) => Promise<string>;
}): Promise<KeptSpreadsheet> {
  const host = createHost({ bundleFolder: options.bundleFolder, identityToken: options.identityToken });
  const kept = await readJson<Kept>(options.file);
  if (kept) host.load(kept.host);
  const document = (kept && host.spreadsheet(kept.id)) || host.createSpreadsheet(options.name);
  const saver = saveChanges(host, document, options.file);
  return {
    host,
    document,
    async close() {
      await saver.close();
      await host.close();
    },
  };
}

function saveChanges(host: Host, document: SpreadsheetDocument, file: string) {
  let writing = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let callsSeen = 0;

  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    const kept: Kept = { id: document.id, host: host.save() };
    writing = writing.then(() => writeJson(file, kept));
    return writing;
  };
  const stopListening = document.onChange(() => {
    timer ??= setTimeout(save, SAVED_AFTER_MS);
  });
  const look = setInterval(() => {
    const calls = Object.values(host.serviceCalls()).reduce((sum, count) => sum + count, 0);
    if (calls !== callsSeen) void save();
    callsSeen = calls;
  }, LOOKED_AFTER_EVERY_MS).unref();

  return {
    async close() {
      stopListening();
      clearInterval(look);
      await save();
    },
  };
}
