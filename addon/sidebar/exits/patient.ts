/** The patient of an exit: known, or noted after one question (Q7). */
import { call, newId } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { type Party, type PartyOptions, type PatientField, patientField } from '../fields/partyField.ts';
import type { ScanTakers } from '../fields/scanner.ts';
import { type Panel, setStatus, whileWorking } from '../page.ts';
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
      none: (reference) => pose(reference, [], () => undefined),
    },
    others,
  );
  box.root.append(question);

  async function ask(reference: string, then: () => void): Promise<void> {
    const alike = await box.alike(reference);
    // Typed on meanwhile: another question, or none.
    if (box.input.value.trim() === reference) pose(reference, alike, then);
  }

  /** Those whom a name may mean stand before «Créer»: a second record of the same person is what must not be made. */
  function pose(reference: string, alike: readonly Party[], then: () => void): void {
    const { knownPatientsOnly } = depot;
    if (knownPatientsOnly) box.setError(say(says.patientKnownOnly, { reference }));
    if (knownPatientsOnly && alike.length === 0) return;
    const take = (party: Party) => {
      question.replaceChildren();
      box.show(party);
      changed(party, true);
    };
    const offers = alike.map((party) =>
      el(
        'li',
        {},
        button([party.code, party.name].filter(Boolean).join(', '), () => take(party)),
      ),
    );
    const id = newId();
    const create = async () => {
      const made = await whileWorking(words.panel.working, () => call('createPatient', id, reference));
      if (!made) return;
      if (!made.ok) return box.setError(made.message);
      setStatus(say(says.patientCreated, { reference: made.patient.reference }));
      take({ code: made.patient.reference, name: made.patient.name ?? '' });
      then();
    };
    const mend = button(says.patientMend, () => {
      question.replaceChildren();
      box.input.focus();
      box.input.select();
    });
    const yes = button(says.patientCreate, () => void create(), alike.length > 0 ? '' : 'primary');
    question.replaceChildren(
      notice(
        'warning',
        alike.length > 0 && says.patientAlike,
        alike.length > 0 && el('ul', { class: 'plain' }, ...offers),
        !knownPatientsOnly && say(says.patientUnknown, { reference }),
        el('div', { class: 'actions' }, !knownPatientsOnly && yes, mend),
      ),
    );
    // Not on «Créer»: what is scanned next is looked at, and creates nobody.
    box.input.focus();
    box.input.select();
  }

  return {
    ...box,
    ask: (reference, then) => void ask(reference, then),
    show(party) {
      box.show(party);
      question.replaceChildren();
    },
  };
}
