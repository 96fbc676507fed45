/** Where the documentation's pictures lie, and how one is taken. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { Panel } from '../browser/walk/panel.ts';
import { lighten } from './lighten.ts';

export const PICTURES = fileURLToPath(new URL('../../docs/images/', import.meta.url));

/** Takes what the window shows, once it stands still. */
export async function picture(of: Panel | Page, name: string): Promise<void> {
  const page = 'sheet' in of ? of.sheet.page : of;
  await page.mouse.move(0, 0);
  await page.waitForTimeout(300);
  await writeFile(`${PICTURES}${name}.png`, lighten(await page.screenshot()));
}
