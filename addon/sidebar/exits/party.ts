/** To whom the goods go: patient, service, destination depot, or nobody (a loss: S41). */
import type { Depot } from '../../../shared/contract/catalogue.ts';
import { call } from '../call.ts';
import { combobox } from '../combobox.ts';
import { el, type Field, field } from '../dom.ts';
import type { MyDepot } from '../page.ts';
import { words } from '../words.ts';
import type { ExitDraft } from './draft.ts';

const says = words.exits;

/** The field of the draft's type; null for a loss. `changed` after each change of party. */
export function partyField(
  draft: ExitDraft,
  depot: MyDepot,
  changed: () => void,
): Field<HTMLInputElement | HTMLSelectElement> | null {
  if (draft.type === 'exit-patient') return patientField(draft, changed);
  if (draft.type === 'exit-service') return serviceField(draft, changed);
  return draft.type === 'transfer' ? destinationField(draft, depot, changed) : null;
}

/** By reference, typed or scanned, or by name (S15 to S17). What is typed and not found is sent as typed. */
function patientField(draft: ExitDraft, changed: () => void): Field<HTMLInputElement> {
  const use = (party: string, partyName: string) => {
    Object.assign(draft, { party, partyName });
    box.setHint(partyName || says.patientHint);
    changed();
  };
  const box = combobox({
    label: says.patient,
    hint: draft.partyName || says.patientHint,
    value: draft.party,
    search: async (q) => onlyActive(await call('searchPatients', q)),
    shows: ({ reference, name }) => ({ code: reference, text: name ?? '' }),
    choose: ({ reference, name }) => {
      use(reference, name ?? '');
      return reference;
    },
    typed: (text) => use(text.trim(), ''),
  });
  return box;
}

function serviceField(draft: ExitDraft, changed: () => void): Field<HTMLInputElement> {
  const use = (party: string, partyName: string) => {
    Object.assign(draft, { party, partyName });
    box.setHint(partyName);
    changed();
  };
  const box = combobox({
    label: says.service,
    hint: draft.partyName,
    value: draft.party,
    search: async (q) => onlyActive(await call('searchServices', q)),
    shows: ({ code, name }) => ({ code, text: name }),
    choose: ({ code, name }) => {
      use(code, name);
      return code;
    },
    typed: (text) => use(text.trim(), ''),
  });
  return box;
}

/** The depots that this one may send to. */
function destinationField(draft: ExitDraft, depot: MyDepot, changed: () => void): Field<HTMLSelectElement> {
  const select = el('select', {}, el('option', { value: '' }, words.panel.loading));
  const box = field(says.destination, select);
  select.addEventListener('change', () => {
    const chosen = select.selectedOptions[0];
    Object.assign(draft, { party: select.value, partyName: select.value ? (chosen?.textContent ?? '') : '' });
    box.setError(null);
    changed();
  });
  void fill();
  return box;

  async function fill(): Promise<void> {
    const read = await call('listDepots');
    if (!read.ok) return box.setError(read.message);
    const open = read.rows.filter((other) => mayReceive(other, depot));
    const options = open.map(({ code, name }) => el('option', { value: code }, name));
    const first = open.length > 0 ? says.chooseDestination : says.noDestination;
    select.replaceChildren(el('option', { value: '' }, first), ...options);
    select.value = open.some(({ code }) => code === draft.party) ? draft.party : '';
  }
}

function mayReceive({ code, active }: Depot, { code: own, destinations }: MyDepot): boolean {
  return Boolean(active) && code !== own && (destinations === null || destinations.includes(code));
}

function onlyActive<T extends { active: boolean }, R extends { ok: true; rows: T[] } | { ok: false }>(
  answer: R,
): R {
  return answer.ok ? { ...answer, rows: answer.rows.filter(({ active }) => active) } : answer;
}
