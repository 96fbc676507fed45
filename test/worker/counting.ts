import { expect } from 'vitest';
import type { BadLine } from '../../shared/contract/common.ts';
import type {
  CloseResult,
  Count,
  CountLine,
  CountLines,
  PutCountLinesResult,
  Recap,
} from '../../shared/contract/counts.ts';
import type { StockLine } from '../../shared/contract/stock.ts';
import type { App } from './app.ts';
import { CLERK, MANAGER } from './hospital.ts';

export interface Refused {
  status: number;
  code: string;
  detail: string;
  errors?: BadLine[];
}

/** What the people of a count do, in one line each; whoever is not named is its manager, typing its clerk. */
export function counting(app: App) {
  const path = (count: Count, rest = '') => `/v1/counts/${count.id}${rest}`;
  const refused = async (method: string, at: string, body: object, email = MANAGER): Promise<Refused> => {
    const response = await app.send(email, method, at, body);
    const told = await response.json<Refused>();
    expect(response.ok, JSON.stringify(told)).toBe(false);
    return { ...told, status: response.status };
  };
  const linesOf = async (count: Count, query = '', email = MANAGER) => {
    const { rows } = await app.call<CountLines>(email, 'GET', path(count, `/lines?limit=10000${query}`));
    return rows;
  };
  return {
    refused,
    linesOf,
    open: (changes: object = {}) =>
      app.call<Count>(MANAGER, 'POST', '/v1/counts', {
        id: crypto.randomUUID(),
        name: 'Inventaire 2026',
        depot: 'PHC',
        kind: 'article',
        ...changes,
      }),
    get: (count: Count, email = MANAGER) => app.call<Count>(email, 'GET', path(count)),
    line: async (count: Count, item: string, lot = '', serial = '', bin?: string): Promise<CountLine> => {
      const found = (await linesOf(count)).find(
        (row) =>
          row.item === item &&
          row.lot === lot &&
          row.serial === serial &&
          (bin === undefined || row.bin === bin),
      );
      if (!found) throw new Error(`no line ${item} ${lot} ${serial}`);
      return found;
    },
    put: (count: Count, lines: [number, number | null, number][], email = CLERK, round: 1 | 2 = 1) =>
      app.call<PutCountLinesResult>(email, 'PUT', path(count, '/lines'), { round, lines }),
    /** Types the theoretical quantity of every line, but for those given. */
    countAll: async (count: Count, otherwise: Record<string, number> = {}, email = CLERK) => {
      const lines = await linesOf(count);
      return app.call<PutCountLinesResult>(email, 'PUT', path(count, '/lines'), {
        lines: lines.map(({ line, item, lot, serial, theoretical, version }) => [
          line,
          otherwise[[item, lot, serial].filter(Boolean).join(' ')] ?? theoretical,
          version,
        ]),
      });
    },
    act: <T = Count>(count: Count, what: string, body: object = {}, email = MANAGER) =>
      app.call<T>(email, 'POST', path(count, `/${what}`), body),
    actRefused: (count: Count, what: string, body: object = {}, email = MANAGER) =>
      refused('POST', path(count, `/${what}`), body, email),
    close: (count: Count, body: object = {}) =>
      app.call<CloseResult>(MANAGER, 'POST', path(count, '/close'), body),
    recap: (count: Count, query = '', email = MANAGER) =>
      app.call<Recap>(email, 'GET', path(count, `/recap${query && `?${query}`}`)),
    mark: (count: Count, lines: object[], email = MANAGER) =>
      app.call<{ version: number }>(email, 'PATCH', path(count, '/lines'), { lines }),
    markRefused: (count: Count, lines: object[], email = MANAGER) =>
      refused('PATCH', path(count, '/lines'), { lines }, email),
    balance: async (item: string, more = '') => {
      const { rows } = await app.call<{ rows: StockLine[] }>(
        MANAGER,
        'GET',
        `/v1/stock?depot=PHC&item=${item}${more}`,
      );
      return rows.reduce((total, { quantity }) => total + quantity, 0);
    },
  };
}

export type Counting = ReturnType<typeof counting>;
