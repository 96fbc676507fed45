/** What wrangler asks of Cloudflare when it deploys. */
import { DatabaseSync } from 'node:sqlite';
import type { CloudAccounts, DeployedWorker, Route } from './cloudAccounts.ts';

const ACCOUNT = { id: 'account-of-the-hospital', name: 'Hôpital' };
const SUBDOMAIN = 'hopital';

export function cloudflareRoutes({ databases, buckets, workers }: CloudAccounts): Route[] {
  const account = `/accounts/${ACCOUNT.id}`;
  const at = (method: string, path: string) => new RegExp(`^${method} ${account}${path}(?:\\?.*)?$`);
  const script = (method: string, path: string) => at(method, `/workers/scripts/([\\w-]+)${path}`);
  const put = (name: string, form: string) => {
    const worker: DeployedWorker = workers.get(name) ?? { bindings: [], secrets: new Map(), schedules: '' };
    workers.set(name, { ...worker, bindings: bindingsIn(form) });
  };
  const listed = ([name]: [string, unknown]) => ({ name, uuid: uuidOf(name), version: 'production' });
  return [
    [/^GET \/user\/tokens\/verify/, () => ({ result: { id: 'token', status: 'active' } })],
    [/^GET \/user$/, () => ({ result: { id: 'user', email: 'admin@hopital.example' } })],
    [/^GET \/accounts\?/, () => ({ result: [ACCOUNT] })],
    [/^GET \/memberships/, () => ({ result: [{ id: 'membership', account: ACCOUNT }] })],

    [at('GET', '/d1/database'), () => ({ result: [...databases].map(listed) })],
    [
      at('POST', '/d1/database'),
      (_, { body }) => {
        const { name } = JSON.parse(body);
        if (databases.has(name)) throw new Error(`a second database ${name}`);
        databases.set(name, new DatabaseSync(':memory:'));
        return { result: listed([name, null]) };
      },
    ],
    [
      at('POST', '/d1/database/([\\w-]+)/query'),
      ([uuid], { body }) => {
        const database = [...databases].find(([name]) => uuidOf(name) === uuid)?.[1];
        return database && { result: [query(database, JSON.parse(body).sql)] };
      },
    ],
    [
      at('GET', '/d1/database/[\\w-]+/time_travel/bookmark'),
      () => ({ result: { bookmark: 'bookmark-0001' } }),
    ],
    [
      at('GET', '/d1/database/([\\w-]+)'),
      ([uuid]) => {
        const found = [...databases].find(([name]) => uuidOf(name) === uuid);
        return found && { result: { ...listed(found), file_size: 0, num_tables: 0 } };
      },
    ],

    [
      at('POST', '/r2/buckets'),
      (_, { body }, request) => {
        const { name } = JSON.parse(body);
        if (buckets.has(name)) throw new Error(`a second bucket ${name}`);
        buckets.set(name, { jurisdiction: String(request.headers['cf-r2-jurisdiction'] ?? ''), locks: [] });
        return { result: {} };
      },
    ],
    [
      at('GET', '/r2/buckets/([\\w-]+)'),
      ([name = '']) => (buckets.has(name) ? { result: { name, creation_date: '2026-01-01' } } : undefined),
    ],
    [
      at('GET', '/r2/buckets/([\\w-]+)/lock'),
      ([name = '']) => (buckets.has(name) ? { result: { rules: buckets.get(name)?.locks } } : undefined),
    ],
    [
      at('PUT', '/r2/buckets/([\\w-]+)/lock'),
      ([name = ''], { body }) => {
        buckets.get(name)!.locks = JSON.parse(body).rules;
        return { result: {} };
      },
    ],

    [
      at('GET', '/workers/workers/([\\w-]+)'),
      ([name = '']) => ({ result: { name, subdomain: { enabled: true, previews_enabled: true } } }),
    ],
    [at('GET', '/workers/subdomain'), () => ({ result: { subdomain: SUBDOMAIN } })],
    [script('POST', '/subdomain'), (_, { body }) => ({ result: JSON.parse(body) })],
    [script('PATCH', '/script-settings'), () => ({ result: {} })],
    [
      script('PUT', '/schedules'),
      ([name = ''], { body }) => {
        workers.get(name)!.schedules = body;
        return { result: { schedules: JSON.parse(body) } };
      },
    ],
    [
      script('GET', '/deployments'),
      ([name = '']) => (workers.has(name) ? { result: { deployments: [] } } : undefined),
    ],
    // A Worker that is there already gets a version, then a deployment of it.
    [
      script('POST', '/versions'),
      ([name = ''], { body }) => {
        put(name, body);
        return { result: { id: 'version-0002', resources: { script: { etag: 'e' } }, startup_time_ms: 9 } };
      },
    ],
    [script('POST', '/deployments'), () => ({ result: { id: 'deployment-0002' } })],
    [
      script('GET', '/settings'),
      ([name = '']) => {
        const worker = workers.get(name);
        return worker && { result: { bindings: worker.bindings } };
      },
    ],
    [
      at('GET', '/workers/services/([\\w-]+)'),
      ([name = '']) =>
        workers.has(name)
          ? { result: { id: name, default_environment: { environment: 'production', script: {} } } }
          : undefined,
    ],
    [
      script('GET', '/secrets'),
      ([name = '']) => {
        const worker = workers.get(name);
        return (
          worker && { result: [...worker.secrets.keys()].map((key) => ({ name: key, type: 'secret_text' })) }
        );
      },
    ],
    [
      script('PUT', '/secrets'),
      ([name = ''], { body }) => {
        const secret = JSON.parse(body);
        workers.get(name)!.secrets.set(secret.name, secret.text);
        return { result: { name: secret.name, type: 'secret_text' } };
      },
    ],
    [
      script('PUT', ''),
      ([id = ''], { body }) => {
        put(id, body);
        const more = { pipeline_hash: 'p', mutable_pipeline_id: null, deployment_id: 'd' };
        return { result: { id, etag: 'e', entry_point: 'index.js', ...more } };
      },
    ],
  ];
}

const uuidOf = (name: string) =>
  `00000000-0000-4000-8000-${Buffer.from(name).toString('hex').padStart(12, '0').slice(-12)}`;

/** As D1 answers: rows of the last statement, all or nothing. */
function query(database: DatabaseSync, sql: string) {
  database.exec('SAVEPOINT query');
  try {
    const asks = /^\s*SELECT/i.test(sql);
    const results = asks ? database.prepare(sql).all() : [];
    if (!asks) database.exec(sql);
    database.exec('RELEASE query');
    return { success: true, results, meta: { duration: 0, changes: 0 } };
  } catch (error) {
    database.exec('ROLLBACK TO query');
    throw error;
  }
}

const bindingsIn = (form: string): DeployedWorker['bindings'] =>
  JSON.parse(/name="metadata"\s+(\{.*\})/.exec(form)?.[1] ?? '').bindings;
