import type { MarkCountLines, PutCountLines, SecondRound } from '../../shared/contract/counts.ts';
import { type Books, type Count, type CountLine, mayWork, refusedFor, type Verdict } from './model.ts';
import { figureOf, gapsOf } from './modelCounts.ts';

/** The lines that come back instead of being saved, with what may be said of each. */
export function badFigures(
  books: Books,
  count: Count,
  who: string,
  { round = 1, lines }: PutCountLines,
): Map<number, Set<string>> {
  const bad = new Map<number, Set<string>>();
  for (const [id, figure, version] of lines) {
    const line = count.lines.find((one) => one.id === id);
    const told = new Set<string>();
    const decimals = books.items.get(line?.place.item ?? '')?.decimals ?? 0;
    const thousandths = figure === null ? 0 : Math.round(figure * 1000);
    if (!line || (round === 2 && !line.due)) told.add('COUNT_LINE_UNKNOWN');
    if (lines.filter(([other]) => other === id).length > 1) told.add('COUNT_LINE_DUPLICATE');
    if (line?.place.serial && thousandths !== 0 && thousandths !== 1000) told.add('SERIAL_QUANTITY');
    if (thousandths < 0 || thousandths % (1000 / 10 ** decimals) !== 0) told.add('QUANTITY_INVALID');
    if (line && (round === 1 ? line.version : line.secondVersion) !== version) told.add('COUNT_LINE_STALE');
    if (line && countedOther(line, round, who)) told.add('COUNT_SAME_PERSON');
    if (line && round === 1 && line.due && line.figure !== null) told.add('COUNT_SECOND_BEGUN');
    if (line && round === 2 && isKept(line, who) && mayWork(books, who, count.depot) !== 'manager')
      told.add('COUNT_FIRST_DUE');
    if (told.size > 0) bad.set(id, told);
  }
  return bad;
}

const countedOther = ({ figure, by, second, secondBy }: CountLine, round: 1 | 2, who: string) =>
  round === 1 ? second !== null && secondBy === who : figure !== null && by === who;

/** A second figure that came first is for its counter and the manager alone, until there is a first one (B2). */
const isKept = ({ figure, second, secondBy }: CountLine, who: string) =>
  figure === null && second !== null && secondBy !== who;

export function saveFigures(books: Books, count: Count, who: string, wanted: PutCountLines): void {
  const bad = badFigures(books, count, who, wanted);
  for (const [id, quantity] of wanted.lines) {
    const line = count.lines.find((one) => one.id === id);
    if (!line || bad.has(id)) continue;
    const figure = quantity === null ? null : Math.round(quantity * 1000);
    if (wanted.round === 2)
      Object.assign(line, { second: figure, secondBy: who, secondVersion: line.secondVersion + 1 });
    else Object.assign(line, { figure, by: who, version: line.version + 1 });
    line.arbitrated = null;
  }
  count.version += 1;
}

/** Without a tolerance every gap of a first figure is beyond it. */
function sentLines(books: Books, count: Count, { lines = [], beyondTolerance }: SecondRound): CountLine[] {
  const beyond = gapsOf(books, count).filter(
    ({ line, gap }) => gap !== 0 && line.figure !== null && !line.due,
  );
  return [
    ...count.lines.filter(({ id }) => lines.includes(id)),
    ...(beyondTolerance ? beyond.map(({ line }) => line) : []),
  ];
}

export function judgeRound(books: Books, count: Count, wanted: SecondRound): Verdict {
  const unknown = wanted.lines?.some((id) => !count.lines.some((line) => line.id === id));
  if (unknown) return refusedFor('COUNT_LINE_UNKNOWN');
  return sentLines(books, count, wanted).length > 0 ? refusedFor() : refusedFor('COUNT_ROUND_EMPTY');
}

/** Sends lines to the second count; a closed count is open again. */
export function openRound(books: Books, count: Count, wanted: SecondRound): void {
  for (const line of sentLines(books, count, wanted)) line.due = true;
  for (const line of count.lines) line.blank = null;
  count.state = 'open';
  count.version += 1;
}

export function judgeMarks(books: Books, count: Count, { lines }: MarkCountLines): Verdict {
  for (const { line: id, arbitration } of lines) {
    const line = count.lines.find((one) => one.id === id);
    if (!line) return refusedFor('COUNT_LINE_UNKNOWN');
    if (!arbitration) continue;
    const thousandths = Math.round(arbitration.quantity * 1000);
    const decimals = books.items.get(line.place.item)?.decimals ?? 0;
    if (!line.due) return refusedFor('COUNT_ARBITRATION_NEEDLESS');
    if (line.place.serial && thousandths !== 0 && thousandths !== 1000) return refusedFor('SERIAL_QUANTITY');
    if (thousandths % (1000 / 10 ** decimals) !== 0) return refusedFor('QUANTITY_INVALID');
  }
  return refusedFor();
}

export function markLines(count: Count, { lines }: MarkCountLines): void {
  for (const { line: id, arbitration } of lines) {
    const line = count.lines.find((one) => one.id === id);
    if (line && arbitration !== undefined)
      line.arbitrated = arbitration === null ? null : Math.round(arbitration.quantity * 1000);
  }
  count.version += 1;
}

export function judgeAcknowledging(count: Count, { documents }: { documents: string[] }): Verdict {
  const own = count.spot ? count.adjustment : null;
  const known = documents.every(
    (id) => id === own || count.emergencies.some(({ document }) => document === id),
  );
  return known ? refusedFor() : refusedFor('DOCUMENT_UNKNOWN');
}

export function acknowledge(count: Count, { documents }: { documents: string[] }): void {
  for (const exit of count.emergencies) if (documents.includes(exit.document)) exit.seen = true;
  if (count.state === 'open' || count.state === 'closed') count.version += 1;
}

/** A line whose figure is settled only by an arbitration, and one that still lacks its second count. */
export const undecided = (count: Count) => ({
  toArbitrate: count.lines.find(
    (line) =>
      line.figure !== null && line.second !== null && line.figure !== line.second && line.arbitrated === null,
  ),
  toCountTwice: count.lines.filter((line) => line.due && line.second === null && line.arbitrated === null),
  blank: count.lines.filter((line) => figureOf(line) === null),
});
