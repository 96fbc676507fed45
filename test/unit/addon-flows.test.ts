/** What the forms of «Entrées et réceptions» send: pure drafts, without a page. */
import { describe, expect, it } from 'vitest';
import {
  type EntryDraft,
  lotPlaces,
  newEntry,
  newEntryLine,
  newLot,
  otherExpiry,
  readCost,
  takeScan,
  toEntry,
  trackedOf,
  written,
} from '../../addon/sidebar/flows/entryDraft.ts';
import { newMovement, scannedLot, toMovement } from '../../addon/sidebar/flows/movementDraft.ts';
import { ask, confirmations, unanswered } from '../../addon/sidebar/flows/questions.ts';
import {
  goingLines,
  newRest,
  problemOf,
  refresh,
  toRestRequest,
} from '../../addon/sidebar/flows/restDraft.ts';
import type { Item } from '../../shared/contract/catalogue.ts';
import { textOf } from '../../shared/text/index.ts';

const TODAY = '2026-11-20';
const ID = '00000000-0000-4000-8000-000000000001';
const item = (more: Partial<Item> = {}) =>
  ({
    code: 'PARA',
    label: 'Paracétamol',
    unit: 'comprimé',
    decimals: 0,
    lotTracking: 'optional',
    serialTracking: 'optional',
    expiryTracking: true,
    ...more,
  }) as Item;
const on = { lots: true, serials: true };

function entryOf(...lots: Partial<EntryDraft['lines'][number]['lots'][number]>[]): EntryDraft {
  const draft = newEntry(ID, 'entry-purchase', 'PHC', TODAY);
  draft.party = 'F1';
  const line = newEntryLine(item(), on);
  const [first] = line.lots;
  line.lots = lots.map((lot) => ({ ...first!, questions: [], ...lot }));
  draft.lines.push(line);
  return draft;
}

describe('an entry', () => {
  it('is a line for each lot, and for each serial number of a series; blanks are left out', () => {
    const draft = entryOf(
      { lot: ' L1 ', expiry: '2031-03-31', bin: '', quantity: '1 200', unitCost: '0,0475' },
      { serials: 'S-9..S-11', quantity: '3', unitCost: '2' },
    );
    expect(toEntry(draft, 'fr')).toEqual({
      id: ID,
      date: TODAY,
      type: 'entry-purchase',
      depot: 'PHC',
      party: 'F1',
      lines: [
        { item: 'PARA', bin: '', lot: 'L1', expiry: '2031-03-31', quantity: 1200, unitCost: 0.0475 },
        ...['S-9', 'S-10', 'S-11'].map((serial) => ({ item: 'PARA', serial, quantity: 1, unitCost: 2 })),
      ],
    });
    expect(lotPlaces(draft).map(({ lot }) => lot)).toEqual([0, 1, 1, 1]);
  });

  it('a switch of the organisation that is off stands above the item (G5 to G8)', () => {
    const line = newEntryLine(item({ lotTracking: 'required' }), { lots: false, serials: false });
    expect(line.tracked).toMatchObject({ lot: 'none', serial: 'none' });
  });

  it.each([
    ['0,0475', 0.0475],
    ['1 200', 1200],
    ['0', 0],
    ['-1', null],
    ['0,12345', null],
    ['douze', null],
    ['', null],
  ])('the cost «%s» is %s', (text, cost) => expect(readCost(text, 'fr')).toBe(cost));
});

