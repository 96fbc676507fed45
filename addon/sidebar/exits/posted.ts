/** After the exit: its number, its voucher, what is worth noting (S25, S32, S39, S46). */
import type { PostedDocument } from '../../../shared/contract/documents.ts';
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { showScreen, whileWorking } from '../page.ts';
import { say, words } from '../words.ts';

const says = words.exits;

export function showPosted(document: PostedDocument, another: () => void): void {
  const { id, number, warnings } = document;
  const problem = el('div', {});

  async function voucher(): Promise<void> {
    const shown = await whileWorking(words.panel.working, () => call('showVoucher', id, number));
    if (!shown) return;
    problem.replaceChildren(...(shown.ok ? [] : [notice('danger', says.voucherFailed, shown.message)]));
  }

  showScreen(
    says.heading,
    notice('good', el('strong', {}, say(says.posted, { number }))),
    warnings.length > 0
      ? notice(
          'warning',
          el('strong', {}, says.warnings),
          el('ul', {}, ...warnings.map(({ detail }) => el('li', {}, detail))),
        )
      : null,
    problem,
    el(
      'div',
      { class: 'actions' },
      button(say(says.seeVoucher, { number }), () => void voucher()),
      button(says.another, another, 'primary'),
    ),
  );
  void voucher();
}
