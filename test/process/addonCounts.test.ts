/** Counts through the real bundle in the local host, on the real Worker: the sheet, what is sent, the cycle. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SpreadsheetDocument } from '../../addon/local/host/types.ts';
import type { CountFilter } from '../../addon/server/calls/countSheet.ts';
import {
  type CountDesk,
  giveUpCounts,
  openCount,
  resume,
  sendingOf,
  type Tab,
  tabOf,
  wholeCount,
} from './addonCount.ts';
import { CLERK, type Hospital, MANAGER, type OpenHospital, openHospital } from './addonHospital.ts';
import type { AddonHost, Seat } from './addonHost.ts';

let hospital: Hospital;
let addon: AddonHost;
let close: OpenHospital['close'] | undefined;
let book: SpreadsheetDocument;
let ines: Seat;
let luc: Seat;

beforeAll(async () => {
  ({ hospital, addon, close } = await openHospital());
});
afterAll(() => close?.());

/** Each test has a spreadsheet of its own; a count that it leaves open is given up before the next. */
beforeEach(async () => {
  book = addon.open();
  ines = addon.seat(book, MANAGER);
  luc = addon.seat(book, CLERK);
  ines.answering('YES');
  await giveUpCounts(ines);
});

/** The colour of a row's state. */
const looks = (tab: Tab, row: number) => book.view(tab.id, row, 1)[0]![tab.column('state') - 1]?.background;

async function countNow(more?: object): Promise<CountDesk & { tab: Tab }> {
  const desk = await openCount(ines, more);
  return { ...desk, tab: tabOf(book, MANAGER) };
}

describe('the count sheet', () => {
  it('shows hostile data as written, in one row for each stock line', async () => {
    const { tab, resumed } = await countNow();
    expect(resumed.known).toHaveLength(4);
    const sirop = tab.rowOf('item', 'SIROP');
    expect([tab.cell(sirop, 'label'), tab.cell(sirop, 'bin'), tab.cell(sirop, 'theoretical')]).toEqual([
      '=HYPERLINK("x")',
      '1/2',
      '10,5',
    ]);
    const pump = tab.rowOf('serial', '00045678901234567890');
    expect(tab.cell(pump, 'label')).toBe('Pompe <script>alert(1)</script> 😀');
    const lot = tab.rowOf('lot', '0012');
    expect([tab.cell(lot, 'expiry'), tab.cell(lot, 'supplier')]).toEqual(['31/01/2031', "O'Neil & fils"]);
    const [sheet] = book.sheets().filter(({ id }) => id === tab.id);
    expect(sheet).toMatchObject({ frozenRows: 1, hiddenColumns: [1], rows: 5 });
    expect(sheet?.protections).toMatchObject([{ warningOnly: true }]);
  });

  it('of a blind count has no theoretical column, for the manager too', async () => {
    const { tab } = await countNow({ blind: true });
    expect(tab.rows()[0]).not.toContain('Théorique');
    expect(tab.rows().flat()).not.toContain('10,5');
  });

  it('keeps the free column free: the rest asks first', async () => {
    const { tab } = await countNow();
    const typed = book.type(MANAGER, tab.id, 2, 3, [['X']]);
    expect(typed.needsConfirmation).toMatch(/Compté/);
    expect(book.type(MANAGER, tab.id, 2, tab.column('counted'), [['abc']])).toEqual({ refused: [] });
  });
});

