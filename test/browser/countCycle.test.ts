/**
 * A count of many lines from the first figure to its end, and one that is cancelled: saved without anybody asking,
 * filtered, blanks decided, closed, reopened, approved, confirmed.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Count, CountLine } from '../../shared/contract/counts.ts';
import { CLERK, MANAGER } from '../process/addonHospital.ts';
import { openBooks } from '../process/books.ts';
import { blindCount } from './walk/blindCount.ts';
import { CountSheet } from './walk/countSheet.ts';
import { longCount } from './walk/longCount.ts';
import { dialogOf, type Panel, plain } from './walk/panel.ts';
import { openSmallHospital, type SmallHospital } from './walk/smallHospital.ts';
import { goStepByStep, soon } from './walk/steps.ts';

const NAME = 'Inventaire 2026';
/** The lines of the count; four of them are those that the hospital has already. */
const LINES = 1480;
/** So many are counted when it is closed. */
const COUNTED = 214;

let small: SmallHospital;
let ines: Panel;
let sheet: CountSheet;
let id: string;

beforeAll(async () => {
  small = await openSmallHospital();
  const lots = Array.from({ length: LINES - 4 }, (_, at) => ({
    ...{ item: 'LOTS', bin: '1/2', lot: `L${1000 + at}`, quantity: 10, unitCost: 1 },
  }));
  for (let from = 0; from < lots.length; from += 1000)
    await small.hospital.stock(lots.slice(from, from + 1000));
  ines = await sit(MANAGER);
});
afterAll(() => small?.close());

goStepByStep();

const ask = <T>(email: string, method: string, path: string, body?: object) =>
  small.hospital.ask<T>(email, method, path, body);
const read = () => ask<Count>(MANAGER, 'GET', `/v1/counts/${id}`);
const linesOf = async () =>
  (await ask<{ rows: CountLine[] }>(MANAGER, 'GET', `/v1/counts/${id}/lines?limit=10000`)).rows;

/** A window of that person at the counts of the pharmacy. */
async function sit(email: string): Promise<Panel> {
  const panel = await small.sit(email);
  await panel.sheet.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await panel.sheet.page.clock.install({ time: new Date('2026-03-02T14:20:00') });
  await panel.open('Inventaires');
  if ((await panel.heading()) === 'Choisir le dépôt') await panel.useDepot('Pharmacie centrale');
  return panel;
}

/** Twenty seconds pass for the window; nobody waits for them. */
async function autosave(panel: Panel, until: string): Promise<void> {
  const { clock } = panel.sheet.page;
  await clock.pauseAt(new Date(`2026-03-02T${until}:40`));
  await clock.fastForward(20_000);
  await clock.resume();
}

