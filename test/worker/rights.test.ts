import { beforeAll, describe, expect, test } from 'vitest';
import type { DocumentRequest } from '../../shared/contract/documents.ts';
import type { DocumentType } from '../../shared/domain/documentTypes.ts';
import { POSTED_TYPES } from '../../worker/documents/types.ts';
import { ADMIN, type App } from './app.ts';
import { ACCOUNTANT, CLERK, MANAGER, OTHER, openingStock, smallHospital } from './hospital.ts';

/** Who may post what (Q5), and which words each type of document understands. */
let app: App;

beforeAll(async () => {
  app = await smallHospital();
  await openingStock(app);
});

const PEOPLE = { clerk: CLERK, manager: MANAGER, elsewhere: OTHER, accountant: ACCOUNTANT, admin: ADMIN };
/** «yes»: judged by the rules of goods alone; the admin has no role in this depot. */
const WHO_MAY: Record<keyof typeof POSTED_TYPES, Record<'clerk' | 'manager' | 'admin', boolean>> = {
  'exit-patient': { clerk: true, manager: true, admin: false },
  'exit-service': { clerk: true, manager: true, admin: false },
  transfer: { clerk: true, manager: true, admin: false },
  loss: { clerk: true, manager: true, admin: false },
  'return-supplier': { clerk: true, manager: true, admin: false },
  'entry-purchase': { clerk: true, manager: true, admin: false },
  'entry-donation': { clerk: true, manager: true, admin: false },
  'entry-opening': { clerk: false, manager: false, admin: true },
  'return-patient': { clerk: true, manager: true, admin: false },
  'return-service': { clerk: true, manager: true, admin: false },
  'bin-move': { clerk: true, manager: true, admin: false },
  reception: { clerk: true, manager: true, admin: false },
  'transit-return': { clerk: false, manager: true, admin: false },
  'transit-loss': { clerk: false, manager: true, admin: false },
};

/** A document of that type about an item that nobody knows: whoever may post it is told so. */
const unknownItem = (type: DocumentType): Omit<DocumentRequest, 'id'> => ({
  type,
  depot: 'PHC',
  lines: [{ item: 'RIEN', quantity: 1 }],
});

describe.each(Object.entries(WHO_MAY))('%s', (type, who) => {
  test('is posted by whom Q5 names, and by nobody else', async () => {
    const answers = await Promise.all(
      Object.entries(PEOPLE).map(async ([name, email]) => {
        const { code, errors = [] } = await app.refused(email, unknownItem(type as DocumentType));
        return [name, errors.some((bad) => bad.code === 'ITEM_UNKNOWN') ? 'may' : code];
      }),
    );
    const may = (yes: boolean) => (yes ? 'may' : 'FORBIDDEN');
    expect(Object.fromEntries(answers)).toEqual({
      clerk: may(who.clerk),
      manager: may(who.manager),
      admin: may(who.admin),
      accountant: 'FORBIDDEN',
      elsewhere: 'DEPOT_UNKNOWN',
    });
  });
});

test('a person is found as one types his name: without accents, in any case and order, or by the address', async () => {
  for (const [email, name] of [
    ['e.lefevre@tilleuls.example', 'Élodie Lefèvre'],
    ['noe@tilleuls.example', 'NOÉ ÇELIK'],
  ] as const)
    await app.person({ email, name });
  const found = async (q: string) =>
    (
      await app.call<{ rows: { name: string }[] }>(ADMIN, 'GET', `/v1/people?q=${encodeURIComponent(q)}`)
    ).rows.map(({ name }) => name);
  for (const q of ['élodie', 'ELODIE', 'Lefevre élo', 'e.lefevre@', 'E\u0301lodie'])
    expect([q, await found(q)]).toEqual([q, ['Élodie Lefèvre']]);
  expect(await found('noé celik')).toEqual(['NOÉ ÇELIK']);
  expect(await found('Élodie Celik')).toEqual([]);
  // As long as a search may be: no expression grows with it.
  expect(await found('w q '.repeat(25))).toEqual([]);
});

