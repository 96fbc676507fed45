/** The draft of this panel: one of its forms, whichever was begun. */
import type { EntryDraft } from './entryDraft.ts';
import type { MovementDraft } from './movementDraft.ts';
import type { RectificationDraft } from './rectificationScreen.ts';
import type { RestDraft } from './restDraft.ts';
import type { ReversalDraft } from './reversalScreen.ts';
import type { TakeOutDraft } from './takeOutForm.ts';

export type KeptDraft =
  | EntryDraft
  | MovementDraft
  | RestDraft
  | TakeOutDraft
  | ReversalDraft
  | RectificationDraft;

const FORMS: KeptDraft['form'][] = ['entry', 'movement', 'rest', 'takeOut', 'reversal', 'rectification'];

/** Null where the text is no draft of these forms. */
export function readKept(text: string | null): KeptDraft | null {
  try {
    const draft = JSON.parse(text ?? '') as KeptDraft;
    return FORMS.includes(draft.form) && typeof draft.id === 'string' ? draft : null;
  } catch {
    return null;
  }
}
