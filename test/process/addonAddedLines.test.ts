/** «Ajouter réf.» through the real bundle: the line joins the count, and its row the sheet that shows it (E28, E55, Q19). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SpreadsheetDocument } from '../../addon/local/host/types.ts';
import type { CountTab } from '../../addon/server/calls/countSheet.ts';
import { addedText } from '../../addon/sidebar/counts/addedLine.ts';
import type { AddCountLine, OpenCount } from '../../shared/contract/counts.ts';
import { addon as fr } from '../../shared/text/fr/addon.ts';
import { type CountDesk, giveUpCounts, openCount, resumeTab, tabOf, wholeCount } from './addonCount.ts';
import { CLERK, type Hospital, MANAGER, type OpenHospital, openHospital } from './addonHospital.ts';
import type { AddonHost, Seat } from './addonHost.ts';

const NAME = 'Inventaire 2026';
const TEAMS: OpenCount['teams'] = [
  { team: 1, name: 'Équipe 1', members: [CLERK], bins: ['A-01'] },
  { team: 2, name: 'Équipe du soir', members: [], bins: ['1/2'] },
];

let hospital: Hospital;
let addon: AddonHost;
let close: OpenHospital['close'] | undefined;
let book: SpreadsheetDocument;
let ines: Seat;
let luc: Seat;

beforeAll(async () => {
  ({ hospital, addon, close } = await openHospital());
  await hospital.ask(hospital.worker.admin, 'PUT', '/v1/bins', { depot: 'PHC', code: 'C-03' });
});
afterAll(() => close?.());

beforeEach(async () => {
  book = addon.open();
  ines = addon.seat(book, MANAGER);
  luc = addon.seat(book, CLERK);
  ines.answering('YES');
  await giveUpCounts(ines);
});

/** What Luc reads after the press. */
async function add(tab: CountTab, line: AddCountLine, typed = ''): Promise<string> {
  const answer = await luc.good('addCountLine', crypto.randomUUID(), tab, line);
  return addedText(answer, { quantity: typed, round: tab.round }, 'fr', fr);
}

/** The cell that the script brought Luc to. */
function selected() {
  const event = luc.shown.findLast((one) => one.what === 'activate');
  return event?.what === 'activate' ? { sheet: event.sheetId, row: event.area?.row } : null;
}

const VIAL = { item: 'SIROP', bin: 'A-01' };

