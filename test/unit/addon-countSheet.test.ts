import { describe, expect, it } from 'vitest';
import { gapToCheck } from '../../addon/countGap.ts';
import type { SheetRow } from '../../addon/server/calls/countSheet.ts';
import { placeText } from '../../addon/server/countCells.ts';
import {
  asTyped,
  COUNT_COLUMNS,
  columnsOf,
  countBlock,
  locateColumn,
  runsOf,
} from '../../addon/server/countColumns.ts';
import { tabName } from '../../addon/server/countTabName.ts';
import { textWidth } from '../../addon/server/countWidths.ts';
import { carryTyped } from '../../addon/server/repair.ts';
import { readBack } from '../../addon/sidebar/counts/readBack.ts';
import type { Count, CountLine } from '../../shared/contract/counts.ts';
import { addon as en } from '../../shared/text/en/addon.ts';
import { addon as fr } from '../../shared/text/fr/addon.ts';

function line(number: number, more: Partial<CountLine> = {}): CountLine {
  return {
    line: number,
    bin: 'A-01',
    item: 'PARA500',
    label: 'Paracétamol',
    unit: 'comprimé',
    decimals: 0,
    lot: '',
    expiry: null,
    serial: '',
    supplier: 'Pharmagros',
    theoretical: 10,
    counted: null,
    version: 0,
    by: null,
    at: null,
    note: '',
    team: 0,
    added: false,
    second: false,
    recount: false,
    ...more,
  };
}

const place = (blind: boolean, key: string) => columnsOf(blind).findIndex((column) => column.key === key);

describe('what is written on a count sheet', () => {
  it('keeps hostile texts as written: each text is typed with a leading apostrophe', () => {
    const hostile = line(7, {
      label: '=HYPERLINK("x")',
      lot: '0012',
      serial: '00045678901234567890',
      bin: '1/2',
      supplier: "O'Neil <script> 😀",
    });
    const [, row = []] = countBlock(columnsOf(false), [{ line: hostile }], 'fr');
    expect(row).toEqual([
      ...["'7", "'1/2", "'PARA500", '\'=HYPERLINK("x")', "'comprimé", "'0012", "'00045678901234567890"],
      ...[10, '', '', '', '', "'O'Neil <script> 😀"],
    ]);
  });

  it('writes quantities as numbers, blank as blank and zero as zero', () => {
    const rows = [line(1, { counted: 0, theoretical: 2.5 }), line(2)].map((each) => ({ line: each }));
    const [, counted = [], blank = []] = countBlock(columnsOf(false), rows, 'fr');
    const at = place(false, 'counted');
    expect([counted[at - 1], counted[at], blank[at]]).toEqual([2.5, 0, '']);
    expect([counted[at + 1], blank[at + 1]]).toEqual(["'enregistré : 0", '']);
  });

  it('leaves the theoretical column out of a blind sheet, for the manager too (Q22)', () => {
    const [header = [], row = []] = countBlock(columnsOf(true), [{ line: line(1) }], 'fr');
    expect(header).not.toContain("'Théorique");
    expect(row).toHaveLength(COUNT_COLUMNS.length - 1);
    expect(row).not.toContain(10);
  });

  it('formats neighbouring columns of one kind with one call', () => {
    expect(runsOf(COUNT_COLUMNS, ({ kind }) => kind === 'text')).toEqual([
      [1, 7],
      [10, 2],
      [13, 1],
    ]);
    expect(runsOf(columnsOf(true), ({ free }) => free === true)).toEqual([
      [8, 1],
      [10, 1],
    ]);
  });

  it('has columns as wide as the longest word of their heading, in both languages', () => {
    // Bold letters are wider by a tenth or so.
    const cut = [fr, en].flatMap(({ sheet: { columns } }) =>
      COUNT_COLUMNS.filter(({ key, hidden, width: [least] }) => {
        const words = columns[key].split(' ').map((word) => textWidth(word) * 1.1);
        return !hidden && Math.max(...words) > least;
      }).map(({ key }) => key),
    );
    expect(cut).toEqual([]);
  });

  it('has a name that ends with the team, however long the count’s is', () => {
    const count = { name: 'Inventaire annuel '.repeat(9), teams: [{ team: 1, name: 'Équipe du matin' }] };
    const tab = { count: 'c', round: 1 as const, team: 1, part: 1 };
    const name = tabName({ count: count as unknown as Count, parts: [] }, tab, 'fr');
    expect(name).toMatch(/^Inventaire annuel .*… · Équipe du matin$/);
    expect(name.length).toBeLessThanOrEqual(90);
  });

  it('types nothing for nothing', () => {
    expect([asTyped(null), asTyped(''), asTyped(0), asTyped("'")]).toEqual(['', '', 0, "''"]);
  });
});

