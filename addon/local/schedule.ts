/** wrangler dev fires no schedule of its own. */
const EVERY_MS = 60_000;
const HANDLER = '/cdn-cgi/handler/scheduled';

/** Has the Worker catch up once, now: make missing zips, seal the books. */
export async function runSchedule(workerUrl: string): Promise<boolean> {
  const answer = await fetch(`${workerUrl}${HANDLER}`).catch(() => null);
  await answer?.arrayBuffer();
  return answer?.ok ?? false;
}

/** Has it catch up every minute by `run`. @returns what ends that */
export function keepSchedule(run: () => Promise<unknown>): () => Promise<void> {
  const timer = setInterval(() => void run().catch(() => undefined), EVERY_MS);
  timer.unref();
  return async () => clearInterval(timer);
}
