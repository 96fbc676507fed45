/** Whatever people do to the tab of a count is survived or said in words, and «Réparer la feuille» makes it whole again (Q21). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SpreadsheetDocument } from '../../addon/local/host/types.ts';
import type { ColumnKey } from '../../addon/server/countColumns.ts';
import type { Round } from '../../addon/sidebar/counts/sendingRound.ts';
import {
  type CountDesk,
  giveUpCounts,
  openCount,
  resume,
  type Tab,
  tabOf,
  wholeCount,
} from './addonCount.ts';
import { type Hospital, MANAGER, type OpenHospital, openHospital } from './addonHospital.ts';
import type { AddonHost, Seat } from './addonHost.ts';

const NAME = 'Inventaire 2026';
const SHEET_COLUMNS: ColumnKey[] = [
  'line',
  'bin',
  'item',
  'lot',
  'serial',
  'theoretical',
  'counted',
  'state',
  'note',
];

let hospital: Hospital;
let addon: AddonHost;
let close: OpenHospital['close'] | undefined;
let book: SpreadsheetDocument;
let ines: Seat;
let desk: CountDesk;
let tab: Tab;
/** What stood in «Compté» beside each line before: all sent but one, which is merely typed. */
let figures: Record<string, string>;
let unsent: string;

beforeAll(async () => {
  ({ hospital, addon, close } = await openHospital());
  const lots = Array.from({ length: 10 }, (_, at) => `C${at}`);
  await hospital.stock(lots.map((lot) => ({ item: 'LOTS', bin: 'A-01', lot, quantity: 30, unitCost: 1 })));
});
afterAll(() => close?.());

beforeEach(async () => {
  book = addon.open();
  ines = addon.seat(book, MANAGER);
  ines.answering('YES');
  await giveUpCounts(ines);
  desk = await openCount(ines);
  tab = tabOf(book, MANAGER);
  const typed = tab.rowOf('lot', 'C9');
  tab.paste(
    'counted',
    Array.from({ length: 14 }, (_, at) => (at + 2 === typed ? '' : '1')),
  );
  tab.type(2, 'note', 'boîte ouverte');
  expect(await desk.sending.round()).toMatchObject({ ok: true, sent: 13, problems: [], refused: [] });
  tab.type(typed, 'counted', '29');
  unsent = tab.cell(typed, 'line');
  figures = figuresOn(tab);
  expect(Object.keys(figures)).toHaveLength(14);
});

function figuresOn(of: Tab): Record<string, string> {
  const [line, counted] = [of.column('line') - 1, of.column('counted') - 1];
  const rows = of
    .rows()
    .slice(1)
    .filter((row) => row[line] !== '');
  return Object.fromEntries(rows.map((row) => [row[line], row[counted] ?? '']));
}

/** The tab made again, in the spreadsheet under that name, with all its columns and figures. */
async function repaired(name = NAME): Promise<string[]> {
  const { left, old, sheet } = await ines.good('repairCountSheet', wholeCount(desk.id), false);
  expect(sheet.name).toBe(name);
  if (left.length === 0) expect(old).toBeNull();
  const made = tabOf(book, MANAGER, name);
  expect(SHEET_COLUMNS.map((key) => made.column(key))).not.toContain(0);
  expect(figuresOn(made)).toEqual(figures);
  expect(made.cell(made.rowOf('note', 'boîte ouverte'), 'line')).toBe(desk.resumed.known[0]![0].toString());
  const again = await resume(ines, desk.id);
  expect(await again.sending.round()).toMatchObject({
    ok: true,
    problems: [],
    refused: [],
    held: [],
    missing: 0,
  });
  return left;
}

const SURVIVED = { ok: true, sent: 1, problems: [], refused: [], held: [], missing: 0, erased: 0 };
const said = ({ problems }: Round) => problems.map(({ problem }) => problem);

describe('survived: what is typed is sent from', () => {
  const survived: [what: string, done: () => unknown, name?: string][] = [
    ['a sorted tab', () => book.sort(tab.id, tab.column('lot'), false)],
    ['a filtered tab', () => ines.good('filterCountSheet', wholeCount(desk.id), { item: 'SIROP' })],
    [
      'moved columns',
      () => {
        book.moveColumn(tab.id, tab.column('counted'), 2);
        book.moveColumn(tab.id, tab.column('item'), tab.column('supplier'));
        book.moveColumn(tab.id, tab.column('line'), 5);
      },
    ],
    ['empty rows between the lines', () => book.insertRows(tab.id, 4, 3)],
    ['a renamed tab', () => book.renameSheet(tab.id, 'Rayon du fond'), 'Rayon du fond'],
    [
      'a tab without its state',
      () =>
        book.type(
          MANAGER,
          tab.id,
          1,
          tab.column('state'),
          Array.from({ length: 15 }, () => ['']),
          true,
        ),
    ],
  ];

  for (const [what, done, name] of survived)
    it(what, async () => {
      await done();
      expect(await desk.sending.round()).toMatchObject(SURVIVED);
      expect(await repaired(name)).toEqual([]);
    });
});

