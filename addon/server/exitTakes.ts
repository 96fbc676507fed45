/** What the rows of the exit sheet take, and from where: first expired first where they name no lot. Pure. */
import { foldKey } from '../../shared/domain/keys.ts';
import { fitsDecimals, fromThousandths, type Language } from '../../shared/domain/quantities.ts';
import { type Figures, say } from '../../shared/text/say.ts';
import type { ReadRow, RowProblem } from './exitRows.ts';
import { type Left, leftOn, purposeOf, type Shelf, type Stock, type Take } from './exitShelves.ts';
import { type Words, wordsOf } from './language.ts';

type Says = Words['exitSheet'];

/** Where each row takes its goods, first expired first where it names no lot; or why it cannot. */
export function takeAll(
  rows: readonly ReadRow[],
  shelves: readonly Shelf[],
  today: string,
  language: Language,
): { takes: Map<number, Take[]>; problems: RowProblem[] } {
  const says = wordsOf(language).exitSheet;
  const takes = new Map<number, Take[]>();
  const problems: RowProblem[] = [];
  const left = leftOn(shelves);
  // Rows that name their lot first: the others can do with what is left.
  const ordered = [...rows].sort((a, b) => Number(a.lot === '') - Number(b.lot === '') || a.row - b.row);
  for (const row of ordered) {
    const shelf = shelves.find(
      ({ purpose, date, stock }) =>
        purpose === purposeOf(row.type) && date === row.date && stock.has(foldKey(row.item)),
    );
    const stock = shelf?.stock.get(foldKey(row.item));
    const problem = stock
      ? takeRow(row, stock, left, today, says, language)
      : say(says.itemUnknown, language, { item: row.item });
    if (typeof problem === 'string') problems.push([row.row, problem]);
    else takes.set(row.row, problem);
  }
  return { takes, problems: problems.sort(([a], [b]) => a - b) };
}

function takeRow(
  row: ReadRow,
  stock: Stock,
  left: Left,
  today: string,
  says: Says,
  language: Language,
): Take[] | string {
  const tell = (sentence: string, figures: Figures) =>
    say(sentence, language, { item: row.item, ...figures });
  if (!fitsDecimals(row.quantity, stock.decimals))
    return tell(stock.decimals === 0 ? says.whole : says.decimals, { decimals: stock.decimals });
  const named = row.lot === '' ? stock.holdings : stock.holdings.filter(isLot(row.lot));
  if (row.lot !== '' && named.length === 0) return tell(says.lotUnknown, { lot: row.lot });
  const usable = named.filter(({ unusable }) => unusable === null);
  const why = named.find(({ unusable }) => unusable !== null)?.unusable ?? null;
  if (usable.length === 0 && why) return tell(says.unusable[why], { lot: named[0]?.lot ?? '' });
  const free = usable.map((holding) => ({ ...holding, quantity: left.of(row, holding) }));
  const available = free.reduce((sum, { quantity }) => sum + quantity, 0);
  if (available < row.quantity) {
    const figures = { wanted: fromThousandths(row.quantity), available: fromThousandths(available) };
    // More may have come since that day.
    return tell(says.missing, { ...figures, date: row.date === today ? null : row.date });
  }
  let wanted = row.quantity;
  return free.flatMap((holding) => {
    const quantity = Math.min(wanted, holding.quantity);
    if (quantity <= 0) return [];
    wanted -= quantity;
    const taken = { bin: holding.bin, lot: holding.lot, serial: holding.serial, quantity };
    left.take(row, taken);
    return [taken];
  });
}

/** A row may name a serial number where others name a lot. */
function isLot(text: string) {
  const key = foldKey(text);
  return ({ lot, serial }: Take) => foldKey(lot) === key || foldKey(serial) === key;
}

/** «lot A12 : 20, lot B7 : 4»: what a checked row would take. */
export function takesText(takes: readonly Take[], language: Language): string {
  const { lines, exitSheet } = wordsOf(language);
  const parts = takes.map(({ lot, serial, quantity }) => {
    const what = serial
      ? say(lines.serial, language, { serial })
      : lot
        ? say(lines.lot, language, { lot })
        : lines.noLot;
    return say(exitSheet.take, language, { what, quantity: fromThousandths(quantity) });
  });
  return say(exitSheet.ready, language, { takes: parts.join(', ') });
}
