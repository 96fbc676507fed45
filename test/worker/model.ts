/**
 * The stock as a careful storekeeper keeps it on paper: what stands where, what it cost, which day it moved.
 * Written apart from the Worker, on purpose: plain Maps, integer thousandths, civil dates as texts. The
 * property test holds the two against each other.
 */

export interface Item {
  kind: 'article' | 'part';
  decimals: number;
  lots: 'none' | 'optional' | 'required';
  serials: 'none' | 'optional' | 'required';
  /** A lot that enters must say when it expires. */
  expires: boolean;
  managed: boolean;
  active: boolean;
  supplier: string | null;
  /** Ten-thousandths of the currency. */
  referencePrice: bigint | null;
}

export interface Depot {
  bins: Map<string, { active: boolean; quarantine: boolean }>;
  /** Where it may send to; null: everywhere. */
  destinations: string[] | null;
  takesExpired: boolean;
  /** Types it may not post. */
  forbids: string[];
  /** What a loss, or the gaps of a spot count, may be worth without a manager: hundredths of the currency; null: anything. */
  limit: bigint | null;
}

export interface Person {
  roles: Record<string, 'clerk' | 'manager'>;
  /** Depots seen without a role in them. */
  reads: string[];
  emergency: string[];
}

/** Where goods stand, in folded words; in transit the bin is '→' and `transfer` the sending document. */
export interface Place {
  depot: string;
  bin: string;
  item: string;
  lot: string;
  serial: string;
  transfer: string;
}

interface Move {
  /** The date of the document. */
  date: string;
  /** The day it was posted. */
  posted: string;
  quantity: number;
}

export interface StockLine extends Place {
  /** In the order of posting. */
  moves: Move[];
}

export interface CountLine {
  /** The Worker's name for it, and its row from 1, both learnt from the count sheet. */
  id: number;
  position: number;
  place: Place;
  theoretical: number;
  /** What was said of the price of goods found, in ten-thousandths. */
  price: bigint | null;
  /** The first count, who sent it, and its version. */
  figure: number | null;
  by: string;
  version: number;
  /** The second count, by somebody else, of the lines that are sent to it. */
  due: boolean;
  second: number | null;
  secondBy: string;
  secondVersion: number;
  arbitrated: number | null;
  blank: 'keep' | 'zero' | null;
}

export interface Count {
  id: string;
  depot: string;
  kind: 'article' | 'part' | 'all';
  /** Typed and confirmed at once: its scope is its lines. */
  spot: boolean;
  date: string;
  state: 'open' | 'closed' | 'confirmed' | 'cancelled' | 'reversed';
  version: number;
  /** Each list narrows the scope; null: everything. Lots are «item|lot». */
  bins: Set<string> | null;
  items: Set<string> | null;
  lots: Set<string> | null;
  blind: boolean;
  lines: CountLine[];
  /** Emergency exits while it ran: the places they took from, and whether a manager has nodded. */
  emergencies: { document: string; places: string[]; seen: boolean }[];
  confirmedOn: string;
  confirmedAt: number;
  /** The document of its gaps; null where nothing differed, and before. */
  adjustment: string | null;
  /** Who asked that it be undone, while nobody has answered. */
  asked: string | null;
}

/** A posted document and what it moved, at which cost (ten-thousandths). */
export interface Posted {
  id: string;
  type: string;
  depot: string;
  who: string;
  /** The other end, folded; '' where there is none. */
  party: string;
  /** The date that a person gave it. */
  date?: string;
  day: string;
  /** Its place in the order of posting. */
  at: number;
  moved: Moved[];
  /** The exit that these goods came back to. */
  exit: string | null;
  reversed: boolean;
}

export interface Moved {
  line: number;
  place: Place;
  quantity: number;
  cost: bigint;
}

export interface Books {
  today: string;
  closedThrough: string;
  items: Map<string, Item>;
  depots: Map<string, Depot>;
  people: Map<string, Person>;
  /** Active or not, of each party by kind and folded code. */
  parties: Record<'patient' | 'service' | 'supplier', Map<string, boolean>>;
  stock: Map<string, StockLine>;
  /** Expiry of each known lot, «item|lot». */
  lots: Map<string, string | null>;
  costs: Map<string, { quantity: bigint; average: bigint | null }>;
  transfers: Map<string, { from: string; to: string }>;
  documents: Map<string, Posted>;
  counts: Count[];
  /** What was accepted under which id, by whom. */
  journal: Map<string, { who: string; content: string }>;
}

