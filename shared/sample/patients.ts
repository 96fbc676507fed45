import type { PatientInput } from '../contract/catalogue.ts';
import type { InvoiceRow, OpeningRow } from '../contract/imports.ts';
import { sampleItems } from './items.ts';
import { drawsFrom } from './random.ts';

const PATIENTS = 60;
const INVOICES = 18;
const SEED = 417;

/** Most patients are a reference only (Q7); these few have invented names. */
const NAMES = [
  'Odette Fontvieille',
  'Marcel Bruyère',
  'Salomé Kerjean',
  'Ibrahim Touré-Lemaire',
  'Jeanne d’Hauteroche',
  'Éloi Castaing',
  'Ngoc Anh Tessier',
  'Béatrice Müller-Sauvage',
  'Raphaël Quintard',
  'Zélie Péronnet',
  'Gaspard Lhermitte',
  'Noémie Ançay',
];

export const samplePatients: PatientInput[] = Array.from({ length: PATIENTS }, (_, at) => ({
  reference: `IPP-${String(104_000 + at * 37)}`,
  ...(NAMES[at] && { name: NAMES[at] }),
}));

/** Invoices of medicines that the pharmacy holds; each row is a line. */
export function sampleInvoices(opening: readonly OpeningRow[]): InvoiceRow[] {
  const draws = drawsFrom(SEED);
  const held = new Set(opening.filter(({ depot }) => depot === 'PHC').map(({ item }) => item));
  const goods = sampleItems.filter(({ item }) => item.expiryTracking && held.has(item.code));
  return Array.from({ length: INVOICES }, (_, at) => {
    const number = `FA-${String(26_0101 + at * 13)}`;
    const { reference } = draws.oneOf(samplePatients);
    const first = draws.whole(0, goods.length - 1);
    return Array.from({ length: draws.whole(1, 5) }, (__, line) => ({
      number,
      patient: reference,
      line: line + 1,
      item: goods[(first + line * 7) % goods.length]!.item.code,
      quantity: draws.whole(1, 12),
    }));
  }).reduce((all, rows) => all.concat(rows), []);
}
