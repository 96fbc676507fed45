import type { CloseCount, OpenCount, Recap } from '../../shared/contract/counts.ts';
import { ADMIN } from './app.ts';
import { ACCOUNTANT } from './hospital.ts';
import {
  type Books,
  balanceOf,
  type Count,
  type CountLine,
  daysLater,
  fold,
  keep,
  lastDayOfSerial,
  lotName,
  maySee,
  mayWork,
  move,
  type Place,
  placeName,
  refusedFor,
  standing,
  sum,
  type Verdict,
  worthOf,
} from './model.ts';

type Scope = Pick<Count, 'depot' | 'kind' | 'spot' | 'bins' | 'items' | 'lots'> & Partial<Count>;

const holds = (list: Set<string> | null, one: string) => list === null || list.has(one);

/** Transit belongs to no count; a line born after the opening belongs to the one it fits; a spot count has its lines. */
function covers(books: Books, scope: Scope, place: Place): boolean {
  const { depot, bin, item, lot, transfer } = place;
  if (transfer !== '' || depot !== scope.depot) return false;
  if (scope.lines?.some((line) => placeName(line.place) === placeName(place))) return true;
  return (
    !scope.spot &&
    books.items.get(item)?.kind === scope.kind &&
    holds(scope.bins, bin) &&
    holds(scope.items, item) &&
    holds(scope.lots, lotName(item, lot))
  );
}

/** The figure that counts in the end. */
export const figureOf = ({ arbitrated, second, figure }: CountLine) => arbitrated ?? second ?? figure;

const isRunning = ({ state }: Count) => state === 'open' || state === 'closed';

/** A running count covers the place, but for the one in hand. */
export function freezes(books: Books, place: Place, own?: Count): boolean {
  return books.counts.some((count) => count !== own && isRunning(count) && covers(books, count, place));
}

/** A running blind count covers the place, and this person may not confirm it (Q22). */
export const hidesFrom = (books: Books, who: string, place: Place): boolean =>
  books.counts.some(
    (count) =>
      count.blind &&
      isRunning(count) &&
      covers(books, count, place) &&
      mayWork(books, who, count.depot) !== 'manager',
  );

/** After an emergency exit a closed count is open again, and what was counted of these lines is void (Q12). */
export function mustCountAgain(books: Books, document: string, places: Place[]): void {
  for (const count of books.counts) {
    const touched = places.filter((place) => isRunning(count) && covers(books, count, place)).map(placeName);
    if (touched.length === 0) continue;
    count.state = 'open';
    count.version += 1;
    count.emergencies.push({ document, places: touched, seen: false });
    for (const line of count.lines) {
      line.blank = null;
      if (figureOf(line) === null || !touched.includes(placeName(line.place))) continue;
      line.figure = null;
      line.second = null;
      line.arbitrated = null;
      line.version += 1;
      line.secondVersion += 1;
    }
  }
}

/** Confirmed counts that counted the line, or would have; lines kept uncounted have none. */
export function countedBy(books: Books, place: Place): Count[] {
  const kept = ({ lines }: Count) =>
    lines.some((line) => line.blank === 'keep' && placeName(line.place) === placeName(place));
  return books.counts.filter(
    (count) => count.state === 'confirmed' && covers(books, count, place) && !kept(count),
  );
}

/** The latest day of a count that a document of `date` would come behind. */
export function wallOn(books: Books, place: Place, date: string): string | null {
  const walls = countedBy(books, place).filter(({ confirmedOn }) => date <= confirmedOn);
  return (
    walls
      .map((count) => count.date)
      .sort()
      .at(-1) ?? null
  );
}

/** They share a line, or would share one that is born. */
export function overlap(books: Books, a: Scope, b: Scope): boolean {
  return (
    (!a.spot && !b.spot && shareAll(a, b)) ||
    a.lines?.some(({ place }) => covers(books, b, place)) === true ||
    b.lines?.some(({ place }) => covers(books, a, place)) === true
  );
}

