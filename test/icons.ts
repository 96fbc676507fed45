/**
 * `npm run icons`: the pictures of the Marketplace's listing (docs/marketplace.md). The product's mark is the one that
 * the Worker serves; the banner bears it with the name; the pictures of `npm run screenshots` are brought to the size
 * that the listing takes.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { ICON } from '../worker/portal/style.ts';
import { launchChromium } from './browser/chromium.ts';

/** Sides in pixels: 32 and 128 for the listing, 48 and 96 for the OAuth consent screen and the store's lists. */
const SIDES = [32, 48, 96, 128];
const BANNER = { width: 220, height: 140 };
const PICTURE = { width: 1280, height: 800 };
const PICTURES = ['count', 'recap', 'voucher'];

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
const icon = (side: number) => ICON.replace('<svg', `<svg width="${side}" height="${side}"`);

await writeFile(join(folder, 'icon.svg'), `${ICON}\n`);
const browser = await launchChromium();
try {
  for (const side of SIDES) await draw(browser, `icon-${side}`, { width: side, height: side }, icon(side));
  await draw(browser, 'banner', BANNER, banner());
  for (const name of PICTURES) {
    const shot = (await readFile(join(folder, `${name}.png`))).toString('base64');
    const { width, height } = PICTURE;
    const image = `<img src="data:image/png;base64,${shot}" style="width:${width}px;height:${height}px">`;
    await draw(browser, `listing-${name}`, PICTURE, image);
  }
} finally {
  await browser.close();
}

function banner(): string {
  const style = 'height:100vh;display:flex;align-items:center;justify-content:center;gap:12px';
  const font = 'font:600 23px Roboto,Arial,Arimo,Liberation Sans,sans-serif;letter-spacing:-.3px';
  return `<div style="${style};background:#f2f7f5;color:#17332b;${font}">${icon(48)}Décompte</div>`;
}

async function draw(on: Browser, name: string, size: { width: number; height: number }, content: string) {
  const page = await on.newPage({ viewport: size });
  await page.setContent(`<body style="margin:0">${content}`);
  await page.screenshot({ path: join(folder, `${name}.png`), omitBackground: true });
  await page.close();
}
