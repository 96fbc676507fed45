/** The settings panel as an administrator works in it: each list added to, changed, taken out of use; a long import. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bin, Depot } from '../../shared/contract/catalogue.ts';
import type { PersonInput } from '../../shared/contract/people.ts';
import type { Panel } from './walk/panel.ts';
import { openSmallHospital, type SmallHospital } from './walk/smallHospital.ts';
import { goStepByStep } from './walk/steps.ts';

let place: SmallHospital;
let camille: Panel;

beforeAll(async () => {
  place = await openSmallHospital();
  camille = await place.sit(place.hospital.worker.admin);
  await camille.open('Catalogue et réglages');
});
afterAll(() => place?.close());

goStepByStep();

async function found<T>(path: string): Promise<T | undefined> {
  const { rows } = await place.hospital.ask<{ rows: T[] }>(place.hospital.worker.admin, 'GET', path);
  return rows[0];
}
const change = (text: string) =>
  camille.frame.locator('li.card', { hasText: text }).getByRole('button', { name: 'Modifier' }).click();
const marked = async (label: string) => (await camille.field(label).getAttribute('aria-invalid')) === 'true';
async function save(what: string): Promise<void> {
  await camille.press('Enregistrer');
  await camille.says(`«${what}» est enregistré.`);
}
/** Out of use it stays in the list, and says so; nothing with a history is deleted (Q8). */
async function takeOut(text: string): Promise<void> {
  await change(text);
  await camille.field('Actif').uncheck();
  await camille.press('Enregistrer');
  await camille.frame.locator('li.card', { hasText: text }).getByText('désactivé').waitFor();
}
const backToAll = () => camille.press('‹ Catalogue et réglages');

