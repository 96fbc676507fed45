/**
 * What is half typed beside a count stays with the person until it is carried out, once, whatever is lost between the
 * sidebar and the service; and never comes back afterwards.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Count, CountLine } from '../../shared/contract/counts.ts';
import { tabOf } from '../process/addonCount.ts';
import { CLERK, MANAGER } from '../process/addonHospital.ts';
import { LOST, lose, mend, pressInVain } from './walk/lostCalls.ts';
import type { Panel } from './walk/panel.ts';
import { openSmallHospital, type SmallHospital } from './walk/smallHospital.ts';
import { goStepByStep, soon } from './walk/steps.ts';

const NAME = 'Inventaire 2026';

let small: SmallHospital;
let luc: Panel;
let count: Count;
let blind: Count;

beforeAll(async () => {
  small = await openSmallHospital();
  count = await small.hospital.ask<Count>(MANAGER, 'POST', '/v1/counts', {
    id: crypto.randomUUID(),
    name: NAME,
    depot: 'PHC',
    kind: 'article',
  });
  luc = await small.sit(CLERK);
  await luc.open('Inventaires');
  await luc.useDepot('Pharmacie centrale');
});
afterAll(() => small?.close());

goStepByStep();

const linesOf = async (lot: string) => {
  const path = `/v1/counts/${count.id}/lines?limit=1000`;
  const { rows } = await small.hospital.ask<{ rows: CountLine[] }>(MANAGER, 'GET', path);
  return rows.filter((line) => line.lot === lot);
};

/** The sidebar closed and opened anew: nothing is left but what was kept of it. */
async function reload(panel: Panel): Promise<void> {
  await panel.shut();
  await panel.open('Inventaires');
}

async function goOn(panel: Panel): Promise<void> {
  await panel.press(`Reprendre : ${NAME}`);
  await panel.button('Envoyer').waitFor();
}

async function openAddLine(): Promise<void> {
  await goOn(luc);
  await luc.press('Ajouter réf.');
  await luc.button('Ajouter à l’inventaire').waitFor();
}

const isEmpty = async () => {
  const typed = await Promise.all(['Référence', 'Lot'].map((label) => luc.field(label).inputValue()));
  const again = await luc.frame.getByText('Brouillon repris').count();
  return typed.join('') === '' && again === 0;
};

