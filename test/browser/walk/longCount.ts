/** A count of more lines than one sheet holds well: told before, cut by bins, and the way from sheet to sheet. */
import { describe, expect, it } from 'vitest';
import { PART_LINES } from '../../../addon/countParts.ts';
import { loadOrganisation } from '../../../addon/local/sampleLoader.ts';
import type { Count, CountProgress } from '../../../shared/contract/counts.ts';
import { tabOf } from '../../process/addonCount.ts';
import { MANAGER } from '../../process/addonHospital.ts';
import { CountSheet } from './countSheet.ts';
import type { Panel } from './panel.ts';
import type { SmallHospital } from './smallHospital.ts';

const BINS = ['R-01', 'R-02'] as const;
/** The first bin fills a sheet. */
const LINES = PART_LINES + 12;

export function longCount(small: () => SmallHospital, sit: (email: string) => Promise<Panel>): void {
  describe('a count of more than ten thousand lines', () => {
    it('says before that it comes in a sheet for each group of bins, and «Feuille» leads from one to the other (E13, E20)', async () => {
      const { hospital } = small();
      const rivets = {
        bins: BINS.map((code) => ({ depot: 'PHC', code })),
        items: [{ code: 'RIVET', label: 'Rivet', kind: 'part' as const }],
        opening: Array.from({ length: LINES }, (_, at) => ({
          ...{ depot: 'PHC', bin: BINS[at < PART_LINES ? 0 : 1], item: 'RIVET', lot: `R${10_000 + at}` },
          ...{ quantity: 5, unitCost: 0.1 },
        })),
      };
      await loadOrganisation(hospital.worker, rivets, 'rivets');
      const ines = await sit(MANAGER);
      await ines.press('Nouvel inventaire');
      await ines.field('Nom').fill('Rivets');
      await ines.field('Pièces').check();
      await ines.unfold('Compter seulement une partie');
      await ines.search('Références', 'rivet', 'RIVET');
      await ines.says('10 012 lignes seront gelées');
      await ines.says(
        'C’est plus qu’une feuille n’en tient bien (10 000 lignes) : 2 feuilles seront faites, par équipe et par groupe d’emplacements.',
      );
      await ines.press('Commencer l’inventaire');
      await ines.says('Feuille «Rivets · R-01»');
      await ines.choose('Feuille', '2 : R-02 à R-02 (12 lignes)');
      await ines.says('Feuille «Rivets · R-02»');
      const [first, second] = BINS.map((bin) => new CountSheet(ines.sheet, `Rivets · ${bin}`));
      const rows = await second!.readRows();
      expect(rows.map((row) => row[second!.header.indexOf('Lot')])).toEqual(
        rivets.opening.slice(PART_LINES).map(({ lot }) => lot),
      );
      await second!.type(2, 'Compté', '4', '3');
      await ines.press('Envoyer');
      await ines.says('2 lignes sur 12');
      await ines.says('Tout l’inventaire : 2 lignes comptées sur 10 012');
      await ines.choose('Feuille', '1 : R-01 à R-01 (10 000 lignes)');
      await ines.says('Feuille «Rivets · R-01»');
      await ines.press('Aller à la feuille');
      await ines.sheet.page.waitForSelector('[data-tab="Rivets · R-01"][aria-selected="true"]');
      first!.header = second!.header;
      await first!.type(2, 'Compté', '2');
      await ines.press('Envoyer');
      await ines.says('1 ligne sur 10 000');
      await ines.says('Tout l’inventaire : 3 lignes comptées sur 10 012');
      const open = '/v1/counts?depot=PHC&state=open';
      const { rows: counts } = await hospital.ask<{ rows: Count[] }>(MANAGER, 'GET', open);
      const progress = `/v1/counts/${counts[0]!.id}/progress`;
      const { bins } = await hospital.ask<CountProgress>(MANAGER, 'GET', progress);
      expect(bins.map(({ bin, counted, lines }) => [bin, counted, lines])).toEqual([
        ['R-01', 1, PART_LINES],
        ['R-02', 2, 12],
      ]);
      // Each line stands on one of the two, once.
      const ids = BINS.flatMap((bin) =>
        tabOf(small().book, MANAGER, `Rivets · ${bin}`)
          .rows()
          .slice(1)
          .flatMap(([line]) => line || []),
      );
      expect([ids.length, new Set(ids).size]).toEqual([LINES, LINES]);
      await ines.sheet.page.close();
    });
  });
}
