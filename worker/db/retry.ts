/** Errors that pass by themselves, as Cloudflare lists them; only idempotent work is tried again. */
const PASSING = [
  'Network connection lost',
  'storage caused object to be reset',
  'reset because its code was updated',
  'Internal error while starting up D1 DB storage',
  'Cannot resolve D1 DB due to transient issue on remote node',
];
const TRIES_AFTER_FIRST = 3;
const FIRST_WAIT_MS = 50;

export function isPassing(error: unknown): boolean {
  const message = error instanceof Error ? error.message : String(error);
  return PASSING.some((text) => message.includes(text));
}

/** Tries again after a passing error, at most three times, with backoff and jitter. */
export async function withRetry<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === TRIES_AFTER_FIRST || !isPassing(error)) throw error;
      const wait_ms = FIRST_WAIT_MS * 2 ** tries * (0.5 + Math.random());
      await new Promise((resolve) => setTimeout(resolve, wait_ms));
    }
  }
}
