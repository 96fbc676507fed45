import { randomUUID } from 'node:crypto';
import { bundleReader } from './bundle.ts';
import type { HostState } from './execution.ts';
import { createLocks } from './locks.ts';
import { documentOf } from './model/document.ts';
import { type OpenWorkbook, openWorkbook } from './model/open-workbook.ts';
import { newWorkbook } from './model/workbook.ts';
import { createPool } from './pool.ts';
import { createRunner } from './runs.ts';
import { restore, saved } from './saving.ts';
import { createSession } from './session.ts';
import { createStores } from './stores.ts';
import type { Host, HostOptions } from './types.ts';

const toStandardError = (level: string, message: string, email: string): void => {
  process.stderr.write(`[add-on ${level} ${email}] ${message}\n`);
};

/**
 * A local Sheets host for the add-on in `options.bundleFolder`: documents in memory, and the real bundle run as
 * Apps Script runs it. `close()` ends its threads.
 */
export function createHost(options: HostOptions): Host {
  const closing = new AbortController();
  const state: HostState = {
    options: { log: toStandardError, ...options },
    workbooks: new Map(),
    stores: createStores(),
    locks: createLocks(),
    calls: {},
    closing: closing.signal,
  };
  const readBundle = bundleReader(options.bundleFolder);
  const pool = createPool();
  const run = createRunner(state, pool);

  const known = (id: string): OpenWorkbook => {
    const open = state.workbooks.get(id);
    if (!open) throw new Error(`No spreadsheet ${id}`);
    return open;
  };

  return {
    createSpreadsheet(name, locale = 'fr_FR', timeZone = 'Europe/Paris') {
      const open = openWorkbook(newWorkbook(randomUUID().replaceAll('-', ''), name, locale, timeZone));
      state.workbooks.set(open.workbook.id, open);
      return documentOf(open);
    },
    spreadsheet(id) {
      const open = state.workbooks.get(id);
      return open && documentOf(open);
    },
    session: (spreadsheetId, email) => createSession(known(spreadsheetId), email, readBundle, run),
    serviceCalls: () => ({ ...state.calls }),
    resetCalls() {
      state.calls = {};
    },
    forgetCache: () => state.stores.cache.clear(),
    save: () => saved(state),
    load: (from) => restore(state, from),
    async close() {
      closing.abort(new Error('The host was closed'));
      await pool.close();
    },
  };
}
