import { setTimeout } from 'node:timers/promises';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import type { ThreadData } from '../../../addon/local/host/thread.ts';

/** Stands in for Google's services: a run asks twice and ends with both answers. */
const servicesCode =
  '((bridge) => (invocation, done) => { const first = bridge("1"); done(first + " " + bridge("2")); })';

let worker: Worker;
afterEach(() => worker.terminate());

it('a ring that comes late, of an answer read before, is no answer: the script sleeps on for its own', async () => {
  const { port1: ours, port2: port } = new MessageChannel();
  const signal = new SharedArrayBuffer(4);
  const bell = new Int32Array(signal);
  const workerData: ThreadData = { servicesCode, port, signal };
  worker = new Worker(new URL('../../../addon/local/host/thread.ts', import.meta.url), {
    workerData,
    transferList: [port],
    execArgv: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  });
  ours.on('message', async (text: string) => {
    if (text === '1') {
      // Once somebody was woken, the thread did sleep on this question; its answer comes later.
      while (Atomics.notify(bell, 0) === 0);
      await setTimeout(50);
    }
    ours.postMessage(`answer ${text}`);
    Atomics.store(bell, 0, 1);
    Atomics.notify(bell, 0);
  });
  const outcome = new Promise((resolve) => worker.once('message', resolve));
  worker.postMessage({ scripts: [], facts: '', invocation: { functionName: '', args: null } });
  expect(await outcome).toBe('answer 1 answer 2');
  ours.close();
});
