/** The exit form: one document, nothing moves before «Enregistrer la sortie» (S24). */
import type { PostedDocument } from '../../../shared/contract/documents.ts';
import type { Refusal } from '../../server/calls.ts';
import { call, newId } from '../call.ts';
import { dateField } from '../dateField.ts';
import { button, el, field, freshId, notice, textInput } from '../dom.ts';
import { onLeaving, type Panel, setStatus, showScreen, whileWorking } from '../page.ts';
import { language, say, words } from '../words.ts';
import { proposedDescription } from './description.ts';
import { type ExitDraft, toRequest } from './draft.ts';
import { invoiceField } from './invoice.ts';
import { keepDraft } from './keeping.ts';
import { linesEditor } from './linesEditor.ts';
import { partyField } from './party.ts';
import { showRefusal } from './refused.ts';

const says = words.exits;

export interface FormEnds {
  posted(document: PostedDocument): void;
  /** Thrown away, or another type is wanted. */
  thrown(): void;
}

export function showForm(panel: Panel, draft: ExitDraft, restored: boolean, ends: FormEnds): void {
  const { me, depot } = panel;
  const kept = el('p', { class: 'quiet' });
  const keeping = keepDraft(draft, (text) => {
    kept.textContent = text;
  });
  onLeaving(() => void keeping.now());

  const lines = linesEditor(draft, () => keeping.later());
  const party = partyField(draft, depot, () => {
    party?.setError(null);
    changed();
  });
  const invoice = draft.type === 'exit-patient' ? invoiceField(draft, loaded) : null;
  const date = dateField(says.date, draft.date, me.today, (next) => {
    draft.date = next;
    changed();
    void lines.proposeAll();
  });
  const reason =
    draft.type === 'loss'
      ? field(says.reason, textInput(draft.reason, { maxlength: 200 }), { hint: says.reasonHint })
      : null;
  const description = field(says.description, textInput(draft.description, { maxlength: 500 }));
  const notCounted = el('input', { type: 'checkbox', id: freshId('flag') });
  const flag = el(
    'label',
    { class: 'choice', for: notCounted.id, hidden: !draft.notCounted },
    notCounted,
    el('span', {}, says.notCounted),
  );
  const refused = el('div', {});

  notCounted.checked = draft.notCounted;
  notCounted.addEventListener('change', () => {
    draft.notCounted = notCounted.checked;
    changed();
  });
  reason?.input.addEventListener('input', () => {
    draft.reason = reason.input.value;
    reason.setError(null);
    changed();
  });
  description.input.addEventListener('input', () => {
    draft.description = description.input.value;
    draft.ownDescription = draft.description.trim() !== '';
    keeping.later();
  });

  /** The description follows what is chosen, until somebody writes another (S21). */
  function changed(): void {
    if (!draft.ownDescription) {
      draft.description = proposedDescription(draft);
      description.input.value = draft.description;
    }
    keeping.later();
  }

  /** An invoice brings its patient and its products (S18). */
  function loaded(): void {
    if (party) party.input.value = draft.party;
    party?.setHint(draft.partyName);
    party?.setError(null);
    lines.redraw();
    changed();
  }

  function check(): number {
    let wrong = 0;
    const miss = (bad: boolean, box: { setError(text: string | null): void } | null, text: string) => {
      box?.setError(bad ? text : null);
      if (bad) wrong += 1;
    };
    miss(party !== null && draft.party === '', party, words.panel.required);
    miss(reason !== null && draft.reason.trim() === '', reason, words.panel.required);
    if (!date.check()) wrong += 1;
    for (const card of lines.cards()) if (!card.check()) wrong += 1;
    miss(!draft.lines.some(({ picks }) => picks.length > 0), lines, says.noLines);
    return wrong;
  }

  async function submit(): Promise<void> {
    refused.replaceChildren();
    // A quantity typed just before the press: its lots are looked at before they go out.
    const proposedNow = await whileWorking(says.proposing, () => lines.settle());
    const wrong = check();
    if (wrong > 0) {
      setStatus(say(says.fix, { count: wrong }));
      const first = document.querySelector<HTMLElement>('main [aria-invalid="true"]');
      return first?.focus();
    }
    if (proposedNow) return setStatus(says.lotsProposed);
    const posted = await whileWorking(says.submitting, () =>
      call('postDocument', toRequest(draft, language)),
    );
    if (!posted) return;
    if (!posted.ok) return refuse(posted);
    await keeping.stop();
    ends.posted(posted.document);
  }

  function refuse(refusal: Refusal): void {
    // The service has judged this id with that content; mended, it is another document to it.
    if (refusal.code === 'ID_REUSED') draft.id = newId();
    const fields = { party, date, reason, invoice, lines, showFlag: () => (flag.hidden = false) };
    showRefusal(refusal, draft, fields, refused);
    void lines.proposeAll();
  }

  async function throwAway(): Promise<void> {
    await keeping.stop();
    const gone = await whileWorking(words.panel.working, () => call('saveDraft', null));
    if (gone && !gone.ok) return refused.replaceChildren(notice('danger', gone.message));
    ends.thrown();
  }

  changed();
  showScreen(
    `${says.heading} : ${says.types[draft.type]}`,
    restored ? notice('info', says.draftFound) : null,
    party?.root ?? null,
    invoice?.root ?? null,
    date.root,
    reason?.root ?? null,
    description.root,
    flag,
    lines.root,
    refused,
    el(
      'div',
      { class: 'actions' },
      button(says.submit, () => void submit(), 'primary'),
      button(restored ? says.draftThrow : words.panel.cancel, () => void throwAway()),
    ),
    kept,
  );
  (party?.input ?? reason?.input)?.focus();
  if (restored) void lines.proposeAll();
}
