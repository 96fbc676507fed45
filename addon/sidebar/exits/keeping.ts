/** Keeps the draft in the person's properties, two seconds after the last key. */
import { call } from '../call.ts';
import { words } from '../words.ts';
import { draftText, type ExitDraft, isEmpty } from './draft.ts';

const PAUSE_MS = 2_000;

export interface Keeping {
  /** Something changed: keep it soon. */
  later(): void;
  /** Keep what waits now. */
  now(): Promise<void>;
  /** Nothing more is kept: the draft was posted or thrown away. Waits for what is under way. */
  stop(): Promise<void>;
}

/** `said` hears whether it was kept. One save at a time: calls arrive in any order. */
export function keepDraft(draft: ExitDraft, said: (text: string) => void): Keeping {
  let timer = 0;
  let waiting = false;
  let stopped = false;
  let saving: Promise<void> = Promise.resolve();

  async function save(): Promise<void> {
    if (!waiting || stopped) return;
    waiting = false;
    const kept = await call('saveDraft', isEmpty(draft) ? null : draftText(draft));
    if (!stopped) said(kept.ok ? words.exits.draftKept : `${words.exits.draftNotKept} : ${kept.message}`);
  }

  function now(): Promise<void> {
    clearTimeout(timer);
    saving = saving.then(save);
    return saving;
  }

  return {
    later() {
      waiting = true;
      clearTimeout(timer);
      timer = window.setTimeout(() => void now(), PAUSE_MS);
    },
    now,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await saving;
    },
  };
}
