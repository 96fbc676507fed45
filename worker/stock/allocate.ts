/** A stock line that wanted goods could be taken from; quantities in thousandths. */
export interface Candidate {
  bin: string;
  lot: string;
  expiry: string | null;
  serial: string;
  available: number;
  unusable: 'expired' | 'blocked' | 'quarantine' | 'frozen' | null;
  /** Why it is not for use, whether or not this document may take it. */
  unfit: 'expired' | 'blocked' | 'quarantine' | null;
  /** The name of the count that freezes it. */
  frozenBy: string | null;
}

export interface Split {
  taken: (Candidate & { quantity: number })[];
  missing: number;
}

/** First expired, first out; lots without expiry last; then the smaller lot name, bin and serial (B8). */
export function byFirstExpired(a: Candidate, b: Candidate): number {
  return (
    compare(a.expiry ?? '9999', b.expiry ?? '9999') ||
    compare(a.lot, b.lot) ||
    compare(a.bin, b.bin) ||
    compare(a.serial, b.serial)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Splits a wish over the candidates, in their order; what may not be used is passed over. */
export function allocateFirstExpired(wanted: number, candidates: readonly Candidate[]): Split {
  const taken: Split['taken'] = [];
  let missing = wanted;
  for (const candidate of candidates) {
    if (candidate.unusable !== null || missing === 0) continue;
    const quantity = Math.min(missing, candidate.available);
    if (quantity <= 0) continue;
    taken.push({ ...candidate, quantity });
    missing -= quantity;
  }
  return { taken, missing };
}
