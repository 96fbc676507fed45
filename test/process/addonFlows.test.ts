/** Entries and receptions through the real bundle in the local host: what each costs in service calls. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newEntry, newEntryLine, newLot, toEntry } from '../../addon/sidebar/flows/entryDraft.ts';
import { newRest, toRestRequest } from '../../addon/sidebar/flows/restDraft.ts';
import { CLERK, type Hospital, MANAGER, type OpenHospital, openHospital } from './addonHospital.ts';
import type { AddonHost, Seat } from './addonHost.ts';

let hospital: Hospital;
let addon: AddonHost;
let close: OpenHospital['close'] | undefined;
let luc: Seat;
let today: string;

beforeAll(async () => {
  ({ hospital, addon, close } = await openHospital());
  luc = addon.seat(addon.open(), CLERK);
  today = (await luc.good('startPanel', 'flows')).me.today;
});
afterAll(() => close?.());

/** How often the add-on asks the service while it does something. */
async function fetches(work: () => Promise<unknown>): Promise<number> {
  addon.host.resetCalls();
  await work();
  return addon.host.serviceCalls()['UrlFetchApp.fetch'] ?? 0;
}

describe('service calls', () => {
  it('an entry of one line or of twenty is one call, and so is its voucher', async () => {
    const { rows } = await luc.good('searchItems', 'LOTS');
    const entry = (lots: number) => {
      const draft = newEntry(crypto.randomUUID(), 'entry-purchase', 'PHC', today);
      draft.party = 'F1';
      const line = newEntryLine(rows[0]!, { lots: true, serials: true });
      line.lots = Array.from({ length: lots }, (_, at) => {
        return { ...newLot('A-01', '2'), lot: `L${at}`, quantity: '5' };
      });
      draft.lines.push(line);
      return toEntry(draft, 'fr');
    };
    expect(await fetches(() => luc.good('postDocument', 'flows', entry(1)))).toBe(1);
    expect(await fetches(() => luc.good('postDocument', 'flows', entry(20)))).toBe(1);
    expect(await hospital.balance('LOTS')).toBe(105);
    const { documents } = await luc.good('listDocuments', { type: 'entry-purchase', depot: 'PHC' }, null);
    const { id, number } = documents[0]!;
    expect(await fetches(() => luc.good('showVoucher', id, number))).toBe(1);
    expect(await fetches(() => luc.good('readDocument', id))).toBe(1);
    expect(await fetches(() => luc.good('previewReversal', id))).toBe(1);
  });

  it('what is on its way, and a reception of it, are one call each', async () => {
    const ines = addon.seat(addon.open(), MANAGER);
    const transfer = await hospital.ask<{ id: string }>(MANAGER, 'POST', '/v1/documents', {
      id: crypto.randomUUID(),
      type: 'transfer',
      depot: 'PHC',
      party: 'WARD',
      lines: [{ item: 'PARA500', bin: 'A-01', lot: 'L2', quantity: 4 }],
    });
    expect(await fetches(() => ines.good('listDocuments', { depot: 'PHC', open: true }, null))).toBe(1);
    const { rest } = await ines.good('readRest', transfer.id);
    expect(rest.lines).toMatchObject([{ item: 'PARA500', lot: 'L2', moved: 4, rest: 4 }]);
    const back = newRest(crypto.randomUUID(), 'transit-return', 'PHC', today, rest, 'fr');
    back.lines[0]!.bin = 'A-01';
    expect(await fetches(() => ines.good('postDocument', 'flows', toRestRequest(back, 'fr')))).toBe(1);
    expect((await ines.good('readRest', transfer.id)).rest.lines).toMatchObject([{ rest: 0 }]);
  });

  it('a known lot gives its expiry; labels are one call, whatever they hold', async () => {
    expect((await luc.good('findLot', 'PARA500', 'l2')).lot).toMatchObject({
      lot: 'L2',
      expiry: '2030-06-30',
    });
    expect((await luc.good('findLot', 'PARA500', 'inconnu')).lot).toBeNull();
    const items = Array.from({ length: 20 }, () => ({ item: 'PARA500', copies: 3 }));
    const asked = { bins: [{ depot: 'PHC', bin: '1/2' }], items };
    expect(await fetches(() => luc.good('showLabels', asked))).toBe(1);
    const dialog = luc.shown.at(-1);
    expect(dialog).toMatchObject({ what: 'dialog', title: 'Étiquettes' });
    expect('html' in dialog! ? dialog.html.match(/class="label"/g) : []).toHaveLength(61);
  });

  it('what never arrives is closed whole, however many lines the page shows (Q14); asked again it is the same loss', async () => {
    const ines = addon.seat(addon.open(), MANAGER);
    await hospital.ask(hospital.worker.admin, 'PUT', '/v1/depots', { code: 'FAR', name: 'Site annexe' });
    const manages = ['PHC', 'FAR'].map((depot) => ({ depot, role: 'manager' }));
    await hospital.ask(hospital.worker.admin, 'PUT', '/v1/people', {
      ...{ email: MANAGER, name: 'Inès Morel', rights: manages, version: 1 },
    });
    const lines = Array.from({ length: 60 }, (_, at) => ({
      item: 'LOTS',
      bin: 'A-01',
      lot: `FAR-${at}`,
      quantity: 2,
    }));
    await hospital.stock(lines.map((line) => ({ ...line, unitCost: 2 })));
    const send = () =>
      hospital.ask<{ id: string }>(MANAGER, 'POST', '/v1/documents', {
        ...{ id: crypto.randomUUID(), type: 'transfer', depot: 'PHC', party: 'FAR' },
        lines: lines.map((line) => ({ ...line, quantity: 1 })),
      });
    const onTheirWay = async (id: string) =>
      (await ines.good('readRest', id)).rest.lines.filter(({ rest }) => rest > 0).length;
    const { id: transfer } = await send();
    const { page } = await ines.good('readReport', 'unreceived', { depot: 'FAR' }, null);
    expect(page.rows).toHaveLength(50);

    const key = crypto.randomUUID();
    const close = () => ines.good('closeUnreceived', key, { transfer, to: 'FAR' }, 'Camion volé');
    const { document } = await close();
    expect(document.movements).toHaveLength(60);
    expect(await onTheirWay(transfer)).toBe(0);
    // Its answer was lost: the second press finds it done, and nothing is lost twice.
    expect((await close()).document.number).toBe(document.number);
    expect(
      await ines.call('closeUnreceived', crypto.randomUUID(), { transfer, to: 'FAR' }, 'Encore'),
    ).toMatchObject({ ok: false, code: 'TRANSFER_ARRIVED' });

    // What stood on the screen is not what is closed: a part was received meanwhile.
    const { id: second } = await send();
    await hospital.ask(MANAGER, 'POST', '/v1/documents', {
      ...{ id: crypto.randomUUID(), type: 'reception', depot: 'FAR', transfer: second },
      lines: [{ item: 'LOTS', lot: 'FAR-0', bin: '', quantity: 1 }],
    });
    const rest = await ines.good(
      'closeUnreceived',
      crypto.randomUUID(),
      { transfer: second, to: 'FAR' },
      'Volé',
    );
    expect(rest.document.movements).toHaveLength(59);
  });
});

