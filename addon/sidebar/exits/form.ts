/** The exit form: one document, nothing moves before «Enregistrer la sortie» (S24). */
import type { PostedDocument } from '../../../shared/contract/documents.ts';
import { parseDecimal } from '../../../shared/domain/quantities.ts';
import type { Refusal } from '../../server/calls.ts';
import { call, newId } from '../call.ts';
import { button, el, field, freshId, notice, textInput } from '../dom.ts';
import { dateField } from '../fields/dateField.ts';
import { destinationField, type Party, type PartyOptions, serviceField } from '../fields/partyField.ts';
import type { ScanTakers } from '../fields/scanner.ts';
import { keepDraft } from '../keeping.ts';
import { linesEditor } from '../lines/linesEditor.ts';
import { type Panel, setStatus, showScreen, whileWorking } from '../page.ts';
import { showRefusal } from '../refused.ts';
import { language, namedText, say, words } from '../words.ts';
import { proposedDescription } from './description.ts';
import { draftText, type ExitDraft, type ExitType, isEmpty, toRequest } from './draft.ts';
import { emergencyField } from './emergency.ts';
import { invoiceField } from './invoice.ts';
import { exitPatient } from './patient.ts';
import { placesOf } from './places.ts';
import { reasonField } from './reason.ts';
import { typeBar } from './typeChoice.ts';

const says = words.exits;

export interface FormEnds {
  posted(document: PostedDocument): void;
  thrown(): void;
  /** Another type is wanted, on the same date. */
  changed(type: ExitType, date: string): void;
}