describe('a count of 1 480 lines', () => {
  it('is saved by itself every twenty seconds, and says when and how much (E20)', async () => {
    await ines.press('Nouvel inventaire');
    await ines.field('Nom').fill(NAME);
    await ines.says('1 480 lignes seront gelées');
    await ines.press('Commencer l’inventaire');
    await ines.button('Envoyer').waitFor();
    const { rows } = await ask<{ rows: Count[] }>(MANAGER, 'GET', '/v1/counts?depot=PHC');
    id = rows[0]!.id;
    sheet = new CountSheet(ines.sheet, NAME);
    expect(await sheet.readRows()).toHaveLength(LINES);
    await sheet.paste(2, 'Compté', Array(212).fill('10'));
    await autosave(ines, '14:31');
    await ines.says('Enregistré à 14:32, 212 lignes sur 1 480');
    expect((await linesOf()).slice(0, 213).map(({ counted, by }) => [counted, by])).toEqual([
      ...Array(212).fill([10, 'Inès Morel']),
      [null, null],
    ]);
  });

  it('its browser tab closed in the middle of typing: what was sent stays, what was typed is on the sheet (Q4)', async () => {
    await sheet.type(214, 'Compté', '9');
    await ines.sheet.page.close();
    expect((await read()).counted).toBe(212);
    ines = await sit(MANAGER);
    sheet = new CountSheet(ines.sheet, NAME);
    const rows = await sheet.readRows();
    const column = sheet.header.indexOf('Compté');
    expect(rows.slice(0, 214).map((row) => row[column])).toEqual([...Array(212).fill('10'), '9', '']);
    await ines.press(`Reprendre : ${NAME}`);
    await ines.says('213 lignes sur 1 480');
    expect((await linesOf())[212]).toMatchObject({ counted: 9, version: 1 });
  });

  it('filters by lot, serial number, text and what is not counted yet; what they hide is sent as well (E15, E16, E44, E45)', async () => {
    const rows = await sheet.readRows();
    const pump = rows.findIndex((row) => row.includes('POMPE')) + 2;
    await ines.unfold('Afficher les filtres');
    const filtered = async (said: string) => {
      await ines.press('Filtrer');
      await ines.says(`${said} sur 1 480. Ce qui est caché est envoyé aussi.`);
    };
    const shown = () => ines.sheet.page.locator('[data-cell$="C3"]:not(.coming)').allTextContents();
    await ines.field('Lot').fill('l1042');
    await filtered('1 ligne affichée');
    await soon(shown).toEqual(['Code', 'LOTS']);
    await ines.field('Lot').fill('');
    await ines.field('N° de série').fill('567890');
    await filtered('1 ligne affichée');
    await soon(shown).toEqual(['Code', 'POMPE']);
    await ines.field('N° de série').fill('');
    await ines.field('Texte').fill('paracetamol');
    await filtered('2 lignes affichées');
    await soon(shown).toEqual(['Code', 'PARA500', 'PARA500']);
    await ines.press('Tout afficher');
    await ines.says('1 480 lignes affichées');
    await sheet.type(pump, 'Compté', '1');
    await ines.field('Pas encore compté').check();
    await filtered('1 266 lignes affichées');
    await ines.press('Envoyer');
    await ines.says(`${COUNTED} lignes sur 1 480`);
    expect((await linesOf()).find(({ item }) => item === 'POMPE')).toMatchObject({ counted: 1 });
    await ines.press('Tout afficher');
    await ines.says('1 480 lignes affichées');
  });

  it('closing asks what its blanks mean: «Compter zéro» for all but two has their number typed (E21, Q3)', async () => {
    await ines.press('Clôturer');
    await ines.says('1 266 lignes ne sont pas comptées. Que faire ?');
    await ines.press('Clôturer');
    await ines.says('Choisissez l’une des deux réponses.');
    await ines.frame.getByRole('radio', { name: 'Compter zéro' }).check();
    await ines.says('Tapez 1 266 pour le confirmer.');
    await ines.unfold('Décider ligne par ligne');
    await ines.choose('LOTS · 1/2 · L1220', 'Garder la quantité théorique');
    await ines.says('1 265 lignes passeront à zéro');
    // The other one is far down the list.
    await ines.field('Chercher une ligne').fill('para');
    await ines.sheet.keys('Enter');
    await ines.choose('PARA500 · A-01 · 0012', 'Garder la quantité théorique');
    expect(await ines.frame.locator('details li').count()).toBe(2);
    await ines.field('Nombre de lignes').fill('1266');
    await ines.press('Clôturer');
    await ines.says('Ce n’est pas 1 264.');
    expect((await read()).state).toBe('open');
    await ines.field('Nombre de lignes').fill('1 264');
    await ines.press('Clôturer');
    await ines.says('Récapitulatif des mouvements de stock');
    await ines.says('2 lignes non comptées gardent la quantité théorique');
    await ines.says('1 264 lignes non comptées passent à zéro');
    expect(await small.hospital.balance('LOTS', 'L1400')).toBe(10);
  });

  it('is reopened: the sheet takes figures again, and its blanks are blank (Q3, Q4)', async () => {
    await sheet.readRows();
    expect(sheet.header).toContain('Compté (clôturé)');
    await ines.press('Rouvrir');
    await ines.button('Envoyer').waitFor();
    expect(await read()).toMatchObject({ state: 'open', counted: COUNTED });
    const rows = await sheet.readRows();
    expect(rows.filter((row) => row[sheet.header.indexOf('Compté')] === '')).toHaveLength(LINES - COUNTED);
    await sheet.type(2, 'Compté', '8');
    await ines.press('Envoyer');
    await ines.says(`${COUNTED} lignes sur 1 480`);
    await ines.press('Clôturer');
    await ines.field('Garder la quantité théorique').first().check();
    await ines.press('Clôturer');
    await ines.says('2 écarts sur 1 480 lignes');
  });
});

