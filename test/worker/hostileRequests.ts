import * as fc from 'fast-check';
import { ROLES } from './everyCall.ts';
import type { Place } from './portalPages.ts';

/**
 * Requests that nobody would send by accident, made from the OpenAPI document: each call with what its schema asks
 * for, with what it nearly asks for, and with what breaks it; in the name of everybody, and of nobody.
 */
export interface HostileRequest {
  operation: string;
  method: string;
  path: string;
  /** Somebody's address, or a token that is none. */
  by: string | { token: string };
  headers: Record<string, string>;
  body: string | null;
}

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  prefixItems?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}
interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** What no field expects. */
const BROKEN = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, 0, -1, 1e308, -1e-320, 2 ** 53, 0.1 + 0.2, [], {}, [[]], '', ' ', '\u0000', '\ud800'],
    ...[
      'x'.repeat(70_000),
      '=1+1',
      "'; DROP TABLE stock; --",
      '<script>',
      '../../etc/passwd',
      '\u202e',
      '٣',
      'NaN',
    ],
    ...['%00', '\r\nSet-Cookie: a=b', '{"$ref":1}', '9999-99-99', '2026-02-30', '\ufeff', '🎈'.repeat(40)],
    ...[{ toString: 1 }, { length: 1e9 }, Array.from({ length: 1100 }, () => 1)],
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

const CURSORS = [
  '[1]',
  '["x"]',
  '["","",""]',
  '[1e999]',
  '[null]',
  '[{}]',
  '[-1,"",0,"","",""]',
  '{}',
  '"',
  '[[[[',
]
  .map((key) => btoa(key))
  .concat('%', '====', 'WyJ4Il0', '🎈');

/** Things that there are, by the names of the fields they go in. */
const namesOf = (places: Place[]): Record<string, unknown[]> => ({
  depot: ['PHC', 'WARD', 'FAR', 'phc ', 'NONE'],
  destinations: [null, ['WARD'], ['NONE']],
  item: ['PARA', 'SIROP', 'POMPE', 'VIS', 'NONE', '..'],
  code: ['PARA', 'PHC', 'A1', 'F1', 'CHIR', 'NEUF', '..'],
  bin: ['A1', 'A2', '', 'W1', 'NONE'],
  toBin: ['A2', '', 'NONE'],
  lot: ['L1', 'W', 'L9', ''],
  serial: ['SN-PHC', 'SN-WARD', 'SN-9', ''],
  party: ['CHIR', 'P-001', 'F1', 'WARD', 'NONE'],
  patient: ['P-001', 'NONE'],
  reference: ['P-001', 'P-NEW'],
  supplier: ['F1', null, 'NONE'],
  invoice: ['F-1', 'NONE'],
  number: ['F-1', 'EO-PHC-2026-000001'],
  email: ['idle@tilleuls.example', 'new@tilleuls.example'],
  kind: ['article', 'part'],
  round: [1, 2],
  version: [0, 1, 2, 3, 5],
  line: [1, 2, 3, 4, 5, 8, 13],
  quantity: [1, 0, 0.5, 3, 0.001, -1, 1e9, 4],
  unitCost: [1, 0, 0.0001, 1e8],
  date: [new Date().toISOString().slice(0, 10), '2020-01-01', '2099-12-31'],
  expiry: ['2031-01-31', '2020-01-01'],
  timeZone: ['Europe/Paris', 'Pacific/Kiritimati', 'UTC'],
  cursor: CURSORS,
  limit: ['1', '0', '1000', '999999'],
  moment: ['before', 'after'],
  id: places.flatMap(({ exit, transfer, open, confirmed }) => [exit, transfer, open, confirmed]),
});

