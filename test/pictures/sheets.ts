/** Exits typed in a sheet, the field that is scanned into, and the help. */
import { CountSheet } from '../browser/walk/countSheet.ts';
import { dialogOf, type Panel } from '../browser/walk/panel.ts';
import type { Service } from '../browser/walk/service.ts';
import { picture } from './picture.ts';

/** Several exits at once on the tab «Sorties»: most rows are ready, one says what it lacks. */
export async function takeExitSheet(panel: Panel): Promise<void> {
  const { page } = panel.sheet;
  await page.setViewportSize({ width: 1440, height: 820 });
  await panel.open('Sorties');
  await panel.press('Saisir dans une feuille');
  await panel.button('Vérifier les lignes').waitFor();
  const exits = new CountSheet(panel.sheet, 'Sorties PHC');
  await exits.readRows();
  await panel.sheet.keys('Escape');
  const rows = [
    ['Service', 'CHIR', 'PARACETAM-500MG-COM', '40'],
    ['Service', 'CHIR', 'AMOXICILL-500MG-GEL', '24'],
    ['Patient', 'IPP-104074', 'PARACETAM-500MG-COM', '16'],
    ['Dépôt', 'MED', 'GENTAMICI-160MG2ML-AMP', '10'],
    ['Perte', 'Ampoule cassée', 'HALOPERID-5MG1ML-AMP', '1'],
    ['Service', 'URG', 'LOPERAMID-2MG-GEL', '-2'],
  ];
  for (const [at, label] of ['Type', 'Destination', 'Code', 'Quantité'].entries())
    await exits.paste(
      2,
      label,
      rows.map((row) => row[at]!),
    );
  await panel.press('Vérifier les lignes');
  await panel.says('À corriger sur la feuille');
  await picture(panel, 'exit-sheet');
  await panel.press('Retour');
}

/** The open count `name` again, scanned: each scan of a box counts what is in it. */
export async function takeScan(panel: Panel, service: Service, name: string): Promise<void> {
  const { code, codes } = (await service.item('PARACETAM-500MG-COM'))!;
  const [box] = codes!
    .filter(({ quantity }) => quantity > 1)
    .sort((one, other) => one.quantity - other.quantity);
  const [line] = (await service.stock('PHC', code)).filter(({ quantity }) => quantity > 3 * box!.quantity);
  await panel.sheet.page.setViewportSize({ width: 1440, height: 860 });
  await panel.field('Scanner pour compter').click();
  for (const scans of [1, 2, 3]) {
    await panel.sheet.page.keyboard.insertText(`(01)${box!.code.padStart(14, '0')}(10)${line!.lot}`);
    await panel.sheet.keys('Enter');
    await panel.says(`La feuille montre ${box!.quantity * scans}`);
  }
  await picture(panel, 'scan');
  // The rest of the shelf, so that the recap tells of real gaps alone.
  const sheet = new CountSheet(panel.sheet, name);
  const rows = await sheet.readRows();
  const lot = sheet.header.indexOf('Lot');
  await sheet.type(rows.findIndex((row) => row[lot] === line!.lot) + 2, 'Compté', String(line!.quantity));
}

/** The help: what each panel does, in the words of other software too. */
export async function takeHelp(panel: Panel): Promise<void> {
  const { page } = panel.sheet;
  await page.setViewportSize({ width: 1100, height: 800 });
  await panel.sheet.choose('Aide');
  await dialogOf(panel.sheet).locator('main h1').waitFor();
  await picture(panel, 'help');
  await page.click('[data-layers] [data-close-frame]');
}
