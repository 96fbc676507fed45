/**
 * A year in small at an invented hospital, over the API: every type of document, lots that stand blocked, serials
 * in stock, on their way and gone, a transfer received in part, and a count in each state it can be in.
 */
import { randomUUID } from 'node:crypto';
import type { Api } from '../../addon/local/api.ts';
import type { CloseResult, Count, CountLines, OpenCount } from '../../shared/contract/counts.ts';
import type { DocumentRequest, PostedDocument } from '../../shared/contract/documents.ts';
import { addDays } from '../../shared/domain/dates.ts';
import type { SampleOrganisation } from '../../shared/sample/organisation.ts';

const MANAGER = 'ines.morel@glycines.example';
const CLERK = 'luc.petit@glycines.example';
const WARD = 'ana.roy@glycines.example';
const URGENT = 'eva.lenoir@glycines.example';
const ADMIN = 'admin@glycines.example';

export const STORY_ORGANISATION: Partial<SampleOrganisation> = {
  suppliers: [
    { code: 'F1', name: 'Pharmagros' },
    { code: 'F2', name: 'Outillage Brémond' },
  ],
  services: [{ code: 'CHIR', name: 'Chirurgie' }],
  patients: [
    { reference: 'P-001', name: 'Armance Tellier' },
    { reference: 'P-002', name: 'Théodore Vasseur' },
    { reference: 'P-003' },
  ],
  depots: [
    { code: 'PHC', name: 'Pharmacie centrale' },
    { code: 'WARD', name: 'Service B', destinations: ['PHC'] },
    { code: 'RET', name: 'Retours', takesExpired: true },
  ],
  bins: [
    { depot: 'PHC', code: 'A1' },
    { depot: 'PHC', code: 'A2' },
    { depot: 'PHC', code: 'A3' },
    { depot: 'PHC', code: 'A4' },
    { depot: 'PHC', code: 'QUA', quarantine: true },
    { depot: 'WARD', code: 'W1' },
  ],
  items: [
    {
      code: 'PARA',
      label: 'Paracétamol 500 mg',
      unit: 'comprimé',
      supplier: 'F1',
      group: 'Antalgiques',
      codes: [{ code: '3400930000015', quantity: 16 }],
      levels: [{ depot: 'PHC', alert: 50, security: 20, maximum: 400 }],
    },
    { code: 'SIROP', label: 'Sirop', unit: 'flacon', decimals: 3, supplier: 'F1' },
    {
      code: 'POMPE',
      label: 'Pompe à perfusion',
      serialTracking: 'required',
      lotTracking: 'none',
      referencePrice: 100,
    },
    { code: 'VACCIN', label: 'Vaccin', lotTracking: 'required', expiryTracking: true, referencePrice: 20 },
    { code: 'GANT', label: 'Gants «M»', unit: 'paire' },
    { code: 'VIS', label: 'Vis M4', kind: 'part', supplier: 'F2' },
  ],
  invoices: [
    { number: 'FA-1', patient: 'P-001', item: 'PARA', quantity: 20 },
    { number: 'FA-1', patient: 'P-001', item: 'SIROP', quantity: 1.5 },
    { number: 'FA-2', patient: 'P-002', item: 'PARA', quantity: 500 },
  ],
  people: [
    { email: ADMIN, name: 'Solène Abadie', admin: true },
    {
      email: MANAGER,
      name: 'Inès Morel',
      rights: [
        { depot: 'PHC', role: 'manager' },
        { depot: 'RET', role: 'manager' },
      ],
    },
    { email: CLERK, name: 'Luc Petit', rights: [{ depot: 'PHC', role: 'clerk' }] },
    { email: WARD, name: 'Ana Roy', rights: [{ depot: 'WARD', role: 'manager' }] },
    { email: URGENT, name: 'Eva Lenoir', rights: [{ depot: 'PHC', role: 'clerk', emergencyExit: true }] },
    { email: 'guy.roux@glycines.example', name: 'Guy Roux', accountant: true },
  ],
};

type Doc = Omit<DocumentRequest, 'id' | 'depot'> & { depot?: string };

