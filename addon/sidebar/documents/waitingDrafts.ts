/** What was begun in a panel and waits: each is taken up again by one click. */
import { button, el } from '../dom.ts';
import { say, words } from '../words.ts';

export interface WaitingDraft {
  /** «Achat», «Patient». */
  what: string;
  /** Whom or what it is about, the first that is not ''. */
  about: string[];
  /** The items of its lines; null where it has none by its nature. */
  items: string[] | null;
  resume(): void;
}

/** Null where nothing waits. */
export function waitingDrafts(drafts: readonly WaitingDraft[]): HTMLElement | null {
  if (drafts.length === 0) return null;
  const text = ({ what, about, items }: WaitingDraft) =>
    [what, about.find(Boolean), items && itemsText(items)].filter(Boolean).join(', ');
  return el(
    'section',
    {},
    el('h2', {}, words.drafts.waiting),
    el('div', { class: 'drafts' }, ...drafts.map((draft) => button(text(draft), () => draft.resume()))),
  );
}

/** The first tells two drafts for one patient apart. */
function itemsText([first, ...others]: string[]): string {
  if (first === undefined) return say(words.drafts.lines, { count: 0 });
  return others.length === 0 ? first : say(words.drafts.items, { first, others: others.length });
}
