/** Reliquats (Q14): what invoices still have to deliver, what transfers still have on their way; each can be closed. */
import type { UndeliveredLine, UnreceivedLine } from '../../../shared/contract/backorders.ts';
import type { Answer } from '../../server/calls.ts';
import { call, newId } from '../call.ts';
import { button, el, field, notice, textInput } from '../dom.ts';
import { keptFields } from '../keptFields.ts';
import { type DraftPlace, whileWorking } from '../page.ts';
import { formatted, quantityText, say, words } from '../words.ts';
import { choiceFilter, depotFilter, textFilter } from './filters.ts';
import { joined, type Reader, row } from './reading.ts';
import { showReport } from './report.ts';

const says = words.stock.backorders;

export function showUndelivered(reader: Reader): void {
  showReport(reader, {
    name: 'undelivered',
    title: words.stock.pages.invoices.title,
    filters: [
      choiceFilter(says.closed, [
        { value: 'open', text: says.open, query: {} },
        { value: 'closed', text: says.closedOnes, query: { closed: 'true' } },
      ]),
      textFilter(says.invoice, 'invoice'),
      textFilter(says.patient, 'patient'),
    ],
    row: (line, again) => undeliveredRow(reader, line, again),
    none: words.stock.none,
  });
}

function undeliveredRow(reader: Reader, line: UndeliveredLine, again: (news: string) => void): HTMLElement {
  const { invoice, patient, item, label, unit, quantity, delivered, left, closedReason } = line;
  const may = reader.me.admin || reader.me.depots.some(({ role }) => role === 'manager');
  const key = { invoice, line: line.line };
  const due = {
    left: quantityText(left),
    unit,
    quantity: quantityText(quantity),
    delivered: quantityText(delivered),
  };
  const close = closing(
    { place: reader.place, name: `close ${invoice} ${line.line}` },
    says.close,
    says.confirm,
    async (id, reason) => {
      const done = await call('closeUndelivered', id, key, reason);
      return done.ok ? { ok: true, news: says.done } : done;
    },
    again,
  );
  const reopen = button(says.reopen, () => void open(), 'link');
  const open = async () => {
    const done = await whileWorking(words.panel.working, () => call('closeUndelivered', newId(), key, null));
    if (!done) return;
    if (!done.ok) return reopen.replaceWith(notice('danger', done.message));
    again(says.reopened);
  };
  return row(say(says.line, key), say(says.due, due), [
    joined(item, label),
    patient,
    closedReason !== null && say(says.closedFor, { reason: closedReason }),
    may && (closedReason === null ? close : reopen),
  ]);
}

export function showUnreceived(reader: Reader): void {
  const drawn = new Map<string, HTMLElement>();
  showReport(reader, {
    name: 'unreceived',
    title: words.stock.pages.transfers.title,
    filters: [depotFilter(reader)],
    above: () => {
      drawn.clear();
      return el('p', { class: 'quiet' }, says.lostWhy);
    },
    row: (line, again) => unreceivedRow(reader, line, drawn, again),
    none: words.stock.none,
  });
}

/** The lines of one transfer stand together, under its number. */
function unreceivedRow(
  { me, place }: Reader,
  line: UnreceivedLine,
  drawn: Map<string, HTMLElement>,
  again: (news: string) => void,
): HTMLElement {
  const { transfer, number, from, to, sentOn, days, item, label, lot, serial, left, sent, unit } = line;
  const figures = { item, label, lot, serial, left: quantityText(left), sent: quantityText(sent), unit };
  const text = el('p', {}, say(says.rest, figures));
  const known = drawn.get(transfer);
  if (known) {
    known.querySelector('.card-head')?.parentElement?.querySelector('.rest')?.append(text);
    return known;
  }
  const may = me.depots.some(({ code, role }) => code === to && role === 'manager');
  const close = closing(
    { place, name: `close ${transfer}` },
    says.closeTransfer,
    says.lost,
    async (id, reason) => {
      const done = await call('closeUnreceived', id, { transfer, to }, reason);
      if (!done.ok) return done;
      const { number: loss, movements } = done.document;
      return { ok: true, news: say(says.lostDone, { number: loss, count: movements.length }) };
    },
    again,
    say(says.lostWhole, { number }),
  );
  const card = row(say(says.sent, { number, from, to, date: formatted(sentOn), days }), '', [
    el('div', { class: 'rest' }, text),
    may && close,
  ]);
  drawn.set(transfer, card);
  return card;
}

/** «Clore…», then a reason, then once more: closing is not undone by a slip. */
function closing(
  { place, name }: { place: DraftPlace; name: string },
  begin: string,
  confirm: string,
  work: (id: string, reason: string) => Promise<Answer<{ news: string }>>,
  again: (news: string) => void,
  what = '',
): HTMLElement {
  const reason = field(says.reason, textInput('', { maxlength: 200 }));
  const root = el('details', {}, el('summary', {}, begin), what && el('p', {}, what), reason.root);
  const kept = keptFields(place, name, root, () => again(''));
  const told = el('div', {});
  const carryOut = async () => {
    const because = reason.input.value.trim();
    reason.setError(because === '' ? words.panel.required : null);
    if (because === '') return reason.input.focus();
    const done = await whileWorking(words.panel.working, () => kept.send((id) => work(id, because)));
    if (!done) return;
    if (!done.ok) return told.replaceChildren(notice('danger', done.message));
    again(done.news);
  };
  kept.start();
  root.open = kept.found;
  root.append(
    told,
    el(
      'div',
      { class: 'actions' },
      button(confirm, () => void carryOut(), 'danger'),
    ),
  );
  return root;
}
