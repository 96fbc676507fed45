import type { PatientInput, SupplierInput } from '../../shared/contract/catalogue.ts';
import { foldKey, searchKey } from '../../shared/domain/keys.ts';
import type { Caller } from '../people/caller.ts';
import { type ListOf, yes } from './list.ts';
import { byCode, flag, type Resource, text } from './resource.ts';
import { readsPatients } from './rights.ts';

/** What a search looks through; where nothing new is said of it, the stored one stays. */
export const SEARCH = text('search', 'search', `r.value ->> 'searchFresh'`);
export const ACTIVE = flag('active', 'active', 1);

function named(table: string): Resource {
  return {
    table,
    join: byCode(table),
    identity: { code: `w.given ->> 'code'`, code_key: `w.given ->> 'key'` },
    fields: [text('name'), SEARCH, ACTIVE],
    lists: [],
    rules: [],
  };
}

export const SUPPLIERS = named('suppliers');
export const SERVICES = named('services');

export const namedList = (table: 'suppliers' | 'services'): ListOf => ({
  row: `json_object('code', p.code, 'name', p.name, 'active', ${yes('p.active')}, 'version', p.version)`,
  from: `${table} p`,
  keys: ['p.code_key'],
});

/** A supplier or a service as the statements read it. */
export function toNamed({ code, name, active }: Omit<SupplierInput, 'version'>) {
  return {
    code: code.trim(),
    key: foldKey(code),
    name,
    search: searchKey(`${code} ${name}`),
    active,
  };
}

/** Reference and name stand in this table alone, so that they can be erased (Q7). */
export const PATIENTS: Resource = {
  table: 'patients',
  join: byCode('patients', 'reference_key'),
  identity: {
    reference: `w.given ->> 'reference'`,
    reference_key: `w.given ->> 'key'`,
    mask: `w.given ->> 'mask'`,
  },
  fields: [text('name', 'name', 'NULL'), SEARCH, ACTIVE],
  lists: [],
  rules: [
    {
      // Whose depots all demand known patients notes no new one (Q7).
      code: 'FORBIDDEN',
      refuses: `w.id IS NULL AND w.given ->> 'by' IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM rights r JOIN depots d ON d.id = r.depot
        WHERE r.person = w.given ->> 'by' AND d.known_patients_only = 0)`,
    },
  ],
};

export const patientList = (caller: Caller): ListOf => ({
  row: readsPatients(caller)
    ? `json_object('reference', p.reference, 'name', p.name, 'active', ${yes('p.active')}, 'version', p.version)`
    : `json_object('reference', p.mask, 'name', NULL, 'active', ${yes('p.active')}, 'version', p.version)`,
  from: 'patients p',
  keys: [readsPatients(caller) ? 'p.reference_key' : 'p.mask'],
});

/** A patient as the statements read it; `by` is who notes him, unless an administrator. */
export function toPatient({ reference, name, active }: Omit<PatientInput, 'version'>, caller: Caller) {
  const search = searchKey(`${reference} ${name ?? ''}`);
  return {
    reference: reference.trim(),
    key: foldKey(reference),
    name,
    mask: newMask(),
    by: caller.admin ? undefined : caller.person,
    searchFresh: search,
    ...(name !== undefined && { search }),
    active,
  };
}

const CONSONANTS = 'bcdfgjklmnprstvz';
const VOWELS = 'aeiou';
const SYLLABLES = 7;

/** A random word that stands for a patient wherever reference and name must not: about 44 bits. */
function newMask(): string {
  const random = crypto.getRandomValues(new Uint32Array(SYLLABLES));
  return [...random]
    .map((draw) => CONSONANTS.charAt(draw % 16) + VOWELS.charAt(Math.floor(draw / 16) % 5))
    .join('');
}
