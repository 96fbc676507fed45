import type { AddCountLine, SpotCount } from '../../shared/contract/counts.ts';
import {
  type Books,
  balanceOf,
  type Count,
  type CountLine,
  fold,
  lotName,
  maySee,
  mayWork,
  type Place,
  placeName,
  refusedFor,
  standing,
  type Verdict,
  worthOf,
} from './model.ts';
import { blankLine, confirmCount, costOf, countedBy, freezes } from './modelCounts.ts';
import {
  badExpiry,
  badWords,
  type Doc,
  expiryOf,
  type Line,
  priceOf,
  readDocument,
} from './modelDocuments.ts';

/** Goods that stand before somebody who counts: they say of themselves what an entry of one of them would. */
interface Found extends Line {
  counted: number | null;
}
type Wish = Omit<AddCountLine, 'newItem'>;

function readFound(books: Books, id: string, depot: string, wishes: readonly Wish[]): [Doc, Found[]] {
  const lines = wishes.map((wish) => ({ ...wish, quantity: 1 }));
  const doc = readDocument(books, { id, type: 'entry-donation', depot, lines });
  const counted = ({ quantity = null }: Wish) => (quantity === null ? null : Math.round(quantity * 1000));
  return [doc, doc.lines.map((line, at) => ({ ...line, counted: counted(wishes[at] as Wish) }))];
}

/** A count moves nothing by itself: neither a wall nor a date bars what was found. */
function* badFound(doc: Doc, found: Found): Generator<string> {
  const { item, to, code, wish, serial, counted } = found;
  if (!item) {
    yield 'ITEM_UNKNOWN';
    return;
  }
  yield* badWords(doc, found, item);
  if (to === null || found.ambiguous) yield 'BIN_REQUIRED';
  if (to && !doc.books.depots.get(doc.depot)?.bins.get(to.bin)?.active) yield 'INACTIVE';
  yield* badExpiry(found, item, expiryOf(doc.books, doc.lines, found));
  if (serial !== '' && counted !== null && counted !== 0 && counted !== 1000) yield 'SERIAL_QUANTITY';
  if ((counted ?? 0) % (1000 / 10 ** item.decimals) !== 0) yield 'QUANTITY_INVALID';
  const average = doc.books.costs.get(code)?.average ?? null;
  if (average === null && item.referencePrice === null && priceOf({ ...wish, quantity: 1 }) === null)
    yield 'COST_REQUIRED';
}

/** A lot and a place are known from the day somebody found goods there, or none. */
function keepPlaces(books: Books, doc: Doc): void {
  for (const line of doc.lines) {
    const named = lotName(line.code, line.lot);
    const place = line.to && placeName(line.to);
    if (line.to && place && !books.stock.has(place)) books.stock.set(place, { ...line.to, moves: [] });
    if (line.lot !== '' && !books.lots.get(named)) books.lots.set(named, expiryOf(books, doc.lines, line));
  }
}

/** An item that the catalogue does not know comes with its entry. */
function withNewItem(books: Books, { item, newItem }: AddCountLine): Books {
  if (!newItem) return books;
  const {
    kind,
    decimals = 0,
    lotTracking = 'optional',
    serialTracking = 'optional',
    expiryTracking,
  } = newItem;
  return {
    ...books,
    items: new Map(books.items).set(fold(item), {
      kind,
      decimals,
      lots: lotTracking,
      serials: serialTracking,
      expires: expiryTracking ?? false,
      managed: true,
      active: true,
      supplier: null,
      referencePrice:
        typeof newItem.referencePrice === 'number' ? BigInt(newItem.referencePrice * 10_000) : null,
    }),
  };
}

/** Ajouter réf. (Q19): what another running count covers is that one's; the adjustment will bear the count's date. */
export function judgeAdding(known: Books, count: Count, wanted: AddCountLine): Verdict {
  if (wanted.newItem && known.items.has(fold(wanted.item))) return refusedFor('CHANGED');
  const books = withNewItem(known, wanted);
  const [doc, [found]] = readFound(books, count.id, count.depot, [wanted]);
  if (!found) throw new Error('nothing found');
  const codes = new Set(badFound(doc, found));
  const { to } = found;
  if (to && freezes(books, to, count)) codes.add('COUNT_SCOPE_TAKEN');
  if (to && !onTheList(count, to) && hasMovedSince(books, to, count.date)) codes.add('COUNT_DATE_MOVED');
  return { codes: [], lines: new Map(codes.size > 0 ? [[1, codes]] : []) };
}

const onTheList = (count: Count, place: Place) =>
  count.lines.find((line) => placeName(line.place) === placeName(place));

