import type { Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { Refusal, type RefusedLine, refuseLines } from '../http/problem.ts';

/**
 * The database names a field and a reason by a word of its own; the caller reads them in his language.
 * What is no refusal by lines passes unchanged.
 */
export function inWords(error: unknown, language: Language): unknown {
  if (!(error instanceof Refusal) || error.lines.length === 0) return error;
  return refuseLines(
    error.lines.map((line) => lineInWords(line, language)),
    error.total,
  );
}

export function lineInWords(line: RefusedLine, language: Language): RefusedLine {
  const { fields, reasons } = textOf(language).imports;
  const { what, why } = line;
  return {
    ...line,
    ...(isKey(fields, what) && { what: fields[what] }),
    ...(isKey(reasons, why) && { why: say(reasons[why], language, line) }),
  };
}

function isKey<T extends object>(table: T, key: unknown): key is keyof T {
  return typeof key === 'string' && Object.hasOwn(table, key);
}
