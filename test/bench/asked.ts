/** What a metered Worker was asking of its database since it was last asked (`test/worker/meteredWorker.ts`). */
export interface Asked {
  calls: number;
  /** Rows, as D1 bills them. */
  read: number;
  written: number;
}

export const ASKED_PATH = '/asked-of-the-database';
