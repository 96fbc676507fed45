/**
 * A closed count of more lines than a page holds, as its manager reads it: reasons in the wide recap, the second count
 * and the arbitration page by page, an approval, the zips beside their hash, and what is left once it is over.
 */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Count, CountLine, Recap } from '../../shared/contract/counts.ts';
import type { StockLine } from '../../shared/contract/stock.ts';
import { MANAGER } from '../process/addonHospital.ts';
import { pressInVain } from './walk/lostCalls.ts';
import { dialogOf, type Panel, plain } from './walk/panel.ts';
import { openSmallHospital, type SmallHospital } from './walk/smallHospital.ts';
import { goStepByStep, soon } from './walk/steps.ts';

vi.setConfig({ hookTimeout: 90_000 });

const NAME = 'Inventaire 2026';
/** Of one item: one more page of gaps than a recap's first. */
const LOTS = 205;
const lotOf = (at: number) => `L${String(at).padStart(3, '0')}`;

let small: SmallHospital;
let ines: Panel;
let id: string;

const ask = <T>(method: string, path: string, body?: object) =>
  small.hospital.ask<T>(MANAGER, method, path, body);
const read = () => ask<Count>('GET', `/v1/counts/${id}`);
const linesOf = async (round: 1 | 2) =>
  (await ask<{ rows: CountLine[] }>('GET', `/v1/counts/${id}/lines?round=${round}&limit=10000`)).rows;
const recapOf = (more: string) => ask<Recap>('GET', `/v1/counts/${id}/recap?limit=1000&${more}`);

beforeAll(async () => {
  small = await openSmallHospital();
  const lots = Array.from({ length: LOTS }, (_, at) => ({ lot: lotOf(at), quantity: 10 + at }));
  await small.hospital.stock(
    lots.map((lot) => ({ item: 'LOTS', bin: 'A-01', expiry: '2031-01-31', unitCost: 1, ...lot })),
  );
  const opened = { id: crypto.randomUUID(), name: NAME, depot: 'PHC', kind: 'article' };
  ({ id } = await ask<Count>('POST', '/v1/counts', opened));
  // Every lot is half there: the fewer it should hold, the smaller its gap. The other items are as they should be.
  const lines = (await linesOf(1)).map(({ line, item, theoretical = 0 }) => [
    line,
    item === 'LOTS' ? Math.floor(theoretical / 2) : theoretical,
    0,
  ]);
  await ask('PUT', `/v1/counts/${id}/lines`, { lines });
  await ask('POST', `/v1/counts/${id}/close`, {});
  ines = await small.sit(MANAGER);
});
afterAll(() => small?.close());

goStepByStep();

/** Words that stand on two lines: where a column is too narrow, a row is read wrongly. */
const tornWords = (table: Locator) =>
  table.evaluate((root) => {
    const torn: string[] = [];
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode())
      for (const word of (text.textContent ?? '').matchAll(/[\p{L}\d]+/gu)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1)
          torn.push(word[0]);
      }
    return torn;
  });

describe('the depot of a count', () => {
  it('is ticked already where a person has but one; chosen, it is named without any alarm (S6, S7)', async () => {
    await ines.open('Inventaires');
    expect(await ines.frame.getByRole('radio', { name: 'Pharmacie centrale' }).isChecked()).toBe(true);
    await ines.press('Utiliser ce dépôt');
    await ines.button('Nouvel inventaire').waitFor();
    expect(await ines.read('.depot')).toBe('Dépôt : Pharmacie centrale Changer de dépôt');
  });
});

describe('the wide recap of a closed count (E22)', () => {
  it('takes the reason of any gap, on any page (B3), and tells what stood and when it was counted', async () => {
    await ines.press(`Voir : ${NAME}`);
    await ines.press('Voir en grand');
    const wide = dialogOf(ines.sheet);
    await wide.getByRole('button', { name: 'Afficher la suite' }).click();
    const reason = wide.getByLabel(`Motif de l’écart, LOTS, A-01 · ${lotOf(0)}`, { exact: true });
    await reason.fill('Casse');
    await ines.sheet.keys('Tab');
    await wide.getByText('Motif enregistré').waitFor();
    const { movements } = await recapOf('show=gaps');
    expect(movements.at(-1)).toMatchObject({ lot: lotOf(0), reason: 'Casse' });
    const headings = (await wide.locator('thead th').allInnerTexts()).map(plain);
    expect(headings).toEqual(expect.arrayContaining(['Théorique', 'Avant', 'Compté par, le']));
    // A name and an instant are read in two lines, not in five.
    const who = await wide.locator('tbody tr').last().locator('td').last().boundingBox();
    expect(who!.width).toBeGreaterThanOrEqual(150);
    const row = plain(await wide.locator('tbody tr').last().innerText());
    expect(row).toMatch(/ 10 10 5 -5 .*Inès Morel, \d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/);
    expect(await tornWords(wide.locator('table'))).toEqual([]);
    expect(
      await wide.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth),
    ).toBeLessThanOrEqual(1);
    await ines.sheet.page.click('[data-layers] [data-close-frame]');
  });

  it('approved by its reader alone, it still waits for another than whoever confirms (B3)', async () => {
    const { worker } = small.hospital;
    const settings = await small.hospital.ask<object>(worker.admin, 'GET', '/v1/settings');
    await small.hospital.ask(worker.admin, 'PUT', '/v1/settings', { ...settings, approvalAbove: 1 });
    await ines.open('Inventaires');
    await ines.press(`Voir : ${NAME}`);
    await ines.says('une deuxième personne doit approuver');
    await ines.says('Vous avez vous-même compté 209 lignes. Une autre personne peut relire et confirmer');
    await ines.press('Approuver');
    await ines.says('Approuvé par Inès Morel');
    await ines.says('une deuxième personne doit approuver');
    await small.hospital.ask(worker.admin, 'PUT', '/v1/settings', {
      ...(await small.hospital.ask<object>(worker.admin, 'GET', '/v1/settings')),
      approvalAbove: null,
    });
  });
});

