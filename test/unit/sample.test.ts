import { describe, expect, test } from 'vitest';
import { importRows } from '../../shared/contract/imports.ts';
import { person } from '../../shared/contract/people.ts';
import { addDays, daysBetween } from '../../shared/domain/dates.ts';
import { findDuplicates } from '../../shared/domain/importProblems.ts';
import { readImportRows } from '../../shared/domain/importTable.ts';
import { sampleCsv } from '../../shared/sample/csv.ts';
import { withCheckDigit } from '../../shared/sample/gtin.ts';
import { hostile, hostileRows } from '../../shared/sample/hostile.ts';
import { sampleOrganisation, samplePeople } from '../../shared/sample/organisation.ts';

const TODAY = '2026-11-21';
const sample = sampleOrganisation(TODAY);
const KINDS = [
  'suppliers',
  'services',
  'patients',
  'depots',
  'bins',
  'items',
  'opening',
  'invoices',
] as const;

describe('the sample organisation', () => {
  test('holds what issue 2 asks for', () => {
    expect(sample.settings.name).toBe('Centre hospitalier des Tilleuls');
    expect(sample.items.filter(({ kind }) => kind !== 'part').length).toBeGreaterThanOrEqual(300);
    expect(sample.items.filter(({ kind }) => kind === 'part')).toHaveLength(80);
    expect(sample.suppliers).toHaveLength(20);
    expect(sample.depots.map(({ code }) => code)).toEqual(['PHC', 'MED', 'ORT']);
    expect(sample.opening.length).toBeGreaterThanOrEqual(1200);
    expect(sample.items.find(({ code }) => code === 'HAUTBOIS')?.label).toBe('Hautbois');
    expect(sample.opening.filter(({ item }) => item === 'HAUTBOIS').length).toBeGreaterThan(0);
    expect(sample.patients.some(({ name }) => name)).toBe(true);
    expect(sample.patients.some(({ name }) => !name)).toBe(true);
  });

  test('is the same at every call, and only its expiries move with the day', () => {
    expect(sampleOrganisation(TODAY)).toEqual(sample);
    const later = sampleOrganisation(addDays(TODAY, 10)).opening;
    expect(later.map(({ expiry, ...row }) => row)).toEqual(sample.opening.map(({ expiry, ...row }) => row));
    const moved = (at: number) => daysBetween(sample.opening[at]?.expiry ?? '', later[at]?.expiry ?? '');
    expect(moved(0)).toBe(10);
  });

  test.each([
    ['expired', -400, -1],
    ['on its last day', 0, 0],
    ['within 30 days', 1, 30],
    ['within 60 days', 31, 60],
    ['within 90 days', 61, 90],
    ['later', 91, 1100],
  ])('has lots that expire: %s', (_, from, to) => {
    const days = sample.opening.flatMap(({ expiry }) => (expiry ? [daysBetween(TODAY, expiry)] : []));
    expect(days.filter((left) => left >= from && left <= to).length).toBeGreaterThan(0);
  });

  test('one lot has one expiry, a serial stands once with quantity 1', () => {
    const expiries = new Map<string, string | undefined>();
    for (const { item, lot, expiry, serial, quantity } of sample.opening) {
      if (serial) expect(quantity).toBe(1);
      if (!lot) continue;
      const key = `${item} ${lot}`;
      expect(expiries.get(key) ?? expiry).toBe(expiry);
      expiries.set(key, expiry);
    }
    const serials = sample.opening
      .filter(({ serial }) => serial)
      .map(({ item, serial }) => `${item} ${serial}`);
    expect(serials.length).toBeGreaterThan(200);
    expect(new Set(serials).size).toBe(serials.length);
  });

  test('its barcodes bear a right check digit and lie where no manufacturer is', () => {
    const codes = sample.items.flatMap(({ codes = [] }) => codes.map(({ code }) => code));
    expect(codes.length).toBeGreaterThan(300);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) {
      expect(code).toMatch(/^(2\d{12}|04\d{11}|1(2\d{12}|04\d{11}))$/);
      expect(withCheckDigit(code.slice(0, -1))).toBe(code);
    }
    // A code known from GS1's own explanation of the check digit.
    expect(withCheckDigit('629104150021')).toBe('6291041500213');
  });

  test.each(KINDS)('%s keep the contract, name nothing twice, and name only what exists', (what) => {
    const rows = sample[what].map((fields, at) => ({
      row: at + 1,
      fields: fields as Record<string, unknown>,
    }));
    for (const { fields } of rows) expect(importRows[what].safeParse(fields).error).toBeUndefined();
    expect(findDuplicates(what, rows)).toEqual([]);
  });

  test('what is named exists', () => {
    const codes = (rows: { code: string }[]) => new Set(rows.map(({ code }) => code));
    const [items, suppliers, depots] = [codes(sample.items), codes(sample.suppliers), codes(sample.depots)];
    const bins = new Set(sample.bins.map(({ depot, code }) => `${depot} ${code}`));
    const patients = new Set(sample.patients.map(({ reference }) => reference));
    for (const { supplier } of sample.items) expect(suppliers).toContain(supplier);
    for (const { depot, bin, item } of sample.opening) {
      expect(bins).toContain(`${depot} ${bin}`);
      expect(items).toContain(item);
    }
    for (const { item, patient } of sample.invoices) {
      expect(items).toContain(item);
      expect(patients).toContain(patient);
    }
    for (const { rights = [] } of samplePeople)
      for (const { depot } of rights) expect(depots).toContain(depot);
  });

  test('its people: an administrator, managers, clerks and an accountant', () => {
    for (const one of samplePeople) {
      expect(person.safeParse(one).error).toBeUndefined();
      expect(one.email).toMatch(/@tilleuls\.example$/);
    }
    const roles = samplePeople.flatMap(({ rights = [] }) => rights.map(({ role }) => role));
    expect(samplePeople.filter(({ admin }) => admin)).toHaveLength(1);
    expect(samplePeople.filter(({ accountant }) => accountant)).toHaveLength(1);
    expect(roles).toContain('manager');
    expect(roles).toContain('clerk');
  });
});

describe('the same as CSV', () => {
  test.each(
    KINDS.flatMap((what) => [[what, 'fr'] as const, [what, 'en'] as const]),
  )('%s in %s', (what, language) => {
    const read = readImportRows(what, sampleCsv(sample, what, language), language);
    expect(read.problems).toEqual([]);
    // An empty cell says nothing, and so does a list without an element.
    const said = sample[what].map((row) =>
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined)),
    );
    expect(read.rows.map(({ fields }) => fields)).toEqual(said);
    expect(read.rows[0]?.row).toBe(2);
  });

  test('hostile texts come back as written', () => {
    const organisation = { ...sample, ...hostileRows };
    const { rows, problems } = readImportRows('opening', sampleCsv(organisation, 'opening'), 'fr');
    expect(problems).toEqual([]);
    expect(rows[0]?.fields).toMatchObject({
      item: '=HYPERLINK("x")',
      lot: '0012',
      serial: '00045678901234567890',
      bin: '1/2',
    });
    const items = readImportRows('items', sampleCsv(organisation, 'items'), 'fr').rows;
    expect(items.map(({ fields }) => fields.label)).toEqual([hostile.label, '=1+1']);
  });
});
