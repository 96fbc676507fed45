/**
 * The whole way once, as two people of a hospital go it with mouse and keyboard (issue 2, section 4): an exit
 * is prepared, the place is counted meanwhile, the exit goes out afterwards. Each step goes on where the one
 * before ended; what the screen says is compared with what the service holds.
 */
import type { Download } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Count, CountLine } from '../../shared/contract/counts.ts';
import type { StockLine } from '../../shared/contract/stock.ts';
import { addDays, formatDate } from '../../shared/domain/dates.ts';
import { formatQuantity } from '../../shared/domain/quantities.ts';
import { openBooks } from '../process/books.ts';
import { CountSheet } from './walk/countSheet.ts';
import { dialogOf, Panel, plain } from './walk/panel.ts';
import { countParts } from './walk/partsCount.ts';
import { firstExpired, Service, stockKey } from './walk/service.ts';
import { spotCounts } from './walk/spotCounts.ts';
import { openStage, type Stage } from './walk/stage.ts';
import { goStepByStep, soon } from './walk/steps.ts';
import { openZip, savedBytes, sha256 } from './walk/zip.ts';

/** Manager of the pharmacy and of a ward, and a clerk of the pharmacy: people of the sample organisation. */
const HELENE = 'helene.marchand@tilleuls.example';
const LUCIE = 'lucie.perrot@tilleuls.example';
const NAME = 'Inventaire annuel 2026';
/** A device with serial numbers. */
const PUMP = 'POMPE-PCA';

let stage: Stage;
let service: Service;
let helene: Panel;
let lucie: Panel;
let today: string;
/** The count walked through, and its lines as they were when it opened. */
let count: Count;
let lines: CountLine[];
let beforeZip: Buffer;
/** An article with a lot that expired and some that did not, and what is asked of it: more than the first holds. */
let stock: StockLine[];
let usable: StockLine[];
let wanted: number;

beforeAll(async () => {
  stage = await openStage({ empty: false });
  service = new Service(stage.api, HELENE);
  ({ today } = await stage.api.call<{ today: string }>(HELENE, 'GET', '/v1/me'));
});
afterAll(() => stage?.close());

goStepByStep();

/** As typed in a French sheet; blank is blank. */
const comma = (quantity?: number) => String(quantity ?? '').replace('.', ',');
const euros = (value: number, maximumFractionDigits = 2) =>
  plain(
    new Intl.NumberFormat('fr', { style: 'currency', currency: 'EUR', maximumFractionDigits }).format(value),
  );

