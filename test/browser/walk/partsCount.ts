/**
 * The parts of the workshop are counted by a team and its manager: the same way as articles (E29 to E56), with what
 * the articles' walk leaves out: filters, paper, Ajouter réf., a second count and its arbitration, the reversal.
 */
import type { Download } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_ADMIN } from '../../../addon/local/people.ts';
import type { Count, CountLine, RecapLine } from '../../../shared/contract/counts.ts';
import type { PostedDocument } from '../../../shared/contract/documents.ts';
import type { Person } from '../../../shared/contract/people.ts';
import type { StockLine } from '../../../shared/contract/stock.ts';
import { CountSheet } from './countSheet.ts';
import { dialogOf, Panel, plain } from './panel.ts';
import { printedPages } from './pdf.ts';
import { Service } from './service.ts';
import type { Stage } from './stage.ts';
import { soon } from './steps.ts';
import { openZip, savedBytes } from './zip.ts';

const YANIS = 'yanis.benali@tilleuls.example';
const HELENE = 'helene.marchand@tilleuls.example';
const THOMAS = 'thomas.legoff@tilleuls.example';
const PLACE = 'Atelier d’orthopédie';
const NAME = 'Inventaire des pièces 2026';
const TEAM_BINS = ['RESINES', 'VISSERIE'];

/** As typed in a French sheet. */
const comma = (quantity: number) => String(quantity).replace('.', ',');
/** So many fewer than the books say, without the dust of binary fractions. */
const fewer = ({ theoretical }: CountLine, by: number) => Math.round((theoretical! - by) * 1000) / 1000;