describe('a column is found again', () => {
  const header = COUNT_COLUMNS.map(({ key }) => fr.sheet.columns[key] as string);

  it('where somebody moved it, in either language', () => {
    const moved = [header[8]!, ...header.slice(0, 8), ...header.slice(9)];
    expect(locateColumn(moved, 'counted')).toBe(1);
    expect(locateColumn(moved, 'line')).toBe(2);
    expect(locateColumn(['id', ' COUNTED '], 'counted')).toBe(2);
  });

  it('not where it is gone, nor where it stands twice', () => {
    expect(locateColumn(header.slice(0, 8), 'counted')).toBe(0);
    expect(locateColumn([...header, 'Compté'], 'counted')).toBe(0);
  });

  it('by labels that differ from one another in both languages', () => {
    for (const { sheet } of [fr, en]) {
      const labels = Object.values(sheet.columns);
      expect(new Set(labels.map((label) => label.toLowerCase())).size).toBe(labels.length);
    }
  });
});

type Typed = [row: number, id: string, value: number | string | null];

describe('reading a sheet back', () => {
  const rules = new Map([
    [1, { decimals: 0, place: 'A' }],
    [2, { decimals: 3, place: 'B' }],
    [3, { decimals: 0, place: 'C' }],
  ]);
  const placed = (rows: Typed[]) => rows.map((row): SheetRow => [...row, null, null]);
  const back = (...rows: Typed[]) => readBack(placed(rows), rules, 'fr', fr.rows);
  const said = (...rows: Typed[]) =>
    back(...rows).problems.map(({ row, line: of, problem }) => [row, of, problem]);

  it('knows a row by its id wherever it stands; blank is null and zero is zero', () => {
    const read = back([9, '1', 0], [2, '2', 1.125], [5, '3', null]);
    expect(Object.fromEntries(read.quantities)).toEqual({
      1: { row: 9, quantity: 0 },
      2: { row: 2, quantity: 1.125 },
      3: { row: 5, quantity: null },
    });
    expect([read.problems, read.missing]).toEqual([[], 0]);
  });

  it('counts the lines that stand on no row', () => {
    expect(back([2, '1', 4]).missing).toBe(2);
  });

  it('says in words, with the row, what cannot be sent', () => {
    expect(said([2, '1', 'douze'])).toEqual([[2, 1, '«douze» n’est pas un nombre : tapez des chiffres']]);
    expect(said([2, '1', -3])).toEqual([[2, 1, '-3 est négatif : tapez 0 ou plus']]);
    expect(said([2, '1', 2.5])).toEqual([
      [2, 1, '2,5 : tapez un nombre entier, cette unité ne se divise pas'],
    ]);
    expect(said([2, '2', 2.0625])).toEqual([[2, 2, '2,063 a trop de décimales : tapez-en 3 au plus']]);
    expect(said([2, '1', 2e9])[0]?.[2]).toMatch(/trop grand : .* au plus/);
  });

  it('explains the decimal point that a French sheet does not know', () => {
    expect(said([2, '2', '12.5'])[0]?.[2]).toMatch(/tapez une virgule/);
    expect(readBack([[2, '2', '12,5', null, null]], rules, 'en', en.rows).problems[0]?.problem).toMatch(
      /type a point/,
    );
    expect(said([2, '2', '12,5 x'])[0]?.[2]).toMatch(/^«12,5 x» n’est pas un nombre : tapez/);
  });

  it('names a date, a time and a percentage for what they are, and asks for the number again', () => {
    for (const date of ['12/05/1999', '2026-05-12', '12.05.2026', '12:30:00', '12/11'])
      expect(said([2, '1', date])[0]?.[2]).toMatch(/est une date ou une heure.*retapez le nombre/);
    expect(said([2, '1', '5%'])[0]?.[2]).toMatch(/est un pourcentage/);
  });

  it('says what became of «12.5» in a French sheet, and what to type instead', () => {
    const year = new Date().getFullYear();
    const dated = (text: string, line: '1' | '2') => said([2, line, text])[0]?.[2];
    expect(dated(`12/05/${year}`, '2')).toBe('12.5 est devenu le 12 mai : tapez 12,5 (ou 12,05)');
    expect(dated(`01/11/${year}`, '2')).toBe('1.11 est devenu le 1er novembre : tapez 1,11');
    expect(dated(`12/05/${year}`, '1')).toBe('12.5 est devenu le 12 mai : tapez un nombre entier');
    // A date of another year was typed or pasted as one.
    expect(dated(`12/05/${year + 2}`, '2')).toMatch(/est une date ou une heure/);
  });

  it('sends nothing of a row that shows another line than its id: columns were sorted apart', () => {
    const read = readBack(
      [
        [2, '1', 4, 'A', null],
        [3, '2', 5, 'C', null],
        [4, '3', null, 'B', null],
      ],
      rules,
      'fr',
      fr.rows,
    );
    expect([...read.quantities.keys()]).toEqual([1]);
    expect(read.problems).toMatchObject([
      { row: 3, line: 2, repair: true, problem: expect.stringMatching(/Réparer la feuille/) },
      { row: 4, line: 3, repair: true },
    ]);
    expect(read.missing).toBe(0);
  });

  it('sends neither of two rows of one line', () => {
    const read = back([2, '1', 4], [3, '2', 1], [7, '1', 6]);
    expect([...read.quantities.keys()]).toEqual([2]);
    expect(read.problems).toEqual([
      { row: 7, line: 1, problem: 'cette ligne figure déjà à la ligne 2 ; supprimez l’une des deux' },
    ]);
  });

  it('reports a quantity on a row that is not of the count, and lets an empty one be', () => {
    expect(said([8, '99', 5], [9, '', 'dix'], [10, '77', null])).toEqual([
      [8, null, 'cette ligne n’est pas de l’inventaire, «5» n’est pas envoyé'],
      [9, null, 'cette ligne n’est pas de l’inventaire, «dix» n’est pas envoyé'],
    ]);
  });
});

