/** The second count at the panel: which sheet is in sight, which one is sent, and in whose name (Q21, B2). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Count, CountLine, Recap } from '../../shared/contract/counts.ts';
import { tabOf } from '../process/addonCount.ts';
import { CLERK, MANAGER } from '../process/addonHospital.ts';
import type { Panel } from './walk/panel.ts';
import { openSmallHospital, type SmallHospital } from './walk/smallHospital.ts';
import { goStepByStep, soon } from './walk/steps.ts';

const NAME = 'Inventaire 2026';
const SECOND = `${NAME} · 2e comptage`;

let small: SmallHospital;
let ines: Panel;
let luc: Panel;
let id: string;

const ask = <T>(email: string, method: string, path: string, body?: object) =>
  small.hospital.ask<T>(email, method, `/v1/counts${path}`, body);
const inSight = ({ sheet }: Panel) => sheet.page.textContent('[data-tabs] [aria-selected="true"]');
const secondOf = async (item: string, lot = '') => {
  const { movements } = await ask<Recap>(MANAGER, 'GET', `/${id}/recap?show=all`);
  const line = movements.find((one) => one.item === item && one.lot === lot);
  return [line?.second, line?.secondBy];
};

beforeAll(async () => {
  small = await openSmallHospital();
  const opened = { id: crypto.randomUUID(), name: NAME, depot: 'PHC', kind: 'article' };
  ({ id } = await ask<Count>(MANAGER, 'POST', '', opened));
  const { rows } = await ask<{ rows: CountLine[] }>(MANAGER, 'GET', `/${id}/lines?limit=100`);
  const shelves = rows.filter(({ item }) => item !== 'SIROP');
  await ask(CLERK, 'PUT', `/${id}/lines`, { lines: shelves.map(({ line }) => [line, 1, 0]) });
  const syrup = rows.filter(({ item }) => item === 'SIROP').map(({ line }) => [line, 9, 0]);
  await ask(MANAGER, 'PUT', `/${id}/lines`, { lines: syrup });
  await ask(MANAGER, 'POST', `/${id}/rounds`, { lines: rows.map(({ line }) => line) });
  [ines, luc] = [await small.sit(MANAGER), await small.sit(CLERK)];
  for (const panel of [ines, luc]) {
    await panel.open('Inventaires');
    await panel.useDepot('Pharmacie centrale');
    await panel.press(`Reprendre : ${NAME}`);
    await panel.button('Envoyer').waitFor();
  }
});
afterAll(() => small?.close());

goStepByStep();

it('is brought into sight by whoever opens it, and by the next one too, for whom it is there already', async () => {
  await ines.press('Ouvrir le second comptage (0 sur 4)');
  await ines.says('Vous tenez cette feuille');
  expect(await inSight(ines)).toBe(SECOND);
  // Nothing of it is counted yet, though the whole count is.
  await ines.says('0 ligne comptée sur 4');
  await ines.says('Tout l’inventaire : 4 lignes comptées sur 4');
  await ines.unfold('Avancement');
  await ines.says('0 sur 3');
  await soon(() => inSight(luc)).toBe(NAME);
  await luc.press('Ouvrir le second comptage (0 sur 4)');
  await luc.says('Cette feuille de second comptage est tenue par Inès Morel');
  expect(await inSight(luc)).toBe(SECOND);
  expect(await luc.button('Envoyer').count()).toBe(0);
});

it('is sent in its holder’s name, whoever typed; taken over after a question, in the new one’s', async () => {
  const tab = tabOf(small.book, CLERK, SECOND);
  tab.type(tab.rowOf('lot', 'L2'), 'counted', '2');
  await ines.press('Envoyer');
  await soon(() => secondOf('PARA500', 'L2')).toEqual([2, 'Inès Morel']);
  tab.type(tab.rowOf('item', 'SIROP'), 'counted', '9,5');
  await luc.press('La tenir moi-même');
  await luc.says('1 chiffre tapé n’est pas enregistré. L’avez-vous compté vous-même ?');
  await luc.says('Vous avez compté 3 de ses 4 lignes la première fois');
  await luc.press('Oui : à mon nom');
  await luc.says('Vous tenez maintenant cette feuille');
  await soon(() => secondOf('SIROP')).toEqual([9.5, 'Luc Petit']);
  // Her panel says so by itself, and sends nothing of it any more.
  await ines.frame.getByText('est tenue par Luc Petit').waitFor({ timeout: 30_000 });
});

it('and the panel goes on with the round whose sheet its person turns to: no figure lands on the other one', async () => {
  await luc.sheet.page.click(`[data-tab="${NAME}"]`);
  await luc.frame.getByText(`Feuille «${NAME}»`, { exact: true }).waitFor({ timeout: 30_000 });
  expect(await inSight(luc)).toBe(NAME);
  // Back from another screen it is still that round.
  await luc.press('Inventaires');
  await luc.press(`Reprendre : ${NAME}`);
  await luc.says(`Feuille «${NAME}»`);
  await luc.sheet.page.click(`[data-tab="${SECOND}"]`);
  await luc.frame.getByText(`Feuille «${SECOND}»`, { exact: true }).waitFor({ timeout: 30_000 });
  await luc.press('Inventaires');
  await luc.press(`Reprendre : ${NAME}`);
  await luc.says(`Feuille «${SECOND}»`);
  await luc.press('Revenir au premier comptage');
  await luc.says(`Feuille «${NAME}»`);
  await soon(() => inSight(luc)).toBe(NAME);
});

it('not closed for several reasons, the panel says all of them, and leads to the arbitration whichever stands on top', async () => {
  await small.hospital.ask(MANAGER, 'POST', '/v1/documents', {
    ...{ id: crypto.randomUUID(), type: 'exit-service', depot: 'PHC', party: 'CHIR' },
    emergency: { reason: 'Bloc en attente' },
    lines: [{ item: 'PARA500', bin: 'A-01', lot: 'L2', quantity: 1 }],
  });
  await ines.press('Revenir au premier comptage');
  await ines.says(`Feuille «${NAME}»`);
  await ines.says('PARA500, A-01 · L2 : 1 × comprimé, à recompter');
  await ines.frame.getByText('Deux chiffres différents').waitFor();
  await ines.press('Prendre l’enregistré');
  await ines.press('Clôturer');
  await ines.says('1 sortie d’urgence attend l’accord d’un responsable');
  await ines.says('1 ligne dont les deux comptages diffèrent attend l’arbitrage');
  await ines.press('Arbitrer');
  await ines.says('1er comptage : 9, par Inès Morel');
});

it('two counts that differ are weighed against the theoretical quantity, and one reason may do for several lines (B2)', async () => {
  await ines.says('Théorique : 10,5');
  const cards = ines.frame.locator('article.card');
  await cards.filter({ hasText: 'SIROP' }).getByRole('button', { name: 'Retenir le 2e' }).click();
  await cards.filter({ hasText: 'POMPE' }).getByRole('button', { name: 'Retenir le 1er' }).click();
  await ines.press('Enregistrer l’arbitrage');
  await cards.filter({ hasText: 'POMPE' }).getByText('Donnez le motif.').waitFor();
  await ines.field('Motif commun').fill('Recompté à deux');
  expect(await ines.frame.getByText('Donnez le motif.').count()).toBe(0);
});

it('what was said of a screen goes with it, and what was refused goes once figures are sent', async () => {
  await ines.press('Retour');
  await ines.press('Annuler l’inventaire');
  await ines.sheet.alert();
  await ines.sheet.answer('NO');
  await ines.says('L’inventaire continue.');
  await ines.press('Clôturer');
  await ines.says('attend l’arbitrage');
  const shelves = tabOf(small.book, MANAGER, NAME);
  shelves.type(shelves.rowOf('lot', 'L2'), 'note', 'au bloc');
  shelves.type(shelves.rowOf('lot', 'L2'), 'counted', '1');
  await ines.press('Envoyer');
  await soon(() => ines.frame.getByText('attend l’arbitrage').count()).toBe(0);
  await ines.press('Inventaires');
  await ines.button('Nouvel inventaire').waitFor();
  expect(await ines.frame.getByText('L’inventaire continue.').count()).toBe(0);
});

it('a count of two rounds that is closed too early leads to the second count, and offers no arbitration that cannot be', async () => {
  const parts = { id: crypto.randomUUID(), name: 'Pièces', depot: 'PHC', kind: 'part', rounds: 2 };
  const opened = await ask<Count>(MANAGER, 'POST', '', parts);
  const { rows } = await ask<{ rows: CountLine[] }>(MANAGER, 'GET', `/${opened.id}/lines`);
  await ask(CLERK, 'PUT', `/${opened.id}/lines`, { lines: rows.map(({ line }) => [line, 38, 0]) });
  await ines.open('Inventaires');
  await ines.press('Reprendre : Pièces');
  await ines.press('Clôturer');
  await ines.says(
    '1 ligne dépasse la tolérance : cet inventaire demande un second comptage, ouvrez-le d’abord.',
  );
  expect(await ines.button('Arbitrer').count()).toBe(0);
  await ines.press('Ouvrir leur second comptage');
  await ines.press('Recompter 1 ligne hors tolérance');
  await ines.says('Le second comptage est ouvert');
  // Sent once, it is not offered again.
  await ines.press('Second comptage');
  await ines.says('Aucune ligne comptée avec un écart ne reste à envoyer.');
  expect(await ines.frame.getByRole('button', { name: /hors tolérance/ }).count()).toBe(0);
  await ines.press('Retour');
  await ines.press('Clôturer');
  await ines.press('Aller au second comptage');
  await ines.says('Vous tenez cette feuille');
});
