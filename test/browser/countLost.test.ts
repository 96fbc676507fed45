/**
 * A count from its opening to its end, and at each step the answer is lost once the service has done its work: the panel
 * says so, nothing typed is gone, and the same press again does nothing twice (invariant 9). Then the impatient click.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Count, CountLine } from '../../shared/contract/counts.ts';
import { CLERK, MANAGER } from '../process/addonHospital.ts';
import { openBooks } from '../process/books.ts';
import { CountSheet } from './walk/countSheet.ts';
import type { Panel } from './walk/panel.ts';
import { openSmallHospital, type SmallHospital } from './walk/smallHospital.ts';
import { goStepByStep } from './walk/steps.ts';

const NAME = 'Inventaire 2026';
const NO_ANSWER = 'Le service ne répond pas. Vérifiez la connexion, puis réessayez';
/** What is typed, by the order of the sheet; the third line is 3 short. */
const TYPED: Record<string, string> = { L2: '50', '0012': '100', SIROP: '7,5', '00045678901234567890': '1' };

let small: SmallHospital;
let ines: Panel;
let camille: Panel;
let sheet: CountSheet;
let id: string;
/** The end of the path whose answer is lost on its way. */
let losing: string | null = null;
let asked: string[] = [];
/** What of them waits until somebody lets it go on. */
let holding: { path: string; until: Promise<void> } | null = null;

beforeAll(async () => {
  small = await openSmallHospital(async ({ what }) => {
    asked.push(what);
    if (holding && what.endsWith(holding.path)) await holding.until;
    return losing !== null && what.endsWith(losing) ? 'lost' : 'arrives';
  });
  const { worker } = small.hospital;
  const { rows } = await ask<{ rows: { email: string }[] }>(worker.admin, 'GET', '/v1/people');
  const rights = [{ depot: 'PHC', role: 'manager' }];
  await ask(worker.admin, 'PUT', '/v1/people', {
    ...rows.find(({ email }) => email === worker.admin),
    rights,
  });
  ines = await small.sit(MANAGER);
  await ines.sheet.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await ines.open('Inventaires');
  await ines.useDepot('Pharmacie centrale');
});
afterAll(() => small?.close());

goStepByStep();

const ask = <T>(email: string, method: string, path: string, body?: object) =>
  small.hospital.ask<T>(email, method, path, body);
const read = () => ask<Count>(MANAGER, 'GET', `/v1/counts/${id}`);
const linesOf = async (round: 1 | 2) =>
  (await ask<{ rows: CountLine[] }>(MANAGER, 'GET', `/v1/counts/${id}/lines?round=${round}`)).rows;

/** How often the books hold that command, of all counts. */
function written(action: string): number {
  const books = openBooks(small.hospital.worker.dataFolder, true);
  const [row] = books.rows(`SELECT count(*) AS often FROM journal WHERE action = 'count.${action}'`);
  books.close();
  return Number(row!.often);
}

/** Presses while answers from there are lost, and reads that nothing came back. */
async function pressInVain(panel: Panel, button: string, path: string, answers?: 'YES'): Promise<void> {
  losing = path;
  await panel.press(button);
  if (answers) {
    await panel.sheet.alert();
    await panel.sheet.answer(answers);
  }
  await panel.says(NO_ANSWER);
  losing = null;
}

