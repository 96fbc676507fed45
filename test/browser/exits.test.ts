/**
 * The exits as people make them in a hurry: with mouse, keyboard and scanner, in French and in English. What a
 * voucher says is compared with what the service holds.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PANEL_NAMES, PANELS } from '../../addon/panels.ts';
import type { DepotInput } from '../../shared/contract/catalogue.ts';
import { addDays, formatDate } from '../../shared/domain/dates.ts';
import { textOf } from '../../shared/text/index.ts';
import { openBooks } from '../process/books.ts';
import { graveFaults } from './axe.ts';
import { keyboardFaults, widerThanScreen } from './walk/controls.ts';
import { ADMIN, BOX, furnishGoods } from './walk/goods.ts';
import { frenchLeft } from './walk/languages.ts';
import { dialogOf, Panel, plain } from './walk/panel.ts';
import { Service } from './walk/service.ts';
import { openStage, type Stage } from './walk/stage.ts';
import { goStepByStep, soon } from './walk/steps.ts';

const HELENE = 'helene.marchand@tilleuls.example';
const LUCIE = 'lucie.perrot@tilleuls.example';
const GS = '\u001d';
/** The GTIN of a product that never was in stock. */
const EMPTY_BOX = '03400930000021';

let stage: Stage;
let service: Service;
let lucie: Panel;
let helene: Panel;
let today: string;

beforeAll(async () => {
  stage = await openStage({ empty: false });
  service = new Service(stage.api, HELENE);
  ({ today } = await stage.api.call<{ today: string }>(HELENE, 'GET', '/v1/me'));
  await furnishGoods(stage.api, today);
});
afterAll(() => stage?.close());

goStepByStep();

const left = async (item: string, lot = '') =>
  (await service.stock('PHC', item))
    .filter((line) => lot === '' || line.lot === lot)
    .reduce((sum, { quantity }) => sum + quantity, 0);

/** Adds a product by its code and types the quantity. */
async function add(panel: Panel, code: string, quantity: string): Promise<void> {
  await panel.search('Ajouter une référence', code, code);
  await panel.sheet.type(quantity);
  await panel.frame.locator('.card', { hasText: code }).locator('.pick').first().waitFor();
}

/** What the voucher over the window says, once it is drawn; then it is closed. */
async function voucher(panel: Panel): Promise<string> {
  const dialog = dialogOf(panel.sheet);
  await dialog.locator('.number').first().waitFor();
  const text = plain(await dialog.locator('body').innerText());
  // It fits its dialog, and what is printed has none of the dialog's buttons.
  expect(
    await dialog.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth),
  ).toBeLessThanOrEqual(1);
  await panel.sheet.page.emulateMedia({ media: 'print' });
  expect(await dialog.getByRole('button', { name: /Imprimer|Print/ }).count()).toBe(0);
  await panel.sheet.page.emulateMedia({ media: null });
  await panel.sheet.page.click('[data-layers] [data-close-frame]');
  return text;
}

const again = async (panel: Panel) => {
  await panel.press('Nouvelle sortie');
  await panel.button('Patient').waitFor();
};

/** As a scanner types it: at once, ended by Enter. */
async function scan(panel: Panel, text: string): Promise<string> {
  await panel.field('Ajouter une référence').click();
  await panel.sheet.page.keyboard.insertText(text);
  await panel.sheet.keys('Enter');
  const mark = panel.frame.locator('.scan-mark');
  await mark.waitFor();
  return plain(await mark.innerText());
}

