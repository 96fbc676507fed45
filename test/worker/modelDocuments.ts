import type { DocumentRequest } from '../../shared/contract/documents.ts';
import { ADMIN } from './app.ts';
import {
  type Books,
  balanceOf,
  daysLater,
  firstDayOf,
  fold,
  type Item,
  keep,
  lastDayOfSerial,
  leastFrom,
  lotName,
  type Moved,
  maySee,
  mayWork,
  move,
  type Place,
  type Posted,
  placeName,
  refusedFor,
  standing,
  sum,
  TRANSIT,
  type Verdict,
  worthOf,
} from './model.ts';
import { freezes, mustCountAgain, wallOn } from './modelCounts.ts';

/** Where goods come from and go to; null: out of our hands. */
interface Kind {
  from: 'depot' | 'transit' | null;
  to: 'depot' | 'transit' | null;
  party?: 'patient' | 'service' | 'supplier' | 'depot';
  /** Goods go to use: nothing expired, nothing from quarantine. */
  toUse?: true;
  reason?: true;
  price?: 'must' | 'may';
  managers?: true;
  /** The administrator's, who needs no role in the depot. */
  admins?: true;
  emergency?: true;
  /** The exits that such goods come back from. */
  returns?: string;
}

export const KINDS: Record<string, Kind> = {
  'entry-purchase': { from: null, to: 'depot', party: 'supplier', price: 'must' },
  'entry-donation': { from: null, to: 'depot', price: 'may' },
  'entry-opening': { from: null, to: 'depot', price: 'may', admins: true },
  'exit-patient': { from: 'depot', to: null, party: 'patient', toUse: true, emergency: true },
  'exit-service': { from: 'depot', to: null, party: 'service', toUse: true, emergency: true },
  transfer: { from: 'depot', to: 'transit', party: 'depot', toUse: true, emergency: true },
  loss: { from: 'depot', to: null, reason: true },
  'return-supplier': { from: 'depot', to: null, party: 'supplier' },
  'return-patient': { from: null, to: 'depot', party: 'patient', returns: 'exit-patient' },
  'return-service': { from: null, to: 'depot', party: 'service', returns: 'exit-service' },
  'bin-move': { from: 'depot', to: 'depot' },
  reception: { from: 'transit', to: 'depot' },
  'transit-return': { from: 'transit', to: 'depot', managers: true },
  'transit-loss': { from: 'transit', to: null, reason: true, managers: true },
};

const CLERK_DAYS_BACK = 3;

export interface Line {
  number: number;
  wish: DocumentRequest['lines'][number];
  code: string;
  item: Item | undefined;
  lot: string;
  serial: string;
  quantity: number;
  /** null: the words do not say which one. */
  from: Place | null;
  to: Place | null;
  /** More than one bin holds it, and none is named. */
  ambiguous: boolean;
}

export interface Doc {
  books: Books;
  wanted: DocumentRequest;
  kind: Kind;
  depot: string;
  date: string;
  lines: Line[];
}

/** What is refused before anything is read: a depot one may not see, a role one has not. */
export function turnedAway(books: Books, who: string, wanted: DocumentRequest): Verdict | null {
  const kind = KINDS[wanted.type];
  const depot = fold(wanted.depot);
  if (!kind) return refusedFor('REQUEST_INVALID');
  if (foreignFields(wanted, kind)) return refusedFor('FIELD_FOREIGN');
  if (!maySee(books, who, depot)) return refusedFor('DEPOT_UNKNOWN');
  if (kind.admins) return who === ADMIN ? null : refusedFor('FORBIDDEN');
  const role = mayWork(books, who, depot);
  if (role === null || (kind.managers && role !== 'manager')) return refusedFor('FORBIDDEN');
  const mayHurry = role === 'manager' || books.people.get(who)?.emergency.includes(depot);
  return wanted.emergency && !(kind.emergency && mayHurry) ? refusedFor('FORBIDDEN') : null;
}