describe('the answer is lost once the work is done', () => {
  it('at the opening: what was typed stands there, and the second press finds the count that is open (E6)', async () => {
    await ines.press('Nouvel inventaire');
    await ines.field('Nom').fill(NAME);
    await ines.unfold('Date, tolérance, second comptage');
    await ines.field('Consignes aux compteurs').fill('Boîtes fermées');
    await ines.says('4 lignes seront gelées');
    await pressInVain(ines, 'Commencer l’inventaire', 'POST /v1/counts');
    expect(await ines.field('Nom').inputValue()).toBe(NAME);
    expect(await ines.field('Consignes aux compteurs').inputValue()).toBe('Boîtes fermées');
    await ines.press('Commencer l’inventaire');
    await ines.button('Envoyer').waitFor();
    const { rows } = await ask<{ rows: Count[] }>(MANAGER, 'GET', '/v1/counts?depot=PHC');
    expect(rows).toMatchObject([{ name: NAME, instructions: 'Boîtes fermées', state: 'open', lines: 4 }]);
    expect(written('open')).toBe(1);
    id = rows[0]!.id;
    sheet = new CountSheet(ines.sheet, NAME);
  });

  it('at the sending: the figures stay on the sheet, said to be unsent, and are counted once (E20)', async () => {
    const rows = await sheet.readRows();
    const at = (label: string) => sheet.header.indexOf(label);
    const figures = rows.map(
      (row) => TYPED[row[at('Lot')] || row[at('N° de série')] || row[at('Code')] || '']!,
    );
    await sheet.paste(2, 'Compté', figures);
    losing = '/lines';
    await ines.press('Envoyer');
    await ines.says('4 lignes restent à envoyer. Tout est gardé sur la feuille.');
    await ines.says(NO_ANSWER);
    losing = null;
    expect((await sheet.readRows()).map((row) => [row[at('Compté')], row[at('État')]])).toEqual(
      figures.map((figure) => [figure, 'pas encore envoyé']),
    );
    await ines.press('Envoyer');
    await ines.says('4 lignes sur 4');
    expect((await linesOf(1)).map(({ counted, version }) => [counted, version])).toEqual(
      figures.map((figure) => [Number(figure.replace(',', '.')), 1]),
    );
    expect((await sheet.readRows()).map((row) => row[at('État')])).toEqual(
      figures.map((figure) => `enregistré : ${figure}`),
    );
  });

  it('at the second count: its lines are chosen once (B2)', async () => {
    await ines.press('Second comptage');
    await ines.frame.getByLabel(/^SIROP/).check();
    await pressInVain(ines, 'Recompter les lignes cochées', '/rounds');
    expect(await ines.frame.getByLabel(/^SIROP/).isChecked()).toBe(true);
    await ines.press('Recompter les lignes cochées');
    await ines.says('Le second comptage est ouvert');
    const [line, ...others] = await linesOf(2);
    expect([line, others]).toMatchObject([{ item: 'SIROP', counted: null }, []]);
    expect(written('round')).toBe(1);
    await ask(CLERK, 'PUT', `/v1/counts/${id}/lines`, { round: 2, lines: [[line!.line, 7.5, 0]] });
  });

  it('at the closing: the second press shows the recap (E21, E49)', async () => {
    await pressInVain(ines, 'Clôturer', '/close');
    await ines.press('Clôturer');
    await ines.says('Récapitulatif des mouvements de stock');
    await ines.says('1 écart sur 4 lignes');
    expect([(await read()).state, written('close')]).toEqual(['closed', 1]);
  });

  it('at the reopening: the second press shows the sheet with all that was counted (Q4)', async () => {
    await pressInVain(ines, 'Rouvrir', '/reopen');
    await ines.press('Rouvrir');
    await ines.button('Envoyer').waitFor();
    await ines.says('4 lignes sur 4');
    expect([await read(), written('reopen')]).toMatchObject([{ state: 'open', counted: 4 }, 1]);
  });

  it('at the approval: the recap is approved once (B3)', async () => {
    const { worker } = small.hospital;
    const settings = await ask<object>(worker.admin, 'GET', '/v1/settings');
    await ask(worker.admin, 'PUT', '/v1/settings', { ...settings, approvalAbove: 1 });
    await ines.press('Clôturer');
    await ines.says('une deuxième personne doit approuver');
    camille = await small.sit(worker.admin);
    await camille.open('Inventaires');
    await camille.useDepot('Pharmacie centrale');
    await camille.press(`Voir : ${NAME}`);
    await camille.says('1 écart sur 4 lignes');
    await pressInVain(camille, 'Approuver', '/approve');
    await camille.press('Approuver');
    await camille.says('Ce récapitulatif est approuvé.');
    expect((await read()).approvals).toMatchObject([{ email: worker.admin }]);
    expect(written('approve')).toBe(1);
    await camille.sheet.page.close();
  });

  it('at the confirmation: stock is updated once, by one adjustment (E24, E25, E52, invariant 8)', async () => {
    await pressInVain(ines, 'Confirmer l’inventaire', '/confirm', 'YES');
    expect(await small.hospital.balance('SIROP')).toBe(7.5);
    await ines.press('Confirmer l’inventaire');
    await ines.sheet.alert();
    await ines.sheet.answer('YES');
    await ines.says('Inventaire terminé, stocks à jour');
    expect(await small.hospital.balance('SIROP')).toBe(7.5);
    const path = '/v1/documents?depot=PHC&type=count-adjustment';
    const { rows } = await ask<{ rows: { number: string }[] }>(MANAGER, 'GET', path);
    expect(rows).toMatchObject([{ number: (await read()).adjustment!.number }]);
    expect(written('confirm')).toBe(1);
  });

  it('at the cancellation: the second press says that it is cancelled, and what was typed is kept (Q4)', async () => {
    const other = { id: crypto.randomUUID(), name: 'À reprendre', depot: 'PHC', kind: 'article' };
    ({ id } = await ask<Count>(MANAGER, 'POST', '/v1/counts', other));
    await ines.press('Inventaires');
    await ines.press('Reprendre : À reprendre');
    await ines.button('Envoyer').waitFor();
    const tab = new CountSheet(ines.sheet, 'À reprendre');
    await tab.readRows();
    // Nobody presses «Envoyer».
    await tab.paste(2, 'Compté', ['1', '1', '1', '1']);
    await pressInVain(ines, 'Annuler l’inventaire', '/cancel', 'YES');
    await ines.press('Annuler l’inventaire');
    await ines.sheet.alert();
    await ines.sheet.answer('YES');
    await ines.says('L’inventaire est annulé : le stock n’a pas changé.');
    expect([await read(), written('cancel')]).toMatchObject([{ state: 'cancelled', counted: 4 }, 1]);
    expect(await small.hospital.balance('SIROP')).toBe(7.5);
  });
});