describe('an exit to a patient is prepared', () => {
  it('whoever has no depot is told whom to ask, and can enter nothing (S4)', async () => {
    const camille = new Panel(await stage.open('camille.arnoux@tilleuls.example'));
    await camille.open('Sorties');
    await camille.says('Aucun dépôt ne vous est ouvert. Demandez à un administrateur de créer un dépôt');
    expect(await camille.frame.locator('main input, main button').count()).toBe(0);
    await camille.sheet.page.close();
  });

  it('the menu leads to it, under its path (S1, S2); before a depot is chosen nothing can be done (S5 to S7)', async () => {
    lucie = new Panel(await stage.open(LUCIE));
    await lucie.open('Sorties');
    expect(await lucie.read('.path')).toBe('Accueil / Gestion des stocks / Mouvements / Sortie de stock');
    expect(await lucie.read('.who')).toContain('Lucie Perrot');
    expect(await lucie.read('main')).toContain('Choisissez d’abord le dépôt');
    expect(await lucie.button('Patient').count()).toBe(0);
    await lucie.useDepot('Pharmacie centrale');
    expect(await lucie.read('.depot-name')).toBe('Dépôt : Pharmacie centrale');
    expect(await lucie.read('.depot-check')).toContain('vérifiez le dépôt sélectionné');
  });

  it('exactly four kinds of exit (S9) and nothing but exits (S3), and «Patient» starts its form (S14)', async () => {
    await lucie.button('Patient').waitFor();
    const types = ['Patient', 'Service', 'Dépôt', 'Perte'];
    expect(await lucie.readAll('.types button')).toEqual(types);
    expect(await lucie.readAll('main button')).toEqual([...types, 'Saisir dans une feuille']);
    await lucie.press('Patient');
    await lucie.field('Patient').waitFor();
  });

  it('the patient is found by name (S16), and by a reference typed or scanned (S15, S17)', async () => {
    await lucie.search('Patient', 'kerj', 'IPP-104074');
    expect(await lucie.field('Patient').inputValue()).toBe('IPP-104074');
    await lucie.says('Salomé Kerjean');
    await lucie.field('Patient').fill('');
    // A scanner types all at once and ends with Enter.
    await lucie.sheet.page.keyboard.insertText('IPP-104037');
    await lucie.sheet.keys('Enter');
    await lucie.says('Marcel Bruyère');
  });

  it('date and description are proposed and can be changed (S20, S21)', async () => {
    expect(await lucie.field('Date').inputValue()).toBe(formatDate(today, 'fr'));
    await lucie.press('Jour précédent');
    expect(await lucie.field('Date').inputValue()).not.toBe(formatDate(today, 'fr'));
    await lucie.press('Jour suivant');
    expect(await lucie.field('Date').inputValue()).toBe(formatDate(today, 'fr'));
    expect(await lucie.field('Description').inputValue()).toBe('Sortie vers un patient');
    await lucie.field('Description').fill('Sortie d’hospitalisation');
  });

  it('the lots that expire first are proposed, and no expired one (S22, B8)', async () => {
    const pharmacy = await service.stock('PHC');
    const holds = (lot: StockLine) => pharmacy.filter(({ item }) => item === lot.item);
    const expired = pharmacy.find(
      (lot) => lot.expiry && lot.expiry < today && firstExpired(holds(lot), today).length >= 2,
    );
    stock = holds(expired!);
    usable = firstExpired(stock, today);
    wanted = usable[0]!.quantity + 2;
    await lucie.search('Ajouter une référence', expired!.label.slice(0, 12), expired!.item);
    await lucie.sheet.type(comma(wanted));
    const picks = lucie.frame.locator('.pick');
    await soon(() => picks.count()).toBe(2);
    const proposed = await picks.locator('option:checked').allTextContents();
    expect(proposed.map(plain)).toEqual(
      usable.slice(0, 2).map(({ lot }) => expect.stringContaining(`lot ${lot}, exp.`)),
    );
    expect(await picks.nth(0).locator('input').inputValue()).toBe(comma(usable[0]!.quantity));
    expect(await picks.nth(1).locator('input').inputValue()).toBe('2');
  });

  it('a second article joins it (S23), and nothing has moved so far (S24)', async () => {
    await lucie.search('Ajouter une référence', 'analgésie', PUMP);
    await lucie.sheet.type('1');
    await soon(() => lucie.frame.locator('.card').count()).toBe(2);
    await soon(() => lucie.frame.locator('.card').nth(1).locator('.pick').count()).toBe(1);
    expect(await service.documents('PHC', 'exit-patient')).toEqual([]);
    expect(await service.stock('PHC', stock[0]!.item)).toEqual(stock);
  });
});

