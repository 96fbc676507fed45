/** A draft that cannot be opened now: what it is about may be gone for good, and the panel must not end here. */
import { button, notice } from '../dom.ts';
import { keepDraft } from '../keeping.ts';
import { type DraftPlace, showScreen } from '../page.ts';
import { words } from '../words.ts';
import { draftActions } from './draftActions.ts';

export interface NotTakenUp {
  title: string;
  problem: string;
  again(): void;
  menu(): void;
}

/** `draft` bears the name under which it is kept. */
export function showNotTakenUp(place: DraftPlace, draft: { id: string }, screen: NotTakenUp): void {
  const { title, problem, again, menu } = screen;
  const told = notice('danger', problem);
  showScreen(
    title,
    told,
    ...draftActions({
      submit: button(words.panel.retry, again, 'primary'),
      restored: true,
      holds: () => true,
      keeping: () => keeping,
      refused: told,
      thrown: menu,
      back: menu,
    }),
  );
  const text = place.drafts.get(draft.id) ?? null;
  const keeping = keepDraft(
    place,
    draft.id,
    () => text,
    () => {},
  );
}
