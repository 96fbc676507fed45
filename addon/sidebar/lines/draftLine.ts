/** One product taken out of stock lines, in a document being written: plain data, kept in its draft. Pure. */
import type { BadLine } from '../../../shared/contract/common.ts';
import type { DocumentLine } from '../../../shared/contract/documents.ts';
import type { Allocation, AllocationRequest } from '../../../shared/contract/stock.ts';
import {
  formatQuantity,
  fromThousandths,
  type Language,
  parseDecimal,
  toThousandths,
} from '../../../shared/domain/quantities.ts';
import { readQuantity } from '../fields/typedQuantity.ts';

export type Unusable = 'expired' | 'blocked' | 'quarantine' | 'frozen' | null;

/** A stock line of the item in the depot, in first-expired order. */
export interface StockChoice {
  bin: string;
  lot: string;
  expiry: string | null;
  serial: string;
  available: number;
  unusable: Unusable;
  /** Why it is not for use, though this document (a loss) may take it; a draft kept before knows nothing of it. */
  unfit?: Exclude<Unusable, 'frozen'>;
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

/** What the editor of lines knows of the document they are on. */
export interface LinesDraft {
  type: AllocationRequest['type'];
  depot: string;
  date: string;
  /** The reason of an emergency exit: then what a count froze may go out too (Q12); '' or absent without. */
  emergency?: string;
  lines: DraftLine[];
}

export function newLine(item: Pick4<DraftLine>): DraftLine {
  const { item: code, label, unit, decimals } = item;
  const empty = { wanted: '', delivered: 0, missing: 0, manual: false, choices: [], picks: [] };
  return { item: code, label, unit, decimals, ...empty };
}
type Pick4<T extends DraftLine> = { [K in 'item' | 'label' | 'unit' | 'decimals']: T[K] };

export function choiceKey({ bin, lot, serial }: Pick3): string {
  return JSON.stringify([bin, lot, serial]);
}
type Pick3 = { [K in 'bin' | 'lot' | 'serial']: string };

/** May goods be taken from there? An emergency exit takes what a count froze, but no lot that expired (Q12). */
export function mayTake({ unusable, expiry }: StockChoice, { date, emergency }: Pick2): boolean {
  if (unusable === 'frozen') return Boolean(emergency) && (expiry === null || expiry >= date);
  return unusable === null;
}
type Pick2 = { date: string; emergency?: string };

/**
 * Lays a proposal over a line. Picks that a person made stay; a choice that is gone stays in sight. What the
 * service may not propose because a count froze it, is taken here in an emergency.
 */
export function takeProposal(
  line: DraftLine,
  got: Allocation['items'][number],
  language: Language,
  draft: Pick2 = { date: '' },
): void {
  const taken = got.lines.map(({ quantity, ...choice }) => ({ ...choice, quantity, unusable: null }));
  const choices: StockChoice[] = [
    ...taken.map(({ quantity: _, ...choice }) => choice),
    ...got.others.map((other) => ({ ...other })),
  ];
  line.delivered = got.delivered;
  if (!line.manual) {
    const frozen = draft.emergency ? fromFrozen(got, draft) : [];
    const found = frozen.reduce((sum, { quantity }) => sum + toThousandths(quantity), 0);
    line.missing = fromThousandths(toThousandths(got.missing) - found);
    line.picks = [...taken, ...frozen].map((choice) => ({
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

/** First expired first, as the service lists them. */
function fromFrozen({ others, missing }: Allocation['items'][number], draft: Pick2) {
  let left = toThousandths(missing);
  return others.flatMap((choice) => {
    const quantity = Math.min(left, toThousandths(choice.available));
    if (choice.unusable !== 'frozen' || quantity <= 0 || !mayTake(choice, draft)) return [];
    left -= quantity;
    return [{ ...choice, quantity: fromThousandths(quantity) }];
  });
}

/** What the picks of a line take, as far as it can be read; thousandths. */
export function takenBy({ picks }: DraftLine, language: Language): number {
  return picks.reduce((sum, { quantity }) => sum + toThousandths(parseDecimal(quantity, language) ?? 0), 0);
}

/**
 * False where the lots were proposed for another quantity than the one that stands there: the answer was lost. What a
 * person picked is his.
 */
export function isProposed(line: DraftLine, language: Language): boolean {
  const { quantity } = readQuantity(line.wanted, line.decimals, language);
  if (line.manual || quantity === null) return true;
  return takenBy(line, language) + toThousandths(line.missing) === toThousandths(quantity);
}

/** Where each line of the request stands in the form: line 1 of an answer is the first of these. */
export function linePlaces(draft: LinesDraft): { line: number; pick: number }[] {
  return draft.lines.flatMap(({ picks }, line) => picks.map((_, pick) => ({ line, pick })));
}

/** True of what the service says about a quantity that nobody can read: the form says so, and another was judged. */
export function isQuantityTold(draft: LinesDraft, { line, code }: BadLine, language: Language): boolean {
  if (code !== 'STOCK_INSUFFICIENT' && code !== 'QUANTITY_INVALID') return false;
  const at = linePlaces(draft)[line - 1];
  const named = at && draft.lines[at.line];
  const typed = named?.picks[at!.pick]?.quantity;
  return typed !== undefined && readQuantity(typed, named!.decimals, language).problem !== null;
}

/**
 * True where the stock changed under proposals, which are made anew: of a lot that a person chose, too much was asked,
 * and it stays chosen.
 */
export function isProposedAnew(draft: LinesDraft, errors: readonly BadLine[]): boolean {
  const places = linePlaces(draft);
  return errors.every(({ line, code }) => {
    const named = draft.lines[places[line - 1]?.line ?? -1];
    return code === 'STOCK_INSUFFICIENT' && named?.manual === false;
  });
}

/** A line of the request. The draft was judged before: each pick has a quantity. */
export function documentLine(line: DraftLine, pick: Pick, language: Language): DocumentLine {
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
