import type { SnapshotLine } from './lines.ts';

/** The parts that people take in a count: its first figures, its second ones, the decisions between the two. */
export const PARTS = ['first', 'second', 'arbitrated'] as const;
export type Part = (typeof PARTS)[number];

/** How many lines are of a person in one part, and between which instants; a decision has no instant of its own. */
export interface Share {
  person: number;
  lines: number;
  from: string | null;
  to: string | null;
}

/** Who did what of a count, gathered while its lines go by: whoever was recounted or overruled still counted. */
export class CountedBy {
  readonly #parts: Record<Part, Map<number, Share>> = {
    first: new Map(),
    second: new Map(),
    arbitrated: new Map(),
  };

  add(line: SnapshotLine): void {
    this.#note('first', line.first_by, line.first_at);
    this.#note('second', line.second_by, line.second_at);
    this.#note('arbitrated', line.arbitrated_by, null);
  }

  #note(part: Part, person: number | null, at: string | null): void {
    if (person === null) return;
    const known = this.#parts[part].get(person);
    if (!known) this.#parts[part].set(person, { person, lines: 1, from: at, to: at });
    else {
      known.lines++;
      if (at !== null && (known.from === null || at < known.from)) known.from = at;
      if (at !== null && (known.to === null || at > known.to)) known.to = at;
    }
  }

  of(part: Part): Share[] {
    return [...this.#parts[part].values()].toSorted((a, b) => a.person - b.person);
  }
}
