/**
 * An administrator sets a small hospital up from a spreadsheet, then its people look at serial numbers and stock:
 * with mouse and keyboard, in French, what the screen says beside what the service holds.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseBlock } from '../../addon/local/page/tsv.ts';
import { LOCAL_ADMIN } from '../../addon/local/people.ts';
import type { Item, Settings } from '../../shared/contract/catalogue.ts';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import type { StockLine } from '../../shared/contract/stock.ts';
import { addDays, formatDate } from '../../shared/domain/dates.ts';
import { graveFaults } from './axe.ts';
import { BOX } from './walk/goods.ts';
import { frenchLeft } from './walk/languages.ts';
import { dialogOf, Panel, plain } from './walk/panel.ts';
import { openStage, type Stage } from './walk/stage.ts';
import { goStepByStep, soon } from './walk/steps.ts';

const HELENE = 'helene.marchand@tilleuls.example';
const LUCIE = 'lucie.perrot@tilleuls.example';

let stage: Stage;
let camille: Panel;
let lucie: Panel;
let helene: Panel;
let today: string;

const ask = <T>(path: string, email = LOCAL_ADMIN) => stage.api.call<T>(email, 'GET', path);
const put = (path: string, body: object) => stage.api.call(LOCAL_ADMIN, 'PUT', path, body);
const post = (email: string, body: object) =>
  stage.api.call<PostedDocument>(email, 'POST', '/v1/documents', { id: crypto.randomUUID(), ...body });
const card = (panel: Panel, text: string) => panel.frame.locator('.card', { hasText: text });

/** The tab as copied whole: the rows under whatever stands above. */
async function copied(panel: Panel, tab: string): Promise<string[][]> {
  const { page } = panel.sheet;
  await page.bringToFront();
  await page.click(`[data-tab=${JSON.stringify(tab)}]`);
  await panel.sheet.goTo('A1');
  await panel.sheet.keys('Control+a', 'Control+c');
  await page.waitForSelector('[data-grid]:not([data-copying])');
  return parseBlock(await page.evaluate(() => navigator.clipboard.readText()));
}

beforeAll(async () => {
  stage = await openStage({ empty: true });
  ({ today } = await ask<{ today: string }>('/v1/me'));
  await put('/v1/people', { email: LOCAL_ADMIN, name: 'Camille Arnoux', admin: true, version: 1 });
  await put('/v1/depots', { code: 'PHC', name: 'Pharmacie centrale' });
  await put('/v1/depots', { code: 'MED', name: 'Médecine' });
  const role = (depot: string, kind: string) => ({ depot, role: kind });
  await put('/v1/people', {
    email: HELENE,
    name: 'Hélène Marchand',
    rights: [role('PHC', 'manager'), role('MED', 'manager')],
  });
  await put('/v1/people', { email: LUCIE, name: 'Lucie Perrot', rights: [role('PHC', 'clerk')] });
  await put('/v1/patients', { reference: 'IPP-7', name: 'Marcel Bruyère' });
  await put('/v1/services', { code: 'CHIR', name: 'Chirurgie' });
  const settings = await ask<Settings>('/v1/settings');
  await put('/v1/settings', { ...settings, lots: false, serials: false });
  stage.seat({ email: HELENE, name: 'Hélène Marchand', role: 'responsable' });
  stage.seat({ email: LUCIE, name: 'Lucie Perrot', role: 'agent' });
  camille = new Panel(await stage.open(LOCAL_ADMIN));
  lucie = new Panel(await stage.open(LUCIE));
});
afterAll(() => stage?.close());

goStepByStep();

