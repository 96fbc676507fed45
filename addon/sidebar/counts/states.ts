/** What the state column says beside each line: what became of the figure that stands there. Pure. */
import { formatQuantity, type Language } from '../../../shared/domain/quantities.ts';
import type { addon as fr } from '../../../shared/text/fr/addon.ts';
import type { Same } from '../../../shared/text/same.ts';
import { say } from '../../../shared/text/say.ts';
import type { ReadBack } from './readBack.ts';

export interface Standing {
  /** The figure that the service acknowledged. */
  recorded(line: number): number | null;
  /** Its gap, where it should be looked at. */
  gap(line: number): number | null;
  /** Lines whose recorded figure this person may not know (B2). */
  hidden: ReadonlySet<number>;
  /** Lines that were erased at once, held until a person has chosen. */
  erased: ReadonlySet<number>;
  refused: ReadonlyMap<number, { detail: string }>;
  held: ReadonlyMap<number, { theirs: number | null }>;
}

export function recordedState(
  quantity: number | null,
  language: Language,
  says: Same<typeof fr>['sheet'],
): string {
  return quantity === null ? '' : say(says.recorded, language, { value: formatQuantity(quantity, language) });
}

export function hiddenState(language: Language, says: Same<typeof fr>['sheet']): string {
  return say(says.recorded, language, { value: says.hidden });
}

/** The gap comes first: what is recorded of it may run out of the column. */
function checkedState(
  recorded: string,
  gap: number | null,
  language: Language,
  says: Same<typeof fr>['sheet'],
): string {
  return gap === null ? recorded : say(says.gap, language, { gap: formatQuantity(gap, language), recorded });
}

export function statesOf(
  { quantities, problems }: ReadBack,
  { recorded, gap, hidden, erased, refused, held }: Standing,
  language: Language,
  words: Same<typeof fr>,
): Map<number, string> {
  const figure = (quantity: number | null) =>
    quantity === null ? words.counts.blank : formatQuantity(quantity, language);
  const states = new Map<number, string>();
  for (const [line, { quantity }] of quantities) {
    const kept = recorded(line);
    const known = hidden.has(line)
      ? hiddenState(language, words.sheet)
      : checkedState(recordedState(kept, language, words.sheet), gap(line), language, words.sheet);
    states.set(line, kept === quantity ? known : words.sheet.unsent);
  }
  for (const line of erased)
    states.set(line, say(words.sheet.erased, language, { value: figure(recorded(line)) }));
  for (const { line, problem } of problems) if (line !== null) states.set(line, problem);
  for (const [line, { detail }] of refused) states.set(line, detail);
  for (const [line, { theirs }] of held)
    states.set(line, say(words.sheet.held, language, { value: figure(theirs) }));
  return states;
}
