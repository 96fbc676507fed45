/**
 * An open count, scanned: the figures go into the sheet and from there to the service. Then the count's inner screens,
 * the help, the sheet «Sorties» and the dialogs, in English and for a screen reader.
 */
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Count } from '../../shared/contract/counts.ts';
import { graveFaults } from './axe.ts';
import { CountSheet } from './walk/countSheet.ts';
import { BOX, furnishGoods } from './walk/goods.ts';
import { frenchLeft } from './walk/languages.ts';
import { dialogOf, Panel, plain } from './walk/panel.ts';
import { Service } from './walk/service.ts';
import { openStage, type Stage } from './walk/stage.ts';
import { goStepByStep, soon } from './walk/steps.ts';

const HELENE = 'helene.marchand@tilleuls.example';
const NAME = 'Rayons A à D';
/** Of a count of parts, by teams. */
const PARTS = 'Atelier 2026';

let stage: Stage;
let service: Service;
let helene: Panel;
let count: Count;
let sheet: CountSheet;

beforeAll(async () => {
  stage = await openStage({ empty: false });
  service = new Service(stage.api, HELENE);
  const { today } = await stage.api.call<{ today: string }>(HELENE, 'GET', '/v1/me');
  await furnishGoods(stage.api, today);
});
afterAll(() => stage?.close());

goStepByStep();

/** As a scanner types it: at once, ended by Enter. Only the first scan needs a click: the field keeps the focus. */
async function scan(text: string): Promise<string> {
  await helene.sheet.page.keyboard.insertText(text);
  await helene.sheet.keys('Enter');
  const mark = helene.frame.locator('.scan-mark').first();
  await mark.waitFor();
  return plain(await mark.innerText());
}

/** What the sheet shows as counted of that item, by lot and serial number. */
async function counted(item: string): Promise<Record<string, string>> {
  const rows = await sheet.readRows();
  const at = (label: string) => sheet.header.indexOf(label);
  const lines = rows.filter((row) => row[at('Code')] === item && row[at('Compté')] !== '');
  return Object.fromEntries(
    lines.map((row) => [row[at('Lot')] || row[at('N° de série')] || '', row[at('Compté')] ?? '']),
  );
}

describe('an open count is scanned (B6)', () => {
  it('a pack counts thirty, and the next one thirty more (Q18)', async () => {
    helene = new Panel(await stage.open(HELENE));
    await helene.open('Inventaires');
    await helene.useDepot('Pharmacie centrale');
    await helene.press('Nouvel inventaire');
    await helene.field('Nom').fill(NAME);
    await helene.press('Commencer l’inventaire');
    await helene.button('Envoyer').waitFor();
    [count] = (await service.counts('PHC')) as [Count];
    sheet = new CountSheet(helene.sheet, NAME);
    await helene.field('Scanner pour compter').click();
    expect(await scan(`(01)${BOX}(10)B7`)).toBe(
      '✓ T-COMP, A-02 · lot B7 : +30 × compresse. La feuille montre 30',
    );
    expect(await scan(`(01)${BOX}(10)B7`)).toBe(
      '✓ T-COMP, A-02 · lot B7 : +30 × compresse. La feuille montre 60',
    );
    await soon(() => counted('T-COMP')).toEqual({ B7: '60' });
  });

  it('the same serial number twice is one pump (Q10); its item alone asks for the number', async () => {
    await helene.field('Scanner pour compter').click();
    expect(await scan('T-POMPE')).toContain('scannez ou tapez aussi son n° de série');
    expect(await scan('(21)SN-002')).toMatch(/^✓ T-POMPE, D-01 · n° SN-002 : compté, 1/);
    expect(await scan('T-POMPE')).toMatch(/^✗/);
    expect(await scan('(21)SN-002')).toMatch(/^✓ T-POMPE, D-01 · n° SN-002 : déjà compté/);
    await soon(() => counted('T-POMPE')).toEqual({ 'SN-002': '1' });
  });

  it('what is typed over a scanned figure stands, and the next scan adds to it', async () => {
    const rows = await sheet.readRows();
    const row = rows.findIndex((one) => one.includes('T-COMP') && one.includes('B7')) + 2;
    await sheet.type(row, 'Compté', '7');
    await helene.field('Scanner pour compter').click();
    expect(await scan(`(01)${BOX}(10)B7`)).toContain('La feuille montre 37');
    await sheet.type(row, 'Compté', 'sept');
    await helene.field('Scanner pour compter').click();
    expect(await scan(`(01)${BOX}(10)B7`)).toContain('la case montre «sept»');
    await sheet.type(row, 'Compté', '37');
  });

  it('a pack of several lots asks on which line, and what is not on the sheet may join it', async () => {
    await helene.field('Scanner pour compter').click();
    expect(await scan(`(01)${BOX}`)).toBe('✗ T-COMP : +30 × compresse. Choisissez la ligne ci-dessous.');
    expect(
      await helene
        .button('Compter sur cette ligne')
        .evaluate((it) => it.getBoundingClientRect().bottom <= innerHeight),
    ).toBe(true);
    expect(await graveFaults(helene.frame)).toEqual([]);
    await helene.frame.getByRole('radio', { name: 'A-01 · lot A12' }).check();
    await helene.press('Compter sur cette ligne');
    await helene.says('T-COMP, A-01 · lot A12 : +30 × compresse. La feuille montre 30');
    expect(await scan(`(01)${BOX}(10)NEUF`)).toBe(
      '✗ T-COMP, lot NEUF : pas sur cette feuille. Rien n’est compté.',
    );
    await helene.press('Envoyer');
    await soon(async () =>
      (await service.countLines(count.id))
        .filter((line) => line.counted !== null)
        .map(({ item, lot, serial, counted: figure }) => [item, lot || serial, figure]),
    ).toEqual([
      ['T-COMP', 'A12', 30],
      ['T-COMP', 'B7', 37],
      ['T-POMPE', 'SN-002', 1],
    ]);
    await helene.field('Scanner pour compter').click();
    await scan(`(01)${BOX}(10)NEUF`);
    await helene.frame.getByRole('button', { name: 'Ajouter réf.' }).first().click();
    await helene.button('Ajouter à l’inventaire').waitFor();
    expect(await helene.field('Référence').inputValue()).toBe('T-COMP');
    expect(await helene.field('Lot').inputValue()).toBe('NEUF');
    expect(await helene.field('Quantité comptée').inputValue()).toBe('30');
    // The same pack again: this is a count, and grows.
    expect(await scan(`(01)${BOX}(10)NEUF`)).toBe('✓ T-COMP, lot NEUF : +30 × compresse, 60 en tout');
    await helene.field('Quantité comptée').fill('30');
    await helene.choose('Emplacement', 'A-03');
    await helene.press('Ajouter à l’inventaire');
    await helene.says('est ajouté à l’inventaire. C’est la ligne');
    await soon(() => counted('T-COMP')).toEqual({ A12: '30', B7: '37', NEUF: '30' });
  });
});