describe('to a service', () => {
  it('«Service» starts it (S26); the service is found by name (S27)', async () => {
    lucie = new Panel(await stage.open(LUCIE));
    await lucie.open('Sorties');
    await lucie.useDepot('Pharmacie centrale');
    expect(await graveFaults(lucie.frame)).toEqual([]);
    await lucie.press('Service');
    await lucie.search('Service', 'bloc d', 'T-BLOC');
    expect(await lucie.field('Service').inputValue()).toBe('T-BLOC');
  });

  it('the date is shown, typed as people write it, and shown back (S28); so is the description (S29)', async () => {
    const date = lucie.field('Date');
    expect(await date.inputValue()).toBe(formatDate(today, 'fr'));
    await date.fill('hier');
    await lucie.sheet.keys('Tab');
    expect(await date.inputValue()).toBe(formatDate(addDays(today, -1), 'fr'));
    await date.fill('demain');
    await lucie.sheet.keys('Enter');
    await lucie.says('«demain» n’est pas une date. Tapez par exemple 20/11 ou hier.');
    await date.fill('');
    await lucie.press('Jour suivant');
    expect(await date.inputValue()).toBe(formatDate(today, 'fr'));
    await lucie.press('Jour précédent');
    expect(await lucie.field('Description').inputValue()).toBe('Sortie vers le service Bloc d’essai');
  });

  it('products come with lot and quantity; another lot may be chosen, an expired one not (S30)', async () => {
    await add(lucie, 'T-COMP', '20');
    const picks = lucie.frame.getByLabel('Lot et emplacement');
    expect(plain((await picks.locator('option:checked').textContent())!)).toContain('lot A12, exp.');
    // What expired stands in the depot too, and is no help to anybody: told apart.
    await lucie.says('Restera utilisable dans le dépôt : 130 × compresse');
    await lucie.says('En plus, non utilisable : 10 (périmé)');
    const expired = picks.locator('option', { hasText: 'VIEUX' });
    expect([await expired.isDisabled(), await expired.textContent()]).toEqual([
      true,
      expect.stringContaining('périmé'),
    ]);
    await picks.selectOption({ label: (await picks.locator('option', { hasText: 'B7' }).textContent())! });
    await add(lucie, 'T-SOLUTE', '2,5');
    // Scrolled down as far as it goes: who I am, where, and the depot are still there.
    for (const part of ['.who', '.path', '.depot-name', '.depot-check'])
      expect(await lucie.inSight(part)).toBe(true);
    expect(await graveFaults(lucie.frame)).toEqual([]);
  });

  it('the mouse wheel changes no number', async () => {
    const quantity = lucie.field('Quantité').first();
    await quantity.click();
    await lucie.sheet.page.mouse.wheel(0, 240);
    expect(await quantity.inputValue()).toBe('20');
  });

  it('one press records it once (S31), its voucher states the exit to the service (S32), and the depot holds so much less (S11)', async () => {
    await lucie.field('Liaison pièce (facultatif)').fill('BC-77');
    await lucie.pressTwice('Enregistrer la sortie');
    await lucie.says('Sortie enregistrée : SS-PHC-');
    const text = await voucher(lucie);
    for (const part of ['Bon de sortie vers un service', 'T-BLOC · Bloc d’essai', 'BC-77', 'B7', '2,5'])
      expect(text).toContain(part);
    expect(text).toContain(formatDate(addDays(today, -1), 'fr'));
    expect(await service.documents('PHC', 'exit-service')).toHaveLength(1);
    expect([await left('T-COMP', 'B7'), await left('T-SOLUTE')]).toEqual([30, 37.5]);
    await again(lucie);
  });
});

describe('several faults at once', () => {
  it('what the form misses and what only the service knows are told on the first press', async () => {
    await lucie.press('Service');
    await lucie.field('Service').fill('T-RIEN');
    await lucie.press('Enregistrer la sortie');
    // The service looks at the rest even of an exit that has no product yet.
    await lucie.says('2 points sont à corriger ci-dessus. Rien n’est enregistré.');
    await lucie.says('«T-RIEN» n’existe pas.');
    // Nothing stood here so long ago, and so long ago nobody may write any more: both are said.
    await add(lucie, 'T-COMP', '1');
    await lucie.field('Date').fill('1/1/2020');
    await lucie.press('Enregistrer la sortie');
    await lucie.says('Rien ne peut sortir : chaque référence dit ci-dessus pourquoi.');
    await lucie.says('La date 01/01/2020 est trop ancienne');
    await lucie.button('Retirer T-COMP').click();
    await lucie.field('Date').fill('auj');
    await lucie.search('Ajouter une référence', 'T-COMP', 'T-COMP');
    await add(lucie, 'T-SOLUTE', '1');
    await lucie.press('Enregistrer la sortie');
    await lucie.says('2 points sont à corriger ci-dessus. Rien n’est enregistré.');
    await lucie.says('«T-RIEN» n’existe pas.');
    expect(await lucie.field('Quantité').first().getAttribute('aria-invalid')).toBe('true');
    await lucie.giveUp();
    await lucie.button('Patient').waitFor();
  });

  it('of two serial numbers that left meanwhile each is named', async () => {
    await lucie.press('Service');
    await lucie.search('Service', 'bloc d', 'T-BLOC');
    await add(lucie, 'T-POMPE', '2');
    const gone = await service.post({
      ...{ type: 'exit-service', depot: 'PHC', party: 'T-BLOC' },
      lines: ['SN-001', 'SN-002'].map((serial) => ({ item: 'T-POMPE', bin: 'D-01', serial, quantity: 1 })),
    });
    await lucie.press('Enregistrer la sortie');
    for (const serial of ['SN-001', 'SN-002'])
      await lucie.says(`T-POMPE : le n° de série «${serial}» n’est pas en stock.`);
    const reversal = { id: crypto.randomUUID(), reason: 'Erreur de service' };
    await stage.api.call(HELENE, 'POST', `/v1/documents/${gone.id}/reversal`, reversal);
    await lucie.giveUp();
    await lucie.button('Patient').waitFor();
  });
});

describe('to another depot', () => {
  it('«Dépôt» starts a transfer (S33) to a depot that is chosen (S34), dated and described (S35, S36)', async () => {
    await lucie.press('Dépôt');
    await lucie.frame.getByRole('option', { name: 'Médecine polyvalente' }).waitFor({ state: 'attached' });
    await lucie.field('Dépôt de destination').selectOption({ label: 'Médecine polyvalente' });
    expect(await lucie.field('Date').inputValue()).toBe(formatDate(today, 'fr'));
    expect(await lucie.field('Description').inputValue()).toBe('Transfert vers Médecine polyvalente');
    await lucie.field('Description').fill('Complément du chariot');
  });

  it('its lines (S37) are recorded (S38), the voucher states it (S39), and the goods are on their way (S12)', async () => {
    await add(lucie, 'T-COMP', '6');
    await lucie.press('Enregistrer la sortie');
    await lucie.says('Sortie enregistrée : TR-PHC-');
    const text = await voucher(lucie);
    for (const part of ['Médecine polyvalente', 'Complément du chariot', 'A12']) expect(text).toContain(part);
    expect(await left('T-COMP', 'A12')).toBe(94);
    await again(lucie);
  });
});

