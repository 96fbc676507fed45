/** The optional invoice of a patient exit: its products are fetched into the lines (S18, S19). */
import { call } from '../call.ts';
import { button, el, type Field, field, textInput } from '../dom.ts';
import { newLine, takeProposal } from '../lines/draftLine.ts';
import { setStatus, whileWorking } from '../page.ts';
import { language, quantityText, say, words } from '../words.ts';
import type { ExitDraft } from './draft.ts';

const says = words.exits;

export function invoiceField(draft: ExitDraft, loaded: () => void): Field<HTMLInputElement> {
  const input = textInput(draft.invoice, { maxlength: 64, spellcheck: 'false' });
  const box = field(says.invoice, input);
  input.addEventListener('input', () => {
    draft.invoice = input.value.trim();
    box.setError(null);
    loaded.call(null);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void fetchLines();
  });

  async function fetchLines(): Promise<void> {
    const invoice = input.value.trim();
    if (!invoice) return box.setError(words.panel.required);
    const { depot, date } = draft;
    const read = await whileWorking(says.fetchingInvoice, () =>
      call('allocate', { depot, date, type: 'exit-patient', invoice }),
    );
    if (!read) return;
    if (!read.ok) return box.setError(read.message);
    const { patient, items } = read.allocation;
    Object.assign(draft, { invoice, party: patient ?? draft.party, partyName: '' });
    draft.lines = items.map((item) => {
      const line = newLine(item);
      line.wanted = quantityText(Math.max(Math.round((item.wanted - item.delivered) * 1000) / 1000, 0));
      takeProposal(line, item, language);
      return line;
    });
    box.setError(null);
    setStatus(say(says.invoiceLines, { count: items.length, invoice }));
    loaded();
  }

  box.root.append(
    el('p', { class: 'hint' }, says.invoiceReplaces),
    button(says.fetchInvoice, () => void fetchLines()),
  );
  return box;
}