describe('the three switches (G5 to G8)', () => {
  it('the screen says which are off, where they stand, and who may turn them on (G5, G6, G7, G8)', async () => {
    await lucie.open('N° de série et stock');
    expect(await lucie.read('.path')).toBe('Accueil / Produits / Liste produits / Stocks');
    await lucie.press('Stocks par numéros de série');
    await lucie.says('Cette page demande trois interrupteurs');
    const switches = await lucie.readAll('main li');
    expect(switches.map(plain)).toEqual([
      'Gestion des lots de fabrication à activer',
      'Gestion des stocks activé',
      'Numéros de série sur les mouvements de stock à activer',
    ]);
    await lucie.says('Seul un administrateur peut les activer. Demandez à : Camille Arnoux.');
    await lucie.says('Catalogue et réglages, Réglages de l’organisation, partie Produits');
  });

  it('an administrator is led to them and turns them on (G8); somebody else’s change loses nothing typed', async () => {
    await camille.open('N° de série et stock');
    await camille.press('Stocks par numéros de série');
    await camille.press('Ouvrir les réglages');
    await camille.press('Réglages de l’organisation');
    await camille.field('Gestion des lots de fabrication').check();
    await camille.field('Numéros de série sur les mouvements de stock').check();
    await camille.field('Adresse imprimée').fill('3 rue des Tilleuls');
    // Meanwhile another administrator renames the organisation.
    const settings = await ask<Settings>('/v1/settings');
    await put('/v1/settings', { ...settings, name: 'Hôpital des Tilleuls' });
    await camille.press('Enregistrer');
    await camille.says('Nom : «Hôpital des Tilleuls» maintenant, «Mon organisation» dans votre saisie');
    expect(await camille.field('Adresse imprimée').inputValue()).toBe('3 rue des Tilleuls');
    await camille.press('Garder ma saisie');
    await camille.field('Nom').fill('Hôpital des Tilleuls');
    // A day as the reader writes it, shown back as it was understood.
    const closed = camille.field('Période close jusqu’au');
    await closed.fill('31/12/2999');
    await camille.press('Enregistrer');
    await camille.says('Cette date est dans l’avenir.');
    await closed.fill('3/2/20');
    await closed.press('Tab');
    expect(await closed.inputValue()).toBe('03/02/2020');
    await camille.press('Enregistrer');
    await camille.says('«Réglages de l’organisation» est enregistré.');
    expect(await ask<Settings>('/v1/settings')).toMatchObject({
      name: 'Hôpital des Tilleuls',
      address: '3 rue des Tilleuls',
      closedThrough: '2020-02-03',
      lots: true,
      serials: true,
    });
  });
});

describe('start from one’s own spreadsheet', () => {
  const soonExpired = () => formatDate(addDays(today, 25), 'fr');
  const list = () => [
    ['Mon stock au 1er janvier', '', '', '', '', '', '', '', ''],
    [
      'Code produit',
      'Désignation',
      'Famille',
      'Fournisseur',
      'N° de lot',
      'Date de péremption',
      'N° de série',
      'Qté',
      'PU',
    ],
    ["'0012", 'Compresse stérile', 'Soins', 'Gazes & Cie', 'L1', soonExpired(), '', '40', '1.5'],
    ["'0012", 'Compresse stérile', '', '', '12/11', '30/06/31', '', 'beaucoup', '1,5'],
    ['HAUTBOIS', 'Hautbois', 'Musique', '', '', '', 'HB-1', '1', '1450'],
    ['HAUTBOIS', 'Hautbois', '', '', '', '', 'HB-2', '1', '1450'],
    ['HAUTBOIS', 'Hautbois', '', '', '', '', 'HB-2', '1', '1450'],
  ];

  it('the columns are guessed, and each bad row is named', async () => {
    const { page } = camille.sheet;
    await page.bringToFront();
    await camille.sheet.goTo('A1');
    await page.evaluate(
      (text) => navigator.clipboard.writeText(text),
      list()
        .map((row) => row.join('\t'))
        .join('\n'),
    );
    await camille.sheet.keys('Control+v');
    await camille.press('Partir de mon tableur');
    await camille.press('Lire cet onglet');
    await camille.says('Titres de colonnes à la ligne 2');
    expect(await camille.field('Colonne «N° de lot»').inputValue()).toBe('lot');
    expect(await camille.field('Colonne «Qté»').inputValue()).toBe('quantity');
    await camille.field('Dépôt, si la liste n’en a pas la colonne').selectOption('PHC');
    await camille.press('Vérifier les lignes');
    await camille.says('3 lignes à corriger dans votre onglet');
    // «1.5», «12/11» and «30/06/31», as the spreadsheet keeps them.
    const year = today.slice(0, 4);
    await camille.says(`Ligne 3 : «01/05/${year}» dans la colonne «PU» est une date`);
    await camille.says(`Ligne 4 : «12/11/${year}» dans la colonne «N° de lot» : le tableur a changé`);
    await camille.says('Ligne 4 : «30/06/1931» dans la colonne «Date de péremption» : le tableur a deviné');
    await camille.says('Ligne 4 : «beaucoup» n’est pas une valeur possible pour Qté.');
    await camille.says('Ligne 7 : «PHC / HAUTBOIS / HB-2» figure déjà à la ligne 6.');
    await camille.frame.getByRole('button', { name: 'Importer' }).waitFor({ state: 'detached' });
  });

  it('mended, everything is imported at once: suppliers, items, opening stock', async () => {
    await camille.sheet.goTo('I3');
    await camille.sheet.type("'1,5");
    await camille.sheet.goTo('E4');
    await camille.sheet.type("'L2");
    await camille.sheet.goTo('F4');
    await camille.sheet.type('30/06/2031');
    await camille.sheet.goTo('H4');
    await camille.sheet.type('60');
    await camille.sheet.goTo('G7');
    await camille.sheet.type('HB-3');
    await camille.press('Relire l’onglet et vérifier');
    await camille.says('5 lignes prêtes : 2 références, 5 lignes de stock.');
    await camille.press('Importer 5 lignes');
    await camille.says('Import terminé : 2 références créées');
    await camille.says('Stock d’ouverture : EO-PHC-');
    const { rows } = await ask<{ rows: StockLine[] }>('/v1/stock?depot=PHC');
    expect(rows.map(({ item, lot, serial, quantity }) => [item, lot, serial, quantity])).toEqual([
      ['0012', 'L1', '', 40],
      ['0012', 'L2', '', 60],
      ['HAUTBOIS', '', 'HB-1', 1],
      ['HAUTBOIS', '', 'HB-2', 1],
      ['HAUTBOIS', '', 'HB-3', 1],
    ]);
  });
});

