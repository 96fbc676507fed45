import { type Cell, dateCell } from '../../http/csv.ts';
import { csvAtEnd, type Making, type SnapshotFile } from './file.ts';

const COLUMNS = [
  ...([
    'journal',
    'date',
    'document',
    'account',
    'accountName',
    'text',
    'debit',
    'credit',
    'currency',
  ] as const),
] as const;

/**
 * The accounting entry proposed for the gap (E27): shortages are a charge, overages reduce it, by kind of item.
 * Each pair balances; a count without a gap proposes nothing. The accounts are those of the French chart.
 */
export function entryFile(making: Making): SnapshotFile {
  const { facts, words, money } = making;
  const { accounts } = words;
  const gaps = { article: { loss: 0, gain: 0 }, part: { loss: 0, gain: 0 } };
  const rows = (): Cell[][] => {
    const entries = (['article', 'part'] as const).flatMap((kind) =>
      (['loss', 'gain'] as const).flatMap((side) => {
        const amount = gaps[kind][side];
        if (amount === 0) return [];
        const { stock, change } = accounts[kind];
        const [debited, credited] = side === 'loss' ? [change, stock] : [stock, change];
        return [
          { account: debited, side, debit: amount, credit: 0 },
          { account: credited, side, debit: 0, credit: amount },
        ];
      }),
    );
    if (entries.length === 0) return [];
    const total = entries.reduce((sum, { debit }) => sum + debit, 0);
    return [
      ...entries.map(({ account: [code, name], side, debit, credit }) => [
        accounts.journal,
        dateCell(facts.count.date),
        facts.adjustment,
        code,
        name,
        accounts[side].replace('{count}', () => facts.count.name),
        debit ? money(debit) : null,
        credit ? money(credit) : null,
        facts.currency,
      ]),
      [...Array<null>(5).fill(null), accounts.total, money(total), money(total), facts.currency],
    ];
  };
  return csvAtEnd(words.files.entry, making, COLUMNS, rows, (lines) => {
    for (const { line, change } of lines) {
      const gap = change?.gap ?? 0;
      const sums = gaps[line.kind === 'part' ? 'part' : 'article'];
      if (gap < 0) sums.loss -= gap;
      else sums.gain += gap;
    }
  });
}
