import type { BinInput, DepotInput, ServiceInput, Settings, SupplierInput } from '../contract/catalogue.ts';

export const sampleSettings: Omit<Settings, 'version'> = {
  name: 'Centre hospitalier des Tilleuls',
  currency: 'EUR',
  currencyDecimals: 2,
  timeZone: 'Europe/Paris',
  language: 'fr',
  lots: true,
  stockManaged: true,
  serials: true,
  clerkDaysBack: 3,
  closedThrough: null,
  confirmerDidNotCount: false,
  approvalAbove: null,
};

export const sampleDepots: DepotInput[] = [
  // What expired or was recalled goes back to the pharmacy (Q15).
  { code: 'PHC', name: 'Pharmacie centrale', takesExpired: true, lossLimit: 500 },
  { code: 'MED', name: 'Médecine polyvalente', lossLimit: 100 },
  { code: 'ORT', name: 'Atelier d’orthopédie', lossLimit: 300 },
];

const bin = (depot: string, code: string, name: string, quarantine = false): BinInput => ({
  depot,
  code,
  name,
  ...(quarantine && { quarantine }),
});

const shelves = (depot: string, row: string, count: number, name: string) =>
  Array.from({ length: count }, (_, at) => bin(depot, `${row}-0${at + 1}`, `${name} ${at + 1}`));

export const sampleBins: BinInput[] = [
  ...shelves('PHC', 'A', 6, 'Rayonnage A, étagère'),
  ...shelves('PHC', 'B', 6, 'Rayonnage B, étagère'),
  ...shelves('PHC', 'C', 6, 'Rayonnage C, étagère'),
  ...shelves('PHC', 'D', 4, 'Dispositifs médicaux, travée'),
  bin('PHC', 'FROID', 'Réfrigérateur 2 à 8 °C'),
  bin('PHC', 'COFFRE', 'Coffre des stupéfiants'),
  bin('PHC', 'SOLUTES', 'Palettes de solutés'),
  bin('PHC', 'MATERIEL', 'Local du matériel'),
  bin('PHC', 'QUAR', 'Quarantaine', true),
  ...shelves('MED', 'ARM', 4, 'Armoire, étagère'),
  bin('MED', 'CHARIOT', 'Chariot de soins'),
  bin('MED', 'URGENCE', 'Chariot d’urgence'),
  bin('MED', 'FROID', 'Réfrigérateur du service'),
  ...shelves('ORT', 'R1', 4, 'Rayonnage 1, niveau'),
  ...shelves('ORT', 'R2', 4, 'Rayonnage 2, niveau'),
  bin('ORT', 'VISSERIE', 'Casiers à visserie'),
  bin('ORT', 'RESINES', 'Armoire ventilée des résines'),
  bin('ORT', 'PARC', 'Parc des fauteuils'),
];

const named = (start: string, names: readonly string[]) =>
  names.map((name, at) => ({ code: `${start}${String(at + 1).padStart(2, '0')}`, name }));

/** Invented names; the first fourteen deliver the pharmacy, the others the workshop and the devices. */
export const sampleSuppliers: SupplierInput[] = named('F', [
  'Laboratoires Aubépine',
  'Génériques du Vexin',
  'Pharmagros Normandie',
  'Santé Belle-Rive',
  'Officinal Ventoux',
  'Laboratoire Clairmarais',
  'Vaccins de la Loire',
  'Solutés Rochebrune',
  'Comptoir hospitalier de l’Ouest',
  'Pansements Valmy',
  'Stérimed Alsace',
  'Perfuline',
  'Bloc & Suture',
  'Hygiène du Berry',
  'Atelier Talaris',
  'Prothèse Nord-Est',
  'Composites du Rhône',
  'Visserie Lacroix-Haute',
  'Mobilité Garonne',
  'Bioméca Instruments',
]);

export const sampleServices: ServiceInput[] = [
  { code: 'MEDP', name: 'Médecine polyvalente' },
  { code: 'CHIR', name: 'Chirurgie viscérale' },
  { code: 'ORTH', name: 'Chirurgie orthopédique' },
  { code: 'URG', name: 'Urgences' },
  { code: 'REA', name: 'Réanimation' },
  { code: 'BLOC', name: 'Bloc opératoire' },
  { code: 'MAT', name: 'Maternité' },
  { code: 'PED', name: 'Pédiatrie' },
  { code: 'GER', name: 'Gériatrie' },
  { code: 'SSR', name: 'Soins de suite et réadaptation' },
  { code: 'PSY', name: 'Psychiatrie' },
  { code: 'HAD', name: 'Hospitalisation à domicile' },
  { code: 'DIAL', name: 'Hémodialyse' },
  { code: 'IMAG', name: 'Imagerie médicale' },
];