describe('a figure far from what is expected', () => {
  const none = { quantity: null, percent: null, value: null };

  it('is one beyond the tolerance of the count, where it has one', () => {
    const within = { ...none, quantity: 5, percent: 10 };
    expect([95, 94, 106].map((counted) => gapToCheck(counted, 100, within))).toEqual([null, -6, 6]);
    expect(gapToCheck(27, 30, { ...none, percent: 10 })).toBeNull();
    expect(gapToCheck(26, 30, { ...none, percent: 10 })).toBe(-4);
    expect(gapToCheck(0.3, 0.1, { ...none, quantity: 0.2 })).toBeNull();
  });

  it('is ten times more or less otherwise, or nothing against many: a figure that slipped, not a usual gap', () => {
    const slips = [10, 1000, 0, 1005];
    expect(slips.map((counted) => gapToCheck(counted, 100, none))).toEqual([-90, 900, -100, 905]);
    expect([11, 99, 100, 120, 999].map((counted) => gapToCheck(counted, 100, none))).toEqual(
      Array(5).fill(null),
    );
    expect([0, 1, 9].map((counted) => gapToCheck(counted, 1, none))).toEqual([null, null, null]);
    expect(gapToCheck(40, 0, { ...none, value: 50 })).toBe(40);
  });

  it('is nothing where no figure is, or where none is expected to be known', () => {
    expect([gapToCheck(null, 100, none), gapToCheck(0, undefined, none)]).toEqual([null, null]);
  });
});

