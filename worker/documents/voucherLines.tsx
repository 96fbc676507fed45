import type { Movement, PostedDocument } from '../../shared/contract/documents.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import { formatNumber, formatQuantity, type Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { cellClass } from '../printing/cells.ts';

/** A line as it is printed: one movement; of a bin move, where it goes as well. */
type PrintedLine = Movement & { toBin?: string };

/** Goods that come in at a price of their own, or are handed to another depot. */
const VALUED: PostedDocument['type'][] = ['transfer', 'entry-purchase', 'entry-donation', 'entry-opening'];
/** What moves either way says which way. */
const SIGNED: PostedDocument['type'][] = ['reversal', 'count-adjustment'];

/** What moved, one row a line; a document without movements (a rectification) has no table. */
export function VoucherLines(props: { document: PostedDocument; currency: string; language: Language }) {
  const { document, currency, language } = props;
  const lines = printedLines(document);
  if (lines.length === 0) return null;
  const words = textOf(language).printed.voucher;
  const columns = columnsOf(document.type, lines, language);
  const total = lines.reduce((sum, { value }) => sum + value, 0);
  return (
    <table tabindex={0}>
      <thead>
        <tr>
          {columns.map(({ name, number }) => (
            <th scope="col" class={number ? 'number' : ''}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            {columns.map(({ show, number }) => (
              <td class={number ? 'number' : cellClass(show(line))}>{show(line)}</td>
            ))}
          </tr>
        ))}
      </tbody>
      {VALUED.includes(document.type) && (
        <tfoot>
          <tr>
            <th scope="row" colspan={columns.length - 1}>
              {words.total} ({currency})
            </th>
            <td class="number">{formatNumber(Math.abs(total), language, 2, 4)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/**
 * A transfer and a reception move each line twice, into transit or out of it: the depot's side is what is
 * printed. Goods lost on their way have no other side; a bin move's two sides are one line.
 */
export function printedLines({ type, movements }: PostedDocument): PrintedLine[] {
  const inDepots = movements.filter(({ transit }) => !transit);
  const shown = inDepots.length > 0 ? inDepots : movements;
  if (type !== 'bin-move') return shown;
  return shown
    .filter(({ quantity }) => quantity < 0)
    .map((from) => {
      const to = shown.find(({ line, quantity }) => line === from.line && quantity > 0);
      return { ...from, toBin: to?.bin ?? '' };
    });
}

interface Column {
  name: string;
  show: (line: PrintedLine) => string;
  number?: boolean;
  when?: boolean;
}

function columnsOf(type: PostedDocument['type'], lines: PrintedLine[], language: Language): Column[] {
  const words = textOf(language).printed.voucher;
  const has = (field: 'bin' | 'toBin' | 'lot' | 'serial') => lines.some((line) => line[field]);
  const money = (amount: number) => formatNumber(Math.abs(amount), language, 2, 4);
  const moves = type === 'bin-move';
  const valued = VALUED.includes(type);
  const shown = (quantity: number) => {
    const text = formatQuantity(SIGNED.includes(type) ? quantity : Math.abs(quantity), language);
    return SIGNED.includes(type) && quantity > 0 ? `+${text}` : text;
  };
  const columns: Column[] = [
    { name: words.code, show: (line) => line.item },
    { name: words.item, show: (line) => line.label },
    { name: moves ? words.fromBin : words.bin, show: (line) => line.bin, when: moves || has('bin') },
    { name: words.toBin, show: ({ toBin = '' }) => toBin, when: moves },
    { name: words.lot, show: (line) => line.lot, when: has('lot') },
    {
      name: words.expiry,
      show: ({ expiry }) => (expiry ? formatDate(expiry, language) : ''),
      when: has('lot'),
    },
    { name: words.serial, show: (line) => line.serial, when: has('serial') },
    { name: words.quantity, show: ({ quantity }) => shown(quantity), number: true },
    { name: words.unit, show: (line) => line.unit },
    { name: words.cost, show: ({ unitCost }) => money(unitCost), number: true, when: valued },
    { name: words.value, show: ({ value }) => money(value), number: true, when: valued },
  ];
  return columns.filter(({ when }) => when !== false);
}
