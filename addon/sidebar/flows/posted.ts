/** After a document was posted: its number, its voucher, what is worth noting, what may come next. */
import type { Count } from '../../../shared/contract/counts.ts';
import type { PostedDocument } from '../../../shared/contract/documents.ts';
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { showScreen, whileWorking } from '../page.ts';
import { say, words } from '../words.ts';
import { showLabels } from './labelCall.ts';

const says = words.flows.posted;

export interface Next {
  text: string;
  press(): void;
}

/** After a count on the spot: the adjustment that it made, if the quantity was not right (Q20). */
export function showCounted(title: string, { adjustment, acknowledgedBy }: Count, next: Next[]): void {
  const problem = el('div', {});
  async function voucher(id: string, number: string): Promise<void> {
    const shown = await whileWorking(words.panel.working, () => call('showVoucher', id, number));
    if (shown)
      problem.replaceChildren(...(shown.ok ? [] : [notice('danger', says.voucherFailed, shown.message)]));
  }
  const { adjusted, notAdjusted } = words.flows.movement;
  const sentence = adjustment ? say(adjusted, { number: adjustment.number }) : notAdjusted;
  showScreen(
    title,
    notice('good', el('strong', {}, sentence)),
    // A manager's own is taken note of as it is made.
    adjustment && acknowledgedBy === null ? notice('warning', words.countForms.nodDue) : null,
    problem,
    el(
      'div',
      { class: 'actions' },
      adjustment &&
        button(
          say(says.seeVoucher, { number: adjustment.number }),
          () => void voucher(adjustment.id, adjustment.number),
        ),
      ...next.map(({ text, press }, place) => button(text, press, place === 0 ? 'primary' : '')),
    ),
  );
}

/** Goods that came in may want labels: their lots are on them. */
const LABELLED: PostedDocument['type'][] = ['entry-purchase', 'entry-donation', 'entry-opening', 'reception'];

export function showPosted(title: string, document: PostedDocument, next: Next[], note?: string): void {
  const { id, number, type, warnings } = document;
  const problem = el('div', {});

  async function voucher(): Promise<void> {
    const shown = await whileWorking(words.panel.working, () => call('showVoucher', id, number));
    if (shown)
      problem.replaceChildren(...(shown.ok ? [] : [notice('danger', says.voucherFailed, shown.message)]));
  }

  async function labels(): Promise<void> {
    const refused = await showLabels(document);
    problem.replaceChildren(...(refused ? [notice('danger', refused)] : []));
  }

  showScreen(
    title,
    notice('good', el('strong', {}, say(says.done, { type: words.flows.types[type], number }))),
    warnings.length > 0 &&
      notice(
        'warning',
        el('strong', {}, says.warnings),
        el('ul', {}, ...warnings.map(({ detail }) => el('li', {}, detail))),
      ),
    note ? notice('warning', note) : null,
    problem,
    el(
      'div',
      { class: 'actions' },
      button(say(says.seeVoucher, { number }), () => void voucher()),
      LABELLED.includes(type) && button(says.labels, () => void labels()),
      ...next.map(({ text, press }, place) => button(text, press, place === 0 ? 'primary' : '')),
    ),
  );
  void voucher();
}
