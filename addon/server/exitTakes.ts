/** What the rows of the exit sheet take, and from where: first expired first where they name no lot. Pure. */
import type { Allocation } from '../../shared/contract/stock.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import {
  fitsDecimals,
  fromThousandths,
  type Language,
  toThousandths,
} from '../../shared/domain/quantities.ts';
import { type Figures, say } from '../../shared/text/say.ts';
import type { ReadRow, RowProblem, SheetExitType } from './exitRows.ts';
import { type Words, wordsOf } from './language.ts';

type Says = Words['exitSheet'];

/** What one row takes from one stock line. */
export interface Take {
  bin: string;
  lot: string;
  serial: string;
  quantity: number;
}

interface Holding extends Take {
  expiry: string | null;
  unusable: Allocation['items'][number]['others'][number]['unusable'];
}

interface Stock {
  label: string;
  decimals: number;
  /** Each list is used up as rows take from it. */
  holdings: Holding[];
}

/** The stock of the items that one kind of exit may use; an expired lot may be lost, not delivered (Q15). */
export function stockOf(allocation: Allocation): Map<string, Stock> {
  return new Map(
    allocation.items.map(({ item, label, decimals, lines, others }) => {
      const usable = lines.map((line) => ({ ...line, unusable: null }));
      const holdings = [...usable, ...others]
        .map(({ bin, lot, serial, expiry, available, unusable }) => {
          return { bin, lot, serial, expiry, unusable, quantity: toThousandths(available) };
        })
        .sort((a, b) => compare(a.expiry ?? '9999', b.expiry ?? '9999') || compare(a.lot, b.lot));
      return [foldKey(item), { label, decimals, holdings }];
    }),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Where each row takes its goods, first expired first where it names no lot; or why it cannot. */
export function takeAll(
  rows: readonly ReadRow[],
  stockFor: (type: SheetExitType) => ReadonlyMap<string, Stock>,
  language: Language,
): { takes: Map<number, Take[]>; problems: RowProblem[] } {
  const says = wordsOf(language).exitSheet;
  const takes = new Map<number, Take[]>();
  const problems: RowProblem[] = [];
  // Rows that name their lot first: the others can do with what is left.
  const ordered = [...rows].sort((a, b) => Number(a.lot === '') - Number(b.lot === '') || a.row - b.row);
  for (const row of ordered) {
    const stock = stockFor(row.type).get(foldKey(row.item));
    const problem = stock
      ? takeRow(row, stock, says, language)
      : say(says.itemUnknown, language, { item: row.item });
    if (typeof problem === 'string') problems.push([row.row, problem]);
    else takes.set(row.row, problem);
  }
  return { takes, problems: problems.sort(([a], [b]) => a - b) };
}

function takeRow(row: ReadRow, stock: Stock, says: Says, language: Language): Take[] | string {
  const tell = (sentence: string, figures: Figures) =>
    say(sentence, language, { item: row.item, ...figures });
  if (!fitsDecimals(row.quantity, stock.decimals)) return tell(says.decimals, { decimals: stock.decimals });
  const named = row.lot === '' ? stock.holdings : stock.holdings.filter(isLot(row.lot));
  if (row.lot !== '' && named.length === 0) return tell(says.lotUnknown, { lot: row.lot });
  const usable = named.filter(({ unusable }) => unusable === null);
  const why = named.find(({ unusable }) => unusable !== null)?.unusable ?? null;
  if (usable.length === 0 && why) return tell(says.unusable[why], { lot: named[0]?.lot ?? '' });
  const available = usable.reduce((sum, { quantity }) => sum + quantity, 0);
  if (available < row.quantity) {
    const figures = { wanted: fromThousandths(row.quantity), available: fromThousandths(available) };
    return tell(says.missing, figures);
  }
  let left = row.quantity;
  return usable.flatMap((holding) => {
    const quantity = Math.min(left, holding.quantity);
    if (quantity <= 0) return [];
    left -= quantity;
    holding.quantity -= quantity;
    return [{ bin: holding.bin, lot: holding.lot, serial: holding.serial, quantity }];
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
