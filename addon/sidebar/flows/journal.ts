/** The journal of documents: looked through by type, date, other end and text; each opens with its voucher. */
import type { DocumentHead } from '../../../shared/contract/documents.ts';
import { addDays } from '../../../shared/domain/dates.ts';
import { type DocumentType, MADE_TYPES } from '../../../shared/domain/documentTypes.ts';
import type { DocumentFilters } from '../../server/calls/flows.ts';
import { call } from '../call.ts';
import { button, el, field, freshId, notice, textInput } from '../dom.ts';
import { dateField } from '../fields/dateField.ts';
import { type Panel, setStatus, showScreen, whileWorking } from '../page.ts';
import { say, words } from '../words.ts';
import { typeName } from './typeName.ts';

const says = words.flows.journal;

/** What was looked for last; it stays while documents are opened and closed. */
export interface JournalState {
  type: DocumentType | '';
  from: string;
  to: string;
  party: string;
  q: string;
  mine: boolean;
  documents: DocumentHead[];
  next: string | null;
  /** False until something was read: the first screen reads the latest by itself. */
  read: boolean;
}

export interface JournalActions {
  open(head: DocumentHead): void;
  back(): void;
}

export function newJournal(today: string): JournalState {
  const texts = { type: '' as const, party: '', q: '' };
  return {
    ...texts,
    from: addDays(today, -30),
    to: today,
    mine: false,
    documents: [],
    next: null,
    read: false,
  };
}

export function showJournal(panel: Panel, state: JournalState, actions: JournalActions): void {
  const type = field(
    says.type,
    el(
      'select',
      {},
      el('option', { value: '' }, says.allTypes),
      ...MADE_TYPES.map((each) => el('option', { value: each }, words.flows.types[each])),
    ),
  );
  type.input.value = state.type;
  const dated = (name: 'from' | 'to') =>
    dateField({
      label: says[name],
      value: state[name],
      today: panel.me.today,
      kind: 'document',
      changed: (date) => {
        state[name] = date;
      },
    });
  const [from, to] = [dated('from'), dated('to')];
  const party = field(says.party, textInput(state.party, { maxlength: 100 }), { hint: says.partyHint });
  const text = field(says.text, textInput(state.q, { maxlength: 100 }), { hint: says.textHint });
  const mine = el('input', { type: 'checkbox', id: freshId('mine') });
  mine.checked = state.mine;
  const list = el('div', {});
  const summary = el('summary', {});
  const refused = el('div', {});

  async function look(more: boolean): Promise<void> {
    if (!from.check() || !to.check()) return;
    Object.assign(state, {
      type: type.input.value as JournalState['type'],
      party: party.input.value.trim(),
      q: text.input.value.trim(),
      mine: mine.checked,
    });
    const filters: DocumentFilters = {
      depot: panel.depot.code,
      from: state.from,
      to: state.to,
      ...(state.type && { type: state.type }),
      ...(state.party && { party: state.party }),
      ...(state.q && { q: state.q }),
      ...(state.mine && { mine: true }),
    };
    const read = await whileWorking(says.looking, () =>
      call('listDocuments', filters, more ? state.next : null),
    );
    if (!read) return;
    refused.replaceChildren(...(read.ok ? [] : [notice('danger', read.message)]));
    if (!read.ok) return;
    state.documents = more ? [...state.documents, ...read.documents] : read.documents;
    state.next = read.next;
    state.read = true;
    draw();
    setStatus(say(says.found, { count: state.documents.length }));
  }

  /** What the list is of, in sight while the filters are folded away. */
  function drawSummary(): void {
    const { from: since, to: until, type: only } = state;
    const text = say(says.filters, { since, until });
    summary.textContent = only ? `${text}, ${typeName(only)}` : text;
  }

  function draw(): void {
    drawSummary();
    list.replaceChildren(
      ...(state.documents.length === 0 && state.read
        ? [el('p', { class: 'quiet' }, state.next === null ? says.none : says.noneRecent)]
        : state.documents.map((head) => headCard(head, () => actions.open(head)))),
      ...(state.next !== null ? [button(says.more, () => void look(true), 'link')] : []),
    );
  }

  const form = el(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        void look(false);
      },
    },
    type.root,
    from.root,
    to.root,
    party.root,
    text.root,
    el('label', { class: 'choice', for: mine.id }, mine, el('span', {}, says.mine)),
    el('div', { class: 'actions' }, el('button', { type: 'submit', class: 'primary' }, says.look)),
  );
  showScreen(
    says.title,
    el('details', { open: state.read && state.documents.length === 0 }, summary, form),
    refused,
    list,
    el('div', { class: 'actions' }, button(words.panel.back, actions.back)),
  );
  draw();
  if (!state.read) void look(false);
}

function headCard(head: DocumentHead, open: () => void): HTMLElement {
  const { number, type, date, party, partyName, person, description, reversedBy, rectifiedBy } = head;
  const link = button(number, open, 'link');
  return el(
    'article',
    { class: 'card' },
    el('div', { class: 'card-head' }, link, el('span', {}, say('{date}', { date }))),
    el('p', {}, [typeName(type), partyName || party].filter(Boolean).join(' · ')),
    el('p', { class: 'quiet' }, [person, description].filter(Boolean).join(' · ')),
    reversedBy && el('span', { class: 'state closed' }, say(says.reversedBy, { number: reversedBy })),
    rectifiedBy && el('span', { class: 'state open' }, say(says.rectifiedBy, { number: rectifiedBy })),
  );
}
