/** A real Chromium for the browser tests: an installed one, else the one that comes from npm (Linux). */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const wellKnown: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
    `${process.env['PROGRAMFILES(X86)']}\\Google\\Chrome\\Application\\chrome.exe`,
    `${process.env.LOCALAPPDATA}\\Google\\Chrome\\Application\\chrome.exe`,
    `${process.env['PROGRAMFILES(X86)']}\\Microsoft\\Edge\\Application\\msedge.exe`,
  ],
};

/** A test browser asks nobody anything: no updates, no sync, no first-run page. */
const quiet = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Starts Chromium: the one of CHROME_PATH, else an installed one on macOS and Windows, else the npm one.
 * @throws Error that says what to install or to set, where none is found
 */
export async function launchChromium(): Promise<Browser> {
  const named = process.env.CHROME_PATH;
  const installed = named ?? wellKnown[process.platform]?.find((path) => existsSync(path));
  // As root, as in most containers, Chromium's own sandbox cannot start.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  if (installed) {
    return chromium.launch({ executablePath: installed, args: [...quiet, ...asRoot], headless: true });
  }
  if (process.platform !== 'linux') {
    throw new Error('No Chrome found: install Google Chrome, or set CHROME_PATH to a Chromium program.');
  }
  const npmChromium = (await import('@sparticuz/chromium')).default;
  return chromium.launch({
    executablePath: await npmChromium.executablePath(),
    args: [...npmChromium.args, ...quiet, '--no-sandbox'],
    headless: true,
  });
}
