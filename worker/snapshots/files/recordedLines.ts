import { hasFigure, type ValuedLine } from '../figures.ts';

/** A record is read and signed on paper: it names the largest, and says in which file all of them stand. */
const MOST_PRINTED = 500;

/** What the record needs of the lines: sums, and the few that it names. */
export class RecordedLines {
  lines = 0;
  counted = 0;
  differing = 0;
  readonly blanks = { keep: 0, zero: 0 };
  readonly sums = { before: 0, added: 0, emergency: 0, costChange: 0, rounding: 0, after: 0 };
  loss = 0;
  gain = 0;
  readonly named = {
    gaps: [] as ValuedLine[],
    blanks: [] as ValuedLine[],
    elsewhere: new Map<number, ValuedLine>(),
  };

  add(valued: ValuedLine): void {
    const { line, change } = valued;
    if (!change) return;
    this.lines++;
    for (const name of Object.keys(this.sums) as (keyof RecordedLines['sums'])[])
      this.sums[name] += change[name];
    if (change.gap < 0) this.loss += change.gap;
    else this.gain += change.gap;
    if (change.gapQuantity !== 0) {
      this.differing++;
      this.#keepLargest(valued);
    }
    if (hasFigure(line)) this.counted++;
    else {
      this.blanks[line.blank === 'zero' ? 'zero' : 'keep']++;
      if (this.named.blanks.length < MOST_PRINTED) this.named.blanks.push(valued);
    }
    if (line.serial !== '' && line.retained === 0 && hasFigure(line))
      this.named.elsewhere.set(line.position, valued);
  }

  /** Twice as many as are printed are held, then the smaller half let go: never all of a large count. */
  #keepLargest(valued: ValuedLine): void {
    this.named.gaps.push(valued);
    if (this.named.gaps.length >= 2 * MOST_PRINTED) this.named.gaps = this.largest();
  }

  largest(): ValuedLine[] {
    const size = ({ change }: ValuedLine) => Math.abs(change?.gap ?? 0);
    return this.named.gaps
      .toSorted((a, b) => size(b) - size(a) || a.line.position - b.line.position)
      .slice(0, MOST_PRINTED);
  }
}
