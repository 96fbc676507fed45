/** An open count, scanned: the figures go into the sheet and from there to the service. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Count } from '../../shared/contract/counts.ts';
import { graveFaults } from './axe.ts';
import { CountSheet } from './walk/countSheet.ts';
import { BOX, furnishGoods } from './walk/goods.ts';
import { Panel, plain } from './walk/panel.ts';
import { Service } from './walk/service.ts';
import { openStage, type Stage } from './walk/stage.ts';
import { goStepByStep, soon } from './walk/steps.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const HELENE = 'helene.marchand@tilleuls.example';
const NAME = 'Inventaire scanné';

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
      '✓ T-COMP, A-02 · lot B7 : +30 compresse. La feuille montre 30',
    );
    expect(await scan(`(01)${BOX}(10)B7`)).toBe(
      '✓ T-COMP, A-02 · lot B7 : +30 compresse. La feuille montre 60',
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
    expect(await scan(`(01)${BOX}`)).toBe('✗ T-COMP : +30 compresse. Choisissez la ligne ci-dessous.');
    expect(
      await helene
        .button('Compter sur cette ligne')
        .evaluate((it) => it.getBoundingClientRect().bottom <= innerHeight),
    ).toBe(true);
    expect(await graveFaults(helene.frame)).toEqual([]);
    await helene.frame.getByRole('radio', { name: 'A-01 · lot A12' }).check();
    await helene.press('Compter sur cette ligne');
    await helene.says('T-COMP, A-01 · lot A12 : +30 compresse. La feuille montre 30');
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
    await helene.choose('Emplacement', 'A-03');
    await helene.press('Ajouter à l’inventaire');
    await helene.says('est ajouté à l’inventaire et à la feuille.');
    await soon(() => counted('T-COMP')).toEqual({ A12: '30', B7: '37', NEUF: '30' });
  });
});
