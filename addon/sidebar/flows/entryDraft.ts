/** An entry being written (purchase, donation, opening): several lots of each item, serials in series. Pure. */
import type { Item } from '../../../shared/contract/catalogue.ts';
import type { DocumentLine, DocumentRequest } from '../../../shared/contract/documents.ts';
import { foldKey } from '../../../shared/domain/keys.ts';
import { formatQuantity, type Language, parseDecimal } from '../../../shared/domain/quantities.ts';
import { readSerials } from '../../../shared/domain/serialRanges.ts';
import { type DocumentHeadDraft, headOf, newHead } from '../documents/head.ts';
import { readQuantity } from '../fields/typedQuantity.ts';
import { type Asked, confirmations, type QuestionsDraft } from './questions.ts';

export const ENTRY_TYPES = ['entry-purchase', 'entry-donation', 'entry-opening'] as const;
export type EntryType = (typeof ENTRY_TYPES)[number];

/** One lot of an item as it comes in; figures as they were typed. */
export interface EntryLot extends Asked {
  lot: string;
  expiry: string;
  /** null: none was chosen yet, or the depot has one. */
  bin: string | null;
  quantity: string;
  unitCost: string;
  /** One a line, or in series; where there are some, they are the quantity. */
  serials: string;
}

/** What the form asks for: an item and a switch of the organisation say it together (Q8). */
export interface Tracked {
  lot: Item['lotTracking'];
  serial: Item['serialTracking'];
  expiry: boolean;
}

export interface EntryLine {
  item: string;
  label: string;
  unit: string;
  decimals: number;
  tracked: Tracked;
  lots: EntryLot[];
}

export interface EntryDraft extends DocumentHeadDraft, QuestionsDraft {
  form: 'entry';
  type: EntryType;
  depot: string;
  party: string;
  partyName: string;
  lines: EntryLine[];
}

export function newEntry(id: string, type: EntryType, depot: string, today: string): EntryDraft {
  return {
    form: 'entry',
    ...newHead(id, today),
    judged: '',
    type,
    depot,
    party: '',
    partyName: '',
    lines: [],
  };
}

export function newLot(bin: string | null = null, unitCost = ''): EntryLot {
  return { lot: '', expiry: '', bin, quantity: '', unitCost, serials: '', questions: [] };
}

export function newEntryLine(item: Item, switches: { lots: boolean; serials: boolean }): EntryLine {
  const { code, label, unit, decimals = 0 } = item;
  return { item: code, label, unit, decimals, tracked: trackedOf(item, switches), lots: [newLot()] };
}

/** A switch that is off stands above what the item says (Q8). */
export function trackedOf(item: Item, { lots, serials }: { lots: boolean; serials: boolean }): Tracked {
  return {
    lot: lots ? item.lotTracking : 'none',
    serial: serials ? item.serialTracking : 'none',
    expiry: item.expiryTracking,
  };
}

export function isEmptyEntry({ party, description, linkedDocument, lines }: EntryDraft): boolean {
  return !party && !description && !linkedDocument && lines.length === 0;
}

export function lotsOf(draft: EntryDraft): EntryLot[] {
  return draft.lines.flatMap(({ lots }) => lots);
}

/** What the service judges of the lots: an answer to its questions holds as long as this does. */
export function written(draft: EntryDraft): string {
  return JSON.stringify([
    draft.date,
    draft.lines.map(({ item, lots }) => [item, ...lots.map(({ questions: _, ...lot }) => lot)]),
  ]);
}

/** A cost of at most four decimals, or null; blank is null too. */
export function readCost(text: string, language: Language): number | null {
  const cost = parseDecimal(text, language);
  if (cost === null || cost < 0 || cost > 1e8) return null;
  return Math.abs(cost * 1e4 - Math.round(cost * 1e4)) < 1e-3 ? Math.round(cost * 1e4) / 1e4 : null;
}