describe('the second count (B2)', () => {
  it('is of gaps on any page, and of lines without a gap; sent twice it is one (invariant 9)', async () => {
    await ines.press('Second comptage');
    await ines.says('200 lignes cochées');
    await ines.press('Afficher la suite');
    await ines.says(`${LOTS} lignes cochées`);
    await ines.frame.getByLabel(`A-01 · ${lotOf(1)} `).uncheck();
    await ines.field('Chercher une autre ligne').fill('para500');
    await ines.press('Chercher');
    await ines.frame.getByLabel('PARA500 A-01 · L2').check();
    await ines.says(`${LOTS} lignes cochées`);
    expect(await pressInVain(ines, 'Recompter les lignes cochées', 'commandCount')).toHaveProperty('size', 1);
    await ines.press('Recompter les lignes cochées');
    await ines.says('Le second comptage est ouvert');
    const again = await linesOf(2);
    expect(again).toHaveLength(LOTS);
    const names = again.map(({ item, lot }) => `${item} ${lot}`);
    expect(names).toContain('PARA500 L2');
    expect(names).not.toContain(`LOTS ${lotOf(1)}`);
    expect(names).toContain(`LOTS ${lotOf(0)}`);
  });

  it('is arbitrated on any page', async () => {
    await ines.press('Clôturer');
    await ines.press('Arbitrer');
    await ines.button('Enregistrer l’arbitrage').waitFor();
    await ines.press('Afficher la suite');
    const card = ines.frame.locator('article').filter({ hasText: 'PARA500' });
    await card.getByRole('button', { name: 'Retenir le 1er' }).click();
    // Hundreds of cards above the button: how many are wrong is said there, and the first comes into sight.
    const top = ines.frame.locator('article').nth(1);
    await top.getByLabel('Quantité retenue').fill('quarante');
    await top.getByLabel('Motif de l’arbitrage').fill('Recompté');
    await ines.press('Enregistrer l’arbitrage');
    await ines.says('2 points sont à corriger ci-dessus');
    await top.getByText('«quarante» n’est pas une quantité').waitFor();
    await card.getByText('Donnez le motif.').waitFor();
    expect(await ines.inSight('[aria-invalid="true"]')).toBe(true);
    expect(
      await ines.frame
        .locator('[aria-invalid="true"]')
        .first()
        .evaluate((field) => field === document.activeElement),
    ).toBe(true);
    // What the service refuses stands beside its figure too.
    await top.getByLabel('Quantité retenue').fill('4,5');
    await card.getByLabel('Motif de l’arbitrage').fill('Déjà sûr');
    await ines.press('Enregistrer l’arbitrage');
    await top.getByText('4,5').waitFor();
    expect(await ines.inSight('[aria-invalid="true"]')).toBe(true);
    await top.getByLabel('Quantité retenue').fill('');
    await top.getByLabel('Motif de l’arbitrage').fill('');
    await ines.press('Enregistrer l’arbitrage');
    await ines.says('1 ligne arbitrée.');
    const { movements } = await recapOf('show=all&q=para500');
    expect(movements.find(({ lot }) => lot === 'L2')).toMatchObject({ arbitrated: 50 });
  });
});

describe('a count that is over', () => {
  it('cancelled, it still shows what was counted', async () => {
    await ask('POST', `/v1/counts/${id}/cancel`, {});
    expect((await read()).state).toBe('cancelled');
    await ines.open('Inventaires');
    await ines.press(`Voir : ${NAME}`);
    await ines.press('Voir toutes les lignes');
    const wide = dialogOf(ines.sheet);
    await wide.getByLabel('Lignes').selectOption('all');
    await soon(() => wide.locator('tbody tr').count()).toBeGreaterThan(100);
    await ines.sheet.page.click('[data-layers] [data-close-frame]');
  });
});