function shareAll(a: Scope, b: Scope): boolean {
  const meet = (x: Set<string> | null, y: Set<string> | null) =>
    x === null || y === null || [...x].some((one) => y.has(one));
  return (
    a.depot === b.depot &&
    a.kind === b.kind &&
    meet(a.bins, b.bins) &&
    meet(a.items, b.items) &&
    meet(a.lots, b.lots)
  );
}

export function turnedAwayFromOpening(books: Books, who: string, wanted: OpenCount): Verdict | null {
  const depot = fold(wanted.depot);
  if (!maySee(books, who, depot)) return refusedFor('DEPOT_UNKNOWN');
  return mayWork(books, who, depot) === 'manager' ? null : refusedFor('FORBIDDEN');
}

function scopeOf(books: Books, wanted: OpenCount): Scope {
  const depot = fold(wanted.depot);
  const { bins, items, suppliers, expiringBefore, notCountedForDays } = wanted.scope ?? {};
  const narrowed = items ?? suppliers ?? notCountedForDays;
  const since = daysLater(books.today, -(notCountedForDays ?? 0));
  const counted = new Set(
    books.counts
      .filter((count) => count.depot === depot && count.state === 'confirmed' && count.confirmedOn >= since)
      .flatMap(({ lines }) => lines.filter((line) => figureOf(line) !== null).map(({ place }) => place.item)),
  );
  const fits = ([code, item]: [string, { supplier: string | null }]) =>
    (!items || items.map(fold).includes(code)) &&
    (!suppliers || suppliers.map(fold).includes(item.supplier ?? '')) &&
    (!notCountedForDays || !counted.has(code));
  const lots = [...books.stock.values()]
    .filter((line) => line.depot === depot && line.transfer === '' && line.lot !== '')
    .map(({ item, lot }) => lotName(item, lot))
    .filter((lot) => (books.lots.get(lot) ?? '9999') < (expiringBefore ?? ''));
  return {
    depot,
    kind: wanted.kind ?? 'article',
    spot: false,
    bins: bins ? new Set(bins.map(fold)) : null,
    items: narrowed === undefined ? null : new Set([...books.items].filter(fits).map(([code]) => code)),
    lots: expiringBefore ? new Set(lots) : null,
  };
}

export function judgeOpening(books: Books, wanted: OpenCount): Verdict {
  const { bins = [], items = [], suppliers = [] } = wanted.scope ?? {};
  const date = wanted.date ?? books.today;
  const depot = books.depots.get(fold(wanted.depot));
  const codes: string[] = [];
  if (bins.some((bin) => !depot?.bins.has(fold(bin)))) codes.push('BIN_UNKNOWN');
  if (items.some((item) => !books.items.has(fold(item)))) codes.push('ITEM_UNKNOWN');
  if (suppliers.some((supplier) => !books.parties.supplier.has(fold(supplier))))
    codes.push('SUPPLIER_UNKNOWN');
  // Two such faults in one opening share the top of the answer.
  if (codes.length > 1) codes.push('LINES_REFUSED');
  if (codes.length > 0) return refusedFor(...codes);

  const scope = scopeOf(books, wanted);
  if (date > books.today) codes.push('DATE_FUTURE');
  if (date <= books.closedThrough) codes.push('PERIOD_CLOSED');
  if (books.counts.some((other) => isRunning(other) && overlap(books, other, scope)))
    codes.push('COUNT_SCOPE_TAKEN');
  if (date < books.today && movedSince(books, scope, date)) codes.push('COUNT_DATE_MOVED');
  if (linesIn(books, scope, wanted).length === 0) codes.push('COUNT_SCOPE_EMPTY');
  return refusedFor(...codes);
}

function movedSince(books: Books, scope: Scope, date: string): boolean {
  const moves = [...books.stock.values()]
    .filter((line) => covers(books, scope, line))
    .flatMap((line) => line.moves);
  return (
    moves.some((one) => one.posted > date || one.date > date) ||
    books.counts.some(
      (other) => other.state === 'confirmed' && other.date > date && overlap(books, other, scope),
    )
  );
}

