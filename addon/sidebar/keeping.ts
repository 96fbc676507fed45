/** Keeps what is being typed in the person's properties, two seconds after the last key. */
import { call } from './call.ts';
import { type DraftPlace, isWorking, onLeaving } from './page.ts';
import { words } from './words.ts';

const PAUSE_MS = 2_000;

export interface Keeping {
  /** Something changed: keep it soon. */
  later(): void;
  /** Keep what waits now. */
  now(): Promise<void>;
  /** The draft goes on under another name. */
  rename(other: string): Promise<void>;
  /** Nothing more is kept: the draft was posted. Waits for what is under way. */
  stop(): Promise<void>;
  /** Thrown away, in the person's properties too. Null, or the sentence why it could not be. */
  throwAway(): Promise<string | null>;
}

/**
 * `name` tells the draft from the others of its place; `write` gives its text, null where there is nothing worth
 * keeping; `said` hears whether it was kept. What is not yet kept when the
 * screen is left, is kept then. Calls arrive in any order: one save at a time, and none of its own while a
 * command is under way, or the draft of what was just posted would be kept after it.
 */
export function keepDraft(
  place: DraftPlace,
  name: string,
  write: () => string | null,
  said: (text: string) => void,
): Keeping {
  const send = (draft: string | null, under = name) =>
    call('saveDraft', place.name, place.depot.code, under, draft);
  const remember = (draft: string | null) => {
    if (draft === null) place.drafts.delete(name);
    else place.drafts.set(name, draft);
  };
  /** Of a form that never held anything there is nothing to take away. */
  let there = place.drafts.has(name);
  let timer = 0;
  let waiting = false;
  let stopped = false;
  let asking = false;
  let saving: Promise<void> = Promise.resolve();

  async function save(): Promise<void> {
    if (!waiting || stopped) return;
    waiting = false;
    asking = true;
    const draft = write();
    remember(draft);
    const kept = draft === null && !there ? { ok: true as const } : await send(draft);
    there ||= draft !== null;
    asking = false;
    // Of a form that holds nothing there is nothing to say.
    const good = draft === null ? '' : words.drafts.kept;
    if (!stopped) said(kept.ok ? good : `${words.drafts.notKept} : ${kept.message}`);
  }

  function now(): Promise<void> {
    clearTimeout(timer);
    saving = saving.then(save);
    return saving;
  }

  function later(): void {
    waiting = true;
    said(write() === null ? '' : words.drafts.keeping);
    clearTimeout(timer);
    timer = window.setTimeout(() => (isWorking() ? later() : void now()), PAUSE_MS);
  }

  async function stop(): Promise<void> {
    stopped = true;
    clearTimeout(timer);
    remember(null);
    const late = asking;
    await saving;
    if (late) await send(null);
  }

  async function rename(other: string): Promise<void> {
    const before = name;
    place.drafts.delete(before);
    name = other;
    waiting = true;
    await now();
    await send(null, before);
  }

  onLeaving(() => {
    if (!stopped) remember(write());
    return now();
  });

  return {
    later,
    now,
    rename,
    stop,
    async throwAway() {
      await stop();
      const gone = await send(null);
      return gone.ok ? null : gone.message;
    },
  };
}
