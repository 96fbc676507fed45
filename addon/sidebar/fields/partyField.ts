/** The other end of a document: a patient, a service, a supplier, another depot. */
import type { Depot } from '../../../shared/contract/catalogue.ts';
import type { Answer } from '../../server/calls.ts';
import { call } from '../call.ts';
import { el, type Field, field } from '../dom.ts';
import type { MyDepot } from '../page.ts';
import { words } from '../words.ts';
import { onlyActive } from './active.ts';
import { combobox } from './combobox.ts';

const says = words.fields;
/** As long as the contract lets a code or a reference be. */
const CODE_LONGEST = 64;

export interface Party {
  /** Reference of a patient, code of the others. */
  code: string;
  name: string;
}

export interface PartyOptions {
  value: Party;
  /** Each key, and each choice: then the catalogue knows it. */
  changed(party: Party, chosen: boolean): void;
  /** Enter, and nobody fits. */
  none?(typed: string): void;
}

/** By reference, typed or scanned, or by name (S15 to S17). What is typed and not found is sent as typed. */
export function patientField(options: PartyOptions): Field<HTMLInputElement> {
  const search = async (q: string) => {
    const read = onlyActive(await call('searchPatients', q));
    if (!read.ok) return read;
    return { ...read, rows: read.rows.map(({ reference, name }) => ({ code: reference, name: name ?? '' })) };
  };
  return searched(says.patient, says.patientHint, search, options);
}

export function serviceField(options: PartyOptions): Field<HTMLInputElement> {
  const search = async (q: string) => onlyActive(await call('searchServices', q));
  return searched(says.service, says.searchHint, search, options);
}

/** `label` and `hint` where a form calls it otherwise. */
export function supplierField({
  label = says.supplier,
  hint = says.searchHint,
  ...options
}: PartyOptions & { label?: string; hint?: string }): Field<HTMLInputElement> {
  const search = async (q: string) => onlyActive(await call('searchSuppliers', q));
  return searched(label, hint, search, options);
}

function searched(
  label: string,
  hint: string,
  search: (q: string) => Promise<Answer<{ rows: Party[] }>>,
  { value, changed, none }: PartyOptions,
): Field<HTMLInputElement> {
  const use = (party: Party, chosen: boolean) => {
    box.setHint(party.name || hint);
    changed(party, chosen);
  };
  const box = combobox<Party>({
    label,
    hint: value.name || hint,
    value: value.code,
    search,
    shows: ({ code, name }) => ({ code, text: name }),
    choose: ({ code, name }) => {
      use({ code, name }, true);
      return code;
    },
    typed: (text) => use({ code: text.trim(), name: '' }, false),
    ...(none && { none }),
  });
  box.input.maxLength = CODE_LONGEST;
  return box;
}

/** The depots that this one may send to. */
export function destinationField(depot: MyDepot, { value, changed }: PartyOptions): Field<HTMLSelectElement> {
  const select = el('select', {}, el('option', { value: '' }, words.panel.loading));
  const box = field(says.destination, select);
  select.addEventListener('change', () => {
    const chosen = select.selectedOptions[0];
    box.setError(null);
    const name = select.value ? (chosen?.textContent ?? '') : '';
    changed({ code: select.value, name }, select.value !== '');
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
    select.value = open.some(({ code }) => code === value.code) ? value.code : '';
  }
}

function mayReceive({ code, active }: Depot, { code: own, destinations }: MyDepot): boolean {
  return Boolean(active) && code !== own && (destinations === null || destinations.includes(code));
}