describe('repairing a sheet', () => {
  it('keeps what was typed, gives a blank cell what was sent, and carries notes', () => {
    const lines = [line(1, { counted: 4, version: 1 }), line(2, { counted: 6, version: 1 }), line(3)];
    const { rows, left } = carryTyped(
      lines,
      [
        [5, '1', 5, null, null],
        [2, '2', null, null, 'boîte ouverte'],
        [3, '3', 'abc', null, null],
      ],
      'fr',
    );
    expect(rows.map(({ line: of, typed, note }) => [of.line, typed, note])).toEqual([
      [1, 5, undefined],
      [2, undefined, 'boîte ouverte'],
      [3, 'abc', undefined],
    ]);
    expect(left).toEqual([]);
  });

  it('gives a figure to the line that its row shows, whatever id stands beside it', () => {
    const lines = [line(1, { lot: 'L1' }), line(2, { lot: 'L2' })];
    const [one, two] = lines.map(placeText);
    const typed: SheetRow[] = [
      [2, '1', 5, two!, null],
      [3, '2', 6, one!, null],
    ];
    const { rows, left } = carryTyped(lines, typed, 'fr');
    expect([rows.map((row) => row.typed), left]).toEqual([[6, 5], []]);
  });

  it('follows the goods where the serial number beside them was left behind by a sort', () => {
    const lines = [line(1, { item: 'POMPE', serial: 'S1' }), line(2, { lot: 'L2' }), line(3, { lot: 'L3' })];
    const shown = (goods: string, serial: string) => ['A-01', ...goods.split(' '), serial].join('\n');
    const typed: SheetRow[] = [
      [2, '1', 49, shown('PARA500 L2', 'S1'), null],
      [3, '2', 1, shown('POMPE ', ''), null],
      // Its lot was typed over: it is the line it was.
      [4, '3', 7, shown('PARA500 L3b', ''), null],
    ];
    const { rows, left } = carryTyped(lines, typed, 'fr');
    expect([rows.map((row) => row.typed), left]).toEqual([[1, 49, 7], []]);
  });

  it('gives a figure to none of several devices where only the serial number would tell which', () => {
    const lines = [
      line(1, { item: 'POMPE', serial: 'S1' }),
      line(2, { item: 'POMPE', serial: 'S2' }),
      line(3),
    ];
    const typed: SheetRow[] = [[4, '3', 1, ['A-01', 'POMPE', '', ''].join('\n'), null]];
    const { rows, left } = carryTyped(lines, typed, 'fr');
    expect(rows.map((row) => row.typed)).toEqual([undefined, undefined, undefined]);
    expect(left).toHaveLength(1);
  });

  it('names what belongs to no line, and the second of two different figures', () => {
    const typed: SheetRow[] = [
      [2, '1', 5, null, null],
      [3, '1', 6, null, null],
      [4, '1', 5, null, null],
      [9, '', 7, null, null],
    ];
    const { rows, left } = carryTyped([line(1)], typed, 'fr');
    expect(rows[0]?.typed).toBe(5);
    expect(left).toEqual([
      'Ligne 3 : cette ligne figure déjà à la ligne 2 ; supprimez l’une des deux (6)',
      'Ligne 9 : cette ligne n’est pas de l’inventaire, «7» n’est pas envoyé',
    ]);
  });
});