describe('sending', () => {
  it('sends changed lines only, marks them, and says how far the count is', async () => {
    const { tab, sending } = await countNow();
    tab.paste('counted', ['10', '0']);
    expect(await sending.round()).toMatchObject({ ok: true, sent: 2, counted: 2, lines: 4, problems: [] });
    expect([tab.cell(2, 'state'), tab.cell(3, 'state'), tab.cell(4, 'state')]).toEqual([
      'enregistré : 10',
      'écart de -50 : à vérifier ; enregistré : 0',
      '',
    ]);
    expect(await sending.round()).toMatchObject({ sent: 0 });
    tab.type(2, 'counted', '');
    expect(await sending.round()).toMatchObject({ sent: 1, counted: 1 });
    expect(tab.cell(2, 'state')).toBe('');
  });

  it('finds its rows after a sort, a filter’s inserted rows and a moved column', async () => {
    const { tab, sending, id } = await countNow();
    book.sort(tab.id, 3, false);
    book.insertRows(tab.id, 3, 2);
    book.moveColumn(tab.id, tab.column('counted'), 2);
    tab.type(tab.rowOf('lot', 'L2'), 'counted', '49');
    expect(await sending.round()).toMatchObject({ ok: true, sent: 1, problems: [], missing: 0 });
    const { known } = await ines.good('resumeCountSheet', wholeCount(id));
    expect(known.filter(([, quantity]) => quantity !== null)).toEqual([
      [
        ...[expect.any(Number), 49, 1, 0, 'PARA500', 'Inès Morel', 'A-01\nPARA500\nL2\n', ''],
        { mine: true, expected: 50 },
      ],
    ]);
  });

  it('says in words what cannot be sent, sends the rest, and writes it beside the row', async () => {
    const { tab, sending } = await countNow();
    tab.type(tab.rowOf('lot', 'L2'), 'counted', '2,5');
    tab.type(tab.rowOf('lot', '0012'), 'counted', '12.5');
    tab.type(tab.rowOf('item', 'SIROP'), 'counted', '9,125');
    const round = await sending.round();
    expect(round).toMatchObject({ sent: 1, counted: 1 });
    const said = round.problems.map(({ problem }) => problem);
    expect(said).toContain('2,5 : tapez un nombre entier, cette unité ne se divise pas');
    expect(said).toContainEqual(expect.stringMatching(/^12\.5 est devenu le 12 mai/));
    expect(round.problems).toHaveLength(2);
    expect(tab.cell(tab.rowOf('lot', 'L2'), 'state')).toBe(
      '2,5 : tapez un nombre entier, cette unité ne se divise pas',
    );
  });

  it('takes a scan in the cell as it stands: a pack adds, a serial number stays one (Q10, Q18, B6)', async () => {
    const { tab, sending, resumed, id } = await countNow();
    const [lot, pump] = ['L2', '00045678901234567890'].map(
      (text) => resumed.known.find((line) => line[6].split('\n').includes(text))![0],
    ) as [number, number];
    const scanned = async (line: number, figure: { more: number } | { exactly: number }) =>
      (await ines.good('scanCounted', wholeCount(id), line, figure)).cell;
    const row = tab.rowOf('lot', 'L2');
    expect(await scanned(lot, { more: 30 })).toEqual({ row, before: null, after: 30 });
    tab.type(row, 'counted', '12');
    expect(await scanned(lot, { more: 30 })).toMatchObject({ before: 12, after: 42 });
    expect(await scanned(pump, { exactly: 1 })).toMatchObject({ before: null, after: 1 });
    expect(await scanned(pump, { exactly: 1 })).toMatchObject({ before: 1, after: 1 });
    expect(await sending.round()).toMatchObject({ sent: 2, counted: 2, problems: [], held: [], refused: [] });
    tab.type(row, 'counted', 'douze');
    expect(await scanned(lot, { more: 30 })).toEqual({ row, before: 'douze', after: null });
    expect(tab.cell(row, 'counted')).toBe('douze');
    expect(await scanned(999_999, { more: 1 })).toMatchObject({ row: 0, after: null });
  });

  it('shows what the service refuses once, and sends it again only when it changed', async () => {
    const { tab, sending } = await countNow();
    const pump = tab.rowOf('item', 'POMPE');
    tab.type(pump, 'counted', '2');
    const round = await sending.round();
    expect(round.refused).toMatchObject([
      { row: pump, problem: expect.stringContaining('la quantité d’un numéro de série est 1') },
    ]);
    expect(await sending.round()).toMatchObject({ sent: 0, refused: [{ row: pump }] });
    tab.type(pump, 'counted', '1');
    expect(await sending.round()).toMatchObject({ sent: 1, refused: [] });
  });

  it('frees a cell that took a figure for a date, says so beside it, and takes the number typed again', async () => {
    const { tab, sending, id } = await countNow();
    const [syrup, lot, pump] = [
      ['item', 'SIROP'],
      ['lot', 'L2'],
      ['item', 'POMPE'],
    ].map(([key, text]) => tab.rowOf(key as 'item', text!)) as [number, number, number];
    tab.type(syrup, 'counted', '12.5');
    tab.type(lot, 'counted', '12/11');
    tab.type(pump, 'counted', '5 %');
    const round = await sending.round();
    expect(round).toMatchObject({ sent: 0, problems: [{}, {}, {}] });
    expect(tab.cell(syrup, 'state')).toBe('12.5 est devenu le 12 mai : tapez 12,5 (ou 12,05)');
    expect(tab.cell(lot, 'state')).toMatch(/^12\.11 est devenu le 12 novembre : .*tapez un nombre entier/);
    expect(tab.cell(pump, 'state')).toMatch(/^«5%» est un pourcentage/);
    expect(await sending.round()).toMatchObject({ sent: 0, problems: [{}, {}, {}] });
    tab.type(syrup, 'counted', '12,5');
    tab.type(lot, 'counted', '12');
    tab.type(pump, 'counted', '1');
    expect(await sending.round()).toMatchObject({ sent: 3, problems: [], refused: [] });
    const { known } = await ines.good('resumeCountSheet', wholeCount(id));
    expect(new Set(known.map(([, quantity]) => quantity))).toEqual(new Set([12.5, 12, 1, null]));
  });

  it('marks what is not sent, and never calls recorded what was merely typed or refused', async () => {
    const { tab, sending } = await countNow();
    const pump = tab.rowOf('item', 'POMPE');
    tab.type(pump, 'counted', '2');
    tab.type(2, 'counted', '7');
    await sending.round();
    expect(tab.cell(2, 'state')).toBe('enregistré : 7');
    expect([looks(tab, 2), looks(tab, pump)]).toEqual(['#e6f4ea', '#fce8e6']);
    tab.type(2, 'counted', '8');
    expect(tab.cell(2, 'state')).toBe('enregistré : 7');
    expect(await sending.round()).toMatchObject({ sent: 1 });
    expect(tab.cell(2, 'state')).toBe('enregistré : 8');
  });

  it('sends what a filter hides, from a tab that was renamed (E14, E15, E16, E43, E44, E45)', async () => {
    const { tab, sending, id } = await countNow();
    tab.paste('counted', ['10,5', '20', '1', '']);
    book.renameSheet(tab.id, 'Mon comptage');
    const filtered = async (filter: CountFilter) => {
      const { shown } = await ines.good('filterCountSheet', wholeCount(id), filter);
      const { hiddenRows } = book.sheets().find((sheet) => sheet.id === tab.id)!;
      const renamed = tabOf(book, MANAGER, 'Mon comptage').rows().slice(1);
      const lots = renamed.flatMap((row, at) => (hiddenRows.includes(at + 2) ? [] : [row[2]!]));
      expect(shown).toBe(lots.length);
      return lots;
    };
    expect(await filtered({ supplier: "o'neil & fils" })).toEqual(['PARA500', 'PARA500']);
    expect(await filtered({ bin: '1/2' })).toEqual(['SIROP']);
    expect(await filtered({ item: 'paracetamol', lot: 'l2' })).toEqual(['PARA500']);
    expect(await filtered({ serial: '890' })).toEqual(['POMPE']);
    expect(await filtered({ text: 'a-01' })).toHaveLength(3);
    expect(await filtered({ gap: true })).toHaveLength(2);
    expect(await filtered({ blank: true })).toHaveLength(1);
    expect(await sending.round()).toMatchObject({ ok: true, sent: 3, missing: 0 });
    expect(await filtered({})).toHaveLength(4);
  });

  it('after an emergency exit, «avec un écart» compares with what is expected now, not with what the sheet began with (E15, Q12)', async () => {
    const { tab, id } = await countNow();
    await hospital.ask(MANAGER, 'POST', '/v1/documents', {
      ...{ id: crypto.randomUUID(), type: 'exit-service', depot: 'PHC', party: 'CHIR' },
      emergency: { reason: 'Réanimation' },
      lines: [{ item: 'PARA500', bin: 'A-01', lot: 'L2', quantity: 3 }],
    });
    const [row, before] = [tab.rowOf('lot', 'L2'), Number(tab.cell(tab.rowOf('lot', 'L2'), 'theoretical'))];
    const gaps = async () => (await ines.good('filterCountSheet', wholeCount(id), { gap: true })).shown;
    tab.type(row, 'counted', String(before - 3));
    expect(await gaps()).toBe(0);
    tab.type(row, 'counted', String(before));
    expect(await gaps()).toBe(1);
  });

  it.each([
    {
      blind: false,
      blank: /^attendu (\d+) \(sortie d’urgence -3\)$/,
      counted: /^attendu \d+ \(sortie d’urgence -3\) ; .*enregistré : 2$/,
    },
    { blind: true, blank: /^$/, counted: /^enregistré : 2$/ },
  ])('says beside a theoretical quantity what is expected since an emergency exit; blind: $blind, where nobody is told (Q12, Q22)', async ({
    blind,
    blank,
    counted,
  }) => {
    const { id } = await countNow({ blind, tolerance: { percent: 100 } });
    await hospital.ask(MANAGER, 'POST', '/v1/documents', {
      ...{ id: crypto.randomUUID(), type: 'exit-service', depot: 'PHC', party: 'CHIR' },
      emergency: { reason: 'Réanimation' },
      lines: [{ item: 'PARA500', bin: 'A-01', lot: 'L2', quantity: 3 }],
    });
    // As the panel does once it hears of the exit.
    const desk = await resume(ines, id);
    const tab = tabOf(book, MANAGER);
    const row = tab.rowOf('lot', 'L2');
    await desk.sending.round();
    expect(tab.cell(row, 'state')).toMatch(blank);
    if (!blind) {
      const [, expected] = blank.exec(tab.cell(row, 'state'))!;
      expect(Number(tab.cell(row, 'theoretical'))).toBe(Number(expected) + 3);
    }
    tab.type(row, 'counted', '2');
    await desk.sending.round();
    expect(tab.cell(row, 'state')).toMatch(counted);
  });

  it('reports a doubled row and a deleted one; a row of a stranger is not sent', async () => {
    const { tab, sending } = await countNow();
    const [, first = [], second = []] = tab.rows();
    book.insertRows(tab.id, 6, 1);
    book.type(MANAGER, tab.id, 6, 1, [first.map((text) => `'${text}`)], true);
    book.deleteRows(tab.id, 3, 1);
    book.type(MANAGER, tab.id, 7, 1, [['99999']], true);
    tab.type(7, 'counted', '5');
    const round = await sending.round();
    expect(second[0]).not.toBe('');
    expect(round).toMatchObject({ missing: 1, sent: 0 });
    expect(round.problems.map(({ row }) => row)).toEqual([5, 7]);
  });

  it('never sends a copy of the sheet, and says so', async () => {
    const { tab, sending } = await countNow();
    const copy = book.copySheet(tab.id);
    book.type(MANAGER, copy, 2, tab.column('counted'), [['7']]);
    expect(await sending.round()).toMatchObject({ sent: 0, copies: ['Copie de Inventaire 2026'] });
    book.deleteSheet(tab.id);
    const gone = await sending.round();
    expect(gone).toMatchObject({ ok: false, code: 'SHEET_GONE' });
    expect(gone.message).toMatch(/Réparer la feuille.*Copie de Inventaire 2026/);
  });
});