/** What holds something, and if asked what once did (Q19). */
const linesIn = (books: Books, scope: Scope, { zeros }: OpenCount) =>
  [...books.stock.values()].filter(
    (line) => (zeros ? line.moves.length > 0 : balanceOf(books, line) > 0) && covers(books, scope, line),
  );

export function openCount(books: Books, wanted: OpenCount): Count {
  const scope = scopeOf(books, wanted);
  const count: Count = {
    ...scope,
    id: wanted.id,
    date: wanted.date ?? books.today,
    state: 'open',
    version: 1,
    blind: wanted.blind ?? false,
    lines: linesIn(books, scope, wanted).map(({ moves: _, ...place }) => blankLine(books, place)),
    emergencies: [],
    confirmedOn: '',
    confirmedAt: 0,
    adjustment: null,
    asked: null,
  };
  books.counts.push(count);
  return count;
}

/** A line nobody counted yet; the sheet tells its id and row. */
export const blankLine = (books: Books, place: Place): CountLine => ({
  id: 0,
  position: 0,
  place,
  theoretical: balanceOf(books, place),
  price: null,
  figure: null,
  by: '',
  version: 0,
  due: false,
  second: null,
  secondBy: '',
  secondVersion: 0,
  arbitrated: null,
  blank: null,
});

/** Who may, in which state, for every command on an open count. */
export function judgeDemand(
  books: Books,
  who: string,
  count: Count | undefined,
  right: 'works' | 'manages' | 'cancels' | 'approves',
  states: Count['state'][],
  otherwise: string,
): Verdict {
  if (!count || !maySee(books, who, count.depot)) return refusedFor('NOT_FOUND');
  const role = mayWork(books, who, count.depot);
  const may = {
    works: role !== null,
    manages: role === 'manager',
    cancels: role === 'manager' || who === ADMIN,
    approves: role === 'manager' || who === ACCOUNTANT,
  };
  if (!may[right]) return refusedFor('FORBIDDEN');
  return states.includes(count.state) ? refusedFor() : refusedFor(otherwise);
}

/** What each blank would become. */
function decided(count: Count, { blanks }: CloseCount): CountLine['blank'][] {
  return count.lines.map((line) => {
    const own = blanks?.lines?.find(([id]) => id === line.id)?.[1];
    return figureOf(line) === null ? (own ?? blanks?.default ?? null) : null;
  });
}

/** What hangs speaks first, in the order in which it is to be settled; then the blanks. */
export function judgeClosing(books: Books, count: Count, wanted: CloseCount): Verdict {
  const blanks = decided(count, wanted);
  const taken = count.emergencies.flatMap(({ places }) => places);
  const { lines } = count;
  if (count.emergencies.some(({ seen }) => !seen)) return refusedFor('COUNT_ACKNOWLEDGEMENT_DUE');
  if (lines.some((line) => figureOf(line) === null && taken.includes(placeName(line.place))))
    return refusedFor('COUNT_RECOUNT_DUE');
  if (lines.some(({ due, second, arbitrated }) => due && second === null && arbitrated === null))
    return refusedFor('COUNT_SECOND_DUE');
  if (lines.some(differs)) return refusedFor('COUNT_ARBITRATION_DUE');
  if (lines.some((line, at) => figureOf(line) === null && blanks[at] === null))
    return refusedFor('COUNT_BLANKS_UNDECIDED');
  if (blanks.every((blank) => blank === 'keep')) return refusedFor('COUNT_NOTHING_COUNTED');
  const closed = { ...count, lines: lines.map((line, at) => ({ ...line, blank: blanks[at] ?? null })) };
  const found = closed.lines
    .filter(({ place }) => place.serial !== '')
    .filter((line) => retainedOf(books, closed, line) > 0)
    .map(({ place }) => `${place.item}|${place.serial}`);
  return new Set(found).size < found.length ? refusedFor('COUNT_SERIAL_TWICE') : refusedFor();
}

export const differs = ({ figure, second, arbitrated }: CountLine) =>
  figure !== null && second !== null && figure !== second && arbitrated === null;

