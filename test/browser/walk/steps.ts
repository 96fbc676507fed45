import { afterEach, beforeEach, expect } from 'vitest';

/** Each test of this file goes on where the one before ended: after a stumble the rest would tell nothing. */
export function goStepByStep(): void {
  let stumbled = false;
  afterEach(({ task }) => {
    stumbled ||= task.result?.state === 'fail';
  });
  beforeEach(({ skip }) => skip(stumbled, 'an earlier step failed'));
}

/** `expect.poll` with the patience of a person: a busy machine is no fault. */
export function soon<T>(look: () => Promise<T>) {
  return expect.poll(look, { timeout: 10_000 });
}
