/** What the state column says beside each line: what became of the figure that stands there. Pure. */
import { formatQuantity, type Language } from '../../../shared/domain/quantities.ts';
import type { addon as fr } from '../../../shared/text/fr/addon.ts';
import type { Same } from '../../../shared/text/same.ts';
import { say } from '../../../shared/text/say.ts';
import type { ReadBack } from './readBack.ts';

export interface Standing {
  /** The figure that the service acknowledged. */
  recorded(line: number): number | null;
  /** What is said of a line whose figure is the acknowledged one. */
  settled(line: number): string;
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

export function statesOf(
  { quantities, problems }: ReadBack,
  { recorded, settled, erased, refused, held }: Standing,
  language: Language,
  words: Same<typeof fr>,
): Map<number, string> {
  const figure = (quantity: number | null) =>
    quantity === null ? words.counts.blank : formatQuantity(quantity, language);
  const states = new Map<number, string>();
  for (const [line, { quantity }] of quantities) {
    states.set(line, recorded(line) === quantity ? settled(line) : words.sheet.unsent);
  }
  for (const line of erased)
    states.set(line, say(words.sheet.erased, language, { value: figure(recorded(line)) }));
  for (const [line, { detail }] of refused) states.set(line, detail);
  for (const [line, { theirs }] of held)
    states.set(line, say(words.sheet.held, language, { value: figure(theirs) }));
  // What stands there now is no figure: nothing is chosen, and nothing was refused, before it is one.
  for (const { line, problem } of problems) if (line !== null) states.set(line, problem);
  return states;
}