describe('a line that was not on the list', () => {
  let desk: CountDesk;
  let tab: CountTab;
  beforeEach(async () => {
    desk = await openCount(ines);
    tab = wholeCount(desk.id);
  });

  it('gets its row below the others, and everything typed on the sheet stays', async () => {
    const sheet = tabOf(book, MANAGER);
    sheet.paste('counted', ['10', 'douze', '']);
    sheet.type(3, 'note', 'boîte ouverte');
    const before = sheet.rows();
    expect(await add(tab, { ...VIAL, lot: '007', quantity: 2.5 })).toBe(
      'SIROP (A-01 · 007) est ajouté à l’inventaire. C’est la ligne 6 de cette feuille.',
    );
    const after = tabOf(book, MANAGER);
    expect(after.id).toBe(sheet.id);
    expect(after.rows().slice(0, 5)).toEqual(before);
    const shown = ['bin', 'item', 'label', 'unit', 'lot', 'theoretical', 'counted', 'state'] as const;
    expect(shown.map((key) => after.cell(6, key))).toEqual([
      ...['A-01', 'SIROP', '=HYPERLINK("x")', 'ml', '007', '0', '2,5', 'enregistré : 2,5'],
    ]);
    expect(selected()).toEqual({ sheet: sheet.id, row: 6 });
  });

  it('has a row like the others: free to type in, coloured, sent', async () => {
    await add(tab, { ...VIAL, lot: 'N1' });
    const sheet = tabOf(book, MANAGER);
    expect(book.type(CLERK, sheet.id, 6, sheet.column('counted'), [['abc']])).toEqual({ refused: [] });
    expect(book.type(CLERK, sheet.id, 6, 3, [['X']]).needsConfirmation).toMatch(/Compté/);
    sheet.type(6, 'counted', '3');
    const mine = await resumeTab(luc, tab);
    expect(mine.resumed.sheet.built).toBe(false);
    expect(await mine.sending.round()).toMatchObject({ sent: 1, problems: [], missing: 0, held: [] });
    expect(book.view(sheet.id, 6, 1)[0]?.[sheet.column('state') - 1]).toMatchObject({
      text: 'enregistré : 3',
      background: '#e6f4ea',
    });
  });

  it('finds its columns where people moved them, and shows no theoretical quantity on a blind sheet (Q22)', async () => {
    await ines.good('cancelCount', crypto.randomUUID(), desk.id);
    const blind = await openCount(ines, { blind: true, name: 'Aveugle' });
    const { id, column } = tabOf(book, MANAGER, 'Aveugle');
    book.moveColumn(id, column('counted'), 2);
    await ines.good('addCountLine', crypto.randomUUID(), wholeCount(blind.id), { ...VIAL, quantity: 4 });
    const sheet = tabOf(book, MANAGER, 'Aveugle');
    const columns = ['counted', 'item', 'bin'] as const;
    expect(columns.map((key) => sheet.cell(6, key))).toEqual(['4', 'SIROP', 'A-01']);
    expect(sheet.rows()[0]).not.toContain('Théorique');
    expect(sheet.rows()[5]!.filter(Boolean)).toHaveLength(7);
  });

  it('is written in one block, whatever the sheet holds', async () => {
    addon.host.resetCalls();
    await add(tab, { ...VIAL, lot: 'B1' });
    const calls = addon.host.serviceCalls();
    expect(calls['Range.setValues']).toBe(1);
    expect(calls['Sheet.deleteRows'] ?? 0).toBe(0);
    expect(calls['Spreadsheet.insertSheet'] ?? 0).toBe(0);
    expect(calls['UrlFetchApp.fetch']).toBe(2);
  });

  it('asked for again, is shown instead of doubled; a filter that hides it gives way', async () => {
    await add(tab, { ...VIAL, lot: 'N2', quantity: 1 });
    const { rows } = tabOf(book, MANAGER);
    await luc.good('filterCountSheet', tab, { lot: 'L2' });
    expect(await add(tab, { ...VIAL, lot: 'n2', quantity: 9 }, '9')).toBe(
      'SIROP (A-01 · N2) est déjà à l’inventaire : rien n’est ajouté, la quantité 9 non plus. C’est la ligne 6 de cette feuille.',
    );
    expect(rows()).toHaveLength(6);
    expect(selected()?.row).toBe(6);
    expect(book.sheets()[0]?.hiddenRows).toEqual([]);
    expect(tabOf(book, MANAGER).cell(6, 'counted')).toBe('1');
  });

  it('on a sheet without its columns is in the count all the same, and it is said that the sheet does not show it', async () => {
    const sheet = tabOf(book, MANAGER);
    book.type(MANAGER, sheet.id, 1, sheet.column('counted'), [['Mes chiffres']], true);
    expect(await add(tab, { ...VIAL, lot: 'N3' })).toMatch(
      /est ajouté à l’inventaire\. La feuille ne le montre pas encore\..*Réparer la feuille/,
    );
    const repaired = await luc.good('repairCountSheet', tab, false);
    expect(repaired.known).toHaveLength(5);
  });
});

