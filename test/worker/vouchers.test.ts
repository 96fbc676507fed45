/** The printed page of each type of document, as a reader sees it: from where to where, what moved, who signs. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import { ADMIN, type App } from './app.ts';
import { ACCOUNTANT, MANAGER, OTHER, openingStock, smallHospital } from './hospital.ts';

const WARD_MANAGER = 'ward-manager@tilleuls.example';
let app: App;

beforeAll(async () => {
  app = await smallHospital();
  await openingStock(app);
  await app.call(ADMIN, 'PUT', '/v1/bins', { depot: 'WARD', code: 'W1' });
  await app.person({
    email: WARD_MANAGER,
    name: 'Ana Roy',
    rights: [
      { depot: 'WARD', role: 'manager' },
      { depot: 'PHC', role: 'manager' },
    ],
  });
});

/** The page's words, without its style and its barcode. */
async function printed({ id }: PostedDocument, email = MANAGER): Promise<string> {
  const page = await (await app.send(email, 'GET', `/v1/documents/${id}/voucher`)).text();
  return page
    .replace(/<(style|svg|title)[^>]*>.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const post = (type: PostedDocument['type'], rest: object, email = MANAGER) =>
  app.post(email, { type, depot: 'PHC', ...rest } as never);

describe('a voucher says what moved', () => {
  test('an entry: from the supplier, with costs, values and the delivery note', async () => {
    const page = await printed(
      await post('entry-purchase', {
        party: 'F1',
        linkedDocument: 'BL-2026-118',
        lines: [
          { item: 'PARA', bin: 'A1', lot: 'L9', expiry: '2031-03-31', quantity: 40, unitCost: 0.5 },
          { item: 'SIROP', bin: 'A2', quantity: 2.5, unitCost: 4 },
        ],
      }),
    );
    expect(page).toMatch(
      /Bon d’entrée \(achat\) EA-PHC-\d{4}-000001 De F1 · Pharmagros À Pharmacie centrale/,
    );
    expect(page).toContain('Liaison pièce BL-2026-118');
    expect(page).toContain('PARA Paracétamol 500 mg A1 L9 31/03/2031 40 comprimé 0,50 20,00');
    expect(page).toContain('SIROP Sirop A2 2,5 flacon 4,00 10,00 Total (EUR) 30,00');
    expect(page).toContain('Livré ou rendu par Le réceptionnaire 2 lignes');
  });

  test('a patient is named to who works in the depot; to accounting by a word, and why is said beside it, once (Q7)', async () => {
    await app.call(MANAGER, 'PUT', '/v1/patients', { reference: 'P-900', name: null });
    const exit = await post('exit-patient', {
      party: 'P-900',
      lines: [{ item: 'PARA', lot: 'L1', quantity: 1 }],
    });
    const own = await printed(exit);
    expect(own).toContain('À P-900');
    expect(own).not.toContain('identité');
    const why = '(identité masquée : seuls ceux qui travaillent dans un dépôt lisent celle d’un patient)';
    const masked = await printed(exit, ACCOUNTANT);
    expect(masked).toMatch(/À [a-z]{14} \(identité masquée/);
    expect(masked.split(why)).toHaveLength(2);
    const reversal = await app.call<PostedDocument>(MANAGER, 'POST', `/v1/documents/${exit.id}/reversal`, {
      ...{ id: crypto.randomUUID(), reason: 'Erreur' },
    });
    expect((await printed(reversal, ACCOUNTANT)).split(why)).toHaveLength(2);
    await app.db
      .prepare(
        `UPDATE patients SET reference = mask, reference_key = mask, name = NULL WHERE reference = 'P-900'`,
      )
      .run();
    expect(await printed(exit)).toMatch(/À [a-z]{14} \(identité effacée à la demande de la personne\)/);
  });

  test('a bin move: one line, from one bin to the other (G22)', async () => {
    const page = await printed(
      await post('bin-move', { lines: [{ item: 'VIS', bin: 'A2', toBin: 'A1', quantity: 3 }] }),
    );
    expect(page).toContain('De l’emplacement Vers l’emplacement Quantité Unité VIS Vis M4 A2 A1 3 unité');
  });

  test('a transfer, its reception, what was lost on its way and what was sent back', async () => {
    const sent = await post('transfer', { party: 'WARD', lines: [{ item: 'VIS', bin: 'A2', quantity: 9 }] });
    const goods = (type: PostedDocument['type'], depot: string, quantity: number, more = {}) =>
      app.post(WARD_MANAGER, {
        type,
        depot,
        transfer: sent.id,
        ...more,
        // What is lost on the way stands in no bin.
        lines: [
          { item: 'VIS', quantity, ...(type !== 'transit-loss' && { bin: depot === 'WARD' ? 'W1' : 'A2' }) },
        ],
      } as never);
    expect(await printed(sent)).toContain('De Pharmacie centrale À WARD · Service B');
    const received = await goods('reception', 'WARD', 5);
    expect(received).toMatchObject({ party: 'PHC', partyName: 'Pharmacie centrale' });
    const page = await printed(received, OTHER);
    expect(page).toContain('De PHC · Pharmacie centrale À Service B');
    expect(page).toContain(`Transfert ${sent.number}`);
    expect(page).toContain('VIS Vis M4 W1 5 unité');
    const lost = await printed(await goods('transit-loss', 'WARD', 1, { reason: 'carton ouvert' }), OTHER);
    expect(lost).toContain('Perte en route');
    expect(lost).toContain('VIS Vis M4 1 unité');
    expect(lost).toContain('Motif carton ouvert');
    const back = await printed(await goods('transit-return', 'PHC', 3));
    expect(back).toContain('De WARD · Service B À Pharmacie centrale');
    expect(back).toContain('VIS Vis M4 A2 3 unité');
  });

  test('a return: from the patient, of which exit; to the supplier', async () => {
    const exit = await post('exit-patient', {
      party: 'P-001',
      lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity: 10 }],
    });
    const back = await post('return-patient', {
      party: 'P-001',
      exit: exit.id,
      lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity: 4 }],
    });
    const page = await printed(back);
    expect(page).toContain('De P-001 À Pharmacie centrale');
    expect(page).toContain(`Bon de sortie ${exit.number}`);
    const supplier = await post('return-supplier', {
      party: 'F1',
      lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity: 1 }],
    });
    expect(await printed(supplier)).toContain('De Pharmacie centrale À F1 · Pharmagros');
  });

  test('a reversal shows which way each line goes back; a rectification has words only', async () => {
    const loss = await post('loss', { reason: 'casse', lines: [{ item: 'VIS', bin: 'A1', quantity: 1 }] });
    const undone = await app.call<PostedDocument>(MANAGER, 'POST', `/v1/documents/${loss.id}/reversal`, {
      id: crypto.randomUUID(),
      reason: 'retrouvé',
    });
    const page = await printed(undone);
    expect(page).toContain(`Contre-passe ${loss.number} Motif retrouvé`);
    expect(page).toContain('VIS Vis M4 A1 +1 unité');
    expect(await printed(loss)).toContain(`Contre-passé par ${undone.number}`);

    const entry = await post('entry-donation', {
      lines: [{ item: 'VIS', bin: 'A1', quantity: 2, unitCost: 0.1 }],
    });
    const mended = await app.call<PostedDocument>(
      MANAGER,
      'POST',
      `/v1/documents/${entry.id}/rectification`,
      { id: crypto.randomUUID(), description: 'Don de la Croix-Rouge', reason: 'oubli' },
    );
    const words = await printed(mended);
    expect(words).toContain(`Rectifie ${entry.number}`);
    expect(words).toContain('À Pharmacie centrale');
    expect(words).not.toContain('De Pharmacie centrale');
    expect(words).toContain('Note Don de la Croix-Rouge');
    expect(words).not.toContain('Code Article');
  });

  test('a rectification prints each thing that it changed, from what to what, and keeps the way the goods went', async () => {
    await app.call(ADMIN, 'PUT', '/v1/suppliers', { code: 'F2', name: 'Sudmed' });
    const purchase = await post('entry-purchase', {
      party: 'F1',
      linkedDocument: 'BL-1',
      lines: [{ item: 'VIS', bin: 'A1', quantity: 2, unitCost: 0.1 }],
    });
    const mend = (of: PostedDocument, wanted: object) =>
      app.call<PostedDocument>(MANAGER, 'POST', `/v1/documents/${of.id}/rectification`, {
        ...{ id: crypto.randomUUID(), reason: 'erreur de nom' },
        ...wanted,
      });
    const first = await mend(purchase, { party: 'F2', description: 'Livraison de mars' });
    const page = await printed(first);
    expect(page).toContain('De F2 · Sudmed À Pharmacie centrale');
    expect(page).toContain(
      'Ce qui change Fournisseur : F1 · Pharmagros → F2 · Sudmed Note : — → Livraison de mars',
    );
    expect(page).not.toContain('Liaison pièce :');
    // Beside what the rectification before it had left.
    const second = await printed(await mend(purchase, { linkedDocument: '' }));
    expect(second).toContain('Ce qui change Liaison pièce : BL-1 → —');
    expect(second).not.toContain('Fournisseur :');
    const english = await app.send(MANAGER, 'GET', `/v1/documents/${first.id}/voucher`, undefined, {
      'Accept-Language': 'en',
    });
    expect(await english.text()).toContain('Supplier: F1 · Pharmagros → F2 · Sudmed');
    // The first is still what it was when it was made.
    expect(await printed(first)).toContain('F1 · Pharmagros → F2 · Sudmed');

    const exit = await post('exit-service', {
      party: 'CHIR',
      lines: [{ item: 'VIS', bin: 'A1', quantity: 1 }],
    });
    const named = await printed(await mend(exit, { description: 'Bloc 2' }));
    expect(named).toMatch(/De Pharmacie centrale À CHIR/);
    const undone = await app.call<PostedDocument>(MANAGER, 'POST', `/v1/documents/${exit.id}/reversal`, {
      id: crypto.randomUUID(),
      reason: 'jamais parti',
    });
    expect(await printed(undone)).toMatch(/De CHIR.* À Pharmacie centrale/);
  });

  test('each page bears the number, whatever stands in it', async () => {
    const entry = await post('entry-donation', { lines: [{ item: 'VIS', bin: 'A1', quantity: 1 }] });
    const page = await (await app.send(MANAGER, 'GET', `/v1/documents/${entry.id}/voucher`)).text();
    expect(page).toContain(`@bottom-left { content: '${entry.number}'`);
    expect(page).toContain("counter(page) ' / ' counter(pages)");
  });
});
