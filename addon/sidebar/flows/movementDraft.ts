/** The movement form of Gestan (G12 to G21): one item, one movement, in or out. Pure. */
import type { SpotCount } from '../../../shared/contract/counts.ts';
import type { DocumentRequest } from '../../../shared/contract/documents.ts';
import type { DocumentType } from '../../../shared/domain/documentTypes.ts';
import { foldKey } from '../../../shared/domain/keys.ts';
import type { Language } from '../../../shared/domain/quantities.ts';
import { type DocumentHeadDraft, headOf, newHead } from '../documents/head.ts';
import { readQuantity } from '../fields/typedQuantity.ts';
import { type DraftLine, documentLine } from '../lines/draftLine.ts';
import { type EntryLot, newLot, readCost, type Scanned, type Tracked, takeScan } from './entryDraft.ts';
import { confirmations, type QuestionsDraft } from './questions.ts';

export type Direction = 'in' | 'out';

/** What a movement may be, each way (G15). */
export const MOVEMENT_TYPES = {
  in: ['entry-purchase', 'entry-donation', 'entry-opening', 'spot-count'],
  out: ['loss', 'exit-service', 'return-supplier'],
} as const satisfies Record<Direction, (DocumentType | 'spot-count')[]>;

/** «Inventaire» is no document of its own: what was counted stands, and the ledger is adjusted to it (Q20). */
export type MovementType = (typeof MOVEMENT_TYPES)[Direction][number];

/** What this depot and this person may choose: opening stock is an administrator's (Q5). */
export function typesFor(
  direction: Direction,
  allowed: readonly DocumentType[],
  admin: boolean,
): MovementType[] {
  return MOVEMENT_TYPES[direction].filter((type) => {
    if (type === 'spot-count') return allowed.includes('count-adjustment');
    return allowed.includes(type) && (type !== 'entry-opening' || admin);
  });
}

export interface MovementDraft extends DocumentHeadDraft, QuestionsDraft {
  form: 'movement';
  direction: Direction;
  type: MovementType;
  depot: string;
  /** Supplier or service, as the type asks. */
  party: string;
  partyName: string;
  /** '' until an item is chosen. */
  item: string;
  label: string;
  unit: string;
  decimals: number;
  tracked: Tracked;
  /** What comes in; of what goes out, quantity and serial number alone. */
  lot: EntryLot;
  /** What goes out: stock lines proposed, first expired first out. */
  line: DraftLine | null;
}

export function newMovement(
  id: string,
  direction: Direction,
  type: MovementType,
  depot: string,
  today: string,
): MovementDraft {
  const item = { item: '', label: '', unit: '', decimals: 0 };
  const tracked: Tracked = { lot: 'none', serial: 'none', expiry: false };
  return {
    form: 'movement',
    ...newHead(id, today),
    judged: '',
    direction,
    type,
    depot,
    party: '',
    partyName: '',
    ...item,
    tracked,
    lot: newLot(),
    line: null,
  };
}

export function partyKind(type: MovementType): 'supplier' | 'service' | null {
  if (type === 'exit-service') return 'service';
  return type === 'entry-purchase' || type === 'return-supplier' ? 'supplier' : null;
}

/**
 * What a scan says of the goods (B6): this form is one line, so one serial number is all of it. Its quantity is
 * proposed in place of what stood there; `counted` is what a count has of this item so far, and a further scan of the
 * same lot adds to it (Q18).
 */
export function scannedLot(
  goods: Scanned & { item: { decimals?: number } },
  tracked: Tracked,
  language: Language,
  counted: EntryLot | null = null,
): EntryLot {
  const scanned = (lot: EntryLot) => {
    takeScan({ tracked, lots: [lot], decimals: goods.item.decimals ?? 0 }, goods, language);
    return lot;
  };
  const lot = scanned(newLot());
  if (lot.serials) return { ...lot, quantity: '1' };
  const more = counted !== null && !counted.serials.trim() && foldKey(counted.lot) === foldKey(lot.lot);
  return more ? scanned({ ...counted }) : lot;
}

export function isEmptyMovement({ item, party, description, linkedDocument, lot }: MovementDraft): boolean {
  return !item && !party && !description && !linkedDocument && !lot.quantity && !lot.serials;
}

/** What the service judges: an answer to its questions holds as long as this does. */
export function writtenMovement({ date, type, item, lot: { questions: _, ...lot } }: MovementDraft): string {
  return JSON.stringify([date, type, item, lot]);
}

/** What was counted of a line; the label is the reason. Zero is a figure too. */
export function toSpotCount(draft: MovementDraft, language: Language): SpotCount {
  const { id, depot, description, item, lot } = draft;
  const cost = readCost(lot.unitCost, language);
  return {
    id,
    depot,
    reason: description.trim(),
    lines: [
      {
        item,
        ...(lot.bin !== null && { bin: lot.bin }),
        ...(lot.lot.trim() && { lot: lot.lot.trim() }),
        ...(lot.expiry && { expiry: lot.expiry }),
        ...(lot.serials.trim() && { serial: lot.serials.trim() }),
        ...(cost !== null && { unitCost: cost }),
        quantity: isZero(lot.quantity)
          ? 0
          : (readQuantity(lot.quantity, draft.decimals, language).quantity ?? 0),
      },
    ],
  };
}

export function isZero(text: string): boolean {
  return /^\s*0+([.,]0*)?\s*$/.test(text);
}

/** The request. A serial number typed finds its own place: the service knows where it stands. */
export function toMovement(draft: MovementDraft, language: Language): DocumentRequest {
  const { depot, party, direction, lot, item, decimals, line } = draft;
  const type = draft.type as DocumentType;
  const serial = lot.serials.trim();
  const { description, ...head } = headOf(draft);
  const shared = {
    ...head,
    type,
    depot,
    ...(partyKind(draft.type) && party && { party }),
    // The label of a loss is its reason.
    ...(description && (type === 'loss' ? { reason: description } : { description })),
  };
  if (item === '') return { ...shared, lines: [] };
  if (direction === 'out' && !serial && line)
    return { ...shared, lines: line.picks.map((pick) => documentLine(line, pick, language)) };
  const quantity = readQuantity(lot.quantity, decimals, language).quantity ?? 0;
  const cost = direction === 'in' ? readCost(lot.unitCost, language) : null;
  return {
    ...shared,
    ...(direction === 'in' && confirmations([lot], draft, writtenMovement(draft))),
    lines: [
      {
        item,
        ...(direction === 'in' && lot.bin !== null && { bin: lot.bin }),
        ...(direction === 'in' && lot.lot.trim() && { lot: lot.lot.trim() }),
        ...(direction === 'in' && lot.expiry && { expiry: lot.expiry }),
        ...(serial && { serial }),
        quantity,
        ...(cost !== null && { unitCost: cost }),
      },
    ],
  };
}
