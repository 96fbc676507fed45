/** A draft and the document that it becomes, while answers are lost on the way: neither is lost, and nothing leaves twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentHead } from '../../shared/contract/documents.ts';
import { CLERK, MANAGER } from '../process/addonHospital.ts';
import { LOST, lose, mend } from './walk/lostCalls.ts';
import { dialogOf, type Panel } from './walk/panel.ts';
import { openSmallHospital, type SmallHospital } from './walk/smallHospital.ts';
import { goStepByStep } from './walk/steps.ts';

const EXITS = 'Sorties';
const RECORD = 'Enregistrer la sortie';
const KEPT = 'Brouillon gardé';

let small: SmallHospital;
let luc: Panel;

beforeAll(async () => {
  small = await openSmallHospital();
  luc = await small.sit(CLERK);
  await luc.open(EXITS);
  await luc.useDepot('Pharmacie centrale');
});
afterAll(() => small?.close());

goStepByStep();

const exits = async () => {
  const path = '/v1/documents?depot=PHC&type=exit-service';
  return (await small.hospital.ask<{ rows: DocumentHead[] }>(MANAGER, 'GET', path)).rows.length;
};

async function toSurgery(quantity: string): Promise<void> {
  await luc.press('Service');
  await luc.search('Service', 'chir', 'CHIR');
  await luc.search('Ajouter une référence', 'para', 'PARA500');
  await luc.sheet.type(quantity);
  await luc.frame.locator('.card .pick').first().waitFor();
  await luc.says(KEPT);
}

/** The voucher stands over the window: it is put away. */
async function recorded(): Promise<void> {
  await luc.says('Sortie enregistrée : SS-PHC-');
  await dialogOf(luc.sheet).locator('.number').first().waitFor();
  await luc.sheet.page.click('[data-layers] [data-close-frame]');
}

async function reopen(): Promise<void> {
  await luc.shut();
  await luc.open(EXITS);
}

const description = () => luc.field('Description');

describe('an exit whose answer is lost', () => {
  it('takes the last of a lot: pressed again it is the same exit, not one of the next lot', async () => {
    await toSurgery('50');
    await lose(luc, 'postDocument', 'unanswered');
    await luc.press(RECORD);
    await luc.says(LOST);
    await mend(luc);
    expect(await exits()).toBe(1);
    await luc.press(RECORD);
    await recorded();
    expect(await exits()).toBe(1);
    expect(await small.hospital.balance('PARA500')).toBe(100);
  });

  it('is changed since: the draft stays, and what became of the first is said before a second leaves', async () => {
    await reopen();
    await toSurgery('3');
    await lose(luc, 'postDocument', 'unanswered');
    await luc.press(RECORD);
    await luc.says(LOST);
    await mend(luc);
    await description().fill('Deuxième chariot');
    await luc.says(KEPT);
    await reopen();
    await luc.says('Brouillon repris');
    expect(await description().inputValue()).toBe('Deuxième chariot');
    // What it takes is looked up anew.
    await luc.says('97 disponibles');
    await luc.press(RECORD);
    await luc.says('Ce document est déjà enregistré sous le numéro SS-PHC-');
    expect(await exits()).toBe(2);
    await luc.press('Enregistrer un second document');
    await recorded();
    expect(await exits()).toBe(3);
    await reopen();
    expect(await luc.frame.getByText('Brouillon repris').count()).toBe(0);
  });
});

describe('a draft that could not be kept', () => {
  it('is kept when the form is left', async () => {
    await luc.press('Perte');
    await lose(luc, 'saveDraft', 'unsent');
    await description().fill('Flacon tombé');
    await luc.says('Le brouillon n’a pas pu être gardé');
    await mend(luc);
    await luc.press('Plus tard');
    await luc.button('Perte, Flacon tombé, 0 ligne').waitFor();
    await reopen();
    await luc.says('Brouillon repris');
    expect(await description().inputValue()).toBe('Flacon tombé');
  });

  it('and one that could not be thrown away goes on being kept', async () => {
    await lose(luc, 'saveDraft', 'unsent');
    await luc.press('Jeter le brouillon');
    await luc.press('Jeter');
    await luc.says(LOST);
    await mend(luc);
    await description().fill('Flacon tombé du chariot');
    await luc.says(KEPT);
    await luc.press('Plus tard');
    await luc.button('Perte, Flacon tombé du chariot, 0 ligne').waitFor();
    await reopen();
    expect(await description().inputValue()).toBe('Flacon tombé du chariot');
  });
});