describe('the pharmacy is counted meanwhile', () => {
  let sheet: CountSheet;
  let download: Promise<Download>;

  it('the menu leads to the counts of a depot under their path (E3, E4, Q13), which can be changed (S8)', async () => {
    helene = new Panel(await stage.open(HELENE));
    await helene.open('Inventaires');
    expect(await helene.read('.who')).toContain('Hélène Marchand, helene.marchand@tilleuls.example');
    expect(await helene.read('.path')).toBe('Accueil / Gestion des stocks / Inventaires');
    await helene.useDepot('Médecine polyvalente');
    await helene.says('Aucun inventaire dans ce dépôt.');
    await helene.press('Changer de dépôt');
    await helene.useDepot('Pharmacie centrale');
    await helene.says('Aucun inventaire dans ce dépôt.');
    expect(await helene.read('.depot-name')).toBe('Dépôt : Pharmacie centrale');
  });

  it('the stock is exported before the count, as of today and of a past day (E5, Q11)', async () => {
    const exported = async (button: string) => {
      const saved = helene.sheet.page.waitForEvent('download');
      await helene.press(button);
      const file = await saved;
      return [file.suggestedFilename(), await savedBytes(file)] as const;
    };
    const kept = (at: string) => service.bytes(`/v1/stock/export?depot=PHC&at=${at}`);
    expect(await exported('Exporter le stock avant l’inventaire')).toEqual([
      `stock-PHC-${today}.csv`,
      await kept(today),
    ]);
    const past = addDays(today, -1);
    await helene.unfold('Le stock à une date passée');
    await helene.press('Jour précédent');
    expect(await exported('Exporter à cette date')).toEqual([`stock-PHC-${past}.csv`, await kept(past)]);
  });

  it('a new count (E6) has a name (E7), a place (E8) and a kind (E9), and warns before it freezes (E2)', async () => {
    await helene.press('Nouvel inventaire');
    expect(await helene.read('form')).toContain('Lieu Pharmacie centrale');
    expect(await helene.field('Articles').isChecked()).toBe(true);
    expect(await helene.field('Pièces').isChecked()).toBe(false);
    expect(await helene.read('.notice.danger')).toContain('Aucune entrée ni sortie de stock');
    expect(await helene.inSight('.notice.danger')).toBe(true);
    await helene.field('Nom').click();
    await helene.sheet.page.keyboard.type(NAME);
    download = helene.sheet.page.waitForEvent('download');
    await helene.pressTwice('Commencer l’inventaire');
    await helene.button('Envoyer').waitFor();
    const counts = await service.counts('PHC');
    expect(counts.map(({ name, kind, state }) => [name, kind, state])).toEqual([[NAME, 'article', 'open']]);
    count = counts[0]!;
    lines = await service.countLines(count.id);
  });

  it('the before zip downloads by itself (E10), with the advice to keep it (E11): its files for accounting (E12), the very bytes that are kept', async () => {
    const file = await download;
    expect(file.suggestedFilename()).toBe(`avant-PHC-${today}-Inventaire-annuel-2026.zip`);
    expect(await helene.read('main')).toContain(
      'Gardez ce fichier en lieu sûr sur l’ordinateur et sauvegardez-le ailleurs.',
    );
    beforeZip = await savedBytes(file);
    const { snapshots } = await service.count(count.id);
    expect(snapshots.before).toEqual({ state: 'stored', sha256: sha256(beforeZip), bytes: beforeZip.length });
    expect(await service.zip(count.id, 'before')).toEqual(beforeZip);
    const zip = await openZip(beforeZip);
    expect(await zip.text('LISEZMOI.txt')).toContain('la comptabilité en a besoin');
    expect(zip.names).toEqual(['LISEZMOI.txt', 'stock.csv', 'totaux.csv', 'coupure.csv', 'manifest.json']);
    expect(zip.manifest.files).toMatchObject(await zip.measured());
    expect(zip.manifest).toMatchObject({
      moment: 'before',
      count: { id: count.id, name: NAME },
      depot: 'PHC',
    });
    const rows = await zip.table('stock.csv');
    expect(rows.map((row) => [row.emplacement, row.code, row.lot, row['n° de série'], row.quantité])).toEqual(
      lines.map(({ bin, item, lot, serial, theoretical }) => [bin, item, lot, serial, comma(theoretical)]),
    );
  });

  it('the list is displayed: one row for each stock line, texts as texts, numbers as numbers (E13, E17)', async () => {
    sheet = new CountSheet(helene.sheet, NAME);
    await soon(() => helene.sheet.selected()).toBe('H2');
    const rows = await sheet.readRows();
    expect(sheet.header).toEqual([
      ...['Id', 'Emplacement', 'Code', 'Désignation', 'Unité', 'Lot', 'Théorique', 'Compté', 'État', 'Note'],
      ...['N° de série', 'Péremption', 'Fournisseur'],
    ]);
    expect(await helene.read('main')).toContain(
      'Une même référence avec un autre emplacement, lot ou n° de série est une ligne à part',
    );
    const held = (await service.stock('PHC')).filter(({ kind }) => kind === 'article');
    expect(new Set(lines.map(stockKey))).toEqual(new Set(held.map(stockKey)));
    expect(rows).toEqual(
      lines.map(({ line, bin, item, label, unit, lot, expiry, serial, supplier, theoretical }) => [
        ...[String(line), bin, item, label, unit, lot, comma(theoretical), '', '', ''],
        ...[serial, expiry ? formatDate(expiry, 'fr') : '', supplier],
      ]),
    );
    // A lot of digits alone would go to the right, were it a number.
    const digits = 2 + lines.findIndex(({ lot }) => /^\d+$/.test(lot));
    const { page } = helene.sheet;
    const side = async (label: string) =>
      /to-\w+/.exec((await page.getAttribute(`[data-cell="${sheet.cell(digits, label)}"]`, 'class'))!)?.[0];
    expect([await side('Lot'), await side('Désignation'), await side('Théorique')]).toEqual([
      'to-left',
      'to-left',
      'to-right',
    ]);
    expect(await page.locator('[data-cell="R2C1"]').count()).toBe(0);
  });

  it('the counted column is free, the rest asks first; the header stays in sight', async () => {
    await sheet.type(2, 'Désignation', 'autre chose');
    expect(await helene.sheet.alert()).toContain('Tapez seulement dans «Compté» et «Note»');
    await helene.sheet.answer('CANCEL');
    await sheet.type(3, 'Compté', 'abc');
    await soon(() => helene.sheet.text(sheet.cell(3, 'Compté'))).toBe('abc');
    await helene.sheet.keys('ArrowUp', 'Delete', 'Control+End');
    await soon(() => helene.sheet.selected()).toContain(String(lines.length + 1));
    expect(await helene.sheet.text(sheet.cell(1, 'Compté'))).toBe('Compté');
    expect((await sheet.readRows())[0]?.[3]).toBe(lines[0]!.label);
  });

  /** What each line comes to, by its place on the sheet; absent is blank. Three differ from the start. */
  const counted = new Map<number, number>();
  const decimal = () => lines.findIndex(({ decimals }) => decimals > 0);

  it('quantities are typed and pasted: a decimal comma, a zero, a blank (E20)', async () => {
    const last = lines.length - 1;
    const few = lines[0]!.theoretical! - 5;
    for (const [at, { theoretical }] of lines.entries()) counted.set(at, theoretical!);
    for (const blank of [2, last - 1, last]) counted.delete(blank);
    counted
      .set(0, few)
      .set(1, 0)
      .set(decimal(), lines[decimal()]!.theoretical! + 0.25);
    const pasted = lines.slice(3, last - 1).map(({ theoretical }) => comma(theoretical));
    await sheet.paste(5, 'Compté', pasted);
    await sheet.type(2, 'Compté', comma(few), '0');
    await sheet.type(decimal() + 2, 'Compté', comma(counted.get(decimal())!));
    await helene.pressTwice('Envoyer');
    await helene.says(`${counted.size} lignes sur ${lines.length}`);
    const rows = await sheet.readRows();
    expect(rows.map((row) => row[sheet.header.indexOf('État')])).toEqual(
      lines.map(({ theoretical }, at) => {
        if (!counted.has(at)) return '';
        const recorded = `enregistré : ${formatQuantity(counted.get(at)!, 'fr')}`;
        // Nothing where there was plenty is hinted at.
        return counted.get(at) === 0 ? `écart de -${theoretical} : à vérifier ; ${recorded}` : recorded;
      }),
    );
    await expectCounted();
  });

  /** The service holds what was counted, each figure sent once. */
  async function expectCounted(): Promise<void> {
    const held = await service.countLines(count.id);
    expect(held.map((line) => [line.counted, line.version])).toEqual(
      lines.map((_, at) => (counted.has(at) ? [counted.get(at), 1] : [null, 0])),
    );
  }

  it('the sidebar closed and opened again goes on where the count stands (Q4)', async () => {
    await helene.shut();
    const at = lines.length - 2;
    counted.set(at, lines[at]!.theoretical! + 3);
    await sheet.type(at + 2, 'Compté', comma(counted.get(at)));
    await helene.open('Inventaires');
    const card = await helene.read('.card');
    expect(card).toContain(`${NAME} ouvert articles ${counted.size - 1} lignes comptées sur ${lines.length}`);
    await helene.press(`Reprendre : ${NAME}`);
    await helene.says(`${counted.size} lignes sur ${lines.length}`);
    await expectCounted();
  });

  it('a browser tab closed in the middle loses nothing (Q4)', async () => {
    const at = lines.length - 1;
    counted.set(at, lines[at]!.theoretical!);
    await sheet.type(at + 2, 'Compté', comma(counted.get(at)));
    await helene.sheet.page.close();
    helene = new Panel(await stage.open(HELENE));
    sheet = new CountSheet(helene.sheet, NAME);
    const rows = await sheet.readRows();
    expect(rows.map((row) => row[sheet.header.indexOf('Compté')])).toEqual(
      lines.map((_, row) => comma(counted.get(row))),
    );
    await helene.open('Inventaires');
    await helene.press(`Reprendre : ${NAME}`);
    await helene.says(`${counted.size} lignes sur ${lines.length}`);
    await expectCounted();
  });

  it('the prepared exit is refused, by the name of the count (B1, E2), and stays as it was typed', async () => {
    await lucie.sheet.page.bringToFront();
    await lucie.press('Enregistrer la sortie');
    await lucie.says(`gelé par l’inventaire «${NAME}», ouvert par Hélène Marchand`);
    const why = `Pas de stock utilisable dans ce dépôt à cette date : gelé par l’inventaire «${NAME}».`;
    await soon(() => lucie.readAll('.card')).toEqual([
      expect.stringContaining(why),
      expect.stringContaining(why),
    ]);
    expect(await lucie.field('Patient').inputValue()).toBe('IPP-104037');
    expect(await lucie.field('Quantité').first().inputValue()).toBe(comma(wanted));
    expect(await service.documents('PHC', 'exit-patient')).toEqual([]);
    await helene.sheet.page.bringToFront();
  });

  it('closing asks what the blank line means (E21, Q3) and moves no stock (E23)', async () => {
    await helene.pressTwice('Clôturer');
    await helene.says('1 ligne n’est pas comptée. Que faire ?');
    await helene.field('Garder la quantité théorique').check();
    const { version } = await service.count(count.id);
    await helene.pressTwice('Clôturer');
    await helene.says('Récapitulatif des mouvements de stock');
    const closed = await service.count(count.id);
    expect([closed.state, closed.version]).toEqual(['closed', version + 1]);
    expect(await theoreticalStands()).toBe(true);
  });

  const theoreticalStands = async () => {
    const held = new Map((await service.stock('PHC')).map((line) => [stockKey(line), line.quantity]));
    return lines.every((line) => held.get(stockKey(line)) === line.theoretical);
  };

  it('the recap shows what will move (E22), to the cent', async () => {
    const recap = await service.recap(count.id);
    expect(recap).toMatchObject({ differing: 4, keptBlank: 1, zeroedBlank: 0 });
    const shown = await helene.read('main');
    expect(shown).toContain(`4 écarts sur ${lines.length} lignes`);
    expect(shown).toContain('1 ligne non comptée garde la quantité théorique');
    const { gainValue, lossValue, gapValue } = recap;
    expect(await helene.read('.totals')).toBe(
      `Entrées ${euros(gainValue)} Sorties ${euros(lossValue)} Écart total ${euros(gapValue)}`,
    );
    expect(await helene.readAll('main li.card')).toEqual(
      recap.movements.map(
        ({ item, label, bin, lot, serial, expected, retained, gap, unit, unitCost, value }) =>
          [
            ...[item, label, [bin, lot, serial].filter(Boolean).join(' · ')],
            `Avant ${comma(expected)}, compté ${comma(retained ?? Number.NaN)}`,
            `${(gap ?? 0) > 0 ? '+' : ''}${comma(gap ?? Number.NaN)}`,
            ...[`${unit}, ${euros(unitCost, 4)}`, euros(value ?? Number.NaN), 'Motif de l’écart'],
          ].join(' '),
      ),
    );
  });

  it('the last question warns (E24): «non» changes nothing, «oui» applies it once (E25)', async () => {
    await helene.pressTwice('Confirmer l’inventaire');
    expect(plain(await helene.sheet.alert())).toContain(
      'Le stock sera mis à jour à l’étape suivante : 4 lignes seront corrigées. Voulez-vous continuer ?',
    );
    // It waits for her, not for the service: nothing turns.
    await helene.says('Répondez à la question affichée au milieu de l’écran.');
    expect(await helene.frame.locator('.waiting').count()).toBe(0);
    await helene.sheet.answer('NO');
    await helene.says('Rien n’est confirmé : le stock n’a pas changé.');
    expect(await theoreticalStands()).toBe(true);
    await helene.pressTwice('Confirmer l’inventaire');
    expect(await helene.sheet.page.innerText('[data-alert] [data-button="YES"]')).toBe('Oui');
    download = helene.sheet.page.waitForEvent('download');
    await helene.sheet.answer('YES');
    await helene.says('Inventaire terminé, stocks à jour');
    count = await service.count(count.id);
    expect(count.state).toBe('confirmed');
    const adjustments = await service.documents('PHC', 'count-adjustment');
    expect(adjustments.map(({ number }) => number)).toEqual([count.adjustment!.number]);
    await helene.says(`Ajustement ${count.adjustment!.number}`);
    const held = new Map((await service.stock('PHC')).map((line) => [stockKey(line), line.quantity]));
    expect(lines.map((line) => held.get(stockKey(line)) ?? 0)).toEqual(
      lines.map(({ theoretical }, at) => counted.get(at) ?? theoretical),
    );
  });

  it('the after zip downloads and proves itself, with the before one (E26, E27, B10)', async () => {
    const file = await download;
    expect(file.suggestedFilename()).toBe(`apres-PHC-${today}-Inventaire-annuel-2026.zip`);
    const bytes = await savedBytes(file);
    const { snapshots } = await service.count(count.id);
    expect(snapshots.after).toEqual({ state: 'stored', sha256: sha256(bytes), bytes: bytes.length });
    expect(await service.zip(count.id, 'after')).toEqual(bytes);
    expect(await service.zip(count.id, 'before')).toEqual(beforeZip);
    const zip = await openZip(bytes);
    expect(zip.manifest.files).toMatchObject(await zip.measured());
    expect(zip.manifest).toMatchObject({
      moment: 'after',
      count: { id: count.id, name: NAME },
      adjustment: count.adjustment!.number,
      beforeSha256: sha256(beforeZip),
    });
    const gaps = await zip.table('ecarts.csv');
    expect(
      gaps.map((row) => [row.code, row.lot, row.théorique, row['comptage 1'], row.retenu, row.motif]),
    ).toEqual(
      lines.map(({ item, lot, theoretical }, at) => [
        ...[item, lot, comma(theoretical), comma(counted.get(at))],
        ...[comma(counted.get(at) ?? theoretical), counted.has(at) ? '' : 'non compté'],
      ]),
    );
    const cents = gaps.reduce((sum, row) => sum + Math.round(Number(row.valeur!.replace(',', '.')) * 100), 0);
    expect(cents).toBe(Math.round((await service.recap(count.id)).gapValue * 100));
  });
});

