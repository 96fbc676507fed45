/** The invoice of a patient exit: the latest are offered, its products are fetched into the lines (S18, S19). */
import type { Allocation } from '../../../shared/contract/stock.ts';
import { call } from '../call.ts';
import { button, el, type Field, field, notice, textInput } from '../dom.ts';
import { TYPING_PAUSE_MS } from '../fields/combobox.ts';
import { SCAN_LONGEST } from '../fields/partyField.ts';
import { passingScanner, type ScanTakers } from '../fields/scanner.ts';
import { newLine, takeProposal } from '../lines/draftLine.ts';
import { type Panel, setStatus, whileWorking } from '../page.ts';
import { language, quantityText, say, words } from '../words.ts';
import type { ExitDraft } from './draft.ts';

const says = words.exits;

export interface InvoiceField extends Field<HTMLInputElement> {
  /** Another patient: their invoices are offered. */
  offer(patient: string): Promise<void>;
  /** Fills the lines; true where there is something to deliver. */
  load(number: string): Promise<boolean>;
}

export interface InvoiceActions {
  /** Each key. */
  typed(): void;
  /** Its patient and its products stand in the draft. */
  loaded(): void;
  /** «Tout délivrer»: the whole invoice in one click (Q14). */
  deliverAll(): void;
}

