import { lineValue } from '../../shared/domain/quantities.ts';
import type { Facts, Moment } from './facts.ts';
import type { SnapshotLine } from './lines.ts';

/** A line with what it is worth. Quantities are thousandths, costs ten-thousandths, values the smallest unit. */
export interface ValuedLine {
  line: SnapshotLine;
  /** The stock of the moment: theoretical before, retained after. */
  quantity: number;
  unitCost: number;
  value: number;
  /** How the value went from before to after; null before. */
  change: Change | null;
}

/** before + added + emergency + costChange + gap + rounding = after, to the smallest unit, on every line. */
export interface Change {
  gapQuantity: number;
  /** Value when the count opened; 0 for a line added since. */
  before: number;
  /** What a line added by Ajouter réf. held when it was added. */
  added: number;
  /** What emergency exits took, at the cost it left at (negative). */
  emergency: number;
  /** The rest at the average of confirmation instead of the one of opening. */
  costChange: number;
  gap: number;
  /** Values are rounded line by line: what before and gap miss of after. */
  rounding: number;
  after: number;
  /** At the count's date, where the adjustment stands: what emergency exits of later days took is still there. */
  corrected: number;
}

/** Values the lines of one snapshot. */
export function valuer(facts: Facts, moment: Moment): (line: SnapshotLine) => ValuedLine {
  const { currencyDecimals } = facts;
  const worth = (quantity: number, cost: number) => lineValue(quantity, cost, currencyDecimals);
  if (moment === 'before') {
    return (line) => {
      const { theoretical: quantity, unit_cost: unitCost } = line;
      return { line, quantity, unitCost, value: worth(quantity, unitCost), change: null };
    };
  }
  return (line) => {
    const quantity = line.retained ?? 0;
    const unitCost = line.final_cost ?? 0;
    const expected = line.expected ?? 0;
    const opening = worth(line.theoretical, line.unit_cost);
    const { value: emergency, later } = line.exits ? exitsOf(line.exits, worth) : NO_EXIT;
    const left = worth(expected, unitCost);
    const after = worth(quantity, unitCost);
    const gap = worth(quantity - expected, unitCost);
    const change: Change = {
      gapQuantity: quantity - expected,
      before: line.added ? 0 : opening,
      added: line.added ? opening : 0,
      emergency,
      costChange: left - opening - emergency,
      gap,
      rounding: after - left - gap,
      after,
      corrected: worth(quantity - later, unitCost),
    };
    return { line, quantity, unitCost, value: after, change };
  };
}

interface Exits {
  value: number;
  /** Thousandths that left on a day after the count's (negative). */
  later: number;
}
const NO_EXIT: Exits = { value: 0, later: 0 };

/** What emergency exits took from a line: read from the ledger, which never changes, whatever their number. */
function exitsOf(exits: string, worth: (quantity: number, cost: number) => number): Exits {
  const movements: [quantity: number, cost: number, isLater: number][] = JSON.parse(exits);
  return {
    value: movements.reduce((sum, [quantity, cost]) => sum + worth(quantity, cost), 0),
    later: movements.reduce((sum, [quantity, , isLater]) => sum + quantity * isLater, 0),
  };
}

/** The retained figure was typed, not decided at closing. */
export function hasFigure({ first, second, arbitrated }: SnapshotLine): boolean {
  return (arbitrated ?? second ?? first ?? null) !== null;
}
