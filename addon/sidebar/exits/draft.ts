/** An exit being written: plain data, kept as a draft until it is posted or thrown away. Pure. */
import type { DocumentRequest } from '../../../shared/contract/documents.ts';
import type { Allocation } from '../../../shared/contract/stock.ts';
import {
  fitsDecimals,
  formatQuantity,
  type Language,
  parseDecimal,
  toThousandths,
} from '../../../shared/domain/quantities.ts';

export const EXIT_TYPES = ['exit-patient', 'exit-service', 'transfer', 'loss'] as const;
export type ExitType = (typeof EXIT_TYPES)[number];

export type Unusable = 'expired' | 'blocked' | 'quarantine' | 'frozen' | null;

/** A stock line of the item in the depot, in first-expired order. */
export interface StockChoice {
  bin: string;
  lot: string;
  expiry: string | null;
  serial: string;
  available: number;
  unusable: Unusable;
  /** The name of the count that freezes it; a draft kept before knows none. */
  frozenBy?: string | null;
}

/** What is taken from one stock line; the quantity as it was typed. */
export interface Pick {
  choice: string;
  quantity: string;
}

export interface DraftLine {
  item: string;
  label: string;
  unit: string;
  decimals: number;
  /** As it was typed; nothing is lost by an error. */
  wanted: string;
  /** Already delivered on the invoice. */
  delivered: number;
  /** Not to be had; printed on the voucher as not delivered. */
  missing: number;
  /** The person chose otherwise than proposed: proposals no longer replace the picks. */
  manual: boolean;
  choices: StockChoice[];
  picks: Pick[];
}

export interface ExitDraft {
  format: 1;
  /** The document's id: posting twice is posting once. */
  id: string;
  type: ExitType;
  depot: string;
  party: string;
  partyName: string;
  invoice: string;
  date: string;
  description: string;
  /** False: the description follows what is chosen. */
  ownDescription: boolean;
  reason: string;
  notCounted: boolean;
  lines: DraftLine[];
}

export function newDraft(id: string, type: ExitType, depot: string, today: string): ExitDraft {
  const texts = { party: '', partyName: '', invoice: '', description: '', reason: '' };
  return {
    format: 1,
    id,
    type,
    depot,
    date: today,
    ...texts,
    ownDescription: false,
    notCounted: false,
    lines: [],
  };
}

export function newLine(item: Pick4<DraftLine>): DraftLine {
  const { item: code, label, unit, decimals } = item;
  const empty = { wanted: '', delivered: 0, missing: 0, manual: false, choices: [], picks: [] };
  return { item: code, label, unit, decimals, ...empty };
}
type Pick4<T extends DraftLine> = { [K in 'item' | 'label' | 'unit' | 'decimals']: T[K] };

/** Choices are asked anew when a draft is taken up again, so only those picked are kept. */
export function draftText(draft: ExitDraft): string {
  const lines = draft.lines.map((line) => ({
    ...line,
    choices: line.choices.filter((choice) => line.picks.some((pick) => pick.choice === choiceKey(choice))),
  }));
  return JSON.stringify({ ...draft, lines });
}

/** Null where the text is no draft of this format. */
export function readDraftText(text: string | null): ExitDraft | null {
  try {
    const draft = JSON.parse(text ?? '') as ExitDraft;
    return draft.format === 1 && Array.isArray(draft.lines) ? draft : null;
  } catch {
    return null;
  }
}

/** True where there is nothing worth keeping. */
export function isEmpty({ party, invoice, reason, lines, ownDescription }: ExitDraft): boolean {
  return !party && !invoice && !reason && !ownDescription && lines.length === 0;
}

export function choiceKey({ bin, lot, serial }: Pick3): string {
  return JSON.stringify([bin, lot, serial]);
}
type Pick3 = { [K in 'bin' | 'lot' | 'serial']: string };

/** Lays a proposal over a line. Picks that a person made stay; a choice that is gone stays in sight. */
export function takeProposal(line: DraftLine, got: Allocation['items'][number], language: Language): void {
  const taken = got.lines.map(({ quantity, ...choice }) => ({ ...choice, quantity, unusable: null }));
  const choices: StockChoice[] = [
    ...taken.map(({ quantity: _, ...choice }) => choice),
    ...got.others.map((other) => ({ ...other })),
  ];
  line.delivered = got.delivered;
  if (!line.manual) {
    line.missing = got.missing;
    line.picks = taken.map((choice) => ({
      choice: choiceKey(choice),
      quantity: formatQuantity(choice.quantity, language),
    }));
  }
  const gone = line.choices.filter(
    (old) =>
      line.picks.some(({ choice }) => choice === choiceKey(old)) &&
      !choices.some((choice) => choiceKey(choice) === choiceKey(old)),
  );
  line.choices = [...choices, ...gone.map((choice) => ({ ...choice, available: 0 }))];
}

/** Where each line of the request stands in the form: line 1 of an answer is the first of these. */
export function linePlaces(draft: ExitDraft): { line: number; pick: number }[] {
  return draft.lines.flatMap(({ picks }, line) => picks.map((_, pick) => ({ line, pick })));
}

export type QuantityProblem = 'unclear' | 'whole' | 'decimals';

/** A positive quantity within the unit's decimals, or what is wrong with what was typed. */
export function readQuantity(
  text: string,
  decimals: number,
  language: Language,
): { quantity: number; problem: null } | { quantity: null; problem: QuantityProblem } {
  const quantity = parseDecimal(text, language);
  if (quantity === null || quantity <= 0 || quantity > 1e9) return { quantity: null, problem: 'unclear' };
  const thousandths = toThousandths(quantity);
  const exact = Math.abs(quantity * 1000 - thousandths) < 1e-6 * Math.max(1, thousandths);
  if (exact && fitsDecimals(thousandths, decimals)) return { quantity, problem: null };
  return { quantity: null, problem: decimals === 0 ? 'whole' : 'decimals' };
}

/** The request as the contract wants it. The draft was judged before: each pick has a quantity. */
export function toRequest(draft: ExitDraft, language: Language): DocumentRequest {
  const { id, type, depot, party, invoice, date, description, reason, notCounted } = draft;
  const undelivered = draft.lines.flatMap(({ item, missing }) =>
    missing > 0 ? [{ item, quantity: missing }] : [],
  );
  return {
    id,
    type,
    depot,
    date,
    ...(type !== 'loss' && party && { party }),
    ...(type === 'exit-patient' && invoice && { invoice }),
    ...(type === 'loss' && reason.trim() && { reason: reason.trim() }),
    ...(description.trim() && { description: description.trim() }),
    ...(notCounted && { notCounted }),
    ...(undelivered.length > 0 && { undelivered }),
    lines: draft.lines.flatMap((line) => line.picks.map((pick) => lineOf(line, pick, language))),
  };
}

function lineOf(line: DraftLine, pick: Pick, language: Language): DocumentRequest['lines'][number] {
  const [bin, lot, serial] = JSON.parse(pick.choice) as [string, string, string];
  const { quantity } = readQuantity(pick.quantity, line.decimals, language);
  return {
    item: line.item,
    bin,
    ...(lot && { lot }),
    ...(serial && { serial }),
    quantity: quantity ?? 0,
  };
}