describe('a loss', () => {
  it('«Perte» (S40) asks for no destination (S41), dates and describes itself (S42, S43), and wants a reason', async () => {
    await lucie.press('Perte');
    expect(await lucie.frame.getByLabel('Patient').count()).toBe(0);
    expect(await lucie.frame.getByLabel('Dépôt de destination').count()).toBe(0);
    await add(lucie, 'T-COMP', '4');
    await lucie.press('Enregistrer la sortie');
    await lucie.says('1 point est à corriger ci-dessus. Rien n’est enregistré.');
    expect(await lucie.frame.getByLabel('Motif de la perte').getAttribute('aria-invalid')).toBe('true');
    await lucie.field('Motif de la perte').selectOption('Péremption');
    expect(plain(await lucie.field('Description').inputValue())).toBe('Perte : Péremption');
  });

  it('takes what expired first (S44), is recorded (S45), and its voucher states the loss (S46, S13)', async () => {
    const picks = lucie.frame.getByLabel('Lot et emplacement');
    const first = plain((await picks.locator('option:checked').textContent())!);
    expect(first).toMatch(/^lot VIEUX, exp\. .*, 10 disponibles, périmé$/);
    // What expired may be lost; usable it is not.
    const usable = (await service.stock('PHC', 'T-COMP'))
      .filter(({ lot }) => lot !== 'VIEUX')
      .reduce((sum, { quantity }) => sum + quantity, 0);
    await lucie.says(`Restera utilisable dans le dépôt : ${usable} × compresse`);
    await lucie.says('En plus, non utilisable : 6 (périmé)');
    await lucie.press('Enregistrer la sortie');
    await lucie.says('Sortie enregistrée : PE-PHC-');
    const text = await voucher(lucie);
    for (const part of ['Bon de perte', 'Péremption', 'VIEUX']) expect(text).toContain(part);
    expect(await left('T-COMP', 'VIEUX')).toBe(6);
    await again(lucie);
  });
});