describe('a command whose answer was lost is carried out once, however often one presses (invariant 9)', () => {
  it('Ajouter réf. (E28)', async () => {
    await goOn(luc);
    await luc.press('Ajouter réf.');
    await luc.search('Référence', 'PARA500', 'PARA500');
    await luc.choose('Emplacement', 'A-01');
    await luc.field('Lot').fill('NEUF');
    await luc.field('Quantité comptée').fill('12');
    expect(await pressInVain(luc, 'Ajouter à l’inventaire', 'addCountLine')).toHaveProperty('size', 1);
    expect(await luc.field('Lot').inputValue()).toBe('NEUF');
    // The first press counts: the line was not there before it.
    await luc.press('Ajouter à l’inventaire');
    await luc.says('PARA500 (A-01 · NEUF) est ajouté à l’inventaire');
    expect(await linesOf('NEUF')).toMatchObject([{ bin: 'A-01', counted: 12, added: true }]);
  });

  it('changed after a lost answer, it is said that the first one arrived; pressed again, it is one more (E28)', async () => {
    await luc.press('Ajouter réf.');
    await luc.search('Référence', 'PARA500', 'PARA500');
    await luc.choose('Emplacement', 'A-01');
    await luc.field('Lot').fill('PREMIER');
    await lose(luc, 'addCountLine', 'unanswered');
    await luc.press('Ajouter à l’inventaire');
    await luc.says(LOST);
    await mend(luc);
    await luc.field('Lot').fill('SECOND');
    await luc.press('Ajouter à l’inventaire');
    await luc.says('Le premier envoi est bien arrivé');
    expect(await linesOf('PREMIER')).toHaveLength(1);
    expect(await linesOf('SECOND')).toEqual([]);
    await luc.press('Ajouter à l’inventaire');
    await luc.says('PARA500 (A-01 · SECOND) est ajouté à l’inventaire');
  });

  it('refused, it is mended and sent under the id it has: nothing of it was stored', async () => {
    await luc.press('Ajouter réf.');
    await luc.search('Référence', 'PARA500', 'PARA500');
    await luc.field('Lot').fill('REPRIS');
    await luc.press('Ajouter à l’inventaire');
    await luc.says('choisissez l’emplacement');
    await luc.says('Brouillon gardé');
    await reload(luc);
    await goOn(luc);
    await luc.press('Ajouter réf.');
    await luc.says('Brouillon repris');
    await luc.choose('Emplacement', 'A-01');
    await luc.press('Ajouter à l’inventaire');
    await luc.says('PARA500 (A-01 · REPRIS) est ajouté à l’inventaire');
  });

  it('figures read on paper', async () => {
    await luc.press('Saisir des relevés');
    await luc.field('Relevés à coller').fill('PARA500;L2;;A-01;48');
    expect(await pressInVain(luc, 'Enregistrer les relevés', 'importCountFigures')).toHaveProperty('size', 1);
    await luc.press('Enregistrer les relevés');
    await luc.says('1 quantité enregistrée');
    expect(await linesOf('L2')).toMatchObject([{ counted: 48, version: 1 }]);
    await luc.press('Saisir des relevés');
    await soon(() => luc.field('Relevés à coller').inputValue()).toBe('');
  });

  it('figures of a CSV file, as Excel writes it in French, are read before they are saved (E48)', async () => {
    const csv = (text: string) => ({
      name: 'relevés.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(text, 'latin1'),
    });
    await luc.field('Fichier CSV').setInputFiles(csv('PK\0\0'));
    await luc.says('Ce fichier n’est pas un texte');
    const text = 'Référence,Emplacement,Désignation,Quantité\r\nSIROP,1/2,"Sirop, flacon",';
    await luc.field('Fichier CSV').setInputFiles(csv(`${text}9,5\r\n`));
    await soon(() => luc.field('Relevés à coller').inputValue()).toContain('Désignation');
    await luc.press('Enregistrer les relevés');
    await luc.says('1 ligne est à corriger. Rien n’est enregistré.');
    await luc.field('Fichier CSV').setInputFiles(csv(`${text}"9,5"\r\n`));
    await soon(() => luc.field('Relevés à coller').inputValue()).toContain('"9,5"');
    await luc.press('Enregistrer les relevés');
    await luc.says('1 quantité enregistrée');
    const path = `/v1/counts/${count.id}/lines?limit=1000`;
    const { rows } = await small.hospital.ask<{ rows: CountLine[] }>(MANAGER, 'GET', path);
    expect(rows.find(({ item }) => item === 'SIROP')).toMatchObject({ counted: 9.5 });
    await luc.press('Saisir des relevés');
    await soon(() => luc.field('Relevés à coller').inputValue()).toBe('');
  });
});

