/** Spot counts of the workshop: of goods that were never in stock, and so many that the list takes two pages. */
import { beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_ADMIN } from '../../../addon/local/people.ts';
import type { CloseResult, Count } from '../../../shared/contract/counts.ts';
import { BOX } from './goods.ts';
import { Panel } from './panel.ts';
import { Service } from './service.ts';
import type { Stage } from './stage.ts';
import { soon } from './steps.ts';

const YANIS = 'yanis.benali@tilleuls.example';
const THOMAS = 'thomas.legoff@tilleuls.example';
const GEL = 'GEL-ESSAI';
const PAGE = 100;

export function spotCounts(stage: () => Stage): void {
  let service: Service;
  let yanis: Panel;

  beforeAll(() => {
    service = new Service(stage().api, YANIS);
  });

  const spot = (email: string, quantity: number) =>
    stage().api.call<Count>(email, 'POST', '/v1/spot-counts', {
      id: crypto.randomUUID(),
      depot: 'ORT',
      reason: 'Contrôle',
      lines: [{ item: GEL, bin: 'RESINES', lot: 'G1', quantity }],
    });

  describe('a few references are counted on the spot (Q20)', () => {
    it('of what was never in stock the form asks the expiry and the price, and takes them', async () => {
      await stage().api.call(LOCAL_ADMIN, 'PUT', '/v1/items', {
        code: GEL,
        label: 'Gel à l’essai',
        unit: 'tube',
        kind: 'part',
        lotTracking: 'required',
        serialTracking: 'none',
        expiryTracking: true,
        codes: [{ code: BOX, quantity: 30 }],
      });
      yanis = new Panel(await stage().open(YANIS));
      await yanis.open('Inventaires');
      if ((await yanis.heading()) === 'Choisir le dépôt') await yanis.useDepot('Atelier d’orthopédie');
      await yanis.press('Inventaire ponctuel');
      await yanis.field('Motif').fill('Contrôle');
      await yanis.search('Référence', 'gel à l', GEL);
      await yanis.field('Quantité comptée (tube)').fill('3');
      await yanis.field('Lot').fill('G1');
      await yanis.field('Emplacement').fill('NULLE-PART');
      await yanis.press('Confirmer et mettre à jour le stock');
      await yanis.says('Lot G1 : pas en stock ici ; il y serait ajouté.');
      await yanis.field('Ce lot est juste, il est nouveau ici').check();
      await yanis.press('Confirmer et mettre à jour le stock');
      // A sentence stands beside the field that it is about.
      await soon(() => yanis.field('Emplacement').getAttribute('aria-invalid')).toBe('true');
      await yanis.field('Emplacement').fill('RESINES');
      await yanis.press('Confirmer et mettre à jour le stock');
      await yanis.says('lot G1 : la date de péremption est obligatoire.');
      await yanis.field('Péremption').fill('31/12/2031');
      await yanis.press('Confirmer et mettre à jour le stock');
      await yanis.says('aucun coût n’est connu, indiquez-le.');
      await yanis.field('Prix unitaire').fill('4,20');
      await yanis.press('Confirmer et mettre à jour le stock');
      await yanis.says('Inventaire terminé, stocks à jour');
      expect(await service.stock('ORT', GEL)).toMatchObject([
        { lot: 'G1', expiry: '2031-12-31', quantity: 3, value: 12.6 },
      ]);
    });

    it('a scan fills item, lot, expiry and quantity; the same box again adds its own (B6, Q18)', async () => {
      await yanis.open('Inventaires');
      await yanis.press('Inventaire ponctuel');
      await yanis.field('Référence').click();
      const scan = async (text: string) => {
        await yanis.sheet.page.keyboard.insertText(text);
        await yanis.sheet.keys('Enter');
      };
      await scan(`]d201${BOX}1731123110G1`);
      await yanis.says(`✓ ${GEL}, lot G1, exp. 31/12/2031`);
      expect(await yanis.field('Quantité comptée (tube)').inputValue()).toBe('30');
      expect(await yanis.field('Lot').inputValue()).toBe('G1');
      expect(await yanis.field('Péremption').inputValue()).toBe('31/12/2031');
      await scan(`]d201${BOX}1731123110G1`);
      await yanis.says(`✓ ${GEL}, lot G1, exp. 31/12/2031 : +30 × tube, 60 en tout`);
      expect(await yanis.field('Quantité comptée (tube)').inputValue()).toBe('60');
      await scan('(01)03400930999998(10)G1');
      await yanis.says('✗ Aucune référence ne porte le code');
    });

    it('half typed, a spot count and a new count are found again after another panel; thrown away, they are gone', async () => {
      await yanis.field('Motif').fill('Rayon dérangé');
      await yanis.says('Brouillon gardé');
      await yanis.press('Retour');
      await yanis.press('Nouvel inventaire');
      await yanis.press('Commencer l’inventaire');
      await yanis.says('À remplir');
      await yanis.field('Nom').fill('Visserie de fin d’année');
      expect(await yanis.frame.getByText('À remplir').filter({ visible: true }).count()).toBe(0);
      await yanis.says('Brouillon gardé');
      await yanis.open('Entrées et réceptions');
      await yanis.open('Inventaires');
      await yanis.press('Nouvel inventaire');
      await yanis.says('Brouillon repris');
      expect(await yanis.field('Nom').inputValue()).toBe('Visserie de fin d’année');
      await yanis.giveUp();
      await soon(() => yanis.field('Nom').inputValue()).toBe('');
      await yanis.press('Retour');
      await yanis.press('Inventaire ponctuel');
      await yanis.says('Brouillon repris');
      expect(await yanis.field('Motif').inputValue()).toBe('Rayon dérangé');
      expect(await yanis.field('Quantité comptée (tube)').inputValue()).toBe('60');
      expect(await yanis.field('Péremption').inputValue()).toBe('31/12/2031');
      await yanis.giveUp();
      await soon(() => yanis.field('Motif').inputValue()).toBe('');
      await yanis.press('Retour');
    });

    it('a serial found here and held elsewhere: once confirmed, the way to bring it here is told (Q10)', async () => {
      const { api } = stage();
      const [stood] = (await service.stock('ORT')).filter(({ serial, bin }) => serial && bin !== 'VISSERIE');
      const [afar] = (await new Service(api, 'helene.marchand@tilleuls.example').stock('PHC')).filter(
        ({ serial }) => serial,
      );
      const { kind } = (await service.item(stood!.item))!;
      const open = await api.call<Count>(YANIS, 'POST', '/v1/counts', {
        id: crypto.randomUUID(),
        name: 'Trouvailles',
        depot: 'ORT',
        kind,
        scope: { items: [stood!.item], bins: [stood!.bin] },
      });
      const at = `/v1/counts/${open.id}`;
      const send = <T>(path: string, body: object) => api.call<T>(YANIS, 'POST', `${at}/${path}`, body);
      for (const { item, serial } of [stood!, afar!])
        await send('lines', { item, serial, bin: 'VISSERIE', quantity: 1 });
      const closed = await send<CloseResult>('close', { blanks: { default: 'keep' } });
      await send('confirm', { version: closed.count.version, gapValue: closed.recap.gapValue });
      await yanis.open('Inventaires');
      await yanis.press('Voir : Trouvailles');
      await yanis.says('2 numéros de série à faire venir ici');
      await yanis.says(`Faites un «Transfert d’emplacements» de ${stood!.bin} vers VISSERIE`);
      await yanis.says('Depuis PHC, faites une sortie «Dépôt» vers ORT, dans «Sorties»');
      expect(await yanis.button('Sorties').count()).toBe(1);
      await yanis.press('Entrées et réceptions');
      await soon(() => yanis.heading()).toBe('Entrées et réceptions');
    });

    it('what waits for somebody stays in sight however many came after it, and the list goes on to its end', async () => {
      await stage().api.call(YANIS, 'POST', '/v1/counts', {
        id: crypto.randomUUID(),
        name: 'Ouvert de longue date',
        depot: 'ORT',
        kind: 'part',
        scope: { bins: ['VISSERIE'] },
      });
      await spot(THOMAS, 4);
      for (let posted = 0; posted < PAGE; posted += 1) await spot(YANIS, 4);
      await yanis.open('Inventaires');
      const cards = yanis.frame.locator('article.card');
      await soon(() => cards.count()).toBe(PAGE + 2);
      const first = [await cards.nth(0).innerText(), await cards.nth(1).innerText()].join(' ');
      expect(first).toContain('Ouvert de longue date');
      expect(first).toContain('Un responsable doit en prendre connaissance.');
      await yanis.press('Afficher la suite');
      const all = await service.counts('ORT');
      expect(all.length).toBeGreaterThan(PAGE + 2);
      await soon(() => cards.count()).toBe(all.length);
      await yanis.button('Afficher la suite').waitFor({ state: 'hidden' });
      await yanis.sheet.page.close();
    });
  });
}