describe('to a patient, by invoice', () => {
  it('the latest invoices of the patient are offered, and fill the lines with what is still to deliver (S18)', async () => {
    await lucie.press('Patient');
    await lucie.search('Patient', 'tremb', 'IPP-T1');
    await lucie.press('FA-T-2, 4 références à délivrer');
    await lucie.says('4 références reprises de la facture FA-T-2');
    await lucie.says('T-VIDE Gaze épuisée : introuvable en stock (3 × unité à délivrer).');
    await lucie.says('T-SOLUTE Soluté d’essai : 37,5 trouvés sur 100 × litre.');
    expect(await lucie.readAll('.card-title')).toEqual(['T-COMP', 'T-SOLUTE', 'T-VIDE', 'T-VIS']);
    expect(await lucie.field('Description').inputValue()).toBe('Délivrance de la facture FA-T-2');
  });

  it('what is not in stock is asked about; a removed line is not delivered; what is missing stands on the voucher', async () => {
    await lucie.button('Retirer T-VIS').click();
    await lucie.press('Enregistrer la sortie');
    await lucie.says('100 × litre demandés de T-SOLUTE, 37,5 disponibles. Délivrer ce qui reste ?');
    expect(await lucie.frame.getByText('Sortie enregistrée').count()).toBe(0);
    // Another quantity is another question.
    const solution = lucie.frame.locator('.card', { hasText: 'T-SOLUTE' }).getByLabel('Quantité');
    await solution.fill('10');
    await lucie.sheet.keys('Tab');
    await soon(() => lucie.frame.getByText('Délivrer ce qui reste').count()).toBe(0);
    await lucie.says('Restera utilisable dans le dépôt : 27,5 × litre');
    await solution.fill('100');
    await lucie.sheet.keys('Tab');
    await lucie.says('Il manque 62,5 × litre');
    await lucie.press('Enregistrer la sortie');
    await lucie.press('Délivrer ce qui reste');
    await lucie.says('Sortie enregistrée : SP-PHC-');
    const text = await voucher(lucie);
    expect(text).toMatch(/T-SOLUTE : 62,5/);
    expect(text).toMatch(/T-VIDE : 3/);
    await again(lucie);
  });

  it('delivered before, it says so; «Tout délivrer» posts a whole invoice in one click (Q14)', async () => {
    await lucie.press('Patient');
    await lucie.search('Patient', 'tremb', 'IPP-T1');
    await lucie.field('Facture (facultatif)').fill('FA-T-2');
    await lucie.press('Charger les références');
    await lucie.says('T-COMP Compresse stérile : déjà délivré en entier (5 × compresse).');
    await lucie.field('Facture (facultatif)').fill('FA-T-1');
    await lucie.press('Charger les références');
    // What somebody changed is not passed over unseen.
    await lucie.field('Quantité').first().fill('1');
    await lucie.sheet.keys('Tab');
    await lucie.press('Tout délivrer');
    await lucie.says(
      'Ce que vous avez changé ci-dessous ne sera pas repris : délivrer toute la facture FA-T-1 ?',
    );
    await lucie.press('Délivrer toute la facture');
    await lucie.says('Sortie enregistrée : SP-PHC-');
    expect(await voucher(lucie)).toContain('FA-T-1');
    expect(await left('T-COMP', 'A12')).toBe(94 - 5 - 8);
    await again(lucie);
  });

  it('a line that is removed gives its lots back to the other of the same product', async () => {
    const row = (quantity: number) => ({ number: 'FB-T-1', patient: 'IPP-T1', item: 'T-COMP', quantity });
    await stage.api.call(ADMIN, 'POST', '/v1/imports/invoices', { rows: [row(100), row(50)] });
    await lucie.press('Patient');
    await lucie.field('Facture (facultatif)').fill('FB-T-1');
    await lucie.press('Charger les références');
    await lucie.says('Il manque 39 × compresse : 11 en stock utilisable.');
    await lucie.button('Retirer T-COMP').first().click();
    await soon(() => lucie.frame.getByText('Il manque').filter({ visible: true }).count()).toBe(0);
    await lucie.says('Restera utilisable dans le dépôt : 61 × compresse');
    await lucie.giveUp();
    await lucie.button('Patient').waitFor();
  });

  it('our own labels are read in whichever field the scanner types (S17, S18)', async () => {
    const type = async (code: string) => {
      await lucie.sheet.page.keyboard.insertText(code);
      await lucie.sheet.keys('Enter');
    };
    await lucie.press('Patient');
    await lucie.field('Patient').click();
    await type('$P/IPP-T1');
    await lucie.says('✓ IPP-T1, Zoé Tremblay');
    expect(await lucie.field('Patient').inputValue()).toBe('IPP-T1');
    // The next scan is of goods, the focus where it was: they join the lines, and the patient stays.
    await type(`(01)${BOX}(10)B7`);
    await lucie.says('✓ T-COMP, lot B7 : +30 × compresse');
    expect(await lucie.field('Patient').inputValue()).toBe('IPP-T1');
    // Into the invoice's field: a patient whom nobody knows is asked about, the number there stays.
    await lucie.field('Facture (facultatif)').click();
    await type('$F/FA-T-2');
    await lucie.says('3 références reprises de la facture FA-T-2');
    expect(await lucie.field('Facture (facultatif)').inputValue()).toBe('FA-T-2');
    await type('$P/IPP-INCONNU');
    await lucie.says('Le patient «IPP-INCONNU» n’est pas connu. Créer ?');
    expect(await lucie.field('Facture (facultatif)').inputValue()).toBe('FA-T-2');
    await lucie.press('Corriger');
    await type('$F/FA-T-2');
    await lucie.says('✓ FA-T-2');
    expect(await lucie.field('Patient').inputValue()).toBe('IPP-T1');
    await lucie.field('Patient').fill('IPP-AUTRE');
    await lucie.field('Facture (facultatif)').click();
    await type('$F/FA-T-2');
    await lucie.says('La facture FA-T-2 est au nom de IPP-T1 : ce patient remplace IPP-AUTRE.');
    await lucie.giveUp();
    await lucie.button('Patient').waitFor();
  });

  it('an invoice that nobody knows is refused beside its field', async () => {
    await lucie.press('Patient');
    // A US scanner before a French keyboard: «IPP-T1» all the same (S17).
    await lucie.field('Patient').click();
    await lucie.sheet.page.keyboard.insertText('IPP)T&');
    await lucie.sheet.keys('Enter');
    await lucie.says('Zoé Tremblay');
    expect(await lucie.field('Patient').inputValue()).toBe('IPP-T1');
    // As one types, those that begin so are offered; delivered whole they are not.
    await lucie.field('Facture (facultatif)').fill('fa-t');
    await lucie.says('Factures qui commencent ainsi');
    expect((await lucie.readAll('.plain li')).map((offer) => offer.split(',')[0])).toEqual(['FA-T-2']);
    await lucie.field('Facture (facultatif)').fill('FA-NON');
    await soon(() => lucie.frame.getByText('qui commencent ainsi').count()).toBe(0);
    await lucie.sheet.keys('Enter');
    await lucie.says('FA-NON');
    expect(await lucie.field('Facture (facultatif)').getAttribute('aria-invalid')).toBe('true');
    await lucie.giveUp();
    await lucie.button('Patient').waitFor();
  });
});

describe('a patient who is not known yet (Q7)', () => {
  it('one question, «Créer ?», and the exit goes on', async () => {
    await lucie.press('Patient');
    await lucie.field('Patient').click();
    await lucie.sheet.type('IPP-NEUF');
    await lucie.says('Le patient «IPP-NEUF» n’est pas connu. Créer ?');
    // A scanner goes on where the focus is, and ends with Enter: it creates nobody.
    const known = async (q: string) =>
      (await stage.api.call<{ rows: object[] }>(HELENE, 'GET', `/v1/patients?q=${q}`)).rows.length;
    await lucie.sheet.type('IPP-AUTRE');
    await lucie.says('Le patient «IPP-AUTRE» n’est pas connu. Créer ?');
    await lucie.button('Créer').focus();
    await lucie.sheet.type('IPP-NEUF');
    await lucie.field('Patient').click();
    await lucie.sheet.type('IPP-NEUF');
    await lucie.says('Le patient «IPP-NEUF» n’est pas connu. Créer ?');
    expect([await known('IPP-AUTRE'), await known('IPP-NEUF')]).toEqual([0, 0]);
    await lucie.sheet.keys('Tab', 'Enter');
    await soon(() => lucie.frame.getByText('n’est pas connu').count()).toBe(0);
    await add(lucie, 'T-COMP', '1');
    await lucie.press('Enregistrer la sortie');
    await lucie.says('Sortie enregistrée : SP-PHC-');
    expect(await voucher(lucie)).toContain('IPP-NEUF');
    await again(lucie);
  });
});

