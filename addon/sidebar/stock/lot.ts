/** One lot: where it came from, what is left where, who received it; block, correct, print a recall (B7, Q17). */
import type { LotTrace } from '../../../shared/contract/stock.ts';
import type { Answer } from '../../server/calls.ts';
import { call } from '../call.ts';
import { missing } from '../documents/documentForm.ts';
import { button, el, type Field, field, notice, textInput } from '../dom.ts';
import { dateField } from '../fields/dateField.ts';
import { tableList } from '../fields/tableList.ts';
import { type KeptFields, keptFields } from '../keptFields.ts';
import { showScreen, showWaiting, whileWorking } from '../page.ts';
import { showFirstWrong } from '../refused.ts';
import { formatted, quantityText, say, words } from '../words.ts';
import { itemFilter } from './filters.ts';
import { homeLink, joined, type Reader, row } from './reading.ts';

const says = words.stock.lot;

/** `typed` again, beside the sentence why that lot is not shown. */
export function chooseLot(reader: Reader, typed = { item: '', lot: '' }, problem = ''): void {
  const item = itemFilter(reader, typed.item, (goods) => {
    lot.input.value = goods.lot;
    // The scanned code is in the field after this returns.
    if (goods.lot !== '') queueMicrotask(open);
  });
  const lot = field(says.lot, textInput(typed.lot, { maxlength: 64, spellcheck: 'false' }), {
    hint: says.lotHint,
  });
  const open = () => {
    const blank = missing(item, item.chosen() === '') + missing(lot, lot.input.value.trim() === '');
    if (blank > 0) return showFirstWrong();
    showLot(reader, item.chosen(), lot.input.value.trim());
  };
  lot.input.addEventListener('keydown', (event) => event.key === 'Enter' && open());
  showScreen(
    words.stock.pages.lot.title,
    homeLink(reader),
    problem !== '' && notice('danger', problem),
    item.root,
    lot.root,
    el('div', { class: 'actions' }, button(says.show, open, 'primary')),
  );
}

export function showLot(reader: Reader, item: string, lot: string): void {
  void (async () => {
    showWaiting(words.stock.pages.lot.title, words.panel.loading);
    const read = await call('readLot', item, lot);
    if (read.ok) return draw(reader, read.trace);
    chooseLot(reader, { item, lot }, read.message);
  })();
}

function draw(reader: Reader, trace: LotTrace, news: string | null = null): void {
  const { item, label, lot, expiry, blocked, blockReason, left, entries, exits } = trace;
  const told = el('div', {}, news && notice('good', news));
  const manages = reader.me.depots.some(({ role }) => role === 'manager');
  const manage = manages ? managing(reader, trace, told) : null;
  const print = async () => {
    const shown = await whileWorking(words.panel.working, () => call('showLotNotice', item, lot));
    if (shown && !shown.ok) told.replaceChildren(notice('danger', shown.message));
  };
  const write = async () => {
    const written = await whileWorking(words.stock.writing, () => call('writeTrace', item, lot));
    if (!written) return;
    const { written: made, refreshed } = words.stock;
    told.replaceChildren(
      written.ok
        ? notice('good', say(written.made ? made : refreshed, { ...written }))
        : notice('danger', written.message),
    );
    told.scrollIntoView({ block: 'nearest' });
  };
  showScreen(
    say(says.title, { item, lot }),
    homeLink(reader),
    el('p', { class: 'card-title' }, label),
    el('p', {}, expiry ? say(says.expiry, { expiry: formatted(expiry) }) : says.noExpiry),
    blocked && notice('danger', say(says.blocked, { reason: blockReason ?? '' })),
    told,
    el('h2', {}, says.left),
    left.length === 0 ? el('p', {}, says.nothingLeft) : leftTable(trace),
    el('h2', {}, says.received),
    exits.length === 0 ? el('p', {}, says.nobody) : crossings(exits),
    el('h2', {}, says.cameFrom),
    crossings(entries),
    el(
      'div',
      { class: 'actions' },
      button(says.notice, () => void print()),
      button(words.stock.toSheet, () => void write()),
    ),
    manage?.root ?? el('p', { class: 'quiet' }, says.only),
  );
  manage?.start();
}

