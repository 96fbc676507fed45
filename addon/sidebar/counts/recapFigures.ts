import type { Count, Recap, RecapLine, RecapTotals } from '../../../shared/contract/counts.ts';
import { formatNumber } from '../../../shared/domain/quantities.ts';
import { el, notice } from '../dom.ts';
import { tableList } from '../fields/tableList.ts';
import { language, moneyText, quantityText, say, words } from '../words.ts';

const says = words.counts;
const more = words.countRecap;

/** Totals of a recap: how many gaps, within and beyond the tolerance, what happens to blanks, the values. */
export function recapSummary(recap: Recap, count?: Count): HTMLElement[] {
  const { differing, lines, keptBlank, zeroedBlank, currency, within, beyond } = recap;
  const row = (label: string, value: number, sum = '') => [
    el('dt', { class: sum || null }, label),
    el('dd', { class: `number ${sum}` }, moneyText(value, currency)),
  ];
  const zeroed = { count: zeroedBlank, value: moneyText(recap.zeroedValue, currency) };
  const tolerated = count && Object.values(count.tolerance).some((limit) => limit !== null);
  return [
    el('p', {}, differing === 0 ? says.recapNone : say(says.recapSummary, { differing, lines })),
    ...(tolerated && differing > 0 ? [el('p', {}, say(more.tolerance, { within, beyond }))] : []),
    ...(keptBlank > 0 ? [el('p', {}, say(says.recapKept, { count: keptBlank }))] : []),
    ...(zeroedBlank > 0 ? [notice('warning', say(says.recapZeroed, zeroed))] : []),
    ...(recap.elsewhere > 0 ? [notice('warning', say(more.elsewhere, { count: recap.elsewhere }))] : []),
    ...(recap.emergencies > 0 ? [el('p', {}, say(more.emergencies, { count: recap.emergencies }))] : []),
    el(
      'dl',
      { class: 'totals' },
      ...row(says.recapGain, recap.gainValue),
      ...row(says.recapLoss, recap.lossValue),
      ...row(says.recapGap, recap.gapValue, 'sum'),
    ),
  ];
}

/** The gaps by bin, by supplier or by reason. */
export function totalsTable({ rows: all, currency }: RecapTotals): HTMLElement {
  const rows = all.filter(({ differing }) => differing > 0);
  if (rows.length === 0) return el('p', {}, says.recapNone);
  return tableList(
    [
      { heading: '', cell: ({ key, label }) => label || key || more.without },
      { heading: more.gaps, number: true, cell: ({ differing }) => quantityText(differing) },
      { heading: says.headings.value, number: true, cell: ({ gapValue }) => moneyText(gapValue, currency) },
    ],
    rows,
  ).root;
}

/** A gain bears its plus, so that the sign never hangs on colour. */
export function signed(quantity: number, decimals = 3): string {
  const text = formatNumber(quantity, language, 0, decimals);
  return quantity > 0 ? `+${text}` : text;
}

/** Bin, lot and serial of a line, those that it has. */
export function placeOf({ bin, lot, serial }: Pick<RecapLine, 'bin' | 'lot' | 'serial'>): string {
  return [bin, lot, serial].filter(Boolean).join(' · ');
}

/** «trouvé ici, attendu à …» (Q10), and the emergency exits that took from the line (Q12). */
export function remarksOf({ elsewhere, emergencies, blank }: RecapLine): string[] {
  const { depot = '', bin = '' } = elsewhere ?? {};
  return [
    ...(elsewhere ? [say(more.foundHere[elsewhere.state], { depot, bin })] : []),
    ...emergencies.map(({ number, quantity }) => say(more.emergencyTook, { number, quantity: -quantity })),
    ...(blank ? [more.blankWas[blank]] : []),
  ];
}
