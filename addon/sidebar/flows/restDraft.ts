/** What is still open of a document, being received, lost, sent back or taken back: plain data. Pure. */
import type { DocumentRequest, DocumentRest } from '../../../shared/contract/documents.ts';
import { formatQuantity, type Language } from '../../../shared/domain/quantities.ts';
import { type DocumentHeadDraft, headOf, newHead } from '../documents/head.ts';
import { type QuantityProblem, readQuantity } from '../fields/typedQuantity.ts';

/** The first three are of a transfer's goods, the last two of an exit's. */
export type RestType = 'reception' | 'transit-loss' | 'transit-return' | 'return-patient' | 'return-service';

export interface RestLine {
  item: string;
  label: string;
  unit: string;
  decimals: number;
  lot: string;
  expiry: string | null;
  serial: string;
  moved: number;
  /** What is still open: never more is taken. */
  rest: number;
  /** As typed; blank: nothing of it this time. */
  quantity: string;
  /** null: the service finds the one place such goods stand. */
  bin: string | null;
}

export interface RestDraft extends DocumentHeadDraft {
  form: 'rest';
  type: RestType;
  depot: string;
  /** The transfer or exit that the goods are of. */
  source: { id: string; number: string; date: string; party: string; partyName: string };
  reason: string;
  lines: RestLine[];
}

/** What arrives is proposed whole; of an exit nothing, most of it was used; and a loss is never more than somebody says. */
export function newRest(
  id: string,
  type: RestType,
  depot: string,
  today: string,
  { document, party, partyName, lines }: DocumentRest,
  language: Language,
): RestDraft {
  const comesHere = type === 'reception' || type === 'transit-loss';
  const whole = type === 'reception' || type === 'transit-return';
  return {
    form: 'rest',
    ...newHead(id, today),
    type,
    depot,
    source: {
      id: document.id,
      number: document.number,
      date: document.date,
      party: party ?? '',
      // Who sent the goods, where they are received; else whom they went to.
      partyName: (comesHere ? document.depotName : partyName) ?? '',
    },
    reason: '',
    lines: lines
      .filter(({ rest }) => rest > 0)
      .map((line) => ({ ...line, quantity: whole ? formatQuantity(line.rest, language) : '' })),
  };
}

/** A draft taken up again: what is open is asked anew, what was typed stays. */
export function refresh(draft: RestDraft, { lines }: DocumentRest): void {
  const key = ({ item, lot, serial }: Pick<RestLine, 'item' | 'lot' | 'serial'>) =>
    JSON.stringify([item, lot, serial]);
  const now = new Map(lines.map((line) => [key(line), line.rest]));
  draft.lines = draft.lines.map((line) => ({ ...line, rest: now.get(key(line)) ?? 0 }));
}

export type RestProblem = QuantityProblem | 'more';

/** What is wrong with a line; null where it is good, or blank. */
export function problemOf(line: RestLine, language: Language): RestProblem | null {
  if (isLeft(line)) return null;
  const { quantity, problem } = readQuantity(line.quantity, line.decimals, language);
  if (problem) return problem;
  return quantity > line.rest ? 'more' : null;
}

/** Nothing of it this time: blank, or zero. */
export function isLeft({ quantity }: Pick<RestLine, 'quantity'>): boolean {
  return /^\s*(0+([.,]0*)?)?\s*$/.test(quantity);
}

/** The lines that go, in their order: line 1 of an answer is the first of these. */
export function goingLines({ lines }: RestDraft): RestLine[] {
  return lines.filter((line) => !isLeft(line));
}

export function toRestRequest(draft: RestDraft, language: Language): DocumentRequest {
  const { type, depot, source, reason } = draft;
  const returns = type === 'return-patient' || type === 'return-service';
  return {
    ...headOf(draft),
    type,
    depot,
    ...(returns ? { exit: source.id, party: source.party } : { transfer: source.id }),
    ...(type === 'transit-loss' && { reason: reason.trim() }),
    lines: goingLines(draft).map(({ item, lot, serial, quantity, decimals, bin }) => ({
      item,
      ...(type !== 'transit-loss' && bin !== null && { bin }),
      ...(lot && { lot }),
      ...(serial && { serial }),
      quantity: readQuantity(quantity, decimals, language).quantity ?? 0,
    })),
  };
}
