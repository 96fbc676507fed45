/** What a screen looks up again and again while it stands. */
import { isWorking, onLeaving } from './page.ts';

/** Whoever comes back to the panel within so long of the last time is told nothing newer. */
const NEWS_AFTER_MS = 10_000;
/** A press that brings the person back does its own work first. */
const PRESS_MS = 300;

/**
 * Every so many milliseconds until the screen is left, never while something is under way; and when a person comes back
 * from the sheet to the panel, in place of the next time: it costs no call more.
 */
export function regularly(every_ms: number, look: () => unknown): void {
  let last_ms = Date.now();
  let timer = 0;
  let standing = true;

  function again(): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(now, every_ms);
  }

  function now(): void {
    again();
    if (isWorking()) return;
    last_ms = Date.now();
    void look();
  }

  function back(): void {
    window.setTimeout(() => {
      if (standing && Date.now() - last_ms >= NEWS_AFTER_MS) now();
    }, PRESS_MS);
  }

  window.addEventListener('focus', back);
  onLeaving(() => {
    standing = false;
    window.clearTimeout(timer);
    window.removeEventListener('focus', back);
  });
  again();
}
