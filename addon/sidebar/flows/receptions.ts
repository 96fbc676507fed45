/** Transfers on their way to this depot with their age, and what this depot sent that has not arrived. */
import type { DocumentHead, DocumentRest } from '../../../shared/contract/documents.ts';
import { daysBetween } from '../../../shared/domain/dates.ts';
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { type Panel, showScreen, showWaiting, whileWorking } from '../page.ts';
import { say, words } from '../words.ts';
import { documentField } from './findDocument.ts';
import type { RestType } from './restDraft.ts';
import { ageText } from './restForm.ts';

const says = words.flows.receptions;

export interface ReceptionActions {
  take(type: RestType, rest: DocumentRest): void;
  back(): void;
}

export async function showReceptions(panel: Panel, actions: ReceptionActions): Promise<void> {
  showWaiting(says.title, words.panel.loading);
  const read = await call('listDocuments', { depot: panel.depot.code, open: true }, null);
  const back = button(words.panel.back, actions.back);
  if (!read.ok) {
    const again = button(words.panel.retry, () => void showReceptions(panel, actions), 'primary');
    return showScreen(
      says.title,
      notice('danger', read.message),
      el('div', { class: 'actions' }, again, back),
    );
  }
  const { code } = panel.depot;
  const coming = read.documents.filter(({ party }) => party === code);
  const sent = read.documents.filter(({ depot }) => depot === code);
  const refused = el('div', {});
  const take = (type: RestType, { id }: DocumentHead) => readAndTake(type, id, actions, refused);
  const scan = documentField(
    says.byNumber,
    panel.me.today,
    ({ type, party }) => (type === 'transfer' && party === code ? null : says.notForYou),
    (head) => readAndTake('reception', head.id, actions, refused),
  );
  const manages = panel.depot.role === 'manager';
  showScreen(
    says.title,
    scan.root,
    refused,
    el('h2', {}, says.coming),
    coming.length === 0 && el('p', { class: 'quiet' }, says.noneComing),
    ...coming.map((head) =>
      transferCard(head, say(says.from, { depot: head.depotName }), panel.me.today, [
        button(says.receive, () => void take('reception', head), 'primary'),
        manages && button(says.lost, () => void take('transit-loss', head)),
      ]),
    ),
    el('h2', {}, says.sent),
    sent.length === 0 && el('p', { class: 'quiet' }, says.noneSent),
    ...sent.map((head) =>
      transferCard(head, say(says.to, { depot: head.partyName }), panel.me.today, [
        manages && button(says.sendBack, () => void take('transit-return', head)),
      ]),
    ),
    !manages && coming.length + sent.length > 0 && el('p', { class: 'quiet' }, says.managerOnly),
    read.next !== null && el('p', { class: 'quiet' }, says.more),
    el('div', { class: 'actions' }, back),
  );
  scan.input.focus();
}

/** Null, or the sentence why it cannot be taken. */
async function readAndTake(
  type: RestType,
  id: string,
  actions: ReceptionActions,
  refused: HTMLElement,
): Promise<string | null> {
  const read = await whileWorking(words.panel.loading, () => call('readRest', id));
  if (!read) return null;
  const problem = read.ok
    ? read.rest.lines.some(({ rest }) => rest > 0)
      ? null
      : say(says.allArrived, { number: read.rest.document.number })
    : read.message;
  refused.replaceChildren(...(problem ? [notice('danger', problem)] : []));
  if (read.ok && !problem) actions.take(type, read.rest);
  return problem;
}

function transferCard(
  { number, date, person, description, receptions }: DocumentHead,
  where: string,
  today: string,
  buttons: (HTMLElement | false)[],
): HTMLElement {
  return el(
    'article',
    { class: 'card' },
    el(
      'div',
      { class: 'card-head' },
      el('span', { class: 'card-title' }, number),
      el('span', { class: 'state' }, ageText(daysBetween(date, today))),
    ),
    el('p', {}, where),
    receptions.length > 0 && el('p', {}, say(says.partly, { numbers: receptions.join(', ') })),
    el(
      'p',
      { class: 'quiet' },
      [say(says.sentOn, { date, person }), description].filter(Boolean).join(' · '),
    ),
    el('div', { class: 'actions' }, ...buttons),
  );
}
