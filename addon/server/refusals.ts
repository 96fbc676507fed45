import type { Language } from '../../shared/domain/quantities.ts';
import { type Figures, say } from '../../shared/text/say.ts';
import type { Refusal } from './calls.ts';
import { type Words, wordsOf } from './language.ts';

export type FailureCode = keyof Words['failures'];

/** A failure that the add-on found by itself, with what to do about it. */
export function refuse(code: FailureCode, language: Language, figures: Figures = {}, status = 0): Refusal {
  const message = say(wordsOf(language).failures[code], language, figures);
  return { ok: false, code, message, errors: [], status };
}
