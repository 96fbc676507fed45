/**
 * One walk through the inner screens of the panels, in English: no French word is left, no text is missing, and axe
 * finds nothing serious (B13). One person, one window; each step says what stands there before it is judged.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import type { PersonInput } from '../../shared/contract/people.ts';
import { samplePeople } from '../../shared/sample/organisation.ts';
import { faultsOnScreen, faultsOnVoucher } from './walk/english.ts';
import { ADMIN, furnishGoods } from './walk/goods.ts';
import { Panel } from './walk/panel.ts';
import { Service } from './walk/service.ts';
import { openStage, type Stage } from './walk/stage.ts';
import { goStepByStep } from './walk/steps.ts';

const HELENE = 'helene.marchand@tilleuls.example';
const PARA = 'PARACETAM-500MG-COM';
const PHARMACY = 'Pharmacie centrale';
/** What the sample organisation wrote itself. */
const DATA = [PHARMACY, 'Stock d’ouverture', ...samplePeople.map(({ name }) => name)];

let stage: Stage;
let helene: Panel;
let sent: PostedDocument;
let exit: PostedDocument;

beforeAll(async () => {
  stage = await openStage({ empty: false });
  const { today } = await stage.api.call<{ today: string }>(HELENE, 'GET', '/v1/me');
  await furnishGoods(stage.api, today);
  const { rows } = await stage.api.call<{ rows: PersonInput[] }>(ADMIN, 'GET', '/v1/people?q=helene');
  await stage.api.call(ADMIN, 'PUT', '/v1/people', { ...rows[0], admin: true });
  const service = new Service(stage.api, HELENE);
  const lines = [
    { item: 'T-COMP', bin: 'A-01', lot: 'A12', quantity: 20 },
    { item: 'T-POMPE', serial: 'SN-001', quantity: 1 },
  ];
  sent = await service.post({ type: 'transfer', depot: 'PHC', party: 'MED', lines });
  exit = await service.post({
    type: 'exit-patient',
    depot: 'PHC',
    party: 'IPP-T1',
    lines: [{ item: 'T-COMP', bin: 'A-01', lot: 'A12', quantity: 6 }],
  });
  await service.post({ type: 'transfer', depot: 'PHC', party: 'MED', lines: [lines[0]!] });
  helene = new Panel(await stage.open(HELENE));
  await helene.open('Entrées et réceptions');
  await helene.press('English');
  await helene.useDepot(PHARMACY);
});
afterAll(() => stage?.close());

goStepByStep();

/** Of every screen, told at the end: one run finds them all. */
const found: string[] = [];
const reads = async (screen: string, text: string, ...data: string[]) =>
  found.push(...(await faultsOnScreen(helene, screen, text, [...DATA, ...data])));
const voucher = async (screen: string) => found.push(...(await faultsOnVoucher(helene, screen, DATA)));
const card = (text: string) => helene.frame.locator('.card', { hasText: text });
const addProduct = (text: string, code: string) => helene.search('Add an item', text, code);

