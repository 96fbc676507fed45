/**
 * `npm run screenshots`: the pictures of the documentation, taken from the product as it runs. The fonts are
 * those of this machine; with Arial or one of its widths the pictures look as people see them.
 */
import { mkdir } from 'node:fs/promises';
import { LOCAL_ADMIN } from '../addon/local/people.ts';
import { sharedChromium } from './browser/chromium.ts';
import { CountSheet } from './browser/walk/countSheet.ts';
import { Panel } from './browser/walk/panel.ts';
import { Service } from './browser/walk/service.ts';
import { openStage } from './browser/walk/stage.ts';
import { takeAccounting } from './pictures/accounting.ts';
import { PICTURES, picture } from './pictures/picture.ts';
import { takeExitSheet, takeHelp, takeScan } from './pictures/sheets.ts';

const HELENE = 'helene.marchand@tilleuls.example';
const NAME = 'Inventaire annuel 2026';

await mkdir(PICTURES, { recursive: true });
const stage = await openStage({ empty: false });
try {
  const panel = new Panel(await stage.open(HELENE));
  const service = new Service(stage.api, HELENE);
  await takeExit(panel);
  await takeFlows(panel, service);
  await takeStock(panel);
  await takeSettings(new Panel(await stage.open(LOCAL_ADMIN)));
  await takeExitSheet(panel);
  await takeCount(panel, service);
  await takeScan(panel, service, NAME);
  await takeRecap(panel);
  await takeHelp(panel);
  await confirm(panel);
  await takeAccounting(stage);
} finally {
  await stage.close();
  // Else its pipe keeps this process waiting for ever.
  await (await sharedChromium()).close();
}

/** An exit to a patient: the lots that expire first are proposed. */
async function takeExit(panel: Panel): Promise<void> {
  // The whole form, from its path to its button.
  await panel.sheet.page.setViewportSize({ width: 1100, height: 1140 });
  await panel.open('Sorties');
  await panel.useDepot('Pharmacie centrale');
  await panel.press('Patient');
  await panel.search('Patient', 'kerj', 'IPP-104074');
  await panel.search('Ajouter une référence', 'amoxicilline 500', 'AMOXICILL-500MG-GEL');
  await panel.sheet.type('120');
  await panel.frame.locator('.pick').waitFor();
  await picture(panel, 'exit');
  await panel.search('Ajouter une référence', 'paracétamol 500', 'PARACETAM-500MG-COM');
  await panel.sheet.type('200');
  await panel.frame.locator('.pick').nth(1).waitFor();
  await panel.sheet.page.setViewportSize({ width: 1440, height: 900 });
  await panel.press('Enregistrer la sortie');
  await panel.says('Sortie enregistrée : SP-PHC-');
  await picture(panel, 'voucher');
  await panel.sheet.page.click('[data-layers] [data-close-frame]');
}

/** What comes in: the menu, an entry with two lots, a reception, the movement form, the journal and a correction. */
async function takeFlows(panel: Panel, service: Service): Promise<void> {
  const { sheet } = panel;
  await sheet.page.setViewportSize({ width: 1100, height: 1180 });
  await panel.open('Entrées et réceptions');
  await picture(panel, 'flows');
  await panel.press('Achat');
  await panel.search('Fournisseur', 'pharmag', 'F03');
  await panel.field('Liaison pièce (bon de livraison)').fill('BL-2026-118');
  await panel.search('Ajouter une référence', 'paracétamol 500', 'PARACETAM-500MG-COM');
  await panel.field('Lot').fill('24B117');
  await panel.field('Péremption').fill('03/2029');
  await panel.field('Quantité').fill('1600');
  await panel.field('Coût unitaire (EUR)').fill('0,21');
  await panel.press('Enregistrer l’entrée');
  await panel.says('s’écarte beaucoup du coût moyen');
  await picture(panel, 'entry');
  await panel.giveUp();

  await panel.press('Entrée de stock');
  await panel.search('Code produit', 'hautb', 'HAUTBOIS');
  await panel.field('Quantité').fill('1');
  await panel.field('Libellé').fill('Achat pour la musicothérapie');
  await panel.search('Fournisseur', 'garonne', 'F19');
  await panel.field('N° série').fill('HB-2026-77');
  await picture(panel, 'movement');
  await panel.giveUp();

  const [stock] = (await service.stock('PHC', 'PARACETAM-500MG-COM')).filter(({ bin }) => bin === 'A-01');
  const { item, bin, lot } = stock!;
  await service.post({
    type: 'loss',
    depot: 'PHC',
    reason: 'Carton ouvert',
    lines: [{ item, bin, lot, quantity: 4 }],
  });
  await service.post({
    type: 'transfer',
    depot: 'MED',
    party: 'PHC',
    description: 'Retour de dotation',
    lines: [{ ...(await anyOf(service, 'MED')), quantity: 1 }],
  });
  await panel.press('Réceptions');
  await panel.says('En route vers ce dépôt');
  await picture(panel, 'receptions');
  await panel.press('Recevoir');
  await panel.says('Réception d’un transfert');
  await picture(panel, 'reception');
  await panel.giveUp();

  await panel.press('Journal des documents');
  await panel.says('documents affichés');
  await picture(panel, 'journal');
  const [loss] = await service.documents('PHC', 'loss');
  await panel.press(loss!.number);
  await panel.press('Contre-passer');
  await panel.says('Effet de la contre-passation');
  await picture(panel, 'reversal');
  await panel.giveUp();
  await panel.press('Retour');
  await panel.press('Retour');
  await sheet.page.setViewportSize({ width: 1440, height: 900 });
}