describe('a line whose bin another team counts (Q21)', () => {
  let id: string;
  const team = (number: number): CountTab => ({ ...wholeCount(id), team: number });
  beforeEach(async () => {
    id = crypto.randomUUID();
    await ines.good('openCount', { id, name: NAME, depot: 'PHC', kind: 'article', teams: TEAMS });
    await resumeTab(luc, team(1));
  });

  it('is on that team’s sheet, and it is said which', async () => {
    await resumeTab(ines, team(2));
    const mine = tabOf(book, MANAGER, `${NAME} · Équipe 1`).rows();
    const goods = { item: 'PARA500', bin: '1/2', lot: 'SOIR', quantity: 6 };
    expect(await add(team(1), goods)).toBe(
      'PARA500 (1/2 · SOIR) est ajouté à l’inventaire. C’est la ligne 3 d’une autre feuille, «Inventaire 2026 · Équipe du soir» (comptée par Équipe du soir).',
    );
    expect(tabOf(book, MANAGER, `${NAME} · Équipe 1`).rows()).toEqual(mine);
    const theirs = tabOf(book, MANAGER, `${NAME} · Équipe du soir`);
    expect([theirs.cell(3, 'lot'), theirs.cell(3, 'counted')]).toEqual(['SOIR', '6']);
    expect(await add(team(1), goods, '6')).toMatch(
      /est déjà à l’inventaire : rien n’est ajouté.*autre feuille/,
    );
    const evening = await resumeTab(ines, team(2));
    expect(await evening.sending.round()).toMatchObject({ sent: 0, missing: 0, problems: [], held: [] });
  });

  it('is on the sheet of the bins without a team, made when somebody opens it', async () => {
    expect(await add(team(1), { item: 'PARA500', bin: 'C-03', lot: 'SEUL' })).toBe(
      'PARA500 (C-03 · SEUL) est ajouté à l’inventaire. C’est une autre feuille, «Inventaire 2026 · sans équipe» (emplacements sans équipe), qui le montrera quand on l’ouvrira.',
    );
    const { resumed } = await resumeTab(ines, team(0));
    const rows = tabOf(book, MANAGER, resumed.sheet.name).rows();
    expect(rows.slice(1).map((row) => row[5])).toEqual(['SEUL']);
  });

  it('is the first row of a sheet that had none: of bins without a team, where each had one', async () => {
    const nobody = await resumeTab(ines, team(0));
    expect(nobody.resumed).toMatchObject({ known: [], sheet: { built: true } });
    const empty = tabOf(book, MANAGER, nobody.resumed.sheet.name);
    expect(empty.rows().slice(1).flat().join('')).toBe('');
    expect(await nobody.sending.round()).toMatchObject({ ok: true, sent: 0, problems: [], missing: 0 });
    expect(await add(team(0), { item: 'PARA500', bin: 'C-03', lot: 'SEUL' })).toContain(
      'C’est la ligne 2 de cette feuille.',
    );
    const desk = await resumeTab(ines, team(0));
    tabOf(book, MANAGER, nobody.resumed.sheet.name).type(2, 'counted', '3');
    expect(await desk.sending.round()).toMatchObject({ sent: 1, problems: [], missing: 0 });
  });

  it('joins their sheet in another spreadsheet when they open it there', async () => {
    const other = addon.open();
    const away = addon.seat(other, MANAGER);
    await resumeTab(away, team(2));
    const sheet = tabOf(other, MANAGER, `${NAME} · Équipe du soir`);
    sheet.type(2, 'counted', '9,5');
    await add(team(1), { item: 'PARA500', bin: '1/2', lot: 'LOIN' });
    expect(sheet.rows()).toHaveLength(2);
    const desk = await resumeTab(away, team(2));
    const after = tabOf(other, MANAGER, `${NAME} · Équipe du soir`);
    expect([after.cell(2, 'counted'), after.cell(3, 'lot')]).toEqual(['9,5', 'LOIN']);
    expect(await desk.sending.round()).toMatchObject({ sent: 1, missing: 0, problems: [] });
  });

  it('asked for on the second count’s sheet, it is in the first one (B2)', async () => {
    const { known } = (await resumeTab(luc, team(1))).resumed;
    const [line] = known.find(([, , , , , , place]) => place.includes('L2'))!;
    await luc.good('sendCounted', crypto.randomUUID(), id, { lines: [[line, 45, 0]] });
    await ines.good('commandCount', crypto.randomUUID(), id, ['rounds', { lines: [line] }]);
    const second: CountTab = { ...wholeCount(id), round: 2 };
    const desk = await resumeTab(luc, second);
    const sheet = tabOf(book, MANAGER, desk.resumed.sheet.name);
    expect(await add(second, { item: 'PARA500', bin: 'A-01', lot: 'L2' })).toMatch(
      /est déjà à l’inventaire : rien n’est ajouté\. C’est la ligne 2 de cette feuille\.$/,
    );
    expect(await add(second, { item: 'PARA500', bin: 'A-01', lot: '0012' })).toMatch(
      /est déjà à l’inventaire.*C’est la ligne \d d’une autre feuille, «Inventaire 2026 · Équipe 1» \(comptée par Équipe 1\)/,
    );
    // Its row gone from the second sheet, the first figure is not put there.
    book.insertRows(sheet.id, 3, 1);
    book.deleteRows(sheet.id, 2, 1);
    expect(await add(second, { item: 'PARA500', bin: 'A-01', lot: 'L2' })).toContain('Réparer la feuille');
    expect(tabOf(book, MANAGER, desk.resumed.sheet.name).rows().flat()).not.toContain('45');
  });
});
