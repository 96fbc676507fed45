/** Everything that `npm start` runs, on data of its own, and one Chromium before it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Dialog, Page } from 'playwright-core';
import type { Api } from '../../../addon/local/api.ts';
import { startEverything } from '../../../addon/local/everything.ts';
import { lightParts } from '../../process/parts.ts';
import { copyEmpty, copySample } from '../../process/worker.ts';
import { sharedChromium } from '../chromium.ts';
import { SheetPage } from '../sheets-page.ts';
import { PATIENCE_MS } from './steps.ts';

export interface Stage {
  api: Api;
  dataFolder: string;
  /** What no page may do: dialogs of the browser and errors of scripts, in words. */
  mishaps: string[];
  /** A person's window at the spreadsheet, once its cells are drawn. */
  open(email: string): Promise<SheetPage>;
  /** A browser window of its own on nothing yet: the Worker's pages. */
  browse(): Promise<Page>;
  /** Lets somebody sit at the spreadsheet whom the service came to know after the start. */
  seat(person: { email: string; name: string; role: string }): void;
  /** Ends it and deletes its data. */
  close(): Promise<void>;
}

/** `empty`: no sample organisation, only its administrator. */
export async function openStage(options: { empty: boolean }): Promise<Stage> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'decompte-walk-'));
  const say = () => undefined;
  const contexts: BrowserContext[] = [];
  const starting = (options.empty ? copyEmpty : copySample)(dataFolder).then(() =>
    startEverything({ dataFolder, port: 0, sheetsPort: 0, say, ...options }, lightParts),
  );
  const close = async () => {
    await Promise.allSettled(contexts.map((context) => context.close()));
    const everything = await starting.catch(() => null);
    await everything?.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    const [{ api, sheetsUrl, people }, browser] = await Promise.all([starting, sharedChromium()]);
    const mishaps: string[] = [];
    const begin = async () => {
      const context = await openContext(browser, sheetsUrl, mishaps);
      contexts.push(context);
      return context;
    };
    const context = await begin();
    const open = async (email: string) => {
      const page = await context.newPage();
      await page.goto(`${sheetsUrl}/?as=${email}`);
      await page.waitForSelector('[data-cell]:not(.coming)');
      return new SheetPage(page);
    };
    const browse = async () => (await begin()).newPage();
    const seat: Stage['seat'] = (person) => void people.push(person);
    return { api, dataFolder, mishaps, open, browse, seat, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openContext(browser: Browser, sheetsUrl: string, mishaps: string[]): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: sheetsUrl });
  context.on('page', (page: Page) => {
    page.on('pageerror', ({ message }) => mishaps.push(message));
    page.on('dialog', (dialog: Dialog) => {
      mishaps.push(`${dialog.type()}: ${dialog.message()}`);
      void dialog.dismiss();
    });
  });
  return context;
}