export function closeCount(count: Count, wanted: CloseCount): void {
  for (const [at, blank] of decided(count, wanted).entries()) {
    const line = count.lines[at];
    if (line) line.blank = blank;
  }
  count.state = 'closed';
  count.version += 1;
}

export function reopenCount(count: Count): void {
  for (const line of count.lines) line.blank = null;
  count.state = 'open';
  count.version += 1;
}

/** What a line comes to; a serial that the ledger cannot take here is noted, and posts nothing (Q10). */
function retainedOf(books: Books, count: Count, line: CountLine): number {
  const expected = balanceOf(books, line.place);
  const figure = figureOf(line);
  if (figure === null) return line.blank === 'zero' ? 0 : expected;
  return figure > 0 && expected === 0 && isElsewhere(books, count, line.place) ? 0 : figure;
}

/** It stands in another place and does not leave there by this count, or it moved on a day after the count's. */
function isElsewhere(books: Books, count: Count, { item, serial }: Place): boolean {
  const leaves = (place: Place) =>
    count.lines.some(
      (one) =>
        placeName(one.place) === placeName(place) && (figureOf(one) ?? (one.blank === 'zero' ? 0 : 1)) === 0,
    );
  const last = lastDayOfSerial(books, item, serial);
  return (
    last !== null && (standing(books, { item, serial }).some((place) => !leaves(place)) || last > count.date)
  );
}

/** Retained less expected, line by line. */
export function gapsOf(books: Books, count: Count): { line: CountLine; gap: number }[] {
  return count.lines.map((line) => ({
    line,
    gap: retainedOf(books, count, line) - balanceOf(books, line.place),
  }));
}

/** What the recap must say, in the API's units; the currency has two decimals. */
export function recapOf(books: Books, count: Count): Partial<Recap> {
  const gaps = gapsOf(books, count);
  const values = gaps.map(({ line, gap }) => Number(worthOf(gap, costOf(books, line))) / 100);
  const blank = (kind: CountLine['blank']) =>
    count.lines.filter((line) => line.blank === kind && figureOf(line) === null);
  return {
    lines: count.lines.length,
    counted: count.lines.filter((line) => figureOf(line) !== null).length,
    keptBlank: blank('keep').length,
    zeroedBlank: blank('zero').length,
    differing: gaps.filter(({ gap }) => gap !== 0).length,
    gapValue: Math.round(sum(values) * 100) / 100,
  };
}

/** The recap that was read, or none: what the ledger cannot take was settled before. */
export const judgeConfirming = (count: Count, version: number): Verdict =>
  version === count.version ? refusedFor() : refusedFor('COUNT_RECAP_CHANGED');

/** What a gap is valued at: the average, else the price that the catalogue gives, or whoever found it (design, 4). */
export const costOf = (books: Books, { place, price }: CountLine): bigint =>
  books.costs.get(place.item)?.average ?? books.items.get(place.item)?.referencePrice ?? price ?? 0n;

export function confirmCount(books: Books, count: Count, id: string, who: string): void {
  const gaps = gapsOf(books, count)
    .filter(({ gap }) => gap !== 0)
    .map((one) => ({ ...one, cost: costOf(books, one.line) }))
    // What is missing first, then as the lines are numbered: a reversal goes the same way, and each step is rounded.
    .sort((a, b) => Number(a.gap > 0) - Number(b.gap > 0) || a.line.id - b.line.id);
  const known = new Set([...books.costs].flatMap(([item, { average }]) => (average === null ? [] : [item])));
  const moved = gaps.map(({ line: { place, position }, gap, cost }) => {
    const bears = move(books, place, count.date, gap, known.has(place.item) ? null : cost);
    return { line: position, place, quantity: gap, cost: bears };
  });
  if (gaps.length > 0)
    keep(books, { id, type: 'count-adjustment', depot: count.depot, who, party: '', moved, exit: null });
  count.state = 'confirmed';
  count.version += 1;
  count.confirmedOn = books.today;
  count.confirmedAt = books.journal.size;
  count.adjustment = gaps.length > 0 ? id : null;
}
