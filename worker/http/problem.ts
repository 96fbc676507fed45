import type { BadLine, Problem } from '../../shared/contract/common.ts';
import { ERROR_STATUS, type ErrorCode, isErrorCode } from '../../shared/domain/errors.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { type Figures, say } from '../../shared/text/say.ts';

/** A line as the database names it: its number, the code, and the figures of the rule. */
export type RefusedLine = { line: number; code: ErrorCode } & Record<string, unknown>;

/** A request refused by a rule: the only error that reaches the caller as written. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly figures: Figures;
  readonly lines: readonly RefusedLine[];
  /** How many lines are bad; more than `lines` holds where the list was cut. */
  readonly total: number;

  constructor(
    code: ErrorCode,
    figures: Figures = {},
    lines: readonly RefusedLine[] = [],
    total = lines.length,
  ) {
    super(code);
    this.code = code;
    this.figures = figures;
    this.lines = lines;
    this.total = total;
  }
}

/**
 * Refuses by bad lines, all of them at once. Where they share one code that code stands on top, so that
 * a caller with one bad line need not look further; else `LINES_REFUSED`.
 */
export function refuseLines(lines: readonly RefusedLine[], total = lines.length): Refusal {
  const [first] = lines;
  if (!first) throw new Error('a refusal without a line');
  const alone = lines.every((line) => line.code === first.code);
  if (alone && total === 1) return new Refusal(first.code, first, lines, total);
  return new Refusal(alone ? first.code : 'LINES_REFUSED', { ...first, count: total }, lines, total);
}

export function toBadLine(line: RefusedLine, language: Language): BadLine {
  return { ...line, detail: say(textOf(language).errors[line.code], language, line) };
}

export function toProblem(refusal: Refusal, language: Language, requestId: string): Problem {
  const { errors } = textOf(language);
  const lines = refusal.lines.map((line) => toBadLine(line, language));
  const isOfTheWhole = lines.length > 1 && lines.every(({ line }) => line === 0);
  const detail = isOfTheWhole
    ? // Several things about the request as a whole: each is said, «1 line» would say none of them.
      lines.map((line) => line.detail).join(' ')
    : refusal.total > 1
      ? say(errors[refusal.code === 'ROWS_REFUSED' ? 'ROWS_REFUSED' : 'LINES_REFUSED'], language, {
          count: refusal.total,
        })
      : say(errors[refusal.code], language, { ...refusal.figures, requestId });
  return {
    type: `/errors/${refusal.code}`,
    title: refusal.code,
    status: ERROR_STATUS[refusal.code],
    detail,
    code: refusal.code,
    requestId,
    ...(refusal.lines.length > 0 && {
      errors: lines,
      errorCount: refusal.total,
    }),
  };
}

/** A code that came out of the database, or null where it is none of ours. */
export function knownCode(text: string): ErrorCode | null {
  return isErrorCode(text) ? text : null;
}
