/** Exits typed in a sheet, through the real bundle in the local host, on the real Worker. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SpreadsheetDocument } from '../../addon/local/host/types.ts';
import type { DocumentHead, PostedDocument } from '../../shared/contract/documents.ts';
import type { Me } from '../../shared/contract/people.ts';
import { addDays, formatDate } from '../../shared/domain/dates.ts';
import { CLERK, furnish, type Hospital, MANAGER } from './addonHospital.ts';
import { type AddonHost, type Seat, startAddon } from './addonHost.ts';
import { startTestWorker, type TestWorker } from './worker.ts';

let worker: TestWorker;
let hospital: Hospital;
let addon: AddonHost;
let spreadsheet: SpreadsheetDocument;
let luc: Seat;
let sheet: number;
let gate: { server: Server; url: string };
/** Which requests the service puts off, as it does where one asks too often. */
let putOff: (request: IncomingMessage) => boolean = () => false;

beforeAll(async () => {
  worker = await startTestWorker();
  hospital = await furnish(worker);
  gate = await startGate();
  addon = await startAddon(gate.url, { identityToken: (email) => worker.token(email) });
  spreadsheet = addon.open();
  luc = addon.seat(spreadsheet, CLERK);
  await luc.good('openExitSheet', 'PHC');
  sheet = tabs()[0]!.id;
});
afterAll(async () => {
  await addon?.close();
  gate?.server.close();
  await worker?.stop();
});

