/** The other end of a document: a patient, a service, a supplier, another depot. */
import type { Depot } from '../../../shared/contract/catalogue.ts';
import { foldKey, searchKey } from '../../../shared/domain/keys.ts';
import type { Answer } from '../../server/calls.ts';
import { call } from '../call.ts';
import { el, type Field, field } from '../dom.ts';
import type { MyDepot } from '../page.ts';
import { say, words } from '../words.ts';
import { onlyActive } from './active.ts';
import { combobox } from './combobox.ts';
import { notHere, passingScanner, type ScanMark, type ScanTakers } from './scanner.ts';

const says = words.fields;
/** As long as the contract lets a code or a reference be. */
const CODE_LONGEST = 64;
/** As long as a symbol with lot, expiry and serial, or a search, may be. */
export const SCAN_LONGEST = 100;

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

export interface PartyField extends Field<HTMLInputElement> {
  /** Puts a party in place that something else brought. */
  show(party: Party): void;
  /** What was typed and not chosen: taken where it is the code, or the exact name, of one alone. */
  settle(): Promise<void>;
}

export interface PatientField extends PartyField {
  /** Who fits a text: those whom a mistyped name may mean; none where they could not be looked up. */
  alike(text: string): Promise<Party[]>;
  /** The reference on our own label, wherever it was scanned (S17): its patient stands here, or is asked about. */
  scanned(reference: string): Promise<ScanMark>;
}

/**
 * By reference, typed or scanned, or by name (S15 to S17). What is typed and not found is sent as typed.
 * `others`: who takes the scans of anything else.
 */
export function patientField(
  options: PartyOptions,
  others: Pick<ScanTakers, 'today'> & Partial<ScanTakers>,
): PatientField {
  const search = async (q: string) => {
    const read = onlyActive(await call('searchPatients', q));
    if (!read.ok) return read;
    return { ...read, rows: read.rows.map(({ reference, name }) => ({ code: reference, name: name ?? '' })) };
  };

  async function scanned(reference: string): Promise<ScanMark> {
    const read = await search(reference);
    if (!read.ok) return { good: false, text: read.message };
    const found = read.rows.find(({ code }) => foldKey(code) === foldKey(reference));
    const party = found ?? { code: reference, name: '' };
    box.show(party);
    options.changed(party, found !== undefined);
    if (found) return { good: true, text: [found.code, found.name].filter(Boolean).join(', ') };
    options.none?.(reference);
    return { good: false, text: say(words.panel.nothingFound, { q: reference }) };
  }

  const scanner = passingScanner({
    goods: ({ item }) => notHere(words.reports.columns.item, item.code),
    ...others,
    patient: scanned,
  });
  const box = searched(says.patient, says.patientHint, search, options, scanner.take);
  box.root.append(scanner.root);
  const alike = async (text: string) => {
    const read = await search(text);
    return read.ok ? read.rows : [];
  };
  return { ...box, scanned, alike };
}

export function serviceField(options: PartyOptions): PartyField {
  const search = async (q: string) => onlyActive(await call('searchServices', q));
  return searched(says.service, says.searchHint, search, options);
}

/** `label` and `hint` where a form calls it otherwise. */
export function supplierField({
  label = says.supplier,
  hint = says.searchHint,
  ...options
}: PartyOptions & { label?: string; hint?: string }): PartyField {
  const search = async (q: string) => onlyActive(await call('searchSuppliers', q));
  return searched(label, hint, search, options);
}

function searched(
  label: string,
  hint: string,
  search: (q: string) => Promise<Answer<{ rows: Party[] }>>,
  { value, changed, none }: PartyOptions,
  takes: ((scan: string) => boolean) | null = null,
): PartyField {
  let now = value;
  /** Who stood here before the keys of a scan replaced him. */
  let before = value;
  let known = value.name !== '';
  const hold = (party: Party) => {
    now = party;
    box.setHint(party.name || hint);
  };
  const use = (party: Party, chosen: boolean) => {
    hold(party);
    known = chosen;
    changed(party, chosen);
  };
  const box = combobox<Party>({
    label,
    hint: value.name || hint,
    value: value.code,
    search,
    shows: ({ code, name }) => ({ code, text: name }),
    choose: ({ code, name }) => {
      before = { code, name };
      use(before, true);
      return code;
    },
    typed: (text) => use({ code: text.trim(), name: '' }, false),
    scanned: (text) => {
      if (!takes?.(text)) return null;
      use(before, before.name !== '');
      return before.code;
    },
    ...(none && { none }),
  });
  box.input.maxLength = takes ? SCAN_LONGEST : CODE_LONGEST;
  box.input.addEventListener('focus', () => {
    before = now;
  });
  function show(party: Party): void {
    hold(party);
    known = party.name !== '';
    before = party;
    box.input.value = party.code;
    box.setError(null);
    if (document.activeElement === box.input) box.input.select();
  }
  return {
    ...box,
    show,
    async settle() {
      const typed = now.code;
      if (known || typed === '') return;
      const read = await search(typed);
      if (!read.ok || now.code !== typed) return;
      const named = read.rows.filter(({ name }) => searchKey(name) === searchKey(typed));
      const meant =
        read.rows.find(({ code }) => foldKey(code) === foldKey(typed)) ??
        (named.length === 1 ? named[0] : undefined);
      if (!meant) return;
      const { code, name } = meant;
      show({ code, name });
      use({ code, name }, true);
    },
  };
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
