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
  /** Nothing more is kept: the draft was posted. Waits for what is under way. */
  stop(): Promise<void>;
  /** Thrown away, in the person's properties too. Null, or the sentence why it could not be. */
  throwAway(): Promise<string | null>;
}

/**
 * `write` gives the draft's text, null where there is nothing worth keeping; `said` hears whether it was kept.
 * The draft belongs to the panel and its depot: another depot has another. What is not yet kept when the
 * screen is left, is kept then. Calls arrive in any order: one save at a time, and none of its own while a
 * command is under way, or the draft of what was just posted would be kept after it.
 */
export function keepDraft(
  panel: DraftPlace,
  write: () => string | null,
  said: (text: string) => void,
): Keeping {
  const whole = (draft: string | null) => (panel.whole ? panel.whole(draft) : draft);
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
    panel.remember(draft);
    const kept = await call('saveDraft', panel.name, panel.depot.code, whole(draft));
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
    panel.remember(null);
    const late = asking;
    await saving;
    if (late) await call('saveDraft', panel.name, panel.depot.code, whole(null));
  }

  onLeaving(() => {
    if (!stopped) panel.remember(write());
    return now();
  });

  return {
    later,
    now,
    stop,
    async throwAway() {
      await stop();
      const gone = await call('saveDraft', panel.name, panel.depot.code, whole(null));
      return gone.ok ? null : gone.message;
    },
  };
}

/** How many forms of one place keep a draft: the oldest gives way. */
const DRAFTS = 20;

/** One of several drafts of a place, under the name of its form: the others stay as they are. */
export function namedDraft(place: DraftPlace, name: string): DraftPlace {
  const whole = (draft: string | null) => {
    const { [name]: _, ...others } = readDrafts(place.draft);
    const all = Object.entries(draft === null ? others : { ...others, [name]: draft });
    return all.length === 0 ? null : JSON.stringify(Object.fromEntries(all.slice(-DRAFTS)));
  };
  return {
    name: place.name,
    depot: place.depot,
    get draft() {
      return readDrafts(place.draft)[name] ?? null;
    },
    remember: (draft) => place.remember(whole(draft)),
    whole,
  };
}

function readDrafts(text: string | null): Record<string, string> {
  try {
    const read = Object.entries(JSON.parse(text ?? '{}') as Record<string, unknown>);
    return Object.fromEntries(read.filter((one): one is [string, string] => typeof one[1] === 'string'));
  } catch {
    return {};
  }
}