describe('two people', () => {
  it('who have the same panel open on one sheet do not disturb each other', async () => {
    const { id, tab, sending } = await countNow();
    const other = await resume(luc, id);
    tab.type(2, 'counted', '10');
    expect(await sending.round()).toMatchObject({ sent: 1 });
    expect(await other.sending.round()).toMatchObject({ ok: true, held: [], refused: [], counted: 1 });
  });

  it('see what the service holds otherwise, and one of them chooses', async () => {
    const { id, tab, sending } = await countNow();
    tab.paste('counted', ['10', '20', '1']);
    await sending.round();
    const known = (await ines.good('resumeCountSheet', wholeCount(id))).known;
    const lineAt = (row: number) => Number(tab.cell(row, 'line'));
    const version = (row: number) => known.find(([line]) => line === lineAt(row))![2];
    await luc.good('sendCounted', crypto.randomUUID(), id, {
      lines: [
        [lineAt(2), 8, version(2)],
        [lineAt(3), 18, version(3)],
      ],
    });
    tab.paste('counted', ['9', '19']);
    const round = await sending.round();
    expect(round.held.map(({ mine, theirs, by }) => [mine, theirs, by])).toEqual([
      [9, 8, 'Luc Petit'],
      [19, 18, 'Luc Petit'],
    ]);
    expect(tab.cell(2, 'state')).toBe('autre chiffre enregistré : 8');
    expect(await sending.round()).toMatchObject({ sent: 0, held: [{}, {}] });

    // What the colleague does of it meanwhile is told as it stands now, and what is recorded now is what is taken.
    const change = (row: number, quantity: number, at: number) =>
      luc.good('sendCounted', crypto.randomUUID(), id, { lines: [[lineAt(row), quantity, at]] });
    await change(3, 17, version(3) + 1);
    expect(await sending.round()).toMatchObject({ sent: 0, held: [{ theirs: 8 }, { theirs: 17 }] });
    await change(3, 18, version(3) + 2);

    sending.keepMine([lineAt(2)]);
    expect(await sending.takeOther([lineAt(3)])).toMatchObject({ ok: true });
    expect(await sending.round()).toMatchObject({ sent: 1, held: [] });
    expect(tab.cell(3, 'counted')).toBe('18');
    const after = (await ines.good('resumeCountSheet', wholeCount(id))).known;
    expect([2, 3].map((row) => after.find(([line]) => line === lineAt(row))![1])).toEqual([9, 18]);
  });

  it('of whom one comes back later is asked before another’s figure is overwritten', async () => {
    const { id, tab } = await countNow();
    const line = Number(tab.cell(2, 'line'));
    await luc.good('sendCounted', crypto.randomUUID(), id, { lines: [[line, 8, 0]] });
    tab.type(2, 'counted', '9');
    const again = await resume(ines, id);
    expect(await again.sending.round()).toMatchObject({
      sent: 0,
      held: [{ mine: 9, theirs: 8, by: 'Luc Petit' }],
    });
    tab.type(2, 'counted', '8');
    expect(await again.sending.round()).toMatchObject({ sent: 0, held: [] });
  });
});

