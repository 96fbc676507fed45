/** An exit being written: plain data, kept as a draft until it is posted or thrown away. Pure. */
import type { DocumentRequest } from '../../../shared/contract/documents.ts';
import type { Language } from '../../../shared/domain/quantities.ts';
import { choiceKey, type DraftLine, documentLine } from '../lines/draftLine.ts';

export const EXIT_TYPES = ['exit-patient', 'exit-service', 'transfer', 'loss'] as const;
export type ExitType = (typeof EXIT_TYPES)[number];

export interface ExitDraft {
  format: 2;
  /** The document's id: posting twice is posting once. */
  id: string;
  type: ExitType;
  depot: string;
  party: string;
  partyName: string;
  invoice: string;
  date: string;
  description: string;
  /** False: the description follows what is chosen. */
  ownDescription: boolean;
  linkedDocument: string;
  /** Of a loss. */
  reason: string;
  /** The reason of an emergency exit from a frozen scope; '' where it is none (Q12). */
  emergency: string;
  notCounted: boolean;
  lines: DraftLine[];
}

export function newDraft(id: string, type: ExitType, depot: string, today: string): ExitDraft {
  const texts = { party: '', partyName: '', invoice: '', description: '', reason: '' };
  const optional = { linkedDocument: '', emergency: '', notCounted: false };
  return {
    format: 2,
    id,
    type,
    depot,
    date: today,
    ...texts,
    ...optional,
    ownDescription: false,
    lines: [],
  };
}

/** Choices are asked anew when a draft is taken up again, so only those picked are kept. */
export function draftText(draft: ExitDraft): string {
  const lines = draft.lines.map((line) => ({
    ...line,
    choices: line.choices.filter((choice) => line.picks.some((pick) => pick.choice === choiceKey(choice))),
  }));
  return JSON.stringify({ ...draft, lines });
}

/** Null where the text is no draft of this format. */
export function readDraftText(text: string): ExitDraft | null {
  try {
    const draft = JSON.parse(text) as ExitDraft;
    return draft.format === 2 && Array.isArray(draft.lines) ? draft : null;
  } catch {
    return null;
  }
}

/** True where there is nothing worth keeping. */
export function isEmpty(draft: ExitDraft): boolean {
  const { party, invoice, reason, linkedDocument, emergency } = draft;
  const typed = party || invoice || reason || linkedDocument || emergency || draft.ownDescription;
  return !typed && draft.lines.length === 0;
}

/** The request as the contract wants it. */
export function toRequest(draft: ExitDraft, language: Language): DocumentRequest {
  const { id, type, depot, party, invoice, date, notCounted } = draft;
  const [description, linkedDocument, reason, emergency] = [
    draft.description,
    draft.linkedDocument,
    draft.reason,
    draft.emergency,
  ].map((text) => text.trim());
  // A loss owes nobody anything: what is not there is not listed.
  const undelivered = draft.lines.flatMap(({ item, missing }) =>
    missing > 0 && type !== 'loss' ? [{ item, quantity: missing }] : [],
  );
  return {
    id,
    type,
    depot,
    date,
    ...(type !== 'loss' && party && { party }),
    ...(type === 'exit-patient' && invoice && { invoice }),
    ...(type === 'loss' && reason && { reason }),
    ...(description && { description }),
    ...(linkedDocument && { linkedDocument }),
    ...(emergency && { emergency: { reason: emergency } }),
    ...(notCounted && { notCounted }),
    ...(type !== 'loss' && undelivered.length > 0 && { undelivered }),
    lines: draft.lines.flatMap((line) => line.picks.map((pick) => documentLine(line, pick, language))),
  };
}