function leftTable({ left }: LotTrace): HTMLElement {
  const { depot, bin, quantity } = words.reports.columns;
  return tableList<LotTrace['left'][number]>(
    [
      { heading: depot, cell: (line) => line.depot },
      {
        heading: bin,
        cell: ({ transfer, bin: code }) => (transfer ? say(words.stock.onItsWay, { transfer }) : code),
      },
      { heading: quantity, number: true, cell: (line) => quantityText(line.quantity) },
    ],
    left,
  ).root;
}

/** Who gave or received how much, when and by which document. */
function crossings(lines: LotTrace['exits']): HTMLElement {
  const lineOf = ({
    date,
    number,
    type,
    depot,
    party,
    partyName,
    serial,
    quantity,
  }: LotTrace['exits'][number]) =>
    row(joined(party, partyName, serial) || depot, quantityText(quantity), [
      joined(formatted(date), number),
      joined(words.reports.types[type], depot),
    ]);
  return el('ul', { class: 'plain' }, ...lines.map(lineOf));
}

/** What a manager may do: block or release everywhere, mend the number or the expiry; each a command of its own. */
function managing(reader: Reader, trace: LotTrace, told: HTMLElement): { root: HTMLElement; start(): void } {
  const done = (next: LotTrace) => draw(reader, next, says.done);
  const block = blocking(reader, trace, { told, done });
  const correct = correcting(reader, trace, { told, done });
  return {
    root: el('section', {}, block.root, correct.root),
    start() {
      block.start();
      correct.start();
    },
  };
}

interface Ends {
  told: HTMLElement;
  done(trace: LotTrace): void;
}

function blocking(reader: Reader, trace: LotTrace, ends: Ends) {
  const { item, lot, blocked } = trace;
  const root = el('div', {});
  const kept = keptFields(reader.place, `lot ${item} ${lot} block`, root, () => draw(reader, trace));
  const reason = field(says.reason, textInput('', { maxlength: 200 }));
  const press = () =>
    void carryOut(kept, reason, ends, (key, because) =>
      call('blockLot', key, { item, lot, reason: because }, !blocked),
    );
  const kind = blocked ? '' : 'danger';
  root.append(
    reason.root,
    el('div', { class: 'actions' }, button(blocked ? says.release : says.block, press, kind)),
  );
  return { root, start: () => kept.start() };
}

function correcting(reader: Reader, trace: LotTrace, ends: Ends) {
  const { item, lot, expiry } = trace;
  const root = el('details', {});
  const kept = keptFields(reader.place, `lot ${item} ${lot} correct`, root, () => draw(reader, trace));
  const number = field(says.number, textInput(lot, { maxlength: 64 }));
  const reason = field(says.correctReason, textInput('', { maxlength: 200 }));
  let newExpiry = expiry ?? '';
  const date = dateField({
    label: says.newExpiry,
    value: newExpiry,
    today: reader.me.today,
    kind: 'expiry',
    changed: (next) => {
      newExpiry = next;
    },
  });
  const press = () => {
    const wanted = number.input.value.trim();
    const changes = {
      ...(wanted !== lot && wanted !== '' && { number: wanted }),
      ...(newExpiry !== (expiry ?? '') && { expiry: newExpiry === '' ? null : newExpiry }),
    };
    const wrong =
      (date.check() ? 0 : 1) +
      missing(number, Object.keys(changes).length === 0, says.nothingChanged) +
      missing(reason, reason.input.value.trim() === '');
    if (wrong > 0) return showFirstWrong();
    void carryOut(kept, reason, ends, (key, because) =>
      call('correctLot', key, { item, lot, ...changes, reason: because }),
    );
  };
  root.append(
    el('summary', {}, says.correct),
    number.root,
    date.root,
    reason.root,
    el('div', { class: 'actions' }, button(says.save, press)),
  );
  return { root, start: () => kept.start() };
}

async function carryOut(
  kept: KeptFields,
  reason: Field<HTMLInputElement>,
  { told, done }: Ends,
  work: (key: string, because: string) => Promise<Answer<{ trace: LotTrace }>>,
): Promise<void> {
  const because = reason.input.value.trim();
  reason.setError(because === '' ? words.panel.required : null);
  if (because === '') return reason.input.focus();
  const answer = await whileWorking(words.panel.working, () => kept.send((id) => work(id, because)));
  if (!answer) return;
  if (answer.ok) return done(answer.trace);
  told.replaceChildren(notice('danger', answer.message));
  told.scrollIntoView({ block: 'nearest' });
}