describe('a gap above the limit', () => {
  let camille: Panel;

  it('waits for the approval of a second person, who presses «Approuver» (B3)', async () => {
    const { admin } = small.hospital.worker;
    const { rows } = await ask<{ rows: { email: string }[] }>(admin, 'GET', '/v1/people');
    const rights = [{ depot: 'PHC', role: 'manager' }];
    await ask(admin, 'PUT', '/v1/people', { ...rows.find(({ email }) => email === admin), rights });
    const settings = await ask<object>(admin, 'GET', '/v1/settings');
    await ask(admin, 'PUT', '/v1/settings', { ...settings, approvalAbove: 2 });
    await ines.open('Inventaires');
    await ines.press(`Voir : ${NAME}`);
    await ines.says('Les écarts dépassent 2,00 € : une deuxième personne doit approuver');
    await ines.press('Confirmer l’inventaire');
    await ines.sheet.alert();
    await ines.sheet.answer('YES');
    await soon(() => ines.readAll('main .notice.danger')).toHaveLength(1);
    expect((await read()).state).toBe('closed');
    camille = await sit(admin);
    await camille.press(`Voir : ${NAME}`);
    await camille.press('Approuver');
    await camille.says('Ce récapitulatif est approuvé.');
    await camille.says('Approuvé par');
    await camille.sheet.page.close();
    expect((await read()).approvals).toMatchObject([{ email: admin }]);
  });

  it('is confirmed then: the quantities are what was counted (E1, E23, E25)', async () => {
    await ines.open('Inventaires');
    await ines.press(`Voir : ${NAME}`);
    await ines.says('Approuvé par');
    await ines.press('Confirmer l’inventaire');
    await ines.sheet.alert();
    await ines.sheet.answer('YES');
    await ines.says('Inventaire terminé, stocks à jour');
    const held = (lot: string) => small.hospital.balance('LOTS', lot);
    expect(await Promise.all(['L1000', 'L1001', 'L1212', 'L1400'].map(held))).toEqual([8, 10, 9, 10]);
    await sheet.readRows();
    expect(sheet.header).toContain('Compté (terminé)');
  });
});