describe('a product that is typed and not chosen', () => {
  it('is refused beside its field, and nothing leaves without it (S24)', async () => {
    const before = await service.documents('PHC', 'loss');
    await lucie.press('Perte');
    await lucie.field('Motif de la perte').selectOption('Casse');
    await add(lucie, 'T-COMP', '1');
    await lucie.field('Ajouter une référence').fill('soluté');
    await lucie.press('Enregistrer la sortie');
    await lucie.says('Choisissez la référence «soluté» dans la liste, ou effacez-la.');
    expect(await service.documents('PHC', 'loss')).toEqual(before);
    await lucie.field('Ajouter une référence').fill('');
    await soon(() => lucie.frame.getByText('Choisissez la référence').count()).toBe(0);
    await lucie.giveUp();
    await lucie.button('Patient').waitFor();
  });
});

describe('a name that is typed and not chosen', () => {
  const patients = async (q: string) =>
    (await stage.api.call<{ rows: { reference: string }[] }>(HELENE, 'GET', `/v1/patients?q=${q}`)).rows.map(
      ({ reference }) => reference,
    );

  it('the exact name of a service, accents or not, is that service: «Code ou nom» is what is asked for (S27)', async () => {
    await lucie.press('Service');
    await lucie.field('Service').fill('bloc d’éssai');
    await lucie.sheet.keys('Tab');
    await lucie.press('Enregistrer la sortie');
    await lucie.says('Ajoutez au moins une référence.');
    expect(await lucie.field('Service').inputValue()).toBe('T-BLOC');
    expect(await lucie.field('Description').inputValue()).toBe('Sortie vers le service Bloc d’essai');
    await lucie.field('Service').fill('Bloc d’ailleurs');
    await lucie.press('Enregistrer la sortie');
    await lucie.says('Le service «Bloc d’ailleurs» n’existe pas.');
    await lucie.giveUp();
    await lucie.button('Patient').waitFor();
  });

  it('the exact name of one patient (S16) is that patient: no second record is made', async () => {
    await lucie.press('Patient');
    await lucie.field('Patient').fill('zoe TREMBLAY');
    await lucie.sheet.keys('Tab');
    await add(lucie, 'T-COMP', '1');
    await lucie.press('Enregistrer la sortie');
    await lucie.says('Sortie enregistrée : SP-PHC-');
    expect(await voucher(lucie)).toContain('IPP-T1');
    expect(await patients('tremblay')).toEqual(['IPP-T1']);
    await again(lucie);
  });

  it('where two bear it, both are offered before «Créer», which is no longer the first button', async () => {
    for (const reference of ['IPP-D1', 'IPP-D2'])
      await stage.api.call(ADMIN, 'PUT', '/v1/patients', { reference, name: 'Ariane Delmotte' });
    await lucie.press('Patient');
    await lucie.field('Patient').fill('Ariane Delmotte');
    await lucie.sheet.keys('Tab');
    await add(lucie, 'T-COMP', '1');
    await lucie.press('Enregistrer la sortie');
    await lucie.says('Vouliez-vous dire…');
    await lucie.says('Le patient «Ariane Delmotte» n’existe pas.');
    expect(await lucie.button('Créer').getAttribute('class')).toBeNull();
    await lucie.press('IPP-D2, Ariane Delmotte');
    await lucie.press('Enregistrer la sortie');
    await lucie.says('Sortie enregistrée : SP-PHC-');
    expect(await voucher(lucie)).toContain('IPP-D2');
    expect(await patients('delmotte')).toEqual(['IPP-D1', 'IPP-D2']);
    await again(lucie);
  });
});

