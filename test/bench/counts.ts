/**
 * Whole counts at three sizes, one line in ten differing and every line differing: what each step takes through
 * HTTP and asks of the database, and what workerd needs of memory. Its JavaScript heap is capped as Cloudflare caps it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { startTestWorker, type TestWorker } from '../process/worker.ts';
import { ASKED_PATH, type Asked } from './asked.ts';
import { bigDepots, countAll, depotOf, fillDepots, MANAGER } from './bigDepots.ts';
import { table, whole } from './measure.ts';

const SIZES = [1000, 10_000, 100_000];
/** One line in so many differs. */
const DIFFERS = [10, 1];
const HEAP_MB = 128;
const WORK = ['open', 'send', 'recap', 'confirm'];
const STEPS = ['open', 'before', 'send', 'recap', 'confirm', 'after'];

export async function benchCounts(tell: (text: string) => void): Promise<void> {
  // Read by miniflare; the new generation is small beside it.
  process.env.MINIFLARE_WORKERD_V8_FLAGS = `--max-old-space-size=${HEAP_MB}`;
  const worker = await startTestWorker({
    organisation: bigDepots(SIZES),
    entry: 'test/worker/meteredWorker.ts',
  });
  try {
    await worker.kill();
    fillDepots(worker.dataFolder, SIZES);
    await worker.restart();
    const [times, asked] = [[TIMES], [ASKED]];
    for (const lines of SIZES) {
      for (const one of DIFFERS) {
        const walked = await walk(worker, lines, one);
        times.push(walked.times);
        asked.push(walked.asked);
      }
    }
    tell(table(times));
    tell(
      `times in seconds through HTTP; memory: the most that workerd held so far, with ${HEAP_MB} MB of JavaScript heap.\n` +
        'work: open, send, recap and confirm. zips: from the answer until the zip is stored and downloaded, sealing included.\n',
    );
    tell(table(asked));
    tell('asked of the database by each step: calls · rows read per line · rows written per line.');
  } finally {
    await worker.stop();
    delete process.env.MINIFLARE_WORKERD_V8_FLAGS;
  }
}

const HEAD = ['lines', 'differing'];
const TIMES = [
  ...[...HEAD, 'open', 'before zip', 'send', 'recap', 'confirm', 'after zip'],
  ...['work', 'all', 'before MB', 'after MB', 'workerd MB'],
];
const ASKED = [...HEAD, ...STEPS];

async function walk(worker: TestWorker, lines: number, one: number) {
  const seconds: Record<string, number> = {};
  const asked: Record<string, Asked> = {};
  const told = async () => (await (await fetch(`${worker.url}${ASKED_PATH}`)).json()) as Asked;
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    await told();
    const start = performance.now();
    const done = await work();
    seconds[name] = (seconds[name] ?? 0) + (performance.now() - start) / 1000;
    const { calls, read, written } = await told();
    const known = asked[name] ?? { calls: 0, read: 0, written: 0 };
    asked[name] = {
      calls: known.calls + calls,
      read: known.read + read,
      written: known.written + written,
    };
    return done;
  };
  const { before, after } = await countAll(worker, {
    person: MANAGER,
    depot: depotOf(lines),
    one,
    step: timed,
  });
  const sum = (steps: string[]) => steps.reduce((total, step) => total + (seconds[step] ?? 0), 0);
  const mb = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
  const head = [whole(lines), `${whole(100 / one)} %`];
  return {
    times: [
      ...head,
      ...[...STEPS.map((step) => sum([step])), sum(WORK), sum(STEPS)].map((s) => s.toFixed(2)),
      ...[mb(before), mb(after), whole(memoryOf())],
    ],
    asked: [
      ...head,
      ...STEPS.map((step) => {
        const { calls, read, written } = asked[step] ?? { calls: 0, read: 0, written: 0 };
        return [whole(calls), (read / lines).toFixed(1), (written / lines).toFixed(1)].join(' · ');
      }),
    ],
  };
}

/** The peak of workerd's resident memory in MB: of the one that this process started. */
function memoryOf(): number {
  const peaks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        const isOurs = /^Name:\s+workerd$/m.test(status) && status.includes(`PPid:\t${process.pid}\n`);
        return isOurs ? Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) : 0;
      } catch {
        return 0;
      }
    });
  return Math.max(...peaks) / 1024;
}
