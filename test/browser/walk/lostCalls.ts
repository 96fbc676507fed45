/** The way between a sidebar and its script fails, as Google's does: a call that never came, an answer that was lost. */
import { expect } from 'vitest';
import type { Calls } from '../../../addon/server/calls.ts';
import type { Panel } from './panel.ts';

type Runner = Record<string, (...args: unknown[]) => unknown>;
interface Frame {
  google: { script: { run: Runner } };
  mended?: Runner;
  asked?: unknown[][];
}

/**
 * From now on each call of that name fails for the panel: `unsent`, nothing of it reaches the script; `unanswered`,
 * it is carried out and nobody hears of it.
 */
export async function lose(panel: Panel, name: keyof Calls, how: 'unsent' | 'unanswered'): Promise<void> {
  await panel.frame.locator('body').evaluate(
    (_, [lost, unsent]) => {
      const frame = globalThis as unknown as Frame;
      const { run } = frame.google.script;
      const fails = new Error('NetworkError');
      frame.mended ??= run;
      frame.asked = [];
      const runner = (success?: unknown, failure?: (error: Error) => void): Runner =>
        new Proxy({} as Runner, {
          get: (_own, called: string) => {
            if (called === 'withSuccessHandler') return (next: unknown) => runner(next, failure);
            if (called === 'withFailureHandler') return (next: typeof failure) => runner(success, next);
            return (...args: unknown[]) => {
              if (called === lost) frame.asked!.push(args);
              if (called === lost && unsent) return setTimeout(() => failure?.(fails));
              const heard = called === lost ? () => failure?.(fails) : success;
              const real = run.withSuccessHandler!(heard) as { withFailureHandler(next: unknown): Runner };
              return real.withFailureHandler(failure)[called]!(...args);
            };
          },
        });
      frame.google.script.run = runner();
    },
    [name, how === 'unsent'] as const,
  );
}

/** Every call arrives again, and its answer too. What was asked meanwhile: the arguments after the e-mail. */
export function mend(panel: Panel): Promise<unknown[][]> {
  return panel.frame.locator('body').evaluate(() => {
    const frame = globalThis as unknown as Frame;
    frame.google.script.run = frame.mended!;
    return frame.asked!.map(([, ...args]) => args);
  });
}

/** What a person reads then. */
export const LOST = 'Pas de réponse de Google Sheets.';

/** Presses twice, and each time the answer is lost: under which ids the service was asked. */
export async function pressInVain(panel: Panel, button: string, name: keyof Calls): Promise<Set<unknown>> {
  await lose(panel, name, 'unanswered');
  for (let press = 0; press < 2; press += 1) {
    await panel.press(button);
    await panel.says(LOST);
  }
  const asked = await mend(panel);
  expect(asked).toHaveLength(2);
  return new Set(asked.map(([id]) => id));
}