describe('each list is added to, changed, taken out of use', () => {
  it('depots: what cannot be stays as it was typed, beside its field', async () => {
    await camille.press('Dépôts');
    await camille.press('Ajouter un dépôt');
    await camille.field('Code').fill('URG');
    await camille.field('Perte sans responsable jusqu’à (valeur)').fill('beaucoup');
    await camille.press('Enregistrer');
    await camille.says('«beaucoup» n’est pas un nombre possible ici.');
    expect([await marked('Nom'), await marked('Perte sans responsable jusqu’à (valeur)')]).toEqual([
      true,
      true,
    ]);
    expect(await camille.field('Code').inputValue()).toBe('URG');
    await camille.field('Nom').fill('Urgences');
    await camille.field('Perte sans responsable jusqu’à (valeur)').fill('150,50');
    await camille.field('N’envoie que vers certains dépôts').check();
    await camille.frame
      .getByRole('group', { name: 'Destinations permises' })
      .getByLabel('Pharmacie centrale')
      .check();
    await camille.field('Facture obligatoire pour une sortie vers un patient').check();
    await save('URG · Urgences');
    expect(await found<Depot>('/v1/depots?q=URG')).toMatchObject({
      ...{ code: 'URG', name: 'Urgences', lossLimit: 150.5, destinations: ['PHC'], invoiceRequired: true },
    });
    await change('URG');
    expect(await camille.field('Code').isDisabled()).toBe(true);
    await camille.field('Nom').fill('Accueil des urgences');
    await save('URG · Accueil des urgences');
    await takeOut('URG');
    expect(await found<Depot>('/v1/depots?q=URG')).toMatchObject({ active: false });
    // Goods stand in the pharmacy: it cannot be closed.
    await change('Pharmacie centrale');
    await camille.field('Actif').uncheck();
    await camille.press('Enregistrer');
    await camille.says('est encore utilisé');
    expect(await camille.field('Actif').isChecked()).toBe(false);
    await camille.giveUp();
    await backToAll();
  });

  it('people and their rights: a role in a depot, and whoever leaves', async () => {
    await camille.press('Personnes et droits');
    await camille.press('Ajouter une personne');
    await camille.field('Nom').fill('Eva Lenoir');
    await camille.field('Adresse du compte Google').fill('eva lenoir');
    await camille.press('Enregistrer');
    await camille.says('adresse e-mail invalide');
    expect(await camille.field('Adresse du compte Google').inputValue()).toBe('eva lenoir');
    expect(await marked('Adresse du compte Google')).toBe(true);
    await camille.field('Adresse du compte Google').fill('eva.lenoir@tilleuls.example');
    const rights = camille.frame.getByRole('group', { name: 'Rôle dans chaque dépôt' });
    await rights.getByRole('button', { name: 'Ajouter une ligne' }).click();
    await rights.getByLabel('Dépôt').selectOption('PHC');
    await rights.getByLabel('Rôle').selectOption({ label: 'agent' });
    await save('Eva Lenoir');
    const eva = () => found<PersonInput>('/v1/people?q=eva');
    expect(await eva()).toMatchObject({ rights: [{ depot: 'PHC', role: 'clerk', emergencyExit: false }] });
    await change('Eva Lenoir');
    await rights.getByLabel('Rôle').selectOption({ label: 'responsable' });
    await rights.getByLabel('Sortie d’urgence').check();
    await save('Eva Lenoir');
    expect(await eva()).toMatchObject({ rights: [{ depot: 'PHC', role: 'manager', emergencyExit: true }] });
    await change('Eva Lenoir');
    await rights.getByRole('button', { name: 'Retirer' }).click();
    await save('Eva Lenoir');
    expect(await eva()).toMatchObject({ rights: [] });
    await takeOut('Eva Lenoir');
    expect(await eva()).toMatchObject({ active: false });
    await backToAll();
  });

  it('bins: the code is asked for; one that holds goods stays in use', async () => {
    await camille.press('Emplacements');
    await camille.press('Ajouter un emplacement');
    await camille.choose('Dépôt', 'Pharmacie centrale');
    await camille.press('Enregistrer');
    await camille.says('À remplir');
    expect(await marked('Code')).toBe(true);
    await camille.field('Code').fill('QUAR');
    await camille.field('Quarantaine : compté et valorisé, jamais délivré').check();
    await save('PHC · QUAR');
    await change('QUAR');
    await camille.field('Nom').fill('Retours à trier');
    await save('PHC · QUAR');
    const bin = () => found<Bin>('/v1/bins?depot=PHC&code=QUAR');
    expect(await bin()).toMatchObject({ name: 'Retours à trier', quarantine: true, active: true });
    await takeOut('QUAR');
    expect(await bin()).toMatchObject({ active: false });
    await change('A-01');
    await camille.field('Actif').uncheck();
    await camille.press('Enregistrer');
    await camille.says('est encore utilisé');
    await camille.giveUp();
    await backToAll();
  });

  it.each([
    { list: 'Services', one: 'service', code: 'Code', is: 'BLOC', path: '/v1/services?q=BLOC' },
    { list: 'Patients', one: 'patient', code: 'Référence', is: 'P-77', path: '/v1/patients?q=P-77' },
  ])('$list: one that is known already is not made twice', async ({ list, one, code, is, path }) => {
    const title = (name: string) => (one === 'patient' ? is : `${is} · ${name}`);
    await camille.press(list);
    await camille.press(`Ajouter un ${one}`);
    await camille.field('Nom').fill('Ancien nom');
    await camille.press('Enregistrer');
    await camille.says('À remplir');
    expect([await marked(code), await camille.field('Nom').inputValue()]).toEqual([true, 'Ancien nom']);
    await camille.field(code).fill(is);
    await save(title('Ancien nom'));
    await camille.press(`Ajouter un ${one}`);
    await camille.field(code).fill(is);
    await camille.field('Nom').fill('Autre nom');
    await camille.press('Enregistrer');
    await camille.says('Cette fiche existe déjà.');
    expect(await camille.field('Nom').inputValue()).toBe('Autre nom');
    expect(await found(path)).toMatchObject({ name: 'Ancien nom' });
    await camille.giveUp();
    await change(is);
    await camille.field('Nom').fill('Nouveau nom');
    await save(title('Nouveau nom'));
    expect(await found(path)).toMatchObject({ name: 'Nouveau nom', active: true });
    await takeOut(is);
    expect(await found(path)).toMatchObject({ active: false });
    await backToAll();
  });
});

