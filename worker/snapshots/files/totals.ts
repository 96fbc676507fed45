import { csvAtEnd, type Making, type SnapshotFile } from './file.ts';
import { Groups } from './groups.ts';

const COLUMNS = ['by', 'code', 'label', 'lines', 'quantity', 'unit', 'value'] as const;

/** The stock of the moment by item, supplier and bin. */
export function totalsFile(making: Making): SnapshotFile {
  const { words, money } = making;
  const groups = new Groups(({ quantity, value }) => [quantity, value]);
  const rows = () =>
    groups
      .all()
      .map(({ by, code, label, lines, unit, sums: [quantity = 0, value = 0] }) => [
        words.by[by],
        code,
        label,
        lines,
        unit === null ? null : quantity / 1000,
        unit,
        money(value),
      ]);
  return csvAtEnd(words.files.totals, making, COLUMNS, rows, (lines) => {
    for (const line of lines) groups.add(line);
  });
}
