import type { ItemInput } from '../contract/catalogue.ts';
import { searchKey } from '../domain/keys.ts';
import { CONSUMABLES, type Consumable } from './consumables.ts';
import { DEVICE_TYPES, type Device } from './devices.ts';
import { gtin13, gtin14 } from './gtin.ts';
import { COLD_GROUPS, LOCKED_GROUPS, MEDICINES, type Medicine } from './medicines.ts';
import { NUMBERED_PARTS, type Part, WORKSHOP_PARTS } from './workshop.ts';

/** An item with where the pharmacy or the workshop keeps it. */
export interface SampleItem {
  item: ItemInput & { referencePrice: number };
  home: { depot: string; bin: string };
  /** Kept in the ward's cupboard as well. */
  inWard: boolean;
}

/** «Insuline glargine», «300 UI / 3 mL», «stylo» → INSULINE-GLA-300UI3ML-STY. */
function codeOf({ name, strength, form }: Medicine): string {
  const letters = (text: string, most: number) =>
    searchKey(text)
      .replace(/,/g, '.')
      .replace('%', 'pc')
      .replace(/[^a-z0-9.]/g, '')
      .toUpperCase()
      .slice(0, most);
  const [first = '', ...others] = name.split(' ');
  const words = [letters(first, 9), ...others.map((word) => letters(word, 3))];
  return [...words, letters(strength, 10), letters(form, 3)].join('-');
}

/** The smallest pack: a tube of one is no pack. */
const UNITS: Readonly<Record<string, string>> = {
  'comprimé à sucer': 'comprimé',
  'poche injectable': 'poche',
  'ampoule buvable': 'ampoule',
  'dispositif transdermique': 'dispositif',
  collyre: 'flacon',
  aérosol: 'flacon',
};

const pick = (choices: readonly string[], at: number): string => choices[at % choices.length]!;
const shelf = (row: string, count: number, at: number) => `${row}-0${(at % count) + 1}`;

function medicineItem(medicine: Medicine, at: number): SampleItem {
  const { name, strength, form, boxOf, group, price } = medicine;
  const code = codeOf(medicine);
  const cold = COLD_GROUPS.includes(group) && /stylo|flacon|seringue|ampoule|kit/.test(form);
  return {
    item: {
      code,
      label: `${name} ${strength}, ${form}`,
      group,
      supplier:
        group === 'Vaccins'
          ? 'F07'
          : group === 'Solutés'
            ? 'F08'
            : pick(['F01', 'F02', 'F03', 'F04', 'F05', 'F06'], at),
      unit: UNITS[form] ?? form,
      lotTracking: 'required',
      serialTracking: 'none',
      expiryTracking: true,
      referencePrice: price,
      codes: packs(gtin13('2', 10_000 + at), boxOf, at % 4 === 0),
      levels: levels('PHC', boxOf),
    },
    home: { depot: 'PHC', bin: medicineBin(group, cold, at) },
    inWard: at % 2 === 0 && !LOCKED_GROUPS.includes(group),
  };
}

function medicineBin(group: string, cold: boolean, at: number): string {
  if (LOCKED_GROUPS.includes(group)) return 'COFFRE';
  if (cold) return 'FROID';
  if (group === 'Solutés') return 'SOLUTES';
  return shelf(pick(['A', 'B', 'C'], at), 6, Math.floor(at / 3));
}

/** «1 boîte = 30 comprimés» and, for some, «1 carton = 20 boîtes» (Q18). */
function packs(box: string, boxOf: number, carton: boolean): { code: string; quantity: number }[] {
  const boxes = [{ code: box, quantity: boxOf }];
  return carton ? [...boxes, { code: gtin14(box), quantity: boxOf * 20 }] : boxes;
}

function levels(depot: string, boxOf: number): ItemInput['levels'] {
  return [{ depot, alert: boxOf * 4, security: boxOf * 2, maximum: boxOf * 40 }];
}

function consumableItem(consumable: Consumable, at: number): SampleItem {
  const { code, label, unit, boxOf, decimals, group, price, sterile } = consumable;
  return {
    item: {
      code,
      label,
      group,
      supplier: pick(['F09', 'F10', 'F11', 'F12', 'F13', 'F14'], at),
      unit,
      decimals,
      lotTracking: sterile ? 'required' : 'optional',
      serialTracking: 'none',
      expiryTracking: sterile,
      referencePrice: price,
      codes: packs(gtin13('04', 20_000 + at), boxOf, sterile && at % 3 === 0),
      levels: levels('PHC', boxOf),
    },
    home: { depot: 'PHC', bin: shelf('D', 4, at) },
    inWard: at % 2 === 0 && decimals === 0,
  };
}

function deviceItem({ code, label, depot, group, price }: Device): SampleItem {
  return {
    item: {
      code,
      label,
      group,
      supplier: depot === 'ORT' ? 'F19' : 'F20',
      lotTracking: 'none',
      // Filling the serial number in is optional for an instrument, as in Gestan (G11).
      serialTracking: code === 'HAUTBOIS' ? 'optional' : 'required',
      referencePrice: price,
    },
    home: { depot, bin: depot === 'ORT' ? 'PARC' : depot === 'MED' ? 'ARM-04' : 'MATERIEL' },
    inWard: false,
  };
}

function partItem({ code, label, unit, decimals, group, price }: Part, at: number): SampleItem {
  const numbered = NUMBERED_PARTS.includes(code);
  return {
    item: {
      code,
      label,
      kind: 'part',
      group,
      supplier: group === 'Visserie' ? 'F18' : group === 'Stratification' ? 'F17' : pick(['F15', 'F16'], at),
      unit,
      decimals,
      lotTracking: numbered ? 'none' : 'optional',
      serialTracking: numbered ? 'required' : 'none',
      referencePrice: price,
      levels: [{ depot: 'ORT', alert: price > 100 ? 1 : 5, security: null, maximum: price > 100 ? 6 : 60 }],
    },
    home: { depot: 'ORT', bin: partBin(group, at) },
    inWard: false,
  };
}

function partBin(group: string, at: number): string {
  if (group === 'Visserie') return 'VISSERIE';
  if (group === 'Stratification') return 'RESINES';
  return shelf(pick(['R1', 'R2'], at), 4, Math.floor(at / 2));
}

export const sampleItems: readonly SampleItem[] = [
  ...MEDICINES.map(medicineItem),
  ...CONSUMABLES.map(consumableItem),
  ...DEVICE_TYPES.map(deviceItem),
  ...WORKSHOP_PARTS.map(partItem),
];
