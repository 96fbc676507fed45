import type { RectificationRequest, ReversalRequest } from '../../shared/contract/documents.ts';
import {
  type Books,
  balanceOf,
  type Count,
  fold,
  keep,
  type Moved,
  maySee,
  mayWork,
  move,
  type Posted,
  placeName,
  refusedFor,
  standing,
  sum,
  type Verdict,
} from './model.ts';
import { countedBy, freezes, overlap } from './modelCounts.ts';
import { KINDS, sameGoods } from './modelDocuments.ts';

const NEVER_UNDONE = ['reversal', 'rectification', 'count-adjustment'];

export function judgeReversal(books: Books, who: string, original: Posted | undefined): Verdict {
  if (!original || !maySee(books, who, original.depot)) return refusedFor('NOT_FOUND');
  const role = mayWork(books, who, original.depot);
  const own = original.who === who && original.day === books.today;
  if (role !== 'manager' && !(role === 'clerk' && own)) return refusedFor('FORBIDDEN');
  if (NEVER_UNDONE.includes(original.type)) return refusedFor('TYPE_NOT_ALLOWED');
  if (original.reversed) return refusedFor('ALREADY_REVERSED');
  return judgeGoingBack(books, original);
}

function judgeGoingBack(books: Books, original: Posted): Verdict {
  const lines = new Map<number, Set<string>>();
  for (const moved of original.moved)
    for (const code of inTheWay(books, original, moved))
      lines.set(moved.line, (lines.get(moved.line) ?? new Set()).add(code));
  return { codes: [], lines };
}

export type CountUndoing = 'ask' | 'approve' | 'refuse';

/** Of the last confirmed count of a scope, by a manager and a second person (Q4). */
export function judgeCountUndoing(books: Books, who: string, count: Count, act: CountUndoing): Verdict {
  const isLast = !books.counts.some(
    (later) =>
      later.state === 'confirmed' && later.confirmedAt > count.confirmedAt && overlap(books, later, count),
  );
  const codes = [
    ...(act === 'ask' && count.asked !== null ? ['COUNT_REVERSAL_ASKED'] : []),
    ...(act !== 'ask' && count.asked === null ? ['COUNT_REVERSAL_NOT_ASKED'] : []),
    ...(act === 'approve' && count.asked === who ? ['COUNT_REVERSAL_SAME_PERSON'] : []),
    ...(act !== 'refuse' && !isLast ? ['REVERSAL_BLOCKED'] : []),
  ];
  const adjustment = books.documents.get(count.adjustment ?? '');
  if (codes.length > 0 || act !== 'approve' || !adjustment) return refusedFor(...codes);
  return judgeGoingBack(books, adjustment);
}

/** Its goods go back, its wall falls, and the one before stands. */
export function undoCount(books: Books, who: string, count: Count, act: CountUndoing, id: string): void {
  if (act === 'ask') count.asked = who;
  if (act === 'refuse') count.asked = null;
  if (act !== 'approve') return;
  const adjustment = books.documents.get(count.adjustment ?? '');
  if (adjustment) reverseDocument(books, who, adjustment, { id, reason: '' });
  count.state = 'reversed';
  count.version += 1;
}

function* inTheWay(books: Books, original: Posted, { place, quantity }: Moved): Generator<string> {
  if (freezes(books, place)) yield 'COUNT_OPEN';
  const put = (name: string) =>
    sum(original.moved.filter((one) => placeName(one.place) === name).map((one) => one.quantity));
  const counted = countedBy(books, place).some(({ confirmedAt }) => confirmedAt > original.at);
  const gone = quantity > 0 && put(placeName(place)) > balanceOf(books, place);
  const stands = place.serial === '' ? [] : standing(books, { item: place.item, serial: place.serial });
  const elsewhere = quantity < 0 && stands.some((one) => put(placeName(one)) <= 0);
  const back = [...books.documents.values()].filter(
    ({ exit, reversed }) => exit === original.id && !reversed,
  );
  const returned = quantity < 0 && back.some(({ moved }) => moved.some((one) => sameGoods(one.place, place)));
  if (counted || gone || elsewhere || returned) yield 'REVERSAL_BLOCKED';
}

/** What it put is taken first; goods that had left the house come back at the cost they left at. */
export function reverseDocument(books: Books, who: string, original: Posted, { id }: ReversalRequest): void {
  const before = new Map([...books.costs].map(([item, cost]) => [item, { ...cost }]));
  const inside = KINDS[original.type]?.from && KINDS[original.type]?.to;
  const costOf = ({ place, quantity, cost }: Moved) => {
    const { quantity: all = 0n, average } = before.get(place.item) ?? {};
    const same = original.moved.filter((one) => one.place.item === place.item);
    const leaves = BigInt(sum(same.map((one) => one.quantity)));
    const leavesValue = all > leaves && all * (average ?? 0n) >= leaves * cost;
    return inside ? null : quantity < 0 || leavesValue ? cost : null;
  };
  const puts = original.moved.filter(({ quantity }) => quantity > 0);
  const takes = original.moved.filter(({ quantity }) => quantity < 0);
  const moved = [...puts, ...takes].map((one) => {
    const quantity = -one.quantity;
    return { ...one, quantity, cost: move(books, one.place, books.today, quantity, costOf(one)) };
  });
  original.reversed = true;
  keep(books, { id, type: 'reversal', depot: original.depot, who, party: '', moved, exit: null });
}

export function judgeRectification(
  books: Books,
  who: string,
  original: Posted | undefined,
  wanted: RectificationRequest,
): Verdict {
  if (!original || !maySee(books, who, original.depot)) return refusedFor('NOT_FOUND');
  if (mayWork(books, who, original.depot) !== 'manager') return refusedFor('FORBIDDEN');
  if (NEVER_UNDONE.includes(original.type)) return refusedFor('TYPE_NOT_ALLOWED');
  if (wanted.party === undefined) return refusedFor();
  const party = KINDS[original.type]?.party;
  if (!party || party === 'depot') return refusedFor('FIELD_FOREIGN');
  const active = books.parties[party].get(fold(wanted.party));
  if (active === undefined) return refusedFor('PARTY_UNKNOWN');
  return active ? refusedFor() : refusedFor('INACTIVE');
}

export function rectifyDocument(
  books: Books,
  who: string,
  original: Posted,
  { id }: RectificationRequest,
): void {
  keep(books, { id, type: 'rectification', depot: original.depot, who, party: '', moved: [], exit: null });
}
