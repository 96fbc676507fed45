/**
 * Texts that a spreadsheet, a page, a template or a CSV would gladly misread, taken through a count and an exit:
 * everywhere they are shown as written, and none of them runs.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_ADMIN } from '../../addon/local/people.ts';
import { loadOrganisation } from '../../addon/local/sampleLoader.ts';
import type { Count } from '../../shared/contract/counts.ts';
import { hostile, hostileRows } from '../../shared/sample/hostile.ts';
import { openBooks } from '../process/books.ts';
import { CountSheet } from './walk/countSheet.ts';
import { dialogOf, Panel, plain } from './walk/panel.ts';
import { Service } from './walk/service.ts';
import { openStage, type Stage } from './walk/stage.ts';
import { goStepByStep, soon } from './walk/steps.ts';
import { openZip, savedBytes } from './walk/zip.ts';

/** Code and label of an article, its lot, and the bin it lies in. */
const GOODS: [code: string, label: string, lot: string, bin: string][] = [
  ['+33 6', '-5', '1E5', '+B'],
  ['12-03', '01/02/2026', '31/12', '1/2'],
  ['VRAI', '="0012"', '#REF!', '1/2'],
  ["'0012", "'=1+1", "'007", '1/2'],
  ['<?= 1 ?>', '</script><img src=x onerror="window.pwned=1">', '<?!= 2 ?>', '1/2'],
  ['"; --', '{"a":1};b\\c "d"', '%0A', '+B'],
  ['@SUM(A1)', '@SUM(A1:A9) ; 1,5', '0,50', '+B'],
];
/** One unit of the hostile article that the count leaves where it is. */
const KEPT = '00000000000000000012';
const NAME = `=Inventaire d'été <img src=x onerror="window.pwned=1"> 😀`;
const organisation = {
  ...hostileRows,
  depots: [{ code: 'PHC', name: hostile.label }],
  bins: [...hostileRows.bins, { depot: 'PHC', code: '+B' }],
  people: [{ email: LOCAL_ADMIN, name: hostile.label, admin: true, rights: [manager('PHC')] }],
  items: [...hostileRows.items, ...GOODS.map(([code, label]) => ({ code, label, referencePrice: 2 }))],
  opening: [
    ...hostileRows.opening,
    { depot: 'PHC', item: hostile.item, lot: hostile.lot, bin: '+B', serial: KEPT, quantity: 1 },
    ...GOODS.map(([item, , lot, bin]) => ({ depot: 'PHC', item, lot, bin, quantity: 7 })),
  ],
};

function manager(depot: string) {
  return { depot, role: 'manager' as const };
}

let stage: Stage;
let service: Service;
let panel: Panel;
let sheet: CountSheet;
let count: Count;

beforeAll(async () => {
  stage = await openStage({ empty: true });
  await loadOrganisation(stage.api, organisation, 'hostile');
  service = new Service(stage.api, LOCAL_ADMIN);
  panel = new Panel(await stage.open(LOCAL_ADMIN));
});
afterAll(() => stage?.close());
goStepByStep();

/** Bin, code, label, lot and serial of each stock line, as they were given. */
const given = organisation.opening.map(({ bin = '', item, lot = '', ...more }) => {
  const { label } = organisation.items.find(({ code }) => code === item)!;
  return [bin, item, label, lot, 'serial' in more ? (more.serial ?? '') : ''];
});
/** The same of a row of the count's sheet. */
const named = (row: string[]) =>
  ['Emplacement', 'Code', 'Désignation', 'Lot', 'N° de série'].map(
    (label) => row[sheet.header.indexOf(label)],
  );
const sorted = (rows: (string | undefined)[][]) => rows.map((row) => row.join(' | ')).sort();

