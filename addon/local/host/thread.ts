import vm from 'node:vm';
import type { MessagePort } from 'node:worker_threads';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Invocation, Outcome } from './google/install.ts';

/** What a thread is started with. */
export interface ThreadData {
  servicesCode: string;
  port: MessagePort;
  signal: SharedArrayBuffer;
}

/** One run. The scripts come along only when this thread does not have them yet. */
export interface Job {
  scripts?: { name: string; source: string }[];
  facts: string;
  invocation: Invocation;
}

type Install = (
  bridge: (text: string) => string,
  facts: string,
) => (invocation: string, done: (outcome: string) => void) => void;

const { servicesCode, port, signal } = workerData as ThreadData;
const bell = new Int32Array(signal);

// Apps Script has no modules. The rejection is a bare string: an error object of this realm would lead to Node.
const importModuleDynamically = () => Promise.reject('Modules are not supported') as never;

const services = new vm.Script(servicesCode, { filename: 'google-services.js', importModuleDynamically });
let sources: { name: string; source: string }[] = [];
let compiled: vm.Script[] | null = null;

/**
 * Asks the main thread and sleeps until it answers: this is what makes Google's services synchronous. Woken is not
 * yet answered: on a busy machine the ring for the answer before may come only now, and to go on without this one
 * would give every later question the answer of another.
 */
function bridge(text: string): string {
  Atomics.store(bell, 0, 0);
  port.postMessage(text);
  while (Atomics.load(bell, 0) === 0) Atomics.wait(bell, 0, 0);
  return receiveMessageOnPort(port)?.message as string;
}

/** The bundle's scripts, compiled once; a syntax error is met again at every call until the bundle changes. */
function compile({ scripts }: Job): vm.Script[] {
  if (scripts) {
    sources = scripts;
    compiled = null;
  }
  compiled ??= sources.map(
    ({ name, source }) => new vm.Script(source, { filename: name, importModuleDynamically }),
  );
  return compiled;
}

// In Apps Script a rejection that nobody waits for is nobody's business; here it would end the thread.
process.on('unhandledRejection', () => undefined);

function failure(error: unknown): string {
  const { name, message, stack } = error instanceof Error ? error : (error as Error);
  const outcome: Outcome = {
    error: { name: String(name), message: String(message), stack: String(stack) },
    counts: {},
  };
  return JSON.stringify(outcome);
}

/**
 * Runs in a context of its own: nothing lasts from one call to the next. One thing differs from Apps Script:
 * `Date` there is on this machine's clock, not on the manifest's time zone, for V8 has one zone per process.
 */
function run(job: Job): void {
  // Promises that the script left behind still run, and may still call services, before the run is over.
  const answer = (outcome: string) => setImmediate(() => parentPort!.postMessage(outcome));
  try {
    const scripts = compile(job);
    // A plain global, not a contextified object: that one would be of this realm, and a way out of the context.
    const context = vm.createContext(vm.constants.DONT_CONTEXTIFY);
    const invoke = (services.runInContext(context) as Install)(bridge, job.facts);
    for (const script of scripts) script.runInContext(context);
    invoke(JSON.stringify(job.invocation), answer);
  } catch (error) {
    answer(failure(error));
  }
}

parentPort!.on('message', (job: Job) => run(job));
