import type { DocumentType } from '../../shared/domain/documentTypes.ts';

export interface DocumentRules {
  /** Goods leave the depot, enter it, or change bin inside it. */
  direction: 'out' | 'in' | 'move';
  /** Who stands at the other end; null: nobody. */
  party: 'patient' | 'service' | 'supplier' | 'depot' | null;
  /** Goods go to use: expired and blocked lots and quarantine bins are refused (Q15). */
  toUse: boolean;
  /** Out of the depot and into transit towards the destination (invariant 5). */
  intoTransit: boolean;
  /** A reason must be given. */
  reason: boolean;
  /** Whether a line bears a unit cost: must, may, or goes at the average. */
  cost: 'required' | 'optional' | 'average';
  /** An emergency exit from a frozen scope may be of this type (Q12). */
  emergency: boolean;
}

const OUT: DocumentRules = {
  direction: 'out',
  party: null,
  toUse: false,
  intoTransit: false,
  reason: false,
  cost: 'average',
  emergency: false,
};
const IN: DocumentRules = { ...OUT, direction: 'in', cost: 'optional' };

/** What each type that a person posts asks for; the other types have files of their own. */
export const POSTED_TYPES = {
  'exit-patient': { ...OUT, party: 'patient', toUse: true, emergency: true },
  'exit-service': { ...OUT, party: 'service', toUse: true, emergency: true },
  transfer: { ...OUT, party: 'depot', toUse: true, intoTransit: true, emergency: true },
  loss: { ...OUT, reason: true },
  'return-supplier': { ...OUT, party: 'supplier' },
  'entry-purchase': { ...IN, party: 'supplier', cost: 'required' },
  'entry-donation': IN,
  'entry-opening': IN,
  'bin-move': { ...OUT, direction: 'move' },
} satisfies Partial<Record<DocumentType, DocumentRules>>;

export type PostedType = keyof typeof POSTED_TYPES;

export function rulesOf(type: DocumentType): DocumentRules | undefined {
  return type in POSTED_TYPES ? POSTED_TYPES[type as PostedType] : undefined;
}
