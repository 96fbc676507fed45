import type { Change, ValuedLine } from '../figures.ts';
import { csvAtEnd, type Making, type SnapshotFile } from './file.ts';
import { Groups } from './groups.ts';

const VALUES = [
  ...(['before', 'added', 'emergency', 'costChange', 'gap', 'rounding', 'after', 'corrected'] as const),
] satisfies (keyof Change)[];
const QUANTITIES = [
  'quantityBefore',
  'quantityAdded',
  'quantityEmergency',
  'quantityGap',
  'quantityAfter',
] as const;
const COLUMNS = ['by', 'code', 'label', 'lines', ...VALUES, ...QUANTITIES, 'unit'] as const;

function figuresOf({ line, quantity, change }: ValuedLine): number[] {
  const { theoretical, added } = line;
  const expected = line.expected ?? 0;
  return [
    ...VALUES.map((name) => change?.[name] ?? 0),
    ...[
      added ? 0 : theoretical,
      added ? theoretical : 0,
      expected - theoretical,
      quantity - expected,
      quantity,
    ],
  ];
}

/**
 * How the stock of before became the stock of after, to the cent, altogether and by item, supplier and bin:
 * before + added + emergency exits + change of the average cost + gap + rounding = after.
 */
export function reconciliationFile(making: Making): SnapshotFile {
  const { words, money } = making;
  const groups = new Groups(figuresOf);
  const rows = () =>
    groups
      .all()
      .map(({ by, code, label, lines, unit, sums }) => [
        words.by[by],
        code,
        label,
        lines,
        ...sums.slice(0, VALUES.length).map(money),
        ...sums.slice(VALUES.length).map((quantity) => (unit === null ? null : quantity / 1000)),
        unit,
      ]);
  return csvAtEnd(words.files.reconciliation, making, COLUMNS, rows, (lines) => {
    for (const line of lines) groups.add(line);
  });
}