/** `scans`: what any scan does in this form; a text that is none is the number of an invoice. */
export function invoiceField(
  { depot }: Panel,
  draft: ExitDraft,
  scans: ScanTakers,
  actions: InvoiceActions,
): InvoiceField {
  const input = textInput(draft.invoice, { maxlength: SCAN_LONGEST, spellcheck: 'false' });
  const box = field(depot.invoiceRequired ? says.invoiceRequired : says.invoice, input);
  const offers = el('div', {});
  const told = el('div', {});
  const scanner = passingScanner(scans);
  /** The lines as an invoice filled them; another text: somebody typed there. */
  let filled = '';
  const written = () => JSON.stringify(draft.lines.map(({ item, wanted, picks }) => [item, wanted, picks]));
  let offeredFor = '';
  let asked = 0;
  let timer = 0;
  /** The number that stood here before the keys of a scan replaced it. */
  let before = draft.invoice;

  function hold(number: string): void {
    draft.invoice = number;
    input.value = number;
    before = number;
    if (document.activeElement === input) input.select();
  }

  input.addEventListener('input', () => {
    draft.invoice = input.value.trim();
    box.setError(null);
    told.replaceChildren();
    actions.typed();
    clearTimeout(timer);
    timer = window.setTimeout(() => void suggest(), TYPING_PAUSE_MS);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    clearTimeout(timer);
    if (!scanner.take(input.value)) return void load(input.value);
    hold(before);
    actions.typed();
  });
  input.addEventListener('focus', () => {
    before = draft.invoice;
    input.select();
  });

  async function load(number: string): Promise<boolean> {
    const invoice = number.trim();
    if (!invoice) {
      box.setError(words.panel.required);
      return false;
    }
    hold(invoice);
    const { date } = draft;
    const read = await whileWorking(says.fetchingInvoice, () =>
      call('allocate', { depot: depot.code, date, type: 'exit-patient', invoice }),
    );
    if (!read) return false;
    if (!read.ok) {
      box.setError(read.message);
      return false;
    }
    const { patient, items } = read.allocation;
    const chosen = draft.party.trim();
    const same = patient === null || patient === chosen;
    Object.assign(draft, { invoice, party: patient ?? draft.party, ...(!same && { partyName: '' }) });
    draft.lines = items.filter(isOpen).map((item) => {
      const line = newLine(item);
      line.wanted = quantityText(restOf(item));
      takeProposal(line, item, language, draft);
      return line;
    });
    box.setError(null);
    tell(items, invoice);
    // An invoice brings its patient (Q6): whom it took the place of is not left unsaid.
    if (!same && chosen !== '')
      told.append(
        notice('warning', say(says.invoiceOfOther, { invoice, patient: patient ?? '', before: chosen })),
      );
    actions.loaded();
    filled = written();
    return draft.lines.some(({ picks }) => picks.length > 0);
  }

  /** In one click (Q14), but what somebody typed is not passed over unseen. */
  async function deliverAll(): Promise<void> {
    const number = input.value.trim();
    const deliver = async () => {
      if (await load(number)) actions.deliverAll();
    };
    if (number === '' || draft.lines.length === 0 || written() === filled) return deliver();
    const keep = button(words.panel.cancel, () => told.replaceChildren());
    told.replaceChildren(
      notice(
        'warning',
        say(says.deliverAllQuestion, { invoice: number }),
        el(
          'div',
          { class: 'actions' },
          button(says.deliverAllYes, () => void deliver()),
          keep,
        ),
      ),
    );
    keep.focus();
  }

  /** What the invoice asked for and did not get: not found, found in part, delivered before. */
  function tell(items: Allocation['items'], invoice: string): void {
    const notes = items.flatMap((item) => noteOf(item));
    const count = items.filter(isOpen).length;
    const summary = say(says.invoiceLines, { count, invoice });
    setStatus(summary);
    told.replaceChildren(
      notice(
        notes.length > 0 ? 'warning' : 'good',
        summary,
        notes.length > 0 && el('ul', {}, ...notes.map((text) => el('li', {}, text))),
      ),
    );
  }

  async function offer(patient: string): Promise<void> {
    if (patient === offeredFor) return;
    offeredFor = patient;
    offers.replaceChildren();
    await suggest();
  }

  /** What begins as is typed, of the patient where there is one; before anything is typed, the patient's latest. */
  async function suggest(): Promise<void> {
    const q = input.value.trim();
    asked += 1;
    const mine = asked;
    if (offeredFor === '' && q === '') return offers.replaceChildren();
    const wanted = { ...(offeredFor && { patient: offeredFor }), ...(q && { q }) };
    const read = await call('findInvoices', wanted);
    if (mine !== asked) return;
    const open = read.ok ? read.invoices.filter((invoice) => invoice.open > 0) : [];
    if (open.length === 0) return offers.replaceChildren();
    const choices = open.map(({ number, open: count }) =>
      button(say(says.invoiceOffer, { number, count }), () => void load(number), 'link'),
    );
    offers.replaceChildren(
      el('p', { class: 'hint' }, q === '' ? says.invoicesOf : says.invoicesSo),
      el('ul', { class: 'plain' }, ...choices.map((choice) => el('li', {}, choice))),
    );
  }

  box.root.append(
    scanner.root,
    offers,
    el(
      'div',
      { class: 'actions' },
      button(says.fetchInvoice, () => void load(input.value)),
      button(says.deliverAll, () => void deliverAll()),
    ),
    told,
  );
  return { ...box, offer, load };
}

type Invoiced = Allocation['items'][number];

function restOf({ wanted, delivered }: Invoiced): number {
  return Math.max(Math.round((wanted - delivered) * 1000) / 1000, 0);
}

function isOpen(item: Invoiced): boolean {
  return restOf(item) > 0;
}

function noteOf(item: Invoiced): string[] {
  const { item: code, label, unit, missing } = item;
  const what = { item: code, label, unit };
  const delivered = quantityText(item.delivered);
  if (!isOpen(item)) return [say(says.invoiceDelivered, { ...what, delivered })];
  const before = item.delivered > 0 ? [say(says.invoiceBefore, { ...what, delivered })] : [];
  if (missing <= 0) return before;
  const found = quantityText(Math.round((restOf(item) - missing) * 1000) / 1000);
  const sentence = missing >= restOf(item) ? says.invoiceNotFound : says.invoicePartly;
  return [...before, say(sentence, { ...what, found, rest: quantityText(restOf(item)) })];
}