describe('two people of one name', () => {
  it('are two: whoever comes back is asked before the other’s figure is overwritten', async () => {
    const namesake = 'ines.morel.urgences@tilleuls.example';
    const rights = [{ depot: 'PHC', role: 'clerk' }];
    await hospital.ask(hospital.worker.admin, 'PUT', '/v1/people', {
      email: namesake,
      name: 'Inès Morel',
      rights,
    });
    const { id, tab, sending } = await countNow();
    tab.paste('counted', ['9', '20']);
    await sending.round();
    const [theirs, mine] = [2, 3].map((row) => Number(tab.cell(row, 'line'))) as [number, number];
    await addon
      .seat(book, namesake)
      .good('sendCounted', crypto.randomUUID(), id, { lines: [[theirs, 8, 1]] });
    tab.type(3, 'counted', '21');
    const again = await resume(ines, id);
    expect(await again.sending.round()).toMatchObject({
      sent: 1,
      held: [{ line: theirs, mine: 9, theirs: 8, by: 'Inès Morel' }],
    });
    const { known } = await ines.good('resumeCountSheet', wholeCount(id));
    expect(known.find(([line]) => line === mine)?.[1]).toBe(21);
  });
});

describe('a Worker that is killed', () => {
  it('loses nothing that was acknowledged; what was typed meanwhile is sent when it is back', async () => {
    const { id, tab, sending } = await countNow();
    tab.paste('counted', ['10', '20']);
    expect(await sending.round()).toMatchObject({ sent: 2 });
    await hospital.worker.kill();
    tab.paste('counted', ['10', '21', '1']);
    const away = await sending.round();
    expect(away).toMatchObject({ ok: false, code: 'UNREACHABLE', pending: 2, sent: 0 });
    expect(away.message).toMatch(/rien de ce que vous avez tapé n’est perdu/);
    expect([2, 3, 4].map((row) => tab.cell(row, 'state'))).toEqual([
      ...['enregistré : 10', 'pas encore envoyé', 'pas encore envoyé'],
    ]);
    expect([looks(tab, 2), looks(tab, 3)]).toEqual(['#e6f4ea', '#fef7e0']);
    await hospital.worker.restart();
    expect(await sending.round()).toMatchObject({ ok: true, sent: 2, counted: 3, pending: 0 });
    const { known } = await ines.good('resumeCountSheet', wholeCount(id));
    expect(known.map(([, quantity]) => quantity)).toEqual([10, 21, 1, null]);
  }, 60_000);
});

