import type { DocumentType } from '../../shared/domain/documentTypes.ts';

export interface DocumentRules {
  /** Goods leave the depot, enter it, or change bin inside it. */
  direction: 'out' | 'in' | 'move';
  /** Who stands at the other end; null: nobody. */
  party: 'patient' | 'service' | 'supplier' | 'depot' | null;
  /** Goods go to use: expired and blocked lots and quarantine bins are refused (Q15). */
  toUse: boolean;
  /** Whether goods go into transit towards the destination, or are taken from what a transfer sent (invariant 5). */
  transit: 'into' | 'from' | null;
  /** A reason must be given. */
  reason: boolean;
  /** Whether a line bears a unit cost: must, may, or goes at the average. */
  cost: 'required' | 'optional' | 'average';
  /** What comes back from an exit of this type; where that exit is named, never more than went out. */
  returns?: 'exit-patient' | 'exit-service';
  /** An emergency exit from a frozen scope may be of this type (Q12). */
  emergency: boolean;
  /** Managers only (Q5). */
  manager: boolean;
}

const OUT: DocumentRules = {
  direction: 'out',
  party: null,
  toUse: false,
  transit: null,
  reason: false,
  cost: 'average',
  emergency: false,
  manager: false,
};
const IN: DocumentRules = { ...OUT, direction: 'in', cost: 'optional' };

/** What each type that a person posts asks for; the other types have files of their own. */
export const POSTED_TYPES = {
  'exit-patient': { ...OUT, party: 'patient', toUse: true, emergency: true },
  'exit-service': { ...OUT, party: 'service', toUse: true, emergency: true },
  transfer: { ...OUT, party: 'depot', toUse: true, transit: 'into', emergency: true },
  loss: { ...OUT, reason: true },
  'return-supplier': { ...OUT, party: 'supplier' },
  'entry-purchase': { ...IN, party: 'supplier', cost: 'required' },
  'entry-donation': IN,
  'entry-opening': IN,
  'return-patient': { ...IN, party: 'patient', cost: 'average', returns: 'exit-patient' },
  'return-service': { ...IN, party: 'service', cost: 'average', returns: 'exit-service' },
  'bin-move': { ...OUT, direction: 'move' },
  reception: { ...OUT, direction: 'move', transit: 'from' },
  'transit-return': { ...OUT, direction: 'move', transit: 'from', manager: true },
  'transit-loss': { ...OUT, transit: 'from', reason: true, manager: true },
} satisfies Partial<Record<DocumentType, DocumentRules>>;

export type PostedType = keyof typeof POSTED_TYPES;

export function rulesOf(type: DocumentType): DocumentRules | undefined {
  return type in POSTED_TYPES ? POSTED_TYPES[type as PostedType] : undefined;
}
