import type { Recap } from '../../../shared/contract/counts.ts';
import { el, notice } from '../dom.ts';
import { moneyText, quantityText, say, words } from '../words.ts';

const says = words.counts;

/** Totals of a recap: how many gaps, what happens to blanks, the values. */
export function recapSummary(recap: Recap): HTMLElement[] {
  const { differing, lines, keptBlank, zeroedBlank, currency } = recap;
  const row = (label: string, value: number, sum = '') => [
    el('dt', { class: sum || null }, label),
    el('dd', { class: `number ${sum}` }, moneyText(value, currency)),
  ];
  const zeroed = { count: zeroedBlank, value: moneyText(recap.zeroedValue, currency) };
  return [
    el('p', {}, differing === 0 ? says.recapNone : say(says.recapSummary, { differing, lines })),
    ...(keptBlank > 0 ? [el('p', {}, say(says.recapKept, { count: keptBlank }))] : []),
    ...(zeroedBlank > 0 ? [notice('warning', say(says.recapZeroed, zeroed))] : []),
    el(
      'dl',
      { class: 'totals' },
      ...row(says.recapGain, recap.gainValue),
      ...row(says.recapLoss, recap.lossValue),
      ...row(says.recapGap, recap.gapValue, 'sum'),
    ),
  ];
}

/** A gain bears its plus, so that the sign never hangs on colour. */
export function signed(quantity: number): string {
  return quantity > 0 ? `+${quantityText(quantity)}` : quantityText(quantity);
}
