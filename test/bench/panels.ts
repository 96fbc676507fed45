/** How long a person waits for a panel, and for a search over 10,000 items: in a real browser, on one machine. */
import { performance } from 'node:perf_hooks';
import { Panel } from '../browser/walk/panel.ts';
import { openStage } from '../browser/walk/stage.ts';
import { measure, table } from './measure.ts';

const ADMIN = 'camille.arnoux@tilleuls.example';
const CLERK = 'lucie.perrot@tilleuls.example';
const ITEMS = 10_000;
const TIMES = 10;
const SECONDS = 3;

export async function benchPanels(tell: (text: string) => void): Promise<void> {
  const stage = await openStage({ empty: false });
  try {
    const rows = Array.from({ length: ITEMS }, (_, at) => ({
      code: `BENCH-${String(at).padStart(5, '0')}`,
      label: `Article d’essai ${at} ${['compresse', 'sonde', 'gant', 'seringue'][at % 4]}`,
    }));
    await stage.api.call(ADMIN, 'POST', '/v1/imports/items', { rows });
    const panel = new Panel(await stage.open(CLERK));
    await panel.open('Sorties');
    await panel.useDepot('Pharmacie centrale');
    await panel.button('Service').waitFor();
    const painted: number[] = [];
    const ready: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      await panel.shut();
      const from = performance.now();
      await panel.sheet.choose('Sorties');
      await panel.frame.locator('main h1').waitFor();
      painted.push(performance.now() - from);
      await panel.button('Service').waitFor();
      ready.push(performance.now() - from);
    }
    await panel.press('Service');
    const searched: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const field = panel.field('Ajouter une référence');
      await field.fill('');
      const from = performance.now();
      await field.fill(`sonde essai ${time * 4 + 1}`);
      await panel.frame.getByRole('option').first().waitFor();
      searched.push(performance.now() - from);
      await panel.sheet.keys('Escape');
    }
    const asked = await measure(
      () => stage.api.call(CLERK, 'GET', '/v1/items?q=sonde+essai+77&limit=20'),
      1,
      SECONDS,
    );
    const scanned = await measure(
      () => stage.api.call(CLERK, 'GET', '/v1/items?q=BENCH-07777&limit=20'),
      1,
      SECONDS,
    );
    tell(
      table([
        ['what a person waits for', 'median', 'slowest'],
        ['first paint of the exit panel', ...spread(painted)],
        ['the exit panel ready', ...spread(ready)],
        [`choices over ${ITEMS} items, 250 ms of it the pause after the last key`, ...spread(searched)],
        ['the same question to the API (p99)', ms(asked.p50_ms), ms(asked.p99_ms)],
        ['a code to the API (p99)', ms(scanned.p50_ms), ms(scanned.p99_ms)],
      ]),
    );
  } finally {
    await stage.close();
  }
}

const ms = (value: number) => `${value.toFixed(0)} ms`;

function spread(took: number[]): [string, string] {
  const sorted = [...took].sort((a, b) => a - b);
  return [ms(sorted[Math.floor(sorted.length / 2)]!), ms(sorted.at(-1)!)];
}
