import type { ValuedLine } from '../figures.ts';

export const GROUPINGS = ['item', 'supplier', 'bin'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A sum over lines: of the whole, of an item, of a supplier, of a bin. */
export interface Group<Sums> {
  by: Grouping | 'total';
  code: string;
  label: string;
  /** The one unit of its lines; null where a sum of quantities would mean nothing. */
  unit: string | null;
  lines: number;
  sums: Sums;
}

/** Sums lines by item, supplier and bin while they go by, and altogether. */
export class Groups<Sums> {
  readonly #add: (sums: Sums, line: ValuedLine) => void;
  readonly #fresh: () => Sums;
  readonly #total: Group<Sums>;
  readonly #groups = {
    item: new Map<string, Group<Sums>>(),
    supplier: new Map<string, Group<Sums>>(),
    bin: new Map<string, Group<Sums>>(),
  };

  constructor(fresh: () => Sums, add: (sums: Sums, line: ValuedLine) => void) {
    this.#fresh = fresh;
    this.#add = add;
    this.#total = { by: 'total', code: '', label: '', unit: null, lines: 0, sums: fresh() };
  }

  add(valued: ValuedLine): void {
    const { item, label, unit, supplier, bin } = valued.line;
    this.#count(this.#total, valued);
    this.#count(this.#groupOf('item', item, label, unit), valued);
    this.#count(this.#groupOf('supplier', supplier, '', null), valued);
    this.#count(this.#groupOf('bin', bin, '', null), valued);
  }

  #groupOf(by: Grouping, code: string, label: string, unit: string | null): Group<Sums> {
    const known = this.#groups[by].get(code);
    if (known) return known;
    const group = { by, code, label, unit, lines: 0, sums: this.#fresh() };
    this.#groups[by].set(code, group);
    return group;
  }

  #count(group: Group<Sums>, valued: ValuedLine): void {
    group.lines++;
    this.#add(group.sums, valued);
  }

  total(): Group<Sums> {
    return this.#total;
  }

  /** The whole first, then each grouping in the order of its codes. */
  all(): Group<Sums>[] {
    const sorted = (by: Grouping) =>
      [...this.#groups[by].values()].sort((a, b) => (a.code < b.code ? -1 : 1));
    return [this.#total, ...GROUPINGS.flatMap(sorted)];
  }
}
