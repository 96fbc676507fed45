/** Exits through the real bundle in the local host, on the real Worker. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDraft, toRequest } from '../../addon/sidebar/exits/draft.ts';
import { newLine, takeProposal } from '../../addon/sidebar/lines/draftLine.ts';
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
  today = (await luc.good('startPanel', 'exits')).me.today;
});
afterAll(() => close?.());

/** What the form does for one product: search, quantity, first-expired proposal. */
async function draftOf(
  type: 'exit-patient' | 'exit-service' | 'transfer' | 'loss',
  q: string,
  wanted: string,
) {
  const draft = newDraft(crypto.randomUUID(), type, 'PHC', today);
  const { rows } = await luc.good('searchItems', q);
  const { code, label, unit, decimals } = rows[0]!;
  const line = newLine({ item: code, label, unit, decimals });
  line.wanted = wanted;
  const wants = [{ item: line.item, quantity: Number(wanted.replace(',', '.')) }];
  const { allocation } = await luc.good('allocate', { depot: 'PHC', date: today, type, wants });
  takeProposal(line, allocation.items[0]!, 'fr');
  draft.lines.push(line);
  return draft;
}

describe('the panel', () => {
  it('opens with who I am and no depot until one is chosen, then remembers it', async () => {
    const seat = addon.seat(addon.open(), MANAGER);
    const first = await seat.good('startPanel', 'exits');
    expect(first.me).toMatchObject({ email: MANAGER, name: 'Inès Morel' });
    expect(first.depot).toBeNull();
    await seat.good('chooseDepot', 'exits', 'PHC');
    expect((await seat.good('startPanel', 'exits')).depot).toBe('PHC');
    expect((await luc.good('startPanel', 'exits')).depot).toBeNull();
  });

  it('does not remember a depot that is no longer open to me', async () => {
    await luc.good('chooseDepot', 'exits', 'WARD');
    expect((await luc.good('startPanel', 'exits')).depot).toBeNull();
  });

  it('finds items by code or label without accents, patients by reference or name, services and depots', async () => {
    const codes = async (q: string) => (await luc.good('searchItems', q)).rows.map(({ code }) => code);
    expect(await codes('para5')).toEqual(['PARA500']);
    expect(await codes('paracetamol')).toEqual(['PARA500']);
    expect((await luc.good('searchPatients', 'dupre')).rows).toMatchObject([{ reference: 'P-0001' }]);
    expect((await luc.good('searchPatients', 'P-0001')).rows).toMatchObject([{ name: 'Jeanne Dupré' }]);
    expect((await luc.good('searchServices', 'chir')).rows).toMatchObject([{ code: 'CHIR' }]);
    expect((await luc.good('listDepots')).rows.map(({ code }) => code)).toEqual(['PHC', 'WARD']);
  });
});