describe('a question about cost or expiry', () => {
  const unusual = { line: 1, code: 'COST_UNUSUAL', detail: 'PARA : le coût 7 s’écarte' };

  it('is answered for the figures it was asked about, and not for others', () => {
    const draft = entryOf({ quantity: '1', unitCost: '7' });
    const [lot] = draft.lines[0]!.lots;
    const question = ask(lot!, unusual);
    draft.judged = written(draft);
    expect([unanswered([lot!]), toEntry(draft, 'fr').acceptCost]).toEqual([1, undefined]);
    question.meant = true;
    expect([unanswered([lot!]), toEntry(draft, 'fr').acceptCost]).toEqual([0, true]);
    lot!.unitCost = '700';
    expect(toEntry(draft, 'fr').acceptCost).toBeUndefined();
  });

  it('asked again in the same words keeps its answer; in other words it is new', () => {
    const lot = { questions: [] };
    ask(lot, unusual).meant = true;
    expect(ask(lot, unusual).meant).toBe(true);
    expect(ask(lot, { ...unusual, detail: 'le coût 70 s’écarte' }).meant).toBe(false);
    expect(lot.questions).toHaveLength(1);
  });

  it('one lot unanswered, and nothing is accepted', () => {
    const lots = [{ questions: [] }, { questions: [] }];
    for (const lot of lots) ask(lot, unusual);
    Object.assign(ask(lots[0]!, unusual), { meant: true });
    expect(confirmations(lots, { judged: 'x' }, 'x')).toEqual({});
  });
});

describe('a scan into an entry (B6, Q18)', () => {
  const goods = (more: object) => ({ lot: '', expiry: null, serial: '', quantity: 1, ...more });

  it('fills the blank lot, adds to the lot of that number, opens another for another number', () => {
    const line = newEntryLine(item(), on);
    takeScan(line, goods({ lot: 'L1', expiry: '2031-03-31', quantity: 16 }), 'fr');
    takeScan(line, goods({ lot: 'l1', quantity: 16 }), 'fr');
    takeScan(line, goods({ lot: 'L2' }), 'fr');
    expect(line.lots).toMatchObject([
      { lot: 'L1', expiry: '2031-03-31', quantity: '32' },
      { lot: 'L2', quantity: '1' },
    ]);
  });

  it('a box whose expiry is not that of its lot in the form is noticed, whoever is right (Q17)', () => {
    const line = newEntryLine(item(), on);
    line.lots = [{ ...newLot(), lot: 'GS-LOT1', expiry: '2028-12-31', quantity: '10' }];
    const scanned = (more: object) => otherExpiry(line, goods({ lot: 'gs-lot1', ...more }));
    expect(scanned({ expiry: '2029-01-01' })).toBe('2028-12-31');
    expect(scanned({ expiry: '2029-01-01', serial: 'SN-1' })).toBe('2028-12-31');
    expect(scanned({ expiry: '2028-12-31' })).toBeNull();
    expect(scanned({})).toBeNull();
    expect(scanned({ lot: 'GS-LOT2', expiry: '2029-01-01' })).toBeNull();
  });

  it('the same serial number twice is one', () => {
    const line = newEntryLine(item(), on);
    for (const serial of ['SN-1', 'SN-2', 'sn-1']) takeScan(line, goods({ serial }), 'fr');
    expect(line.lots.map(({ serials }) => serials)).toEqual(['SN-1\nSN-2']);
  });
});

describe('the movement form', () => {
  it('takes the quantity that the last scan proposes; as a count it grows by each scan of the same lot (Q10, Q18)', () => {
    const pack = (more: object) => ({
      item: item(),
      lot: 'L1',
      expiry: null,
      serial: '',
      quantity: 16,
      ...more,
    });
    const tracked = trackedOf(item(), on);
    const typed = { ...newLot(), lot: 'l1', quantity: '12', bin: 'A-01' };
    expect(scannedLot(pack({}), tracked, 'fr')).toMatchObject({ lot: 'L1', quantity: '16', bin: null });
    expect(scannedLot(pack({}), tracked, 'fr', typed)).toEqual({ ...typed, quantity: '28' });
    expect(typed.quantity).toBe('12');
    expect(scannedLot(pack({ lot: 'L2' }), tracked, 'fr', typed)).toMatchObject({
      lot: 'L2',
      quantity: '16',
    });
    const serial = scannedLot(pack({ serial: 'SN-1' }), tracked, 'fr', { ...typed, serials: 'SN-1' });
    expect(serial).toMatchObject({ serials: 'SN-1', quantity: '1' });
  });

  it('a loss says its label as its reason; a serial number goes without its place (G10)', () => {
    const draft = newMovement(ID, 'out', 'loss', 'PHC', TODAY);
    Object.assign(draft, { item: 'POMPE', description: ' cassée ' });
    Object.assign(draft.lot, { quantity: '1', serials: 'SN-1' });
    expect(toMovement(draft, 'fr')).toEqual({
      id: ID,
      date: TODAY,
      type: 'loss',
      depot: 'PHC',
      reason: 'cassée',
      lines: [{ item: 'POMPE', serial: 'SN-1', quantity: 1 }],
    });
  });
});