describe('in English and for a screen reader (B13)', () => {
  /** A French word, a text without its figure, or what axe finds serious. */
  async function faults(text: string, shown: FrameLocator): Promise<string[]> {
    const unsaid = text.match(/\{\w+[|}]|\bundefined\b|\bNaN\b/g) ?? [];
    return [...frenchLeft(text), ...unsaid, ...(await graveFaults(shown))];
  }

  async function clean(screen: string): Promise<void> {
    expect([screen, ...(await faults(await helene.read('body'), helene.frame))]).toEqual([screen]);
  }

  /** The dialog over the window, once that text stands in it; then it is shut. Labels in its table are data. */
  async function cleanDialog(screen: string, text: string): Promise<void> {
    const dialog = dialogOf(helene.sheet);
    await dialog.getByText(text).first().waitFor();
    const texts = await dialog.locator('body').evaluate((body) => {
      const said: string[] = [];
      const walk = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode())
        if (!node.parentElement!.closest('script, style, tbody td')) said.push(node.textContent!);
      return said;
    });
    expect([screen, ...(await faults(plain(texts.join(' | ')), dialog))]).toEqual([screen]);
    await helene.sheet.page.click('[data-layers] [data-close-frame]');
  }

  const see = (name: string) => helene.frame.getByRole('button', { name: `Continue: ${name}` }).click();

  it('a new count, a spot count and the list', async () => {
    await helene.press('English');
    await helene.button('New count').waitFor();
    await clean('list');
    await helene.press('New count');
    await helene.unfold('Date, tolerance, second count');
    await helene.unfold('Count only a part');
    await helene.unfold('Teams');
    await helene.press('Add a team');
    await helene.says('already covers');
    await clean('a count twice');
    await helene.field('Parts').check();
    await helene.says('will be frozen');
    await clean('new count');
    await helene.press('Back');
    await helene.press('Spot count');
    await helene.search('Item', 'T-COMP', 'T-COMP');
    await helene.press('Confirm and update the stock');
    await clean('spot count');
    await helene.press('Back');
  });

  it('an open count with its tools: filters, progress, readings, another item', async () => {
    await see(NAME);
    await helene.button('Send').waitFor();
    for (const fold of ['Show the filters', 'Progress', 'Count on paper']) await helene.unfold(fold);
    await helene.frame.getByRole('heading', { name: 'By bin' }).waitFor();
    await clean('open count');
    await helene.press('Type in readings');
    await helene.field('Readings to paste').fill('RIEN;;;A-01;dix');
    await helene.press('Save the readings');
    await helene.says('Nothing is saved.');
    await clean('readings');
    await helene.press('Back');
    await helene.press('Add item');
    await helene.field('This item is not in the catalogue yet').check();
    await clean('add item');
    await helene.press('Back');
  });

  it('the second count and the arbitration', async () => {
    await helene.press('Second count');
    await helene.button('Count the ticked lines again').waitFor();
    await clean('second count');
    await helene.frame
      .getByRole('checkbox', { name: /T-COMP/ })
      .first()
      .check();
    await helene.press('Count the ticked lines again');
    await helene.says('The second count is open');
    await helene.frame.getByRole('button', { name: /^Open the second count/ }).click();
    await helene.says('Second count: only the chosen lines are here');
    await clean('sheet of the second count');
    await helene.press('Back to the first count');
    await helene.button('Send').waitFor();
    await helene.press('Close the count');
    await helene.press('Arbitrate');
    const firsts = helene.button('Retain the 1st');
    await firsts.first().waitFor();
    for (const first of await firsts.all()) await first.click();
    await helene.press('Save the arbitration');
    await helene.says('Give the reason.');
    await clean('arbitration');
    for (const reason of await helene.field('Reason of the arbitration').all())
      await reason.fill('Alone today');
    await helene.press('Save the arbitration');
    await helene.says('arbitrated.');
  });

  it('the recap, its wide dialog, the last question and what is left of the count', async () => {
    await helene.press('Close the count');
    await helene.field('Keep the theoretical quantity').check();
    await clean('lines not counted');
    await helene.press('Close the count');
    await helene.says('Recap of the stock movements');
    await helene.unfold('Totals');
    await clean('recap');
    await helene.press('Show wide');
    await cleanDialog('wide recap', 'T-COMP');
    await helene.press('Confirm the count');
    expect(frenchLeft(plain(await helene.sheet.alert()))).toEqual([]);
    await helene.sheet.answer('NO');
    await helene.says('Nothing is confirmed');
    await clean('not confirmed');
    await helene.press('Confirm the count');
    await helene.sheet.answer('YES');
    await helene.says('Count finished, stock up to date');
    await helene.unfold('Cancel this count afterwards');
    await clean('finished');
    await helene.press('Stock counts');
    await helene.button('New count').waitFor();
  });

  it('a count by teams: which one counts, how they change, and its paper', async () => {
    const id = crypto.randomUUID();
    const bins = ['D-01'];
    await stage.api.call(HELENE, 'POST', '/v1/counts', {
      ...{
        id,
        name: PARTS,
        depot: 'PHC',
        kind: 'part',
        teams: [{ team: 1, name: 'A', members: [HELENE], bins }],
      },
    });
    await helene.press('Spot count');
    await helene.press('Back');
    await see(PARTS);
    await helene.press('Change team');
    await helene.says('With which team do you count?');
    await clean('teams');
    await helene.press('Change the teams');
    await helene.button('Save the teams').waitFor();
    await clean('teams change');
    await helene.press('Back');
    await helene.unfold('Count on paper');
    await helene.press('Print');
    await cleanDialog('paper', 'T-VIS');
  });

  it('the help', async () => {
    await helene.sheet.choose('Help');
    await cleanDialog('help', 'Coming from other software');
  });

  it('the sheet «Sorties», its rows and the voucher', async () => {
    await helene.open('Stock exits');
    await helene.press('Type in a sheet');
    await helene.button('Check the rows').waitFor();
    const exits = new CountSheet(helene.sheet, 'Exits PHC');
    await exits.readRows();
    expect(frenchLeft(exits.header.join(' '))).toEqual([]);
    for (const [row, destination, item] of [
      [2, 'T-BLOC', 'T-COMP'],
      [3, 'T-BLOC2', 'RIEN'],
    ] as const) {
      await exits.type(row, 'Type', 'Service');
      await exits.type(row, 'Destination', destination);
      await exits.type(row, 'Code', item);
      await exits.type(row, 'Quantity', '1');
    }
    await helene.press('Check the rows');
    await helene.says('RIEN: unknown item');
    await clean('exit sheet');
    await helene.press('Record the exits');
    await helene.says('1 exit recorded');
    await clean('exit sheet recorded');
    const results = (await exits.readRows()).map((row) => row[exits.header.indexOf('Result')]!);
    expect(frenchLeft(results.join(' '))).toEqual([]);
    await helene.frame.getByRole('button', { name: /^Show voucher SS-PHC/ }).click();
    await cleanDialog('voucher', 'T-BLOC');
    await exits.type(3, 'Destination', 'T-BLOC');
    await exits.type(3, 'Code', 'T-COMP');
    await helene.press('Record the exits');
    await helene.says('1 exit recorded');
    // Nothing new is no failure.
    await helene.press('Record the exits');
    await helene.says('Everything is recorded already: nothing new on the sheet.');
    await helene.press('Back');
  });

  it('the questions of an exit: an unknown patient, too little stock, another type', async () => {
    await helene.press('Patient');
    await helene.field('Patient').click();
    await helene.sheet.type('IPP-NEUF');
    await helene.says('The patient “IPP-NEUF” is not known. Create?');
    await clean('unknown patient');
    await helene.press('Create');
    await helene.search('Add an item', 'T-SOLUTE', 'T-SOLUTE');
    await helene.sheet.type('900');
    await helene.frame.locator('.card .pick').first().waitFor();
    await helene.press('Record the exit');
    await helene.says('Deliver what is left?');
    await clean('too little stock');
    await helene.frame.locator('.type-bar').getByRole('button', { name: 'Loss' }).click();
    await helene.says('clears 1 line entered');
    await clean('another type');
    await helene.press('Change and clear');
  });

  it('nothing went wrong behind the screen', () => expect(stage.mishaps).toEqual([]));
});
