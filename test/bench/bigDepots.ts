/** Depots of any size and a whole count of one: what the measures of counts and of accounting's page stand on. */
import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { Api } from '../../addon/local/api.ts';
import type { CloseResult, Count, CountLines } from '../../shared/contract/counts.ts';
import { databaseIn } from '../../shared/local/dataFolder.ts';
import type { SampleOrganisation } from '../../shared/sample/organisation.ts';
import { whole } from './measure.ts';

export const MANAGER = 'ines.morel@glycines.example';
const LINES_A_CALL = 10_000;
const BINS = 40;

export const depotOf = (lines: number) => `D${lines}`;

/** A depot for each size, named by it, still empty: `fillDepots` fills them. */
export function bigDepots(sizes: number[]): Partial<SampleOrganisation> {
  return {
    depots: sizes.map((lines) => ({ code: depotOf(lines), name: `${whole(lines)} lignes` })),
    bins: sizes.flatMap((lines) =>
      Array.from({ length: BINS }, (_, bin) => ({ depot: depotOf(lines), code: `R-${bin + 1}` })),
    ),
    suppliers: [{ code: 'F1', name: 'Laboratoires Aubépine' }],
    people: [
      {
        email: MANAGER,
        name: 'Inès Morel',
        rights: sizes.map((lines) => ({ depot: depotOf(lines), role: 'manager' as const })),
      },
    ],
  };
}

/** Does one step of a count; a measure takes its time as well. */
export type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>;

export interface WholeCount {
  /** Whose count it is. */
  person: string;
  depot: string;
  /** One line in so many is one short. */
  one: number;
  step?: Step;
}

/** Opens a count of the depot's articles, sends every quantity, confirms it and takes both zips. */
export async function countAll(worker: Api, { person, depot, one, step }: WholeCount) {
  const does: Step = step ?? ((_, work) => work());
  const zip = async (id: string, moment: 'before' | 'after') => {
    const response = await worker.send(person, 'GET', `/v1/counts/${id}/snapshots/${moment}`);
    if (!response.ok) throw new Error(await response.text());
    return (await response.arrayBuffer()).byteLength;
  };
  const opened = await does('open', () =>
    worker.call<Count>(person, 'POST', '/v1/counts', {
      ...{ id: randomUUID(), name: 'Mesure', depot, kind: 'article' },
    }),
  );
  const path = `/v1/counts/${opened.id}`;
  const before = await does('before', () => zip(opened.id, 'before'));
  for (const lines of await readLines(worker, person, path, one))
    await does('send', () => worker.call(person, 'PUT', `${path}/lines`, { lines }));
  const closed = await does('recap', () =>
    worker.call<CloseResult>(person, 'POST', `${path}/close`, { blanks: { default: 'keep' } }),
  );
  const count = await does('confirm', () =>
    worker.call<Count>(person, 'POST', `${path}/confirm`, { version: closed.count.version }),
  );
  const after = await does('after', () => zip(opened.id, 'after'));
  return { count, before, after };
}

/** The figures to send, in blocks: each `one`-th line is one short. Reading the sheet is no part of the measure. */
async function readLines(
  worker: Api,
  person: string,
  path: string,
  one: number,
): Promise<[number, number, number][][]> {
  const blocks: [number, number, number][][] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: CountLines = await worker.call(
      person,
      'GET',
      `${path}/lines?limit=${LINES_A_CALL}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    blocks.push(
      page.rows.map(({ line, theoretical = 0, version }, at) => [
        ...[line, Math.max(0, theoretical - (at % one === 0 ? 1 : 0)), version],
      ]) as [number, number, number][],
    );
    cursor = page.next;
  }
  return blocks;
}

const NUMBERS = 'WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)';
const DAY = '2026-06-01';
const PERSON = '(SELECT min(id) FROM people)';

/** Ten lots of each item in forty bins, put into the database's own file: a minute of imports otherwise. */
export function fillDepots(dataFolder: string, sizes: number[]): void {
  const database = new DatabaseSync(databaseIn(dataFolder) as string);
  const run = (sql: string, ...values: (string | number)[]) => database.prepare(sql).run(...values);
  database.exec('BEGIN');
  for (const lines of sizes) {
    const depot = depotOf(lines).toLowerCase();
    const [item, document] = [`${depot}-%05d`, `opening-${depot}`];
    run(
      `${NUMBERS} INSERT INTO items (code, code_key, label, search, kind, supplier, unit, decimals, stock_managed,
         lot_tracking, serial_tracking, expiry_tracking)
       SELECT upper(printf('${item}', i)), printf('${item}', i), printf('Comprimé pelliculé n° %05d', i), '', 'article',
         (SELECT id FROM suppliers), 'comprimé', 0, 1, 'optional', 'optional', 1 FROM n`,
      lines / 10,
    );
    run(
      `${NUMBERS} INSERT INTO lots (item, number, number_key, expiry)
       SELECT t.id, 'L' || i, 'l' || i, '2031-01-31' FROM n JOIN items t ON t.code_key = printf('${item}', i / 10)`,
      lines,
    );
    run(
      `INSERT INTO journal (id, person, at, action, subject, request_hash)
       SELECT ?1, ${PERSON}, '${DAY}T08:00:00.000Z', 'document.post', ?1, ''`,
      document,
    );
    run(
      `INSERT INTO documents (id, journal, type, depot, year, ordinal, number, date, posted_at, person)
       SELECT j.id, j.sequence, 'entry-opening', d.id, 2026, 1, 'EO-' || d.code || '-2026-000001', '${DAY}', j.at, j.person
       FROM journal j JOIN depots d ON d.code_key = ?2 WHERE j.id = ?1`,
      document,
      depot,
    );
    run(
      `${NUMBERS} INSERT INTO posting (document, line, depot, bin, item, lot, serial, serial_shown, transfer, date,
         quantity, unit_cost)
       SELECT x.sequence, i + 1, x.depot, b.id, t.id, l.id, '', '', 0, x.date, 10000 + (i % 90) * 1000, 12345 + i % 100
       FROM n JOIN documents x ON x.id = ?2 JOIN items t ON t.code_key = printf('${item}', i / 10)
       JOIN lots l ON l.item = t.id AND l.number_key = 'l' || i
       JOIN bins b ON b.depot = x.depot AND b.code_key = 'r-' || (i % ${BINS} + 1) ORDER BY i`,
      lines,
      document,
    );
  }
  database.exec('COMMIT');
  database.close();
}
