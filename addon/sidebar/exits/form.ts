/** The exit form: one document, nothing moves before «Enregistrer la sortie» (S24). */
import type { PostedDocument } from '../../../shared/contract/documents.ts';
import { call } from '../call.ts';
import { documentForm, missing } from '../documents/documentForm.ts';
import { withQuantities } from '../documents/judging.ts';
import { destinationField, type Party, serviceField } from '../fields/partyField.ts';
import type { ScanTakers } from '../fields/scanner.ts';
import { linesEditor } from '../lines/linesEditor.ts';
import type { Panel } from '../page.ts';
import { language, namedText, words } from '../words.ts';
import { proposedDescription } from './description.ts';
import { draftText, type ExitDraft, type ExitType, isEmpty, toRequest } from './draft.ts';
import { emergencyField } from './emergency.ts';
import { invoiceField } from './invoice.ts';
import { exitPatient } from './patient.ts';
import { placesOf } from './places.ts';
import { reasonField } from './reason.ts';
import { shortages } from './shortages.ts';
import { typeBar } from './typeChoice.ts';

const says = words.exits;

export interface FormEnds {
  posted(document: PostedDocument): void;
  thrown(): void;
  /** To the list, where the draft waits. */
  back(): void;
  /** Another type is wanted, on the same date. */
  changed(type: ExitType, date: string): void;
}

export function showForm(panel: Panel, draft: ExitDraft, restored: boolean, ends: FormEnds): void {
  const { me, depot } = panel;
  const isPatient = draft.type === 'exit-patient';
  const form = documentForm(panel, draft, {
    linkedDocument: says.linkedDocument,
    dated: () => void lines.proposeAll(),
  });
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
  /** Searched as one types; a depot is chosen from a list, and a loss has nobody (S41). */
  const otherEnd =
    patient ?? (draft.type === 'exit-service' ? serviceField({ value, changed: usesParty }) : null);
  const party =
    otherEnd ?? (draft.type === 'transfer' ? destinationField(depot, { value, changed: usesParty }) : null);
  const invoice = isPatient
    ? invoiceField(panel, draft, scansOf(), {
        ...{ typed: () => changed(), loaded },
        deliverAll: () => void short.meant(form.submit),
      })
    : null;
  const lines = linesEditor(draft, me.today, () => linesChanged(), isPatient ? partyScans() : {});
  const reason =
    draft.type === 'loss'
      ? reasonField(draft.reason, (text) => {
          draft.reason = text;
          changed();
        })
      : null;
  const emergency = emergencyField(
    panel,
    draft,
    () => {
      form.date.show(draft.date);
      changed();
      void lines.proposeAll();
    },
    form.changed,
  );
  const short = shortages(draft, form.submit);

  form.description.input.addEventListener('input', () => {
    draft.ownDescription = draft.description.trim() !== '';
  });

  /** The description follows what is chosen, until somebody writes another (S21). */
  function changed(): void {
    invoice?.setHint(draft.lines.length > 0 ? says.invoiceReplaces : '');
    if (!draft.ownDescription) {
      draft.description = proposedDescription(draft);
      form.description.input.value = draft.description;
    }
    form.changed();
  }

  function linesChanged(): void {
    if (draft.lines.some(({ choices }) => choices.some(({ unusable }) => unusable === 'frozen')))
      emergency?.show();
    if (somethingGoes()) lines.setError(null);
    short.changed();
    changed();
  }

  const somethingGoes = () => draft.lines.some(({ picks }) => picks.length > 0);

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
    let wrong = missing(party, party !== null && draft.party === '');
    wrong += missing(invoice, isPatient && depot.invoiceRequired && draft.invoice === '');
    wrong += missing(reason, reason !== null && draft.reason.trim() === '');
    if (emergency && !emergency.check()) wrong += 1;
    const bad = lines.cards().filter((card) => !card.check()).length + lines.unchosen();
    if (bad > 0) return wrong + bad;
    // Each product says itself why none of it can go out.
    const none = draft.lines.length === 0 ? words.lines.noLines : words.lines.nothingUsable;
    return wrong + missing(lines, !somethingGoes(), none);
  }

  async function changeType(type: ExitType): Promise<void> {
    await form.leave();
    ends.changed(type, draft.date);
  }

  form.show({
    title: namedText(says.heading, says.types[draft.type]),
    restored,
    content: [
      types,
      party?.root ?? null,
      invoice?.root ?? null,
      form.date.root,
      reason?.root ?? null,
      lines.root,
      emergency?.root ?? null,
      form.description.root,
      form.linkedDocument.root,
      form.flag,
    ],
    submit: says.submit,
    write: () => (isEmpty(draft) ? null : draftText(draft)),
    check,
    // A quantity typed just before the press: its lots are looked at before they go out.
    settle: async () => {
      await otherEnd?.settle();
      return lines.settle();
    },
    send: () => call('postDocument', panel.name, toRequest(draft, language)),
    judged: () => withQuantities(toRequest(draft, language)),
    maySend: short.mayPass,
    places: () => {
      const askPatient = () => patient?.ask(draft.party, () => void form.submit());
      return placesOf(draft, { party, reason, invoice, lines, askPatient }, language);
    },
    refused(errors) {
      if (errors.some(({ code }) => code === 'COUNT_OPEN')) emergency?.show();
      void lines.proposeAll();
      return false;
    },
    posted: ({ document }) => ends.posted(document),
    thrown: ends.thrown,
    back: ends.back,
    focus: (party ?? reason)?.input,
  });
  changed();
  if (restored) void lines.proposeAll();
  if (restored && draft.party) void invoice?.offer(draft.party);
}
