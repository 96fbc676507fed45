/** Goods beside the sample's, so that a test knows each lot, serial and invoice it speaks of. */
import type { Api } from '../../../addon/local/api.ts';
import { addDays } from '../../../shared/domain/dates.ts';

export const ADMIN = 'camille.arnoux@tilleuls.example';
/** The GTIN of a box of thirty. */
export const BOX = '03400930000014';

/** Articles T-COMP (lots), T-POMPE (serials), T-SOLUTE (decimals), T-VIDE (none in stock), and a part T-VIS. */
export async function furnishGoods(api: Api, today: string): Promise<void> {
  const put = (what: string, body: object) => api.call(ADMIN, 'PUT', `/v1/${what}`, body);
  const items = [
    { code: 'T-COMP', label: 'Compresse stérile', unit: 'compresse', codes: [{ code: BOX, quantity: 30 }] },
    { code: 'T-POMPE', label: 'Pompe à essai', serialTracking: 'required', lotTracking: 'none' },
    { code: 'T-SOLUTE', label: 'Soluté d’essai', unit: 'litre', decimals: 2 },
    { code: 'T-VIDE', label: 'Gaze épuisée' },
    { code: 'T-VIS', label: 'Vis d’essai', kind: 'part' },
  ];
  for (const item of items) await put('items', item);
  await put('patients', { reference: 'IPP-T1', name: 'Zoé Tremblay' });
  await put('services', { code: 'T-BLOC', name: 'Bloc d’essai' });
  const serials = ['SN-001', 'SN-002', 'SN-003', 'SN-004', 'SN-005'];
  await api.call(ADMIN, 'POST', '/v1/documents', {
    id: crypto.randomUUID(),
    type: 'entry-opening',
    depot: 'PHC',
    date: addDays(today, -5),
    lines: [
      { item: 'T-COMP', bin: 'A-01', lot: 'A12', expiry: addDays(today, 200), quantity: 100, unitCost: 0.5 },
      { item: 'T-COMP', bin: 'A-02', lot: 'B7', expiry: addDays(today, 400), quantity: 50, unitCost: 0.5 },
      { item: 'T-COMP', bin: 'A-01', lot: 'VIEUX', expiry: addDays(today, -4), quantity: 10, unitCost: 0.5 },
      { item: 'T-SOLUTE', bin: 'B-01', quantity: 40, unitCost: 3 },
      { item: 'T-VIS', bin: 'D-01', quantity: 60, unitCost: 0.1 },
      ...serials.map((serial) => ({ item: 'T-POMPE', bin: 'D-01', serial, quantity: 1, unitCost: 90 })),
    ],
  });
  const row = (number: string, item: string, quantity: number) => ({
    number,
    patient: 'IPP-T1',
    item,
    quantity,
  });
  await api.call(ADMIN, 'POST', '/v1/imports/invoices', {
    rows: [
      row('FA-T-1', 'T-COMP', 8),
      row('FA-T-2', 'T-COMP', 5),
      row('FA-T-2', 'T-SOLUTE', 100),
      row('FA-T-2', 'T-VIDE', 3),
      row('FA-T-2', 'T-VIS', 2),
    ],
  });
}
