/**
 * Whole counts at three sizes, one line in ten differing and every line differing: what each step takes through
 * HTTP, and what workerd needs of memory. Its JavaScript heap is capped as Cloudflare caps it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { startTestWorker, type TestWorker } from '../process/worker.ts';
import { bigDepots, countAll, depotOf, fillDepots, MANAGER } from './bigDepots.ts';
import { table, whole } from './measure.ts';

const SIZES = [1000, 10_000, 100_000];
/** One line in so many differs. */
const DIFFERS = [10, 1];
const HEAP_MB = 128;

export async function benchCounts(tell: (text: string) => void): Promise<void> {
  // Read by miniflare; the new generation is small beside it.
  process.env.MINIFLARE_WORKERD_V8_FLAGS = `--max-old-space-size=${HEAP_MB}`;
  const worker = await startTestWorker({
    organisation: bigDepots(SIZES),
  });
  try {
    await worker.kill();
    fillDepots(worker.dataFolder, SIZES);
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
  const { before, after } = await countAll(worker, {
    person: MANAGER,
    depot: depotOf(lines),
    one,
    step: timed,
  });
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
