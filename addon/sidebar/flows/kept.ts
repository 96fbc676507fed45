/** The drafts of this panel: each of one of its forms. */
import type { WaitingDraft } from '../documents/waitingDrafts.ts';
import type { Panel } from '../page.ts';
import { words } from '../words.ts';
import type { EntryDraft } from './entryDraft.ts';
import type { MovementDraft } from './movementDraft.ts';
import type { RectificationDraft } from './rectificationScreen.ts';
import type { RestDraft, RestType } from './restDraft.ts';
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

/** The drafts of this panel, the one kept last at the end. */
export function keptDrafts({ drafts }: Panel): KeptDraft[] {
  return [...drafts.values()].flatMap((text) => readKept(text) ?? []);
}

/** The draft about that document which waits already: a second one would take the same goods. */
export function draftAbout(
  panel: Panel,
  document: string,
  kind: RestType | 'reversal' | 'rectification',
): KeptDraft | null {
  const about = (draft: KeptDraft) =>
    draft.form === 'rest'
      ? draft.type === kind && draft.source.id === document
      : draft.form === kind && 'document' in draft && draft.document === document;
  return keptDrafts(panel).find(about) ?? null;
}

/** «Achat, Laborex, 2 lignes». */
export function waitingDraft(draft: KeptDraft, resume: () => void): WaitingDraft {
  const says = words.flows;
  if (draft.form === 'movement')
    return {
      what: says.movement.directions[draft.direction],
      about: [draft.label, draft.description],
      items: null,
      resume,
    };
  if (draft.form === 'reversal' || draft.form === 'rectification')
    return { what: says.types[draft.form], about: [draft.number], items: null, resume };
  const items = [...new Set<string>(draft.lines.map(({ item }) => item))];
  if (draft.form === 'rest')
    return { what: says.rest.titles[draft.type], about: [draft.source.number], items, resume };
  const what = draft.form === 'entry' ? says.entry.short[draft.type] : says.takeOut.short[draft.type];
  return { what, about: [draft.partyName, draft.party, draft.description], items, resume };
}

function readKept(text: string): KeptDraft | null {
  try {
    const draft = JSON.parse(text) as KeptDraft;
    return FORMS.includes(draft.form) && typeof draft.id === 'string' ? draft : null;
  } catch {
    return null;
  }
}
