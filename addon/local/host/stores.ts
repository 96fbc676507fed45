import { fail } from './model/failure.ts';

/** PropertiesService and CacheService: strings by key, in stores named `user:…`, `script`, `document:…`. */
export interface Stores {
  properties: Map<string, Map<string, string>>;
  cache: Map<string, Map<string, { value: string; until: number }>>;
}

export const createStores = (): Stores => ({ properties: new Map(), cache: new Map() });

const PROPERTY_BYTES = 9 * 1024;
const STORE_BYTES = 500 * 1024;
const CACHE_BYTES = 100 * 1024;
const CACHE_ITEMS = 1000;
const CACHE_KEY_LENGTH = 250;
const CACHE_SECONDS = { usual: 600, most: 21_600 };

function storeIn<T>(stores: Map<string, Map<string, T>>, name: string): Map<string, T> {
  let store = stores.get(name);
  if (!store) {
    store = new Map();
    stores.set(name, store);
  }
  return store;
}

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

export const propertiesIn = ({ properties }: Stores, name: string): Map<string, string> =>
  storeIn(properties, name);

/** Sets all the entries or none: 9 KB a value, 500 KB in a store. */
export function setProperties(stores: Stores, name: string, entries: Record<string, string>): void {
  const store = propertiesIn(stores, name);
  const after = new Map([...store, ...Object.entries(entries)]);
  for (const [key, value] of Object.entries(entries)) {
    if (!key) fail('The key of a property cannot be empty.');
    if (bytes(value) > PROPERTY_BYTES) fail('Argument too large: value');
  }
  const size = [...after].reduce((sum, [key, value]) => sum + bytes(key) + bytes(value), 0);
  if (size > STORE_BYTES) {
    fail('You have exceeded the property storage quota. Please remove some properties and try again.');
  }
  for (const [key, value] of Object.entries(entries)) store.set(key, value);
}

export function cached(stores: Stores, name: string, key: string): string | null {
  const store = storeIn(stores.cache, name);
  const entry = store.get(key);
  if (!entry) return null;
  if (entry.until > Date.now()) return entry.value;
  store.delete(key);
  return null;
}

export function cache(stores: Stores, name: string, key: string, value: string, seconds?: number): void {
  if (key.length > CACHE_KEY_LENGTH) fail('Argument too large: key');
  if (bytes(value) > CACHE_BYTES) fail('Argument too large: value');
  const kept = seconds ?? CACHE_SECONDS.usual;
  if (kept <= 0 || kept > CACHE_SECONDS.most) fail(`Invalid argument: expirationInSeconds`);
  const store = storeIn(stores.cache, name);
  store.delete(key);
  // Full: the oldest goes, without a word to anybody.
  if (store.size >= CACHE_ITEMS) store.delete(store.keys().next().value!);
  store.set(key, { value, until: Date.now() + kept * 1000 });
}

export const forget = ({ cache: all }: Stores, name: string, key: string): void => {
  storeIn(all, name).delete(key);
};
