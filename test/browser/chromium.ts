/** A real Chromium for the browser tests: an installed one, else the one that comes from npm (Linux). */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

const installedPaths: Partial<Record<NodeJS.Platform, string[]>> = {
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
  // The npm one is for x64 only.
  linux:
    process.arch === 'x64'
      ? []
      : ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
};

/** A test browser asks nobody anything: no updates, no sync, no first-run page. */
const quiet = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const npmFolder = fileURLToPath(new URL('../../node_modules/@sparticuz/chromium/bin/', import.meta.url));

/**
 * The npm package's program, unpacked once into the temporary folder. Not by the package itself: two test
 * files that start together would find each other's half-written file.
 */
async function unpackedProgram(): Promise<string> {
  const packed = join(npmFolder, 'chromium.br');
  const folder = join(tmpdir(), `decompte-chromium-${(await stat(packed)).size}`);
  const program = join(folder, 'chromium');
  if (existsSync(program)) return program;
  await mkdir(folder, { recursive: true });
  const unfinished = `${program}.${process.pid}`;
  await pipeline(
    createReadStream(packed),
    createBrotliDecompress(),
    createWriteStream(unfinished, { mode: 0o755 }),
  );
  await rename(unfinished, program);
  return program;
}

/** The libraries (nss, expat) and fonts that a bare machine lacks come in the package too. */
async function withOwnLibraries(): Promise<NodeJS.ProcessEnv> {
  const { inflate } = await import('@sparticuz/chromium');
  await Promise.all(['al2023.tar.br', 'fonts.tar.br'].map((file) => inflate(join(npmFolder, file))));
  const libraries = [join(tmpdir(), 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return { FONTCONFIG_PATH: join(tmpdir(), 'fonts'), ...process.env, LD_LIBRARY_PATH: libraries };
}

async function launchFromNpm(): Promise<Browser> {
  // Not the package's own arguments: they switch the same-origin policy off, which our frames rest on.
  const options = {
    executablePath: await unpackedProgram(),
    args: [...quiet, '--no-sandbox', '--no-zygote'],
    headless: true,
  };
  try {
    return await chromium.launch(options);
  } catch {
    const bare = { ...options, env: await withOwnLibraries() };
    // Another test file may be unpacking the same libraries just now.
    return chromium.launch(bare).catch(async () => {
      await setTimeout(2_000);
      return chromium.launch(bare);
    });
  }
}

/**
 * Starts Chromium: the one of CHROME_PATH, else an installed one on macOS and Windows, else the npm one.
 * @throws Error that says what to install or to set, where none is found
 */
export async function launchChromium(): Promise<Browser> {
  const known = installedPaths[process.platform] ?? [];
  const executablePath = process.env.CHROME_PATH ?? known.find((path) => existsSync(path));
  if (executablePath) {
    // As root, as in most containers, Chromium's own sandbox cannot start.
    const args = process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
    return chromium.launch({ executablePath, args, headless: true });
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome found: install Google Chrome, or set CHROME_PATH to a Chromium program.');
  }
  return launchFromNpm();
}

let shared: Promise<Browser> | undefined;

/**
 * The one that the test files of a process share, and nobody closes: it ends with the process.
 * @throws Error as `launchChromium`
 */
export async function sharedChromium(): Promise<Browser> {
  if (!(await shared?.catch(() => undefined))?.isConnected()) shared = launchChromium();
  return shared!;
}
