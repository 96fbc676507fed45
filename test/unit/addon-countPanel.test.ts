/** The pure parts of the count panel: pasted figures, sheets of paper, long counts cut by bins. */
import { describe, expect, it } from 'vitest';
import { cutByBins, PART_LINES, partOf, sheetsOf } from '../../addon/countParts.ts';
import { readFigures } from '../../addon/sidebar/counts/figureRows.ts';
import { paperSheets } from '../../addon/sidebar/counts/paper.ts';
import type { CountLine } from '../../shared/contract/counts.ts';

describe('figures pasted from paper', () => {
  it('are code, lot, serial number, bin and figure where no headings say otherwise', () => {
    const { rows, places, unclear } = readFigures('A1;L1;;B-01;12,5\n\nA2;3\nA3;L2;7', 'fr');
    expect(rows).toEqual([
      { item: 'A1', lot: 'L1', bin: 'B-01', quantity: 12.5 },
      { item: 'A2', quantity: 3 },
      { item: 'A3', lot: 'L2', quantity: 7 },
    ]);
    expect([places, unclear]).toEqual([[1, 3, 4], []]);
  });

  it('may be named by headings in any order, as our own sheet and exports name them', () => {
    const block =
      'Compté\tEmplacement\tRéférence\tN° de série\tRemarque\n4\tA-01\t0012\tSN 1\tboîte\n\t\tB2\t\t';
    expect(readFigures(block, 'fr').rows).toEqual([
      { quantity: 4, bin: 'A-01', item: '0012', serial: 'SN 1' },
      { item: 'B2' },
    ]);
    expect(readFigures('Id;Compté\n17;0', 'fr').rows).toEqual([{ line: 17, quantity: 0 }]);
    const exported = 'emplacement;code;compté\r\nA-01;"=""0012""";3';
    expect(readFigures(exported, 'fr').rows).toEqual([{ bin: 'A-01', item: '0012', quantity: 3 }]);
  });

  it('come from a CSV with commas too, below headings: quoted where a cell holds one (E48)', () => {
    const block =
      'Référence,Lot,Désignation,Compté\r\nA1,L1,"Vis, longue\nde 40","12,5"\r\n\r\nA2,,"dite ""fine""",3';
    expect(readFigures(`\ufeff${block}`, 'fr')).toEqual({
      rows: [
        { item: 'A1', lot: 'L1', quantity: 12.5 },
        { item: 'A2', quantity: 3 },
      ],
      places: [2, 5],
      unclear: [],
    });
    expect(readFigures('Item,Counted\nA1,"1,250"\nA2,2.5', 'fr').rows).toEqual([
      { item: 'A1', quantity: 1250 },
      { item: 'A2', quantity: 2.5 },
    ]);
    expect(readFigures('code;compté\n"A;1";4', 'fr').rows).toEqual([{ item: 'A;1', quantity: 4 }]);
  });

  it('are refused where a comma is a separator or a decimal sign, nobody knows which, and where a quote never ends', () => {
    const unclear = (block: string) => readFigures(block, 'fr').unclear;
    expect(unclear('Référence,Compté\nA1,12,5\nA2,3')).toEqual([{ place: 2, value: 'A1,12,5' }]);
    expect(unclear('A1,12,5')).toEqual([{ place: 1, value: 'A1,12,5' }]);
    expect(unclear('code;compté\nA1;3\nA2;"4')).toMatchObject([{ place: 3 }]);
  });

  it('on paper a «Ligne» is the number of a row, and never the id of a line', () => {
    const block = 'Ligne;Référence;Compté\n1;A1;4';
    expect(readFigures(block, 'fr').rows).toEqual([{ item: 'A1', quantity: 4 }]);
    expect(readFigures('Id;Compté\n1a;4', 'fr').unclear).toEqual([{ place: 2, value: '1a' }]);
  });

  it('are not torn by one tab among lines of semicolons, nor by one line that is parted by tabs', () => {
    expect(readFigures('A1;L1;;B-01;12\nA2;L2;;B-01;3\t\nA3;L\t3;;B-01;4', 'fr')).toMatchObject({
      rows: [
        { item: 'A1', lot: 'L1', bin: 'B-01', quantity: 12 },
        { item: 'A2', lot: 'L2', bin: 'B-01', quantity: 3 },
        { item: 'A3', bin: 'B-01', quantity: 4 },
      ],
      unclear: [],
    });
    const mixed = ['A1;L1;3\nA2\tL2\t4\nA3;L3;5', 'A1\tL1\t3\nA2;L2;4\nA3\tL3\t5'];
    for (const block of mixed)
      expect(readFigures(block, 'fr').rows).toEqual([
        { item: 'A1', lot: 'L1', quantity: 3 },
        { item: 'A2', lot: 'L2', quantity: 4 },
        { item: 'A3', lot: 'L3', quantity: 5 },
      ]);
  });

  it('that are no numbers are told by the line they stand on', () => {
    expect(readFigures('A1;L1;;;douze\nA2;12.5', 'fr').unclear).toEqual([{ place: 1, value: 'douze' }]);
    expect(readFigures('A1;1,5', 'en').unclear).toEqual([{ place: 1, value: '1,5' }]);
  });
});

