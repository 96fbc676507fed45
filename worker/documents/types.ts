import type { DocumentRequest } from '../../shared/contract/documents.ts';
import type { DocumentType } from '../../shared/domain/documentTypes.ts';
import { MOST_LINES_TOLD } from '../db/refusal.ts';
import { Refusal, type RefusedLine, refuseLines } from '../http/problem.ts';

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
  /**
   * Who may post it (Q5): whoever works in the depot, its managers, or the administrator, who brings in
   * opening stock wherever it is and needs no role there.
   */
  by: 'clerk' | 'manager' | 'admin';
}

const OUT: DocumentRules = {
  direction: 'out',
  party: null,
  toUse: false,
  transit: null,
  reason: false,
  cost: 'average',
  emergency: false,
  by: 'clerk',
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
  'entry-opening': { ...IN, by: 'admin' },
  'return-patient': { ...IN, party: 'patient', cost: 'average', returns: 'exit-patient' },
  'return-service': { ...IN, party: 'service', cost: 'average', returns: 'exit-service' },
  'bin-move': { ...OUT, direction: 'move' },
  reception: { ...OUT, direction: 'move', transit: 'from' },
  'transit-return': { ...OUT, direction: 'move', transit: 'from', by: 'manager' },
  'transit-loss': { ...OUT, transit: 'from', reason: true, by: 'manager' },
} satisfies Partial<Record<DocumentType, DocumentRules>>;

export type PostedType = keyof typeof POSTED_TYPES;

export function rulesOf(type: DocumentType): DocumentRules | undefined {
  return type in POSTED_TYPES ? POSTED_TYPES[type as PostedType] : undefined;
}

/** The rules of a type that is posted by itself; a reversal or a rectification is not. */
export function requireRules(type: DocumentType): DocumentRules {
  const rules = rulesOf(type);
  if (!rules) throw new Refusal('REQUEST_INVALID', { what: 'type' });
  return rules;
}

type Optional<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];
type HeadField = Optional<DocumentRequest>;
type LineField = Optional<DocumentRequest['lines'][number]>;

/**
 * Which documents a field says something of; those of every type are left out. What would be ignored is
 * refused: whoever sends it believes that it counts. A cost that a type does not bear has a code of its own.
 */
const HEAD_FIELDS: Partial<Record<HeadField, (rules: DocumentRules, type: DocumentType) => boolean>> = {
  party: ({ party }) => party !== null,
  invoice: ({ party }) => party === 'patient',
  transfer: ({ transit }) => transit === 'from',
  exit: ({ returns }) => returns !== undefined,
  acceptCost: ({ cost }, type) => cost !== 'average' && type !== 'entry-donation',
  acceptExpiry: (_, type) => type === 'entry-purchase',
  // Goods on their way belong to no count.
  notCounted: ({ direction, transit }) => !(direction === 'out' && transit === 'from'),
  emergency: ({ emergency }) => emergency,
  receive: ({ transit }) => transit === 'into',
  undelivered: ({ toUse }) => toUse,
};
const LINE_FIELDS: Partial<Record<LineField, (rules: DocumentRules, wanted: DocumentRequest) => boolean>> = {
  // What is lost on the way stands in no bin.
  bin: ({ direction, transit }) => !(direction === 'out' && transit === 'from'),
  toBin: ({ direction, transit }, { receive }) =>
    (direction === 'move' && transit === null) || receive === true,
  expiry: ({ direction }) => direction === 'in',
};

/** Refuses every field that says nothing in a document of this type, with the line it stands on. */
export function refuseForeignFields(wanted: DocumentRequest, rules: DocumentRules): void {
  const { type } = wanted;
  const foreign = (line: number, field: string): RefusedLine => ({
    line,
    code: 'FIELD_FOREIGN',
    field,
    type,
  });
  const inHead = Object.entries(HEAD_FIELDS).filter(
    ([field, fits]) => wanted[field as HeadField] !== undefined && !fits(rules, type),
  );
  const inLines = wanted.lines.flatMap((line, at) =>
    Object.entries(LINE_FIELDS)
      .filter(([field, fits]) => line[field as LineField] !== undefined && !fits(rules, wanted))
      .map(([field]) => foreign(at + 1, field)),
  );
  const found = [...inHead.map(([field]) => foreign(0, field)), ...inLines];
  if (found.length > 0) throw refuseLines(found.slice(0, MOST_LINES_TOLD), found.length);
}
