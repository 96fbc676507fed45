/** An inner screen as who reads English, or hears it read, meets it (B13). */
import type { FrameLocator } from 'playwright-core';
import { graveFaults } from '../axe.ts';
import { frenchLeft } from './languages.ts';
import { dialogOf, type Panel, plain } from './panel.ts';

/** French typography, a sentence without its figure, a text that is not there. */
const UNSAID = /\{\w+[|}]|\bundefined\b|\bNaN\b|\[object|[\p{L}\d)»] [:;?!](?=\s|$)|«|»/gu;

async function faultsOf(text: string, shown: FrameLocator, data: readonly string[]): Promise<string[]> {
  // What people wrote, and the labels of goods, stay as they were written.
  const said = data.reduce((rest, written) => rest.replaceAll(written, '…'), text.replace('Français', ''));
  return [...frenchLeft(said), ...(said.match(UNSAID) ?? []), ...(await graveFaults(shown))];
}

/** Waits until the panel says `text`, and tells what of it is French, unsaid, or serious for axe. */
export async function faultsOnScreen(
  panel: Panel,
  screen: string,
  text: string,
  data: readonly string[],
): Promise<string[]> {
  await panel.says(text);
  await panel.frame.locator('.waiting:not([hidden])').waitFor({ state: 'detached' });
  const faults = await faultsOf(await panel.read('body'), panel.frame, data);
  return faults.map((fault) => `${screen}: ${fault}`);
}

/** The same of the voucher over the window, which is shut then. */
export async function faultsOnVoucher(
  panel: Panel,
  screen: string,
  data: readonly string[],
): Promise<string[]> {
  const dialog = dialogOf(panel.sheet);
  await dialog.locator('h1').first().waitFor();
  const faults = await faultsOf(plain(await dialog.locator('body').innerText()), dialog, data);
  await panel.sheet.page.click('[data-layers] [data-close-frame]');
  return faults.map((fault) => `${screen}: ${fault}`);
}
