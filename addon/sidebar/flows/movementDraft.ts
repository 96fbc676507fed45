/** The movement form of Gestan (G12 to G21): one item, one movement, in or out. Pure. */
import type { DocumentRequest } from '../../../shared/contract/documents.ts';
import type { DocumentType } from '../../../shared/domain/documentTypes.ts';
import type { Language } from '../../../shared/domain/quantities.ts';
import { readQuantity } from '../fields/typedQuantity.ts';
import { type DraftLine, documentLine } from '../lines/draftLine.ts';
import { type EntryLot, newLot, readCost, type Tracked } from './entryDraft.ts';
import { type DocumentHeadDraft, headOf, newHead } from './head.ts';
import { confirmations, type QuestionsDraft } from './questions.ts';

export type Direction = 'in' | 'out';

/** What a movement may be, each way (G15). */
export const MOVEMENT_TYPES = {
  in: ['entry-purchase', 'entry-donation', 'entry-opening'],
  out: ['loss', 'exit-service', 'return-supplier'],
} as const satisfies Record<Direction, DocumentType[]>;

export type MovementType = (typeof MOVEMENT_TYPES)[Direction][number];

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

export function isEmptyMovement({ item, party, description, linkedDocument, lot }: MovementDraft): boolean {
  return !item && !party && !description && !linkedDocument && !lot.quantity && !lot.serials;
}

/** What the service judges: an answer to its questions holds as long as this does. */
export function writtenMovement({ date, type, item, lot: { questions: _, ...lot } }: MovementDraft): string {
  return JSON.stringify([date, type, item, lot]);
}

/** The request. A serial number typed finds its own place: the service knows where it stands. */
export function toMovement(draft: MovementDraft, language: Language): DocumentRequest {
  const { type, depot, party, direction, lot, item, decimals, line } = draft;
  const serial = lot.serials.trim();
  const { description, ...head } = headOf(draft);
  const shared = {
    ...head,
    type,
    depot,
    ...(partyKind(type) && party && { party }),
    // The label of a loss is its reason.
    ...(description && (type === 'loss' ? { reason: description } : { description })),
  };
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
