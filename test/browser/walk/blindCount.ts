/** A blind count: opened by its tick box, printed with barcodes, scanned; what the stock should be stands nowhere (Q22). */
import { describe, expect, it } from 'vitest';
import type { Count, CountLine } from '../../../shared/contract/counts.ts';
import { CLERK, MANAGER } from '../../process/addonHospital.ts';
import { barcodesOf } from './barcodes.ts';
import { CountSheet } from './countSheet.ts';
import { dialogOf, type Panel, plain } from './panel.ts';
import { pdfPages, printedDialog } from './pdf.ts';
import type { SmallHospital } from './smallHospital.ts';
import { soon } from './steps.ts';

/** As long as codes become: its bars must fit beside everything else on the paper. */
const NUT = 'ECROU-M4-INOX-A2-SACHET';
const NAME = 'Pièces à l’aveugle';
/** Held of one part: no other figure looks like it. */
const HELD = 7391;
const TOLD = /7[\s.,]?391|théorique|attendu/i;

export function blindCount(small: () => SmallHospital, sit: (email: string) => Promise<Panel>): void {
  let luc: Panel;
  let sheet: CountSheet;
  let count: Count;
  let printed: string[][];

  const ask = <T>(method: string, path: string, body?: object) =>
    small().hospital.ask<T>(MANAGER, method, path, body);
  const counted = async () => {
    const { rows } = await ask<{ rows: CountLine[] }>('GET', `/v1/counts/${count.id}/lines`);
    return Object.fromEntries(rows.map((line) => [line.item, line.counted]));
  };

  describe('a blind count (B2, Q22)', () => {
    it('is opened by its tick box; neither the panel nor the sheet of who counts tells the stock', async () => {
      const { hospital } = small();
      const nut = { code: NUT, label: 'Écrou M4 en inox, tête hexagonale', kind: 'part', unit: 'sachet' };
      await hospital.ask(hospital.worker.admin, 'PUT', '/v1/items', nut);
      await hospital.stock([
        {
          item: NUT,
          bin: 'A-01',
          lot: 'LOT-2026-000123',
          expiry: '2031-01-31',
          quantity: HELD,
          unitCost: 0.1,
        },
      ]);
      const ines = await sit(MANAGER);
      await ines.press('Nouvel inventaire');
      await ines.field('Nom').fill(NAME);
      await ines.says('Pièces : les composants de ce qui est fait sur mesure, au catalogue à part');
      await ines.field('Pièces').check();
      await ines.field('Comptage à l’aveugle : la feuille ne montre pas le stock théorique').check();
      await ines.says('2 lignes seront gelées');
      await ines.press('Commencer l’inventaire');
      await ines.button('Envoyer').waitFor();
      const hers = new CountSheet(ines.sheet, NAME);
      const shown = await hers.readRows();
      expect([hers.header, ...shown].flat().join(' | ')).not.toMatch(TOLD);
      await ines.sheet.page.close();
      const { rows } = await ask<{ rows: Count[] }>('GET', '/v1/counts?depot=PHC&state=open');
      [count] = rows as [Count];
      expect(count).toMatchObject({ blind: true, lines: 2 });

      luc = await sit(CLERK);
      expect(await luc.read('body')).not.toMatch(TOLD);
      await luc.press(`Reprendre : ${NAME}`);
      await luc.button('Envoyer').waitFor();
      // Its export would tell (Q22): nobody is offered what is refused then.
      await luc.says('demandez-le à un responsable du dépôt');
      expect(await luc.button('Télécharger l’export (.zip)').count()).toBe(0);
      for (const fold of ['Afficher les filtres', 'Avancement', 'Compter sur papier']) await luc.unfold(fold);
      await luc.frame.getByRole('heading', { name: 'Par emplacement' }).waitFor();
      expect(await luc.read('body')).not.toMatch(TOLD);
      expect(await luc.field('Avec un écart').count()).toBe(0);
      sheet = new CountSheet(luc.sheet, NAME);
      const cells = await sheet.readRows();
      expect(cells.map((row) => row[sheet.header.indexOf('Code')])).toEqual(['VIS', NUT]);
      expect([sheet.header, ...cells].flat().join(' | ')).not.toMatch(TOLD);
    });

    it('nor do its printed sheets, which have room to write (E18, E19, E46, B5)', async () => {
      await luc.field('Avec les codes-barres').check();
      await luc.press('Imprimer');
      const dialog = dialogOf(luc.sheet);
      await dialog.locator('.paper').first().waitFor();
      const pdf = await printedDialog(luc.sheet);
      const pages = await pdfPages(pdf);
      expect(pages).toEqual([
        expect.stringContaining('VIS Vis M4'),
        expect.stringContaining(`${NUT} Écrou M4`),
      ]);
      for (const text of [...pages, plain(await dialog.locator('body').innerText())]) {
        expect(text).not.toMatch(TOLD);
        expect(text).toContain('Compté');
      }
      printed = await barcodesOf(pdf, luc.sheet.page.context().browser()!);
      await luc.sheet.page.click('[data-layers] [data-close-frame]');
    });

    it('the barcodes on the paper read as what the scanner takes (B6, E46)', async () => {
      expect(printed).toEqual([['VIS'], [NUT]]);
      await luc.field('Scanner pour compter').click();
      for (const text of printed.flat()) {
        await luc.sheet.page.keyboard.insertText(text);
        await luc.sheet.keys('Enter');
        await luc.says(`✓ ${text}`);
      }
      await luc.press('Envoyer');
      await luc.says('2 lignes sur 2');
      expect(await counted()).toEqual({ VIS: 1, [NUT]: 1 });
      expect(await luc.read('body')).not.toMatch(TOLD);
      await soon(async () => (await sheet.readRows()).flat().join(' | ')).not.toMatch(TOLD);
    });

    it('closed, its recap tells all to who may confirm it, and it is cancelled', async () => {
      await luc.sheet.page.close();
      const ines = await sit(MANAGER);
      await ines.press(`Reprendre : ${NAME}`);
      await ines.button('Envoyer').waitFor();
      await ines.press('Clôturer');
      await ines.says('Récapitulatif des mouvements de stock');
      expect(await ines.read('main')).toMatch(/7 390/);
      await ines.press('Annuler l’inventaire');
      await ines.sheet.alert();
      await ines.sheet.answer('YES');
      await ines.says('L’inventaire est annulé : le stock n’a pas changé.');
      await ines.sheet.page.close();
    });
  });
}