export const TRANSIT = '→';

export const fold = (text: string) => text.trim().toLowerCase();

export const lotName = (item: string, lot: string) => `${item}|${lot}`;

export const placeName = ({ depot, bin, item, lot, serial, transfer }: Place) =>
  [depot, bin, item, lot, serial, transfer].join('|');

export function daysLater(date: string, days: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

export const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, one) => total + one, 0);

export const balanceOf = (books: Books, place: Place) =>
  sum((books.stock.get(placeName(place))?.moves ?? []).map(({ quantity }) => quantity));

export function firstDayOf(books: Books, place: Place): string | null {
  const days = (books.stock.get(placeName(place))?.moves ?? []).map(({ date }) => date);
  return days.sort()[0] ?? null;
}

/** The least that stands there at the end of `date` and after each movement of a later day. */
export function leastFrom(books: Books, place: Place, date: string): number {
  const moves = books.stock.get(placeName(place))?.moves ?? [];
  const inOrder = moves
    .map((move, posted) => ({ ...move, order: posted }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.order - b.order));
  let running = sum(inOrder.filter((move) => move.date <= date).map(({ quantity }) => quantity));
  let least = running;
  for (const later of inOrder.filter((move) => move.date > date)) {
    running += later.quantity;
    least = Math.min(least, running);
  }
  return least;
}

/** Stock lines that hold something, in transit or not. */
export function standing(books: Books, wanted: Partial<Place>): StockLine[] {
  return [...books.stock.values()].filter(
    (line) =>
      Object.entries(wanted).every(([part, value]) => line[part as keyof Place] === value) &&
      balanceOf(books, line) > 0,
  );
}

/** The day a serial last moved, wherever that was. */
export function lastDayOfSerial(books: Books, item: string, serial: string): string | null {
  if (serial === '') return null;
  const days = [...books.stock.values()]
    .filter((line) => line.item === item && line.serial === serial)
    .flatMap(({ moves }) => moves.map(({ date }) => date));
  return days.sort().at(-1) ?? null;
}

/** Moves goods and says at which cost; `unitCost` null is «at the present average». */
export function move(
  books: Books,
  place: Place,
  date: string,
  quantity: number,
  unitCost: bigint | null,
): bigint {
  const name = placeName(place);
  const line = books.stock.get(name) ?? { ...place, moves: [] };
  line.moves.push({ date, posted: books.today, quantity });
  books.stock.set(name, line);

  const cost = books.costs.get(place.item) ?? { quantity: 0n, average: null };
  const after = cost.quantity + BigInt(quantity);
  const bears = unitCost ?? cost.average ?? 0n;
  if (cost.average === null || (unitCost !== null && cost.quantity === 0n)) cost.average = bears;
  else if (unitCost !== null && after > 0n)
    cost.average = halfUp(cost.quantity * cost.average + BigInt(quantity) * unitCost, after);
  books.costs.set(place.item, { quantity: after, average: cost.average });
  return bears;
}

export function halfUp(value: bigint, divisor: bigint): bigint {
  return (2n * value + divisor) / (2n * divisor);
}

/** Hundredths of the currency that thousandths at a cost are worth, with their sign. */
export const worthOf = (quantity: number, cost: bigint): bigint =>
  BigInt(Math.sign(quantity)) * halfUp(BigInt(Math.abs(quantity)) * cost, 100_000n);

/** Files a posted document; the journal has its row already. */
export function keep(books: Books, posted: Omit<Posted, 'day' | 'at' | 'reversed'>): void {
  books.documents.set(posted.id, { ...posted, day: books.today, at: books.journal.size, reversed: false });
}

export function mayWork(books: Books, who: string, depot: string): 'clerk' | 'manager' | null {
  return books.people.get(who)?.roles[depot] ?? null;
}

export function maySee(books: Books, who: string, depot: string): boolean {
  const person = books.people.get(who);
  return person !== undefined && (depot in person.roles || person.reads.includes(depot));
}

/** What a command may be refused for: on top (`codes`), or line by line (0 is the head). */
export interface Verdict {
  codes: string[];
  lines: Map<number, Set<string>>;
}

export const ACCEPTED: Verdict = { codes: [], lines: new Map() };

export const refusedFor = (...codes: string[]): Verdict => ({ codes, lines: new Map() });

export const isRefusal = ({ codes, lines }: Verdict) => codes.length > 0 || lines.size > 0;
