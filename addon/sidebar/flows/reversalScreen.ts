/** Undoing a document: what would come back or go, what stands in the way, and a reason (invariant 1). */
import type { PostedDocument, ReversalPreview } from '../../../shared/contract/documents.ts';
import { call } from '../call.ts';
import { missing, textField } from '../documents/documentForm.ts';
import { draftActions } from '../documents/draftActions.ts';
import { button, el, notice } from '../dom.ts';
import { tableList } from '../fields/tableList.ts';
import { keepDraft } from '../keeping.ts';
import { formCommand } from '../keptCommand.ts';
import { type Panel, setStatus, showScreen, showWaiting, whileWorking } from '../page.ts';
import { showRefusal } from '../refused.ts';
import { quantityText, say, words } from '../words.ts';
import { factList } from './documentScreen.ts';

const says = words.flows.reversal;

export interface ReversalDraft {
  form: 'reversal';
  id: string;
  document: string;
  number: string;
  reason: string;
}

export interface ReversalEnds {
  posted(document: PostedDocument): void;
  thrown(): void;
  /** Back to where one came from; the draft is kept. */
  back(): void;
}

export function newReversal(id: string, document: { id: string; number: string }): ReversalDraft {
  return { form: 'reversal', id, document: document.id, number: document.number, reason: '' };
}

export async function showReversal(
  panel: Panel,
  draft: ReversalDraft,
  restored: boolean,
  ends: ReversalEnds,
): Promise<void> {
  const title = say(says.title, { number: draft.number });
  showWaiting(title, words.panel.loading);
  const read = await call('previewReversal', draft.document);
  if (!read.ok) {
    const again = button(words.panel.retry, () => void showReversal(panel, draft, restored, ends), 'primary');
    const back = button(words.panel.back, ends.back);
    return showScreen(title, notice('danger', read.message), el('div', { class: 'actions' }, again, back));
  }
  const { preview } = read;
  const reason = textField(says.reason, draft, 'reason', 200, says.reasonHint);
  const refused = el('div', {});
  const kept = el('p', { class: 'quiet' });
  const blocked = preview.errors.length > 0;
  // Another reason undoes nothing more: a draft that was changed since its answer was lost is done all the same.
  const command = formCommand({ id: draft.id }, () => draft.reason.trim());

  async function post(): Promise<void> {
    refused.replaceChildren();
    if (missing(reason, draft.reason.trim() === '') > 0) return reason.input.focus();
    const request = { id: draft.id, reason: draft.reason.trim() };
    const posted = await whileWorking(words.flows.submitting, () =>
      command.send(() => call('reverseDocument', panel.name, panel.depot.code, draft.document, request)),
    );
    if (!posted) return;
    if (posted.ok) {
      await keeping.stop();
      return ends.posted(posted.document);
    }
    if (posted.code === 'ID_REUSED') {
      draft.id = command.kept().id;
      await keeping.rename(draft.id);
    }
    showRefusal(posted, { line: () => false, head: () => false }, refused);
  }

  const text = () => (draft.reason.trim() && !blocked ? JSON.stringify(draft) : null);
  const submit = button(says.submit, () => void post(), 'danger');
  showScreen(
    title,
    restored && notice('info', words.drafts.found),
    factList(preview.document),
    blocked && obstacles(preview),
    el('h2', {}, says.effect),
    el('p', { class: 'quiet' }, says.effectHint),
    effectTable(preview),
    !blocked && reason.root,
    refused,
    ...draftActions({
      submit: blocked ? null : submit,
      restored,
      holds: () => text() !== null,
      keeping: () => keeping,
      refused,
      thrown: ends.thrown,
      back: ends.back,
    }),
    kept,
  );
  const keeping = keepDraft(panel, draft.id, text, (said) => {
    kept.textContent = said;
  });
  reason.input.addEventListener('input', () => keeping.later());
  if (blocked) setStatus(says.blocked);
}

/** What stands in the way, each sentence once: the documents and counts are named in it. */
function obstacles({ errors }: ReversalPreview): HTMLElement {
  const sentences = [...new Set(errors.map(({ detail }) => detail))];
  return notice(
    'danger',
    el('strong', {}, says.blocked),
    el('ul', {}, ...sentences.map((sentence) => el('li', {}, sentence))),
  );
}

function effectTable({ lines }: ReversalPreview): HTMLElement {
  type Line = ReversalPreview['lines'][number];
  const place = ({ depot, bin, lot, serial, transit }: Line) =>
    [
      depot,
      transit ? words.flows.document.transit : bin,
      lot && say(words.lines.lot, { lot }),
      serial && say(words.lines.serial, { serial }),
    ]
      .filter(Boolean)
      .join(' · ');
  return tableList<Line>(
    [
      {
        heading: words.flows.document.item,
        cell: (line) =>
          el('div', {}, el('strong', {}, line.item), el('div', { class: 'quiet' }, place(line))),
      },
      {
        heading: words.fields.quantity,
        number: true,
        cell: ({ quantity }) => `${quantity > 0 ? '+' : ''}${quantityText(quantity)}`,
      },
      {
        heading: says.stock,
        number: true,
        cell: ({ balance, after }) =>
          balance === null || after === null
            ? says.hidden
            : `${quantityText(balance)} → ${quantityText(after)}`,
      },
    ],
    lines,
  ).root;
}
