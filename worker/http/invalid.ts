import * as z from 'zod';
import { en, fr } from 'zod/locales';
import type { Language } from '../../shared/domain/quantities.ts';
import { Refusal, type RefusedLine } from './problem.ts';

/** Stands between the French and the English message: zod is asked once, before the language is known. */
const BETWEEN = '\u001f';

const french = fr().localeError;
const english = en().localeError;

function messageOf(made: ReturnType<typeof french>): string {
  return typeof made === 'string' ? made : (made?.message ?? '');
}

/** zod keeps the raw input for this moment only, so both languages are written now. */
z.config({ customError: (issue) => messageOf(french(issue)) + BETWEEN + messageOf(english(issue)) });

/** The contract is broken: one entry for each fault, with the line it stands on and the field. */
export function refuseInvalid(error: { issues: readonly z.core.$ZodIssue[] }, language: Language): Refusal {
  const lines = error.issues.map((issue): RefusedLine => {
    const [first, index, ...rest] = issue.path;
    const onLine = first === 'lines' && typeof index === 'number';
    const field = (onLine ? rest : issue.path).join('.');
    const said = issue.message.split(BETWEEN)[language === 'fr' ? 0 : 1] ?? issue.message;
    return {
      line: onLine ? index + 1 : 0,
      code: 'REQUEST_INVALID',
      field,
      what: field ? `${field} : ${said}` : said,
    };
  });
  const shown = lines.slice(0, 100);
  return new Refusal('REQUEST_INVALID', shown[0] ?? {}, shown, lines.length);
}
