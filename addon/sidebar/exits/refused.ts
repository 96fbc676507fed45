/** A refused exit: each sentence beside what it is about; what was typed stays. */
import type { Refusal } from '../../server/calls.ts';
import { notice } from '../dom.ts';
import { setStatus } from '../page.ts';
import { say, words } from '../words.ts';
import { type ExitDraft, linePlaces } from './draft.ts';
import type { LinesEditor } from './linesEditor.ts';

const says = words.exits;
type Box = { setError(text: string | null): void } | null;

export interface FormFields {
  party: Box;
  date: Box;
  reason: Box;
  invoice: Box;
  lines: LinesEditor;
  /** «Ces quantités ne sont pas dans le comptage» (Q16). */
  showFlag(): void;
}

export function showRefusal(
  refusal: Refusal,
  draft: ExitDraft,
  fields: FormFields,
  place: HTMLElement,
): void {
  const errors =
    refusal.errors.length > 0 ? refusal.errors : [{ ...refusal, line: 0, detail: refusal.message }];
  const places = linePlaces(draft);
  const others: string[] = [];
  for (const { line, code, detail } of errors) {
    if (code === 'DATE_WITHIN_COUNT') fields.showFlag();
    const at = places[line - 1];
    const card = at && fields.lines.cards()[at.line];
    const box = at ? null : boxOf(code, fields);
    if (card) card.setError(at.pick, detail);
    else if (box) box.setError(detail);
    else others.push(line > 0 ? say(says.refusedLine, { line, detail }) : detail);
  }
  const fix = say(says.fix, { count: errors.length });
  const moved = errors.every(({ code }) => code === 'STOCK_INSUFFICIENT');
  place.replaceChildren(
    ...others.map((text) => notice('danger', text)),
    ...(others.length < errors.length ? [notice('danger', moved ? says.stockMoved : fix)] : []),
  );
  setStatus('');
  document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus();
}

/** Which field of the head a code is about; null where it is about none. */
function boxOf(code: string, { party, date, reason, invoice }: FormFields): Box {
  if (code.startsWith('INVOICE_')) return invoice;
  if (code.startsWith('PARTY_') || code === 'SAME_DEPOT' || code === 'DESTINATION_NOT_ALLOWED') return party;
  if (code.startsWith('DATE_') || code === 'PERIOD_CLOSED') return date;
  return code === 'REASON_REQUIRED' ? reason : null;
}
