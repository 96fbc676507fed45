/**
 * Accounting's page: the time to the first byte of each page, and what a browser with an empty cache loads for it.
 * With the sample organisation, and with a count of 100,000 lines of which one in ten differs.
 */
import { createHash, randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { Browser } from 'playwright-core';
import { LOCAL_ADMIN } from '../../addon/local/people.ts';
import { addDays } from '../../shared/domain/dates.ts';
import { databaseIn } from '../../shared/local/dataFolder.ts';
import { launchChromium } from '../browser/chromium.ts';
import { startTestWorker, type TestWorker } from '../process/worker.ts';
import { bigDepots, countAll, depotOf, fillDepots, MANAGER } from './bigDepots.ts';
import { table, whole } from './measure.ts';

const LINES = 100_000;
/** One line in so many differs. */
const ONE = 10;
const TIMES = 7;
const SAMPLE_MANAGER = 'helene.marchand@tilleuls.example';

export async function benchPortal(tell: (text: string) => void): Promise<void> {
  const browser = await launchChromium();
  try {
    const sample = await startTestWorker({ sample: true });
    try {
      tell('the sample organisation, two counts of its pharmacy');
      await readPages(sample, browser, { person: SAMPLE_MANAGER, depot: 'PHC', one: ONE }, tell);
    } finally {
      await sample.stop();
    }
    const big = await startTestWorker({ organisation: bigDepots([LINES]) });
    try {
      await big.kill();
      fillDepots(big.dataFolder, [LINES]);
      await big.restart();
      tell(`\ntwo counts of ${whole(LINES)} lines`);
      await readPages(big, browser, { person: MANAGER, depot: depotOf(LINES), one: ONE }, tell);
    } finally {
      await big.stop();
    }
    tell(
      'first byte: over HTTP to this machine, without a network. requests and kB: what Chromium loads with an empty\n' +
        'cache, compressed as it is served; a file counts whole. kB plain: the page alone, before compression.',
    );
  } finally {
    await browser.close();
  }
}

async function readPages(
  worker: TestWorker,
  browser: Browser,
  wanted: Parameters<typeof countAll>[1],
  tell: (text: string) => void,
): Promise<void> {
  await countAll(worker, wanted);
  const { count } = await countAll(worker, wanted);
  const { rows } = await worker.call<{ rows: { id: string }[] }>(LOCAL_ADMIN, 'GET', '/v1/counts');
  const { today } = await worker.call<{ today: string }>(LOCAL_ADMIN, 'GET', '/v1/me');
  const session = await signIn(worker);
  const one = `/counts/${count.id}`;
  const period = `from=${addDays(today, -200)}&to=${today}`;
  const pages: Record<string, string> = {
    counts: '/counts',
    'a count': one,
    'its lines, in the order of the sheet': `${one}?show=all&sort=position`,
    'its lines, a word searched': `${one}?show=all&q=00077`,
    'compared with another': `${one}/compare?with=${rows.find(({ id }) => id !== count.id)?.id}`,
    'its record': `${one}/record`,
    'its export after': `${one}/after.zip`,
    'its adjustment': `/documents/${count.adjustment?.id}`,
    'between two dates': `/movements?${period}`,
    'the same as CSV': `/movements/stock.csv?${period}`,
    documents: '/documents',
    journal: '/journal',
    checks: '/checks',
    'verify a zip': '/verify',
  };
  const table_rows = [['page', 'first byte ms', 'slowest ms', 'requests', 'kB loaded', 'kB plain']];
  for (const [name, path] of Object.entries(pages)) {
    const { waits, bytes, isPage } = await firstBytes(`${worker.url}${path}`, session);
    const loaded = isPage ? await load(browser, `${worker.url}${path}`, session) : null;
    table_rows.push([
      ...[name, waits[Math.floor(TIMES / 2)]!.toFixed(0), waits.at(-1)!.toFixed(0)],
      ...[String(loaded?.requests ?? 1), kb(loaded?.bytes ?? bytes), kb(bytes)],
    ]);
  }
  tell(table(table_rows));
}

const kb = (bytes: number) => (bytes / 1024).toFixed(1);

/** Asks a few times; the waits ascend. */
async function firstBytes(url: string, session: string) {
  const waits: number[] = [];
  let [bytes, isPage] = [0, false];
  for (let time = 0; time < TIMES; time += 1) {
    const begun = performance.now();
    const response = await fetch(url, { headers: { Cookie: session } });
    const reader = response.body!.getReader();
    let part = await reader.read();
    waits.push(performance.now() - begun);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    isPage = response.headers.get('Content-Type')?.startsWith('text/html') ?? false;
    for (bytes = 0; !part.done; part = await reader.read()) bytes += part.value.byteLength;
  }
  return { waits: waits.sort((a, b) => a - b), bytes, isPage };
}

/** What a browser that has nothing yet loads to show the page, scrolled to its end. */
async function load(browser: Browser, url: string, session: string) {
  const context = await browser.newContext();
  const [name = '', value = ''] = session.split('=');
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  let [requests, bytes] = [0, 0];
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    requests += 1;
    bytes += encodedDataLength;
  });
  await page.goto(url);
  await page.evaluate('scrollTo(0, document.body.scrollHeight)');
  await page.waitForLoadState('networkidle');
  await context.close();
  return { requests, bytes };
}

/** A session of the administrator, put into the database's own file: the way through a provider is no page. */
async function signIn(worker: TestWorker): Promise<string> {
  const secret = randomBytes(32).toString('hex');
  await worker.kill();
  const database = new DatabaseSync(databaseIn(worker.dataFolder) as string);
  database
    .prepare(
      `INSERT INTO sessions SELECT ?, sub, email, '2026-01-01', '9999-01-01' FROM people WHERE email = ?`,
    )
    .run(createHash('sha256').update(secret).digest('hex'), LOCAL_ADMIN);
  database.close();
  await worker.restart();
  return `decompte=${secret}`;
}