describe('what is still open of a document', () => {
  const rest = (open: number) => ({
    document: { id: ID, number: 'TR-1', date: TODAY, depotName: 'Pharmacy' },
    ...{ party: 'MED', partyName: 'Ward' },
    lines: [
      {
        ...{ item: 'PARA', label: 'x', unit: 'u', decimals: 0, lot: 'L1', expiry: null, serial: '' },
        ...{ moved: 10, rest: open, bin: 'A1' },
      },
      {
        ...{ item: 'VIS', label: 'x', unit: 'u', decimals: 0, lot: '', expiry: null, serial: '' },
        ...{ moved: 5, rest: 5, bin: null },
      },
    ],
  });

  it('a reception proposes everything; what is left blank or at zero stays on its way', () => {
    const draft = newRest(ID, 'reception', 'MED', TODAY, rest(10) as never, 'fr');
    expect(draft.source.partyName).toBe('Pharmacy');
    draft.lines[1]!.quantity = '0';
    expect(goingLines(draft)).toHaveLength(1);
    expect(toRestRequest(draft, 'fr')).toMatchObject({
      type: 'reception',
      transfer: ID,
      lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity: 10 }],
    });
  });

  it('a draft taken up again keeps what was typed and learns what was received meanwhile', () => {
    const draft = newRest(ID, 'reception', 'MED', TODAY, rest(10) as never, 'fr');
    refresh(draft, rest(4) as never);
    expect(draft.lines[0]).toMatchObject({ quantity: '10', rest: 4 });
    expect(problemOf(draft.lines[0]!, 'fr')).toBe('more');
  });

  it('a loss on the way names no bin; a return names its exit and its party', () => {
    const lost = newRest(ID, 'transit-loss', 'MED', TODAY, rest(10) as never, 'fr');
    expect(goingLines(lost)).toEqual([]);
    lost.reason = ' casse ';
    lost.lines[0]!.quantity = '2';
    expect(toRestRequest(lost, 'fr')).toMatchObject({ reason: 'casse', transfer: ID });
    expect(toRestRequest(lost, 'fr').lines[0]).not.toHaveProperty('bin');
    const back = newRest(ID, 'return-patient', 'PHC', TODAY, rest(10) as never, 'fr');
    expect(goingLines(back)).toEqual([]);
    expect(toRestRequest(back, 'fr')).toMatchObject({ exit: ID, party: 'MED' });
  });
});

it('the help names each of the fourteen pages of the neighbourhood, and sends nobody to a terminal (G22, Q14)', () => {
  const { help } = textOf('fr').addon;
  const told = Object.values(help.terms).join(' ');
  for (const page of [
    ...[
      'Disponibilités par emplacements',
      'Détails des stocks produits',
      'Emplacements :',
      'État des stocks',
    ],
    ...['Fabrication de produits composés', 'Mise à jour Inventaire', 'Mouvements de stocks'],
    ...['Niveaux d’alerte', 'Recalculer', 'Apurer', 'Épurer', 'Reliquats', 'Généralités', 'Modes de gestion'],
    ...['Numéros de série', 'Transfert d’emplacements'],
  ]) {
    expect(told).toContain(page);
  }
  expect(told).toContain('la page «Contrôles» de la comptabilité');
  expect(JSON.stringify(help)).not.toContain('npm');
});