/** Tells the whole story; `today` is the organisation's. */
export async function tellStory(api: Api, today: string): Promise<void> {
  const post = (who: string, wanted: Doc) =>
    api.call<PostedDocument>(who, 'POST', '/v1/documents', { id: randomUUID(), depot: 'PHC', ...wanted });
  const undo = (who: string, { id }: PostedDocument) =>
    api.call(who, 'POST', `/v1/documents/${id}/reversal`, { id: randomUUID(), reason: 'erreur de saisie' });
  const mend = (who: string, { id }: PostedDocument) =>
    api.call(who, 'POST', `/v1/documents/${id}/rectification`, {
      id: randomUUID(),
      reason: 'mauvais patient',
      party: 'P-001',
      description: 'remis en main propre',
    });
  const counts = countsOf(api);

  await entries(post, today);
  await mend(MANAGER, await exits(post, undo, today));
  await transfers(post);
  await api.call(MANAGER, 'POST', '/v1/lots/block', {
    item: 'PARA',
    lot: 'L3',
    reason: 'rappel du fournisseur',
  });
  await counts.confirmed({ name: 'Rayon A1', scope: { bins: ['A1'] } });
  await counts.agreeing({ name: 'Pièces', kind: 'part' });
  await counts.cancelled({ name: 'Ouvert par erreur', scope: { bins: ['A2'] } });
  await counts.closed({ name: 'Rayon A3 à l’aveugle', scope: { bins: ['A3'] }, blind: true });
  await counts.open({ name: 'Rayon A4', scope: { bins: ['A4'] } });
  await post(URGENT, {
    type: 'exit-patient',
    party: 'P-003',
    emergency: { reason: 'urgence vitale' },
    lines: [{ item: 'GANT', bin: 'A4', quantity: 2 }],
  });
}

type Post = (who: string, wanted: Doc) => Promise<PostedDocument>;

async function entries(post: Post, today: string): Promise<void> {
  await post(ADMIN, {
    type: 'entry-opening',
    date: addDays(today, -20),
    lines: [
      { item: 'PARA', bin: 'A1', lot: 'L1', expiry: '2031-01-31', quantity: 100, unitCost: 0.5 },
      { item: 'PARA', bin: 'A1', lot: 'L2', expiry: '2030-06-30', quantity: 50, unitCost: 0.5 },
      { item: 'SIROP', bin: 'A2', quantity: 10.125, unitCost: 4 },
      { item: 'POMPE', bin: 'A2', serial: 'SN-1', quantity: 1, unitCost: 100 },
      { item: 'POMPE', bin: 'A2', serial: 'sn-2', quantity: 1, unitCost: 110 },
      { item: 'POMPE', bin: 'A2', serial: 'SN-3', quantity: 1, unitCost: 120 },
      { item: 'VIS', bin: 'A2', quantity: 40, unitCost: 0.1 },
      { item: 'GANT', bin: 'A3', quantity: 30, unitCost: 0.08 },
      { item: 'GANT', bin: 'A4', quantity: 60, unitCost: 0.08 },
      { item: 'PARA', bin: 'A4', lot: 'L4', expiry: '2031-03-31', quantity: 8, unitCost: 0.5 },
    ],
  });
  await post(MANAGER, {
    type: 'entry-purchase',
    party: 'F1',
    date: addDays(today, -9),
    linkedDocument: 'BL 4417',
    lines: [
      { item: 'PARA', bin: 'A1', lot: 'L3', expiry: '2032-02-29', quantity: 33, unitCost: 0.6667 },
      { item: 'VACCIN', bin: 'A2', lot: 'V1', expiry: addDays(today, 20), quantity: 12, unitCost: 21.5 },
    ],
  });
  await post(CLERK, {
    type: 'entry-donation',
    lines: [{ item: 'VACCIN', bin: 'A2', lot: 'V2', expiry: addDays(today, 300), quantity: 5 }],
  });
  await post(CLERK, {
    type: 'return-supplier',
    party: 'F1',
    lines: [{ item: 'PARA', lot: 'L3', quantity: 3 }],
  });
}

