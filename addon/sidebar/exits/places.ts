/** Where the sentences of a refused exit go. */
import type { BadLine } from '../../../shared/contract/common.ts';
import { linePlaces } from '../lines/draftLine.ts';
import type { LinesEditor } from '../lines/linesEditor.ts';
import type { ErrorPlaces } from '../refused.ts';
import { words } from '../words.ts';
import type { ExitDraft } from './draft.ts';

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

export function placesOf(draft: ExitDraft, fields: FormFields): ErrorPlaces {
  const places = linePlaces(draft);
  return {
    line({ line, code, detail }) {
      if (code === 'DATE_WITHIN_COUNT') fields.showFlag();
      const at = places[line - 1];
      const card = at && fields.lines.cards()[at.line];
      card?.setError(at?.pick ?? null, detail);
      return card !== undefined;
    },
    head({ code, detail }) {
      if (code === 'DATE_WITHIN_COUNT') fields.showFlag();
      const box = boxOf(code, fields);
      box?.setError(detail);
      return box !== null;
    },
    summary: (errors: readonly BadLine[]) =>
      errors.every(({ code }) => code === 'STOCK_INSUFFICIENT') ? words.lines.stockMoved : null,
  };
}

/** Which field of the head a code is about; null where it is about none. */
function boxOf(code: string, { party, date, reason, invoice }: FormFields): Box {
  if (code.startsWith('INVOICE_')) return invoice;
  if (code.startsWith('PARTY_') || code === 'SAME_DEPOT' || code === 'DESTINATION_NOT_ALLOWED') return party;
  if (code.startsWith('DATE_') || code === 'PERIOD_CLOSED') return date;
  return code === 'REASON_REQUIRED' ? reason : null;
}
