/** `google.script` inside a frame, put before the add-on's own HTML. Speaks with the page by messages only. */
import { checkedArgument } from './arguments.ts';
import type { FromFrame, ToFrame } from './messages.ts';

declare global {
  var decompteFrame: { pageOrigin: string };
  var google: { script: unknown };
}

interface Outcome {
  success?: (value: unknown, user: unknown) => void;
  failure?: (error: Error, user: unknown) => void;
  user?: unknown;
}

const { pageOrigin } = globalThis.decompteFrame;
const running = new Map<number, Outcome>();
let calls = 0;

const tell = (message: FromFrame) => parent.postMessage(message, pageOrigin);

function call(functionName: string, args: unknown[], outcome: Outcome): void {
  calls += 1;
  running.set(calls, outcome);
  tell({ decompte: 'call', call: calls, functionName, args });
}

/** A runner holds its handlers; each `with…` gives a new one, so that one can be kept and used again. */
function runner(outcome: Outcome): object {
  const own: Record<string, unknown> = {
    withSuccessHandler: (success: Outcome['success']) => runner({ ...outcome, success }),
    withFailureHandler: (failure: Outcome['failure']) => runner({ ...outcome, failure }),
    withUserObject: (user: unknown) => runner({ ...outcome, user }),
  };
  return new Proxy(own, {
    get(_own, name) {
      // `then` would make a runner look like a promise; names in `_` are private to the script.
      if (typeof name !== 'string' || name === 'then' || name.endsWith('_')) return undefined;
      if (Object.hasOwn(own, name)) return own[name];
      return (...args: unknown[]) =>
        call(
          name,
          args.map((arg, index) => checkedArgument(arg, String(index))),
          outcome,
        );
    },
  });
}

addEventListener('message', (event: MessageEvent<ToFrame>) => {
  if (event.origin !== pageOrigin || event.source !== parent) return;
  if (event.data?.decompte !== 'answer') return;
  const answer = event.data;
  const outcome = running.get(answer.call);
  running.delete(answer.call);
  if (!outcome) return;
  if (answer.ok) outcome.success?.(answer.value, outcome.user);
  else if (outcome.failure) outcome.failure(new Error(answer.message), outcome.user);
  else console.error(answer.message);
});

globalThis.google = {
  script: {
    run: runner({}),
    host: {
      close: () => tell({ decompte: 'close' }),
      setHeight: (height: number) => tell({ decompte: 'size', height }),
      setWidth: (width: number) => tell({ decompte: 'size', width }),
      origin: pageOrigin,
    },
    url: {
      getLocation: (then: (location: object) => void) => then({ hash: '', parameter: {}, parameters: {} }),
    },
  },
};