describe('the prepared exit goes out', () => {
  it('the panel takes it up again, proposes anew, and posts it once (S19, S24)', async () => {
    await lucie.sheet.page.bringToFront();
    await lucie.open('Sorties');
    await lucie.says('Brouillon repris (gardé automatiquement).');
    await soon(() => lucie.frame.locator('.pick').count()).toBe(3);
    expect(await lucie.field('Facture (facultatif)').inputValue()).toBe('');
    await lucie.pressTwice('Enregistrer la sortie');
    await lucie.says('Sortie enregistrée : SP-PHC-');
  });

  it('a document states the exit to a patient (S25), and the stock of the depot is lower by as much (S10)', async () => {
    const [head, ...others] = await service.documents('PHC', 'exit-patient');
    expect(others).toEqual([]);
    const { movements } = await service.document(head!.id);
    const [first, second] = usable;
    expect(movements.map(({ item, lot, quantity }) => [item, lot, quantity])).toEqual([
      [first!.item, first!.lot, -first!.quantity],
      [first!.item, second!.lot, -2],
      [PUMP, '', -1],
    ]);
    const voucher = dialogOf(lucie.sheet);
    const text = plain(await voucher.locator('body').innerText());
    expect(text).toContain(`Bon de sortie vers un patient ${head!.number}`);
    expect(text).toContain('Pharmacie centrale');
    expect(text).toContain('IPP-104037 · Marcel Bruyère');
    expect(text).toContain('Sortie d’hospitalisation');
    const rows = (await voucher.locator('tbody tr').allInnerTexts()).map(plain);
    expect(rows).toEqual([
      expect.stringMatching(`^${first!.item} .* ${first!.lot} .* ${comma(first!.quantity)} ${first!.unit}`),
      expect.stringMatching(`^${first!.item} .* ${second!.lot} .* 2 ${first!.unit}`),
      expect.stringMatching(`^${PUMP} .* ${movements[2]!.serial} 1 `),
    ]);
    // On paper the voucher stands alone: its two buttons stay on the screen.
    const buttons = voucher.getByRole('button');
    expect(await buttons.count()).toBe(2);
    await lucie.sheet.page.emulateMedia({ media: 'print' });
    expect(await buttons.count()).toBe(0);
    await lucie.sheet.page.emulateMedia({ media: null });
    const total = (all: StockLine[]) => all.reduce((sum, { quantity }) => sum + quantity, 0);
    expect(total(await service.stock('PHC', stock[0]!.item))).toBe(total(stock) - wanted);
  });
});

countParts(() => stage);
spotCounts(() => stage);

describe('after all of it', () => {
  it('the books have no fault, no page had a mishap', () => {
    const books = openBooks(stage.dataFolder, true);
    expect(books.faults()).toEqual([]);
    books.close();
    expect(stage.mishaps).toEqual([]);
  });
});
