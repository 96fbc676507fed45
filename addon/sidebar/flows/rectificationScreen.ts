/** Mending the other end or the words of a document: goods stay where they are, and both papers stay (invariant 1). */
import type {
  DocumentHead,
  PostedDocument,
  RectificationRequest,
} from '../../../shared/contract/documents.ts';
import { call } from '../call.ts';
import { missing, textField } from '../documents/documentForm.ts';
import { draftActions } from '../documents/draftActions.ts';
import { button, el, type Field, notice } from '../dom.ts';
import { patientField, serviceField, supplierField } from '../fields/partyField.ts';
import { keepDraft } from '../keeping.ts';
import { formCommand, type KeptCommand } from '../keptCommand.ts';
import { type Panel, setStatus, showScreen, whileWorking } from '../page.ts';
import { showFirstWrong, showRefusal } from '../refused.ts';
import { say, words } from '../words.ts';

const says = words.flows.rectification;

/** What stands now; what is typed over it is what changes. */
export interface RectificationDraft extends KeptCommand {
  form: 'rectification';
  document: string;
  number: string;
  type: PostedDocument['type'];
  before: Mended;
  after: Mended;
  reason: string;
}

interface Mended {
  party: string;
  partyName: string;
  invoice: string;
  description: string;
  linkedDocument: string;
}

export interface RectificationEnds {
  posted(document: PostedDocument): void;
  thrown(): void;
  /** Back to where one came from; the draft is kept. */
  back(): void;
}

/** `now`: what the document says as its last rectification left it. */
export function newRectification(id: string, document: DocumentHead, now: DocumentHead): RectificationDraft {
  const before = {
    party: now.party ?? '',
    partyName: now.partyName ?? '',
    invoice: now.invoice ?? '',
    description: now.description,
    linkedDocument: now.linkedDocument,
  };
  const { number, type } = document;
  return {
    form: 'rectification',
    id,
    document: document.id,
    number,
    type,
    before,
    after: { ...before },
    reason: '',
  };
}

export function showRectification(
  panel: Panel,
  draft: RectificationDraft,
  restored: boolean,
  ends: RectificationEnds,
): void {
  const { before, after } = draft;
  const command = formCommand(draft, () => JSON.stringify(requestOf({ ...draft, id: '' })));
  const effect = el('div', { role: 'status' });
  const refused = el('div', {});
  const kept = el('p', { class: 'quiet' });
  const party = partyField(draft, panel.me.today, changed);
  const patient = draft.type === 'exit-patient' || draft.type === 'return-patient';
  const invoice = patient ? textField(says.invoice, after, 'invoice', 64) : null;
  const description = textField(words.flows.description, after, 'description', 500);
  const linked = textField(words.flows.linkedDocument, after, 'linkedDocument', 100);
  const reason = textField(says.reason, draft, 'reason', 200, says.reasonHint);
  for (const box of [invoice, description, linked, reason]) box?.input.addEventListener('input', changed);

  function changed(): void {
    drawEffect();
    keeping.later();
  }

  /** Each change in words, before it is made. */
  function drawEffect(): void {
    const rows = changesOf(before, after);
    effect.replaceChildren(
      el('h2', {}, says.effect),
      rows.length === 0
        ? el('p', { class: 'quiet' }, says.nothing)
        : el(
            'ul',
            {},
            ...rows.map(({ name, from, to }) =>
              el('li', {}, say(says.change, { name: says.names[name], from: from || '—', to: to || '—' })),
            ),
          ),
    );
  }

  async function post(): Promise<void> {
    refused.replaceChildren();
    const rows = changesOf(before, after);
    const wrong =
      missing(reason, draft.reason.trim() === '') +
      missing(party, emptied('party')) +
      missing(invoice, emptied('invoice')) +
      (rows.length === 0 ? 1 : 0);
    if (wrong > 0) {
      setStatus(rows.length === 0 ? says.nothing : say(words.refused.fix, { count: wrong }));
      showFirstWrong();
      return;
    }
    const posted = await whileWorking(words.flows.submitting, () =>
      command.send(() =>
        call('rectifyDocument', panel.name, panel.depot.code, draft.document, requestOf(draft)),
      ),
    );
    if (!posted) return;
    if (posted.ok) {
      await keeping.stop();
      return ends.posted(posted.document);
    }
    followCommand();
    if (posted.code === 'ID_REUSED') await keeping.rename(draft.id);
    showRefusal(posted, { line: () => false, head: lay }, refused);
  }

  /** The draft bears the id under which it goes out, and whether it was changed since an answer was lost. */
  function followCommand(): void {
    delete draft.changed;
    Object.assign(draft, command.kept());
  }

  /** Another one stands in its place, or the one there was: a document is never left without. */
  function emptied(name: 'party' | 'invoice'): boolean {
    return before[name] !== '' && after[name].trim() === '';
  }

  function lay({ code, detail }: { code: string; detail: string }): boolean {
    const box = code.startsWith('INVOICE_') ? invoice : code.startsWith('PARTY_') ? party : null;
    box?.setError(detail);
    return box !== null;
  }

  function text(): string | null {
    followCommand();
    return changesOf(before, after).length > 0 || draft.reason ? JSON.stringify(draft) : null;
  }
  showScreen(
    say(says.title, { number: draft.number }),
    restored && notice('info', words.drafts.found),
    el('p', {}, says.intro),
    party?.root ?? null,
    invoice?.root ?? null,
    description.root,
    linked.root,
    reason.root,
    effect,
    refused,
    ...draftActions({
      submit: button(says.submit, () => void post(), 'primary'),
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
  drawEffect();
}

/** Whom the document may name in the other's place; goods of a transfer go where they were sent. */
function partyField(
  { type, after }: RectificationDraft,
  today: string,
  changed: () => void,
): Field<HTMLInputElement> | null {
  const options = {
    value: { code: after.party, name: after.partyName },
    changed: ({ code, name }: { code: string; name: string }) => {
      Object.assign(after, { party: code, partyName: name });
      changed();
    },
  };
  if (type === 'exit-patient' || type === 'return-patient') return patientField(options, { today });
  if (type === 'exit-service' || type === 'return-service') return serviceField(options);
  return type === 'entry-purchase' || type === 'return-supplier' ? supplierField(options) : null;
}

type Named = 'party' | 'invoice' | 'description' | 'linkedDocument';

function changesOf(before: Mended, after: Mended): { name: Named; from: string; to: string }[] {
  const names: Named[] = ['party', 'invoice', 'description', 'linkedDocument'];
  return names
    .filter((name) => after[name].trim() !== before[name])
    .map((name) => ({ name, from: before[name], to: after[name].trim() }));
}

function requestOf({ id, before, after, reason }: RectificationDraft): RectificationRequest {
  const changes = changesOf(before, after).map(({ name, to }) => [name, to]);
  return { id, reason: reason.trim(), ...Object.fromEntries(changes) };
}
