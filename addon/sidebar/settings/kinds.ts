/** Each kind of row of the catalogue: its fields, who may write it, how a list shows it. */
import type { Depot } from '../../../shared/contract/catalogue.ts';
import type { Me } from '../../../shared/contract/people.ts';
import { MADE_TYPES } from '../../../shared/domain/documentTypes.ts';
import type { CatalogueKind, CatalogueRows } from '../../server/calls/settings.ts';
import type { ReportQuery } from '../../server/calls/stock.ts';
import { say, words } from '../words.ts';
import {
  type Choices,
  type Control,
  choiceControl,
  flagControl,
  manyControl,
  numberControl,
  textControl,
} from './controls.ts';
import { rowsControl } from './rowsControl.ts';
import { supplierControl } from './supplierControl.ts';

const { choices: word, hints, rows } = words.settings;

export interface Kind<Name extends CatalogueKind> {
  /** Fields that name the row: they do not change once it is saved. */
  naming: readonly (keyof CatalogueRows[Name] & string)[];
  controls(depots: readonly Depot[]): Control[];
  /** What a new one begins with. */
  fresh: object;
  title(row: CatalogueRows[Name]): string;
  note(row: CatalogueRows[Name]): string;
  /** The question that finds this very row again. */
  exactly(row: CatalogueRows[Name]): ReportQuery;
  mayPut(me: Me): boolean;
  /** Said to whoever may not write it, or not all of a known row; null where there is nothing to say. */
  closed(me: Me, known: boolean): string | null;
  /** What of a row that is known this person may change, where that is not all of it. */
  changeable?(me: Me): readonly string[] | null;
}

const isAdmin = ({ admin }: Me) => admin;
const onlyFor = (mayPut: (me: Me) => boolean) => ({
  mayPut,
  closed: (me: Me) => (mayPut(me) ? null : told(words.settings.onlyAdmin, me)),
});
/** What only an administrator writes. */
export const forAdministrators = onlyFor(isAdmin);
const told = (sentence: string, { organisation }: Me) =>
  say(sentence, { names: organisation.administrators.join(', ') });
const leads = (me: Me) => me.depots.some(({ role }) => role === 'manager');
const CODE = 64;
const LABEL = 200;
const code = () => textControl({ name: 'code', longest: CODE, required: true });
const name = () => textControl({ name: 'name', longest: LABEL, required: true });
const active = () => flagControl({ name: 'active' });
const depotChoices = (depots: readonly Depot[]): Choices => depots.map((one) => [one.code, one.name]);
const tracking: Choices = [
  ['optional', word.optional],
  ['required', word.required],
  ['none', word.none],
];
const named = {
  naming: ['code'] as const,
  controls: () => [code(), name(), active()],
  fresh: { active: true },
  title: (row: { code: string; name: string }) => `${row.code} · ${row.name}`,
  note: () => '',
  exactly: (row: { code: string }) => ({ code: row.code }),
  ...forAdministrators,
};

