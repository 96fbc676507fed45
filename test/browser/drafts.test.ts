/**
 * What is half typed in a form is there again when the sidebar was closed, and gone once it was sent: in each form that
 * keeps a draft under its own name.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Count, CountLine } from '../../shared/contract/counts.ts';
import { CLERK, MANAGER } from '../process/addonHospital.ts';
import { pressInVain } from './walk/lostCalls.ts';
import type { Panel } from './walk/panel.ts';
import { openSmallHospital, type SmallHospital } from './walk/smallHospital.ts';
import { goStepByStep, soon } from './walk/steps.ts';

const COUNTS = 'Inventaires';
const STOCK = 'N° de série et stock';
const SETTINGS = 'Catalogue et réglages';

let small: SmallHospital;
let ines: Panel;
let count: Count;

beforeAll(async () => {
  small = await openSmallHospital();
  await ask(small.hospital.worker.admin, 'POST', '/v1/imports/invoices', {
    rows: [{ number: 'F-9', patient: 'P-0001', line: 1, item: 'PARA500', quantity: 20 }],
  });
  ines = await small.sit(MANAGER);
  await ines.open(COUNTS);
  await ines.useDepot('Pharmacie centrale');
});
afterAll(() => small?.close());

goStepByStep();

const ask = <T>(email: string, method: string, path: string, body?: object) =>
  small.hospital.ask<T>(email, method, path, body);

/** Closed as soon as the draft is kept, and opened anew. */
async function reload(panel: Panel, entry: string): Promise<void> {
  await panel.says('Brouillon gardé');
  await panel.shut();
  await panel.open(entry);
}

const values = (panel: Panel, ...labels: string[]) =>
  Promise.all(labels.map((label) => panel.field(label).inputValue()));

const found = (panel: Panel) => panel.frame.getByText(/Brouillon repris|Saisie reprise/).count();

describe('a new count', () => {
  const group = (name: string, at = 0) => ines.frame.getByRole('group', { name, exact: true }).nth(at);
  const box = (name: string, label: string, at = 0) => group(name, at).getByLabel(label, { exact: true });

  it('that was merely looked at is no draft', async () => {
    await ines.press('Nouvel inventaire');
    await ines.says('seront gelées');
    await ines.press('Retour');
    await ines.press('Nouvel inventaire');
    await ines.says('seront gelées');
    expect(await found(ines)).toBe(0);
  });

  it('comes back with its picks, its teams, and who answers for it (E6, Q2, Q21)', async () => {
    await ines.field('Nom').fill('Grand rangement');
    await ines.unfold('Compter seulement une partie');
    await group('Emplacements').getByLabel(/^A-01/).check();
    await ines.search('Fournisseurs', 'neil', 'F1');
    await ines.search('Références', 'para', 'PARA500');
    await ines.field('Lots qui périment avant le').fill('31/12/2035');
    await ines.unfold('Date, tolérance, second comptage');
    await ines.field('Compter deux fois ce qui dépasse la tolérance, par une autre personne').check();
    await ines.field('Tolérance en quantité').fill('2,5');
    await ines.choose('Responsable de l’inventaire', 'Luc Petit');
    await ines.field('Consignes aux compteurs').fill('Les boîtes ouvertes à part.');
    await ines.unfold('Équipes');
    await ines.press('Ajouter une équipe');
    await ines.press('Ajouter une équipe');
    await ines.field('Nom de l’équipe').nth(0).fill('Matin');
    await box('Membres', 'Luc Petit', 0).check();
    await box('Ses emplacements', 'A-01', 0).check();
    await box('Membres', 'Inès Morel', 1).check();
    await reload(ines, COUNTS);
    await ines.press('Nouvel inventaire');
    await ines.says('Brouillon repris');
    // Bins and people are offered once the service has named them.
    await ines.says('seront gelées');
    await soon(() => box('Membres', 'Luc Petit', 0).isChecked()).toBe(true);
    expect(
      await values(
        ines,
        'Nom',
        'Lots qui périment avant le',
        'Tolérance en quantité',
        'Consignes aux compteurs',
      ),
    ).toEqual(['Grand rangement', '31/12/2035', '2,5', 'Les boîtes ouvertes à part.']);
    expect(await group('Emplacements').getByLabel(/^A-01/).isChecked()).toBe(true);
    expect(await group('Emplacements').getByLabel(/^1\/2/).isChecked()).toBe(false);
    expect(await ines.readAll('.picks li span')).toEqual(['F1', 'PARA500']);
    expect(await ines.field('Responsable de l’inventaire').inputValue()).toBe(CLERK);
    expect(await ines.field('Nom de l’équipe').nth(0).inputValue()).toBe('Matin');
    expect(await ines.field('Nom de l’équipe').nth(1).inputValue()).toBe('Équipe 2');
    expect(await box('Ses emplacements', 'A-01', 0).isChecked()).toBe(true);
    expect(await box('Membres', 'Inès Morel', 1).isChecked()).toBe(true);
  });

  it('is opened as it stands there, and the next one is empty', async () => {
    await ines.press('Commencer l’inventaire');
    await ines.button('Envoyer').waitFor();
    const { rows } = await ask<{ rows: Count[] }>(MANAGER, 'GET', '/v1/counts?depot=PHC');
    [count] = rows as [Count];
    expect(count).toMatchObject({
      name: 'Grand rangement',
      rounds: 2,
      tolerance: { quantity: 2.5 },
      instructions: 'Les boîtes ouvertes à part.',
      scope: { bins: ['A-01'], suppliers: ['F1'], items: ['PARA500'], expiringBefore: '2035-12-31' },
      teams: [
        { team: 1, name: 'Matin', members: [{ email: CLERK }], bins: ['A-01'] },
        { team: 2, name: 'Équipe 2', members: [{ email: MANAGER }], bins: [] },
      ],
      lines: 2,
    });
    await ines.open(COUNTS);
    await ines.press('Nouvel inventaire');
    await ines.button('Commencer l’inventaire').waitFor();
    expect([await found(ines), ...(await values(ines, 'Nom', 'Tolérance en quantité'))]).toEqual([0, '', '']);
    expect(await ines.field('Nom de l’équipe').count()).toBe(0);
    await ines.press('Retour');
  });
});

