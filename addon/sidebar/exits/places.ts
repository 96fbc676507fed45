/** Where the sentences of a refused exit go. */
import type { BadLine } from '../../../shared/contract/common.ts';
import type { Language } from '../../../shared/domain/quantities.ts';
import { isMarked } from '../documents/documentForm.ts';
import type { JudgedPlaces } from '../documents/judging.ts';
import type { Field } from '../dom.ts';
import { isProposedAnew, isQuantityTold, linePlaces } from '../lines/draftLine.ts';
import type { LinesEditor } from '../lines/linesEditor.ts';
import type { ErrorPlaces } from '../refused.ts';
import { say, words } from '../words.ts';
import type { ExitDraft } from './draft.ts';

type Box = Pick<Field<HTMLElement>, 'input' | 'setError'> | null;

export interface FormFields {
  party: Box;
  reason: Box;
  invoice: Box;
  lines: LinesEditor;
  /** «Créer ?»: a patient whom nobody knows (Q7). */
  askPatient(): void;
}

export function placesOf(
  draft: ExitDraft,
  fields: FormFields,
  language: Language,
): ErrorPlaces & JudgedPlaces {
  const places = linePlaces(draft);
  return {
    // An emergency exit is judged when it is sent: what the count froze is what it takes.
    told: (error) =>
      (error.code === 'COUNT_OPEN' && draft.emergency !== '') ||
      isQuantityTold(draft, error, language) ||
      (error.line === 0 && isMarked(boxOf(error.code, fields))),
    line({ line, detail }) {
      const at = places[line - 1];
      const card = at && fields.lines.cards()[at.line];
      card?.setError(at?.pick ?? null, detail);
      return card !== undefined;
    },
    head({ code, detail }) {
      const box = boxOf(code, fields);
      box?.setError(code === 'PARTY_UNKNOWN' ? unknown(draft) : detail);
      if (code === 'PARTY_UNKNOWN') fields.askPatient();
      return box !== null;
    },
    summary: (errors: readonly BadLine[]) => (isProposedAnew(draft, errors) ? words.lines.stockMoved : null),
  };
}

/** The service's sentence is that of all documents; here it is known who was meant. */
function unknown({ type, party }: ExitDraft): string {
  return type === 'loss' ? '' : say(words.exits.partyUnknown[type], { party });
}

/** Which field of the head a code is about; null where it is about none. */
function boxOf(code: string, { party, reason, invoice }: FormFields): Box {
  if (code.startsWith('INVOICE_')) return invoice;
  if (code.startsWith('PARTY_') || code === 'SAME_DEPOT' || code === 'DESTINATION_NOT_ALLOWED') return party;
  return code === 'REASON_REQUIRED' ? reason : null;
}