describe('serial numbers and scans', () => {
  it('serials are pasted as a range, ticked and unticked', async () => {
    await lucie.press('Service');
    await lucie.search('Service', 'bloc d', 'T-BLOC');
    await add(lucie, 'T-POMPE', '1');
    await lucie.field('Taper ou coller des n° de série').fill('SN-002..SN-004, SN-77');
    await lucie.sheet.keys('Tab');
    await lucie.says('1 n° absent de ce dépôt : SN-77');
    expect(await lucie.field('Quantité').inputValue()).toBe('3');
    await lucie.frame.getByRole('checkbox', { name: /SN-003/ }).uncheck();
    expect(await lucie.field('Quantité').inputValue()).toBe('2');
  });

  it('a good scan sounds high, a bad one low: who scans looks at the goods', async () => {
    // Every tone is noted as it begins to sound.
    const tones = () => lucie.frame.locator('body').evaluate((body) => body.dataset.tones ?? '');
    await lucie.frame.locator('body').evaluate((body) => {
      const { start } = OscillatorNode.prototype;
      OscillatorNode.prototype.start = function (...when) {
        body.dataset.tones = `${body.dataset.tones ?? ''} ${this.frequency.value}`;
        return start.apply(this, when);
      };
    });
    expect(await scan(lucie, `(01)${BOX}(10)A12`)).toContain('✓');
    await soon(tones).toBe(' 1320');
    expect(await scan(lucie, `(01)${BOX}(10)NULLEPART`)).toContain('✗');
    await soon(tones).toBe(' 1320 220');
    await lucie.button('Retirer T-COMP').click();
  });

  it('of a product that is not in stock at all the refusal names the lot on the box (B6)', async () => {
    const codes = [{ code: EMPTY_BOX, quantity: 1 }];
    await stage.api.call(ADMIN, 'PUT', '/v1/items', { code: 'T-GANT', label: 'Gant d’essai', codes });
    expect(await scan(lucie, `]d201${EMPTY_BOX}10ZZ9${GS}217`)).toBe(
      '✗ T-GANT, lot ZZ9 : pas en stock dans ce dépôt.',
    );
  });

  it('a GS1 symbol takes its lot and its pack of thirty (B6, Q18), a French keyboard under a US scanner too', async () => {
    expect(await scan(lucie, `]d201${BOX}17301231${'10B7'}${GS}21X`)).toBe(
      '✓ T-COMP, lot B7 : +30 × compresse',
    );
    expect(await scan(lucie, `(01)${BOX}(10)B7`)).toBe('✗ T-COMP, lot B7 : il n’en reste pas assez.');
    expect(await lucie.field('Quantité').nth(1).inputValue()).toBe('30');
    expect(await scan(lucie, `(01)${BOX}(10)VIEUX`)).toMatch(/^✗ T-COMP, lot VIEUX : .*périmé/);
    const french = [...`01${BOX}10A12`].map((sign) => FRENCH_KEYS[sign] ?? sign).join('');
    expect(await scan(lucie, french)).toBe(
      '✓ T-COMP, lot A12 : +30 × compresse (lecteur réglé sur un autre clavier : lu quand même)',
    );
    expect(await lucie.field('Quantité').nth(1).inputValue()).toBe('60');
    expect(await lucie.field('Ajouter une référence').inputValue()).toBe('');
  });

  it('where the separators were lost, a lot that stands in this depot is meant before one that does not', async () => {
    // Lot A12217, or lot A12 and serial 7.
    expect(await scan(lucie, `01${BOX}10A12217`)).toBe('✓ T-COMP, lot A12 : +30 × compresse');
    // Neither lot stands here: the person who holds the box is asked.
    await lucie.field('Ajouter une référence').fill(`01${BOX}10ZZ217`);
    await lucie.sheet.keys('Enter');
    await lucie.says('Le lecteur a perdu les séparateurs. Que lit-on sur la boîte ?');
    await lucie.press('lot ZZ, n° 7');
    await lucie.says('✗ T-COMP, lot ZZ : pas en stock dans ce dépôt.');
  });

  it('what an older text had found is never taken for a newer scan or text', async () => {
    const { page } = lucie.sheet;
    const box = lucie.field('Ajouter une référence');
    const cards = await lucie.readAll('.card-title');
    // A code that fits several: Enter points at the first of them.
    await box.click();
    await page.keyboard.insertText('T-');
    await lucie.sheet.keys('Enter');
    await lucie.frame.locator('.options:not([hidden]) [aria-selected="true"]').waitFor();
    // The next scan comes at once, typed over it.
    await box.selectText();
    await page.keyboard.insertText(`(01)${BOX}(10)VIEUX`);
    await lucie.sheet.keys('Enter');
    await lucie.says('✗ T-COMP, lot VIEUX');
    expect(await lucie.readAll('.card-title')).toEqual(cards);
    // So does a typed code, after the arrows pointed at another.
    await page.keyboard.insertText('T-');
    await lucie.frame.locator('.options:not([hidden]) [role="option"]').first().waitFor();
    await lucie.sheet.keys('ArrowDown');
    await box.selectText();
    await page.keyboard.insertText('T-VIDE');
    await lucie.sheet.keys('Enter');
    await soon(() => lucie.readAll('.card-title')).toEqual([...cards, 'T-VIDE']);
    await lucie.button('Retirer T-VIDE').click();
  });

  it('a code that a field holds is replaced by the next, where a click would have put the caret into it', async () => {
    const box = lucie.field('Service');
    expect(await box.inputValue()).toBe('T-BLOC');
    await box.click();
    await lucie.sheet.page.keyboard.insertText('T-BLOC');
    await lucie.sheet.keys('Enter');
    await lucie.says('Bloc d’essai');
    expect(await box.inputValue()).toBe('T-BLOC');
  });

  it('a wrong check digit is said, an unknown code too', async () => {
    expect(await scan(lucie, `(01)03400930000010(10)A`)).toContain('mal lu');
    expect(await scan(lucie, `]C10103400930000076`)).toMatch(/✗ .*(mal lu|Aucune référence)/);
  });

  it('another type asks before it clears the lines', async () => {
    await lucie.frame.locator('.type-bar').getByRole('button', { name: 'Perte' }).click();
    await lucie.says('Passer à «Perte» vide 2 lignes saisies. Continuer ?');
    await lucie.press('Garder mes lignes');
    expect(await lucie.frame.locator('.card').count()).toBe(2);
  });
});