describe('a sheet that was lost or damaged', () => {
  it('is made again from the service when the panel opens', async () => {
    const { id, tab, sending } = await countNow();
    tab.paste('counted', ['10', '', '0']);
    await sending.round();
    book.deleteSheet(tab.id);
    const again = await resume(ines, id);
    expect(again.resumed.sheet).toMatchObject({ name: 'Inventaire 2026', built: true });
    const made = tabOf(book, MANAGER);
    expect([2, 3, 4].map((row) => made.cell(row, 'counted'))).toEqual(['10', '', '0']);
    expect(await again.sending.round()).toMatchObject({ sent: 0, problems: [], held: [] });
  });

  it('is repaired with everything sent and everything typed', async () => {
    const { id, tab, sending } = await countNow();
    tab.paste('counted', ['10', '20']);
    await sending.round();
    tab.type(2, 'counted', '11');
    tab.type(4, 'counted', 'abc');
    tab.type(3, 'note', 'boîte ouverte');
    const item = tab.cell(3, 'item');
    book.deleteRows(tab.id, 5, 1);
    const repaired = await ines.good('repairCountSheet', wholeCount(id), false);
    expect([repaired.left, repaired.old]).toEqual([[], null]);
    const made = tabOf(book, MANAGER);
    expect([2, 3, 4, 5].map((row) => made.cell(row, 'counted'))).toEqual(['11', '20', 'abc', '']);
    expect([made.cell(3, 'item'), made.cell(3, 'note')]).toEqual([item, 'boîte ouverte']);
    expect(book.sheets().map(({ name }) => name)).toEqual(['Feuille 1', 'Inventaire 2026']);
  });

  it('is repaired where columns were sorted apart from the hidden ids: each figure follows its item', async () => {
    const { id, tab, sending } = await countNow();
    const pump = tab.rowOf('item', 'POMPE');
    const lot = tab.rowOf('lot', 'L2');
    const seen = (row: number) => tab.rows()[row - 1]!.slice(1, tab.column('counted'));
    const [one, two] = [seen(pump), seen(lot)];
    book.type(MANAGER, tab.id, pump, 2, [two.map((text) => (text ? `'${text}` : ''))], true);
    book.type(MANAGER, tab.id, lot, 2, [one.map((text) => (text ? `'${text}` : ''))], true);
    tab.type(lot, 'counted', '1');
    tab.type(pump, 'counted', '49');
    const round = await sending.round();
    expect(round).toMatchObject({ sent: 0, problems: [{ repair: true }, { repair: true }] });
    const repaired = await ines.good('repairCountSheet', wholeCount(id), false);
    expect(repaired.left).toEqual([]);
    const made = tabOf(book, MANAGER);
    expect(made.cell(made.rowOf('item', 'POMPE'), 'counted')).toBe('1');
    expect(made.cell(made.rowOf('lot', 'L2'), 'counted')).toBe('49');
    const again = await resume(ines, id);
    expect(await again.sending.round()).toMatchObject({ sent: 2, problems: [] });
  });

  it('keeps the old tab where something on it could not be carried over', async () => {
    const { id, tab } = await countNow();
    tab.type(2, 'counted', '3');
    const column = tab.column('counted');
    book.type(MANAGER, tab.id, 1, column, [['Quantité']], true);
    expect(await ines.call('readCountSheet', wholeCount(id))).toMatchObject({
      code: 'SHEET_COLUMNS',
      message: expect.stringMatching(/«Compté».*Réparer/),
    });
    const repaired = await ines.good('repairCountSheet', wholeCount(id), false);
    expect(repaired.old).toBe('Inventaire 2026 (ancienne)');
    expect(tabOf(book, MANAGER, 'Inventaire 2026 (ancienne)').rows()[1]?.[column - 1]).toBe('3');
    expect((await ines.good('readCountSheet', wholeCount(id))).copies).toEqual([]);
  });
});

