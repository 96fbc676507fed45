interface Waiter {
  owner: string;
  take(): void;
}

export interface Locks {
  /** Waits up to `waitMs` for the lock; true when `owner` holds it. Taking it twice is no error. */
  take(name: string, owner: string, waitMs: number, signal: AbortSignal): Promise<boolean>;
  holds(name: string, owner: string): boolean;
  release(name: string, owner: string): void;
  /** At the end of an execution, and when a dialog suspends it. */
  releaseAll(owner: string): void;
}

/** The locks of LockService: one owner at a time, the others in the order they came. */
export function createLocks(): Locks {
  const owners = new Map<string, string>();
  const queues = new Map<string, Waiter[]>();

  function release(name: string, owner: string): void {
    if (owners.get(name) !== owner) return;
    owners.delete(name);
    const next = queues.get(name)?.shift();
    if (!next) return;
    owners.set(name, next.owner);
    next.take();
  }

  function wait(name: string, owner: string, waitMs: number, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const queue = queues.get(name) ?? [];
      queues.set(name, queue);
      const leave = () => {
        const at = queue.indexOf(waiter);
        if (at >= 0) queue.splice(at, 1);
        finish(false);
      };
      const timer = setTimeout(leave, waitMs);
      const finish = (taken: boolean) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', leave);
        resolve(taken);
      };
      const waiter: Waiter = { owner, take: () => finish(true) };
      signal.addEventListener('abort', leave);
      queue.push(waiter);
    });
  }

  return {
    async take(name, owner, waitMs, signal) {
      const holder = owners.get(name);
      if (holder === owner) return true;
      if (holder === undefined && !signal.aborted) {
        owners.set(name, owner);
        return true;
      }
      return waitMs > 0 && !signal.aborted ? wait(name, owner, waitMs, signal) : false;
    },
    holds: (name, owner) => owners.get(name) === owner,
    release,
    releaseAll(owner) {
      for (const [name, holder] of [...owners]) if (holder === owner) release(name, owner);
    },
  };
}