/** The keys of a US scanner as a French keyboard types them. */
const FRENCH_KEYS: Record<string, string> = Object.fromEntries(
  [...'1234567890A'].map((sign, place) => [sign, [...'&é"\'(-è_çàQ'][place]!]),
);

describe('drafts', () => {
  const TO_WARD = 'Service, Bloc d’essai, T-POMPE et 1 autre';

  it('«Retour» keeps an exit while another is begun and thrown away: each form has a draft of its own', async () => {
    await lucie.press('Plus tard');
    await lucie.button(TO_WARD).waitFor();
    expect(await lucie.button('Saisir dans une feuille').isEnabled()).toBe(true);
    await lucie.press('Perte');
    await lucie.field('Description').fill('Tombé de l’étagère');
    await lucie.says('Brouillon gardé');
    await lucie.shut();
    await lucie.open('Sorties');
    // Two wait: the person says which.
    await lucie.press('Perte, Tombé de l’étagère, 0 ligne');
    expect(await lucie.field('Description').inputValue()).toBe('Tombé de l’étagère');
    await lucie.giveUp();
    expect(await lucie.button('Perte, Tombé de l’étagère, 0 ligne').count()).toBe(0);
    await lucie.press(TO_WARD);
    await lucie.says('Brouillon repris (gardé automatiquement).');
  });

  it('a reload of the page brings the exit back, with its lots', async () => {
    await lucie.sheet.page.close();
    lucie = new Panel(await stage.open(LUCIE));
    await lucie.open('Sorties');
    await lucie.says('Brouillon repris (gardé automatiquement).');
    expect(await lucie.readAll('.card-title')).toEqual(['T-POMPE', 'T-COMP']);
    expect(await lucie.field('Service').inputValue()).toBe('T-BLOC');
    // One click does not lose it: asked once, and Escape keeps it.
    await lucie.press('Jeter le brouillon');
    await lucie.says('Jeter ce brouillon ? Ce qui y est saisi sera perdu.');
    await lucie.sheet.keys('Escape');
    await soon(() => lucie.button('Jeter').count()).toBe(0);
    expect(await lucie.readAll('.card-title')).toEqual(['T-POMPE', 'T-COMP']);
    await lucie.giveUp();
    await lucie.button('Patient').waitFor();
  });

  it('a draft belongs to its depot: changing keeps both (S5, S8)', async () => {
    helene = new Panel(await stage.open(HELENE));
    await helene.open('Sorties');
    await helene.useDepot('Pharmacie centrale');
    await helene.press('Perte');
    await add(helene, 'T-COMP', '2');
    await helene.press('Changer de dépôt');
    await helene.useDepot('Médecine polyvalente');
    await helene.press('Service');
    await helene.field('Description').fill('À finir');
    await helene.press('Changer de dépôt');
    await helene.useDepot('Pharmacie centrale');
    await helene.says('Brouillon repris');
    expect(await helene.readAll('.card-title')).toEqual(['T-COMP']);
    await helene.press('Changer de dépôt');
    await helene.useDepot('Médecine polyvalente');
    expect(await helene.field('Description').inputValue()).toBe('À finir');
    await helene.giveUp();
    await helene.press('Changer de dépôt');
    await helene.useDepot('Pharmacie centrale');
    await helene.giveUp();
  });
});

describe('a depot that does not make every exit', () => {
  it('offers the others, and says of each that it does not why not (S9)', async () => {
    const { rows } = await stage.api.call<{ rows: DepotInput[] }>(ADMIN, 'GET', '/v1/depots?code=MED');
    const types = rows[0]!.types!.filter((type) => type !== 'loss');
    await stage.api.call(ADMIN, 'PUT', '/v1/depots', { ...rows[0], types, destinations: [] });
    await helene.open('Sorties');
    await helene.press('Changer de dépôt');
    await helene.useDepot('Médecine polyvalente');
    await helene.button('Patient').waitFor();
    expect(await helene.readAll('.why li')).toEqual([
      'Dépôt : Ce dépôt n’envoie vers aucun autre dépôt.',
      'Perte : Ce dépôt ne fait pas ce type de sortie.',
    ]);
    for (const [name, off] of [
      ['Patient', false],
      ['Service', false],
      ['Dépôt', true],
      ['Perte', true],
    ] as const)
      expect(await helene.button(name).isDisabled(), name).toBe(off);
    await helene.press('Changer de dépôt');
    await helene.useDepot('Pharmacie centrale');
  });
});