/** Every hostile request there is, as an arbitrary of fast-check. */
export function hostileRequests(
  { paths, components }: OpenApi,
  places: Place[],
  pages: string[],
): fc.Arbitrary<HostileRequest> {
  const names = namesOf(places);

  function fitting(schema: Schema, name: string, depth = 0): fc.Arbitrary<unknown> {
    if (schema.$ref)
      return fitting(components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, name, depth);
    const known = names[name];
    const made = shaped(schema, name, depth);
    const usual =
      known && schema.type !== 'object' && schema.type !== 'array' ? fc.constantFrom(...known) : made;
    return fc.oneof(
      { weight: 12, arbitrary: usual },
      { weight: 2, arbitrary: made },
      { weight: 1, arbitrary: BROKEN },
    );
  }

  function shaped(schema: Schema, name: string, depth: number): fc.Arbitrary<unknown> {
    const either = schema.anyOf ?? schema.oneOf ?? schema.allOf;
    if (either) return fc.oneof(...either.map((one) => fitting(one, name, depth)));
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const [type] = [schema.type ?? 'string'].flat();
    if (type === 'object' && schema.properties && depth < 6) return object(schema, depth);
    if (type === 'object')
      return fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 4 });
    if (type === 'array') {
      if (schema.prefixItems)
        return fc.tuple(...schema.prefixItems.map((one) => fitting(one, name, depth + 1)));
      return fc.array(fitting(schema.items ?? {}, name.replace(/s$/, ''), depth + 1), {
        minLength: 0,
        maxLength: 3,
      });
    }
    if (type === 'boolean') return fc.boolean();
    if (type === 'integer') return fc.integer({ min: -2, max: 100 });
    if (type === 'number') return fc.oneof(fc.integer({ min: -2, max: 20 }), fc.double());
    if (type === 'null') return fc.constant(null);
    if (schema.format === 'uuid') return fc.oneof(fc.uuid(), fc.constantFrom(...(names.id ?? [])));
    if (schema.format === 'date') return fc.constantFrom(...(names.date ?? []));
    return fc.oneof(fc.string({ maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 12 }));
  }

  function object({ properties = {}, required = [] }: Schema, depth: number): fc.Arbitrary<unknown> {
    const fields = Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [name, fitting(schema, name, depth + 1)]),
    );
    return fc.oneof(
      {
        weight: 12,
        arbitrary: fc.record(fields, { requiredKeys: required.filter((name) => name in fields) }),
      },
      { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            fc.record(fields),
            fc.constantFrom('__proto__', 'constructor', 'admin', 'journal', ''),
            BROKEN,
          )
          .map(([row, name, value]) => ({ ...row, [name]: value })),
      },
    );
  }

  const text = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  const escaped = (value: string) => encodeURIComponent(value.toWellFormed());
  const by = fc.oneof(
    {
      weight: 10,
      arbitrary: fc.constantFrom<HostileRequest['by']>(...Object.values(ROLES), ROLES.admin, ROLES.chief),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('eve@evil.example', { token: 'a.b.c' }, { token: '' }, { token: 'x y' }),
    },
  );
  const key = fc.oneof(
    { weight: 10, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.constantFrom(...((names.id ?? []) as string[]), '', 'x', '0'.repeat(500)) },
  );
  const type = fc.oneof(
    { weight: 14, arbitrary: fc.constant('application/json') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'text/csv',
        'text/plain',
        'application/json; charset=utf-16',
        'multipart/form-data',
        '*',
      ),
    },
  );
  const language = fc.constantFrom('fr', 'en', '*', ';q=;;', 'x'.repeat(300));
  const accept = fc.constantFrom('*/*', 'application/json', 'text/csv', 'text/csv;q=x');

  function request(method: string, path: string, operation: Operation): fc.Arbitrary<HostileRequest> {
    const parameters = (operation.parameters ?? []).filter((one) => one.in !== 'header');
    const inPath = parameters.filter((one) => one.in === 'path');
    const query = parameters.filter((one) => one.in === 'query');
    const arbitraryOf = (list: typeof parameters) =>
      fc.record(Object.fromEntries(list.map(({ name, schema }) => [name, fitting(schema, name)])), {
        requiredKeys: list.filter(({ required }) => required).map(({ name }) => name),
      }) as fc.Arbitrary<Record<string, unknown>>;
    const schema = operation.requestBody?.content['application/json']?.schema;
    const body = schema
      ? fc.oneof(
          { weight: 12, arbitrary: fitting(schema, '').map((value) => JSON.stringify(value) ?? '') },
          {
            weight: 1,
            arbitrary: fc.constantFrom(
              '',
              '{',
              'null',
              '[]',
              '"x"',
              '\u0000',
              `${'['.repeat(5000)}`,
              '{"a":1}{',
            ),
          },
        )
      : fc.constant(null);
    return fc
      .record({
        segments: arbitraryOf(inPath),
        query: arbitraryOf(query),
        body,
        by,
        key,
        type,
        language,
        accept,
      })
      .map(({ segments, query: asked, body: sent, by: who, key: id, ...rest }) => {
        const own = /"id":"([0-9a-fA-F-]{36})"/.exec(sent ?? '')?.[1];
        const filled = path.replace(/\{(\w+)\}/g, (_, name) => escaped(text(segments[name])) || 'x');
        const search = Object.entries(asked).map(([name, value]) => `${name}=${escaped(text(value))}`);
        return {
          operation: `${method.toUpperCase()} ${path}`,
          method: method.toUpperCase(),
          path: search.length > 0 ? `${filled}?${search.join('&')}` : filled,
          by: who,
          headers: {
            'Accept-Language': rest.language,
            Accept: rest.accept,
            ...(method !== 'get' && { 'Content-Type': rest.type, 'Idempotency-Key': own ?? id }),
          },
          body: method === 'get' ? null : sent,
        };
      });
  }

  /** Pages take whatever stands in the address. */
  const words = [
    'depot',
    'kind',
    'year',
    'cursor',
    'from',
    'to',
    'what',
    'q',
    'show',
    'sort',
    'with',
    'type',
    'id',
  ];
  const page = fc
    .record({
      path: fc.constantFrom(...pages),
      by: fc.constantFrom(...Object.values(ROLES)),
      query: fc.dictionary(
        fc.constantFrom(...words),
        fc.oneof(fc.constantFrom(...CURSORS, ...Object.values(names).flat()), BROKEN),
        { maxKeys: 4 },
      ),
    })
    .map(({ path, by: who, query }): HostileRequest => {
      const search = Object.entries(query).map(([name, value]) => `${name}=${escaped(text(value))}`);
      const joined = path.includes('?') ? '&' : '?';
      return {
        operation: `page ${path.replace(/[0-9a-f-]{36}/g, '…').replace(/\?.*/, '')}`,
        ...{ method: 'GET', path: `${path}${joined}${search.join('&')}`, by: who, headers: {}, body: null },
      };
    });

  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      weight: 1,
      arbitrary: request(method, path, operation),
    })),
  );
  return fc.oneof({ weight: 8, arbitrary: page }, ...calls);
}