describe('said in words, and repaired:', () => {
  it('deleted rows are missing; what was sent of them comes back', async () => {
    book.deleteRows(tab.id, 3, 2);
    expect(await desk.sending.round()).toMatchObject({ ...SURVIVED, missing: 2 });
    expect(await repaired()).toEqual([]);
  });

  it('a figure in a row that somebody inserted is of no line; the old tab keeps it', async () => {
    book.insertRows(tab.id, 4, 1);
    tab.type(4, 'counted', '5');
    const round = await desk.sending.round();
    expect(round).toMatchObject({ ok: true, sent: 1, missing: 0 });
    expect(said(round)).toEqual(['cette ligne n’est pas de l’inventaire, «5» n’est pas envoyé']);
    expect(await repaired()).toEqual([expect.stringMatching(/^Ligne 4 : .*«5»/)]);
    expect(tabOf(book, MANAGER, `${NAME} (ancienne)`).cell(4, 'counted')).toBe('5');
  });

  it('the hidden ids were cleared: each figure follows the goods that its row shows', async () => {
    book.type(
      MANAGER,
      tab.id,
      2,
      tab.column('line'),
      Array.from({ length: 14 }, () => ['']),
      true,
    );
    const round = await desk.sending.round();
    expect(round).toMatchObject({ sent: 0, missing: 14 });
    expect(new Set(said(round).map((text) => text.split(',')[0]))).toEqual(
      new Set(['cette ligne n’est pas de l’inventaire']),
    );
    expect(await repaired()).toEqual([]);
  });

  it('the counted column was cleared: nothing is erased, and what was sent stands there again', async () => {
    tab.paste('counted', Array(14).fill(''));
    expect(await desk.sending.round()).toMatchObject({ sent: 0, erased: 13, counted: 13 });
    // What was merely typed is gone with it.
    figures[unsent] = '';
    expect(await repaired()).toEqual([]);
  });

  it('a heading was typed over: the column is named, and the old tab keeps what nobody can read', async () => {
    book.type(MANAGER, tab.id, 1, tab.column('counted'), [['Quantité']], true);
    expect(await desk.sending.round()).toMatchObject({
      ...{ ok: false, code: 'SHEET_COLUMNS' },
      message: expect.stringMatching(/«Compté».*Réparer la feuille/),
    });
    figures[unsent] = '';
    const { left, old } = await ines.good('repairCountSheet', wholeCount(desk.id), false);
    expect([left.length, old]).toEqual([1, `${NAME} (ancienne)`]);
    expect(figuresOn(tabOf(book, MANAGER))).toEqual(figures);
  });

  it('a text stands in a number’s cell: it is not sent, and is not lost', async () => {
    tab.type(3, 'counted', 'une douzaine');
    figures[tab.cell(3, 'line')] = 'une douzaine';
    const round = await desk.sending.round();
    expect(round).toMatchObject({ ok: true, sent: 1 });
    expect(said(round)).toEqual([expect.stringMatching(/^«une douzaine» n’est pas un nombre : tapez/)]);
    await ines.good('repairCountSheet', wholeCount(desk.id), false);
    expect(figuresOn(tabOf(book, MANAGER))).toEqual(figures);
  });

  it('a copy is never read, not even where it is all that is left', async () => {
    const copy = book.copySheet(tab.id);
    book.type(MANAGER, copy, 3, tab.column('counted'), [['7']], true);
    expect(await desk.sending.round()).toMatchObject({ ...SURVIVED, copies: [`Copie de ${NAME}`] });
    book.deleteSheet(tab.id);
    expect((await desk.sending.round()).message).toMatch(/Réparer la feuille.*Copie de Inventaire 2026/);
    expect(await repaired()).toEqual([]);
    expect(tabOf(book, MANAGER, `Copie de ${NAME}`).cell(3, 'counted')).toBe('7');
  });
});