describe('the cycle', () => {
  it('closes, asks for blanks, shows the recap, asks the last question and gives both zips', async () => {
    const { id, tab, sending, resumed } = await countNow({ kind: 'part' });
    expect(resumed.known).toHaveLength(1);
    const close = (blanks: 'keep' | 'zero' | null) =>
      ines.call('closeCount', crypto.randomUUID(), id, { blanks: { default: blanks } });
    expect(await close(null)).toMatchObject({ code: 'COUNT_BLANKS_UNDECIDED', errors: [{ blank: 1 }] });
    expect(await close('keep')).toMatchObject({ code: 'COUNT_NOTHING_COUNTED' });
    tab.type(2, 'counted', '38');
    await sending.round();
    const closed = await close(null);
    if (!closed.ok) throw new Error(closed.message);
    expect(closed.recap).toMatchObject({
      differing: 1,
      gapValue: -0.2,
      movements: [{ item: 'VIS', gap: -2 }],
    });
    expect((await ines.good('readRecap', id, {})).recap).toEqual(closed.recap);

    const { version, differing, gapValue, grossValue, currency } = closed.recap;
    const question = {
      ask: 'confirm' as const,
      differing,
      gapValue,
      grossValue,
      currency,
      name: 'Inventaire 2026',
    };
    const key = crypto.randomUUID();
    ines.answering('NO');
    expect(await ines.good('askLastQuestion', question)).toMatchObject({ agreed: false });
    ines.answering('YES');
    expect(await ines.good('askLastQuestion', question)).toMatchObject({ agreed: true });
    // Asking alone changes nothing.
    expect(await hospital.balance('VIS')).toBe(40);
    const { count } = await ines.good('confirmCount', key, id, { version, gapValue, grossValue });
    expect(count).toMatchObject({
      state: 'confirmed',
      adjustment: { number: expect.stringMatching(/^AI-PHC-/) },
    });
    expect(await hospital.balance('VIS')).toBe(38);
    const shown = ines.shown.filter((event) => event.what === 'alert').at(-1);
    expect(shown).toMatchObject({
      buttons: 'YES_NO',
      prompt: expect.stringMatching(/étape suivante : 1 ligne sera corrigée/),
    });

    for (const which of ['before', 'after'] as const) {
      const { link } = await ines.good('snapshotLink', crypto.randomUUID(), id, which);
      const zip = new Uint8Array(await (await fetch(link.url)).arrayBuffer());
      expect([...zip.slice(0, 2)]).toEqual([0x50, 0x4b]);
    }
  });

  it('reopens with what was typed, and says in words that another person closed it meanwhile', async () => {
    const { id, tab, sending } = await countNow();
    tab.paste('counted', ['10']);
    await sending.round();
    await ines.good('closeCount', crypto.randomUUID(), id, { blanks: { default: 'keep' } });
    tab.type(2, 'counted', '9');
    expect(await sending.round()).toMatchObject({ ok: false, code: 'COUNT_NOT_OPEN', pending: 1 });
    expect((await ines.good('commandCount', crypto.randomUUID(), id, ['reopen', {}])).count).toMatchObject({
      state: 'open',
      counted: 1,
    });
    expect(await sending.round()).toMatchObject({ ok: true, sent: 1, counted: 1 });
  });

  it('shows on the tab that the count is closed, and what was changed there since does not count', async () => {
    const { id, tab, sending } = await countNow();
    tab.paste('counted', ['10', '20', '1']);
    await sending.round();
    const column = tab.column('counted');
    const warning = () => book.type(MANAGER, tab.id, 2, column, [['9']]).needsConfirmation;
    expect(warning()).toBeUndefined();
    tab.type(2, 'counted', '10');
    await ines.good('closeCount', crypto.randomUUID(), id, { blanks: { default: 'keep' } });
    const header = () => tab.rows()[0]![column - 1];
    expect(header()).toBe('Compté (clôturé)');
    expect(warning()).toMatch(/clôturé.*un responsable du dépôt doit d’abord le rouvrir/);
    book.type(MANAGER, tab.id, 2, column, [['9']], true);
    const compare = () => ines.good('compareClosedSheets', id);
    expect((await compare()).differences).toMatchObject([{ row: 2, shown: '9', recorded: 10 }]);
    const restored = await ines.good('repairCountSheet', wholeCount(id), true);
    expect([restored.left, (await compare()).differences]).toEqual([[], []]);
    const made = tabOf(book, MANAGER);
    expect([made.rows()[0]![column - 1], made.cell(2, 'counted')]).toEqual(['Compté (clôturé)', '10']);

    await ines.good('commandCount', crypto.randomUUID(), id, ['reopen', {}]);
    expect(made.rows()[0]![column - 1]).toBe('Compté');
    expect(book.type(MANAGER, made.id, 2, column, [['9']]).needsConfirmation).toBeUndefined();
    await ines.good('cancelCount', crypto.randomUUID(), id);
    expect(made.rows()[0]![column - 1]).toBe('Compté (annulé)');
    expect(book.type(MANAGER, made.id, 2, column, [['8']]).needsConfirmation).toMatch(
      /^Cet inventaire est annulé/m,
    );
  });

  it('is the manager’s: a clerk’s close is refused in words', async () => {
    const { id } = await countNow();
    expect(
      await luc.call('closeCount', crypto.randomUUID(), id, { blanks: { default: 'zero' } }),
    ).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringMatching(/responsable/),
    });
  });

  it('shows the recap wide, in a window that leaves the sheet usable', async () => {
    const { id } = await countNow();
    await ines.good('showRecap', id, 'Europe/Paris');
    expect(ines.shown.at(-1)).toMatchObject({
      what: 'dialog',
      modal: false,
      title: 'Récapitulatif de l’inventaire',
    });
  });
});

