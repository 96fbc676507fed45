import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { Execution } from '../execution.ts';
import { fail } from '../model/failure.ts';
import { cache, cached, forget, propertiesIn, setProperties } from '../stores.ts';

export type StoreKind = 'user' | 'script' | 'document';

/** The name of the store or lock of that kind which this execution sees. */
function nameOf({ email, open }: Execution, kind: StoreKind): string {
  if (kind === 'script') return 'script';
  return kind === 'user' ? `user:${email}` : `document:${open.workbook.id}`;
}

const LOGGED = 100_000;

/** Properties, cache, locks, tokens, digests and the log. */
export const serviceCalls = {
  properties: (run: Execution, kind: StoreKind) =>
    Object.fromEntries(propertiesIn(run.host.stores, nameOf(run, kind))),
  property: (run: Execution, kind: StoreKind, key: string) =>
    propertiesIn(run.host.stores, nameOf(run, kind)).get(key) ?? null,
  setProperties(run: Execution, kind: StoreKind, entries: Record<string, string>, alone: boolean) {
    if (alone) propertiesIn(run.host.stores, nameOf(run, kind)).clear();
    setProperties(run.host.stores, nameOf(run, kind), entries);
  },
  deleteProperty(run: Execution, kind: StoreKind, key: string | null) {
    const store = propertiesIn(run.host.stores, nameOf(run, kind));
    if (key === null) store.clear();
    else store.delete(key);
  },

  cached: (run: Execution, kind: StoreKind, keys: string[]) =>
    keys.map((key) => cached(run.host.stores, nameOf(run, kind), key)),
  cache(run: Execution, kind: StoreKind, entries: Record<string, string>, seconds?: number) {
    for (const [key, value] of Object.entries(entries)) {
      cache(run.host.stores, nameOf(run, kind), key, value, seconds);
    }
  },
  forget(run: Execution, kind: StoreKind, keys: string[]) {
    for (const key of keys) forget(run.host.stores, nameOf(run, kind), key);
  },

  takeLock: (run: Execution, kind: StoreKind, waitMs: number) =>
    run.host.locks.take(nameOf(run, kind), run.id, waitMs, run.signal),
  holdsLock: (run: Execution, kind: StoreKind) => run.host.locks.holds(nameOf(run, kind), run.id),
  releaseLock: (run: Execution, kind: StoreKind) => run.host.locks.release(nameOf(run, kind), run.id),

  identityToken: ({ host, email }: Execution) => host.options.identityToken(email),
  page: ({ bundle }: Execution, name: string) => bundle.pages.get(name) ?? null,
  uuid: (_: Execution) => randomUUID(),
  /** Bytes in and out as base64. */
  digest: (_: Execution, algorithm: string, bytes: string) =>
    createHash(algorithm).update(Buffer.from(bytes, 'base64')).digest('base64'),
  hmac: (_: Execution, algorithm: string, bytes: string, key: string) =>
    createHmac(algorithm, Buffer.from(key, 'base64')).update(Buffer.from(bytes, 'base64')).digest('base64'),
  sleep({ signal }: Execution, milliseconds: number) {
    if (milliseconds < 0 || milliseconds > 300_000) fail('Argument out of range: milliseconds');
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  },
  log({ host, email }: Execution, level: string, message: string) {
    host.options.log?.(level, message.slice(0, LOGGED), email);
  },
};