describe('entries', () => {
  it('a purchase: what is missing, what surprises, and the voucher', async () => {
    await reads('menu', 'Stock movement form');
    await helene.press('Purchase');
    await helene.press('Save the entry');
    await reads('purchase, empty', 'points are to be corrected above.');
    await helene.search('Supplier', 'pharmag', 'F03');
    await addProduct('paracétamol 500', PARA);
    await helene.field('Lot').fill('E-1');
    await helene.field('Expiry').fill('2019-04');
    await helene.field('Quantity').fill('1.5');
    await helene.field('Unit cost (EUR)').fill('70');
    await helene.press('Save the entry');
    await reads('purchase, a figure that cannot be', 'This unit cannot be divided.');
    await helene.field('Quantity').fill('10');
    await helene.press('Save the entry');
    await reads('purchase, asked', 'This cost is right');
    await helene.field('This expiry is right').check();
    await helene.field('This cost is right').check();
    await helene.field('Bin').selectOption({ index: 1 });
    await helene.press('Save the entry');
    await helene.says('saved as number EA-PHC-');
    await voucher('voucher of a purchase');
    await reads('purchase, posted', 'Enter another document');
    await helene.press('Back to the menu');
  });

  it('a donation, opening stock, the movement form in and out', async () => {
    await helene.press('Donation');
    await addProduct('pompe à essai', 'T-POMPE');
    await helene.field('Serial numbers').fill('SN-001..SN-900000');
    await helene.press('Save the entry');
    await reads('donation, serials', 'at most');
    await helene.giveUp();
    await helene.press('Opening stock');
    await addProduct('paracétamol 500', PARA);
    await helene.press('Save the entry');
    await reads('opening stock', 'Nothing is recorded.');
    await helene.giveUp();
    await helene.press('Stock entry');
    await helene.field('Type').selectOption('Count');
    await helene.search('Product code', 'compresse', 'T-COMP');
    await helene.press('OK');
    await reads('movement form, count', 'A loss or a count says its reason.');
    await helene.giveUp();
    await helene.press('Stock exit');
    await helene.search('Product code', 'compresse', 'T-COMP');
    await helene.field('Quantity').fill('2');
    await helene.sheet.keys('Tab');
    await helene.frame
      .locator('option', { hasText: 'First expired, first out: ' })
      .waitFor({ state: 'attached' });
    await reads('movement form, exit', 'Lot and bin');
    await helene.giveUp();
  });

  it('a return from a patient, to the supplier, a bin move', async () => {
    await helene.press('Patient or service return');
    await helene.field('Number of the exit voucher').fill('SP-PHC-2020-000001');
    await helene.sheet.keys('Enter');
    await reads('return, unknown voucher', 'No document SP-PHC-2020-000001');
    await helene.field('Number of the exit voucher').fill(exit.number);
    await helene.sheet.keys('Enter');
    await helene.press('Save the return');
    await reads('return, nothing yet', 'Give at least one quantity.');
    await helene.field('Quantity').fill('2');
    await helene.press('Save the return');
    await helene.says('saved as number RP-PHC-');
    await voucher('voucher of a return');
    await reads('return, posted', 'Back to the menu');
    await helene.press('Back to the menu');
    for (const [form, save] of [
      ['Return to the supplier', 'Save the return'],
      ['Bin move', 'Save the move'],
    ] as const) {
      await helene.press(form);
      await addProduct('T-COMP', 'T-COMP');
      await helene.sheet.type('5');
      await helene.frame.locator('.pick').first().waitFor();
      await helene.press(save);
      await reads(form, 'Nothing is recorded.');
      await helene.giveUp();
    }
  });

  it('the journal, a document, what its reversal and its rectification would do', async () => {
    await helene.press('Journal of documents');
    await helene.says('documents shown');
    await helene.frame.locator('summary').click();
    await reads('journal, filters', 'Only mine');
    await helene.press(exit.number);
    await reads('document', 'Take back (return)');
    await helene.press('Reverse');
    await reads('reversal', 'The reversal is not possible:');
    await helene.press('Back');
    await helene.press('Back');
    await helene.frame
      .getByRole('button', { name: /^EA-PHC-/ })
      .first()
      .click();
    await helene.press('Reverse');
    await reads('reversal, its effect', 'Effect of the reversal');
    await helene.press('Reverse');
    await reads('reversal, no reason', 'Fill this in');
    await helene.giveUp();
    await helene.press('Rectify');
    await helene.field('Linked document').fill('BL-9');
    await helene.press('Save the rectification');
    await reads('rectification', 'Linked document: ');
    await helene.giveUp();
    await helene.press('Back');
    await helene.press('Back');
    await helene.press('Labels');
    await helene.press('Prepare to print');
    await reads('labels', 'Choose at least one bin or item.');
    await helene.press('Back');
  });

  it('receptions: in part, then what will not arrive, and what is taken back', async () => {
    await helene.press('Receptions');
    await reads('sent from here', 'Take back what is refused');
    await helene.press('Change depot');
    await helene.useDepot('Médecine polyvalente');
    await helene.press('Receptions');
    await reads('receptions', 'Declare a loss in transit', 'Médecine polyvalente');
    await card(sent.number).getByRole('button', { name: 'Receive' }).click();
    const line = card('lot A12');
    await line.getByLabel('Quantity').fill('21');
    await helene.press('Save the reception');
    await reads('reception, too many', 'Only 20', 'Médecine polyvalente');
    await line.getByLabel('Quantity').fill('12');
    await helene.field('Bin for all lines').selectOption({ index: 2 });
    await helene.press('Save the reception');
    await helene.says('saved as number RC-MED-');
    await voucher('voucher of a reception');
    await reads('reception, in part', 'Still in transit:', 'Médecine polyvalente');
    await helene.press('Receptions');
    await card(sent.number).getByRole('button', { name: 'Declare a loss in transit' }).click();
    await helene.press('Save the loss in transit');
    await reads('loss in transit', 'Reason of the loss', 'Médecine polyvalente');
    await helene.giveUp();
    await helene.press('Change depot');
    await helene.useDepot(PHARMACY);
    await helene.press('Receptions');
    await card(sent.number).getByRole('button', { name: 'Take back what is refused' }).click();
    await helene.press('Save the return');
    await reads('return to sender', 'what comes back', 'Médecine polyvalente');
    await helene.giveUp();
  });
});

