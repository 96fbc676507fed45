import type { ValuedLine } from '../figures.ts';

export const GROUPINGS = ['item', 'supplier', 'bin'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A sum over lines: of the whole, of an item, of a supplier, of a bin. */
export interface Group {
  by: Grouping | 'total';
  code: string;
  label: string;
  /** The one unit of its lines; null where a sum of quantities would mean nothing. */
  unit: string | null;
  lines: number;
  sums: number[];
}

/**
 * Sums lines by item, supplier and bin while they go by, and altogether. `figuresOf` gives the figures of a line,
 * always as many and in the same order: a plain list, for a count has many lines and each stands in four groups.
 */
export class Groups {
  readonly #figuresOf: (line: ValuedLine) => readonly number[];
  readonly #total = groupOf('total', '', '', null);
  readonly #groups = {
    item: new Map<string, Group>(),
    supplier: new Map<string, Group>(),
    bin: new Map<string, Group>(),
  };

  constructor(figuresOf: (line: ValuedLine) => readonly number[]) {
    this.#figuresOf = figuresOf;
  }

  add(valued: ValuedLine): void {
    const figures = this.#figuresOf(valued);
    const { item, label, unit, supplier, bin } = valued.line;
    count(this.#total, figures);
    count(this.#groupOf('item', item, label, unit), figures);
    count(this.#groupOf('supplier', supplier, '', null), figures);
    count(this.#groupOf('bin', bin, '', null), figures);
  }

  #groupOf(by: Grouping, code: string, label: string, unit: string | null): Group {
    const known = this.#groups[by].get(code);
    if (known) return known;
    const group = groupOf(by, code, label, unit);
    this.#groups[by].set(code, group);
    return group;
  }

  /** The whole first, then each grouping in the order of its codes. */
  all(): Group[] {
    const sorted = (by: Grouping) =>
      [...this.#groups[by].values()].sort((a, b) => (a.code < b.code ? -1 : 1));
    return [this.#total, ...GROUPINGS.flatMap(sorted)];
  }
}

function groupOf(by: Group['by'], code: string, label: string, unit: string | null): Group {
  return { by, code, label, unit, lines: 0, sums: [] };
}

function count(group: Group, figures: readonly number[]): void {
  const { sums } = group;
  if (group.lines++ === 0) sums.push(...figures);
  else for (let at = 0; at < figures.length; at++) sums[at] = (sums[at] ?? 0) + (figures[at] ?? 0);
}
