/**
 * Whole counts at three sizes, one line in ten differing and every line differing: what each step takes through
 * HTTP, and what workerd needs of memory. Its JavaScript heap is capped as Cloudflare caps it.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { CloseResult, Count, CountLines } from '../../shared/contract/counts.ts';
import { databaseIn } from '../../shared/local/dataFolder.ts';
import { startTestWorker, type TestWorker } from '../process/worker.ts';
import { table, whole } from './measure.ts';

const MANAGER = 'ines.morel@glycines.example';
const SIZES = [1000, 10_000, 100_000];
/** One line in so many differs. */
const DIFFERS = [10, 1];
const LINES_A_CALL = 10_000;
const HEAP_MB = 128;

const depotOf = (lines: number) => `D${lines}`;

export async function benchCounts(tell: (text: string) => void): Promise<void> {
  // Read by miniflare; the new generation is small beside it.
  process.env.MINIFLARE_WORKERD_V8_FLAGS = `--max-old-space-size=${HEAP_MB}`;
  const worker = await startTestWorker({
    organisation: {
      depots: SIZES.map((lines) => ({ code: depotOf(lines), name: `${whole(lines)} lignes` })),
      bins: SIZES.flatMap((lines) =>
        Array.from({ length: 40 }, (_, bin) => ({ depot: depotOf(lines), code: `R-${bin + 1}` })),
      ),
      suppliers: [{ code: 'F1', name: 'Laboratoires Aubépine' }],
      people: [
        {
          email: MANAGER,
          name: 'Inès Morel',
          rights: SIZES.map((lines) => ({ depot: depotOf(lines), role: 'manager' as const })),
        },
      ],
    },
  });
  try {
    await worker.kill();
    fill(worker.dataFolder);
    await worker.restart();
    const rows = [HEAD];
    for (const lines of SIZES) {
      for (const one of DIFFERS) rows.push(await walk(worker, lines, one));
    }
    tell(table(rows));
    tell(
      `times in seconds through HTTP; memory: the most that workerd held so far, with ${HEAP_MB} MB of JavaScript heap.\n` +
        'work: open, send, recap and confirm. zips: from the answer until the zip is stored and downloaded, sealing included.',
    );
  } finally {
    await worker.stop();
    delete process.env.MINIFLARE_WORKERD_V8_FLAGS;
  }
}

const HEAD = [
  ...['lines', 'differing', 'open', 'before zip', 'send', 'recap', 'confirm', 'after zip'],
  ...['work', 'all', 'before MB', 'after MB', 'workerd MB'],
];

async function walk(worker: TestWorker, lines: number, one: number): Promise<string[]> {
  const seconds: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const done = await work();
    seconds[name] = (seconds[name] ?? 0) + (performance.now() - start) / 1000;
    return done;
  };
  const zip = async (id: string, moment: 'before' | 'after') => {
    const response = await worker.send(MANAGER, 'GET', `/v1/counts/${id}/snapshots/${moment}`);
    if (!response.ok) throw new Error(await response.text());
    return (await response.arrayBuffer()).byteLength;
  };
  const opened = await timed('open', () =>
    worker.call<Count>(MANAGER, 'POST', '/v1/counts', {
      ...{ id: randomUUID(), name: 'Mesure', depot: depotOf(lines), kind: 'article' },
    }),
  );
  const path = `/v1/counts/${opened.id}`;
  const before = await timed('before', () => zip(opened.id, 'before'));
  const blocks = await readLines(worker, path, one);
  for (const block of blocks)
    await timed('send', () => worker.call(MANAGER, 'PUT', `${path}/lines`, { lines: block }));
  const closed = await timed('recap', () =>
    worker.call<CloseResult>(MANAGER, 'POST', `${path}/close`, { blanks: { default: 'keep' } }),
  );
  await timed('confirm', () =>
    worker.call(MANAGER, 'POST', `${path}/confirm`, { version: closed.count.version }),
  );
  const after = await timed('after', () => zip(opened.id, 'after'));
  const { open = 0, send = 0, recap = 0, confirm = 0 } = seconds;
  const work = open + send + recap + confirm;
  const all = work + (seconds.before ?? 0) + (seconds.after ?? 0);
  const mb = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
  return [
    ...[whole(lines), `${whole(100 / one)} %`],
    ...[open, seconds.before ?? 0, send, recap, confirm, seconds.after ?? 0, work, all].map((s) =>
      s.toFixed(2),
    ),
    ...[mb(before), mb(after), whole(memoryOf(worker.dataFolder))],
  ];
}

/** The figures to send, in blocks: each `one`-th line is one short. Reading the sheet is no part of the measure. */
async function readLines(
  worker: TestWorker,
  path: string,
  one: number,
): Promise<[number, number, number][][]> {
  const blocks: [number, number, number][][] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: CountLines = await worker.call(
      MANAGER,
      'GET',
      `${path}/lines?limit=${LINES_A_CALL}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    blocks.push(
      page.rows.map(({ line, theoretical = 0, version }, at) => [
        ...[line, theoretical - (at % one === 0 ? 1 : 0), version],
      ]) as [number, number, number][],
    );
    cursor = page.next;
  }
  return blocks;
}

/** The peak of workerd's resident memory in MB, from the process that works on the folder. */
function memoryOf(dataFolder: string): number {
  const peaks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        const isOurs =
          readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'workerd' &&
          readFileSync(`/proc/${pid}/environ`, 'utf8').includes(dataFolder);
        return isOurs ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) : 0;
      } catch {
        return 0;
      }
    });
  return Math.max(...peaks) / 1024;
}

const NUMBERS = 'WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)';
const DAY = '2026-06-01';
const PERSON = '(SELECT min(id) FROM people)';

/** Ten lots of each item in forty bins, put into the database's own file: a minute of imports otherwise. */
function fill(dataFolder: string): void {
  const database = new DatabaseSync(databaseIn(dataFolder) as string);
  const run = (sql: string, ...values: (string | number)[]) => database.prepare(sql).run(...values);
  database.exec('BEGIN');
  for (const lines of SIZES) {
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
       JOIN bins b ON b.depot = x.depot AND b.code_key = 'r-' || (i % 40 + 1) ORDER BY i`,
      lines,
      document,
    );
  }
  database.exec('COMMIT');
  database.close();
}