/** What stands there moved on a later day, or a count of a later day found it as it is: it may be zero. */
function hasMovedSince(books: Books, place: Place, date: string): boolean {
  const moves = books.stock.get(placeName(place))?.moves ?? [];
  const moved = balanceOf(books, place) > 0 && moves.some((one) => one.date > date);
  return moved || countedBy(books, place).some((other) => other.date > date);
}

/** What is on the list already is shown, not doubled; else it joins behind the last line, counted at once or not. */
export function addFound(books: Books, count: Count, who: string, wanted: AddCountLine) {
  books.items = withNewItem(books, wanted).items;
  const [doc, [found]] = readFound(books, count.id, count.depot, [wanted]);
  if (!found?.to) throw new Error('nothing found');
  keepPlaces(books, doc);
  count.version += 1;
  const listed = onTheList(count, found.to);
  if (listed) return { line: listed, existed: true };
  const line = countLine(books, found, who, count.lines.length + 1);
  count.lines.push(line);
  return { line, existed: false };
}

function countLine(books: Books, { to, wish, counted }: Found, who: string, position: number): CountLine {
  const line = blankLine(books, to as Place);
  const price = priceOf({ ...wish, quantity: 1 });
  if (counted === null) return { ...line, position, price };
  return { ...line, position, price, figure: counted, by: who, version: 1 };
}

export function turnedAwayFromSpot(books: Books, who: string, { depot }: SpotCount): Verdict | null {
  if (!maySee(books, who, fold(depot))) return refusedFor('DEPOT_UNKNOWN');
  return mayWork(books, who, fold(depot)) === null ? refusedFor('FORBIDDEN') : null;
}

/** Its lines are free and stand once; a serial that stands elsewhere is moved by this count, or by its own document. */
export function judgeSpot(books: Books, who: string, wanted: SpotCount): Verdict {
  const [doc, all] = readFound(books, wanted.id, wanted.depot, wanted.lines);
  const lines = new Map<number, Set<string>>();
  for (const found of all) {
    const codes = new Set([...badFound(doc, found), ...badOnTheSpot(books, all, found)]);
    if (codes.size > 0) lines.set(found.number, codes);
  }
  if (lines.size > 0) return { codes: [], lines };
  const gaps = all.map((found) => {
    const line = countLine(books, found, who, 0);
    const value = worthOf((found.counted ?? 0) - line.theoretical, costOf(books, line));
    return value < 0n ? -value : value;
  });
  const limit = books.depots.get(doc.depot)?.limit ?? null;
  const isBeyond = limit !== null && gaps.reduce((a, b) => a + b, 0n) > limit;
  return isBeyond && mayWork(books, who, doc.depot) === 'clerk'
    ? refusedFor('COUNT_VALUE_LIMIT')
    : refusedFor();
}

function* badOnTheSpot(books: Books, all: readonly Found[], { to, code, serial, counted }: Found) {
  if (to === null) return;
  const same = (other: Place | null) => other !== null && placeName(other) === placeName(to);
  if (all.filter((other) => same(other.to)).length > 1) yield 'COUNT_LINE_DUPLICATE';
  if (freezes(books, to)) yield 'COUNT_OPEN';
  if (serial === '' || counted === 0) return;
  const leaves = (place: Place) =>
    all.some((other) => other.to && placeName(other.to) === placeName(place) && other.counted === 0);
  const stands = standing(books, { item: code, serial });
  if (balanceOf(books, to) === 0 && stands.some((place) => !leaves(place))) yield 'SERIAL_ELSEWHERE';
  const twice = all.filter((other) => other.code === code && other.serial === serial && other.counted !== 0);
  if (twice.length > 1) yield 'COUNT_SERIAL_TWICE';
}

/** Opened, closed and confirmed in one: the wall and the adjustment of those lines (Q20). */
export function countSpot(books: Books, who: string, wanted: SpotCount): Count {
  const [doc, all] = readFound(books, wanted.id, wanted.depot, wanted.lines);
  keepPlaces(books, doc);
  const count: Count = {
    id: wanted.id,
    depot: doc.depot,
    kind: 'all',
    spot: true,
    date: books.today,
    state: 'closed',
    version: 2,
    bins: null,
    items: null,
    lots: null,
    blind: false,
    lines: all.map((found, at) => countLine(books, found, who, at + 1)),
    emergencies: [],
    confirmedOn: '',
    confirmedAt: 0,
    adjustment: null,
    asked: null,
  };
  books.counts.push(count);
  confirmCount(books, count, wanted.id, who);
  return count;
}
