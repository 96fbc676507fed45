/** The balance of an item as a stepped line: what a person looks at first on a card. */
import type { StockCard } from '../../../shared/contract/stock.ts';
import { daysBetween } from '../../../shared/domain/dates.ts';
import { formatted, quantityText, say, words } from '../words.ts';

const WIDTH = 260;
const HEIGHT = 72;
const EDGE = 4;

/** At least two movements. Its figures stand in its name, for whoever does not see it. */
export function balanceChart(item: string, rows: readonly StockCard['rows'][number][]): SVGElement {
  const [first, last] = [rows[0]!, rows[rows.length - 1]!];
  const most = Math.max(...rows.map(({ balance }) => balance), 0);
  const days = daysBetween(first.date, last.date);
  // All on one day: one after the other, or there would be no line.
  const share = (date: string, at: number) =>
    days > 0 ? daysBetween(first.date, date) / days : at / (rows.length - 1);
  const x = (date: string, at: number) => EDGE + share(date, at) * (WIDTH - 2 * EDGE);
  const y = (balance: number) => HEIGHT - EDGE - (balance / (most || 1)) * (HEIGHT - 2 * EDGE);
  const steps = rows.map(({ date, balance }, at) =>
    at === 0 ? `M${x(date, at)} ${y(balance)}` : `H${x(date, at)}V${y(balance)}`,
  );
  const figures = {
    item,
    from: formatted(first.date),
    to: formatted(last.date),
    first: quantityText(first.balance),
    last: quantityText(last.balance),
    most: quantityText(most),
  };
  const chart = emptySvg({
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    class: 'chart',
    role: 'img',
    'aria-label': say(words.stock.card.chart, figures),
  });
  chart.append(
    pathIn(chart, `M${EDGE} ${HEIGHT - EDGE}H${WIDTH - EDGE}`, 'ground'),
    pathIn(chart, steps.join(''), 'line'),
  );
  return chart;
}

function emptySvg(attributes: Record<string, string>): SVGElement {
  // The parser knows the namespace: its name is an address, and no page holds one.
  const { firstElementChild } = document.createRange().createContextualFragment('<svg></svg>');
  return withAttributes(firstElementChild as SVGElement, attributes);
}

function pathIn(chart: SVGElement, d: string, kind: string): SVGElement {
  const path = document.createElementNS(chart.namespaceURI, 'path') as SVGElement;
  return withAttributes(path, { d, class: kind });
}

function withAttributes(element: SVGElement, attributes: Record<string, string>): SVGElement {
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
