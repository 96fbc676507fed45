/** The head that every document of this panel has, while it is written. Pure. */

/** The head that all documents share; `id` is made when the form opens, so that a retry never doubles. */
export interface DocumentHeadDraft {
  id: string;
  date: string;
  description: string;
  linkedDocument: string;
  /** «Ces quantités ne sont pas dans le comptage» (Q16). */
  notCounted: boolean;
}

export function newHead(id: string, today: string): DocumentHeadDraft {
  return { id, date: today, description: '', linkedDocument: '', notCounted: false };
}

/** The head of the request: what is blank is left out. */
export function headOf({ id, date, description, linkedDocument, notCounted }: DocumentHeadDraft) {
  return {
    id,
    date,
    ...(description.trim() && { description: description.trim() }),
    ...(linkedDocument.trim() && { linkedDocument: linkedDocument.trim() }),
    ...(notCounted && { notCounted }),
  };
}