/** The pages of the stock: serial numbers, levels, and the stock's state beside the sheet it was written to. */
async function takeStock(panel: Panel): Promise<void> {
  const { page } = panel.sheet;
  await page.setViewportSize({ width: 1100, height: 1000 });
  await panel.open('N° de série et stock');
  await picture(panel, 'stock');
  await panel.press('Stocks par numéros de série');
  await panel.search('Référence', 'hautb', 'HAUTBOIS');
  await panel.frame.locator('[data-serial] summary').first().click();
  await picture(panel, 'serials');
  await panel.press('‹ Toutes les pages du stock');
  await panel.press('Niveaux d’alerte');
  await panel.frame.locator('.card').first().waitFor();
  await picture(panel, 'levels');
  await panel.press('‹ Toutes les pages du stock');
  await page.setViewportSize({ width: 1440, height: 900 });
  await panel.press('État des stocks');
  await panel.frame.locator('.card').first().waitFor();
  await panel.press('Vers une feuille');
  await panel.says('lignes écrites');
  await picture(panel, 'stock-sheet');
}

/** The catalogue and the settings; one's own list of stock, with its columns guessed. */
async function takeSettings(panel: Panel): Promise<void> {
  const { sheet } = panel;
  await sheet.page.setViewportSize({ width: 1100, height: 1000 });
  const list = [
    [
      'Code produit',
      'Désignation',
      'Famille',
      'Fournisseur',
      'Emplacement',
      'N° de lot',
      'Péremption',
      'Qté',
      'PU',
    ],
    [
      'BANDE-15',
      'Bande extensible 15 cm',
      'Pansements',
      'Hygiène du Berry',
      'A-01',
      'B1204',
      '30/06/2029',
      '48',
      '0,92',
    ],
    ['GANT-M', 'Gants d’examen M', 'Hygiène', 'Perfuline', 'A-02', 'G77', '31/12/2028', '1200', '0,06'],
  ];
  await sheet.goTo('A1');
  const text = list.map((row) => row.join('\t')).join('\n');
  await sheet.page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await sheet.keys('Control+v');
  await panel.open('Catalogue et réglages');
  await picture(panel, 'settings');
  await panel.press('Partir de mon tableur');
  await panel.press('Lire cet onglet');
  await panel.says('Titres de colonnes à la ligne 1');
  await picture(panel, 'own-sheet');
  await panel.field('Dépôt, si la liste n’en a pas la colonne').selectOption('PHC');
  await panel.press('Vérifier les lignes');
  await panel.says('2 lignes prêtes');
  await picture(panel, 'own-sheet-checked');
}

/** Some stock line of the depot that may leave it. */
async function anyOf(service: Service, depot: string) {
  const { item, bin, lot, serial } = (await service.stock(depot)).find(({ quantity }) => quantity >= 1)!;
  return { item, bin, ...(lot && { lot }), ...(serial && { serial }) };
}

/** A count under way: some quantities typed and sent, some of them short. */
async function takeCount(panel: Panel, service: Service): Promise<void> {
  await panel.sheet.page.setViewportSize({ width: 1440, height: 900 });
  await panel.open('Inventaires');
  await panel.press('Nouvel inventaire');
  await panel.field('Nom').fill(NAME);
  await panel.press('Commencer l’inventaire');
  await panel.button('Envoyer').waitFor();
  const [count] = await service.counts('PHC');
  const lines = await service.countLines(count!.id);
  const sheet = new CountSheet(panel.sheet, NAME);
  await sheet.readRows();
  const counted = lines.slice(0, 24).map(({ theoretical }, at) => theoretical! - (at % 9 === 4 ? at : 0));
  await sheet.paste(2, 'Compté', counted.map(String));
  await panel.press('Envoyer');
  await panel.says(`24 lignes sur ${lines.length}`);
  await sheet.type(26, 'Compté', String(lines[24]!.theoretical), '87');
  await picture(panel, 'count');
}

/** The recap of the closed count, wide: what confirmation will do. */
async function takeRecap(panel: Panel): Promise<void> {
  await panel.sheet.page.setViewportSize({ width: 1440, height: 900 });
  await panel.press('Clôturer');
  await panel.field('Garder la quantité théorique').check();
  await panel.press('Clôturer');
  await panel.says('Récapitulatif des mouvements de stock');
  await picture(panel, 'recap');
}

/** The last question, answered: the count is over, and its place free for the next. */
async function confirm(panel: Panel): Promise<void> {
  await panel.press('Confirmer l’inventaire');
  await panel.sheet.page.click('[data-alert] [data-button="YES"]');
  await panel.says('Inventaire terminé, stocks à jour');
}