describe('figures of what is not on the list', () => {
  it('lead to «Ajouter réf.», which asks the price and an expiry that is past, and back to the figures (Q17, Q19)', async () => {
    await luc.field('Relevés à coller').fill('PARA500;L2;;A-01;47\nLOTS;N1;;A-01;4');
    await luc.field('Remplacer aussi les quantités déjà enregistrées').check();
    await luc.press('Enregistrer les relevés');
    await luc.says('1 ligne est à corriger. Rien n’est enregistré.');
    await luc.press('Ajouter réf.');
    await luc.button('Ajouter à l’inventaire').waitFor();
    const filled = ['Référence', 'Lot', 'Emplacement', 'Quantité comptée'];
    expect(await Promise.all(filled.map((label) => luc.field(label).inputValue()))).toEqual([
      'LOTS',
      'N1',
      'A-01',
      '4',
    ]);
    await luc.field('Péremption').fill('bientôt');
    await luc.press('Ajouter à l’inventaire');
    await luc.says('«bientôt» n’est pas une péremption. Tapez par exemple 31/03/2027, ou 03/2027.');
    await luc.field('Péremption').fill('31/01/2026');
    await luc.press('Ajouter à l’inventaire');
    await luc.says('Péremption 31/01/2026 : ce lot est déjà périmé.');
    await luc.field('Cette péremption est juste').check();
    await luc.press('Ajouter à l’inventaire');
    await luc.says('aucun coût n’est connu');
    await luc.field('Prix unitaire').fill('1,20');
    await luc.press('Ajouter à l’inventaire');
    await luc.says('LOTS (A-01 · N1) est ajouté à l’inventaire.');
    await luc.says('Ce lot est périmé : il est compté, mais ne peut plus servir.');
    await luc.press('Enregistrer les relevés');
    await luc.says('1 quantité enregistrée, 1 déjà là');
    await luc.says('1 ligne est d’un lot périmé (LOTS N1)');
    expect(await linesOf('N1')).toMatchObject([{ counted: 4, added: true }]);
    await luc.press('Saisir des relevés');
    await luc.field('Relevés à coller').waitFor();
  });
});

describe('a line that joins', () => {
  it('is sent from the sheet of a colleague too, whose panel was open before (E28)', async () => {
    const ines = await small.sit(MANAGER);
    await ines.open('Inventaires');
    await ines.useDepot('Pharmacie centrale');
    await goOn(ines);
    await luc.press('Retour');
    await luc.press('Ajouter réf.');
    await luc.search('Référence', 'PARA500', 'PARA500');
    await luc.choose('Emplacement', 'A-01');
    await luc.field('Lot').fill('COLLÈGUE');
    await luc.field('Quantité comptée').fill('4');
    await luc.press('Ajouter à l’inventaire');
    await luc.says('PARA500 (A-01 · COLLÈGUE) est ajouté à l’inventaire. C’est la ligne');
    await luc.shut();
    // The row is of no line that her panel knows: it looks again, and then sends what is typed there.
    await ines.frame.locator('h1').evaluate((heading) => heading.setAttribute('data-before', ''));
    await ines.press('Envoyer');
    await ines.frame.locator('h1:not([data-before])').waitFor();
    await ines.says('Tout ce qui était tapé à');
    expect(await ines.read('main')).not.toContain('n’est pas de l’inventaire');
    const tab = tabOf(small.book, MANAGER);
    tab.type(tab.rowOf('lot', 'COLLÈGUE'), 'counted', '5');
    await ines.press('Envoyer');
    await soon(async () => (await linesOf('COLLÈGUE'))[0]?.counted).toBe(5);
    await ines.sheet.page.close();
    await luc.open('Inventaires');
  });
});