describe('a cleared column', () => {
  it('erases nothing before a person has chosen, and can be put back', async () => {
    const goods = Array.from({ length: 12 }, (_, at) => ({ item: 'LOTS', lot: `C${at}`, quantity: 3 }));
    const stock = goods.map((line) => ({ ...line, bin: 'A-01', unitCost: 1 }));
    await hospital.stock(stock);
    const { tab, sending, id } = await countNow({ scope: { items: ['LOTS'] } });
    tab.paste('counted', Array(12).fill('3'));
    expect(await sending.round()).toMatchObject({ sent: 12, erased: 0 });
    tab.paste('counted', Array(12).fill(''));
    expect(await sending.round()).toMatchObject({ ok: true, sent: 0, counted: 12, erased: 12 });
    expect(tab.cell(2, 'state')).toBe('effacé ici ; reste enregistré : 3');
    expect(await sending.putBack()).toMatchObject({ ok: true });
    expect(await sending.round()).toMatchObject({ sent: 0, erased: 0, counted: 12 });
    expect([tab.cell(2, 'counted'), tab.cell(2, 'state')]).toEqual(['3', 'enregistré : 3']);
    tab.paste('counted', ['4', ...Array(11).fill('')]);
    expect(await sending.round()).toMatchObject({ sent: 1, erased: 11 });
    sending.eraseToo();
    expect(await sending.round()).toMatchObject({ sent: 11, erased: 0, counted: 1 });
    const { known } = await ines.good('resumeCountSheet', wholeCount(id));
    expect(known.filter(([, quantity]) => quantity !== null)).toHaveLength(1);
  });
});