describe('hostile texts are shown as written', () => {
  it('in the head of the sidebar', async () => {
    await panel.open('Inventaires');
    await panel.useDepot(hostile.label);
    expect(await panel.read('.who')).toContain(`${hostile.label}, ${LOCAL_ADMIN}`);
    expect(await panel.read('.depot-name')).toBe(`Dépôt : ${hostile.label}`);
  });

  it('on the tab and in the cells of a count, not one of them retyped or computed', async () => {
    await panel.press('Nouvel inventaire');
    await panel.field('Nom').fill(NAME);
    const download = panel.sheet.page.waitForEvent('download');
    await panel.press('Commencer l’inventaire');
    await panel.button('Envoyer').waitFor();
    expect(await panel.heading()).toBe(NAME);
    count = (await service.counts('PHC'))[0]!;
    const zip = await openZip(await savedBytes(await download));
    expect(zip.manifest).toMatchObject({ count: { name: NAME } });

    sheet = new CountSheet(panel.sheet, NAME);
    const rows = await sheet.readRows();
    expect(sorted(rows.map(named))).toEqual(sorted(given));
    const screw = rows.findIndex((row) => named(row)[4] === hostile.serial);
    expect(rows[screw]?.[sheet.header.indexOf('Fournisseur')]).toBe(hostile.label);
    expect(await panel.sheet.text(sheet.cell(screw + 2, 'Code'))).toBe(hostile.item);
    expect(await panel.sheet.text(sheet.cell(screw + 2, 'N° de série'))).toBe(hostile.serial);
    await panel.sheet.goTo(sheet.place(screw + 2, 'Lot'));
    await soon(() => panel.sheet.page.inputValue('[data-content]')).toMatch(/^'?0012$/);
  });

  it('after they were counted and sent', async () => {
    const lines = await service.countLines(count.id);
    const counted = lines.map(({ serial, theoretical }) => (serial === KEPT ? 1 : theoretical! - 1));
    await sheet.paste(2, 'Compté', counted.map(String));
    await panel.press('Envoyer');
    await panel.says(`${lines.length} lignes sur ${lines.length}`);
    expect((await service.countLines(count.id)).map((line) => line.counted)).toEqual(counted);
    const rows = await sheet.readRows();
    expect(sorted(rows.map(named))).toEqual(sorted(given));
    expect(rows.map((row) => row[sheet.header.indexOf('État')])).toEqual(
      counted.map((figure) => `enregistré : ${figure}`),
    );
  });

  it('in the recap, narrow and wide', async () => {
    await panel.press('Clôturer');
    await panel.says('Récapitulatif des mouvements de stock');
    const cards = await panel.readAll('main li.card');
    await panel.press('Voir en grand');
    const rows = dialogOf(panel.sheet).locator('tbody tr');
    await rows.first().waitFor();
    const wide = (await rows.allInnerTexts()).map(plain);
    expect([cards.length, wide.length]).toEqual([given.length - 1, given.length - 1]);
    for (const [bin, item, label, lot, serial] of given.filter((row) => row[4] !== KEPT)) {
      const place = [bin, lot, serial].filter(Boolean).join(' · ');
      expect(cards).toContainEqual(expect.stringContaining(`${item} ${plain(label!)} ${place} Avant`));
      expect(wide).toContainEqual(expect.stringContaining(`${item} ${plain(label!)} (unité) ${bin} `));
    }
    await panel.sheet.page.click('[data-layers] [data-close-frame]');
  });

  it('in the last question and in the after zip, where no cell begins a formula', async () => {
    await panel.press('Confirmer l’inventaire');
    expect(await panel.sheet.alert()).toContain(`Confirmer l’inventaire «${NAME}» ?`);
    const download = panel.sheet.page.waitForEvent('download');
    await panel.sheet.answer('YES');
    await panel.says('Inventaire terminé, stocks à jour');
    const zip = await openZip(await savedBytes(await download));
    for (const name of ['stock.csv', 'ecarts.csv']) {
      const rows = await zip.table(name);
      const written = rows.map((row) => [
        ...[row.emplacement, row.code, row.désignation, row.lot, row['n° de série']],
      ]);
      expect(sorted(written)).toEqual(sorted(given));
      expect(await zip.text(name)).not.toMatch(/(^|;)"?[=+@-](?!""|\d+(,\d+)?(;|\r))/m);
    }
    expect((await zip.table('ecarts.csv')).map((row) => row['comptage 1 par'])).toEqual(
      given.map(() => hostile.label),
    );
  });

  it('in the exit form and on the voucher', async () => {
    await panel.open('Sorties');
    await panel.press('Patient');
    await panel.search('Patient', 'écrou', '-2+3');
    await panel.says(hostile.label);
    const goods = [...GOODS.slice(3, 5), [hostile.item, hostile.label, hostile.lot, '+B'] as const];
    for (const [code, label] of goods) {
      await panel.search('Ajouter une référence', label.slice(0, 5), code);
      await panel.sheet.type('1');
    }
    // Goods without serial numbers are picked by their lot, the others by ticking their numbers.
    const lots = goods.slice(0, 2);
    await soon(() => panel.frame.locator('.pick').count()).toBe(lots.length);
    const ticked = panel.frame.getByRole('checkbox', { checked: true });
    await soon(() => ticked.count()).toBe(1);
    expect(plain(await ticked.locator('xpath=..').innerText())).toContain(hostile.lot);
    expect(await panel.readAll('.card-title')).toEqual(goods.map(([code]) => code));
    expect(await panel.frame.locator('.pick option:checked').allTextContents()).toEqual(
      lots.map(([, , lot]) => expect.stringContaining(`lot ${lot}, `)),
    );
    await panel.press('Enregistrer la sortie');
    await panel.says('Sortie enregistrée : SP-PHC-');
    const text = plain(await dialogOf(panel.sheet).locator('body').innerText());
    expect(text).toContain(`-2+3 · ${hostile.label}`);
    for (const [code, label, lot, bin] of goods) expect(text).toContain(`${code} ${label} ${bin} ${lot} `);
    expect(text).toContain(` ${KEPT} 1 `);
  });

  it('and nothing of them ran', async () => {
    for (const frame of panel.sheet.page.frames())
      expect(await frame.evaluate(() => 'pwned' in window)).toBe(false);
    expect(panel.sheet.page.frames().length).toBe(3);
    expect(stage.mishaps).toEqual([]);
    const books = openBooks(stage.dataFolder, true);
    expect(books.faults()).toEqual([]);
    books.close();
  });
});