/** What says nothing in a document of this kind. */
function foreignFields(wanted: DocumentRequest, kind: Kind): boolean {
  const { type, lines } = wanted;
  const lost = kind.from === 'transit' && kind.to === null;
  return (
    (wanted.party !== undefined && !kind.party) ||
    (wanted.invoice !== undefined && kind.party !== 'patient') ||
    (wanted.transfer !== undefined && kind.from !== 'transit') ||
    (wanted.exit !== undefined && !kind.returns) ||
    (wanted.acceptCost !== undefined && !['entry-purchase', 'entry-opening'].includes(type)) ||
    (wanted.acceptExpiry !== undefined && type !== 'entry-purchase') ||
    (wanted.notCounted !== undefined && lost) ||
    lines.some(
      ({ bin, toBin, expiry }) =>
        (bin !== undefined && lost) ||
        (toBin !== undefined && !(kind.from === 'depot' && kind.to === 'depot')) ||
        (expiry !== undefined && kind.from !== null),
    )
  );
}

export function judgeDocument(books: Books, who: string, wanted: DocumentRequest): Verdict {
  const doc = readDocument(books, wanted);
  const lines = new Map<number, Set<string>>();
  const bad = (line: number, codes: Iterable<string>) => {
    const told = new Set(codes);
    if (told.size > 0) lines.set(line, told);
  };
  bad(0, badHead(doc, who));
  for (const line of doc.lines) bad(line.number, badLine(doc, line));
  return { codes: [], lines };
}

/** Takes what leaves, then puts what enters. */
export function postDocument(books: Books, who: string, wanted: DocumentRequest): void {
  const { kind, date, lines, depot } = readDocument(books, wanted);
  const averages = new Map([...books.costs].map(([item, { average }]) => [item, average]));
  const exit = wanted.exit ?? null;
  const moved: Moved[] = [];
  const carry = (line: number, place: Place, quantity: number, unitCost: bigint | null) => {
    moved.push({ line, place, quantity, cost: move(books, place, date, quantity, unitCost) });
  };
  for (const { number, from, quantity } of lines) if (from) carry(number, from, -quantity, null);
  if (kind.to === 'transit') books.transfers.set(wanted.id, { from: depot, to: fold(wanted.party ?? '') });
  for (const { number, to, item, code, quantity, wish, lot } of lines) {
    if (!to || !item) continue;
    const named = lotName(code, lot);
    if (kind.from === null && lot !== '' && !books.lots.get(named))
      books.lots.set(named, wish.expiry ?? null);
    const left = books.documents.get(exit ?? '')?.moved.find(({ place }) => place.item === code)?.cost;
    const unknown = (averages.get(code) ?? null) === null ? item.referencePrice : null;
    carry(number, to, quantity, kind.from === null ? (priceOf(wish) ?? left ?? unknown) : null);
  }
  const party = fold(wanted.party ?? '');
  keep(books, { id: wanted.id, type: wanted.type, depot, who, party, date, moved, exit });
  if (wanted.emergency) {
    const left = lines.flatMap(({ from }) => (from ? [from] : []));
    mustCountAgain(books, wanted.id, left);
  }
}

/** The exit of that kind and depot that goods come back to. */
function exitNamed(
  books: Books,
  { returns }: Kind,
  depot: string,
  { exit }: DocumentRequest,
): Posted | undefined {
  const named = books.documents.get(exit ?? '');
  return named && named.type === returns && named.depot === depot ? named : undefined;
}

/** What an exit took out of these goods and has not come back; nothing where it was undone. */
function stillOut(books: Books, exit: Posted, goods: Goods): number {
  const back = [...books.documents.values()].filter((one) => one.exit === exit.id && !one.reversed);
  const moved = [exit, ...back].flatMap((one) => one.moved).filter(({ place }) => sameGoods(place, goods));
  return exit.reversed ? 0 : -sum(moved.map(({ quantity }) => quantity));
}

export const sameGoods = (a: Goods, b: Goods) =>
  a.item === b.item && a.lot === b.lot && a.serial === b.serial;

export const priceOf = ({ unitCost }: DocumentRequest['lines'][number]) =>
  unitCost === undefined ? null : BigInt(Math.round(unitCost * 10_000));

export function readDocument(books: Books, wanted: DocumentRequest): Doc {
  const kind = KINDS[wanted.type] as Kind;
  const depot = fold(wanted.depot);
  const date = wanted.emergency ? books.today : (wanted.date ?? books.today);
  const lines = wanted.lines.map((wish, index): Line => {
    const code = fold(wish.item);
    const goods = { item: code, lot: fold(wish.lot ?? ''), serial: fold(wish.serial ?? '') };
    const { from, ambiguous } = comesFrom(books, kind, depot, wanted, wish, goods);
    const to = goesTo(books, kind, depot, wanted, wish, goods);
    return {
      lot: goods.lot,
      serial: goods.serial,
      number: index + 1,
      wish,
      code,
      item: books.items.get(code),
      quantity: Math.round(wish.quantity * 1000),
      from,
      to: to.place,
      ambiguous: ambiguous || to.ambiguous,
    };
  });
  return { books, wanted, kind, depot, date, lines };
}

