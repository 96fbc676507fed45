import { vi } from 'vitest';
import type { Problem } from '../../../shared/contract/common.ts';
import { ADMIN, type App, startApp } from '../app.ts';
import { ACCOUNTANT, CLERK, MANAGER, OTHER } from '../hospital.ts';
import type { Facts, FactWords } from './expected.ts';
import { FIRST_DAY } from './words.ts';

/** Who acts in the scenarios. */
export const PEOPLE: Record<string, string> = {
  agent: CLERK,
  collègue: 'colleague@tilleuls.example',
  urgentiste: 'urgent@tilleuls.example',
  responsable: MANAGER,
  soignant: OTHER,
  cadre: 'ward-manager@tilleuls.example',
  logisticien: 'logistics@tilleuls.example',
  tri: 'sorting@tilleuls.example',
  comptable: ACCOUNTANT,
  administrateur: ADMIN,
  inconnu: 'stranger@tilleuls.example',
};

const RIGHTS: Record<string, { name: string; depots: string[]; role: 'clerk' | 'manager'; urgent?: true }> = {
  agent: { name: 'Luc Petit', depots: ['PHC'], role: 'clerk' },
  collègue: { name: 'Léa Faure', depots: ['PHC'], role: 'clerk' },
  urgentiste: { name: 'Eva Lenoir', depots: ['PHC'], role: 'clerk', urgent: true },
  responsable: { name: 'Inès Morel', depots: ['PHC'], role: 'manager' },
  soignant: { name: 'Zoé Blanc', depots: ['SOINS'], role: 'clerk' },
  cadre: { name: 'Ana Roy', depots: ['SOINS'], role: 'manager' },
  logisticien: { name: 'Noé Vidal', depots: ['PHC', 'SOINS'], role: 'clerk' },
  tri: { name: 'Ugo Masson', depots: ['RETOUR'], role: 'manager' },
};

/** The catalogue that each scenario finds, in the words of an import. */
const CATALOGUE: [what: string, rows: Record<string, unknown>[]][] = [
  [
    'suppliers',
    [
      { code: 'F1', name: 'Pharmagros' },
      { code: 'F2', name: 'Médistock' },
    ],
  ],
  [
    'services',
    [
      { code: 'CHIR', name: 'Chirurgie' },
      { code: 'MED', name: 'Médecine' },
    ],
  ],
  ['patients', [{ reference: 'P-001' }, { reference: 'P-002' }]],
  [
    'depots',
    [
      { code: 'PHC', name: 'Pharmacie centrale' },
      { code: 'SOINS', name: 'Service de soins' },
      { code: 'RETOUR', name: 'Périmés et rappelés', takesExpired: true },
    ],
  ],
  [
    'bins',
    [
      { depot: 'PHC', code: 'A1' },
      { depot: 'PHC', code: 'A2' },
      { depot: 'PHC', code: 'QUAR', quarantine: true },
      { depot: 'SOINS', code: 'R1' },
    ],
  ],
  [
    'items',
    [
      { code: 'PARA', label: 'Paracétamol 500 mg', unit: 'comprimé', supplier: 'F1' },
      { code: 'SIROP', label: 'Sirop', unit: 'flacon', decimals: 3, supplier: 'F1', lotTracking: 'none' },
      {
        code: 'GANTS',
        label: 'Gants',
        unit: 'paire',
        supplier: 'F2',
        lotTracking: 'none',
        serialTracking: 'none',
      },
      {
        code: 'POMPE',
        label: 'Pompe à perfusion',
        serialTracking: 'required',
        lotTracking: 'none',
        referencePrice: 100,
      },
      {
        code: 'VACCIN',
        label: 'Vaccin',
        lotTracking: 'required',
        serialTracking: 'none',
        expiryTracking: true,
        referencePrice: 20,
      },
      { code: 'VIS', label: 'Vis M4', kind: 'part' },
      { code: 'CONSEIL', label: 'Conseil', stockManaged: false },
    ],
  ],
];
/** Fields of a row that name something of the scenario's own. */
const OWN = new Set(['code', 'reference', 'depot', 'supplier']);

