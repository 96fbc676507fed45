/** The patient of an exit: known, or noted after one question (Q7). */
import { call, newId } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { type Party, type PartyOptions, type PatientField, patientField } from '../fields/partyField.ts';
import type { ScanTakers } from '../fields/scanner.ts';
import { type Panel, whileWorking } from '../page.ts';
import { say, words } from '../words.ts';

const says = words.exits;

export interface ExitPatient extends PatientField {
  /** «Créer ?»: asked where the reference is not known. `then` goes on once it is. */
  ask(reference: string, then: () => void): void;
}

/** `others`: who takes scans of goods and invoices that are made into this field. */
export function exitPatient(
  { depot }: Panel,
  value: Party,
  changed: PartyOptions['changed'],
  others: ScanTakers,
): ExitPatient {
  const question = el('div', {});
  const box = patientField(
    {
      value,
      changed: (party, chosen) => {
        question.replaceChildren();
        changed(party, chosen);
      },
      none: (reference) => ask(reference, () => undefined),
    },
    others,
  );
  box.root.append(question);

  function ask(reference: string, then: () => void): void {
    if (depot.knownPatientsOnly) {
      box.setError(say(says.patientKnownOnly, { reference }));
      return;
    }
    const id = newId();
    const create = async () => {
      const made = await whileWorking(words.panel.working, () => call('createPatient', id, reference));
      if (!made) return;
      if (!made.ok) return box.setError(made.message);
      question.replaceChildren();
      const party = { code: made.patient.reference, name: made.patient.name ?? '' };
      box.show(party);
      changed(party, true);
      then();
    };
    const mend = button(says.patientMend, () => {
      question.replaceChildren();
      box.input.focus();
      box.input.select();
    });
    const yes = button(says.patientCreate, () => void create(), 'primary');
    question.replaceChildren(
      notice('warning', say(says.patientUnknown, { reference }), el('div', { class: 'actions' }, yes, mend)),
    );
    // Not on «Créer»: what is scanned next is looked at, and creates nobody.
    box.input.focus();
    box.input.select();
  }

  return {
    ...box,
    ask,
    show(party) {
      box.show(party);
      question.replaceChildren();
    },
  };
}
