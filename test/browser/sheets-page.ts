/** The local spreadsheet in a real browser, as the tests drive it. */
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createHost } from '../../addon/local/host/host.ts';
import type { Host, SpreadsheetDocument } from '../../addon/local/host/types.ts';
import { type SheetsServer, startSheetsServer } from '../../addon/local/server/server.ts';
import { sharedChromium } from './chromium.ts';

const MENU_STAYS_MS = 5000;
const MENU_TRIES = 4;

export const people = [
  { email: 'awa@hopital.example', name: 'Awa Diallo', role: 'agent' },
  { email: 'jean@hopital.example', name: 'Jean-Luc Martin', role: 'responsable' },
];

export interface SheetsFixture {
  host: Host;
  document: SpreadsheetDocument;
  server: SheetsServer;
  browser: Browser;
  context: BrowserContext;
  /** Runs a function of the fixture's bundle, as its menu or panel would. */
  run(functionName: string, ...args: unknown[]): Promise<unknown>;
  /** A window at the spreadsheet, once its cells are drawn. */
  open(email?: string): Promise<SheetPage>;
  close(): Promise<void>;
}

export async function startSheets(): Promise<SheetsFixture> {
  const bundleFolder = fileURLToPath(new URL('./fixture/', import.meta.url));
  const host = createHost({ bundleFolder, identityToken: async () => null });
  const document = host.createSpreadsheet('Pharmacie centrale');
  const [server, browser] = await Promise.all([
    startSheetsServer({ host, spreadsheetId: document.id, port: 0, people }),
    sharedChromium(),
  ]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 760 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  return {
    host,
    document,
    server,
    browser,
    context,
    async run(functionName, ...args) {
      const session = host.session(document.id, people[0]!.email);
      const answer = await session.call(functionName, args);
      session.close();
      return answer;
    },
    async open(email = people[0]!.email) {
      const page = await context.newPage();
      await page.goto(`${server.url}/?as=${email}`);
      await page.waitForSelector('[data-cell]:not(.coming)');
      return new SheetPage(page);
    },
    async close() {
      await context.close();
      await server.close();
      await host.close();
    },
  };
}

/** One window: what a person does there, and what stands there. */
export class SheetPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Keys one after another, as Playwright names them. */
  async keys(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string, key = 'Enter'): Promise<void> {
    await this.page.keyboard.type(text);
    await this.keys(key);
  }

  async click(cell: string): Promise<void> {
    await this.page.click(`[data-cell="${cell}"]`);
  }

  async goTo(name: string): Promise<void> {
    await this.page.fill('[data-name-box]', name);
    await this.page.press('[data-name-box]', 'Enter');
  }

  async choose(...labels: string[]): Promise<void> {
    const items = ['Décompte', ...labels].map((label) => `[data-menu-item="${label}"]`);
    for (let tries = 1; ; tries += 1) {
      try {
        await this.page.click('[data-menu="Extensions"]');
        for (const item of items) await this.page.click(item, { timeout: MENU_STAYS_MS });
        return;
      } catch (error) {
        // A panel that takes the focus late closes the menu: whoever sits there opens it again.
        if (tries === MENU_TRIES) throw error;
      }
    }
  }

  selected(): Promise<string> {
    return this.page.inputValue('[data-name-box]');
  }

  async text(cell: string): Promise<string> {
    return (await this.page.textContent(`[data-cell="${cell}"]`)) ?? '';
  }

  async alert(): Promise<string> {
    return (await this.page.textContent('[data-alert]')) ?? '';
  }

  async answer(button: 'OK' | 'CANCEL' | 'YES' | 'NO'): Promise<void> {
    await this.page.click(`[data-alert] [data-button="${button}"]`);
    await this.page.waitForSelector('[data-alert]', { state: 'detached' });
  }
}