describe('the lists of another program (S18, Q6)', () => {
  const file = (rows: string[], encoding: BufferEncoding = 'utf8') => ({
    name: 'factures.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(rows.join('\r\n'), encoding),
  });
  const HEADINGS = 'Facture;Patient;Référence;Quantité';

  it('invoices come in from a file: whole or not at all, and each bad row is named', async () => {
    await camille.press('‹ Catalogue et réglages');
    await camille.press('Importer un fichier CSV');
    await camille.says(
      'Colonnes obligatoires : «Facture», «Patient», «Référence», «Quantité». Facultatives : «Ligne».',
    );
    await camille.press('Importer');
    await camille.says('Choisissez un fichier.');
    const chosen = camille.field('Fichier');
    await chosen.setInputFiles(file([HEADINGS, 'F-1;IPP-7;0012;2'], 'latin1'));
    await camille.press('Importer');
    await camille.says('«factures.csv» n’est pas lisible : il n’est pas en UTF-8');
    await chosen.setInputFiles(file([HEADINGS, 'F-1;IPP-7;0012;2', 'F-1;IPP-7;INCONNU;trois']));
    await camille.press('Importer');
    await camille.says('Ligne 3');
    await expect(ask('/v1/invoices/F-1')).rejects.toThrow('404');
    await chosen.setInputFiles(file([HEADINGS, 'F-1;IPP-7;0012;2', 'F-1;IPP-7;HAUTBOIS;1']));
    await camille.press('Importer');
    await camille.says('Import terminé : 1 création');
    expect(await ask('/v1/invoices/F-1')).toMatchObject({ number: 'F-1', patient: 'IPP-7' });
  });
});

