/** A first count at the panel: whose the figures are that wait on its sheet, and what the panel says of them (Q21, B2). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Count, CountLine } from '../../shared/contract/counts.ts';
import { tabOf } from '../process/addonCount.ts';
import { CLERK, MANAGER } from '../process/addonHospital.ts';
import { dialogOf, type Panel } from './walk/panel.ts';
import { openSmallHospital, type SmallHospital } from './walk/smallHospital.ts';
import { goStepByStep, soon } from './walk/steps.ts';

const NAME = 'Inventaire 2026';

let small: SmallHospital;
let ines: Panel;
let luc: Panel;
let id: string;

const ask = <T>(email: string, method: string, path: string, body?: object) =>
  small.hospital.ask<T>(email, method, `/v1/counts${path}`, body);
const sheet = () => tabOf(small.book, MANAGER);
const type = (lot: string, figure: string) => sheet().type(sheet().rowOf('lot', lot), 'counted', figure);
const countedBy = async (lot: string) => {
  const { rows } = await ask<{ rows: CountLine[] }>(MANAGER, 'GET', `/${id}/lines`);
  const line = rows.find((one) => one.lot === lot);
  return [line?.counted, line?.by];
};

/** So much time passes in that window; nobody waits for it. */
const later = ({ sheet: { page } }: Panel, ms: number) => page.clock.fastForward(ms);

beforeAll(async () => {
  small = await openSmallHospital();
  const opened = { id: crypto.randomUUID(), name: NAME, depot: 'PHC', kind: 'article' };
  ({ id } = await ask<Count>(MANAGER, 'POST', '', opened));
  [ines, luc] = [await small.sit(MANAGER), await small.sit(CLERK)];
  for (const panel of [ines, luc]) {
    await panel.sheet.page.clock.install();
    await panel.open('Inventaires');
    await panel.useDepot('Pharmacie centrale');
  }
});
afterAll(() => small?.close());

goStepByStep();

it('whoever opens a sheet after a colleague typed there is asked whether he counted that; until then nothing is sent (B2)', async () => {
  await luc.press(`Reprendre : ${NAME}`);
  await luc.button('Envoyer').waitFor();
  await luc.press('Inventaires');
  await luc.button(`Reprendre : ${NAME}`).waitFor();
  type('L2', '2');
  await ines.press(`Reprendre : ${NAME}`);
  await ines.says('Cette feuille a été ouverte en dernier par Luc Petit');
  await ines.says('1 chiffre tapé n’est pas enregistré. L’avez-vous compté vous-même ?');
  expect(await ines.button('Envoyer').count()).toBe(0);
  expect(await countedBy('L2')).toEqual([null, null]);
  await ines.press('Non : les effacer');
  await ines.says('La feuille montre de nouveau ce qui est enregistré');
  await ines.button('Envoyer').waitFor();
  expect(sheet().cell(sheet().rowOf('lot', 'L2'), 'counted')).toBe('');
});

it('the question goes by itself once the other’s panel has sent them, and who counted himself is not asked', async () => {
  await ines.press('Inventaires');
  await luc.press(`Reprendre : ${NAME}`);
  await luc.button('Envoyer').waitFor();
  await luc.press('Inventaires');
  type('L2', '2');
  await ines.press(`Reprendre : ${NAME}`);
  await ines.says('ouverte en dernier par Luc Petit');
  await luc.press(`Reprendre : ${NAME}`);
  await soon(() => countedBy('L2')).toEqual([2, 'Luc Petit']);
  await later(ines, 20_000);
  await ines.button('Envoyer').waitFor();
  expect(await ines.frame.getByText('ouverte en dernier').count()).toBe(0);
});

it('what is said to be sent is what was typed at a given second: a figure typed since is not said to be', async () => {
  await luc.says('Enregistré à');
  await later(luc, 20_000);
  await luc.says('Tout ce qui était tapé à');
  expect(await luc.read('main')).toMatch(/tapé à \d\d:\d\d:\d\d est envoyé : 1 ligne sur 4/);
  await luc.says('La feuille est relue toutes les 20 secondes');
});

it('a second count that is opened meanwhile is offered to whoever counts, by itself', async () => {
  const { rows } = await ask<{ rows: CountLine[] }>(MANAGER, 'GET', `/${id}/lines`);
  expect(await luc.frame.getByRole('button', { name: /second comptage \(/ }).count()).toBe(0);
  await ask(MANAGER, 'POST', `/${id}/rounds`, { lines: rows.slice(0, 3).map(({ line }) => line) });
  await later(luc, 60_000);
  await luc.button('Ouvrir le second comptage (0 sur 3)').waitFor();
});

it('not closed for the second count, it is not asked yet what blank lines mean; what was refused goes with the next press', async () => {
  await ines.press('Clôturer');
  await ines.says('attendent un second comptage');
  expect(await ines.read('main')).not.toContain('dites si on garde le théorique');
  await ines.press('Aller à la feuille');
  await soon(() => ines.frame.getByText('attendent un second comptage').count()).toBe(0);
});

it('its paper breaks no word and no number, where there is room for it (E18)', async () => {
  await ines.unfold('Compter sur papier');
  await ines.press('Imprimer');
  const cells = dialogOf(ines.sheet).locator('.paper td:is(.unit, .lot), .paper th');
  await cells.first().waitFor();
  const lines = await cells.evaluateAll((all) =>
    all.flatMap((cell) => {
      const text = document.createRange();
      text.selectNodeContents(cell);
      const rows = new Set([...text.getClientRects()].map(({ top }) => Math.round(top)));
      const words = cell.textContent!.trim().split(/[\s·-]+/).length;
      return rows.size > words ? [cell.textContent] : [];
    }),
  );
  expect(lines).toEqual([]);
  await ines.sheet.page.click('[data-layers] [data-close-frame]');
});

it('its teams are offered the bins of what is counted, and no other', async () => {
  await ask(MANAGER, 'POST', `/${id}/cancel`, {});
  await ines.press('Inventaires');
  await ines.press('Nouvel inventaire');
  await ines.says('4 lignes seront gelées');
  await ines.unfold('Équipes');
  await ines.press('Ajouter une équipe');
  const offered = () =>
    ines.frame.getByRole('group', { name: 'Ses emplacements' }).getByRole('checkbox').count();
  await soon(offered).toBe(2);
  await ines.unfold('Compter seulement une partie');
  await ines.frame.getByRole('checkbox', { name: /^A-01/ }).first().check();
  await ines.says('3 lignes seront gelées');
  await soon(offered).toBe(1);
});