/** Each field of a document, with the types that it says something of; it is refused in all others. */
const ENTRIES = ['entry-purchase', 'entry-donation', 'entry-opening', 'return-patient', 'return-service'];
const PATIENTS = ['exit-patient', 'return-patient'];
const FROM_TRANSIT = ['reception', 'transit-loss', 'transit-return'];
const TO_USE = ['exit-patient', 'exit-service', 'transfer'];
const without = (...types: string[]) => Object.keys(POSTED_TYPES).filter((type) => !types.includes(type));
const HEAD: Record<string, [value: unknown, types: string[]]> = {
  party: ['X', without('loss', 'entry-donation', 'entry-opening', 'bin-move', ...FROM_TRANSIT)],
  invoice: ['F-1', PATIENTS],
  transfer: [crypto.randomUUID(), FROM_TRANSIT],
  exit: [crypto.randomUUID(), ['return-patient', 'return-service']],
  acceptCost: [true, ['entry-purchase', 'entry-opening']],
  acceptExpiry: [true, ['entry-purchase']],
  notCounted: [true, without('transit-loss')],
  emergency: [{ reason: 'vite' }, TO_USE],
  undelivered: [[{ item: 'PARA', quantity: 1 }], TO_USE],
  date: ['2026-01-01', without()],
  description: ['x', without()],
  linkedDocument: ['x', without()],
  reason: ['x', without()],
};
const LINE: Record<string, [value: unknown, types: string[]]> = {
  toBin: ['A1', ['bin-move']],
  expiry: ['2031-01-31', ENTRIES],
  bin: ['A1', without('transit-loss')],
};

const postedBy = (type: string) => (type === 'entry-opening' ? ADMIN : MANAGER);
const codesOf = async (type: string, head: object, line: object) => {
  const wanted = {
    ...unknownItem(type as DocumentType),
    ...head,
    lines: [
      { item: 'RIEN', quantity: 1 },
      { item: 'RIEN', quantity: 1, ...line },
    ],
  };
  const { errors = [], detail } = await app.refused(postedBy(type), wanted);
  return { told: errors.map(({ line, code }) => `${line} ${code}`), detail };
};

describe('what a type of document does not understand is refused by name, never ignored', () => {
  test.each(Object.entries(HEAD))('%s on the head', async (field, [value, types]) => {
    for (const type of without()) {
      const { told } = await codesOf(type, { [field]: value }, {});
      expect([type, told.includes('0 FIELD_FOREIGN')]).toEqual([type, !types.includes(type)]);
    }
  });

  test.each(Object.entries(LINE))('%s on a line', async (field, [value, types]) => {
    for (const type of without()) {
      const { told } = await codesOf(type, {}, { [field]: value });
      expect([type, told.includes('2 FIELD_FOREIGN')]).toEqual([type, !types.includes(type)]);
    }
  });

  test('all of them at once, each with its line; nothing is read before', async () => {
    const { errors } = await app.refused(CLERK, {
      ...unknownItem('loss'),
      party: 'CHIR',
      acceptCost: true,
      lines: [
        { item: 'RIEN', quantity: 1 },
        { item: 'RIEN', quantity: 1, toBin: 'A1', expiry: '2031-01-31' },
      ],
    });
    expect(errors).toMatchObject([
      { line: 0, code: 'FIELD_FOREIGN', field: 'party', type: 'loss' },
      { line: 0, field: 'acceptCost' },
      { line: 2, field: 'toBin' },
      { line: 2, field: 'expiry' },
    ]);
    expect(errors?.[0]?.detail).toBe(
      'Le champ «party» ne dit rien dans un document de type loss : rien n’a été enregistré. Retirez-le.',
    );
  });

  test('a cost where the average is taken keeps its own code', async () => {
    const { told } = await codesOf('loss', { reason: 'x' }, { item: 'PARA', lot: 'L1', unitCost: 1 });
    expect(told).toContain('2 COST_FORBIDDEN');
  });
});