describe('the catalogue', () => {
  it('an item’s levels are given in its form, and somebody else’s change is shown beside what was typed', async () => {
    await camille.press('‹ Catalogue et réglages');
    await camille.press('Références');
    await card(camille, '0012').getByRole('button', { name: 'Modifier' }).click();
    await camille.field('Groupe').fill('Pansements');
    const [item] = (await ask<{ rows: Item[] }>('/v1/items?code=0012')).rows;
    await put('/v1/items', { ...item, label: 'Compresse stérile 10 × 10' });
    const levels = camille.frame.getByRole('group', { name: 'Seuils par dépôt' });
    await levels.getByRole('button', { name: 'Ajouter une ligne' }).click();
    await levels.getByLabel('Dépôt').selectOption('PHC');
    await levels.getByLabel('Alerte').fill('150');
    await levels.getByLabel('Maximum').fill('400');
    await camille.press('Enregistrer');
    await camille.says(
      'Désignation : «Compresse stérile 10 × 10» maintenant, «Compresse stérile» dans votre saisie',
    );
    expect(await camille.field('Groupe').inputValue()).toBe('Pansements');
    await camille.press('Garder ma saisie');
    await camille.field('Désignation').fill('Compresse stérile 10 × 10');
    await camille.press('Enregistrer');
    await camille.says('«0012 · Compresse stérile 10 × 10» est enregistré.');
    expect((await ask<{ rows: Item[] }>('/v1/items?code=0012')).rows[0]).toMatchObject({
      label: 'Compresse stérile 10 × 10',
      group: 'Pansements',
      levels: [{ depot: 'PHC', alert: 150, security: null, maximum: 400 }],
    });
  });

  it('an item’s supplier is searched by name or code (G18); one that is not known is said once, beside its field', async () => {
    await card(camille, '0012').getByRole('button', { name: 'Modifier' }).click();
    const supplier = camille.field('Fournisseur habituel');
    await supplier.fill('Grossiste X');
    await camille.press('Enregistrer');
    await camille.says('Le fournisseur «Grossiste X» n’existe pas.');
    expect(await camille.frame.getByText('«Grossiste X»').count()).toBe(1);
    expect(await supplier.getAttribute('aria-invalid')).toBe('true');
    await put('/v1/suppliers', { code: 'F-12', name: 'Médicale du Nord' });
    await supplier.fill('');
    await camille.search('Fournisseur habituel', 'medicale', 'F-12');
    await camille.says('Médicale du Nord');
    await camille.press('Enregistrer');
    await camille.says('«0012 · Compresse stérile 10 × 10» est enregistré.');
    expect((await ask<{ rows: Item[] }>('/v1/items?code=0012')).rows[0]?.supplier).toBe('F-12');
    // Opened again it tells the name beside the code.
    await card(camille, '0012').getByRole('button', { name: 'Modifier' }).click();
    await camille.says('Médicale du Nord');
    await camille.field('Fournisseur habituel').fill('');
    await camille.press('Enregistrer');
    await soon(async () => (await ask<{ rows: Item[] }>('/v1/items?code=0012')).rows[0]?.supplier).toBeNull();
  });

  it('a clerk reads it and is told whom to ask', async () => {
    await lucie.open('Catalogue et réglages');
    expect(await lucie.readAll('.pages button')).not.toContain('Personnes et droits');
    await lucie.says('Ici, aucun dépôt à choisir : ces pages valent pour tous.');
    await lucie.press('Fournisseurs');
    await card(lucie, 'Gazes & Cie').getByRole('button', { name: 'Voir' }).click();
    await lucie.says('Seul un administrateur peut modifier ceci. Demandez à : Camille Arnoux.');
    expect(await lucie.field('Nom').isDisabled()).toBe(true);
    // Of items a manager may do more than a clerk: whom to ask is said before anything is looked for (Q5).
    await lucie.press('‹ Fournisseurs');
    await lucie.press('‹ Catalogue et réglages');
    await lucie.press('Références');
    await lucie.says('Un responsable de dépôt peut ajouter une référence, et donner codes-barres et seuils');
    expect(await lucie.button('Ajouter une référence').count()).toBe(0);
    await card(lucie, '0012').getByRole('button', { name: 'Voir' }).click();
    await lucie.says('Demandez à un responsable, ou à : Camille Arnoux.');
    expect(await lucie.field('Désignation').isDisabled()).toBe(true);
  });

  it('a manager adds an item; of a known one barcodes and levels are his, and the form says so (Q5)', async () => {
    helene = new Panel(await stage.open(HELENE));
    await helene.open('Catalogue et réglages');
    await helene.press('Références');
    await helene.press('Ajouter une référence');
    await helene.field('Code').fill('ATTELLE');
    await helene.field('Désignation').fill('Attelle de poignet');
    await helene.search('Fournisseur habituel', 'medicale', 'F-12');
    await helene.press('Enregistrer');
    await helene.says('«ATTELLE · Attelle de poignet» est enregistré.');
    expect((await ask<{ rows: Item[] }>('/v1/items?code=ATTELLE')).rows).toMatchObject([
      { supplier: 'F-12' },
    ]);
    await card(helene, 'ATTELLE').getByRole('button', { name: 'Modifier' }).click();
    await helene.says('Un responsable donne ici les codes-barres et les seuils');
    expect(await helene.field('Désignation').isDisabled()).toBe(true);
    await helene.frame
      .getByRole('group', { name: 'Codes-barres' })
      .getByRole('button', { name: 'Ajouter une ligne' })
      .click();
    await helene.field('Code-barres').fill('3400930000017');
    await helene.frame.getByRole('group', { name: 'Codes-barres' }).getByLabel('Quantité').fill('10');
    await helene.press('Enregistrer');
    await soon(async () => (await ask<{ rows: Item[] }>('/v1/items?code=ATTELLE')).rows[0]?.codes).toEqual([
      { code: '3400930000017', quantity: 10 },
    ]);
  });
});