describe('exits', () => {
  it('to another depot, a loss, an invoice that is not all in stock', async () => {
    await helene.open('Stock exits');
    await helene.press('Depot');
    await helene.press('Record the exit');
    await reads('to a depot, empty', 'Nothing is recorded.', 'Médecine polyvalente');
    await helene.giveUp();
    await helene.press('Loss');
    await addProduct('T-COMP', 'T-COMP');
    await helene.sheet.type('5');
    await helene.frame.locator('.pick').first().waitFor();
    await helene.press('Record the exit');
    await reads('a loss', 'Nothing is recorded.');
    await helene.press('Patient');
    await reads('another type', 'Go on?');
    await helene.press('Change and clear');
    await helene.search('Patient', 'tremb', 'IPP-T1');
    await helene.press('FA-T-2, 4 items to deliver');
    await reads('an invoice', 'items taken from invoice FA-T-2');
    await helene.press('Record the exit');
    await reads('not all in stock', 'Deliver what is left?');
    await helene.press('Deliver what is left');
    await helene.says('Exit recorded: SP-PHC-');
    await voucher('voucher of an exit');
    await reads('an exit, posted', 'New exit');
  });
});

describe('serial numbers and stock', () => {
  it('a serial number with its history, an item, its card, a bin, a lot and what a manager may do of it', async () => {
    await helene.open('Serial numbers and stock');
    await helene.press('Stock by serial number');
    await helene.field('Serial number').fill('SN-001');
    await helene.sheet.keys('Enter');
    await helene.frame.locator('[data-serial] summary').click();
    await reads('a serial number', 'Depot and bin');
    await helene.press('‹ All pages of the stock');
    await helene.press('Stock details of an item');
    await helene.search('Item', 'compresse', 'T-COMP');
    await reads('an item', 'Total:', 'Médecine polyvalente');
    await helene.press('Stock card');
    await helene.frame.getByRole('img').waitFor();
    await reads('a card', 'balance', 'Médecine polyvalente');
    await helene.press('‹ All pages of the stock');
    await helene.press('Availability by bin');
    await helene.field('Depot').selectOption({ label: PHARMACY });
    await reads('bins', 'shown', 'Médecine polyvalente');
    await helene.press('‹ All pages of the stock');
    await helene.press('Lot: trace and recall');
    await helene.search('Item', 'compresse', 'T-COMP');
    await helene.field('Lot').fill('A12');
    await helene.press('See this lot');
    await helene.frame.locator('summary', { hasText: 'Correct its number' }).click();
    await helene.press('Block the lot everywhere');
    await reads('a lot', 'Fill this in', 'Médecine polyvalente');
  });
});

