import { ADMIN, type App, startApp } from './app.ts';

export const MANAGER = 'manager@tilleuls.example';
export const CLERK = 'clerk@tilleuls.example';
export const OTHER = 'other@tilleuls.example';
export const ACCOUNTANT = 'accountant@tilleuls.example';

/**
 * A small hospital: depots PHC (bins A1, A2 and the unnamed one) and WARD, a manager and a clerk of PHC,
 * a clerk of WARD, an accountant; PARA (lots), SIROP (3 decimals), POMPE (serials), VIS (a part).
 */
export async function smallHospital(): Promise<App> {
  const app = await startApp();
  await app.depot({ code: 'PHC', name: 'Pharmacie centrale' });
  await app.depot({ code: 'WARD', name: 'Service B' });
  for (const code of ['A1', 'A2']) await app.call(ADMIN, 'PUT', '/v1/bins', { depot: 'PHC', code });
  await app.person({ email: MANAGER, name: 'Inès Morel', rights: [{ depot: 'PHC', role: 'manager' }] });
  await app.person({ email: CLERK, name: 'Luc Petit', rights: [{ depot: 'PHC', role: 'clerk' }] });
  await app.person({ email: OTHER, name: 'Zoé Blanc', rights: [{ depot: 'WARD', role: 'clerk' }] });
  await app.person({ email: ACCOUNTANT, name: 'Guy Roux', accountant: true });
  await app.call(ADMIN, 'PUT', '/v1/suppliers', { code: 'F1', name: 'Pharmagros' });
  await app.call(ADMIN, 'PUT', '/v1/services', { code: 'CHIR', name: 'Chirurgie' });
  await app.call(ADMIN, 'PUT', '/v1/patients', { reference: 'P-001' });
  await app.item({ code: 'PARA', label: 'Paracétamol 500 mg', unit: 'comprimé', supplier: 'F1' });
  await app.item({ code: 'SIROP', label: 'Sirop', unit: 'flacon', decimals: 3, supplier: 'F1' });
  await app.item({
    code: 'POMPE',
    label: 'Pompe à perfusion',
    serialTracking: 'required',
    lotTracking: 'none',
    referencePrice: 100,
  });
  await app.item({ code: 'VIS', label: 'Vis M4', kind: 'part' });
  return app;
}

/** Opening stock of the tests: 100 and 50 tablets in two lots, 10 flasks, 2 pumps, 40 screws. */
export async function openingStock(app: App): Promise<void> {
  await app.post(ADMIN, {
    type: 'entry-opening',
    depot: 'PHC',
    lines: [
      { item: 'PARA', bin: 'A1', lot: 'L1', expiry: '2031-01-31', quantity: 100, unitCost: 0.5 },
      { item: 'PARA', bin: 'A1', lot: 'L2', expiry: '2030-06-30', quantity: 50, unitCost: 0.5 },
      { item: 'SIROP', bin: 'A2', quantity: 10, unitCost: 4 },
      { item: 'POMPE', bin: 'A2', serial: 'SN-1', quantity: 1, unitCost: 100 },
      { item: 'POMPE', bin: 'A2', serial: 'SN-2', quantity: 1, unitCost: 100 },
      { item: 'VIS', bin: 'A2', quantity: 40, unitCost: 0.1 },
    ],
  });
}