describe('a report in its sheet', () => {
  it('colours what asks to be looked at: a loss in the card, goods without a cost in the state', async () => {
    await hospital.ask(hospital.worker.admin, 'PUT', '/v1/items', {
      code: 'OFFERT',
      label: 'Attelle offerte',
    });
    await hospital.ask(MANAGER, 'POST', '/v1/documents', {
      ...{ id: crypto.randomUUID(), type: 'entry-donation', depot: 'PHC' },
      lines: [{ item: 'OFFERT', bin: 'A-01', quantity: 3, unitCost: 0 }],
    });
    await hospital.ask(MANAGER, 'POST', '/v1/documents', {
      ...{ id: crypto.randomUUID(), type: 'loss', depot: 'PHC', reason: 'Casse' },
      lines: [{ item: 'OFFERT', quantity: 1 }],
    });
    const book = addon.open();
    const ines = addon.seat(book, MANAGER);
    /** The grounds of the column with that heading, by what its cells say. */
    const grounds = async (report: 'card' | 'state', query: Record<string, string>, heading: string) => {
      const { sheet } = await ines.good('writeReport', report, query, '');
      const { tabs } = await ines.good('listOwnTabs');
      const [, headings = [], ...rows] = book.view(tabs.find(({ name }) => name === sheet)!.id, 1, 60);
      const at = headings.findIndex(({ text }) => text === heading);
      const first = (row: typeof headings) => (report === 'state' ? row[0]?.text : row[at]?.text) ?? '';
      return Object.fromEntries(rows.map((row) => [first(row), row[at]?.background ?? null]));
    };
    const card = await grounds('card', { item: 'OFFERT' }, 'Type');
    expect(card).toMatchObject({ don: null, perte: '#feefc3' });
    const state = await grounds('state', {}, 'Coût unitaire');
    expect(state).toMatchObject({ OFFERT: '#feefc3', LOTS: null });
  });

  const LONG = 'Acide acétylsalicylique 160 mg, poudre pour solution buvable en sachet';

  it('has columns as wide as what stands in them, and costs whose decimals stand under each other', async () => {
    const { admin } = hospital.worker;
    await hospital.ask(admin, 'PUT', '/v1/suppliers', {
      code: 'F9',
      name: 'Laboratoires Aubépine et Compagnie',
    });
    const item = { code: 'ACIDE-ACETYL-160MG-SACHET', label: LONG, unit: 'sachet', supplier: 'F9' };
    await hospital.ask(admin, 'PUT', '/v1/items', item);
    await hospital.stock([{ item: item.code, bin: 'A-01', quantity: 1000, unitCost: 0.07 }]);
    const book = addon.open();
    const ines = addon.seat(book, MANAGER);
    const { sheet } = await ines.good('writeReport', 'state', {}, '');
    const tab = book.sheets().find(({ name }) => name === sheet)!;
    const [, headings = [], ...rows] = book.view(tab.id, 1, 60);
    const at = (heading: string) => headings.findIndex(({ text }) => text === heading);
    const wide = (heading: string) => tab.columnWidths[at(heading) + 1]!;
    // Letters of ten points are 5 pixels wide at the least.
    expect(wide('Désignation')).toBeGreaterThan(LONG.length * 5);
    expect(wide('Fournisseur')).toBeGreaterThan('Laboratoires Aubépine et Compagnie'.length * 5);
    expect(wide('Sorte')).toBeLessThan(100);
    const row = rows.find(([code]) => code?.text === item.code)!;
    expect(row[at('Coût unitaire')]?.text).toBe('0,0700');
    expect(row[at('Valeur')]?.text).toBe('70,00');
    // One item first, all of them later: the sheet grows with what stands in it, and no width shrinks.
    const other = addon.open();
    const again = addon.seat(other, MANAGER);
    const widthOf = () => other.sheets().find(({ name }) => name === sheet)!.columnWidths[2]!;
    await again.good('writeReport', 'state', { q: 'OFFERT' }, '');
    const narrow = widthOf();
    await again.good('writeReport', 'state', {}, '');
    expect(widthOf()).toBe(wide('Désignation'));
    await again.good('writeReport', 'state', { q: 'OFFERT' }, '');
    expect([narrow < widthOf(), widthOf()]).toEqual([true, wide('Désignation')]);
  });
});

describe('a service that hangs', () => {
  it('is waited for 30 seconds, no longer', async () => {
    const waits = vi.spyOn(AbortSignal, 'timeout');
    await luc.good('searchItems', 'LOTS');
    expect(waits.mock.calls).toEqual([[30_000]]);
    waits.mockRestore();
  });
});
