/**
 * What was typed goes to the service, changed lines only. The memory holds, for each line, the quantity
 * and version that the service acknowledged; what it refuses or holds otherwise is kept apart until a
 * person has chosen. A figure that this person may not know stays on the sheet as it is. No screen here: the panel shows it, tests drive it.
 */
import type { BadLine } from '../../../shared/contract/common.ts';
import type { PutCountLinesResult } from '../../../shared/contract/counts.ts';
import { checkedText, exitText, gapToCheck } from '../../countGap.ts';
import type { KnownMore } from '../../server/calls/countSheet.ts';
import type { Refusal } from '../../server/calls.ts';
import { createNotes } from './noteSending.ts';
import { type LineRule, type ReadBack, type RowProblem, readBack } from './readBack.ts';
import type { SendingOptions } from './sendingRound.ts';
import { CHUNK, type Held, NOTHING_SEEN, type Round, type Seen, type Sending } from './sendingRound.ts';
import { hiddenState, recordedState, statesOf } from './states.ts';

interface Line {
  quantity: number | null;
  version: number;
  decimals: number;
  item: string;
  by: string | null;
  note: string;
  more: KnownMore;
}

/** So many figures gone in one round are no typing: a column was cleared, a block pasted over. */
export const ERASED_AT_ONCE = 10;

