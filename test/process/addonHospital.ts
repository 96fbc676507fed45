/** A small hospital on a real Worker, for the tests that drive the add-on: its people, goods and stock. */
import type { DocumentRequest } from '../../shared/contract/documents.ts';
import { type AddonHost, startAddon } from './addonHost.ts';
import { startTestWorker, type TestWorker } from './worker.ts';

export const MANAGER = 'ines.morel@tilleuls.example';
export const CLERK = 'luc.petit@tilleuls.example';

export interface Hospital {
  worker: TestWorker;
  /** A request of a person that must succeed; a body makes it a command. */
  ask<T>(email: string, method: string, path: string, body?: object): Promise<T>;
  /** Opening stock in lines of one document. */
  stock(lines: DocumentRequest['lines']): Promise<void>;
  /** What a stock line of the pharmacy holds, 0 where there is none. */
  balance(item: string, lot?: string): Promise<number>;
}

/** The hospital on a Worker of its own, and the add-on that asks it. */
export interface OpenHospital {
  hospital: Hospital;
  addon: AddonHost;
  close(): Promise<void>;
}

export async function openHospital(): Promise<OpenHospital> {
  const worker = await startTestWorker();
  const hospital = await furnish(worker);
  const addon = await startAddon(worker.url, { identityToken: (email) => worker.token(email) });
  return {
    hospital,
    addon,
    async close() {
      await addon.close();
      await worker.stop();
    },
  };
}

export async function furnish(worker: TestWorker): Promise<Hospital> {
  const hospital = hospitalOf(worker);
  const put = (what: string, ...things: object[]) =>
    each(things, (thing) => hospital.ask(worker.admin, 'PUT', `/v1/${what}`, thing));
  await put('depots', { code: 'PHC', name: 'Pharmacie centrale' });
  await put('depots', { code: 'WARD', name: 'Service B', types: ['exit-patient', 'loss'], destinations: [] });
  await put('bins', { depot: 'PHC', code: 'A-01' }, { depot: 'PHC', code: '1/2' });
  const manages = [{ depot: 'PHC', role: 'manager' }];
  const works = [{ depot: 'PHC', role: 'clerk' }];
  await put('people', { email: MANAGER, name: 'Inès Morel', rights: manages });
  await put('people', { email: CLERK, name: 'Luc Petit', rights: works });
  await put('suppliers', { code: 'F1', name: "O'Neil & fils" });
  await put('services', { code: 'CHIR', name: 'Chirurgie' });
  await put('patients', { reference: 'P-0001', name: 'Jeanne Dupré' });
  await put(
    'items',
    { code: 'PARA500', label: 'Paracétamol 500 mg', unit: 'comprimé', supplier: 'F1' },
    { code: 'SIROP', label: '=HYPERLINK("x")', unit: 'ml', decimals: 3 },
    {
      code: 'POMPE',
      label: 'Pompe <script>alert(1)</script> 😀',
      serialTracking: 'required',
      lotTracking: 'none',
    },
    { code: 'LOTS', label: 'Compresse', unit: 'boîte' },
    { code: 'VIS', label: 'Vis M4', kind: 'part' },
  );
  await hospital.stock([
    { item: 'PARA500', bin: 'A-01', lot: '0012', expiry: '2031-01-31', quantity: 100, unitCost: 0.5 },
    { item: 'PARA500', bin: 'A-01', lot: 'L2', expiry: '2030-06-30', quantity: 50, unitCost: 0.5 },
    { item: 'SIROP', bin: '1/2', quantity: 10.5, unitCost: 4 },
    { item: 'POMPE', bin: 'A-01', serial: '00045678901234567890', quantity: 1, unitCost: 100 },
    { item: 'VIS', bin: '', quantity: 40, unitCost: 0.1 },
  ]);
  return hospital;
}

function hospitalOf(worker: TestWorker): Hospital {
  const ask: Hospital['ask'] = (email, method, path, body) => worker.call(email, method, path, body);
  return {
    worker,
    ask,
    async stock(lines) {
      const document = { id: crypto.randomUUID(), type: 'entry-opening', depot: 'PHC', lines };
      await ask(worker.admin, 'POST', '/v1/documents', document);
    },
    async balance(item, lot) {
      const path = `/v1/stock?depot=PHC&item=${item}${lot ? `&lot=${lot}` : ''}`;
      const { rows } = await ask<{ rows: { quantity: number }[] }>(MANAGER, 'GET', path);
      return rows.reduce((sum, { quantity }) => sum + quantity, 0);
    },
  };
}

async function each<T>(things: readonly T[], work: (thing: T) => Promise<unknown>): Promise<void> {
  for (const thing of things) await work(thing);
}