describe('settings', () => {
  it('each list, a new entry with what it misses, and a known one', async () => {
    await helene.open('Catalogue and settings');
    for (const [list, one, a = `a ${one}`] of [
      ['Items', 'item', 'an item'],
      ['Suppliers', 'supplier'],
      ['Bins', 'bin'],
      ['Services', 'service'],
      ['Patients', 'patient'],
      ['Depots', 'depot'],
      ['People and rights', 'person'],
    ] as const) {
      await helene.press(list);
      await helene.frame.locator('li.card').first().waitFor();
      // The rows are data: the screen is read without them, and judged with them.
      const rows = await helene.readAll('li.card .card-title');
      await reads(list, `Add ${a}`, 'Médecine polyvalente', ...rows);
      await helene.press(`Add ${a}`);
      await helene.press('Save');
      await reads(`new ${one}`, 'Fill this in', 'Médecine polyvalente', ...rows);
      await helene.giveUp();
      await helene.frame
        .locator('li.card')
        .first()
        .getByRole('button', { name: 'Change', exact: true })
        .click();
      await reads(`known ${one}`, 'Save', 'Médecine polyvalente', ...rows);
      await helene.giveUp();
      await helene.press('‹ Catalogue and settings');
    }
  });

  it('a file with a row to mend, one’s own list of stock with another, and personal data', async () => {
    await helene.press('Import a CSV file');
    await reads('a file', 'Required columns:');
    await helene.field('The file holds').selectOption('Invoices to deliver');
    const buffer = Buffer.from('Invoice;Patient;Item;Quantity\r\nF-1;IPP-T1;UNKNOWN;three');
    await helene.field('File').setInputFiles({ name: 'invoices.csv', mimeType: 'text/csv', buffer });
    await helene.press('Import');
    await reads('a file, refused', 'Row 2:');
    await helene.press('‹ Catalogue and settings');
    await helene.sheet.goTo('A1');
    const list = [
      ['Code', 'Label', 'Quantity', 'Bin', 'Unit cost'],
      ['T-NEW', 'Bandage', 'many', 'A-01', '2'],
      ['T-NEWER', 'Gauze', '4', 'A-01', '3'],
    ];
    const typed = list.map((row) => row.join('\t')).join('\n');
    await helene.sheet.page.evaluate((text) => navigator.clipboard.writeText(text), typed);
    await helene.sheet.keys('Control+v');
    await helene.press('Start from my own spreadsheet');
    await reads('one’s own list', 'Read this tab', 'Feuille 1');
    await helene.press('Read this tab');
    await helene.press('Check the rows');
    await reads('its columns', 'Choose the depot of this stock.', 'Feuille 1', 'Médecine polyvalente');
    await helene.field('Depot, where the list has no column for it').selectOption('PHC');
    await helene.press('Check the rows');
    await reads('its rows', 'Row 2:', 'Feuille 1');
    await helene.sheet.goTo('C2');
    await helene.sheet.type('7');
    await helene.press('Read the tab again and check');
    await reads('its rows, mended', 'rows ready:', 'Feuille 1');
    await helene.press('Import 2 rows');
    await reads('imported', 'Opening stock: EO-PHC-', 'Feuille 1');
    await helene.press('‹ Catalogue and settings');
    await helene.press('Personal data');
    await reads('personal data', 'What is kept');
  });
});

it('no French word was left, no text was missing, and nothing was serious for axe (B13)', () =>
  expect(found).toEqual([]));
it('nothing went wrong behind the screen', () => expect(stage.mishaps).toEqual([]));
