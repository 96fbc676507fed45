/**
 * Keeps what is being typed in the person's properties: two seconds after the last key, every five while somebody types
 * on, and at once where the person turns to the sheet, the menu or the cross.
 */
import { call } from './call.ts';
import { type DraftPlace, isWorking, onLeaving } from './page.ts';
import { words } from './words.ts';

const PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 5_000;
const AGAIN_MS = 10_000;

export interface Keeping {
  /** Something changed: keep it soon. */
  later(): void;
  /** Keep what waits now. */
  now(): Promise<void>;
  /** The draft goes on under another name. */
  rename(other: string): Promise<void>;
  /** Nothing more is kept: the draft was posted, and the server side forgot it then. Waits for what is under way. */
  stop(): Promise<void>;
  /** Nothing more is kept of what was carried out. Where this fails, the panel asks the service before it shows it again. */
  carriedOut(): Promise<void>;
  /** Thrown away, in the person's properties too. Null, or the sentence why it could not be: it goes on being kept. */
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
  /** When the oldest of what is not yet kept was typed. */
  let since: number | null = null;
  let waiting = false;
  let stopped = false;
  let left = false;
  let asking = false;
  let saving: Promise<void> = Promise.resolve();

  async function save(): Promise<void> {
    if (!waiting || stopped) return;
    waiting = false;
    since = null;
    asking = true;
    const draft = write();
    remember(draft);
    const kept = draft === null && !there ? { ok: true as const } : await send(draft);
    there ||= draft !== null;
    asking = false;
    // Of a form that holds nothing there is nothing to say.
    const good = draft === null ? '' : words.drafts.kept;
    if (!stopped) said(kept.ok ? good : `${words.drafts.notKept} : ${kept.message}`);
    // Nobody has to type on for it to be kept once the connection is there again.
    if (!kept.ok && kept.code !== 'DRAFT_TOO_LARGE' && !stopped && !left) {
      waiting = true;
      timer = window.setTimeout(soon, AGAIN_MS);
    }
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
    since ??= Date.now();
    const pause = Math.max(Math.min(PAUSE_MS, since + LONGEST_PAUSE_MS - Date.now()), 0);
    timer = window.setTimeout(soon, pause);
  }

  function soon(): void {
    clearTimeout(timer);
    if (!isWorking()) return void now();
    timer = window.setTimeout(soon, PAUSE_MS);
  }

  const turnedAway = () => waiting && !stopped && soon();
  window.addEventListener('blur', turnedAway);

  async function stop(): Promise<void> {
    stopped = true;
    window.removeEventListener('blur', turnedAway);
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
    left = true;
    window.removeEventListener('blur', turnedAway);
    if (!stopped) remember(write());
    return now();
  });

  return {
    later,
    now,
    rename,
    stop,
    async carriedOut() {
      await stop();
      await send(null);
    },
    async throwAway() {
      await stop();
      const gone = await send(null);
      if (gone.ok) return null;
      stopped = false;
      waiting = true;
      window.addEventListener('blur', turnedAway);
      remember(write());
      return gone.message;
    },
  };
}