describe('counting in teams, the answer is lost', () => {
  it('at the joining and at the change of the teams: each is done once (Q21)', async () => {
    const teams = [{ team: 1, name: 'Équipe 1', members: [], bins: ['A-01'] }];
    const other = { id: crypto.randomUUID(), name: 'En équipes', depot: 'PHC', kind: 'article', teams };
    ({ id } = await ask<Count>(MANAGER, 'POST', '/v1/counts', other));
    await ines.open('Inventaires');
    await ines.press('Reprendre : En équipes');
    // Who leads it need not count: a page of its own tells how far all teams are, and closes it.
    await ines.press('Suivre l’inventaire');
    await ines.says('0 ligne comptée sur 4');
    await ines.press('Clôturer');
    await ines.says('4 lignes ne sont pas comptées. Que faire ?');
    await ines.press('Retour');
    await ines.says('Pour qui mène l’inventaire');
    expect((await read()).myTeam).toBe(0);
    await ines.press('Compter avec une équipe');
    await pressInVain(ines, 'Je compte, Équipe 1', '/join');
    await ines.press('Je compte, Équipe 1');
    await ines.says('Feuille «En équipes · Équipe 1»');
    expect([(await read()).myTeam, written('join')]).toEqual([1, 1]);
    await ines.press('Changer d’équipe');
    await ines.press('Modifier les équipes');
    await ines.field('Nom de l’équipe').fill('Équipe du matin');
    // A bin is one team's: whose it was is said.
    await ines.press('Ajouter une équipe');
    await ines.frame.getByLabel('A-01', { exact: true }).nth(1).check();
    await ines.says('A-01 était à Équipe du matin : il est maintenant ici.');
    expect(await ines.frame.getByLabel('A-01', { exact: true }).first().isChecked()).toBe(false);
    await pressInVain(ines, 'Enregistrer les équipes', '/teams');
    await ines.press('Enregistrer les équipes');
    await ines.says('Les équipes sont enregistrées.');
    expect([(await read()).teams[0]?.name, written('teams')]).toEqual(['Équipe du matin', 1]);
    await ask(MANAGER, 'POST', `/v1/counts/${id}/cancel`, {});
  });
});

describe('the impatient click, twice as fast as a hand can and again while it waits', () => {
  const asks = (path: string) => asked.filter((what) => what.endsWith(path)).length;

  /** The service takes its time: the panel says so, shows it, and takes no other click. */
  async function waits(button: string, sentence: string): Promise<void> {
    await ines.says(sentence);
    expect(await ines.frame.locator('.waiting').filter({ hasText: sentence }).count()).toBe(1);
    await ines.frame.locator('button', { hasText: button }).dblclick({ force: true });
  }

  function hold(path: string): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    asked = [];
    holding = { path, until: promise };
    return resolve;
  }

  it('on «Clôturer» closes once, and says to be patient (E21, E49)', async () => {
    const other = { id: crypto.randomUUID(), name: 'Pressé', depot: 'PHC', kind: 'part' };
    ({ id } = await ask<Count>(MANAGER, 'POST', '/v1/counts', other));
    const [line] = await linesOf(1);
    await ask(MANAGER, 'PUT', `/v1/counts/${id}/lines`, { lines: [[line!.line, 38, 0]] });
    await ines.open('Inventaires');
    await ines.press('Reprendre : Pressé');
    await ines.button('Envoyer').waitFor();
    const letGo = hold('/close');
    await ines.pressTwice('Clôturer');
    await waits('Clôturer', 'Clôture en cours, patientez…');
    letGo();
    await ines.says('Récapitulatif des mouvements de stock');
    expect([asks('/close'), (await read()).version]).toEqual([1, 3]);
  });

  it('on «Confirmer l’inventaire» asks one question, says to be patient, and makes one adjustment (E24, E51 to E53)', async () => {
    const letGo = hold('/confirm');
    await ines.pressTwice('Confirmer l’inventaire');
    await ines.sheet.alert();
    expect(await ines.sheet.page.locator('[data-alert]').count()).toBe(1);
    await ines.sheet.page.dblclick('[data-alert] [data-button="YES"]');
    await waits('Confirmer l’inventaire', 'Mise à jour du stock, patientez…');
    letGo();
    await ines.says('Inventaire terminé, stocks à jour');
    expect(asks('/confirm')).toBe(1);
    expect(await small.hospital.balance('VIS')).toBe(38);
    const books = openBooks(small.hospital.worker.dataFolder, true);
    expect(books.faults()).toEqual([]);
    expect(books.rows(`SELECT count(*) AS many FROM documents WHERE type = 'count-adjustment'`)).toEqual([
      { many: 2 },
    ]);
    books.close();
  });
});