describe('a draft that was carried out never comes back', () => {
  async function type(lot: string): Promise<void> {
    await luc.search('Référence', 'PARA500', 'PARA500');
    await luc.choose('Emplacement', 'A-01');
    await luc.field('Lot').fill(lot);
    await luc.says('Brouillon gardé');
  }

  it('where its removal fails', async () => {
    await reload(luc);
    await openAddLine();
    await type('AJOUTÉ');
    await lose(luc, 'saveDraft', 'unsent');
    await luc.press('Ajouter à l’inventaire');
    await luc.says('PARA500 (A-01 · AJOUTÉ) est ajouté à l’inventaire');
    expect(await mend(luc)).not.toEqual([]);
    await reload(luc);
    await openAddLine();
    expect(await isEmpty()).toBe(true);
  });

  it('where its answer was lost, and the sidebar closed', async () => {
    await type('PERDU');
    await lose(luc, 'addCountLine', 'unanswered');
    await luc.press('Ajouter à l’inventaire');
    await luc.says(LOST);
    await reload(luc);
    await openAddLine();
    expect(await isEmpty()).toBe(true);
    expect(await linesOf('PERDU')).toHaveLength(1);
  });

  it('but what was changed after the lost answer is kept, and it is said that the first one arrived', async () => {
    await type('UN');
    await lose(luc, 'addCountLine', 'unanswered');
    await luc.press('Ajouter à l’inventaire');
    await luc.says(LOST);
    await luc.field('Lot').fill('DEUX');
    await luc.says('Brouillon gardé');
    await reload(luc);
    await openAddLine();
    await luc.says('Brouillon repris');
    expect(await luc.field('Lot').inputValue()).toBe('DEUX');
    await luc.press('Ajouter à l’inventaire');
    await luc.says('Le premier envoi est bien arrivé');
    expect(await linesOf('UN')).toHaveLength(1);
    await luc.giveUp();
    await soon(isEmpty).toBe(true);
  });

  it('in the settings neither', async () => {
    const camille = await small.sit(small.hospital.worker.admin);
    await camille.open('Catalogue et réglages');
    await camille.press('Réglages de l’organisation');
    await camille.field('Adresse imprimée').fill('3 rue des Tilleuls');
    await camille.says('Brouillon gardé');
    await lose(camille, 'saveDraft', 'unsent');
    await camille.press('Enregistrer');
    await camille.says('«Réglages de l’organisation» est enregistré.');
    await camille.shut();
    await camille.open('Catalogue et réglages');
    await camille.press('Réglages de l’organisation');
    await camille.button('Enregistrer').waitFor();
    expect(await camille.read('main')).not.toContain('repris');
    expect(await camille.field('Adresse imprimée').inputValue()).toBe('3 rue des Tilleuls');
    await camille.sheet.page.close();
  });
});

it('whoever counts blind is offered no export of the stock (Q22)', async () => {
  await luc.open('Inventaires');
  await luc.button('Exporter le stock avant l’inventaire').waitFor();
  const wanted = { id: crypto.randomUUID(), name: 'Vis', depot: 'PHC', kind: 'part', blind: true };
  blind = await small.hospital.ask<Count>(MANAGER, 'POST', '/v1/counts', wanted);
  await luc.open('Inventaires');
  await luc.says('Un comptage à l’aveugle est en cours : l’export du stock est réservé au responsable.');
  expect(await luc.button('Exporter le stock avant l’inventaire').count()).toBe(0);
});

it('closed while he counts blind, the panel says by whom, names what was not sent, and whom to ask (Q22)', async () => {
  await luc.press('Reprendre : Vis');
  await luc.button('Envoyer').waitFor();
  await luc.settleDown();
  tabOf(small.book, CLERK, 'Vis').type(2, 'counted', '39');
  const act = (what: string, body: object) =>
    small.hospital.ask(MANAGER, 'POST', `/v1/counts/${blind.id}/${what}`, body);
  await act('close', { blanks: { default: 'zero' } });
  await luc.press('Envoyer');
  await luc.says('Inès Morel a clôturé cet inventaire le ');
  await luc.says('1 quantité de la feuille n’est pas enregistrée : elle ne compte pas.');
  await luc.says('VIS («Vis», ligne 2) : la feuille montre 39, rien n’est enregistré');
  await luc.says('demandez à Inès Morel, ou à un autre responsable du dépôt, de rouvrir l’inventaire');
  expect(await luc.read('main')).not.toMatch(/«Rouvrir»|vous n’avez pas ce droit|théorique/i);
  expect(await luc.button('Réessayer').count()).toBe(0);
});

it('cancelled then, it says so and nothing of confirming or reopening; the figure stays on the sheet (Q4)', async () => {
  await small.hospital.ask(MANAGER, 'POST', `/v1/counts/${blind.id}/cancel`, {});
  await luc.press('Voir où il en est');
  await luc.says('Inès Morel a annulé cet inventaire le ');
  await luc.says('VIS («Vis», ligne 2) : la feuille montre 39, rien n’est enregistré');
  expect(await luc.read('main')).not.toMatch(/confirmer l’inventaire|rouvrir/i);
  expect(tabOf(small.book, CLERK, 'Vis').cell(2, 'counted')).toBe('39');
  await luc.press('Inventaires');
  await luc.button('Voir : Vis').waitFor();
});
