/** What was begun in a panel and waits: each is taken up again by one click. */
import { button, el } from '../dom.ts';
import { say, words } from '../words.ts';

export interface WaitingDraft {
  /** «Achat», «Patient». */
  what: string;
  /** Whom or what it is about, the first that is not ''. */
  about: string[];
  /** How many lines it has; null where it has none by its nature. */
  lines: number | null;
  resume(): void;
}

/** Null where nothing waits. */
export function waitingDrafts(drafts: readonly WaitingDraft[]): HTMLElement | null {
  if (drafts.length === 0) return null;
  const text = ({ what, about, lines }: WaitingDraft) =>
    [what, about.find(Boolean), lines !== null && say(words.drafts.lines, { count: lines })]
      .filter(Boolean)
      .join(', ');
  return el(
    'section',
    {},
    el('h2', {}, words.drafts.waiting),
    el('div', { class: 'drafts' }, ...drafts.map((draft) => button(text(draft), () => draft.resume()))),
  );
}
