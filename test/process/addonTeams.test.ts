/** Counting in teams and in two rounds through the real bundle, on the real Worker: whose sheet holds what. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SpreadsheetDocument } from '../../addon/local/host/types.ts';
import type { CountTab } from '../../addon/server/calls/countSheet.ts';
import type { Count } from '../../shared/contract/counts.ts';
import { resumeTab, tabOf, wholeCount } from './addonCount.ts';
import { CLERK, type Hospital, MANAGER, type OpenHospital, openHospital } from './addonHospital.ts';
import type { AddonHost, Seat } from './addonHost.ts';

let hospital: Hospital;
let addon: AddonHost;
let close: OpenHospital['close'] | undefined;
let book: SpreadsheetDocument;
let ines: Seat;
let luc: Seat;
let count: Count;

const tabFor = (team: number): CountTab => ({ ...wholeCount(count.id), team });
const second = (): CountTab => ({ ...wholeCount(count.id), round: 2 });
const lineOf = (known: [number, ...unknown[]][], place: string) =>
  known.find((line) => String(line[6]).includes(place))![0];

beforeAll(async () => {
  ({ hospital, addon, close } = await openHospital());
  book = addon.open();
  ines = addon.seat(book, MANAGER);
  luc = addon.seat(book, CLERK);
  ines.answering('YES');
});
afterAll(() => close?.());

it('says before it opens what would be frozen, and refuses what another count holds by its name', async () => {
  const { preview } = await ines.good('previewCount', { depot: 'PHC', kind: 'article' });
  expect(preview).toMatchObject({ lines: 4, items: 3, problems: [] });
  expect(preview.bins).toEqual([
    { bin: '1/2', lines: 1 },
    { bin: 'A-01', lines: 3 },
  ]);
  ({ count } = await ines.good('openCount', {
    id: crypto.randomUUID(),
    name: 'Inventaire 2026',
    depot: 'PHC',
    kind: 'article',
    rounds: 2,
    tolerance: { quantity: 1 },
    teams: [{ team: 1, name: 'Équipe 1', members: [CLERK], bins: ['A-01'] }],
  }));
  const again = await ines.good('previewCount', { depot: 'PHC', kind: 'article' });
  expect(again.preview.problems).toMatchObject([
    { code: 'COUNT_SCOPE_TAKEN', detail: expect.stringContaining('Inventaire 2026') },
  ]);
});

it('gives each team a tab with its bins alone, and the bins of nobody one of their own (Q21)', async () => {
  ({ count } = await luc.good('commandCount', crypto.randomUUID(), count.id, ['teams/join', { team: 1 }]));
  expect(count.myTeam).toBe(1);
  const mine = await resumeTab(luc, tabFor(1));
  const rest = await resumeTab(ines, tabFor(0));
  expect(mine.resumed.sheet.name).toBe('Inventaire 2026 · Équipe 1');
  const [one, other] = [mine, rest].map(({ resumed }) => tabOf(book, MANAGER, resumed.sheet.name));
  expect(
    one!
      .rows()
      .slice(1)
      .map((row) => row[1]),
  ).toEqual(['A-01', 'A-01', 'A-01']);
  expect(
    other!
      .rows()
      .slice(1)
      .map((row) => row[1]),
  ).toEqual(['1/2']);
  one!.paste('counted', ['45', '100', '1']);
  one!.type(2, 'note', 'boîte ouverte');
  other!.paste('counted', ['10,5']);
  const [sent] = await Promise.all([mine.sending.round(), rest.sending.round()]);
  expect(sent).toMatchObject({ ok: true, sent: 3, missing: 0, problems: [] });
  // The team's lines, and beside them the whole count.
  expect(sent).toMatchObject({ tab: { counted: 3, lines: 3 }, lines: 4 });
  const { progress } = await ines.good('countProgress', count.id);
  expect(progress.people).toEqual(
    expect.arrayContaining([
      { name: 'Luc Petit', counted: 3 },
      { name: 'Inès Morel', counted: 1 },
    ]),
  );
});

it('keeps a note with its line, whoever opens the sheet next', async () => {
  const { known } = (await resumeTab(ines, tabFor(1))).resumed;
  expect(known.map((line) => line[7])).toEqual(['boîte ouverte', '', '']);
  const tab = tabOf(book, MANAGER, 'Inventaire 2026 · Équipe 1');
  const mine = await resumeTab(luc, tabFor(1));
  await mine.sending.round();
  tab.type(2, 'note', '');
  await mine.sending.round();
  const after = await ines.good('resumeCountSheet', tabFor(1));
  expect(after.known.map((line) => line[7])).toEqual(['', '', '']);
});

it('counts a second time on a tab of the chosen lines alone, that never shows the first figure (B2, Q21)', async () => {
  const asked = await ines.call('closeCount', crypto.randomUUID(), count.id, { blanks: { default: 'keep' } });
  expect(asked).toMatchObject({ ok: false, code: 'COUNT_SECOND_UNSENT' });
  ({ count } = await ines.good('commandCount', crypto.randomUUID(), count.id, [
    'rounds',
    { beyondTolerance: true },
  ]));
  const desk = await resumeTab(ines, second());
  expect(desk.resumed.sheet.name).toBe('Inventaire 2026 · 2e comptage');
  const tab = tabOf(book, MANAGER, desk.resumed.sheet.name);
  expect(tab.rows()).toHaveLength(2);
  expect([tab.cell(2, 'lot'), tab.cell(2, 'counted')]).toEqual(['L2', '']);
  expect(tab.rows().flat()).not.toContain('45');
  // Nor a place for notes, which might say it.
  expect(tab.rows()[0]).not.toContain('Note');
  const { protections } = book.sheets().find(({ id }) => id === tab.id)!;
  expect(protections).toMatchObject([{ description: expect.stringContaining('seulement dans «Compté» :') }]);

  tab.type(2, 'counted', '44');
  const again = { tab: { counted: 1, lines: 1 }, counted: 4, lines: 4 };
  expect(await desk.sending.round()).toMatchObject({ sent: 1, refused: [], ...again });
  const { progress } = await ines.good('countProgress', count.id);
  expect(progress.bins).toMatchObject([
    { bin: '1/2', second: { lines: 0, counted: 0 } },
    { bin: 'A-01', lines: 3, counted: 3, second: { lines: 1, counted: 1 } },
  ]);
  const first = await resumeTab(luc, tabFor(1));
  const shelves = tabOf(book, MANAGER, 'Inventaire 2026 · Équipe 1');
  shelves.type(2, 'note', '45 en deux boîtes');
  shelves.type(2, 'counted', '46');
  shelves.type(3, 'note', 'étiquette illisible');
  // The note that is refused keeps neither the other nor the closing of the count.
  for (let round = 0; round < 2; round += 1)
    expect(await first.sending.round()).toMatchObject({ ok: true, refused: [{ row: 2 }] });
  const { known } = await ines.good('resumeCountSheet', tabFor(1));
  expect(known.map((line) => line[7])).toContain('étiquette illisible');
  shelves.type(3, 'note', '');
  await first.sending.round();
});

it('shows a colleague no first figure while its second count runs, and neither sends nor takes away what stands there (B2)', async () => {
  const nora = 'nora.blin@tilleuls.example';
  const rights = [{ depot: 'PHC', role: 'clerk' }];
  await hospital.ask(hospital.worker.admin, 'PUT', '/v1/people', { email: nora, name: 'Nora Blin', rights });

  // In a spreadsheet of her own the tab is new: the cell is blank, and says that a figure is recorded.
  const fresh = addon.open();
  const alone = await resumeTab(addon.seat(fresh, nora), tabFor(1));
  const own = tabOf(fresh, nora, alone.resumed.sheet.name);
  // Made for the first time here: nothing was there that would be made again.
  expect(alone.resumed.sheet).toMatchObject({ built: true, again: false });
  const blank = own.rowOf('lot', 'L2');
  expect([own.cell(blank, 'counted'), own.cell(blank, 'state')]).toEqual(['', 'enregistré : caché']);
  expect(own.cell(blank, 'note')).toBe('');
  expect(await alone.sending.round()).toMatchObject({ ok: true, sent: 0, held: [], refused: [] });
  expect(own.cell(blank, 'state')).toBe('enregistré : caché');
  // It is counted: whoever looks for what is left to count does not find it, nor is it a gap.
  const seat = addon.seat(fresh, nora);
  for (const filter of [{ blank: true }, { item: 'PARA500', lot: 'L2', gap: true }])
    expect(await seat.good('filterCountSheet', tabFor(1), filter)).toMatchObject({ shown: 0, rows: 3 });
  await seat.good('filterCountSheet', tabFor(1), {});
  own.type(blank, 'counted', '45');
  const guessed = await alone.sending.round();
  expect(guessed.refused).toMatchObject([
    { row: blank, problem: expect.stringContaining('second comptage') },
  ]);
  own.type(blank, 'counted', '');
  expect(await alone.sending.round()).toMatchObject({ sent: 0, refused: [] });
  expect(own.cell(blank, 'state')).toBe('enregistré : caché');

  // On the team's own sheet Luc's figure stands: it is left there, whoever looks.
  const shared = await resumeTab(addon.seat(book, nora), tabFor(1));
  const { name } = shared.resumed.sheet;
  const tab = tabOf(book, MANAGER, name);
  const row = tab.rowOf('lot', 'L2');
  const { known } = shared.resumed;
  expect(known.find(([line]) => String(line) === tab.cell(row, 'line'))?.[1]).toBeNull();
  expect(await shared.sending.round()).toMatchObject({ ok: true, sent: 0, held: [], refused: [], erased: 0 });
  expect([tab.cell(row, 'counted'), tab.cell(row, 'state')]).toEqual(['46', 'enregistré : caché']);
  fresh.deleteSheet(own.id);
  const gone = await addon.seat(fresh, nora).good('resumeCountSheet', tabFor(1));
  expect(gone.sheet).toMatchObject({ built: true, again: true });
  await addon.seat(book, nora).good('repairCountSheet', tabFor(1), false);
  const again = tabOf(book, MANAGER, name);
  expect([again.cell(row, 'counted'), again.cell(row, 'state')]).toEqual(['46', 'enregistré : caché']);
});

it('arbitrates where the two differ, notes why a line differs, and confirms as the recap was read (B3)', async () => {
  const due = await ines.call('closeCount', crypto.randomUUID(), count.id, { blanks: { default: 'keep' } });
  expect(due).toMatchObject({ ok: false, code: 'COUNT_ARBITRATION_DUE' });
  const { known } = await ines.good('resumeCountSheet', second());
  const line = lineOf(known, 'L2');
  await ines.good('markCountLines', crypto.randomUUID(), count.id, {
    lines: [{ line, arbitration: { quantity: 44, reason: 'Recompté à deux' }, reason: 'Casse' }],
  });
  const closed = await ines.good('closeCount', crypto.randomUUID(), count.id, {
    blanks: { default: 'keep' },
  });
  expect(closed.recap).toMatchObject({ differing: 1, beyond: 1, gapValue: -3 });
  const { totals } = await ines.good('recapTotals', count.id, 'reason');
  expect(totals.rows).toContainEqual(expect.objectContaining({ key: 'Casse', differing: 1, gapValue: -3 }));
  const tab = tabOf(book, MANAGER, 'Inventaire 2026 · 2e comptage');
  expect(tab.rows()[0]).toContain('Compté (clôturé)');

  const { version, differing, currency } = closed.recap;
  const worth = { gapValue: -3, grossValue: 3 };
  const key = crypto.randomUUID();
  // The values moved since the recap: the new ones are told, and asked about.
  const late = await ines.call('confirmCount', key, count.id, {
    version,
    gapValue: -2.5,
    grossValue: 2.5,
  });
  expect(late).toMatchObject({ ok: false, code: 'COUNT_VALUES_MOVED', errors: [worth] });
  ines.shown.length = 0;
  const question = { ask: 'moved' as const, differing, currency, ...worth, name: count.name };
  expect(await ines.good('askLastQuestion', question)).toMatchObject({ agreed: true });
  const questions = ines.shown.flatMap((event) => (event.what === 'alert' ? [event.prompt] : []));
  expect(questions).toEqual([
    expect.stringMatching(/l’écart vaut maintenant -3,00 EUR \(3,00 EUR sans les signes\)/),
  ]);
  const { count: confirmed } = await ines.good('confirmCount', key, count.id, { version, ...worth });
  expect(confirmed).toMatchObject({ state: 'confirmed' });
  expect(await hospital.balance('PARA500', 'L2')).toBe(44);
  const { recap } = await ines.good('readRecap', count.id, { show: 'all', sort: 'position' });
  expect(recap.movements.map(({ first, second: again, retained }) => [first, again, retained])).toEqual(
    expect.arrayContaining([
      [45, 44, 44],
      [10.5, null, 10.5],
    ]),
  );
});

it('doubles nothing where an answer was lost and the button is pressed again', async () => {
  const id = crypto.randomUUID();
  const open = { id, name: 'Repris', depot: 'PHC', kind: 'part' as const };
  const twice = async <T>(press: () => Promise<T>) => [await press(), await press()] as const;
  const opened = await twice(() => ines.good('openCount', open));
  expect(opened.map((one) => one.count.version)).toEqual([1, 1]);
  const add = { item: 'VIS', bin: 'A-01', quantity: 5 };
  const added = await twice(() => luc.good('addCountLine', crypto.randomUUID(), wholeCount(id), add));
  expect(added.map(({ added: { existed } }) => existed)).toEqual([false, true]);
  const figures = await twice(() =>
    luc.good('importCountFigures', crypto.randomUUID(), wholeCount(id), {
      round: 1,
      rows: [{ item: 'VIS', bin: 'A-01', quantity: 5 }],
    }),
  );
  expect(figures.map(({ result: { saved, same } }) => [saved, same])).toEqual([
    [0, 1],
    [0, 1],
  ]);
  await ines.good('cancelCount', crypto.randomUUID(), id);
  const spot = {
    ...{ id: crypto.randomUUID(), depot: 'PHC', reason: 'Contrôle' },
    lines: [{ item: 'VIS', bin: '', quantity: 39 }],
  };
  const spots = await twice(() => ines.good('postSpotCount', spot));
  expect(spots[0].count.adjustment).toEqual(spots[1].count.adjustment);
  expect(await hospital.balance('VIS')).toBe(39);
});
