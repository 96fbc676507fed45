import { csvAtEnd, type Making, type SnapshotFile } from './file.ts';
import { Groups } from './groups.ts';

const COLUMNS = ['by', 'code', 'label', 'lines', 'quantity', 'unit', 'value'] as const;

/** The stock of the moment by item, supplier and bin. */
export function totalsFile(making: Making): SnapshotFile {
  const { words, money } = making;
  const groups = new Groups(
    () => ({ quantity: 0, value: 0 }),
    (sums, { quantity, value }) => {
      sums.quantity += quantity;
      sums.value += value;
    },
  );
  const rows = () =>
    groups
      .all()
      .map(({ by, code, label, lines, unit, sums }) => [
        words.by[by],
        code,
        label,
        lines,
        unit === null ? null : sums.quantity / 1000,
        unit,
        money(sums.value),
      ]);
  return csvAtEnd(words.files.totals, making, COLUMNS, rows, (lines) => {
    for (const line of lines) groups.add(line);
  });
}