describe('sheets of paper (E18, E19, E46)', () => {
  const line = (bin: string, at: number) => ({ bin, line: at }) as CountLine;

  it('begin anew with each bin, know how many they are, and number their rows through', () => {
    const lines = [...Array.from({ length: 5 }, (_, at) => line('A', at)), line('', 9), line('B', 10)];
    const sheets = paperSheets(lines, 3);
    expect(
      sheets.map(({ bin, number, of, firstRow, lines: held }) => [bin, number, of, firstRow, held.length]),
    ).toEqual([
      ['A', 1, 4, 1, 3],
      ['A', 2, 4, 4, 2],
      ['', 3, 4, 6, 1],
      ['B', 4, 4, 7, 1],
    ]);
  });
});

describe('a very long count', () => {
  const bins = [
    { bin: 'B-02', lines: 6_000 },
    { bin: 'a-01', lines: 4_000 },
    { bin: 'A-02', lines: 6_000 },
    { bin: 'C', lines: PART_LINES * 2 },
  ];

  it('is cut between bins, each part of about as many lines as a sheet holds well', () => {
    expect(cutByBins(bins, null)).toEqual([
      { first: 'a-01', last: 'A-02', lines: 10_000 },
      { first: 'B-02', last: 'B-02', lines: 6_000 },
      { first: 'C', last: 'C', lines: 20_000 },
    ]);
  });

  it('keeps to its first plan: what joins later goes to the part of its bin, and no line changes its sheet', () => {
    const parts = cutByBins(
      [...bins, { bin: 'A-015', lines: 5_000 }, { bin: 'D', lines: 1 }],
      ['a-01', 'B-02', 'C'],
    );
    expect(parts.map(({ first, last, lines }) => [first, last, lines])).toEqual([
      ['a-01', 'A-02', 15_000],
      ['B-02', 'B-02', 6_000],
      ['C', 'D', 20_001],
    ]);
    expect(['A', 'a-01', 'A-02', 'B-01', 'B-02', 'Bz', 'C', 'Z'].map((bin) => partOf(parts, bin))).toEqual([
      1, 1, 1, 1, 2, 2, 3, 3,
    ]);
  });

  it('is said in sheets before it is opened, with what is on one long sheet all the same', () => {
    const lines = bins.reduce((sum, bin) => sum + bin.lines, 0);
    const long = [{ bin: 'C', lines: 20_000 }];
    expect(sheetsOf(lines, bins, [])).toEqual({ sheets: 3, atLeast: false, long });
    // Each team has its own, be it without a bin; the bins that are nobody's stay together.
    const teams = [{ bins: ['A-01', 'b-02'] }, { bins: [] }];
    expect(sheetsOf(lines, bins, teams)).toMatchObject({ sheets: 1 + 1 + 2 });
  });

  it('is said in «at least» so many sheets where not all of its bins are named', () => {
    expect(sheetsOf(100_000, [{ bin: 'A', lines: 9_000 }], [])).toMatchObject({ sheets: 2, atLeast: true });
    expect(sheetsOf(9_500, [{ bin: 'A', lines: 9_000 }], [])).toMatchObject({ sheets: 1, atLeast: true });
  });
});