export function countParts(stage: () => Stage): void {
  let service: Service;
  let yanis: Panel;
  let thomas: Panel;
  let count: Count;
  let lines: CountLine[];
  let screws: CountLine[];
  let download: Promise<Download>;
  let mine: CountSheet;

  beforeAll(() => {
    service = new Service(stage().api, YANIS);
  });

  /** A second manager for the workshop. */
  async function makeManager(email: string): Promise<void> {
    const { api } = stage();
    const { rows } = await api.call<{ rows: Person[] }>(LOCAL_ADMIN, 'GET', '/v1/people');
    const { rights, ...person } = rows.find((one) => one.email === email)!;
    const more = { depot: 'ORT', role: 'manager' as const };
    await api.call(LOCAL_ADMIN, 'PUT', '/v1/people', { ...person, rights: [...rights, more] });
  }

  /** A part of the workshop that is still on its way to the pharmacy. */
  async function sendAway(): Promise<PostedDocument> {
    const stock = await service.stock('ORT');
    const [{ item, bin }] = stock.filter(
      ({ kind, lot, serial, quantity }) => kind === 'part' && !lot && !serial && quantity > 20,
    ) as [StockLine];
    return service.post({
      type: 'transfer',
      depot: 'ORT',
      party: 'PHC',
      lines: [{ item, bin, quantity: 1 }],
    });
  }

  /** The pharmacy is given many of what differs here, each worth half as much again. */
  async function makeDearer({ item, unitCost }: RecapLine): Promise<void> {
    const pharmacy = new Service(stage().api, HELENE);
    const [{ bin }] = (await pharmacy.stock('PHC')) as [StockLine];
    const line = { item, bin, quantity: 5000, unitCost: Math.round(unitCost * 15_000) / 10_000 };
    await pharmacy.post({ type: 'entry-donation', depot: 'PHC', lines: [line] });
  }

  describe('the parts of the workshop are counted (E29, E30)', () => {
    it('the menu leads to the counts under their path (E33, E34)', async () => {
      yanis = new Panel(await stage().open(YANIS));
      await yanis.open('Inventaires');
      expect(await yanis.read('.path')).toBe('Accueil / Gestion des stocks / Inventaires');
    });

    it('a new count (E35) of parts (E38) has a name (E36) and a place (E37, E56), and warns before it freezes what is there (E32)', async () => {
      await yanis.useDepot(PLACE);
      const { number } = await sendAway();
      await yanis.press('Nouvel inventaire');
      await yanis.field('Nom').fill(NAME);
      expect(await yanis.read('form')).toContain(`Lieu ${PLACE}`);
      await yanis.field('Pièces').check();
      await yanis.says('100 lignes seront gelées');
      await yanis.says('1 transfert est en route : ce qui n’est pas encore arrivé n’est pas compté ici.');
      await yanis.says(`${number} du `);
      expect(await yanis.read('.notice.danger')).toContain('Aucune entrée ni sortie de stock');
      await yanis.unfold('Date, tolérance, second comptage');
      await yanis.field('Compter deux fois ce qui dépasse la tolérance, par une autre personne').check();
      await yanis.field('Tolérance en quantité').fill('2');
      await yanis.field('Consignes aux compteurs').fill('Compter les sachets fermés, pas les vis.');
      await yanis.unfold('Équipes');
      await yanis.press('Ajouter une équipe');
      await yanis.field('Thomas Le Goff').check();
      const bins = yanis.frame.getByRole('group', { name: 'Ses emplacements' });
      for (const bin of TEAM_BINS) await bins.getByLabel(bin, { exact: true }).check();
      download = yanis.sheet.page.waitForEvent('download');
      await yanis.press('Commencer l’inventaire');
      await yanis.says('Avec quelle équipe comptez-vous ?');
      [count] = (await service.counts('ORT')) as [Count];
      lines = await service.countLines(count.id);
      screws = lines.filter(({ bin }) => TEAM_BINS.includes(bin));
      expect(count).toMatchObject({ name: NAME, kind: 'part', state: 'open', rounds: 2 });
    });

    it('opening takes its before zip (E31), which downloads by itself (E39), with the advice to keep it (E40), for accounting (E41)', async () => {
      const zip = await openZip(await savedBytes(await download));
      expect(zip.manifest).toMatchObject({ moment: 'before', count: { name: NAME }, depot: 'ORT' });
      expect(await zip.text('LISEZMOI.txt')).toContain('la comptabilité en a besoin');
      expect((await service.count(count.id)).snapshots.before.state).toBe('stored');
      expect(await yanis.read('main')).toContain('Gardez ce fichier en lieu sûr sur l’ordinateur');
    });

    it('«Je compte, Équipe 1»: a sheet of the team’s bins alone (E42, E47, Q21)', async () => {
      thomas = new Panel(await stage().open(THOMAS));
      await thomas.open('Inventaires');
      await thomas.useDepot(PLACE);
      await thomas.press(`Reprendre : ${NAME}`);
      // He is of that team: its sheet opens by itself; from there he may go to another.
      await thomas.press('Changer d’équipe');
      await thomas.press('Je compte, Équipe 1');
      await thomas.button('Envoyer').waitFor();
      await thomas.says('Compter les sachets fermés, pas les vis.');
      mine = new CountSheet(thomas.sheet, `${NAME} · Équipe 1`);
      const rows = await mine.readRows();
      expect(rows.map((row) => [row[1], row[2]])).toEqual(screws.map(({ bin, item }) => [bin, item]));
      await thomas.says(
        'Une même référence avec un autre emplacement, lot ou n° de série est une ligne à part',
      );
    });

    it('filters by supplier (E14, E43), bin (E15, E44) and part (E16, E45) hide rows; what they hide is sent too (E48)', async () => {
      const counted = screws.map((line, at) => fewer(line, at === 0 ? 5 : at === screws.length - 1 ? 3 : 0));
      await mine.paste(2, 'Compté', counted.map(comma));
      await thomas.unfold('Afficher les filtres');
      const { page } = thomas.sheet;
      const shown = () => page.locator('[data-cell$="C3"]:not(.coming)').allTextContents();
      await thomas.choose('Emplacement', 'VISSERIE');
      await thomas.press('Filtrer');
      await thomas.says(`7 lignes affichées sur ${screws.length}`);
      await soon(shown).toHaveLength(8);
      await thomas.press('Tout afficher');
      const supplier = screws[0]!.supplier;
      await thomas.choose('Fournisseur', supplier);
      await thomas.field('Référence').fill(screws[0]!.item.toLowerCase());
      await thomas.field('Avec un écart').check();
      await thomas.press('Filtrer');
      await thomas.says(`1 ligne affichée sur ${screws.length}`);
      await thomas.press('Envoyer');
      await thomas.says(`${screws.length} lignes sur ${screws.length}`);
      await thomas.says(`Tout l’inventaire : ${screws.length} lignes comptées sur ${lines.length}`);
      await thomas.press('Tout afficher');
      const held = await service.countLines(count.id);
      expect(held.filter(({ by }) => by === 'Thomas Le Goff').map((line) => line.counted)).toEqual(counted);
      await thomas.unfold('Avancement');
      await soon(() => thomas.readAll('.bar-row')).toContain(`VISSERIE · Équipe 1 7 sur 7`);
    });

    it('prints sheets to count on paper, each on one page, with room to write and to sign (E18, E19, E46, B5)', async () => {
      await thomas.unfold('Compter sur papier');
      await thomas.field('Avec les codes-barres').check();
      await thomas.press('Imprimer');
      const dialog = dialogOf(thomas.sheet);
      await dialog.locator('.paper').first().waitFor();
      const papers = (await dialog.locator('.paper').allInnerTexts()).map(plain);
      expect(papers.map((text) => /^Emplacement (\S+) Page (\d) sur (\d)/.exec(text)?.slice(1))).toEqual([
        ['RESINES', '1', '2'],
        ['VISSERIE', '2', '2'],
      ]);
      for (const text of papers) expect(text).toContain('Compté par : Date et signature :');
      expect(await dialog.locator('.paper td.write').allInnerTexts()).toEqual(
        Array(screws.length * 2).fill(''),
      );
      expect(await dialog.locator('.barcode').count()).toBe(screws.length);
      const printed = await printedPages(thomas.sheet);
      expect(printed.map((text) => /^Emplacement (\S+) Page (\d) sur (\d)/.exec(text)?.slice(1))).toEqual([
        ['RESINES', '1', '2'],
        ['VISSERIE', '2', '2'],
      ]);
      for (const text of printed) {
        expect(text).toContain(`${NAME} · ${PLACE}`);
        expect(text).toMatch(/Vérifié par : Date et signature :/);
        expect(text).not.toContain('Imprimer');
      }
      for (const { item } of screws) expect(printed.join(' ')).toContain(item);
      await thomas.sheet.page.click('[data-layers] [data-close-frame]');
    });

    it('a part that is not on the list joins it, and one that is there is shown instead of doubled (E55, Q19)', async () => {
      await thomas.press('Ajouter réf.');
      await thomas.search('Référence', screws[0]!.item, screws[0]!.item);
      await thomas.choose('Emplacement', screws[0]!.bin);
      const { lot, serial } = screws[0]!;
      if (lot) await thomas.field('Lot').fill(lot);
      if (serial) await thomas.field('N° de série').fill(serial);
      await thomas.press('Ajouter à l’inventaire');
      await thomas.says('est déjà à l’inventaire : rien n’est ajouté');
      await thomas.press('Ajouter réf.');
      await thomas.search('Référence', screws.at(-1)!.item, screws.at(-1)!.item);
      await thomas.choose('Emplacement', 'RESINES');
      await thomas.field('Quantité comptée').fill('3');
      await thomas.press('Ajouter à l’inventaire');
      await thomas.says(`est ajouté à l’inventaire. C’est la ligne ${screws.length + 2} de cette feuille.`);
      expect(await mine.readRows()).toHaveLength(screws.length + 1);
      const added = (await service.countLines(count.id)).filter((line) => line.added);
      expect(added).toMatchObject([{ bin: 'RESINES', theoretical: 0, counted: 3, by: 'Thomas Le Goff' }]);
    });

    it('figures from paper are pasted whole: a wrong one is named and none is kept (E48)', async () => {
      await yanis.press('Je compte hors équipe');
      await yanis.button('Envoyer').waitFor();
      const rest = lines.filter(({ bin }) => !TEAM_BINS.includes(bin));
      await yanis.press('Saisir des relevés');
      const block = rest.map(({ line, theoretical }) => `${line}\t${comma(theoretical!)}`);
      await yanis.field('Relevés à coller').fill(['Id\tCompté', ...block, '999999\t1'].join('\n'));
      await yanis.press('Enregistrer les relevés');
      await yanis.says('1 ligne est à corriger. Rien n’est enregistré.');
      await yanis.says(`Ligne ${rest.length + 2} :`);
      await yanis.field('Relevés à coller').fill(['Id\tCompté', ...block].join('\n'));
      await yanis.press('Enregistrer les relevés');
      await yanis.says(`${rest.length} quantités enregistrées`);
      expect((await service.count(count.id)).counted).toBe(lines.length + 1);
    });

    it('an emergency exit takes from a counted line: it is counted again, and a manager takes note (Q12)', async () => {
      const { api } = stage();
      const taken = screws.findIndex(({ bin, lot, serial }) => bin === 'VISSERIE' && !lot && !serial);
      const { item, bin, theoretical } = screws[taken]!;
      const { today } = await api.call<{ today: string }>(YANIS, 'GET', '/v1/me');
      await api.call(YANIS, 'POST', '/v1/documents', {
        ...{ id: crypto.randomUUID(), type: 'exit-service', depot: 'ORT', party: 'ORTH', date: today },
        ...{ emergency: { reason: 'Bloc en attente' }, lines: [{ item, bin, quantity: 1 }] },
      });
      await thomas.press('Envoyer');
      await thomas.says(
        'Une sortie d’urgence a pris sur 1 ligne : ce qui y était compté ne vaut plus, recomptez.',
      );
      await thomas.says(`${item}, VISSERIE : 1 × unité, à recompter`);
      await thomas.says(`rien n’est enregistré, la feuille montre ${comma(fewer(screws[taken]!, 0))}`);
      const rows = await mine.readRows();
      const row = rows.findIndex((one) => one[1] === bin && one[2] === item) + 2;
      await mine.type(row, 'Compté', comma(theoretical! - 1));
      await thomas.press('Garder celui de la feuille');
      await soon(async () => (await service.count(count.id)).emergencies[0]?.lines[0]?.counted).toBe(true);
      await thomas.says(`${item}, VISSERIE : 1 × unité, recompté depuis`);
      await yanis.press('Envoyer');
      await yanis.press('J’en ai pris connaissance');
      await yanis.says('Vu par Yanis Benali');
    });

    it('what is beyond the tolerance is counted again by somebody else, without the first figure (B2)', async () => {
      await yanis.press('Clôturer');
      await yanis.says('3 lignes dépassent la tolérance : cet inventaire demande un second comptage');
      await yanis.press('Ouvrir leur second comptage');
      await yanis.press('Recompter 3 lignes hors tolérance');
      await yanis.says('Le second comptage est ouvert, sur sa propre feuille.');
      // Who has nobody to count again decides without: a workshop may be one person (Q5).
      await yanis.press('Clôturer');
      await yanis.press('Arbitrer');
      await yanis.says('2e comptage : rien');
      await yanis.press('Retour');
      await yanis.press('Ouvrir le second comptage (0 sur 3)');
      await yanis.says('Second comptage : seules les lignes choisies sont ici');
      const again = new CountSheet(yanis.sheet, `${NAME} · 2e comptage`);
      const rows = await again.readRows();
      expect(rows.map((row) => [row[2], row[again.header.indexOf('Compté')]])).toEqual([
        [screws[0]!.item, ''],
        [screws.at(-1)!.item, ''],
        [screws.at(-1)!.item, ''],
      ]);
      await again.paste(2, 'Compté', [comma(fewer(screws[0]!, 6)), comma(fewer(screws.at(-1)!, 3)), '3']);
      await yanis.press('Envoyer');
      await soon(async () => (await service.countLines(count.id, 2)).map((line) => line.counted)).toEqual([
        fewer(screws[0]!, 6),
        fewer(screws.at(-1)!, 3),
        3,
      ]);
      await yanis.press('Revenir au premier comptage');
    });

    it('where the two differ the manager arbitrates, with a reason (B2)', async () => {
      await yanis.button('Envoyer').waitFor();
      await yanis.press('Clôturer');
      await yanis.press('Arbitrer');
      await yanis.says(`1er comptage : ${comma(fewer(screws[0]!, 5))}, par Thomas Le Goff`);
      await yanis.press('Retenir le 2e');
      await yanis.press('Enregistrer l’arbitrage');
      await yanis.says('Donnez le motif.');
      await yanis.field('Motif de l’arbitrage').fill('Recompté à deux');
      await yanis.press('Enregistrer l’arbitrage');
      await yanis.says('1 ligne arbitrée.');
    });

    it('closing shows the movements (E49, E50) with totals and reasons (B3), and warns on the sheet', async () => {
      await yanis.press('Clôturer');
      await yanis.says('Récapitulatif des mouvements de stock');
      await yanis.says('0 dans la tolérance, 3 hors tolérance');
      await yanis.field('Motif de l’écart').first().fill('Erreur de comptage');
      await yanis.sheet.keys('Tab');
      await yanis.says('Motif enregistré');
      await yanis.unfold('Totaux');
      await soon(() => yanis.readAll('details tbody tr')).toHaveLength(2);
      const closed = new CountSheet(thomas.sheet, `${NAME} · Équipe 1`);
      await closed.readRows();
      expect(closed.header).toContain('Compté (clôturé)');
    });

    it('a figure typed after the closing is told beside the recap, and can be taken back', async () => {
      const sheet = new CountSheet(yanis.sheet, `${NAME} · Équipe 1`);
      const rows = await sheet.readRows();
      await sheet.type(2, 'Compté (clôturé)', '77');
      expect(await yanis.sheet.alert()).toContain('Cet inventaire est clôturé');
      await yanis.sheet.answer('OK');
      await yanis.open('Inventaires');
      await yanis.press(`Voir : ${NAME}`);
      await yanis.says('1 quantité de la feuille n’est pas enregistrée : elle ne compte pas.');
      await yanis.press('Remettre la feuille');
      await soon(() => sheet.readRows()).toEqual(rows);
    });

    it('«Confirmer» (E51) asks the last question (E52), «oui» applies it once (E53), and the after zip goes with the before one (E54)', async () => {
      await yanis.press('Confirmer l’inventaire');
      expect(plain(await yanis.sheet.alert())).toContain(
        'Le stock sera mis à jour à l’étape suivante : 3 lignes',
      );
      // Goods elsewhere go on moving: what it comes to by now is asked about anew.
      const [largest] = (await service.recap(count.id)).movements;
      await makeDearer(largest!);
      await yanis.sheet.answer('YES');
      expect(plain(await yanis.sheet.alert())).toMatch(
        /Les coûts ont changé depuis la lecture du récapitulatif : l’écart vaut maintenant -?[\d ,]+ EUR \([\d ,]+ EUR sans les signes\)/,
      );
      download = yanis.sheet.page.waitForEvent('download');
      await yanis.sheet.answer('YES');
      await yanis.says('Inventaire terminé, stocks à jour');
      const zip = await openZip(await savedBytes(await download));
      expect(zip.manifest).toMatchObject({ moment: 'after', count: { name: NAME } });
      expect(await yanis.read('main')).toContain(
        'Les exports avant et après vont ensemble à la comptabilité',
      );
      const held = await service.stock('ORT', screws[0]!.item);
      expect(held.find(({ bin }) => bin === screws[0]!.bin)?.quantity).toBe(fewer(screws[0]!, 6));
    });

    it('every line stays visible for ever, also those without a gap', async () => {
      await yanis.press('Voir toutes les lignes');
      const wide = dialogOf(yanis.sheet);
      await wide.getByLabel('Lignes').selectOption('all');
      await soon(() => wide.locator('tbody tr').count()).toBe(lines.length + 1);
      const arbitrated = wide.locator('tbody tr').filter({ hasText: 'arbitré' });
      expect(plain(await arbitrated.innerText())).toContain('1er');
      await yanis.sheet.page.click('[data-layers] [data-close-frame]');
    });

    it('a wrongly confirmed count is undone by two people, with a reason (Q4)', async () => {
      await yanis.unfold('Annuler cet inventaire après coup');
      await yanis.field('Pourquoi l’annuler ?').fill('Mauvais atelier');
      await yanis.press('Demander l’annulation');
      await yanis.says('Une autre personne que celle qui demande doit l’approuver.');
      expect(await yanis.button('Approuver l’annulation').count()).toBe(0);
      await makeManager(HELENE);
      const helene = new Panel(await stage().open(HELENE));
      await helene.open('Inventaires');
      // Her panel opens on the depot that she used last.
      if ((await helene.read('main h1')) !== 'Choisir le dépôt') await helene.press('Changer de dépôt');
      await helene.useDepot(PLACE);
      await helene.says('Son annulation attend une réponse.');
      await helene.press(`Voir : ${NAME}`);
      await helene.says('Yanis Benali demande l’annulation de cet inventaire : Mauvais atelier');
      await helene.press('Approuver l’annulation');
      await helene.says(
        'Cet inventaire a été annulé après confirmation (approuvé par Hélène Marchand) : Mauvais atelier.',
      );
      const stock = await service.stock('ORT', screws[0]!.item);
      expect(stock.find(({ bin }) => bin === screws[0]!.bin)?.quantity).toBe(screws[0]!.theoretical);
      await helene.sheet.page.close();
    });

    it('a spot count corrects a few references in one form (Q20, G15)', async () => {
      await yanis.open('Inventaires');
      await yanis.press('Inventaire ponctuel');
      await yanis.field('Motif').fill('Contrôle');
      const part = screws.find(({ lot, serial }) => !lot && !serial)!;
      await yanis.search('Référence', part.item, part.item);
      await yanis.field(`Quantité comptée (${part.unit})`).fill('-1');
      await yanis.press('Confirmer et mettre à jour le stock');
      await yanis.says('«-1» n’est pas une quantité positive.');
      await yanis.field(`Quantité comptée (${part.unit})`).fill(comma(part.theoretical! + 1));
      await yanis.field('Emplacement').fill(part.bin);
      await yanis.press('Confirmer et mettre à jour le stock');
      await yanis.says('Inventaire terminé, stocks à jour');
      const [held] = (await service.stock('ORT', part.item)).filter(({ bin }) => bin === part.bin);
      expect(held?.quantity).toBe(part.theoretical! + 1);
    });
  });
}