describe('beside an open count', () => {
  it('Ajouter réf. (E28)', async () => {
    await ines.press('Reprendre : Grand rangement');
    await ines.press('Changer d’équipe');
    await ines.press('Je compte, Matin');
    await ines.press('Ajouter réf.');
    await ines.search('Référence', 'para', 'PARA500');
    await ines.field('Lot').fill('TROUVÉ');
    await ines.choose('Emplacement', 'A-01');
    await ines.field('Quantité comptée').fill('8');
    await reload(ines, COUNTS);
    await ines.press('Reprendre : Grand rangement');
    await ines.press('Ajouter réf.');
    await ines.says('Brouillon repris');
    const labels = ['Référence', 'Emplacement', 'Lot', 'Quantité comptée'];
    expect(await values(ines, ...labels)).toEqual(['PARA500', 'A-01', 'TROUVÉ', '8']);
    await ines.press('Ajouter à l’inventaire');
    await ines.says('est ajouté à l’inventaire. C’est la ligne 4 de cette feuille.');
    await ines.press('Ajouter réf.');
    expect([await found(ines), ...(await values(ines, ...labels))]).toEqual([0, '', '', '', '']);
    await ines.press('Retour');
  });

  it('the arbitration of two counts, carried out once (B2)', async () => {
    const path = `/v1/counts/${count.id}`;
    const { rows } = await ask<{ rows: CountLine[] }>(MANAGER, 'GET', `${path}/lines?limit=1000`);
    const [one, other] = ['L2', '0012'].map((wanted) => rows.find(({ lot }) => lot === wanted)!.line);
    const figures = (first: number, second: number) => [
      [one, first, 0],
      [other, second, 0],
    ];
    await ask(CLERK, 'PUT', `${path}/lines`, { lines: figures(45, 90) });
    await ask(MANAGER, 'POST', `${path}/rounds`, { lines: [one, other] });
    await ask(MANAGER, 'PUT', `${path}/lines`, { round: 2, lines: figures(47, 95) });
    const card = (lot: string) => ines.frame.locator('.card', { hasText: lot });
    const typed = (lot: string) =>
      Promise.all(
        ['Quantité retenue', 'Motif de l’arbitrage'].map((label) => card(lot).getByLabel(label).inputValue()),
      );
    const open = async () => {
      await ines.open(COUNTS);
      await ines.press('Reprendre : Grand rangement');
      await ines.frame.getByRole('button', { name: /^Arbitrer/ }).click();
      await ines.button('Enregistrer l’arbitrage').waitFor();
    };
    await open();
    await card('L2').getByLabel('Quantité retenue').fill('46');
    await card('L2').getByLabel('Motif de l’arbitrage').fill('Recompté à deux');
    await ines.says('Brouillon gardé');
    await ines.shut();
    await open();
    await ines.says('Brouillon repris');
    expect([await typed('L2'), await typed('0012')]).toEqual([
      ['46', 'Recompté à deux'],
      ['', ''],
    ]);
    expect(await pressInVain(ines, 'Enregistrer l’arbitrage', 'markCountLines')).toHaveProperty('size', 1);
    await ines.press('Enregistrer l’arbitrage');
    await ines.says('1 ligne arbitrée.');
    await open();
    expect([await found(ines), await card('L2').count(), ...(await typed('0012'))]).toEqual([0, 0, '', '']);
  });
});

