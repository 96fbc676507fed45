/** A making never lasts so long; what died in the middle is not waited for. */
const LASTS_AT_MOST_MS = 60_000;
const LOOK_AGAIN_MS = 25;

let takenSince_ms = 0;

/**
 * One zip at a time in an isolate: two of 100,000 lines at once would not fit its memory, and whoever asks for a
 * zip right after opening a count would make it a second time. Requests may not wait for each other's promises, so
 * a later one looks again until it is its turn.
 */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  while (takenSince_ms > 0 && Date.now() - takenSince_ms < LASTS_AT_MOST_MS)
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  const mine_ms = Date.now();
  takenSince_ms = mine_ms;
  try {
    return await work();
  } finally {
    if (takenSince_ms === mine_ms) takenSince_ms = 0;
  }
}
