/** What comes out on paper: the pages that the panels print, as a printer would get them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, formatDate } from '../../shared/domain/dates.ts';
import { formatNumber } from '../../shared/domain/quantities.ts';
import { ADMIN, furnishGoods } from './walk/goods.ts';
import { frenchLeft } from './walk/languages.ts';
import { Panel } from './walk/panel.ts';
import { printedPages } from './walk/pdf.ts';
import { openStage, type Stage } from './walk/stage.ts';
import { goStepByStep } from './walk/steps.ts';

const HELENE = 'helene.marchand@tilleuls.example';
const PHARMACY = 'Pharmacie centrale';

let stage: Stage;
let helene: Panel;
let today: string;

beforeAll(async () => {
  stage = await openStage({ empty: false });
  ({ today } = await stage.api.call<{ today: string }>(HELENE, 'GET', '/v1/me'));
  await furnishGoods(stage.api, today);
  const rows = Array.from({ length: 120 }, (_, at) => ({
    item: `P-${String(at + 1).padStart(3, '0')}`,
    label: `Pansement n° ${at + 1}`,
    unit: 'boîte',
    depot: 'PHC',
    bin: 'A-01',
    quantity: at + 1,
    unitCost: 2,
  }));
  await stage.api.call(ADMIN, 'POST', '/v1/imports/stock', { rows });
  helene = new Panel(await stage.open(HELENE));
  await helene.open('N° de série et stock');
});
afterAll(() => stage?.close());

goStepByStep();

const shutDialog = () => helene.sheet.page.click('[data-layers] [data-close-frame]');

/** Each page bears its number, whose it is, and the headings; none a button of the screen. */
function expectWhole(pages: readonly string[], { foot, headings }: { foot: string; headings?: string }) {
  expect(pages.length).toBeGreaterThan(1);
  pages.forEach((page, at) => {
    expect(page).toContain(`${at + 1} / ${pages.length}`);
    expect(page).toContain(foot);
    if (headings) expect(page).toContain(headings);
    expect(page).not.toContain('Imprimer');
  });
}

describe('the stock state', () => {
  it('of the day and the depot that were chosen, with what each comes to and the total', async () => {
    await helene.press('État des stocks');
    await helene.field('Dépôt').selectOption({ label: PHARMACY });
    const day = formatDate(addDays(today, -1), 'fr');
    await helene.press('Jour précédent');
    await helene.says(`Au ${day} :`);
    await helene.press('Imprimer');
    const text = (await printedPages(helene.sheet)).join(' ');
    expect(text).toContain('Centre hospitalier des Tilleuls');
    expect(text).toContain(`Imprimé le ${formatDate(today, 'fr')} par Hélène Marchand`);
    expect(text).toContain('T-COMP Compresse stérile 160 compresse 0,50 80,00');
    const { total } = await stage.api.call<{ total: { items: number; value: number } }>(
      HELENE,
      'GET',
      `/v1/stock/state?depot=PHC&at=${addDays(today, -1)}`,
    );
    expect(text).toContain(`Total de ${total.items} références ${formatNumber(total.value, 'fr', 2)}`);
    // What came in today is on no state of yesterday.
    expect(text).not.toContain('P-001');
    await shutDialog();
  });

  it('a long one bears page numbers, and its headings on each page', async () => {
    await helene.press('Jour suivant');
    await helene.says(`Au ${formatDate(today, 'fr')} :`);
    await helene.press('Imprimer');
    const pages = await printedPages(helene.sheet);
    expectWhole(pages, {
      foot: `État des stocks · ${PHARMACY} · ${formatDate(today, 'fr')}`,
      headings: 'Référence Désignation Fournisseur Quantité Unité Coût unitaire Valeur (EUR)',
    });
    expect(pages.join(' ')).toContain('P-001 Pansement n° 1 1 boîte 2,00 2,00');
    expect(pages.join(' ')).toContain('P-120 Pansement n° 120 120 boîte 2,00 240,00');
    await shutDialog();
  });

  it('is in English for who reads English (B13)', async () => {
    await helene.press('English');
    await helene.button('Stock state').click();
    await helene.says('worth');
    await helene.press('Print');
    const [first = ''] = await printedPages(helene.sheet);
    expect(first).toContain('Item Label Supplier Quantity Unit Unit cost Value (EUR)');
    // Below the headings stand the labels of goods, which are as their catalogue has them.
    expect(frenchLeft(first.split('Value (EUR)')[0]!.replaceAll(PHARMACY, ''))).toEqual([]);
    await shutDialog();
    await helene.press('Français');
    await helene.button('État des stocks').waitFor();
  });
});

describe('the other pages', () => {
  it('the notice of a recall: what is left, and who received it, under the organisation’s head (B7)', async () => {
    const exits = Array.from({ length: 60 }, () => ({
      item: 'T-COMP',
      bin: 'A-01',
      lot: 'A12',
      quantity: 1,
    }));
    for (const line of exits)
      await stage.api.call(HELENE, 'POST', '/v1/documents', {
        id: crypto.randomUUID(),
        ...{ type: 'exit-service', depot: 'PHC', party: 'T-BLOC', lines: [line] },
      });
    await stage.api.call(HELENE, 'POST', '/v1/lots/block', {
      ...{ item: 'T-COMP', lot: 'A12', reason: 'rappel du fabricant' },
    });
    await helene.press('Lot : traçabilité et rappel');
    await helene.search('Référence', 'T-COMP', 'T-COMP');
    await helene.field('Lot').fill('A12');
    await helene.press('Voir ce lot');
    await helene.press('Imprimer l’avis de rappel');
    const pages = await printedPages(helene.sheet);
    expectWhole(pages, { foot: 'A12' });
    expect(pages[0]).toMatch(/Avis de rappel de lot.*rappel du fabricant.*Ce qui reste.*PHC A-01 40/);
    // The headings of those who received it stand again over the rest of them.
    expect(pages[1]).toContain('Date Document Dépôt Destinataire Quantité');
    expect(pages.join(' ').match(/T-BLOC · Bloc d’essai/g)).toHaveLength(60);
    await shutDialog();
  });

  it('sheets of labels bear page numbers', async () => {
    await helene.open('Entrées et réceptions');
    await helene.useDepot(PHARMACY);
    await helene.press('Étiquettes');
    await helene.search('Ajouter une référence', 'compresse stérile', 'T-COMP');
    await helene.field('Nombre d’étiquettes de T-COMP').fill('30');
    await helene.press('Préparer l’impression');
    const pages = await printedPages(helene.sheet);
    expectWhole(pages, { foot: 'Étiquettes' });
    expect(pages).toHaveLength(2);
    await shutDialog();
  });
});

it('nothing went wrong behind the screen', () => expect(stage.mishaps).toEqual([]));