describe('a spot count', () => {
  it('comes back with its references, and the next one is empty (Q20)', async () => {
    const open = async () => {
      await ines.open(COUNTS);
      await ines.press('Inventaire ponctuel');
    };
    await open();
    await ines.field('Motif').fill('Flacon cassé');
    await ines.search('Référence', 'sirop', 'SIROP');
    await ines.field('Quantité comptée (ml)').fill('10,25');
    await ines.field('Emplacement').fill('1/2');
    await ines.says('Brouillon gardé');
    await ines.shut();
    await open();
    await ines.says('Brouillon repris');
    expect(await ines.readAll('.card-title')).toEqual(['SIROP']);
    expect(await values(ines, 'Motif', 'Quantité comptée (ml)', 'Emplacement')).toEqual([
      ...['Flacon cassé', '10,25', '1/2'],
    ]);
    await ines.press('Confirmer et mettre à jour le stock');
    await ines.says('Inventaire terminé, stocks à jour');
    await open();
    expect([
      await found(ines),
      await ines.frame.locator('.card').count(),
      ...(await values(ines, 'Motif')),
    ]).toEqual([0, 0, '']);
    expect(await small.hospital.balance('SIROP')).toBe(10.25);
  });

  it('asks about a lot that is not in stock here, with those that are, before anything is recorded (Q20)', async () => {
    const confirm = () => ines.press('Confirmer et mettre à jour le stock');
    const isNew = () => ines.field('Ce lot est juste, il est nouveau ici');
    const held = (
      await ask<{ rows: { lot: string; quantity: number }[] }>(
        ...([MANAGER, 'GET', '/v1/stock?depot=PHC&item=PARA500'] as const),
      )
    ).rows.find(({ lot }) => lot === '0012')!;
    await ines.field('Motif').fill('Contrôle');
    await ines.search('Référence', 'para', 'PARA500');
    await ines.field('Quantité comptée (comprimé)').fill('90');
    await ines.field('Lot').fill('0O12');
    await ines.field('Emplacement').fill('A-01');
    await confirm();
    await ines.says(
      `Lot 0O12 : pas en stock ici ; il y serait ajouté. En stock : L2 (50), 0012 (${held.quantity}).`,
    );
    // Unanswered, it is not sent.
    await confirm();
    await isNew().check();
    // What was ticked holds for that lot alone, and one that is here is not asked about.
    await ines.field('Lot').fill('0O13');
    await confirm();
    await ines.says('Lot 0O13 : pas en stock ici');
    expect(await isNew().isChecked()).toBe(false);
    await ines.field('Lot').fill('0012');
    await ines.field('Quantité comptée (comprimé)').click();
    await isNew().waitFor({ state: 'hidden' });
    expect(await small.hospital.balance('PARA500', '0O13')).toBe(0);
    await ines.field('Lot').fill('0O12');
    await ines.field('Quantité comptée (comprimé)').click();
    await isNew().check();
    await confirm();
    await ines.says('Inventaire terminé, stocks à jour');
    expect(await small.hospital.balance('PARA500', '0O12')).toBe(90);
  });
});