describe('a depot whose counts cover all of it', () => {
  it('asks for no kind, and says that articles and parts are counted together (Q2)', async () => {
    const { worker } = small.hospital;
    const { rows } = await ask<{ rows: { code: string }[] }>('GET', '/v1/depots');
    const depot = rows.find(({ code }) => code === 'PHC');
    await small.hospital.ask(worker.admin, 'PUT', '/v1/depots', { ...depot, countsWholeDepot: true });
    await ines.open('Inventaires');
    await ines.press('Nouvel inventaire');
    await ines.says('Dans ce dépôt, un inventaire couvre tout le dépôt : articles et pièces ensemble.');
    await ines.says('210 lignes seront gelées');
    expect(await ines.field('Pièces').isVisible()).toBe(false);
  });

  it('lists what has come to zero as well where that is ticked (Q19)', async () => {
    const { rows } = await ask<{ rows: StockLine[] }>('GET', '/v1/stock?depot=PHC&limit=1000');
    const gone = rows.find(({ item, serial }) => !['PARA500', 'VIS'].includes(item) && serial === '');
    const { item, bin, lot, quantity } = gone as StockLine;
    await ask('POST', '/v1/documents', {
      ...{ id: crypto.randomUUID(), type: 'loss', depot: 'PHC', reason: 'Casse' },
      lines: [{ item, bin, lot, quantity }],
    });
    await ines.open('Inventaires');
    await ines.press('Nouvel inventaire');
    await ines.says('209 lignes seront gelées');
    await ines.frame.getByText('Date, tolérance, second comptage').click();
    await ines.field('Lister aussi les lignes tombées à zéro').check();
    await ines.says('210 lignes seront gelées');
  });
});

describe('what proves a count (B10)', () => {
  const SMALL = 'Paracétamol et vis';
  const hashes = async () => {
    const { before, after } = (await read()).snapshots;
    return { before: before.sha256, after: after.sha256 };
  };

  it('stands beside the link of its zip: that it is ready, and its SHA-256 (E10)', async () => {
    const opened = { id: crypto.randomUUID(), name: SMALL, depot: 'PHC', kind: 'article' };
    const scope = { items: ['PARA500', 'VIS'] };
    ({ id } = await ask<Count>('POST', '/v1/counts', { ...opened, scope }));
    const lines = await linesOf(1);
    const counted = lines.filter(({ lot }) => lot === '0012').map(({ line }) => [line, 99, 0]);
    await ask('PUT', `/v1/counts/${id}/lines`, { lines: counted });
    await ines.open('Inventaires');
    await ines.press(`Reprendre : ${SMALL}`);
    await ines.says('Prêt, ');
    await ines.says((await hashes()).before!);
  });

  it('has its place from the start: what stands below does not move under the mouse when the zip is ready', async () => {
    const zip = ines.frame.locator('section').filter({ hasText: 'Export avant l’inventaire' });
    const height = async () => (await zip.boundingBox())?.height;
    const ready = await height();
    await zip.locator('.hash').evaluate((hash) => {
      hash.parentElement!.replaceChildren('En préparation…');
    });
    expect(await height()).toBe(ready);
  });

  it('closed with zero for one line of two, it says what that line is worth before (Q3)', async () => {
    await ines.press('Clôturer');
    await ines.says('2 lignes ne sont pas comptées. Que faire ?');
    await ines.field('Garder la quantité théorique').first().check();
    await ines.unfold('Décider ligne par ligne');
    await ines.choose('PARA500 · A-01 · L2', 'Compter zéro');
    await ines.says('1 ligne passera à zéro, pour une valeur de 25,00');
    await ines.frame.getByRole('radio', { name: 'Compter zéro' }).check();
    await ines.choose('PARA500 · A-01 · L2', 'Garder la quantité théorique');
    await ines.says('1 ligne passera à zéro, pour une valeur de 4,00');
    await ines.field('Nombre de lignes').fill('1');
    await ines.press('Clôturer');
    await ines.says('1 ligne non comptée passe à zéro (4,00');
  });

  it('asked to be undone twice, for a lost answer, it is asked once (Q4, invariant 9)', async () => {
    await ines.press('Confirmer l’inventaire');
    await ines.sheet.alert();
    await ines.sheet.answer('YES');
    await ines.says('Inventaire terminé, stocks à jour');
    await soon(async () => (await hashes()).after).not.toBe(null);
    await ines.says((await hashes()).after!);
    await ines.unfold('Annuler cet inventaire après coup');
    await ines.field('Pourquoi l’annuler ?').fill('Mauvais rayon');
    expect(await pressInVain(ines, 'Demander l’annulation', 'commandCount')).toHaveProperty('size', 1);
    await ines.press('Demander l’annulation');
    await ines.says('Inès Morel demande l’annulation de cet inventaire : Mauvais rayon');
  });
});
