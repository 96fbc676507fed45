/** «Imprimer» (E18, E19, E46): sheets to count on paper, opened over the spreadsheet. */
import type { CountTab } from '../../../server/calls/countSheet.ts';
import { call } from '../../call.ts';
import { button, el } from '../../dom.ts';
import { checkbox, folded } from '../../fields/choices.ts';
import { whileWorking } from '../../page.ts';
import { words } from '../../words.ts';

const says = words.countForms;

export function printBox(tab: CountTab): HTMLDetailsElement {
  const barcodes = checkbox(says.barcodes);
  const problem = el('p', { class: 'error', hidden: true });
  async function print(): Promise<void> {
    const shown = await whileWorking(words.panel.working, () =>
      call('showCountPrint', tab, barcodes.input.checked),
    );
    problem.hidden = !shown || shown.ok;
    problem.textContent = shown && !shown.ok ? shown.message : '';
  }
  return folded(
    says.paper,
    el('p', { class: 'quiet' }, says.paperHint),
    barcodes.root,
    button(says.print, () => void print()),
    problem,
  );
}