export const KINDS: { [Name in CatalogueKind]: Kind<Name> } = {
  items: {
    naming: ['code'],
    controls: (depots) => [
      code(),
      textControl({ name: 'label', longest: LABEL, required: true }),
      choiceControl({
        name: 'kind',
        choices: [
          ['article', word.article],
          ['part', word.part],
        ],
      }),
      textControl({ name: 'group', longest: CODE }),
      supplierControl(),
      textControl({ name: 'unit', longest: 32, required: true }),
      numberControl({ name: 'decimals', decimals: 0, most: 3, hint: hints.decimals }),
      flagControl({ name: 'stockManaged' }),
      choiceControl({ name: 'lotTracking', choices: tracking }),
      choiceControl({ name: 'serialTracking', choices: tracking }),
      flagControl({ name: 'expiryTracking' }),
      numberControl({
        name: 'referencePrice',
        decimals: 4,
        most: 1e8,
        optional: true,
        hint: hints.referencePrice,
      }),
      rowsControl({
        name: 'codes',
        columns: [
          { name: 'code', label: rows.code, kind: 'text' },
          { name: 'quantity', label: rows.quantity, kind: 'number' },
        ],
      }),
      rowsControl({
        name: 'levels',
        columns: [
          { name: 'depot', label: rows.depot, kind: { choices: depotChoices(depots) } },
          { name: 'alert', label: rows.alert, kind: 'optionalNumber' },
          { name: 'security', label: rows.security, kind: 'optionalNumber' },
          { name: 'maximum', label: rows.maximum, kind: 'optionalNumber' },
        ],
      }),
      active(),
    ],
    fresh: {
      kind: 'article',
      unit: words.settings.fields.unit.toLowerCase(),
      decimals: 0,
      stockManaged: true,
      lotTracking: 'optional',
      serialTracking: 'optional',
      active: true,
    },
    title: (row) => `${row.code} · ${row.label}`,
    note: (row) => [row.unit, row.group, row.supplier].filter(Boolean).join(' · '),
    exactly: (row) => ({ code: row.code }),
    mayPut: (me) => me.admin || leads(me),
    closed(me, known) {
      if (me.admin || (leads(me) && !known)) return null;
      return told(leads(me) ? words.settings.itemsPartly : words.settings.itemsClosed, me);
    },
    // A manager adds items; of a known one he gives barcodes and levels (Q5).
    changeable: (me) => (me.admin ? null : ['codes', 'levels']),
  },
  suppliers: named,
  services: named,
  bins: {
    naming: ['depot', 'code'],
    controls: (depots) => [
      choiceControl({ name: 'depot', choices: depotChoices(depots) }),
      // The unnamed bin is the depot's from the start: nobody makes another.
      code(),
      textControl({ name: 'name', longest: LABEL }),
      flagControl({ name: 'quarantine' }),
      active(),
    ],
    fresh: { active: true },
    title: (row) => `${row.depot} · ${row.code || words.settings.unnamedBin}`,
    note: (row) => row.name,
    exactly: (row) => ({ depot: row.depot, code: row.code }),
    ...forAdministrators,
  },
  patients: {
    naming: ['reference'],
    controls: () => [
      textControl({ name: 'reference', longest: CODE, required: true }),
      textControl({ name: 'name', longest: LABEL, orNull: true }),
      active(),
    ],
    fresh: { active: true },
    title: (row) => row.reference,
    note: (row) => row.name ?? '',
    exactly: (row) => ({ reference: row.reference }),
    ...onlyFor((me) => me.admin || me.depots.length > 0),
  },
  depots: {
    naming: ['code'],
    controls: (depots) => [
      code(),
      name(),
      manyControl({ name: 'types', choices: MADE_TYPES.map((type) => [type, words.reports.types[type]]) }),
      flagControl({ name: 'limitsDestinations' }),
      manyControl({ name: 'destinations', choices: depotChoices(depots) }),
      flagControl({ name: 'invoiceRequired' }),
      flagControl({ name: 'knownPatientsOnly' }),
      flagControl({ name: 'takesExpired' }),
      flagControl({ name: 'countsWholeDepot' }),
      numberControl({ name: 'lossLimit', decimals: 2, most: 1e12, optional: true, hint: hints.lossLimit }),
      active(),
    ],
    fresh: { types: MADE_TYPES, active: true, destinations: null },
    title: (row) => `${row.code} · ${row.name}`,
    note: () => '',
    exactly: (row) => ({ code: row.code }),
    ...forAdministrators,
  },
  people: {
    naming: ['email'],
    controls: (depots) => [
      textControl({ name: 'email', longest: LABEL, required: true, hint: hints.email }),
      name(),
      flagControl({ name: 'admin' }),
      flagControl({ name: 'accountant' }),
      rowsControl({
        name: 'rights',
        columns: [
          { name: 'depot', label: rows.depot, kind: { choices: depotChoices(depots) } },
          {
            name: 'role',
            label: rows.role,
            kind: {
              choices: [
                ['clerk', word.clerk],
                ['manager', word.manager],
              ],
            },
          },
          { name: 'emergencyExit', label: rows.emergency, kind: 'flag' },
        ],
      }),
      active(),
    ],
    fresh: { active: true },
    title: (row) => row.name,
    note: (row) => row.email,
    exactly: (row) => ({ q: row.email }),
    ...forAdministrators,
  },
};
