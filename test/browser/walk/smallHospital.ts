/** The few people and goods of the add-on's tests, at the real sidebar in a real browser. */
import type { Page } from 'playwright-core';
import type { Host, SpreadsheetDocument } from '../../../addon/local/host/types.ts';
import { startSheetsServer } from '../../../addon/local/server/server.ts';
import { CLERK, furnish, type Hospital, MANAGER } from '../../process/addonHospital.ts';
import { startAddon } from '../../process/addonHost.ts';
import { startTestWorker } from '../../process/worker.ts';
import { sharedChromium } from '../chromium.ts';
import { SheetPage } from '../sheets-page.ts';
import { type FateOf, startBrokenLine } from './brokenLine.ts';
import { Panel } from './panel.ts';
import { PATIENCE_MS } from './steps.ts';

export interface SmallHospital {
  hospital: Hospital;
  host: Host;
  book: SpreadsheetDocument;
  /** A window of that person, without a panel yet. */
  sit(email: string): Promise<Panel>;
  close(): Promise<void>;
}

/** `fateOf`: what becomes of each request on its way from the script to the service. */
export async function openSmallHospital(fateOf?: FateOf): Promise<SmallHospital> {
  const launching = sharedChromium();
  const worker = await startTestWorker();
  const hospital = await furnish(worker);
  const line = fateOf && (await startBrokenLine(worker.url, fateOf));
  const addon = await startAddon(line?.url ?? worker.url, { identityToken: (email) => worker.token(email) });
  const book = addon.open();
  const people = [
    { email: CLERK, name: 'Luc Petit', role: '' },
    { email: MANAGER, name: 'Inès Morel', role: '' },
    { email: worker.admin, name: 'Camille Arnoux', role: '' },
  ];
  const server = { host: addon.host, spreadsheetId: book.id, port: 0, people };
  const [sheets, browser] = await Promise.all([startSheetsServer(server), launching]);
  const pages: Page[] = [];
  return {
    hospital,
    host: addon.host,
    book,
    async sit(email) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR' });
      pages.push(page);
      page.setDefaultTimeout(PATIENCE_MS);
      await page.goto(`${sheets.url}/?as=${email}`);
      await page.waitForSelector('[data-cell]:not(.coming)');
      return new Panel(new SheetPage(page));
    },
    async close() {
      // Each with a context of its own.
      await Promise.all(pages.map((page) => page.context().close()));
      await sheets.close();
      await addon.close();
      line?.close();
      await worker.stop();
    },
  };
}