describe('stock', () => {
  it('the reason why a lot is blocked (B7)', async () => {
    const open = async () => {
      await ines.open(STOCK);
      await ines.press('Lot : traçabilité et rappel');
      await ines.search('Référence', 'para', 'PARA500');
      await ines.field('Lot').fill('L2');
      await ines.press('Voir ce lot');
      await ines.field('Motif').waitFor();
    };
    await open();
    await ines.field('Motif').fill('Rappel du fabricant');
    await ines.says('Brouillon gardé');
    await ines.shut();
    await open();
    await ines.says('Brouillon repris');
    expect(await values(ines, 'Motif')).toEqual(['Rappel du fabricant']);
    await ines.press('Bloquer le lot partout');
    await ines.says('Lot bloqué : Rappel du fabricant');
    await open();
    expect([await found(ines), ...(await values(ines, 'Motif'))]).toEqual([0, '']);
  });

  it('the reason why a rest will not be delivered (Q14)', async () => {
    const open = async () => {
      await ines.open(STOCK);
      await ines.press('Reliquats de factures');
      await ines.says('20 × comprimé à délivrer');
    };
    await open();
    await ines.unfold('Clore…');
    await ines.field('Motif').fill('Traitement arrêté');
    await ines.says('Brouillon gardé');
    await ines.shut();
    await open();
    await ines.says('Brouillon repris');
    expect(await values(ines, 'Motif')).toEqual(['Traitement arrêté']);
    await ines.press('Clore ce reliquat');
    await ines.says('Reliquat clos.');
    await ines.choose('Montrer', 'Ce qui est clos');
    await ines.says('Clos : Traitement arrêté');
    await ines.press('Rouvrir');
    await ines.says('Reliquat rouvert.');
    await open();
    await ines.unfold('Clore…');
    expect([await found(ines), ...(await values(ines, 'Motif'))]).toEqual([0, '']);
  });
});

describe('the settings', () => {
  it('of the organisation, and a supplier', async () => {
    const camille = await small.sit(small.hospital.worker.admin);
    const open = async (...ways: string[]) => {
      await camille.open(SETTINGS);
      for (const way of ways) await camille.press(way);
      await camille.button('Enregistrer').waitFor();
    };
    await open('Réglages de l’organisation');
    await camille.field('Adresse imprimée').fill('3 rue des Tilleuls');
    await camille.says('Brouillon gardé');
    await camille.shut();
    await open('Fournisseurs', 'Ajouter un fournisseur');
    await camille.field('Code').fill('F2');
    await camille.field('Nom').fill('Bandages réunis');
    await camille.says('Brouillon gardé');
    await camille.shut();
    await open('Fournisseurs', 'Ajouter un fournisseur');
    await camille.says('Saisie reprise');
    expect(await values(camille, 'Code', 'Nom')).toEqual(['F2', 'Bandages réunis']);
    await camille.press('Enregistrer');
    await camille.says('«F2 · Bandages réunis» est enregistré.');
    await open('Fournisseurs', 'Ajouter un fournisseur');
    expect([await found(camille), ...(await values(camille, 'Code', 'Nom'))]).toEqual([0, '', '']);
    await open('Réglages de l’organisation');
    await camille.says('Saisie reprise');
    expect(await values(camille, 'Adresse imprimée')).toEqual(['3 rue des Tilleuls']);
    await camille.press('Enregistrer');
    await camille.says('est enregistré.');
    await open('Réglages de l’organisation');
    expect([await found(camille), ...(await values(camille, 'Adresse imprimée'))]).toEqual([
      0,
      '3 rue des Tilleuls',
    ]);
    await camille.sheet.page.close();
  });
});