/** A hospital with a catalogue of its own for each of so many scenarios. */
export async function buildHospital(scenarios: number): Promise<App> {
  const app = await startApp();
  const all = Array.from({ length: scenarios }, (_, at) => at + 1);
  for (const [what, rows] of CATALOGUE) {
    const own = (row: Record<string, unknown>, scenario: number) =>
      Object.fromEntries(
        Object.entries(row).map(([field, value]) => [
          field,
          OWN.has(field) && (what !== 'bins' || field !== 'code') ? suffixed(String(value), scenario) : value,
        ]),
      );
    const everybodys = all.flatMap((scenario) => rows.map((row) => own(row, scenario)));
    await app.call(ADMIN, 'POST', `/v1/imports/${what}`, { rows: everybodys });
  }
  for (const [who, { name, depots, role, urgent }] of Object.entries(RIGHTS)) {
    const rights = all.flatMap((scenario) =>
      depots.map((depot) => ({ depot: suffixed(depot, scenario), role, emergencyExit: urgent ?? false })),
    );
    await app.person({ email: PEOPLE[who] ?? '', name, rights });
  }
  await app.person({ email: ACCOUNTANT, name: 'Guy Roux', accountant: true });
  return app;
}

/** One database holds many scenarios: each has codes of its own, which no line of it shows. */
const suffixed = (code: string, scenario: number) => `${code}~${scenario}`;
const SUFFIX = /~\d+/g;

/** What a step was refused with. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
    this.problem = problem;
  }
}

/** A document that was sent, by its short number. */
export interface SentDocument {
  id: string;
  path: string;
  body: object;
}

/** A count as the people of the scenario know it. */
export interface KnownCount {
  id: string;
  /** The versions of the lines as each person last saw them. */
  seen: Map<string, Map<number, number>>;
  /** The version of the recap that each person read last. */
  recaps: Map<string, number>;
}

/** One scenario being played. */
export interface Stage {
  app: App;
  documents: Map<string, SentDocument>;
  counts: Map<string, KnownCount>;
  here: (code: string) => string;
  today: () => string;
  /** Sends a request as a person and gives the answer without the codes' suffixes; throws `Refused`. */
  ask: <T>(who: string, method: string, path: string, body?: object) => Promise<T>;
  dayComes: (day: string) => void;
  /** What is to be put back in place when the scenario is over. */
  afterwards: (() => Promise<void>)[];
}

export function openStage(app: App, scenario: number): Stage {
  let today = FIRST_DAY;
  const dayComes = (day: string) => {
    today = day;
    vi.setSystemTime(new Date(`${day}T09:00:00Z`));
  };
  dayComes(today);
  return {
    app,
    documents: new Map(),
    counts: new Map(),
    here: (code) => suffixed(code, scenario),
    today: () => today,
    ask: async (who, method, path, body) => {
      vi.setSystemTime(Date.now() + 1000);
      const response = await app.send(PEOPLE[who] ?? '', method, path, body);
      const answer = JSON.parse((await response.text()).replace(SUFFIX, ''));
      if (!response.ok) throw new Refused(answer);
      return answer;
    },
    dayComes,
    afterwards: [],
  };
}

/** What one action of the scenarios reads between its name and its result, and how it is carried out. */
export interface Action {
  cells: number;
  facts: FactWords;
  /** Facts that every result of this action must tell. */
  must?: string[];
  read: (...cells: string[]) => Carry;
}

/** Carries a step out; gives the facts, and the sentences that came with them. `wanted`: facts that are asked for. */
export type Carry = (
  stage: Stage,
  who: string,
  wanted: Facts,
) => Promise<{ facts: Facts; sentences?: string[] }>;