async function exits(
  post: Post,
  undo: (who: string, posted: PostedDocument) => Promise<unknown>,
  today: string,
): Promise<PostedDocument> {
  const toPatient = await post(CLERK, {
    type: 'exit-patient',
    party: 'P-001',
    invoice: 'FA-1',
    lines: [
      { item: 'PARA', lot: 'L2', quantity: 12 },
      { item: 'SIROP', quantity: 0.625 },
      { item: 'POMPE', serial: 'SN-1', quantity: 1 },
    ],
  });
  await post(CLERK, {
    type: 'return-patient',
    party: 'P-001',
    exit: toPatient.id,
    lines: [
      { item: 'PARA', bin: 'A1', lot: 'L2', quantity: 2 },
      { item: 'POMPE', bin: 'A2', serial: 'SN-1', quantity: 1 },
    ],
  });
  // Dated back: before what was posted above.
  const toService = await post(CLERK, {
    type: 'exit-service',
    party: 'CHIR',
    date: addDays(today, -2),
    description: 'Bloc «2»; salle d’éveil',
    undelivered: [{ item: 'GANT', quantity: 500 }],
    lines: [
      { item: 'PARA', lot: 'L1', quantity: 7 },
      { item: 'GANT', bin: 'A3', quantity: 4 },
    ],
  });
  await post(CLERK, {
    type: 'return-service',
    party: 'CHIR',
    exit: toService.id,
    lines: [{ item: 'GANT', bin: 'A3', quantity: 1 }],
  });
  const toAnother = await post(CLERK, {
    type: 'exit-patient',
    party: 'P-002',
    lines: [{ item: 'POMPE', serial: 'SN-3', quantity: 1 }],
  });
  const broken = await post(MANAGER, {
    type: 'loss',
    reason: 'casse',
    lines: [{ item: 'SIROP', quantity: 1 }],
  });
  await undo(MANAGER, broken);
  const moved = await post(CLERK, {
    type: 'bin-move',
    lines: [{ item: 'VACCIN', bin: 'A2', lot: 'V2', quantity: 2, toBin: 'QUA' }],
  });
  await undo(CLERK, moved);
  await post(MANAGER, {
    type: 'loss',
    reason: 'périmé',
    lines: [{ item: 'VACCIN', lot: 'V1', quantity: 1 }],
  });
  return toAnother;
}

async function transfers(post: Post): Promise<void> {
  const sent = await post(CLERK, {
    type: 'transfer',
    party: 'WARD',
    lines: [
      { item: 'PARA', bin: 'A1', lot: 'L1', quantity: 20 },
      { item: 'POMPE', serial: 'SN-2', quantity: 1 },
      { item: 'SIROP', quantity: 2 },
    ],
  });
  const from = { transfer: sent.id };
  await post(WARD, {
    ...from,
    type: 'reception',
    depot: 'WARD',
    lines: [
      { item: 'PARA', bin: 'W1', lot: 'L1', quantity: 8 },
      { item: 'POMPE', bin: '', serial: 'SN-2', quantity: 1 },
    ],
  });
  await post(WARD, {
    ...from,
    type: 'transit-loss',
    depot: 'WARD',
    reason: 'flacon cassé',
    lines: [{ item: 'SIROP', quantity: 0.5 }],
  });
  await post(MANAGER, {
    ...from,
    type: 'transit-return',
    lines: [{ item: 'SIROP', bin: 'A2', quantity: 1 }],
  });
  await post(CLERK, {
    type: 'transfer',
    party: 'RET',
    lines: [{ item: 'POMPE', serial: 'SN-1', quantity: 1 }],
  });
}

type Opening = Partial<OpenCount> & { name: string };

function countsOf(api: Api) {
  const path = (id: string, more: string) => `/v1/counts/${id}/${more}`;
  async function open(wanted: Opening): Promise<Count> {
    const asked = { id: randomUUID(), depot: 'PHC', kind: 'article', ...wanted };
    return api.call<Count>(MANAGER, 'POST', '/v1/counts', asked);
  }
  /** Each line is found as it stands in the books, but for those that `found` says. */
  async function figures({ id }: Count, found: Record<string, number | null>): Promise<void> {
    const { rows } = await api.call<CountLines>(MANAGER, 'GET', path(id, 'lines?limit=1000'));
    const lines = rows.map(({ line, item, lot, theoretical = 0, version }) => {
      const name = [item, lot].join(' ').trim();
      return [line, name in found ? found[name] : theoretical, version];
    });
    await api.call(CLERK, 'PUT', path(id, 'lines'), { lines });
  }
  async function close({ id }: Count): Promise<CloseResult> {
    const blanks = { default: 'keep', lines: [] };
    return api.call<CloseResult>(MANAGER, 'POST', path(id, 'close'), { blanks });
  }
  async function confirmed(wanted: Opening, found: Record<string, number | null>): Promise<void> {
    const count = await open(wanted);
    await figures(count, found);
    const { recap } = await close(count);
    await api.call(MANAGER, 'POST', path(count.id, 'confirm'), { version: recap.version });
  }
  return {
    confirmed: (wanted: Opening) => confirmed(wanted, { 'PARA L1': 70, 'PARA L2': null }),
    agreeing: (wanted: Opening) => confirmed(wanted, {}),
    async cancelled(wanted: Opening) {
      const { id } = await open(wanted);
      await api.call(MANAGER, 'POST', path(id, 'cancel'), {});
    },
    async closed(wanted: Opening) {
      const count = await open(wanted);
      await figures(count, { GANT: 25 });
      await close(count);
    },
    async open(wanted: Opening) {
      await figures(await open(wanted), { GANT: 58 });
    },
  };
}