describe('an exit', () => {
  it('to a patient takes the lot that expires first, and shows its voucher', async () => {
    const before = await hospital.balance('PARA500', 'L2');
    const draft = { ...(await draftOf('exit-patient', 'PARA500', '4')), party: 'P-0001' };
    await luc.good('saveDraft', 'exits', 'PHC', draft.id, 'kept');
    await luc.good('saveDraft', 'exits', 'PHC', 'other', 'another exit');
    const { document } = await luc.good('postDocument', 'exits', toRequest(draft, 'fr'));
    expect(document).toMatchObject({ type: 'exit-patient', number: expect.stringMatching(/^SP-PHC-/) });
    expect(await hospital.balance('PARA500', 'L2')).toBe(before - 4);
    expect((await luc.good('chooseDepot', 'exits', 'PHC')).drafts).toEqual({ other: 'another exit' });

    await luc.good('showVoucher', document.id, document.number);
    const dialog = luc.shown.at(-1);
    expect(dialog).toMatchObject({ what: 'dialog', title: `Bon ${document.number}` });
    const html = dialog && 'html' in dialog ? dialog.html : '';
    expect(html).toMatch(/Bon de sortie vers un patient/);
    expect(html).toMatch(/window\.print\(\)/);
  });

  it('posted twice is posted once', async () => {
    const request = toRequest({ ...(await draftOf('exit-patient', 'PARA500', '1')), party: 'P-0001' }, 'fr');
    const [first, second] = [
      await luc.good('postDocument', 'exits', request),
      await luc.good('postDocument', 'exits', request),
    ];
    expect(second.document.number).toBe(first.document.number);
  });

  it('to a service, to another depot and as a loss', async () => {
    const service = { ...(await draftOf('exit-service', 'SIROP', '0,5')), party: 'CHIR' };
    const transfer = { ...(await draftOf('transfer', 'PARA500', '2')), party: 'WARD' };
    const loss = { ...(await draftOf('loss', 'PARA500', '1')), reason: 'casse' };
    const numbers: string[] = [];
    for (const draft of [service, transfer, loss])
      numbers.push(
        (await luc.good('postDocument', 'exits', toRequest(draft, 'fr'))).document.number.slice(0, 3),
      );
    expect(numbers).toEqual(['SS-', 'TR-', 'PE-']);
  });

  it('says every bad line at once, numbered as the form counts them, and keeps the draft', async () => {
    const draft = { ...(await draftOf('exit-patient', 'PARA500', '1')), party: 'P-0001' };
    draft.lines.push(...(await draftOf('exit-patient', 'SIROP', '1')).lines);
    draft.lines[0]!.picks[0]!.quantity = '5000';
    draft.lines[1]!.picks[0]!.quantity = '900';
    await luc.good('saveDraft', 'exits', 'PHC', draft.id, 'kept');
    const refused = await luc.call('postDocument', 'exits', toRequest(draft, 'fr'));
    expect(refused).toMatchObject({
      ok: false,
      errors: [
        { line: 1, code: 'STOCK_INSUFFICIENT', detail: expect.stringMatching(/PARA500 : 5\s000 demandés/) },
        { line: 2, code: 'STOCK_INSUFFICIENT', detail: expect.stringMatching(/SIROP : 900 demandés/) },
      ],
    });
    expect((await luc.good('chooseDepot', 'exits', 'PHC')).drafts[draft.id]).toBe('kept');
  });

  it('of twenty lines costs as many calls of the platform as one of one line; so does opening the panel', async () => {
    const counted = async (work: () => Promise<unknown>) => {
      addon.host.resetCalls();
      await work();
      return addon.host.serviceCalls();
    };
    const one = { ...(await draftOf('exit-patient', 'PARA500', '1')), party: 'P-0001' };
    const [line] = toRequest(one, 'fr').lines;
    const twenty = { ...toRequest(one, 'fr'), id: crypto.randomUUID(), lines: Array(20).fill(line) };
    const few = await counted(() => luc.good('postDocument', 'exits', toRequest(one, 'fr')));
    expect(await counted(() => luc.good('postDocument', 'exits', twenty))).toEqual(few);
    expect(few['UrlFetchApp.fetch']).toBe(1);
    const opened = await counted(() => luc.good('startPanel', 'exits'));
    expect(opened['UrlFetchApp.fetchAll']).toBe(1);
    const total = (calls: Record<string, number>) =>
      Object.values(calls).reduce((sum, count) => sum + count, 0);
    expect(total(opened)).toBeLessThanOrEqual(14);
    // Three of them see to it that no other window keeps a draft while this one is taken away.
    expect(total(few)).toBeLessThanOrEqual(18);
  });

  it('answers in the language of the spreadsheet', async () => {
    const english = addon.seat(addon.open('en_US'), CLERK);
    const draft = { ...(await draftOf('exit-patient', 'PARA500', '1')), party: 'P-0001' };
    draft.lines[0]!.picks[0]!.quantity = '5000';
    expect(await english.call('postDocument', 'exits', toRequest(draft, 'en'))).toMatchObject({
      message: expect.stringMatching(/5,000 asked for/),
    });
  });
});
