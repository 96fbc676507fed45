import type { Change } from '../figures.ts';
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

type Sums = Record<(typeof VALUES)[number] | (typeof QUANTITIES)[number], number>;

const fresh = () => Object.fromEntries([...VALUES, ...QUANTITIES].map((name) => [name, 0])) as Sums;

/**
 * How the stock of before became the stock of after, to the cent, altogether and by item, supplier and bin:
 * before + added + emergency exits + change of the average cost + gap + rounding = after.
 */
export function reconciliationFile(making: Making): SnapshotFile {
  const { words, money } = making;
  const groups = new Groups<Sums>(fresh, (sums, { line, quantity, change }) => {
    if (!change) return;
    for (const name of VALUES) sums[name] += change[name];
    const expected = line.expected ?? 0;
    sums[line.added ? 'quantityAdded' : 'quantityBefore'] += line.theoretical;
    sums.quantityEmergency += expected - line.theoretical;
    sums.quantityGap += quantity - expected;
    sums.quantityAfter += quantity;
  });
  const rows = () =>
    groups
      .all()
      .map(({ by, code, label, lines, unit, sums }) => [
        words.by[by],
        code,
        label,
        lines,
        ...VALUES.map((name) => money(sums[name])),
        ...QUANTITIES.map((name) => (unit === null ? null : sums[name] / 1000)),
        unit,
      ]);
  return csvAtEnd(words.files.reconciliation, making, COLUMNS, rows, (lines) => {
    for (const line of lines) groups.add(line);
  });
}
