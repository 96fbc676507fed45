/** The exit form: one document, nothing moves before «Enregistrer la sortie» (S24). */
import type { PostedDocument } from '../../../shared/contract/documents.ts';
import type { Refusal } from '../../server/calls.ts';
import { call, newId } from '../call.ts';
import { button, el, field, freshId, notice, textInput } from '../dom.ts';
import { dateField } from '../fields/dateField.ts';
import { destinationField, patientField, serviceField } from '../fields/partyField.ts';
import { keepDraft } from '../keeping.ts';
import { linesEditor } from '../lines/linesEditor.ts';
import { type Panel, setStatus, showScreen, whileWorking } from '../page.ts';
import { showRefusal } from '../refused.ts';
import { language, say, words } from '../words.ts';
import { proposedDescription } from './description.ts';
import { draftText, type ExitDraft, isEmpty, toRequest } from './draft.ts';
import { invoiceField } from './invoice.ts';
import { placesOf } from './places.ts';

const says = words.exits;

export interface FormEnds {
  posted(document: PostedDocument): void;
  /** Thrown away, or another type is wanted. */
  thrown(): void;
}

export function showForm(panel: Panel, draft: ExitDraft, restored: boolean, ends: FormEnds): void {
  const { me } = panel;
  const kept = el('p', { class: 'quiet' });
  const lines = linesEditor(draft, () => keeping.later());
  const party = partyField(panel, draft, () => {
    party?.setError(null);
    changed();
  });
  const invoice = draft.type === 'exit-patient' ? invoiceField(draft, loaded) : null;
  const date = dateField({
    label: says.date,
    value: draft.date,
    today: me.today,
    kind: 'document',
    changed: (next) => {
      draft.date = next;
      changed();
      void lines.proposeAll();
    },
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
    miss(!draft.lines.some(({ picks }) => picks.length > 0), lines, words.lines.noLines);
    return wrong;
  }

  async function submit(): Promise<void> {
    refused.replaceChildren();
    // A quantity typed just before the press: its lots are looked at before they go out.
    const proposedNow = await whileWorking(words.lines.proposing, () => lines.settle());
    const wrong = check();
    if (wrong > 0) {
      setStatus(say(words.refused.fix, { count: wrong }));
      const first = document.querySelector<HTMLElement>('main [aria-invalid="true"]');
      return first?.focus();
    }
    if (proposedNow) return setStatus(words.lines.lotsProposed);
    const posted = await whileWorking(says.submitting, () =>
      call('postDocument', panel.name, toRequest(draft, language)),
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
    showRefusal(refusal, placesOf(draft, fields), refused);
    void lines.proposeAll();
  }

  async function throwAway(): Promise<void> {
    const problem = await whileWorking(words.panel.working, () => keeping.throwAway());
    if (problem) return refused.replaceChildren(notice('danger', problem));
    ends.thrown();
  }

  showScreen(
    `${says.heading} : ${says.types[draft.type]}`,
    restored ? notice('info', words.drafts.found) : null,
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
      button(restored ? words.drafts.throwAway : words.panel.cancel, () => void throwAway()),
    ),
    kept,
  );
  // After the screen before was left: what that one kept is not ours.
  const keeping = keepDraft(
    panel,
    () => (isEmpty(draft) ? null : draftText(draft)),
    (text) => {
      kept.textContent = text;
    },
  );
  changed();
  (party?.input ?? reason?.input)?.focus();
  if (restored) void lines.proposeAll();
}

/** To whom the goods go; nobody for a loss (S41). */
function partyField({ depot }: Panel, draft: ExitDraft, changed: () => void) {
  const options = {
    value: { code: draft.party, name: draft.partyName },
    changed: ({ code, name }: { code: string; name: string }) => {
      Object.assign(draft, { party: code, partyName: name });
      changed();
    },
  };
  if (draft.type === 'exit-patient') return patientField(options);
  if (draft.type === 'exit-service') return serviceField(options);
  return draft.type === 'transfer' ? destinationField(depot, options) : null;
}