/** In front of the Worker: what it does not put off goes through as it is. */
async function startGate() {
  const server = createServer(async (request, response) => {
    const { method = 'GET', headers, url } = request;
    if (putOff(request)) return void response.writeHead(429, { 'Retry-After': '3' }).end();
    const body = await buffer(request);
    const answered = await fetch(`${worker.url}${url}`, {
      method,
      headers: headers as Record<string, string>,
      ...(body.length > 0 && { body }),
    });
    const type = answered.headers.get('content-type') ?? '';
    response.writeHead(answered.status, { 'content-type': type });
    response.end(Buffer.from(await answered.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const tabs = () => spreadsheet.sheets().filter(({ name }) => name.startsWith('Sorties'));
const rows = () => spreadsheet.view(sheet, 1, 300).map((row) => row.map(({ text }) => text));
const type = (row: number, block: string[][], column = 1) =>
  spreadsheet.type(CLERK, sheet, row, column, block, true);
const clear = (from: number, to: number) =>
  type(
    from,
    Array.from({ length: to - from + 1 }, () => Array<string>(9).fill('')),
  );
/** Type, destination, code, lot, quantity, date. */
const RESULT = 6;
const NUMBER = 7;
const ID = 8;
const results = (from: number, to: number) =>
  rows()
    .slice(from - 1, to)
    .map((row) => row[RESULT]);
const documents = async () =>
  (
    await hospital.ask<{ rows: DocumentHead[] }>(MANAGER, 'GET', '/v1/documents?depot=PHC&limit=100')
  ).rows.filter(({ type: what }) => what !== 'entry-opening');

describe('the sheet «Sorties»', () => {
  it('is made once for a depot, under its header, and found again whatever its name', async () => {
    expect(rows()[0]?.slice(0, 9)).toEqual([
      ...['Type', 'Destination', 'Code', 'Lot', 'Quantité', 'Date', 'Résultat', 'Bon', 'Id'],
    ]);
    expect((await luc.good('openExitSheet', 'PHC')).sheet).toBe('Sorties PHC');
    expect(tabs()).toHaveLength(1);
  });

  it('is checked line by line on request: what each row would take, or what is wrong, and nothing moves', async () => {
    type(2, [
      ['Service', 'CHIR', 'para500', '', '60'],
      ['service', 'chir', 'SIROP', '', '0,5'],
      ['Perte', 'Casse', 'PARA500', '0012', '2'],
      ['Dépôt', 'WARD', 'VIS', '', '5'],
      ['Patient', 'P-0001', 'RIEN', '', '1'],
      ['Patient', 'P-0001', 'PARA500', '', 'abc'],
      ['Patient', 'P-0001', 'POMPE', '00045678901234567890', '1'],
      ['Don', 'x', 'VIS', '', '1'],
      ['Service', '', 'VIS', '', '1'],
      ['Service', 'ORTHO', 'VIS', '', '1,5'],
      ['Service', 'CHIR2', 'PARA500', '99', '1'],
      ['Service', 'CHIR3', 'LOTS', '', '1'],
      ['Don', '', '', '', 'abc'],
    ]);
    const checked = await luc.good('checkExitSheet', 'PHC');
    expect(checked).toMatchObject({ ready: 4, documents: 3, waiting: 1 });
    expect(results(2, 14)).toEqual([
      'prêt : lot L2 (50), lot 0012 (10)',
      'prêt : sans lot (0,5)',
      'prêt : lot 0012 (2)',
      'prêt : sans lot (5)',
      'RIEN : référence inconnue',
      '«abc» n’est pas une quantité positive',
      'attend la ligne 6 et 1 autre ligne du même document',
      'type «Don» : tapez Patient, Service, Dépôt ou Perte',
      'destination à remplir',
      'VIS : en nombre entier. Le destinataire ou la provenance «ORTHO» n’existe pas.',
      'PARA500 : lot 99 absent de ce dépôt. Le destinataire ou la provenance «CHIR2» n’existe pas.',
      'LOTS : 1 demandé, 0 utilisable. Le destinataire ou la provenance «CHIR3» n’existe pas.',
      'type «Don» : tapez Patient, Service, Dépôt ou Perte ; destination à remplir ; code à remplir ; «abc» n’est pas une quantité positive',
    ]);
    expect(checked.problems.map(([row]) => row)).toEqual([6, 7, 9, 10, 11, 12, 13, 14]);
    clear(14, 14);
    expect(await documents()).toEqual([]);
  });

  it('is posted as one document for each destination, each whole or not at all', async () => {
    const { posted, problems } = await luc.good('postExitSheet', 'PHC');
    expect(posted.map(({ number, rows: of }) => [number.slice(0, 7), of])).toEqual([
      ['SS-PHC-', [2, 3]],
      ['PE-PHC-', [4]],
      ['TR-PHC-', [5]],
    ]);
    expect(problems.map(([row]) => row)).not.toContain(8);
    expect(results(8, 8)).toEqual(['attend la ligne 6 et 1 autre ligne du même document']);
    expect(results(2, 2)).toEqual([`enregistré : ${posted[0]?.number}`]);
    expect(rows()[3]?.[NUMBER]).toBe(posted[1]?.number);
    const exit = await hospital.ask<PostedDocument>(MANAGER, 'GET', `/v1/documents/${posted[0]?.id}`);
    expect(exit.movements.map(({ item, lot, quantity }) => [item, lot, quantity])).toEqual([
      ['PARA500', 'L2', -50],
      ['PARA500', '0012', -10],
      ['SIROP', '', -0.5],
    ]);
    expect(await documents()).toHaveLength(3);
  });

  it('again: nothing goes out twice', async () => {
    expect((await luc.good('postExitSheet', 'PHC')).posted).toEqual([]);
    expect(await documents()).toHaveLength(3);
  });

  it('a row with an id is asked about, never posted anew: the answer was lost, the goods were not', async () => {
    const [, first] = rows();
    spreadsheet.type(CLERK, sheet, 2, NUMBER + 1, [[''], ['']], true);
    expect(rows()[1]?.[ID]).toBe(first?.[ID]);
    const { posted } = await luc.good('postExitSheet', 'PHC');
    expect(posted.map(({ number, rows: of }) => [number, of])).toEqual([[first?.[NUMBER], [2, 3]]]);
    expect(await documents()).toHaveLength(3);
  });

  it('a row copied with its hidden id is said not to be recorded; without its number it goes out as a row of its own', async () => {
    const before = (await documents()).length;
    const recorded = rows()[4]!.slice(0, 9);
    type(8, [recorded]);
    const { posted, problems } = await luc.good('postExitSheet', 'PHC');
    expect(posted).toEqual([]);
    const [said] = problems.filter(([row]) => row === 8);
    expect(said?.[1]).toBe(
      'copie de la ligne 5, non enregistrée : videz sa cellule «Bon» pour l’enregistrer, ou supprimez-la',
    );
    expect(results(8, 8)).toEqual([said?.[1]]);
    type(8, [['']], NUMBER + 1);
    const again = await luc.good('postExitSheet', 'PHC');
    expect(again.posted.map(({ rows: of }) => of)).toEqual([[8]]);
    expect(rows()[7]?.[NUMBER]).not.toBe(recorded[NUMBER]);
    expect(await documents()).toHaveLength(before + 1);
    expect((await luc.good('postExitSheet', 'PHC')).posted).toEqual([]);
    clear(8, 8);
  });

  it('one document of which the service says nothing now does not hold the others up', async () => {
    type(20, [['Service', 'CHIR', 'SIROP', '', '0,001']]);
    type(21, [['Service', 'CHIR', 'SIROP', '', '0,001']]);
    expect((await luc.good('postExitSheet', 'PHC')).posted).toHaveLength(1);
    // Two answers were lost, and one of the questions about them is put off.
    const lost = rows()[19]![NUMBER]!;
    type(20, [[''], ['']], NUMBER + 1);
    type(22, [['Dépôt', 'WARD', 'SIROP', '', '0,001']]);
    type(23, [['Perte', 'Casse', 'SIROP', '', '0,001', '', '', '', `${crypto.randomUUID()}#1`]]);
    let asked = 0;
    putOff = ({ method, url = '' }) => method === 'GET' && url.startsWith('/v1/documents/') && asked++ === 0;
    const { posted, problems } = await luc.good('postExitSheet', 'PHC');
    expect(problems.map(([row]) => row)).toEqual(expect.arrayContaining([20, 21]));
    expect(results(20, 20)[0]).toMatch(/Attendez 3 secondes/);
    expect(posted.flatMap(({ rows: of }) => of)).toEqual([22, 23]);
    putOff = () => false;
    const after = await luc.good('postExitSheet', 'PHC');
    expect(after.posted.map(({ number, rows: of }) => [number, of])).toEqual([[lost, [20, 21]]]);
    clear(20, 23);
  });

  it('a document that the service refuses says why beside its rows, and its rows are free again', async () => {
    type(6, [
      ['Service', 'NULLE-PART', 'VIS', '', '1'],
      ['Service', 'NULLE-PART', 'VIS', '', '2'],
    ]);
    clear(8, 14);
    // Checking says so before anything is sent.
    expect(await luc.good('checkExitSheet', 'PHC')).toMatchObject({
      ready: 0,
      problems: [6, 7].map((row) => [row, 'Le destinataire ou la provenance «NULLE-PART» n’existe pas.']),
    });
    const { posted, problems } = await luc.good('postExitSheet', 'PHC');
    expect(posted).toEqual([]);
    expect(problems).toEqual([
      [6, 'Le destinataire ou la provenance «NULLE-PART» n’existe pas.'],
      [7, 'Le destinataire ou la provenance «NULLE-PART» n’existe pas.'],
    ]);
    expect(
      rows()
        .slice(5, 7)
        .map((row) => row[ID]),
    ).toEqual(['', '']);
    type(6, [['CHIR'], ['CHIR']], 2);
    expect((await luc.good('postExitSheet', 'PHC')).posted.map(({ rows: of }) => of)).toEqual([[6, 7]]);
  });

  it('takes a type in small or capital letters, without its accent, and spells it as its list does: no corner stays red', async () => {
    type(8, [
      ['depot', 'WARD', 'SIROP', '', '0,001'],
      ['SERVICE', 'CHIR', 'SIROP', '', '0,001'],
      ['perte', 'Casse', 'SIROP', '', '0,001'],
      ['Depot', 'WARD', 'SIROP', '', '0,001'],
      ['Loss', 'Casse', 'SIROP', '', '0,001'],
      ['pasient', 'P-0001', 'SIROP', '', '0,001'],
    ]);
    expect(await luc.good('checkExitSheet', 'PHC')).toMatchObject({ ready: 5, documents: 3 });
    const types = spreadsheet.view(sheet, 8, 6).map(([cell]) => [cell?.text, cell?.warning ?? '']);
    const help = 'Patient, Service, Dépôt ou Perte ; «Vérifier les lignes» corrige majuscules et accents';
    expect(types).toEqual([
      ...[
        ['Dépôt', ''],
        ['Service', ''],
        ['Perte', ''],
        ['Dépôt', ''],
        ['Perte', ''],
        ['pasient', help],
      ],
    ]);
    clear(8, 13);
  });

  it('a row that cannot be read holds its document up, whose other rows are judged all the same', async () => {
    const before = (await documents()).length;
    type(8, [
      ['Service', 'CHIR', 'SIROP', '', 'deux'],
      ['Service', 'CHIR', 'SIROP', '', '0,001'],
      ['Service', 'AILLEURS', 'SIROP', '', ''],
      ['Service', 'AILLEURS', 'SIROP', '', '0,001'],
    ]);
    const told = [
      '«deux» n’est pas une quantité positive',
      'attend la ligne 8 du même document',
      'quantité à remplir. Le destinataire ou la provenance «AILLEURS» n’existe pas.',
      'Le destinataire ou la provenance «AILLEURS» n’existe pas.',
    ];
    expect(await luc.good('checkExitSheet', 'PHC')).toMatchObject({ ready: 0, documents: 0, waiting: 1 });
    expect(results(8, 11)).toEqual(told);
    // A row that only waits does not look like a mistake.
    const grounds = spreadsheet.view(sheet, 8, 2).map((row) => row[RESULT]?.background);
    expect(grounds).toEqual(['#fce8e6', '#e8eaed']);
    expect(await luc.good('postExitSheet', 'PHC')).toMatchObject({ posted: [], waiting: 1 });
    expect(results(8, 11)).toEqual(told);
    expect(await documents()).toHaveLength(before);
    clear(8, 11);
  });

  it('goods that leave yesterday and today are two documents, each of its day; a day that is none, or to come, is told', async () => {
    const { today } = await hospital.ask<Me>(MANAGER, 'GET', '/v1/me');
    const yesterday = addDays(today, -1);
    await hospital.ask(hospital.worker.admin, 'PUT', '/v1/items', {
      code: 'GANTS',
      label: 'Gants',
      unit: 'paire',
    });
    await hospital.ask(hospital.worker.admin, 'POST', '/v1/documents', {
      ...{ id: crypto.randomUUID(), type: 'entry-opening', depot: 'PHC', date: addDays(today, -3) },
      lines: [{ item: 'GANTS', bin: '', quantity: 10, unitCost: 1 }],
    });
    await hospital.stock([{ item: 'GANTS', bin: '', quantity: 5, unitCost: 1 }]);
    const on = (date: string) => formatDate(date, 'fr');
    type(8, [
      ['Service', 'CHIR', 'GANTS', '', '4', 'hier'],
      ['Service', 'CHIR', 'GANTS', '', '6'],
      ['Service', 'CHIR', 'GANTS', '', '5', on(yesterday)],
      ['Service', 'CHIR', 'GANTS', '', '2', 'hier'],
      ['Service', 'CHIR', 'GANTS', '', '1', 'bientôt'],
      ['Service', 'CHIR', 'SIROP', '', '0,001', on(addDays(today, 1))],
    ]);
    // Of the 10 that were here yesterday, 9 leave then; 5 came today, so that 6 may leave today.
    await luc.good('checkExitSheet', 'PHC');
    expect(results(8, 13)).toEqual([
      'attend la ligne 11 du même document',
      'prêt : sans lot (6)',
      'attend la ligne 11 du même document',
      `GANTS : 2 demandés, 0 utilisable le ${on(yesterday)}`,
      '«bientôt» n’est pas une date (20/11, hier)',
      `La date ${on(addDays(today, 1))} est dans l’avenir ; aujourd’hui est le ${on(today)}.`,
    ]);
    clear(11, 13);
    const { posted } = await luc.good('postExitSheet', 'PHC');
    expect(posted.map(({ rows: of }) => of)).toEqual([[8, 10], [9]]);
    const dates = await Promise.all(
      posted.map(({ id }) => hospital.ask<PostedDocument>(MANAGER, 'GET', `/v1/documents/${id}`)),
    );
    expect(dates.map(({ date }) => date)).toEqual([yesterday, today]);
    expect(await hospital.balance('GANTS')).toBe(0);
    clear(8, 10);
  });

  it('a row of several bad ones waits for the first, and says how many others; a barcode is too large a quantity', async () => {
    type(8, [
      ['Service', 'CHIR', 'SIROP', '', '0,001'],
      ['Service', 'CHIR', 'SIROP', '', 'deux'],
      ['Service', 'CHIR', 'SIROP', '', '99999999999999999999'],
      ['Service', 'CHIR', 'RIEN', '', '1'],
    ]);
    await luc.good('checkExitSheet', 'PHC');
    expect(results(8, 10)).toEqual([
      'attend la ligne 9 et 2 autres lignes du même document',
      '«deux» n’est pas une quantité positive',
      expect.stringMatching(/^«.*» est une trop grande quantité : 1.000.000.000 au plus$/),
    ]);
    clear(8, 11);
  });

  it('a row that was emptied says nothing any more, by checking and by recording', async () => {
    const bad = ['Service', 'NULLE-PART', 'VIS', '', '1'];
    const empty = ['', '', '', '', '', ''];
    for (const call of ['checkExitSheet', 'postExitSheet'] as const) {
      type(8, [bad]);
      await luc.good('checkExitSheet', 'PHC');
      expect(results(8, 8)[0]).toMatch(/NULLE-PART/);
      type(8, [empty]);
      await luc.good(call, 'PHC');
      expect(results(8, 8)).toEqual(['']);
    }
  });

  it('a recorded row that is changed says so, and that its document stands; changed back it is recorded as before', async () => {
    type(8, [['Service', 'CHIR', 'SIROP', '', '0,005']]);
    const [first] = (await luc.good('postExitSheet', 'PHC')).posted;
    const recorded = `enregistré : ${first?.number}`;
    expect(results(8, 8)).toEqual([recorded]);
    type(8, [['0,006']], 5);
    const told = `modifiée depuis : ${first?.number} reste tel qu’enregistré. Rétablissez la ligne, ou contre-passez ${first?.number}.`;
    for (const call of ['checkExitSheet', 'postExitSheet'] as const) {
      expect(await luc.good(call, 'PHC')).toMatchObject({ problems: [[8, told]], unrecorded: 0 });
      expect(results(8, 8)).toEqual([told]);
      expect(spreadsheet.view(sheet, 8, 1)[0]?.[RESULT]?.background).toBe('#fce8e6');
    }
    // The same, in other letters, is the same.
    type(8, [['service', 'chir', 'sirop', '', '0,0050']]);
    expect(await luc.good('checkExitSheet', 'PHC')).toMatchObject({ problems: [], unrecorded: 0 });
    expect(results(8, 8)).toEqual([recorded]);
    type(8, [Array<string>(6).fill('')]);
    await luc.good('checkExitSheet', 'PHC');
    expect(results(8, 8)).toEqual([told]);
    clear(8, 8);
  });

  it('what was not recorded is counted, so that «nothing new» is no failure', async () => {
    const { recorded } = await luc.good('postExitSheet', 'PHC');
    expect(recorded).toBeGreaterThan(0);
    expect(await luc.good('postExitSheet', 'PHC')).toMatchObject({ posted: [], recorded, unrecorded: 0 });
    type(8, [['Service', 'NULLE-PART', 'VIS', '', '1']]);
    expect(await luc.good('postExitSheet', 'PHC')).toMatchObject({ posted: [], recorded, unrecorded: 1 });
    clear(8, 8);
  });

  it('a tab without a column of dates is of today; in one that somebody made, what the spreadsheet took for a date is one', async () => {
    const { today } = await hospital.ask<Me>(MANAGER, 'GET', '/v1/me');
    const posted = async () => {
      const { posted: documentsOf } = await luc.good('postExitSheet', 'PHC');
      expect(results(8, 8)).toEqual([expect.stringMatching(/^enregistré/)]);
      const { id } = documentsOf[0]!;
      return (await hospital.ask<PostedDocument>(MANAGER, 'GET', `/v1/documents/${id}`)).date;
    };
    type(1, [['']], 6);
    type(8, [['Service', 'CHIR', 'SIROP', '', '0,001']]);
    expect(await posted()).toBe(today);
    clear(8, 8);
    await hospital.ask(hospital.worker.admin, 'POST', '/v1/documents', {
      ...{ id: crypto.randomUUID(), type: 'entry-opening', depot: 'PHC', date: addDays(today, -3) },
      lines: [{ item: 'GANTS', bin: '', quantity: 1, unitCost: 1 }],
    });
    // Beyond the columns that are texts: there a date typed is held as one.
    type(1, [['Date']], 12);
    type(8, [['Service', 'CHIR', 'GANTS', '', '1']]);
    type(8, [[formatDate(addDays(today, -2), 'fr')]], 12);
    expect(await posted()).toBe(addDays(today, -2));
    type(1, [['']], 12);
    type(8, [['']], 12);
    type(1, [['Date']], 6);
    clear(8, 8);
  });

  it('asks the platform as often for two hundred rows as for one', async () => {
    const calls = async (work: () => Promise<unknown>) => {
      addon.host.resetCalls();
      await work();
      return Object.values(addon.host.serviceCalls()).reduce((sum, count) => sum + count, 0);
    };
    const block = (count: number) =>
      Array.from({ length: count }, () => ['Service', 'CHIR', 'SIROP', '', '0,001']);
    const checkedAndPosted = async () => [
      await calls(() => luc.good('checkExitSheet', 'PHC')),
      await calls(() => luc.good('postExitSheet', 'PHC')),
    ];
    type(8, block(1));
    const one = await checkedAndPosted();
    type(9, block(200));
    expect(await checkedAndPosted()).toEqual(one);
    expect(results(208, 208)[0]).toMatch(/^enregistré : SS-PHC-/);
  });

  it('a column that is gone, or the whole sheet, is said with what to do', async () => {
    type(1, [['Autre']], 5);
    expect(await luc.call('checkExitSheet', 'PHC')).toMatchObject({
      code: 'EXIT_SHEET_COLUMNS',
      message: expect.stringContaining('«Quantité»'),
    });
    expect(await luc.call('checkExitSheet', 'WARD')).toMatchObject({ code: 'EXIT_SHEET_GONE' });
  });
});
