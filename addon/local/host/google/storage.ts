import type { StoreKind } from '../calls/service-calls.ts';
import { exception, model } from './remote.ts';
import { expose, Service, whole } from './service.ts';

type GProperties = GoogleAppsScript.Properties.Properties;
type GCache = GoogleAppsScript.Cache.Cache;
type GLock = GoogleAppsScript.Lock.Lock;

const strings = (entries: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, String(value)]));

class Properties
  extends Service
  implements
    Pick<
      GProperties,
      | 'deleteAllProperties'
      | 'deleteProperty'
      | 'getKeys'
      | 'getProperties'
      | 'getProperty'
      | 'setProperties'
      | 'setProperty'
    >
{
  readonly #kind: StoreKind;
  constructor(kind: StoreKind) {
    super();
    this.#kind = kind;
  }
  getKeys(): string[] {
    return Object.keys(model.properties(this.#kind));
  }
  getProperties(): Record<string, string> {
    return model.properties(this.#kind);
  }
  getProperty(key: string): string | null {
    return model.property(this.#kind, String(key));
  }
  setProperty(key: string, value: unknown): GProperties {
    model.setProperties(this.#kind, { [String(key)]: String(value) }, false);
    return whole(this);
  }
  setProperties(entries: Record<string, unknown>, deleteAllOthers = false): GProperties {
    model.setProperties(this.#kind, strings(entries), deleteAllOthers);
    return whole(this);
  }
  deleteProperty(key: string): GProperties {
    model.deleteProperty(this.#kind, String(key));
    return whole(this);
  }
  deleteAllProperties(): GProperties {
    model.deleteProperty(this.#kind, null);
    return whole(this);
  }
}
expose('Properties', Properties);

class PropertiesService
  extends Service
  implements
    Pick<
      GoogleAppsScript.Properties.PropertiesService,
      'getDocumentProperties' | 'getScriptProperties' | 'getUserProperties'
    >
{
  getDocumentProperties(): GProperties {
    return whole(new Properties('document'));
  }
  getScriptProperties(): GProperties {
    return whole(new Properties('script'));
  }
  getUserProperties(): GProperties {
    return whole(new Properties('user'));
  }
}
expose('PropertiesService', PropertiesService);

class Cache
  extends Service
  implements Pick<GCache, 'get' | 'getAll' | 'put' | 'putAll' | 'remove' | 'removeAll'>
{
  readonly #kind: StoreKind;
  constructor(kind: StoreKind) {
    super();
    this.#kind = kind;
  }
  get(key: string): string | null {
    return model.cached(this.#kind, [String(key)])[0]!;
  }
  getAll(keys: string[]): Record<string, string> {
    const values = model.cached(this.#kind, keys);
    return Object.fromEntries(
      keys.map((key, at) => [key, values[at]!] as const).filter(([, value]) => value !== null),
    );
  }
  put(key: string, value: unknown, expirationInSeconds?: number): void {
    if (value === null || value === undefined) throw exception('Invalid argument: value');
    model.cache(this.#kind, { [String(key)]: String(value) }, expirationInSeconds);
  }
  putAll(values: Record<string, unknown>, expirationInSeconds?: number): void {
    model.cache(this.#kind, strings(values), expirationInSeconds);
  }
  remove(key: string): void {
    model.forget(this.#kind, [String(key)]);
  }
  removeAll(keys: string[]): void {
    model.forget(this.#kind, keys);
  }
}
expose('Cache', Cache);

class CacheService
  extends Service
  implements Pick<GoogleAppsScript.Cache.CacheService, 'getDocumentCache' | 'getScriptCache' | 'getUserCache'>
{
  getDocumentCache(): GCache {
    return whole(new Cache('document'));
  }
  getScriptCache(): GCache {
    return whole(new Cache('script'));
  }
  getUserCache(): GCache {
    return whole(new Cache('user'));
  }
}
expose('CacheService', CacheService);

class Lock extends Service implements Pick<GLock, 'hasLock' | 'releaseLock' | 'tryLock' | 'waitLock'> {
  readonly #kind: StoreKind;
  constructor(kind: StoreKind) {
    super();
    this.#kind = kind;
  }
  hasLock(): boolean {
    return model.holdsLock(this.#kind);
  }
  tryLock(timeoutInMillis: number): boolean {
    return model.takeLock(this.#kind, timeoutInMillis);
  }
  waitLock(timeoutInMillis: number): void {
    if (!model.takeLock(this.#kind, timeoutInMillis)) {
      throw exception('Lock timeout: another process was holding the lock for too long.');
    }
  }
  releaseLock(): void {
    model.releaseLock(this.#kind);
  }
}
expose('Lock', Lock);

class LockService
  extends Service
  implements Pick<GoogleAppsScript.Lock.LockService, 'getDocumentLock' | 'getScriptLock' | 'getUserLock'>
{
  getDocumentLock(): GLock {
    return whole(new Lock('document'));
  }
  getScriptLock(): GLock {
    return whole(new Lock('script'));
  }
  getUserLock(): GLock {
    return whole(new Lock('user'));
  }
}
expose('LockService', LockService);

export const propertiesService = new PropertiesService();
export const cacheService = new CacheService();
export const lockService = new LockService();
