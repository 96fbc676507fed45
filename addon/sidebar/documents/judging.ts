/** A form that is not whole yet: what it misses and what the service would refuse are told by the same press. */
import type { BadLine } from '../../../shared/contract/common.ts';
import type { DocumentRequest } from '../../../shared/contract/documents.ts';
import { call } from '../call.ts';
import { notice } from '../dom.ts';
import { whileWorking } from '../page.ts';
import type { ErrorPlaces } from '../refused.ts';
import { words } from '../words.ts';

export interface JudgedPlaces extends Pick<ErrorPlaces, 'line' | 'head'> {
  /** True where the form says already what is wrong there. */
  told(error: BadLine): boolean;
}

/** Of a document without lines only the head is judged: this one stands for them, and is never looked at. */
const NO_LINES: DocumentRequest['lines'] = [{ item: '-', quantity: 1 }];

/**
 * Lays beside the fields what the service would refuse as well, the rest in `box`; tells these points. Without an
 * answer what the form misses stands, and the rest is told when it is sent.
 */
export async function judgeToo(
  request: DocumentRequest,
  places: JudgedPlaces,
  box: HTMLElement,
): Promise<readonly BadLine[]> {
  const bare = request.lines.length === 0;
  const asked = bare ? { ...request, lines: NO_LINES } : request;
  const judged = await whileWorking(words.flows.judging, () => call('judgeDocument', asked));
  if (!judged?.ok) return [];
  const news = judged.errors.filter((error) => !(bare && error.line > 0) && !places.told(error));
  const others = news.filter((error) => !(error.line > 0 ? places.line(error) : places.head(error)));
  box.replaceChildren(...others.map(({ detail }) => notice('danger', detail)));
  return news;
}

/** An unreadable quantity is told by the form: one stands for it, so that the service looks at the rest of the line. */
export function withQuantities(request: DocumentRequest): DocumentRequest {
  return { ...request, lines: request.lines.map((line) => ({ ...line, quantity: line.quantity || 1 })) };
}
