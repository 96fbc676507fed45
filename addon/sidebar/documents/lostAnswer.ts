/**
 * The draft of a document whose answer was lost: what was sent may have been recorded. As long as the draft says the same
 * it is that document (invariant 9); changed since, it is its person's, and is kept as such (server/keptCommands.ts).
 */
import type { Refusal } from '../../server/calls.ts';

export interface LostAnswer {
  /** The draft's text, with the mark where it was changed since. */
  write(): string | null;
  /** What the service says of the id settles it; without an answer it may be recorded. */
  note(refusal: Refusal): void;
  /** It is known what became of it. */
  forget(): void;
}

/** `draft` may bear the mark of another time. */
export function lostAnswer(draft: object, text: () => string | null): LostAnswer {
  const marked = draft as { changed?: true | undefined };
  const { changed = false } = marked;
  marked.changed = undefined;
  let sent: string | null = changed ? '' : null;
  return {
    write() {
      const now = text();
      if (now === null || sent === null || now === sent) return now;
      return JSON.stringify({ ...JSON.parse(now), changed: true });
    },
    note({ status }) {
      if (status === 409) sent = null;
      else if (status < 400 || status >= 500) sent ??= text();
    },
    forget() {
      sent = null;
    },
  };
}