describe('stock by serial number', () => {
  beforeAll(async () => {
    const given = { type: 'entry-donation', depot: 'PHC' };
    await put('/v1/items', {
      code: 'POMPE',
      label: 'Pompe',
      serialTracking: 'required',
      referencePrice: 100,
    });
    await post(HELENE, { ...given, lines: [{ item: 'POMPE', serial: 'HB-3', quantity: 1, unitCost: 100 }] });
    const hautbois = (serial: string) => ({
      depot: 'PHC',
      lines: [{ item: 'HAUTBOIS', serial, quantity: 1 }],
    });
    await post(HELENE, { type: 'exit-patient', party: 'IPP-7', ...hautbois('HB-1') });
    await post(HELENE, { type: 'transfer', party: 'MED', ...hautbois('HB-2') });
  });

  it('is reached from the list of products by «Stocks» (G4), and shows each number of the item (G1, G2)', async () => {
    await lucie.press('‹ Références');
    const item = card(lucie, 'HAUTBOIS · Hautbois');
    await item.locator('summary', { hasText: 'Stocks' }).click();
    await item.getByRole('button', { name: 'N° de série' }).click();
    await soon(() => lucie.heading().catch(() => '')).toBe('Stocks par numéros de série');
    const state = async (serial: string) =>
      plain(await lucie.frame.locator(`[data-serial="HAUTBOIS/${serial}"] .state`).innerText());
    expect([await state('HB-1'), await state('HB-2'), await state('HB-3')]).toEqual([
      'Sorti du stock',
      'En route',
      'Disponible en stock',
    ]);
  });

  it('says where it is or to whom it went, entered and gone on and by which document, with its history (G23)', async () => {
    const gone = plain(await lucie.frame.locator('[data-serial="HAUTBOIS/HB-1"]').innerText());
    expect(gone).toMatch(
      /Référence HAUTBOIS · Hautbois Sorti vers IPP-7 Entré le \S+ par EO-PHC-\S+ Sorti le \S+ par SP-PHC-/,
    );
    const there = plain(await lucie.frame.locator('[data-serial="HAUTBOIS/HB-2"]').innerText());
    expect(there).toContain('En route vers MED');
    expect(plain(await lucie.frame.locator('[data-serial="HAUTBOIS/HB-3"]').innerText())).toContain(
      'Dépôt et emplacement PHC',
    );
    await lucie.frame.locator('[data-serial="HAUTBOIS/HB-1"] summary').click();
    await lucie.says('sortie vers un patient : −1 (PHC, IPP-7)');
  });

  it('a number alone is looked for on every item; one that stands on two is shown on both (G3)', async () => {
    await lucie.press('‹ Toutes les pages du stock');
    await lucie.press('Stocks par numéros de série');
    await lucie.says('Choisissez une référence, ou tapez un numéro de série.');
    await lucie.field('N° de série').fill('hb-3');
    await lucie.sheet.keys('Enter');
    await soon(() => lucie.frame.locator('[data-serial]').count()).toBe(2);
    await lucie.says('le même numéro existe aussi sur POMPE');
    await lucie.says('le même numéro existe aussi sur HAUTBOIS');
    // A part of it is enough, as one types.
    await lucie.field('N° de série').fill('B-');
    await lucie.sheet.keys('Enter');
    await soon(() => lucie.frame.locator('[data-serial]').count()).toBe(4);
  });
});