export function createSending({
  known,
  progress,
  tolerance,
  asks,
  built,
  language,
  words,
  calls,
}: SendingOptions): Sending {
  const memory = new Map<number, Line>(
    known.map(([line, quantity, version, decimals, item, by, , note, more]) => [
      line,
      { quantity, version, decimals, item, by, note, more },
    ]),
  );
  const rules = new Map<number, LineRule>(
    known.map(([line, , , decimals, , , place]) => [line, { decimals, place }]),
  );
  const held = new Map<number, Held>();
  const refused = new Map<number, { quantity: number | null; detail: string }>();
  const erased = new Set<number>();
  const meant = new Set<number>();
  const states = new Map<number, string>();
  const notes = createNotes(memory, calls.note);
  const hidden = new Set(known.flatMap((each) => (each[8].hidden ? [each[0]] : [])));
  const recorded = (line: number) => memory.get(line)!.quantity;
  /** A figure that this person may not know is neither told nor compared (B2). */
  function settled(line: number): string {
    if (hidden.has(line)) return hiddenState(language, words.sheet);
    const { quantity, more } = memory.get(line)!;
    const gap = gapToCheck(quantity, more.expected, tolerance);
    const known = checkedText(recordedState(quantity, language, words.sheet), gap, language, words.sheet);
    return exitText(known, more, language, words.sheet);
  }
  if (built) for (const [line] of known) states.set(line, settled(line));
  let { counted, lines: all } = progress;
  let first = true;
  let running: Promise<Round> | null = null;

  /**
   * What stands at the start on a line whose figure is hidden is taken for that figure, and for its note: it is neither
   * sent nor written again. What is typed there later is sent, and the service says why it refuses.
   */
  function leaveHidden({ quantities, notes }: ReadBack): void {
    for (const line of hidden)
      Object.assign(memory.get(line)!, {
        quantity: quantities.get(line)?.quantity ?? null,
        note: notes.get(line) ?? '',
      });
  }

  /**
   * At the start nobody knows whether a difference was typed here or elsewhere: where the service holds a
   * figure that is not one's own, or the cell is blank, a person chooses. Afterwards the version says it.
   */
  function surprises({ quantities }: ReadBack): void {
    for (const [line, { row, quantity }] of quantities) {
      const { quantity: theirs, version, item, by, more } = memory.get(line)!;
      // One's own figure that stands no more was voided by an emergency exit: it is counted again, not sent again.
      const mine = !asks && more.mine === true && quantity !== null && theirs !== null;
      if (version === 0 || theirs === quantity || mine) continue;
      held.set(line, { line, item, row, mine: quantity, theirs, by, version });
    }
  }

  function changed({ quantities }: ReadBack): [number, number | null, number][] {
    const lines: [number, number | null, number][] = [];
    // Another text stands where a figure was refused, or its row is gone.
    for (const line of refused.keys()) if (!quantities.has(line)) refused.delete(line);
    for (const [line, { row, quantity }] of quantities) {
      const kept = memory.get(line)!;
      const other = held.get(line);
      if (other) {
        // Nothing is recorded, and another figure was typed since that was said: it is the recount.
        const recounted = other.theirs === null && quantity !== null && quantity !== other.mine;
        if (other.theirs !== quantity && !recounted) {
          held.set(line, { ...other, row, mine: quantity });
          continue;
        }
        held.delete(line);
        acknowledge(line, other.theirs, other.version);
      }
      const no = refused.get(line);
      if (no && no.quantity === quantity) continue;
      refused.delete(line);
      if (kept.quantity !== quantity) lines.push([line, quantity, kept.version]);
    }
    return lines;
  }

  /** What was erased at once is kept apart; a figure typed again takes its line out of it. */
  function keepErased({ quantities }: ReadBack, lines: [number, number | null, number][]) {
    for (const line of erased)
      if (quantities.get(line)?.quantity !== null || meant.has(line)) erased.delete(line);
    const gone = lines.filter(
      ([line, quantity]) => quantity === null && memory.get(line)!.quantity !== null && !meant.has(line),
    );
    if (erased.size + gone.length >= ERASED_AT_ONCE) for (const [line] of gone) erased.add(line);
    const sent = lines.filter(([line]) => !erased.has(line));
    for (const [line, quantity] of sent) if (quantity !== null) meant.delete(line);
    return sent;
  }

  function acknowledge(line: number, quantity: number | null, version: number): void {
    Object.assign(memory.get(line)!, { quantity, version });
    hidden.delete(line);
  }

  function take(sent: [number, number | null, number][], result: PutCountLinesResult, read: ReadBack): void {
    ({ counted, lines: all } = result);
    const bad = new Map<number, BadLine>(result.errors.map((error) => [error.line, error]));
    for (const [line, quantity, version] of sent) {
      const error = bad.get(line);
      if (!error) acknowledge(line, quantity, version + 1);
      else if (error.code === 'COUNT_LINE_STALE') takeStale(line, quantity, error, read);
      else refused.set(line, { quantity, detail: error.detail });
    }
  }

  function takeStale(line: number, mine: number | null, error: BadLine, read: ReadBack): void {
    const theirs = (error.counted as number | null | undefined) ?? null;
    const version = error.version as number;
    // Somebody else's panel sent this very cell: nothing to choose.
    if (theirs === mine) {
      acknowledge(line, theirs, version);
      held.delete(line);
      return;
    }
    const row = read.quantities.get(line)?.row ?? held.get(line)?.row ?? 0;
    const by = (error.by as string | null | undefined) ?? null;
    held.set(line, { line, item: memory.get(line)!.item, row, mine, theirs, by, version });
  }

  /** Somebody may have chosen meanwhile: sent as never seen, a line is told as it stands now, and never written. */
  async function lookAgain(read: ReadBack, asked: readonly number[]): Promise<void> {
    const lines = asked.flatMap((line): [number, number | null, number][] => {
      const other = held.get(line);
      return other ? [[line, other.mine, 0]] : [];
    });
    const put = lines.length > 0 ? await calls.put(lines.slice(0, CHUNK)) : null;
    if (!put?.ok) return;
    for (const error of put.result.errors)
      if (error.code === 'COUNT_LINE_STALE') takeStale(error.line, held.get(error.line)!.mine, error, read);
  }

  function rowsRefused({ quantities }: ReadBack): RowProblem[] {
    const others = notes.refused().filter(([line, { detail }]) => refused.get(line)?.detail !== detail);
    return [...refused, ...others].map(([line, { detail }]) => ({
      line,
      row: quantities.get(line)?.row ?? 0,
      problem: detail,
    }));
  }

  /** Only the states that changed travel to the sheet. */
  async function mark(read: ReadBack): Promise<void> {
    const wanted = statesOf(read, { recorded, settled, erased, refused, held }, language, words);
    const news = [...wanted].filter(([line, text]) => states.get(line) !== text);
    if (news.length === 0) return;
    const marked = await calls.mark(news);
    if (marked.ok) for (const [line, text] of news) states.set(line, text);
  }

  async function run(): Promise<Round> {
    const answer = await calls.read();
    if (!answer.ok) return outcome(answer, emptyRead, NOTHING_SEEN, 0, 0);
    // Its colours and its figures are its holder's: what stands there is not judged here.
    if (answer.holder && !answer.holder.me) return outcome(null, emptyRead, answer, 0, 0);
    const read = readBack(answer.rows, rules, language, words.rows);
    const sure = built || !first;
    if (!sure) leaveHidden(read);
    if (!sure) surprises(read);
    first = false;
    const waiting = [...held.keys()];
    const lines = keepErased(read, changed(read));
    if (sure) await lookAgain(read, waiting);
    let sent = 0;
    let failure: Refusal | null = null;
    for (let from = 0; from < lines.length && !failure; from += CHUNK) {
      const chunk = lines.slice(from, from + CHUNK);
      const put = await calls.put(chunk);
      if (put.ok) take(chunk, put.result, read);
      else failure = put;
      if (put.ok) sent += chunk.length;
    }
    failure ??= await notes.send(read.notes, sure);
    await mark(read);
    return outcome(failure, read, answer, lines.length - sent, sent);
  }

  function outcome(
    failure: Refusal | null,
    read: ReadBack,
    { copies, holder, inSight }: Seen,
    pending: number,
    sent: number,
  ): Round {
    const { problems, missing } = read;
    const said = { ok: !failure, code: failure?.code ?? '', message: failure?.message ?? '' };
    const apart = { held: [...held.values()], refused: rowsRefused(read) };
    return {
      ...said,
      problems,
      missing,
      copies,
      holder,
      inSight,
      ...apart,
      erased: erased.size,
      pending,
      sent,
      counted,
      lines: all,
      tab: { counted: countedHere(), lines: memory.size },
    };
  }

  /** A figure that this person may not know is one all the same. */
  function countedHere(): number {
    return [...memory].filter(([line, { quantity }]) => quantity !== null || hidden.has(line)).length;
  }

  function round(): Promise<Round> {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    round,
    async sendNow() {
      await running;
      // The reason of a refusal may lie in another line, or with somebody else: it is asked anew.
      refused.clear();
      return round();
    },
    keepMine(lines) {
      for (const line of lines) {
        const other = held.get(line);
        if (other) acknowledge(line, other.theirs, other.version);
        held.delete(line);
      }
    },
    async takeOther(lines) {
      await running;
      await lookAgain(emptyRead, lines);
      const others = lines.flatMap((line) => held.get(line) ?? []);
      const written = await calls.write(others.map(({ line, theirs }) => [line, theirs]));
      if (written.ok)
        for (const { line, theirs, version } of others) {
          acknowledge(line, theirs, version);
          held.delete(line);
        }
      return written;
    },
    async putBack() {
      await running;
      const written = await calls.write([...erased].map((line) => [line, memory.get(line)!.quantity]));
      if (written.ok) erased.clear();
      return written;
    },
    eraseToo() {
      for (const line of erased) meant.add(line);
    },
  };
}

const emptyRead: ReadBack = { quantities: new Map(), notes: new Map(), problems: [], missing: 0 };
