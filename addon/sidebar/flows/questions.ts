/** Costs and expiries that surprise: asked in words beside their line, answered by a tick. Pure. */
import type { BadLine } from '../../../shared/contract/common.ts';

export type QuestionCode = 'COST_UNUSUAL' | 'EXPIRY_UNUSUAL';

/** What was asked of one lot: the sentence with its figures, and whether it is meant. */
export interface Question {
  code: QuestionCode;
  detail: string;
  meant: boolean;
}

export interface Asked {
  questions: Question[];
}

/**
 * The service takes a yes for the whole document. It is given only for what was asked about: `judged` is what
 * stood in the lines when the service last asked, so a figure typed since is judged without it first.
 */
export interface QuestionsDraft {
  judged: string;
}

export function isQuestion({ code }: Pick<BadLine, 'code'>): boolean {
  return code === 'COST_UNUSUAL' || code === 'EXPIRY_UNUSUAL';
}

/** Notes what the service asks of a lot; what was meant before stays meant where the figures are the same. */
export function ask(lot: Asked, { code, detail }: BadLine): Question {
  const before = lot.questions.find((question) => question.code === code && question.detail === detail);
  if (before) return before;
  const question = { code: code as QuestionCode, detail, meant: false };
  lot.questions = [...lot.questions.filter((other) => other.code !== code), question];
  return question;
}

/** The confirmations of the request: given where every question was answered, and nothing was typed since. */
export function confirmations(
  lots: readonly Asked[],
  draft: QuestionsDraft,
  written: string,
): { acceptCost?: true; acceptExpiry?: true } {
  if (draft.judged !== written) return {};
  const answered = (code: QuestionCode) => {
    const asked = lots.flatMap(({ questions }) => questions.filter((question) => question.code === code));
    return asked.length > 0 && asked.every(({ meant }) => meant);
  };
  return {
    ...(answered('COST_UNUSUAL') && { acceptCost: true }),
    ...(answered('EXPIRY_UNUSUAL') && { acceptExpiry: true }),
  };
}

/** How many questions wait for an answer. */
export function unanswered(lots: readonly Asked[]): number {
  return lots.reduce((sum, { questions }) => sum + questions.filter(({ meant }) => !meant).length, 0);
}
