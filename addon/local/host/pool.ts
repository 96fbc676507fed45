import { MessageChannel, Worker } from 'node:worker_threads';
import { servicesCode } from './services-code.ts';
import type { Job, ThreadData } from './thread.ts';

/** A thread with its line to the main thread. */
interface Thread {
  worker: Worker;
  /** Answers the calls of the run that holds the thread. */
  answer: ((text: string) => Promise<string>) | null;
  version: string;
}

/** Threads kept warm when nothing runs. */
const IDLE_THREADS = 2;

const OLD_SPACE_MB = 256;

export interface RunOptions {
  job: Omit<Job, 'scripts'>;
  /** Threads that had the same version last keep its compiled scripts. */
  version: string;
  scripts: NonNullable<Job['scripts']>;
  /** Answers what the services ask, as JSON. */
  answer(text: string): Promise<string>;
  /** Ends the run at once, with the signal's reason, whatever the script is doing. */
  signal: AbortSignal;
}

export interface Pool {
  /** Resolves with the outcome as JSON; rejects when the thread died or the signal ended it. */
  run(options: RunOptions): Promise<string>;
  close(): Promise<void>;
}

async function startThread(): Promise<Thread> {
  const code = await servicesCode();
  const { port1: ours, port2: theirs } = new MessageChannel();
  const signal = new SharedArrayBuffer(4);
  const bell = new Int32Array(signal);
  const workerData: ThreadData = { servicesCode: code, port: theirs, signal };
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData,
    transferList: [theirs],
    // Lets the thread answer `import()` itself; see thread.ts.
    execArgv: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    // Without it the contexts of hundreds of calls pile up before V8 sees a reason to collect them.
    resourceLimits: { maxOldGenerationSizeMb: OLD_SPACE_MB },
  });
  const thread: Thread = { worker, answer: null, version: '' };
  ours.on('message', async (text: string) => {
    // A script that outlived its run must not sleep for ever: the thread is needed again.
    const answered = (await thread.answer?.(text)) ?? JSON.stringify({ e: 'The execution ended' });
    ours.postMessage(answered);
    Atomics.store(bell, 0, 1);
    Atomics.notify(bell, 0);
  });
  // Errors of an idle thread only end that thread; those of a run are heard by the run as well.
  worker.on('error', () => undefined);
  ours.unref();
  worker.unref();
  worker.once('exit', () => ours.close());
  return thread;
}

/** Runs jobs in threads: as many at once as are asked, and a few kept for the next call. */
export function createPool(): Pool {
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  let closed = false;

  async function started(): Promise<Thread> {
    const thread = await startThread();
    all.add(thread);
    thread.worker.once('exit', () => {
      all.delete(thread);
      const at = idle.indexOf(thread);
      if (at >= 0) idle.splice(at, 1);
    });
    if (closed) await thread.worker.terminate();
    return thread;
  }

  function rest(thread: Thread): void {
    thread.answer = null;
    thread.worker.unref();
    if (closed || idle.length >= IDLE_THREADS) void thread.worker.terminate();
    else idle.push(thread);
  }

  function outcomeOf(thread: Thread, { job, version, scripts, answer, signal }: RunOptions): Promise<string> {
    const { worker } = thread;
    return new Promise((resolve, reject) => {
      const stop = () => {
        thread.answer = null;
        void worker.terminate();
        finish(() => reject(signal.reason as Error));
      };
      const finish = (end: () => void) => {
        signal.removeEventListener('abort', stop);
        worker.removeAllListeners('message').removeListener('error', died).removeListener('exit', exited);
        end();
      };
      const died = (error: unknown) => finish(() => reject(error as Error));
      const exited = () => finish(() => reject(new Error('The thread of the execution ended')));
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop);
      worker.once('error', died).once('exit', exited);
      worker.on('message', (outcome: string) => {
        finish(() => resolve(outcome));
        rest(thread);
      });
      thread.answer = answer;
      worker.ref();
      worker.postMessage(thread.version === version ? job : { ...job, scripts });
      thread.version = version;
    });
  }

  // Warm before the first call.
  void started().then(rest, () => undefined);

  return {
    async run(options) {
      if (closed) throw new Error('The host is closed');
      return outcomeOf(idle.pop() ?? (await started()), options);
    },
    async close() {
      closed = true;
      await Promise.all([...all].map((thread) => thread.worker.terminate()));
    },
  };
}
