/** A patient, then a person who works here, asks what is kept of him, and to be erased: at the real sidebar (Q7). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PatientExport, PersonExport } from '../../shared/contract/personalData.ts';
import { CLERK, MANAGER } from '../process/addonHospital.ts';
import { graveFaults } from './axe.ts';
import { frenchLeft } from './walk/languages.ts';
import type { Panel } from './walk/panel.ts';
import { openSmallHospital, type SmallHospital } from './walk/smallHospital.ts';
import { goStepByStep } from './walk/steps.ts';
import { savedBytes } from './walk/zip.ts';

const SETTINGS = 'Catalogue et réglages';
const PERSONAL = 'Données personnelles';
let small: SmallHospital;
let camille: Panel;

beforeAll(async () => {
  small = await openSmallHospital();
  await small.hospital.ask(CLERK, 'POST', '/v1/documents', {
    ...{ id: crypto.randomUUID(), type: 'exit-patient', depot: 'PHC', party: 'P-0001', notCounted: true },
    lines: [{ item: 'PARA500', lot: 'L2', quantity: 3 }],
  });
  camille = await small.sit(small.hospital.worker.admin);
  await camille.open(SETTINGS);
  await camille.press(PERSONAL);
});
afterAll(() => small?.close());
goStepByStep();

const documents = async () => {
  const { rows } = await small.hospital.ask<{
    rows: { party: string; partyName: string | null; person: string }[];
  }>(small.hospital.worker.admin, 'GET', '/v1/documents?type=exit-patient');
  return rows;
};

async function look(kind: 'patients' | 'people', who: string): Promise<void> {
  await camille.frame.locator('main select').selectOption(kind);
  await camille.field(kind === 'patients' ? 'Référence du patient' : 'Adresse du compte Google').fill(who);
  await camille.press('Voir ce qui est gardé');
}

async function saved<T>(): Promise<{ name: string; content: T }> {
  const [download] = await Promise.all([
    camille.sheet.page.waitForEvent('download'),
    camille.press('Télécharger'),
  ]);
  return {
    name: download.suggestedFilename(),
    content: JSON.parse((await savedBytes(download)).toString('utf8')),
  };
}

describe('a patient', () => {
  it('who is not known is said so beside the field', async () => {
    await look('patients', 'P-9999');
    await camille.says('Rien n’est gardé sous «P-9999».');
  });

  it('gets all that is kept of him as a file', async () => {
    await look('patients', 'p-0001');
    await camille.says('Jeanne Dupré');
    await camille.says('il tient lieu de nom dans les exports');
    expect(await camille.read('dl.facts')).toMatch(/Documents à son nom 1 Factures à livrer 0/);
    const { name, content } = await saved<PatientExport>();
    expect(name).toBe('P-0001.json');
    expect(content).toMatchObject({
      ...{ reference: 'P-0001', name: 'Jeanne Dupré' },
      documents: [{ type: 'exit-patient', lines: [{ item: 'PARA500', lot: 'L2', quantity: -3 }] }],
    });
  });

  it('is erased only once what goes and what stays was said and the reference typed again', async () => {
    await camille.press('Effacer…');
    expect(await camille.heading()).toBe('Effacer «P-0001» ?');
    const [goes, stays] = await camille.readAll('main ul');
    expect(goes).toContain('Sa référence et son nom');
    expect(stays).toMatch(
      /^1 document, avec numéro et quantités : stock, comptes et sceau ne changent pas\..*exports/,
    );
    expect(await graveFaults(camille.frame)).toEqual([]);
    await camille.field('Pour confirmer, tapez : P-0001').fill('P-0002');
    await camille.press('Effacer définitivement');
    await camille.says('Tapez exactement «P-0001».');
    await camille.press('Annuler');
    expect(await documents()).toMatchObject([{ party: 'P-0001' }]);
    await look('patients', 'P-0001');
    const word = (await saved<PatientExport>()).content.mask;
    await camille.press('Effacer…');
    await camille.field('Pour confirmer, tapez : P-0001').fill('P-0001');
    await camille.press('Effacer définitivement');
    await camille.says(`À la place de «P-0001» se lit partout «${word}».`);
    expect(await documents()).toMatchObject([{ party: word }]);
    await look('patients', 'P-0001');
    await camille.says('Rien n’est gardé sous «P-0001».');
  });
});

describe('a person who works here', () => {
  it('gets roles and what he did as a file, and is out once erased', async () => {
    await look('people', CLERK);
    await camille.says('PHC (agent)');
    expect((await saved<PersonExport>()).content).toMatchObject({
      ...{ email: CLERK, name: 'Luc Petit', commands: 1 },
      journal: [{ action: 'document.post' }],
    });
    await camille.press('Effacer…');
    await camille.says('1 opération au journal, sous ce mot');
    await camille.field(`Pour confirmer, tapez : ${CLERK}`).fill(CLERK.toUpperCase());
    await camille.press('Effacer définitivement');
    await camille.says('se lit partout «efface-');
    expect(await documents()).toMatchObject([
      { person: expect.stringMatching(/^Personne effacée \(efface-/) },
    ]);
    await expect(small.hospital.ask(CLERK, 'GET', '/v1/me')).rejects.toThrow('403');
  });

  it('who is the last administrator stays, and it is said why', async () => {
    const { admin } = small.hospital.worker;
    await look('people', admin);
    await camille.press('Effacer…');
    await camille.field(`Pour confirmer, tapez : ${admin}`).fill(admin);
    await camille.press('Effacer définitivement');
    await camille.frame.locator('main .notice.danger').waitFor();
    await camille.press('Annuler');
    expect(await camille.heading()).toBe(PERSONAL);
  });
});

describe('the screen', () => {
  it('is offered to administrators alone', async () => {
    const ines = await small.sit(MANAGER);
    await ines.open(SETTINGS);
    expect(await ines.button('Réglages de l’organisation').count()).toBe(1);
    expect(await ines.button(PERSONAL).count()).toBe(0);
  });

  it('speaks English to whoever reads English: no French word is left (B13)', async () => {
    await camille.press('English');
    await camille.button('Personal data').click();
    const panel = async () => camille.read('body');
    await camille.field('Of whom').selectOption('people');
    await camille.field('Address of the Google account').fill(MANAGER);
    await camille.press('See what is kept');
    await camille.says('Commands in the journal');
    expect(frenchLeft(await panel())).toEqual([]);
    await camille.press('Erase…');
    await camille.says('What stays');
    expect(frenchLeft(await panel())).toEqual([]);
  });
});
