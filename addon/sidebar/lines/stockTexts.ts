/** How a stock line is named in a list of 300 pixels. */
import { fromThousandths } from '../../../shared/domain/quantities.ts';
import { say, words } from '../words.ts';
import type { StockChoice } from './draftLine.ts';
import type { Held } from './held.ts';

const says = words.lines;

/** «120 disponibles», with what keeps it from use where it is lost; or why it may not be taken. */
export function stateOf({ available, unusable, unfit, frozenBy }: StockChoice): string {
  if (!unusable)
    return say(says.available, { quantity: available, unfit: unfit ? says.unusable[unfit] : null });
  return say(says.unusable[unusable], { count: frozenBy });
}

/** «lot A12, exp. 31/03/2027, A-01, 120 disponibles» */
export function choiceText(choice: StockChoice): string {
  const { bin, lot, expiry, serial } = choice;
  const parts = [
    serial && say(says.serial, { serial }),
    lot ? say(says.lot, { lot }) : serial ? '' : says.noLot,
    expiry && say(says.expires, { date: expiry }),
    bin,
    stateOf(choice),
  ];
  return parts.filter(Boolean).join(', ');
}

/** A select cuts its text: what matters stands below it. */
export function choiceHint(choice: StockChoice | undefined): string {
  if (!choice) return '';
  const { bin, expiry } = choice;
  const parts = [expiry && say(says.expires, { date: expiry }), bin, stateOf(choice)];
  return parts.filter(Boolean).join(' · ');
}

/** What stays in the depot: what may still go out, and apart from it what may not, each with its reason. */
export function restTexts({ usable, unusable }: Held, unit: string): string[] {
  const others = unusable.map(({ choice, quantity }) =>
    say(says.restPart, { quantity: quantity === 0 ? null : fromThousandths(quantity), why: stateOf(choice) }),
  );
  return [
    say(says.rest, { quantity: fromThousandths(usable), unit }),
    ...(others.length > 0 ? [say(says.restUnusable, { parts: others.join(', ') })] : []),
  ];
}

/** What forbids the stock that there is: each reason once. */
export function whyNone(choices: readonly StockChoice[]): string | null {
  const reasons = choices.filter(({ unusable }) => unusable).map(stateOf);
  return [...new Set(reasons)].join(', ') || null;
}