type Goods = Pick<Place, 'item' | 'lot' | 'serial'>;
type Wish = DocumentRequest['lines'][number];

function comesFrom(
  books: Books,
  kind: Kind,
  depot: string,
  wanted: DocumentRequest,
  wish: Wish,
  goods: Goods,
) {
  if (kind.from === null) return { from: null, ambiguous: false };
  if (kind.from === 'transit') {
    const transfer = wanted.transfer ?? '';
    const sent = books.transfers.get(transfer);
    return { from: sent ? { ...goods, depot: sent.to, bin: TRANSIT, transfer } : null, ambiguous: false };
  }
  const { bin, ambiguous } =
    wish.bin === undefined ? holderOf(books, depot, goods) : knownBin(books, depot, wish.bin);
  return { from: bin === null ? null : { ...goods, depot, bin, transfer: '' }, ambiguous };
}

function goesTo(books: Books, kind: Kind, depot: string, wanted: DocumentRequest, wish: Wish, goods: Goods) {
  if (kind.to === null) return { place: null, ambiguous: false };
  if (kind.to === 'transit') {
    const place = { ...goods, depot: fold(wanted.party ?? ''), bin: TRANSIT, transfer: wanted.id };
    return { place, ambiguous: false };
  }
  const named = kind.from === 'depot' ? wish.toBin : wish.bin;
  const { bin, ambiguous } =
    named !== undefined
      ? knownBin(books, depot, named)
      : kind.from === 'depot'
        ? { bin: null, ambiguous: false }
        : restingPlace(books, depot, goods);
  return { place: bin === null ? null : { ...goods, depot, bin, transfer: '' }, ambiguous };
}

function knownBin(books: Books, depot: string, named: string) {
  const bin = fold(named);
  return { bin: books.depots.get(depot)?.bins.has(bin) ? bin : null, ambiguous: false };
}

function holderOf(books: Books, depot: string, goods: Goods) {
  const holders = standing(books, { ...goods, depot, transfer: '' });
  return { bin: holders.length === 1 ? (holders[0]?.bin ?? null) : null, ambiguous: holders.length > 1 };
}

/** Goods that enter without a bin join the one bin that holds them, or the depot's only bin. */
function restingPlace(books: Books, depot: string, goods: Goods) {
  const { bin, ambiguous } = holderOf(books, depot, goods);
  const usable = [...(books.depots.get(depot)?.bins ?? [])].filter(([, { active }]) => active);
  return { bin: bin ?? (usable.length === 1 ? (usable[0]?.[0] ?? null) : null), ambiguous };
}

function* badHead(doc: Doc, who: string): Generator<string> {
  const { books, wanted, kind, depot, date } = doc;
  if (books.depots.get(depot)?.forbids.includes(wanted.type)) yield 'TYPE_NOT_ALLOWED';
  if (kind.party) yield* badParty(books, kind.party, depot, wanted.party);
  const exit = exitNamed(books, kind, depot, wanted);
  if (kind.returns && wanted.exit !== undefined && exit?.party !== fold(wanted.party ?? ''))
    yield 'DOCUMENT_UNKNOWN';
  if (kind.from === 'transit') {
    const sent = books.transfers.get(wanted.transfer ?? '');
    if (depot !== (wanted.type === 'transit-return' ? sent?.from : sent?.to)) yield 'DOCUMENT_UNKNOWN';
  }
  if (kind.reason && !wanted.reason?.trim()) yield 'REASON_REQUIRED';
  if (wanted.type === 'loss' && isBeyondLimit(doc, who)) yield 'FORBIDDEN';
  if (date > books.today) yield 'DATE_FUTURE';
  if (date <= books.closedThrough) yield 'PERIOD_CLOSED';
  if (
    !kind.admins &&
    mayWork(books, who, depot) === 'clerk' &&
    date < daysLater(books.today, -CLERK_DAYS_BACK)
  )
    yield 'DATE_TOO_OLD';
  if (kind.party === 'patient' && wanted.invoice !== undefined) yield 'INVOICE_UNKNOWN';
}