/** What a scanner read of goods (B6, Q18). */
export interface Scanned {
  lot: string;
  expiry: string | null;
  serial: string;
  quantity: number;
}

/** The expiry that stands in the form for the scanned lot where the scan says another: one of the two is wrong. */
export function otherExpiry(
  { tracked, lots }: Pick<EntryLine, 'tracked' | 'lots'>,
  { lot: number, expiry }: Scanned,
): string | null {
  if (tracked.lot === 'none' || number === '' || !expiry) return null;
  const same = lots.filter(({ lot }) => foldKey(lot) === foldKey(number));
  return same.find((lot) => lot.expiry && lot.expiry !== expiry)?.expiry ?? null;
}

/**
 * Takes a scan into the lots of an item: the lot of that number, else the last one where nothing is written
 * yet, else a new one. A serial number joins the others; another scan of the same goods adds its quantity.
 */
export function takeScan(
  line: Pick<EntryLine, 'tracked' | 'lots' | 'decimals'>,
  scan: Scanned,
  language: Language,
): EntryLot {
  const { tracked, lots } = line;
  const number = tracked.lot === 'none' ? '' : scan.lot;
  const serial = tracked.serial === 'none' ? '' : scan.serial;
  let lot = lots.find((each) => foldKey(each.lot) === foldKey(number) && !each.serials.trim() === !serial);
  if (!lot) {
    const last = lots.at(-1);
    lot =
      last && !last.lot && !last.quantity && !last.serials ? last : newLot(last?.bin ?? null, last?.unitCost);
    if (lot !== last) lots.push(lot);
  }
  lot.lot ||= number;
  if (number) lot.expiry ||= scan.expiry ?? '';
  if (serial) {
    const there = serialsOf(lot).some((each) => foldKey(each) === foldKey(serial));
    if (!there) lot.serials = [lot.serials.trim(), serial].filter(Boolean).join('\n');
  } else {
    const before = readQuantity(lot.quantity, line.decimals, language).quantity ?? 0;
    lot.quantity = formatQuantity(Math.round((before + scan.quantity) * 1000) / 1000, language);
  }
  return lot;
}

/** Where each line of the request stands in the form: line 1 of an answer is the first of these. */
export function lotPlaces({ lines }: EntryDraft): { line: number; lot: number }[] {
  return lines.flatMap(({ lots }, line) =>
    lots.flatMap((lot, place) => serialsOf(lot).map(() => ({ line, lot: place }))),
  );
}

/** The request as the contract wants it. The draft was judged before: every figure can be read. */
export function toEntry(draft: EntryDraft, language: Language): DocumentRequest {
  const { type, depot, party } = draft;
  return {
    ...headOf(draft),
    type,
    depot,
    ...(type === 'entry-purchase' && party && { party }),
    ...confirmations(lotsOf(draft), draft, written(draft)),
    lines: draft.lines.flatMap((line) => line.lots.flatMap((lot) => linesOf(line, lot, language))),
  };
}

function linesOf({ item, decimals }: EntryLine, lot: EntryLot, language: Language): DocumentLine[] {
  const cost = readCost(lot.unitCost, language);
  return serialsOf(lot).map((serial) => ({
    item,
    ...(lot.bin !== null && { bin: lot.bin }),
    ...(lot.lot.trim() && { lot: lot.lot.trim() }),
    ...(lot.expiry && { expiry: lot.expiry }),
    ...(serial && { serial }),
    quantity: serial ? 1 : (readQuantity(lot.quantity, decimals, language).quantity ?? 0),
    ...(cost !== null && { unitCost: cost }),
  }));
}

/** The serial numbers of a lot, each a line of its own; '' for a lot without. */
export function serialsOf({ serials }: Pick<EntryLot, 'serials'>): string[] {
  const read = readSerials(serials);
  return 'serials' in read && read.serials.length > 0 ? read.serials : [''];
}
