import type { CloseCount, OpenCount, PutCountLines, Recap } from '../../shared/contract/counts.ts';
import {
  type Books,
  balanceOf,
  type Count,
  type CountLine,
  daysLater,
  fold,
  halfUp,
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
} from './model.ts';

type Scope = Pick<Count, 'depot' | 'kind' | 'bins' | 'items' | 'lots'>;

const holds = (list: Set<string> | null, one: string) => list === null || list.has(one);

/** Transit belongs to no count; a line born after the opening belongs to the one it fits. */
function covers(books: Books, scope: Scope, { depot, bin, item, lot, transfer }: Place): boolean {
  return (
    transfer === '' &&
    depot === scope.depot &&
    books.items.get(item)?.kind === scope.kind &&
    holds(scope.bins, bin) &&
    holds(scope.items, item) &&
    holds(scope.lots, lotName(item, lot))
  );
}

const isRunning = ({ state }: Count) => state === 'open' || state === 'closed';

export function freezes(books: Books, place: Place): boolean {
  return books.counts.some((count) => isRunning(count) && covers(books, count, place));
}

/** After an emergency exit a closed count is open again, and what was counted of these lines is void (Q12). */
export function mustCountAgain(books: Books, places: Place[]): void {
  for (const count of books.counts) {
    const touched = places.filter((place) => isRunning(count) && covers(books, count, place)).map(placeName);
    if (touched.length === 0) continue;
    count.state = 'open';
    count.version += 1;
    for (const line of count.lines) {
      line.blank = null;
      if (line.figure === null || !touched.includes(placeName(line.place))) continue;
      line.figure = null;
      line.version += 1;
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

function overlap(a: Scope, b: Scope): boolean {
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
      .flatMap(({ lines }) => lines.filter(({ figure }) => figure !== null).map(({ place }) => place.item)),
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
  if (books.counts.some((other) => isRunning(other) && overlap(other, scope)))
    codes.push('COUNT_SCOPE_TAKEN');
  if (date < books.today && movedSince(books, scope, date)) codes.push('COUNT_DATE_MOVED');
  if (linesIn(books, scope).length === 0) codes.push('COUNT_SCOPE_EMPTY');
  return refusedFor(...codes);
}

function movedSince(books: Books, scope: Scope, date: string): boolean {
  const moves = [...books.stock.values()]
    .filter((line) => covers(books, scope, line))
    .flatMap((line) => line.moves);
  return (
    moves.some((one) => one.posted > date || one.date > date) ||
    books.counts.some((other) => other.state === 'confirmed' && other.date > date && overlap(other, scope))
  );
}

const linesIn = (books: Books, scope: Scope) =>
  standing(books, { depot: scope.depot }).filter((line) => covers(books, scope, line));

export function openCount(books: Books, wanted: OpenCount): Count {
  const scope = scopeOf(books, wanted);
  const count: Count = {
    ...scope,
    id: wanted.id,
    date: wanted.date ?? books.today,
    state: 'open',
    version: 1,
    lines: linesIn(books, scope).map(({ moves: _, ...place }) => ({
      id: 0,
      place,
      theoretical: balanceOf(books, place),
      figure: null,
      version: 0,
      blank: null,
    })),
    confirmedOn: '',
    confirmedAt: 0,
    adjusted: false,
  };
  books.counts.push(count);
  return count;
}

/** Who may, in which state, for every command on an open count. */
export function judgeDemand(
  books: Books,
  who: string,
  count: Count | undefined,
  right: 'works' | 'manages',
  states: Count['state'][],
  otherwise: string,
): Verdict {
  if (!count || !maySee(books, who, count.depot)) return refusedFor('NOT_FOUND');
  const role = mayWork(books, who, count.depot);
  if (role === null || (right === 'manages' && role !== 'manager')) return refusedFor('FORBIDDEN');
  return states.includes(count.state) ? refusedFor() : refusedFor(otherwise);
}

/** The lines that come back instead of being saved, with what may be said of each. */
export function badFigures(
  books: Books,
  count: Count,
  { round, lines }: PutCountLines,
): Map<number, Set<string>> {
  const bad = new Map<number, Set<string>>();
  for (const [id, figure, version] of lines) {
    const line = count.lines.find((one) => one.id === id);
    const told = new Set<string>();
    const decimals = books.items.get(line?.place.item ?? '')?.decimals ?? 0;
    const thousandths = figure === null ? 0 : Math.round(figure * 1000);
    if (!line || round === 2) told.add('COUNT_LINE_UNKNOWN');
    if (lines.filter(([other]) => other === id).length > 1) told.add('COUNT_LINE_DUPLICATE');
    if (line?.place.serial && thousandths !== 0 && thousandths !== 1000) told.add('SERIAL_QUANTITY');
    if (thousandths < 0 || thousandths % (1000 / 10 ** decimals) !== 0) told.add('QUANTITY_INVALID');
    if (line && line.version !== version) told.add('COUNT_LINE_STALE');
    if (told.size > 0) bad.set(id, told);
  }
  return bad;
}

export function saveFigures(books: Books, count: Count, wanted: PutCountLines): void {
  const bad = badFigures(books, count, wanted);
  for (const [id, figure] of wanted.lines) {
    const line = count.lines.find((one) => one.id === id);
    if (!line || bad.has(id)) continue;
    line.figure = figure === null ? null : Math.round(figure * 1000);
    line.version += 1;
  }
  count.version += 1;
}

/** What each blank would become. */
function decided(count: Count, { blanks }: CloseCount): CountLine['blank'][] {
  return count.lines.map(({ id, figure }) => {
    const own = blanks?.lines?.find(([line]) => line === id)?.[1];
    return figure === null ? (own ?? blanks?.default ?? null) : null;
  });
}

export function judgeClosing(count: Count, wanted: CloseCount): Verdict {
  const blanks = decided(count, wanted);
  const open = count.lines.filter(({ figure }, at) => figure === null && blanks[at] === null);
  if (open.length > 0) return refusedFor('COUNT_BLANKS_UNDECIDED');
  return blanks.every((blank) => blank === 'keep') ? refusedFor('COUNT_NOTHING_COUNTED') : refusedFor();
}

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

/** Retained less expected, line by line. */
export function gapsOf(books: Books, count: Count): { line: CountLine; gap: number }[] {
  return count.lines.map((line) => {
    const expected = balanceOf(books, line.place);
    const retained = line.figure ?? (line.blank === 'zero' ? 0 : expected);
    return { line, gap: retained - expected };
  });
}

/** What the recap must say, in the API's units; the currency has two decimals. */
export function recapOf(books: Books, count: Count): Partial<Recap> {
  const gaps = gapsOf(books, count);
  const values = gaps.map(({ line, gap }) => {
    const average = books.costs.get(line.place.item)?.average ?? 0n;
    return (Math.sign(gap) * Number(halfUp(BigInt(Math.abs(gap)) * average, 100_000n))) / 100;
  });
  const blank = (kind: CountLine['blank']) =>
    count.lines.filter((line) => line.blank === kind && line.figure === null);
  return {
    lines: count.lines.length,
    counted: count.lines.filter(({ figure }) => figure !== null).length,
    keptBlank: blank('keep').length,
    zeroedBlank: blank('zero').length,
    differing: gaps.filter(({ gap }) => gap !== 0).length,
    gapValue: Math.round(sum(values) * 100) / 100,
  };
}

/**
 * An adjustment bears the count's date: a serial that left by an emergency exit on a later day, or that
 * stands elsewhere by now, cannot be found again on that day.
 */
export function judgeConfirming(books: Books, count: Count, version: number): Verdict {
  if (version !== count.version) return refusedFor('COUNT_RECAP_CHANGED');
  const codes = gapsOf(books, count).flatMap(({ line: { place }, gap }) => {
    const last = lastDayOfSerial(books, place.item, place.serial);
    if (gap === 0 || last === null) return [];
    const leavesToo = (one: Place) =>
      gapsOf(books, count).some(({ line, gap }) => gap < 0 && placeName(line.place) === placeName(one));
    const elsewhere = standing(books, { item: place.item, serial: place.serial }).some(
      (one) => !leavesToo(one),
    );
    return [
      ...(last > count.date ? ['SERIAL_DATE'] : []),
      ...(gap > 0 && elsewhere ? ['SERIAL_IN_STOCK'] : []),
    ];
  });
  return refusedFor(...codes);
}

export function confirmCount(books: Books, count: Count, id: string, who: string): void {
  const gaps = gapsOf(books, count).filter(({ gap }) => gap !== 0);
  const moved = gaps
    .sort((a, b) => a.gap - b.gap)
    .map(({ line: { place }, gap }, at) => {
      const cost = move(books, place, count.date, gap, null);
      return { line: at + 1, place, quantity: gap, cost };
    });
  if (gaps.length > 0)
    keep(books, { id, type: 'count-adjustment', depot: count.depot, who, party: '', moved, exit: null });
  count.state = 'confirmed';
  count.version += 1;
  count.confirmedOn = books.today;
  count.confirmedAt = books.journal.size;
  count.adjusted = gaps.length > 0;
}