/** Above the depot's limit a loss is a manager's (Q5). */
function isBeyondLimit({ books, depot, lines }: Doc, who: string): boolean {
  const limit = books.depots.get(depot)?.limit ?? null;
  const values = lines.map(({ code, quantity }) => worthOf(quantity, books.costs.get(code)?.average ?? 0n));
  return (
    limit !== null && mayWork(books, who, depot) === 'clerk' && values.reduce((a, b) => a + b, 0n) > limit
  );
}

function* badParty(
  books: Books,
  party: NonNullable<Kind['party']>,
  depot: string,
  named = '',
): Generator<string> {
  const key = fold(named);
  if (key === '') yield 'PARTY_REQUIRED';
  else if (party !== 'depot') {
    const active = books.parties[party].get(key);
    if (active === undefined) yield 'PARTY_UNKNOWN';
    if (active === false) yield 'INACTIVE';
  } else {
    if (!books.depots.has(key)) yield 'PARTY_UNKNOWN';
    if (key === depot) yield 'SAME_DEPOT';
    const allowed = books.depots.get(depot)?.destinations;
    if (allowed && !allowed.includes(key)) yield 'DESTINATION_NOT_ALLOWED';
  }
}

function* badLine(doc: Doc, line: Line): Generator<string> {
  const { item } = line;
  if (!item) {
    yield 'ITEM_UNKNOWN';
    return;
  }
  yield* badWords(doc, line, item);
  if (doc.kind.from) yield* badTaking(doc, line);
  if (doc.kind.from === 'depot' && doc.kind.toUse) yield* unfitForUse(doc, line);
  if (doc.kind.from === null) yield* badEntering(doc, line, item);
  if (doc.kind.to === 'depot') {
    if (line.to === null || line.to.bin === line.from?.bin) yield 'BIN_REQUIRED';
    if (line.to && !doc.books.depots.get(doc.depot)?.bins.get(line.to.bin)?.active) yield 'INACTIVE';
  }
  for (const place of [line.from, line.to]) if (place) yield* barred(doc, place);
}

/** What the words themselves get wrong. */
export function* badWords({ books, kind, depot }: Doc, line: Line, item: Item): Generator<string> {
  const { quantity, lot, serial, code, wish } = line;
  const step = { 0: 1000, 1: 100, 2: 10, 3: 1 }[item.decimals] ?? 1;
  if (!item.active) yield 'INACTIVE';
  if (!item.managed) yield 'STOCK_NOT_MANAGED';
  if (serial !== '' && quantity !== 1000) yield 'SERIAL_QUANTITY';
  if (quantity <= 0 || quantity % step !== 0) yield 'QUANTITY_INVALID';
  if (item.lots === 'required' && lot === '') yield 'LOT_REQUIRED';
  if (item.lots === 'none' && lot !== '') yield 'LOT_FORBIDDEN';
  if (item.serials === 'required' && serial === '') yield 'SERIAL_REQUIRED';
  if (item.serials === 'none' && serial !== '') yield 'SERIAL_FORBIDDEN';
  const bins = books.depots.get(depot)?.bins;
  for (const named of [wish.bin, kind.from === 'depot' && kind.to === 'depot' ? wish.toBin : undefined])
    if (named !== undefined && !bins?.has(fold(named))) yield 'BIN_UNKNOWN';
  if (kind.from !== null && lot !== '' && !books.lots.has(lotName(code, lot))) yield 'LOT_UNKNOWN';
  if (kind.price === undefined && wish.unitCost !== undefined) yield 'COST_FORBIDDEN';
}

/** What is taken must stand there, now and on every later day. */
function* badTaking({ books, kind, date, lines, wanted: sent }: Doc, line: Line): Generator<string> {
  const { from, code, serial } = line;
  if (line.ambiguous) yield 'BIN_REQUIRED';
  const meant = (one: Line) =>
    placeName(one.from ?? { ...one, item: one.code, depot: '', bin: '', transfer: '' });
  const wanted = sum(lines.filter((one) => meant(one) === meant(line)).map(({ quantity }) => quantity));
  const back = date < books.today;
  const now = from ? balanceOf(books, from) : 0;
  const available = from && back ? Math.min(now, leastFrom(books, from, date)) : now;
  const first = from && firstDayOf(books, from);
  if (back && first && date < first) yield 'DATE_BEFORE_ENTRY';
  if (serial !== '' && now === 0 && kind.from === 'depot') {
    const elsewhere = standing(books, { item: code, serial }).length > 0;
    yield elsewhere ? 'SERIAL_ELSEWHERE' : 'SERIAL_UNKNOWN';
  }
  // A serial has a last day wherever it stands, also where the place named does not exist.
  const last = from ? null : lastDayOfSerial(books, code, serial);
  if (last !== null && last > date) yield 'SERIAL_DATE';
  if (wanted > available) yield kind.from === 'transit' ? 'RECEIPT_EXCEEDS_SENT' : 'STOCK_INSUFFICIENT';
  // Out of a blind count it is refused without a figure.
  if (wanted > available && sent.emergency) yield 'COUNT_STOCK_HIDDEN';
}