describe('a long count', () => {
  it('of ten thousand lines costs as many service calls as one of a few, and as many fetches', async () => {
    const few = await costs();
    const more = Array.from({ length: 9_999 - few.lines }, (_, at) => ({
      item: 'LOTS',
      bin: '',
      lot: `M${at}`,
      quantity: 5,
      unitCost: 1,
    }));
    for (let from = 0; from < more.length; from += 1000) await hospital.stock(more.slice(from, from + 1000));
    book = addon.open();
    ines = addon.seat(book, MANAGER);
    ines.answering('YES');
    const many = await costs();
    expect(many.lines).toBe(9_999);
    expect({ ...many.write, ...sheetCalls }).toEqual({ ...few.write, ...sheetCalls });
    expect(many.read).toEqual(few.read);
    expect(many.mark).toEqual(few.mark);
    expect(many.scan).toEqual(few.scan);
    expect(many.add).toEqual(few.add);
  }, 60_000);
});

/** A tab grows or shrinks to its lines: one call or the other. */
const sheetCalls = { 'Sheet.insertRowsAfter': 0, 'Sheet.deleteRows': 0 };

async function costs() {
  const id = crypto.randomUUID();
  await ines.good('openCount', { id, name: 'Inventaire 2026', depot: 'PHC', kind: 'article' });
  const measured = async <T>(work: () => Promise<T>) => {
    addon.host.resetCalls();
    const done = await work();
    return { done, calls: addon.host.serviceCalls() };
  };
  const { done: resumed, calls: write } = await measured(() => ines.good('resumeCountSheet', wholeCount(id)));
  const tab = tabOf(book, MANAGER);
  tab.paste('counted', Array(resumed.known.length).fill('1'));
  const { calls: read } = await measured(() => ines.good('readCountSheet', wholeCount(id)));
  const states = resumed.known.map(([line]): [number, string] => [line, 'enregistré']);
  const { calls: mark } = await measured(() => ines.good('markCountSheet', wholeCount(id), states));
  const last = resumed.known.at(-1)![0];
  const { calls: scan } = await measured(() =>
    ines.good('scanCounted', wholeCount(id), last, { exactly: 1 }),
  );
  const sent = await sendingOf(ines, resumed).round();
  expect(sent).toMatchObject({ ok: true, sent: resumed.known.length, counted: resumed.known.length });
  const another = (lot: string) =>
    ines.good('addCountLine', crypto.randomUUID(), wholeCount(id), { item: 'PARA500', bin: 'A-01', lot });
  const { done: joined, calls: add } = await measured(() => another('J1'));
  expect(joined).toMatchObject({ place: { own: true, row: resumed.known.length + 2 }, problem: '' });
  // A sheet that is full takes one more: no line changes its sheet.
  await another('J2');
  const grown = await ines.good('resumeCountSheet', wholeCount(id));
  expect(grown.sheet).toMatchObject({ name: 'Inventaire 2026', built: false });
  expect(grown.known).toHaveLength(resumed.known.length + 2);
  await ines.good('cancelCount', crypto.randomUUID(), id);
  return { lines: resumed.known.length, write, read, mark, scan, add };
}
