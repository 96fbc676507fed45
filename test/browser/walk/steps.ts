import { afterEach, beforeEach, expect } from 'vitest';

/** Each test of this file goes on where the one before ended: after a stumble the rest would tell nothing. */
export function goStepByStep(): void {
  let stumbled = false;
  afterEach(({ task }) => {
    stumbled ||= task.result?.state === 'fail';
  });
  beforeEach(({ skip }) => skip(stumbled, 'an earlier step failed'));
}

/** How long one waits for what a page should show: a busy machine is no fault. */
export const PATIENCE_MS = 25_000;

/** `expect.poll` with that patience. */
export function soon<T>(look: () => Promise<T>) {
  return expect.poll(look, { timeout: PATIENCE_MS });
}