function* unfitForUse({ books, kind, wanted, date }: Doc, { code, lot, from }: Line): Generator<string> {
  if (kind.to === 'transit' && books.depots.get(fold(wanted.party ?? ''))?.takesExpired) return;
  const expiry = books.lots.get(lotName(code, lot));
  if (expiry && expiry < date) yield 'LOT_EXPIRED';
  if (from && books.depots.get(from.depot)?.bins.get(from.bin)?.quarantine) yield 'BIN_QUARANTINE';
}

function* badEntering(
  { books, kind, wanted, depot, date, lines }: Doc,
  line: Line,
  item: Item,
): Generator<string> {
  const { code, lot, serial, wish } = line;
  if (line.ambiguous) yield 'BIN_REQUIRED';
  const expiry = expiryOf(books, lines, line);
  yield* badExpiry(line, item, expiry);
  const far = `${Number(date.slice(0, 4)) + 10}${date.slice(4)}`;
  if (
    wanted.type === 'entry-purchase' &&
    !wanted.acceptExpiry &&
    lot !== '' &&
    expiry &&
    (expiry < date || expiry > far)
  )
    yield 'EXPIRY_UNUSUAL';
  const twice = lines.filter((one) => one.code === code && one.serial === serial).length > 1;
  if (serial !== '' && (twice || standing(books, { item: code, serial }).length > 0)) yield 'SERIAL_IN_STOCK';
  const exit = exitNamed(books, kind, depot, wanted);
  if (exit) {
    if (date < (exit.date ?? '')) yield 'DATE_BEFORE_EXIT';
    const goods = { ...line, item: code };
    const back = lines.filter((one) => sameGoods({ ...one, item: one.code }, goods));
    if (sum(back.map(({ quantity }) => quantity)) > stillOut(books, exit, goods)) yield 'RETURN_EXCEEDS_EXIT';
  }
  const price = priceOf(wish);
  const average = books.costs.get(code)?.average ?? null;
  if (price === null && (kind.price === 'must' || (average === null && item.referencePrice === null)))
    yield 'COST_REQUIRED';
  const usual =
    average === null || average === 0n || price === null || (price * 2n >= average && price <= average * 2n);
  if (wanted.type !== 'entry-donation' && !wanted.acceptCost && !usual) yield 'COST_UNUSUAL';
}

/** When the lot of a line expires: as it is known, else as the lines that bring it say. */
export function expiryOf(books: Books, lines: readonly Line[], { code, lot }: Line): string | null {
  const known = books.lots.get(lotName(code, lot));
  const told = lines
    .filter((one) => one.code === code && one.lot === lot)
    .map((one) => one.wish.expiry ?? '');
  return known === undefined ? told.sort().at(-1) || null : known;
}

export function* badExpiry({ lot, wish }: Line, item: Item, expiry: string | null): Generator<string> {
  if (lot !== '' && item.expires && expiry === null) yield 'EXPIRY_REQUIRED';
  if (wish.expiry !== undefined && (lot === '' ? null : expiry) !== wish.expiry) yield 'LOT_EXPIRY_DIFFERS';
}

/** What bars any movement there: a freeze, a wall, a later movement of the serial. */
function* barred({ books, wanted, date }: Doc, place: Place): Generator<string> {
  if (!wanted.emergency && freezes(books, place)) yield 'COUNT_OPEN';
  const wall = date < books.today ? wallOn(books, place, date) : null;
  if (wall && date < wall) yield 'DATE_BEFORE_COUNT';
  if (wall && date >= wall && !wanted.notCounted) yield 'DATE_WITHIN_COUNT';
  const last = lastDayOfSerial(books, place.item, place.serial);
  if (last !== null && last > date) yield 'SERIAL_DATE';
}