describe('the pages of the neighbourhood (G22, Q14)', () => {
  const page = async (panel: Panel, title: string) => {
    await panel.press('‹ Toutes les pages du stock');
    await panel.press(title);
  };

  it('each stands under its name', async () => {
    await lucie.press('‹ Toutes les pages du stock');
    expect(await lucie.readAll('.pages button')).toEqual([
      'Stocks par numéros de série',
      'Détails des stocks produits',
      'Disponibilités par emplacements',
      'État des stocks',
      'Niveaux d’alerte',
      'Péremptions',
      'Sans mouvement',
      'Lot : traçabilité et rappel',
      'Reliquats de factures',
      'Reliquats de transferts',
    ]);
  });

  it('the depot that is looked at stays in sight, and is changed from there or in a page (S7, S8)', async () => {
    await helene.open('N° de série et stock');
    expect(await helene.read('.depot')).toBe('Dépôt : Tous mes dépôts Changer de dépôt');
    await helene.press('Changer de dépôt');
    await helene.useDepot('Médecine');
    await helene.press('État des stocks');
    expect(await helene.read('.depot')).toBe('Dépôt : Médecine Changer de dépôt');
    expect(await helene.field('Dépôt').inputValue()).toBe('MED');
    // Another one in the page is the one in sight as well, and that of the page opened next.
    await helene.field('Dépôt').selectOption('PHC');
    expect(await helene.read('.depot')).toBe('Dépôt : Pharmacie centrale Changer de dépôt');
    await page(helene, 'Niveaux d’alerte');
    expect(await helene.field('Dépôt').inputValue()).toBe('PHC');
    // The depot chosen here is that of the other panels; what was looked at in a page is not.
    await helene.open('Sorties');
    expect(await helene.read('.depot-name')).toBe('Dépôt : Médecine');
    await helene.open('N° de série et stock');
    await helene.press('Changer de dépôt');
    await helene.useDepot('Tous mes dépôts');
    expect(await helene.read('.depot-name')).toBe('Dépôt : Tous mes dépôts');
    await helene.press('Changer de dépôt');
    await helene.useDepot('Pharmacie centrale');
    // Of two accounts at one spreadsheet each has its own.
    expect(await lucie.read('.depot-name')).toBe('Dépôt : Pharmacie centrale');
  });

  it('details of an item, its card and the line of its balance', async () => {
    await lucie.press('Détails des stocks produits');
    await lucie.search('Référence', 'compresse', '0012');
    await lucie.says('Total : 100');
    await lucie.press('Fiche de stock');
    await lucie.says('solde 100');
    await lucie.frame.getByRole('img', { name: /^Solde de 0012 du/ }).waitFor();
  });

  it('levels and orders, expiries, stock state with its value', async () => {
    await page(lucie, 'Niveaux d’alerte');
    await lucie.says('sous l’alerte');
    await lucie.says('À commander : 300');
    await page(lucie, 'Péremptions');
    await lucie.says('dans 25 jours');
    await page(lucie, 'État des stocks');
    await lucie.says('3 références');
    await lucie.press('Jour précédent');
    await lucie.says('0 référence');
  });

  it('a state goes to a sheet of its own, is refreshed in place, and leaves other sheets alone', async () => {
    await lucie.press('Jour suivant');
    await lucie.says('3 références');
    await lucie.press('Vers une feuille');
    await lucie.says('Feuille «État des stocks» : 3 lignes écrites.');
    const [about, headings, ...rows] = await copied(lucie, 'État des stocks');
    expect(about?.[0]).toContain('Écrit le');
    expect(headings?.slice(0, 2)).toEqual(['Référence', 'Désignation']);
    expect(rows.map((row) => [row[0], row[2]])).toEqual([
      ['0012', '100'],
      ['HAUTBOIS', '1'],
      ['POMPE', '1'],
    ]);
    await post(HELENE, {
      type: 'exit-service',
      depot: 'PHC',
      party: 'CHIR',
      lines: [{ item: '0012', lot: 'L1', quantity: 5 }],
    });
    await lucie.press('Vers une feuille');
    await lucie.says('Feuille «État des stocks» actualisée : 3 lignes.');
    const refreshed = await copied(lucie, 'État des stocks');
    expect(refreshed.slice(2).map((row) => row[2])).toEqual(['95', '1', '1']);
    const own = await lucie.sheet.page.locator('[data-tab]').allInnerTexts();
    expect(own.filter((name) => name.includes('État des stocks'))).toHaveLength(1);
    expect(await copied(lucie, own.map(plain).find((name) => /1$/.test(name)) ?? '')).toContainEqual(
      expect.arrayContaining(['0012', 'Compresse stérile']),
    );
  });

  it('a lot is blocked everywhere by a manager, with a notice to print; a transfer’s rest is closed', async () => {
    await helene.open('N° de série et stock');
    await helene.press('Lot : traçabilité et rappel');
    const [item] = (await ask<{ rows: Item[] }>('/v1/items?code=0012')).rows;
    await put('/v1/items', { ...item, codes: [{ code: BOX, quantity: 30 }] });
    await helene.press('Voir ce lot');
    await soon(() => helene.frame.locator('[aria-invalid="true"]').count()).toBe(2);
    await helene.field('Référence').fill('0012');
    await helene.field('Lot').fill('L-INCONNU');
    await helene.press('Voir ce lot');
    await helene.says('L-INCONNU');
    expect(await helene.field('Lot').inputValue()).toBe('L-INCONNU');
    await helene.field('Référence').fill('');
    await helene.field('Référence').click();
    await helene.sheet.page.keyboard.insertText(`]d201${BOX}10L1`);
    await helene.sheet.keys('Enter');
    await helene.says('Chirurgie');
    await helene.press('Bloquer le lot partout');
    await helene.says('À remplir');
    await helene.field('Motif').fill('rappel du fabricant');
    await helene.press('Bloquer le lot partout');
    await helene.says('Lot bloqué : rappel du fabricant');
    await helene.press('Imprimer l’avis de rappel');
    const notice = dialogOf(helene.sheet).locator('body');
    await notice.getByText('Avis de rappel de lot').first().waitFor();
    expect(plain(await notice.innerText())).toContain('3 rue des Tilleuls');
    await helene.sheet.page.click('[data-layers] [data-close-frame]');
    // All of it to a sheet: whom to call, and what to fetch from which shelf.
    await helene.press('Vers une feuille');
    await helene.says('Feuille «Lot 0012 L1» : 3 lignes écrites.');
    const [about, headings, ...rows] = await copied(helene, 'Lot 0012 L1');
    expect(about?.[0]).toContain('0012, Compresse stérile 10 × 10, bloqué (rappel du fabricant)');
    expect(headings?.slice(0, 2)).toEqual(['Sens', 'Dépôt']);
    expect(rows.map((row) => [row[0], row[1], row[7], row[9]])).toEqual([
      ['reste', 'PHC', '', '35'],
      ['sorti', 'PHC', 'CHIR · Chirurgie', '5'],
      ['entré', 'PHC', '', '40'],
    ]);
    await helene.press('Vers une feuille');
    await helene.says('Feuille «Lot 0012 L1» actualisée : 3 lignes.');
    // What is typed of the one is no command of the other: each says its own reason (invariant 9).
    await helene.frame.locator('summary', { hasText: 'Corriger' }).click();
    await helene.field('Numéro du lot').fill('L1-B');
    await helene.field('Motif').fill('levé par le fabricant');
    const expiry = await helene.field('Péremption').inputValue();
    await helene.field('Péremption').fill('un jour');
    await helene.press('Corriger le lot');
    await helene.says('À remplir');
    await helene.says('«un jour»');
    await helene.field('Péremption').fill(expiry);
    await helene.field('Motif de la correction').fill('mal lu');
    await helene.press('Corriger le lot');
    await helene.says('0012, lot L1-B');
    await helene.says('Lot bloqué : rappel du fabricant');
    await page(helene, 'Reliquats de transferts');
    await helene.says('HAUTBOIS Hautbois, n° HB-2 : 1 sur 1');
    await helene.frame.locator('summary', { hasText: 'Clore ce transfert…' }).click();
    await helene.field('Motif').fill('jamais arrivé');
    await helene.press('Enregistrer la perte en route');
    await helene.says('Perte en route enregistrée : TP-MED-');
  });

  it('no serious fault of accessibility on any page, nor in any form', async () => {
    const clean = async (panel: Panel) => expect(await graveFaults(panel.frame)).toEqual([]);
    await helene.press('‹ Toutes les pages du stock');
    await clean(helene);
    await helene.press('Disponibilités par emplacements');
    await helene.field('Dépôt').selectOption('MED');
    await helene.says('Rien à montrer.');
    await clean(helene);
    await helene.field('Dépôt').selectOption('PHC');
    await helene.says('4 lignes affichées');
    await helene.press('‹ Toutes les pages du stock');
    for (const title of ['Niveaux d’alerte', 'État des stocks', 'Péremptions']) {
      await helene.press(title);
      await card(helene, 'Compresse').first().waitFor();
      await clean(helene);
      await helene.press('‹ Toutes les pages du stock');
    }
    await helene.press('Stocks par numéros de série');
    await helene.search('Référence', 'haut', 'HAUTBOIS');
    await helene.frame.locator('[data-serial]').first().waitFor();
    await clean(helene);
    await camille.open('Catalogue et réglages');
    await clean(camille);
    for (const [title, entry] of [
      ['Références', '0012'],
      ['Dépôts', 'Pharmacie'],
      ['Personnes et droits', 'Hélène'],
    ] as const) {
      await camille.press(title);
      await card(camille, entry).first().waitFor();
      await clean(camille);
      await card(camille, entry).first().getByRole('button', { name: 'Modifier' }).click();
      await camille.field('Actif').waitFor();
      await clean(camille);
      await camille.giveUp();
      await camille.press('‹ Catalogue et réglages');
    }
    await camille.press('Réglages de l’organisation');
    await camille.says('Ce qui est imprimé');
    await clean(camille);
  });

  it('in English no French word is left, on any page or form (B13)', async () => {
    const english = async (panel: Panel) => expect(frenchLeft(await panel.read('body'))).toEqual([]);
    await helene.press('English');
    await helene.button('Stock by serial number').waitFor();
    await english(helene);
    for (const [title, text] of [
      ['Alert levels', 'To order:'],
      ['Stock state', 'worth'],
      ['Expiries', 'exp.'],
      ['Without movement', 'Nothing to show.'],
      ['Back orders of invoices', 'to be delivered of 2'],
      ['Back orders of transfers', 'Nothing to show.'],
      ['Lot: trace and recall', 'See this lot'],
    ] as const) {
      await helene.press(title);
      await helene.says(text);
      await english(helene);
      await helene.press('‹ All pages of the stock');
    }
    await helene.press('Stock by serial number');
    await helene.field('Serial number').fill('HB-1');
    await helene.sheet.keys('Enter');
    await helene.says('Gone from the stock');
    await english(helene);
    await helene.press('To a sheet');
    await helene.says('Sheet “Stock by serial number”: 1 line written.');
    const [about, headings] = await copied(helene, 'Stock by serial number');
    expect(frenchLeft([...(about ?? []), ...(headings ?? [])].join(' '))).toEqual([]);
    await helene.open('Catalogue and settings');
    await helene.press('Items');
    await english(helene);
    await card(helene, '0012').getByRole('button', { name: 'Change' }).click();
    await helene.says('Levels per depot');
    // A manager gives barcodes and levels; what an item is, the administrator changes (Q5).
    expect(await helene.field('Label').isDisabled()).toBe(true);
    expect(await helene.button('Add a line').first().isEnabled()).toBe(true);
    await english(helene);
    await helene.press('Cancel');
    await helene.press('‹ Catalogue and settings');
    await helene.press('Settings of the organisation');
    await helene.says('What is printed');
    await english(helene);
  });

  it('nothing went wrong behind the screen', () => expect(stage.mishaps).toEqual([]));
});