describe('a count that is given up', () => {
  const exit = { type: 'loss', depot: 'PHC', reason: 'Casse', lines: [{ item: 'SIROP', quantity: 1 }] };
  const lose = () => ask(CLERK, 'POST', '/v1/documents', { ...exit, id: crypto.randomUUID() });

  it('«Annuler l’inventaire» asks first; «non» goes on counting (Q4)', async () => {
    const other = { id: crypto.randomUUID(), name: 'À refaire', depot: 'PHC', kind: 'article' };
    ({ id } = await ask<Count>(MANAGER, 'POST', '/v1/counts', { ...other, scope: { items: ['SIROP'] } }));
    await ines.press('Inventaires');
    await ines.press('Reprendre : À refaire');
    await ines.button('Envoyer').waitFor();
    sheet = new CountSheet(ines.sheet, 'À refaire');
    await sheet.readRows();
    await sheet.type(2, 'Compté', '3,5');
    await ines.press('Annuler l’inventaire');
    expect(plain(await ines.sheet.alert())).toContain(
      'Le gel est levé et le stock ne change pas. L’export avant et ce qui est tapé sont gardés. Voulez-vous l’annuler ?',
    );
    await ines.sheet.answer('NO');
    await ines.says('L’inventaire continue.');
    expect((await read()).state).toBe('open');
    await expect(lose()).rejects.toThrow('COUNT_OPEN');
  });

  it('an emergency exit is told to the counter who comes back to the panel, without waiting for the next saving (Q12)', async () => {
    const { clock } = ines.sheet.page;
    // The saving is just past, and the next one is not due before twenty seconds.
    await clock.pauseAt(new Date('2026-03-02T18:00:00'));
    await ines.press('Envoyer');
    await ines.says('est envoyé : 1 ligne sur 1');
    await ines.settleDown();
    await ask(MANAGER, 'POST', '/v1/documents', {
      ...{ id: crypto.randomUUID(), type: 'exit-service', depot: 'PHC', party: 'CHIR' },
      lines: [{ item: 'SIROP', quantity: 0.5 }],
      emergency: { reason: 'Bloc en attente' },
    });
    await ines.sheet.goTo('B2');
    await clock.fastForward(11_000);
    await ines.frame.locator('main h1').click();
    await clock.fastForward(400);
    await ines.says('SIROP, 1/2 : 0,5 ml, à recompter');
    await clock.resume();
    await sheet.type(2, 'Compté', '3,25');
    await ines.press('Envoyer');
    await soon(async () => (await read()).counted).toBe(1);
    // «Théorique» stays (invariant 7): what the figure is compared with stands beside it.
    const state = async () => (await sheet.readRows())[0]![sheet.header.indexOf('État')];
    await soon(state).toMatch(/^attendu \d+(,\d+)? \(sortie d’urgence -0,5\) ; .*enregistré : 3,25$/);
  });

  it('«oui»: the freeze ends, the stock is as it was, and all that was typed stays on the sheet and in the count (Q4)', async () => {
    const before = await small.hospital.balance('SIROP');
    await ines.press('Annuler l’inventaire');
    await ines.sheet.alert();
    await ines.sheet.answer('YES');
    await ines.says('L’inventaire est annulé : le stock n’a pas changé.');
    expect([await read(), await small.hospital.balance('SIROP')]).toMatchObject([
      { state: 'cancelled', counted: 1, adjustment: null },
      before,
    ]);
    const [row] = await sheet.readRows();
    expect(sheet.header).toContain('Compté (annulé)');
    expect(row![sheet.header.indexOf('Compté (annulé)')]).toBe('3,25');
    await sheet.type(2, 'Compté (annulé)', '9');
    expect(await ines.sheet.alert()).toContain('Cet inventaire est annulé : cette feuille en garde la trace');
    await ines.sheet.answer('CANCEL');
    await ines.press('Voir : À refaire');
    await ines.says('Inès Morel a annulé cet inventaire le ');
    await ines.says('Export avant l’inventaire');
    await ines.press('Voir toutes les lignes');
    const wide = dialogOf(ines.sheet);
    await wide.getByLabel('Lignes').selectOption('all');
    await soon(async () => (await wide.locator('tbody tr').allInnerTexts()).map(plain)).toEqual([
      expect.stringContaining('3,25'),
    ]);
    await ines.sheet.page.click('[data-layers] [data-close-frame]');
    await lose();
    expect(await small.hospital.balance('SIROP')).toBe(before - 1);
    await ines.sheet.page.close();
  });
});

blindCount(() => small, sit);

describe('after all of it', () => {
  it('the books have no fault', () => {
    const books = openBooks(small.hospital.worker.dataFolder, true);
    expect(books.faults()).toEqual([]);
    books.close();
  });
});

longCount(() => small, sit);
