/** A few lines counted on the spot: by a clerk, beside what the books say, in both forms that do it (Q20, G15). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Count } from '../../shared/contract/counts.ts';
import { CLERK, MANAGER } from '../process/addonHospital.ts';
import type { Panel } from './walk/panel.ts';
import { openSmallHospital, type SmallHospital } from './walk/smallHospital.ts';
import { goStepByStep, soon } from './walk/steps.ts';

const NOD_DUE = 'Un responsable doit en prendre connaissance.';

let small: SmallHospital;
let luc: Panel;
let ines: Panel;

beforeAll(async () => {
  small = await openSmallHospital();
  luc = await small.sit(CLERK);
  await luc.open('Inventaires');
  await luc.useDepot('Pharmacie centrale');
  ines = await small.sit(MANAGER);
  await ines.open('Inventaires');
  await ines.useDepot('Pharmacie centrale');
});
afterAll(() => small?.close());

goStepByStep();

const balance = (item: string, lot?: string) => small.hospital.balance(item, lot);
const isShown = (panel: Panel, text: string) => panel.frame.getByText(text).filter({ visible: true }).count();

describe('a spot count (Q20)', () => {
  const quantity = (panel: Panel) => panel.field('Quantité comptée (comprimé)');

  async function begin(panel: Panel): Promise<void> {
    await panel.open('Inventaires');
    await panel.press('Inventaire ponctuel');
    await panel.field('Motif').fill('Contrôle');
    await panel.search('Référence', 'para', 'PARA500');
  }

  it('says of a known lot what the books say and the gap, as it is typed', async () => {
    await begin(luc);
    await luc.field('Lot').fill('0012');
    await luc.says('Stock enregistré : 100 × comprimé (A-01)');
    await quantity(luc).fill('97');
    await luc.says('Stock enregistré : 100 × comprimé (A-01), écart -3');
    await quantity(luc).fill('101');
    await luc.says(', écart +1');
    await luc.field('Emplacement').fill('1/2');
    await luc.says('Stock enregistré : A-01 (100)');
    await luc.field('Emplacement').fill('');
    await quantity(luc).fill('97');
  });

  it('of a clerk says that a manager must take note of it; he does, and then it says so no more', async () => {
    await luc.press('Confirmer et mettre à jour le stock');
    await luc.says('Inventaire terminé, stocks à jour');
    await luc.says(NOD_DUE);
    expect(await balance('PARA500', '0012')).toBe(97);
    await ines.open('Inventaires');
    await ines.press('Voir : Contrôle');
    await ines.says(NOD_DUE);
    await ines.press('J’en ai pris connaissance');
    await ines.says('Vu par Inès Morel');
    expect(await isShown(ines, NOD_DUE)).toBe(0);
  });

  it('of a manager, or one that found every quantity right, waits for nobody', async () => {
    await begin(ines);
    await ines.field('Lot').fill('0012');
    await quantity(ines).fill('98');
    await ines.press('Confirmer et mettre à jour le stock');
    await ines.says('Inventaire terminé, stocks à jour');
    expect(await isShown(ines, NOD_DUE)).toBe(0);
    await begin(luc);
    await luc.field('Lot').fill('0012');
    await quantity(luc).fill('98');
    await luc.says(', écart 0');
    await luc.press('Confirmer et mettre à jour le stock');
    await luc.says('Inventaire terminé, stocks à jour');
    expect(await isShown(luc, NOD_DUE)).toBe(0);
  });
});

describe('the movement form of type «Inventaire» (G15, Q20)', () => {
  async function begin(panel: Panel): Promise<void> {
    await panel.open('Entrées et réceptions');
    await panel.press('Entrée de stock');
    await panel.field('Type').selectOption('Inventaire');
    await panel.search('Code produit', 'para', 'PARA500');
    await panel.field('Libellé').fill('Contrôle du rayon');
  }

  it('asks about a lot that is not in stock here, as the spot count does, before anything is recorded', async () => {
    await begin(luc);
    await luc.field('Quantité').fill('90');
    await luc.field('Lot (facultatif)').fill('0O12');
    await luc.field('Emplacement').selectOption({ label: 'A-01' });
    await luc.press('OK');
    await luc.says('Lot 0O12 : pas en stock ici ; il y serait ajouté. En stock : L2 (50), 0012 (98).');
    await luc.press('OK');
    const isNew = luc.field('Ce lot est juste, il est nouveau ici');
    await isNew.check();
    // What was ticked holds for that lot alone; of another type nothing is asked.
    await luc.field('Lot (facultatif)').fill('0O13');
    await luc.press('OK');
    await luc.says('Lot 0O13 : pas en stock ici');
    expect(await isNew.isChecked()).toBe(false);
    await luc.field('Type').selectOption('Don');
    await isNew.waitFor({ state: 'hidden' });
    await luc.field('Type').selectOption('Inventaire');
    expect(await balance('PARA500', '0O12')).toBe(0);
  });

  it('says of a known lot what the books say and the gap, and of a clerk’s that a manager must take note of it', async () => {
    await luc.field('Lot (facultatif)').fill('0012');
    await luc.field('Quantité').fill('95');
    await luc.says('Stock enregistré : 98 × comprimé (A-01), écart -3');
    await luc.press('OK');
    await luc.says('Inventaire enregistré : ajustement AI-PHC-');
    await luc.says(NOD_DUE);
    expect(await balance('PARA500', '0012')).toBe(95);
  });

  it('of a manager says nothing of the kind', async () => {
    await begin(ines);
    await ines.field('Lot (facultatif)').fill('0012');
    await ines.field('Quantité').fill('94');
    await ines.press('OK');
    await ines.says('Inventaire enregistré : ajustement AI-PHC-');
    expect(await isShown(ines, NOD_DUE)).toBe(0);
  });
});

describe('a clerk of whom a blind count hides the quantities (B2)', () => {
  it('is told of no quantity of its lines, nor that there is none', async () => {
    await small.hospital.ask<Count>(MANAGER, 'POST', '/v1/counts', {
      ...{ id: crypto.randomUUID(), name: 'Aveugle', depot: 'PHC', kind: 'article', blind: true },
      scope: { items: ['PARA500'] },
    });
    await luc.open('Inventaires');
    await luc.press('Inventaire ponctuel');
    await luc.search('Référence', 'sirop', 'SIROP');
    await luc.says('Stock enregistré : 10,5 ml (1/2)');
    await luc.press('Retirer SIROP');
    await luc.search('Référence', 'para', 'PARA500');
    await luc.field('Lot').fill('0O12');
    await luc.field('Quantité comptée (comprimé)').fill('3');
    // The lots are told, and no quantity with them.
    await luc.says('Lot 0O12 : pas en stock ici ; il y serait ajouté. En stock : L2, 0012.');
    await luc.field('Lot').fill('0012');
    await luc.field('Emplacement').fill('A-01');
    await luc.field('Ce lot est juste, il est nouveau ici').waitFor({ state: 'hidden' });
    await soon(() => isShown(luc, 'Stock enregistré')).toBe(0);
  });
});
