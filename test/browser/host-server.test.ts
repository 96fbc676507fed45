import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSheetsServer } from '../../addon/local/server/server.ts';
import { people, type SheetsFixture, startSheets } from './sheets-page.ts';

let sheets: SheetsFixture;
beforeEach(async () => {
  sheets = await startSheets();
});
afterEach(() => sheets?.close());

const options = () => ({ host: sheets.host, spreadsheetId: sheets.document.id, people, port: 0 });

describe('the addresses of the local Sheets host', () => {
  it('answer 200, and 127.0.0.1 is the one origin of the page', async () => {
    const { url, frameUrl } = sheets.server;
    for (const address of [
      url,
      `${url}/health`,
      frameUrl,
      `${url.replace('127.0.0.1', 'localhost')}/?as=x`,
    ]) {
      const answer = await fetch(address);
      expect([address, answer.status]).toEqual([address, 200]);
      expect(new URL(answer.url).hostname).toBe('127.0.0.1');
    }
  });

  it('say that a port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    await expect(startSheetsServer({ ...options(), port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      port,
    });
    taken.close();
  });

  it('refuse another site’s page and a rebound name', async () => {
    const { url } = sheets.server;
    const type = `${url}/windows/00000000-0000-4000-8000-000000000000/type`;
    const headers = { 'content-type': 'application/json' };
    const foreign = await fetch(type, {
      method: 'POST',
      headers: { ...headers, origin: 'http://evil.example' },
      body: '{}',
    });
    expect(foreign.status).toBe(403);
    const unknown = await fetch(type, { method: 'POST', headers, body: '{}' });
    expect(unknown.status).toBe(410);
    expect((await fetch(`${sheets.server.frameUrl}/frames/no/such`)).status).toBe(404);
  });
});

describe('a connection that is lost', () => {
  it('is said, refuses typing aloud, and comes back by itself with everything', async () => {
    const sheet = await sheets.open();
    await sheet.type('avant');
    const { id } = sheets.document.sheets()[0]!;
    await vi.waitFor(() => expect(sheets.document.view(id, 1, 1)[0]![0]!.text).toBe('avant'));
    await sheet.choose('Ouvrir le volet');
    const panel = sheet.page.frameLocator('iframe[name="sidebar"]');
    await panel.locator('#who').waitFor();
    await sheet.click('R2C1');
    const { url, frameUrl } = sheets.server;
    await sheets.server.close();
    await sheet.page.waitForSelector('[data-connection="lost"]');
    await sheet.type('perdu');
    await sheet.page.waitForSelector('[data-failure]:has-text("A2 n’a pas été enregistrée")');

    sheets.document.type(people[1]!.email, id, 5, 1, [['pendant']]);
    sheets.server = await startSheetsServer({ ...options(), port: Number(new URL(url).port) });
    expect(sheets.server.frameUrl).not.toBe(frameUrl);
    await sheet.page.waitForSelector('[data-connection="open"]', { state: 'attached' });
    await sheet.page.waitForSelector('[data-cell="R5C1"]:text-is("pendant")');
    expect(await sheet.text('R2C1')).toBe('');
    await sheet.type('après');
    await vi.waitFor(() => expect(sheets.document.view(id, 3, 1)[0]![0]!.text).toBe('après'));
    await panel.locator('#who').click();
    await expect.poll(() => panel.locator('#said').textContent()).toContain(people[0]!.email);
  });
});

describe('a window that is closed', () => {
  it('lets its running script come to its end', async () => {
    const sheet = await sheets.open();
    const { id } = sheets.document.sheets()[0]!;
    await sheet.click('R4C1');
    await sheet.choose('Essais', 'Écrire plus tard');
    await sheet.page.waitForTimeout(150);
    await sheet.page.goto('about:blank');
    await expect
      .poll(
        async () =>
          ((await (await fetch(`${sheets.server.url}/health`)).json()) as { windows: number }).windows,
      )
      .toBe(0);
    expect(sheets.document.view(id, 4, 1)[0]![0]!.text).toBe('');
    await vi.waitFor(() => expect(sheets.document.view(id, 4, 1)[0]![0]!.text).toBe('écrit'), {
      timeout: 5_000,
    });
  });
});

describe('two accounts in one browser', () => {
  it('the sidebar may run as another one than the window', async () => {
    const page = await sheets.context.newPage();
    await page.goto(`${sheets.server.url}/?as=${people[0]!.email}&frame=${people[1]!.email}`);
    await page.waitForSelector('[data-account]:has-text("Volet : Jean-Luc Martin")');
    await page.click('[data-menu="Extensions"]');
    await page.click('[data-menu-item="Décompte"]');
    await page.click('[data-menu-item="Ouvrir le volet"]');
    const panel = page.frameLocator('iframe[name="sidebar"]');
    await panel.locator('#who').click();
    await expect.poll(() => panel.locator('#said').textContent()).toContain(people[1]!.email);
  });
});