describe('one’s own list of 10,000 rows', () => {
  const list = (rows: number) => [
    ['Code', 'Désignation', 'Emplacement', 'Quantité', 'Prix'],
    ...Array.from({ length: rows }, (_, at) => [`N-${rows}-${at}`, `Article ${at}`, 'A-01', '3', '2']),
  ];

  beforeAll(() => {
    for (const rows of [10, 10_000]) {
      const sheet = place.book.addSheet(`Liste ${rows}`);
      place.book.type(place.hospital.worker.admin, sheet, 1, 1, list(rows));
    }
  });

  async function imported(rows: number) {
    await camille.press('Partir de mon tableur');
    await camille.field('Onglet').selectOption({ label: `Liste ${rows}` });
    place.host.resetCalls();
    await camille.press('Lire cet onglet');
    await camille.field('Dépôt, si la liste n’en a pas la colonne').selectOption('PHC');
    await camille.press('Vérifier les lignes');
    const send = camille.frame.getByRole('button', { name: /^Importer / });
    await send.waitFor({ timeout: 30_000 });
    await send.click();
    // A bar is in sight while it is sent, and it says of what.
    const bar = camille.frame.getByRole('progressbar');
    const shown = await bar.getAttribute('aria-label').catch(() => null);
    await camille.frame.getByText('Import terminé').waitFor({ timeout: 40_000 });
    // The tab is found by its id among those before it: as many as it has to its left.
    const { 'Sheet.getSheetId': _, ...calls } = place.host.serviceCalls();
    await backToAll();
    return { shown, calls };
  }

  it('comes in whole, with its progress in sight, by as many service calls as ten rows', async () => {
    const few = await imported(10);
    const many = await imported(10_000);
    expect(many.shown).toMatch(/^Import de 10\s000 lignes/);
    expect(many.calls).toEqual(few.calls);
    const { rows } = await place.hospital.ask<{ rows: { item: string; quantity: number }[] }>(
      ...([place.hospital.worker.admin, 'GET', '/v1/stock?depot=PHC&limit=20000'] as const),
    );
    expect(rows.filter(({ item }) => item.startsWith('N-10000-'))).toHaveLength(10_000);
  });
});

describe('a list of stock with a name typed anew, a typo and a quantity below zero', () => {
  const HEADINGS = ['Article', 'Réf.', 'Étagère', 'Qté', 'PU', 'Date péremption', 'N° lot'];
  let sheet: ReturnType<SmallHospital['book']['addSheet']>;
  const type = (row: number, cells: string[]) =>
    place.book.type(place.hospital.worker.admin, sheet, row, 1, [cells]);
  const button = (name: RegExp) => camille.frame.getByRole('button', { name });
  const shown = () => camille.frame.locator('main').innerText();

  beforeAll(() => {
    sheet = place.book.addSheet('Ma liste');
    type(1, ['Stock de l’étage', '', '', '', '', '', '']);
    type(2, HEADINGS);
    type(3, ['Dolipro', 'PARA500', 'A-01', '-5', '0,5', '', '']);
    type(4, ['Talc', 'TALC', 'A-O1', '4', '2', '01/06/2031', 'T7']);
  });

  it('the check refuses what the service would, by the heading and the row of the sheet', async () => {
    await camille.press('Partir de mon tableur');
    await camille.field('Onglet').selectOption({ label: 'Ma liste' });
    await camille.press('Lire cet onglet');
    expect(await camille.field('Colonne «Réf.»').inputValue()).toBe('item');
    expect(await camille.field('Colonne «Article»').inputValue()).toBe('label');
    await camille.field('Dépôt, si la liste n’en a pas la colonne').selectOption('PHC');
    await camille.press('Vérifier les lignes');
    await camille.says('Ligne 3 : «-5» n’est pas une valeur possible pour Qté.');
    expect(await button(/^Importer/).count()).toBe(0);
    // A price that was right, and so far from the average that it is asked about.
    type(3, ['Dolipro', 'PARA500', 'A-01', '5', '2', '', '']);
    await camille.press('Relire l’onglet et vérifier');
    await camille.says('s’écarte beaucoup du coût moyen');
    await camille.press('Ces coûts sont justes');
    await camille.says('2 lignes prêtes');
  });

  it('what would change and be created stands there before anything is imported, and what was done after', async () => {
    const before = await shown();
    expect(before).toContain('Désignation, «Paracétamol 500 mg» devient «Dolipro»');
    expect(before).toContain('Emplacement «A-O1» dans PHC');
    expect(before).toContain('au premier jour d’un mois (dès la ligne 4)');
    expect(before).toContain('01/06/2031');
    // The typo is seen and mended in the sheet: what is imported is never the old reading.
    type(4, ['Talc', 'TALC', 'A-01', '4', '2', '01/06/2031', 'T7']);
    await button(/^Importer 2/).click();
    await camille.says('L’onglet a changé depuis la vérification');
    await camille.press('Ces coûts sont justes');
    await button(/^Importer 2/).waitFor();
    expect(await shown()).not.toContain('Ce qui sera créé');
    await button(/^Importer 2/).click();
    await camille.says('Import terminé');
    expect(await shown()).toContain('devient «Dolipro»');
    await backToAll();
  });
});
