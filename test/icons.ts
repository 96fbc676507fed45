/** `npm run icons`: the product's mark as the Marketplace asks for it, from the one the Worker serves. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ICON } from '../worker/portal/style.ts';
import { launchChromium } from './browser/chromium.ts';

/** Sides in pixels: 32 and 128 for the listing, 48 and 96 for the OAuth consent screen and the store's lists. */
const SIDES = [32, 48, 96, 128];

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
await writeFile(join(folder, 'icon.svg'), `${ICON}\n`);

const browser = await launchChromium();
try {
  for (const side of SIDES) {
    const page = await browser.newPage({ viewport: { width: side, height: side } });
    await page.setContent(
      `<body style="margin:0">${ICON.replace('<svg', `<svg width="${side}" height="${side}"`)}`,
    );
    await page.screenshot({ path: join(folder, `icon-${side}.png`), omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