describe('while a count freezes the parts', () => {
  it('the exit says why nothing can go out, and not that a product is missing', async () => {
    await stage.api.call(HELENE, 'POST', '/v1/counts', {
      id: crypto.randomUUID(),
      name: 'Pièces de novembre',
      depot: 'PHC',
      kind: 'part',
    });
    await lucie.press('Service');
    await lucie.search('Service', 'bloc d', 'T-BLOC');
    await lucie.search('Ajouter une référence', 'T-VIS', 'T-VIS');
    await lucie.sheet.type('3');
    await lucie.says('gelé par l’inventaire «Pièces de novembre»');
    await lucie.press('Enregistrer la sortie');
    await lucie.says('Rien ne peut sortir : chaque référence dit ci-dessus pourquoi.');
    expect(await lucie.read('main')).not.toContain('Ajoutez au moins une référence');
  });

  it('whoever may makes an emergency exit, with its reason (Q12)', async () => {
    await lucie.frame.getByRole('checkbox', { name: 'Sortie d’urgence' }).check();
    await lucie.frame.locator('.card .pick').first().waitFor();
    await lucie.press('Enregistrer la sortie');
    await lucie.says('À remplir');
    await lucie.field('Motif de l’urgence').fill('Bloc en attente');
    await lucie.press('Enregistrer la sortie');
    await lucie.says('Sortie enregistrée : SS-PHC-');
    expect(await voucher(lucie)).toContain('Bloc en attente');
    expect(await left('T-VIS')).toBe(57);
    await again(lucie);
  });
});

describe('without a mouse, in English', () => {
  it('the language is chosen in the frame, and kept', async () => {
    await lucie.press('English');
    await lucie.frame.getByRole('button', { name: 'Service' }).waitFor();
    await lucie.frame.getByText('What leaves the depot?').waitFor();
    expect(await lucie.read('.path')).toBe('Home / Stock management / Movements / Stock exit');
    // The menu follows at once, and after a reload.
    await lucie.open('Stock exits');
    await lucie.sheet.page.reload();
    lucie = new Panel(await stage.open(LUCIE));
    await lucie.open('Stock exits');
    expect(frenchLeft(await lucie.read('body'))).toEqual([]);
  });

  it('an exit is made by keys alone, from the type to its voucher; no French word is left', async () => {
    const { page } = lucie.sheet;
    const press = async (name: string) => {
      await lucie.button(name).focus();
      await page.keyboard.press('Enter');
    };
    await press('Service');
    await lucie.frame.getByLabel('Service', { exact: true }).waitFor();
    // The first field has the focus.
    await page.keyboard.type('T-BLOC');
    await lucie.frame.getByRole('option').filter({ hasText: 'T-BLOC' }).waitFor();
    await lucie.sheet.keys('ArrowDown', 'Enter');
    await lucie.field('Add an item').focus();
    await page.keyboard.type('T-COMP');
    await lucie.frame.getByRole('option').filter({ hasText: 'T-COMP' }).waitFor();
    await lucie.sheet.keys('ArrowDown', 'Enter');
    await lucie.sheet.type('1.5');
    await lucie.says('This unit cannot be divided.');
    expect(frenchLeft(await lucie.read('body'))).toEqual([]);
    await lucie.field('Quantity').focus();
    await lucie.sheet.keys('Control+a');
    await lucie.sheet.type('2');
    await lucie.frame.locator('.card .pick').first().waitFor();
    expect(frenchLeft(await lucie.read('body'))).toEqual([]);
    await press('Record the exit');
    await lucie.says('Exit recorded: SS-PHC-');
    expect(frenchLeft(await voucher(lucie))).toEqual([]);
    expect(frenchLeft(await lucie.read('body'))).toEqual([]);
    await lucie.press('Français');
    await lucie.frame.getByText('Que sort-on du dépôt ?').waitFor();
  });

  it('at 200 % nothing runs out of a panel; the Tab key reaches each control, in its order, and shows it', async () => {
    const { panels } = textOf('fr').addon;
    const { page } = lucie.sheet;
    const found: string[] = [];
    const judge = async (name: string) => {
      const frame = (await (await page.$('iframe[name="sidebar"]'))!.contentFrame())!;
      await frame.evaluate(() => {
        document.body.tabIndex = -1;
        document.body.focus();
      });
      found.push(...(await keyboardFaults(page, frame)).map((text) => `${name}: ${text}`));
      await frame.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
        (document.body.style as unknown as { zoom: string }).zoom = '2';
      });
      const wider = await widerThanScreen(frame);
      if (wider) found.push(`${name}: ${wider}`);
    };
    for (const name of PANEL_NAMES.filter((each) => PANELS[each].shape === 'sidebar')) {
      await lucie.shut();
      await lucie.open(panels[name].menu);
      await judge(name);
    }
    // Last: its draft would be taken up, and its lots proposed anew in the middle of a walk.
    await lucie.open(panels.exits.menu);
    await lucie.press('Patient');
    await add(lucie, 'T-COMP', '1');
    await judge('exit');
    expect(found).toEqual([]);
  });

  it('no panel keeps anybody out: nothing serious for axe in any of the menu', async () => {
    const { panels } = textOf('fr').addon;
    const found: string[] = [];
    for (const name of PANEL_NAMES.filter((each) => PANELS[each].shape === 'sidebar')) {
      // The one before must be gone: its frame would answer for the next.
      await helene.shut();
      await helene.open(panels[name].menu);
      expect(await helene.read('.path')).toBe(plain(panels[name].path));
      found.push(...(await graveFaults(helene.frame)).map((text) => `${name}: ${text}`));
    }
    expect(found).toEqual([]);
  });

  it('the books have no fault, no page had a mishap', () => {
    const books = openBooks(stage.dataFolder, true);
    expect(books.faults()).toEqual([]);
    books.close();
    expect(stage.mishaps).toEqual([]);
  });
});