export function showForm(panel: Panel, draft: ExitDraft, restored: boolean, ends: FormEnds): void {
  const { me, depot } = panel;
  const kept = el('p', { class: 'quiet' });
  const isPatient = draft.type === 'exit-patient';

  const types = typeBar(
    panel,
    draft.type,
    () => draft.lines.length,
    (type) => void changeType(type),
  );
  const value: Party = { code: draft.party, name: draft.partyName };
  const usesParty = ({ code, name }: Party, chosen: boolean) => {
    Object.assign(draft, { party: code, partyName: name });
    party?.setError(null);
    // A reference half typed has no invoices to offer.
    if (chosen || code === '') void invoice?.offer(code);
    changed();
  };
  const patient = isPatient ? exitPatient(panel, value, usesParty, scansOf()) : null;
  const party = patient ?? otherParty(panel, draft.type, value, usesParty);
  const invoice = isPatient
    ? invoiceField(panel, draft, scansOf(), {
        ...{ typed: () => changed(), loaded },
        deliverAll: () => void submit(true),
      })
    : null;
  const lines = linesEditor(draft, me.today, () => linesChanged(), isPatient ? partyScans() : {});
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
      ? reasonField(draft.reason, (text) => {
          draft.reason = text;
          changed();
        })
      : null;
  const description = field(says.description, textInput(draft.description, { maxlength: 500 }));
  const linked = field(says.linkedDocument, textInput(draft.linkedDocument, { maxlength: 100 }));
  const emergency = emergencyField(
    panel,
    draft,
    () => {
      date.show(draft.date);
      changed();
      void lines.proposeAll();
    },
    () => keeping.later(),
  );
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
  description.input.addEventListener('input', () => {
    draft.description = description.input.value;
    draft.ownDescription = draft.description.trim() !== '';
    keeping.later();
  });
  linked.input.addEventListener('input', () => {
    draft.linkedDocument = linked.input.value;
    linked.setError(null);
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

  function linesChanged(): void {
    if (draft.lines.some(({ choices }) => choices.some(({ unusable }) => unusable === 'frozen')))
      emergency?.show();
    changed();
  }

  /** An invoice brings its patient and its products (S18). */
  function loaded(): void {
    patient?.show({ code: draft.party, name: draft.partyName });
    lines.redraw();
    linesChanged();
  }

  /** Whichever field a scan is made into, it does the same. */
  function scansOf(): ScanTakers {
    return {
      ...partyScans(),
      today: me.today,
      goods: (goods) => lines.scans.goods(goods),
      loose: (goods) => lines.scans.loose?.(goods) ?? { good: false, text: words.scan.noItem },
      narrow: async (readings) => lines.scans.narrow?.(readings) ?? readings,
    };
  }

  function partyScans() {
    return {
      patient: (code: string) => patient?.scanned(code) ?? { good: false, text: code },
      invoice: async (number: string) => {
        await invoice?.load(number);
        return { good: invoice?.input.getAttribute('aria-invalid') !== 'true', text: number };
      },
    };
  }

  function check(): number {
    let wrong = 0;
    const miss = (bad: boolean, box: { setError(text: string | null): void } | null, text: string) => {
      box?.setError(bad ? text : null);
      if (bad) wrong += 1;
    };
    miss(party !== null && draft.party === '', party, words.panel.required);
    miss(isPatient && depot.invoiceRequired && draft.invoice === '', invoice, words.panel.required);
    miss(reason !== null && draft.reason.trim() === '', reason, words.panel.required);
    if (!date.check()) wrong += 1;
    if (emergency && !emergency.check()) wrong += 1;
    for (const card of lines.cards()) if (!card.check()) wrong += 1;
    miss(draft.lines.length === 0, lines, words.lines.noLines);
    return wrong;
  }

  /** What was said yes to; another quantity or another stock asks anew. */
  let shortAccepted = '';

  /** A slip of the finger would empty the shelf: what cannot be delivered whole is asked about first. */
  function mayShort(): boolean {
    const short = draft.lines.filter(({ missing, picks }) => missing > 0 && picks.length > 0);
    const key = JSON.stringify(short.map(({ item, wanted, missing }) => [item, wanted, missing]));
    if (short.length === 0 || key === shortAccepted) return true;
    const what = short.map(({ item, unit, wanted, missing }) => {
      const asked = parseDecimal(wanted, language) ?? 0;
      const found = Math.round((asked - missing) * 1000) / 1000;
      return say(says.shortLine, { item, unit, wanted: asked, found });
    });
    const accept = button(says.shortAccept, () => {
      shortAccepted = key;
      void submit();
    });
    refused.replaceChildren(
      notice('warning', say(says.shortQuestion, { what: what.join(' ; ') })),
      el('div', { class: 'actions' }, accept),
    );
    accept.focus();
    return false;
  }

  /** `asked`: the whole of an invoice in one click, whose shortages stand above the button (Q14). */
  async function submit(asked = false): Promise<void> {
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
    // Each product says itself why none of it can go out.
    if (!draft.lines.some(({ picks }) => picks.length > 0)) {
      refused.replaceChildren(notice('danger', words.lines.nothingUsable));
      return lines.cards()[0]?.focus();
    }
    if (!asked && !mayShort()) return;
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
    const codes = refusal.errors.length > 0 ? refusal.errors.map(({ code }) => code) : [refusal.code];
    if (codes.includes('COUNT_OPEN')) emergency?.show();
    const fields = { party, date, reason, invoice, lines, showFlag: () => (flag.hidden = false) };
    showRefusal(refusal, placesOf(draft, fields), refused);
    if (codes.includes('PARTY_UNKNOWN')) patient?.ask(draft.party, () => void submit());
    void lines.proposeAll();
  }

  async function throwAway(): Promise<void> {
    const problem = await whileWorking(words.panel.working, () => keeping.throwAway());
    if (problem) return refused.replaceChildren(notice('danger', problem));
    ends.thrown();
  }

  async function changeType(type: ExitType): Promise<void> {
    await keeping.stop();
    ends.changed(type, draft.date);
  }

  showScreen(
    namedText(says.heading, says.types[draft.type]),
    restored ? notice('info', words.drafts.found) : null,
    types,
    party?.root ?? null,
    invoice?.root ?? null,
    date.root,
    reason?.root ?? null,
    lines.root,
    emergency?.root ?? null,
    description.root,
    linked.root,
    flag,
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
  if (restored && draft.party) void invoice?.offer(draft.party);
}

/** To whom the goods go; nobody for a loss (S41). */
function otherParty({ depot }: Panel, type: ExitType, value: Party, changed: PartyOptions['changed']) {
  if (type === 'exit-service') return serviceField({ value, changed });
  return type === 'transfer' ? destinationField(depot, { value, changed }) : null;
}
