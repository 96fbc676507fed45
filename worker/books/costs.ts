import type { Finding } from './checks.ts';
import type { Reader, Row } from './reader.ts';

/** Movements of one read of the replay: a page stays far below a Worker's memory whatever the ledger's size. */
export const PAGE = 10_000;

/** Exact texts, for a double holds no more than 2^53: of the same moment as the position that the replay ends at. */
export const COSTS = `SELECT c.item AS id, i.code AS item, CAST(c.quantity AS TEXT) AS quantity,
  CAST(c.average AS TEXT) AS average FROM costs c LEFT JOIN items i ON i.id = c.item`;

/** A movement, what it undoes if it does, and what the exit that it comes back from bore. */
const MOVEMENTS = `
  SELECT m.sequence, m.item AS id, i.code AS item, o.number AS document, o.type, u.type AS undone,
    CAST(m.quantity AS TEXT) AS quantity, CAST(m.unit_cost AS TEXT) AS cost, CAST(m.average AS TEXT) AS average,
    (SELECT CAST(b.unit_cost AS TEXT) FROM movements b
      WHERE b.document = o.reverses AND b.line = m.line AND b.stock = m.stock AND b.quantity = -m.quantity) AS undone_cost,
    CASE WHEN o.type IN ('return-patient', 'return-service') THEN (SELECT CAST(b.unit_cost AS TEXT) FROM movements b
      WHERE b.document = o.source AND b.item = m.item LIMIT 1) END AS left_at
  FROM movements m LEFT JOIN items i ON i.id = m.item LEFT JOIN documents o ON o.sequence = m.document
  LEFT JOIN documents u ON u.sequence = o.reverses
  WHERE m.sequence > ?1 AND m.sequence <= ?2 ORDER BY m.sequence LIMIT ${PAGE}`;

/** What goes at the present average (design, section 4); what enters may bear a price of its own. */
const AT_AVERAGE = new Set([
  'exit-patient',
  'exit-service',
  'transfer',
  'reception',
  'transit-loss',
  'transit-return',
  'loss',
  'return-supplier',
  'bin-move',
  'count-adjustment',
]);
const INSIDE = new Set(['transfer', 'reception', 'transit-return', 'bin-move']);

interface Weighed {
  quantity: bigint;
  average: bigint | null;
}

/** The costs of every item after the movement at `position`: where a replay goes on from. */
export interface Replay {
  position: number;
  items: Map<number, Weighed>;
}

export const beginReplay = (): Replay => ({ position: 0, items: new Map() });

/** As JSON has no integers of 64 bits, they are texts. */
export type KeptReplay = {
  position: number;
  items: [id: number, quantity: string, average: string | null][];
};

export function keepReplay({ position, items }: Replay): KeptReplay {
  return {
    position,
    items: [...items].map(([id, { quantity, average }]) => [
      id,
      String(quantity),
      average === null ? null : String(average),
    ]),
  };
}

export function resumeReplay({ position, items }: KeptReplay): Replay {
  const weighed = items.map(([id, quantity, average]): [number, Weighed] => [
    id,
    { quantity: BigInt(quantity), average: exact(average) },
  ]);
  return { position, items: new Map(weighed) };
}

type Tell = (finding: Finding, figures: Row) => void;

/**
 * Replays the weighted average cost of every item over the movements up to that position, in their order and in
 * integers (BigInt), and tells each difference at the movement where it begins.
 */
export async function replayCosts(read: Reader, on: Replay, position: number, tell: Tell): Promise<void> {
  while (on.position < position) {
    const [rows = []] = await read([{ sql: MOVEMENTS, bindings: [on.position, position] }]);
    for (const row of rows) replay(on.items, row, tell);
    on.position = rows.length < PAGE ? position : Number(rows.at(-1)?.sequence);
  }
}

/** What the books say now, of the same moment as the position that the replay came to. */
export function compareCosts({ items }: Replay, now: Row[], tell: Tell): void {
  const left = new Map(items);
  for (const { id, item, quantity, average } of now) {
    const weighed = left.get(Number(id)) ?? { quantity: 0n, average: null };
    left.delete(Number(id));
    if (BigInt(quantity ?? 0) !== weighed.quantity)
      tell('COST_QUANTITY', {
        item: item ?? null,
        expected: units(weighed.quantity),
        found: units(BigInt(quantity ?? 0)),
      });
    if (exact(average) !== weighed.average)
      tell('AVERAGE_NOW', {
        item: item ?? null,
        expected: cost(weighed.average),
        found: cost(exact(average)),
      });
  }
  for (const id of left.keys()) tell('COST_MISSING', { item: id });
}

/** One movement: at which cost it may go, and the average after it. What follows is judged by what is written. */
function replay(items: Map<number, Weighed>, row: Row, tell: Tell): void {
  const { quantity, average } = items.get(Number(row.id)) ?? { quantity: 0n, average: null };
  const moved = BigInt(row.quantity ?? 0);
  const bears = BigInt(row.cost ?? 0);
  const where = { item: row.item ?? null, movement: row.sequence ?? null, document: row.document ?? null };
  const fair = fairCosts(row, average);
  if (fair && !fair.includes(bears))
    tell('UNIT_COST', { ...where, expected: cost(fair[0] ?? null), found: cost(bears) });
  const after = quantity + moved;
  const expected = weighed({ quantity, average }, moved, bears);
  const written = BigInt(row.average ?? 0);
  if (written !== expected) tell('AVERAGE', { ...where, expected: cost(expected), found: cost(written) });
  items.set(Number(row.id), { quantity: after, average: written });
}

/** The costs that a movement may go at; null where a price may be given. */
function fairCosts({ type, undone, undone_cost, left_at }: Row, average: bigint | null): bigint[] | null {
  if (average === null) return null;
  if (type === 'reversal')
    return INSIDE.has(String(undone)) || undone_cost === null
      ? [average]
      : [BigInt(undone_cost ?? 0), average];
  if (left_at !== null && left_at !== undefined) return [BigInt(left_at)];
  return AT_AVERAGE.has(String(type)) ? [average] : null;
}

/** new = (Q·W + q·c) / (Q + q), rounded half up; what goes at the average leaves the average alone. */
function weighed({ quantity, average }: Weighed, moved: bigint, bears: bigint): bigint {
  if (average === null || bears === average) return bears;
  const after = quantity + moved;
  if (after <= 0n) return average;
  if (quantity === 0n) return bears;
  return (2n * (quantity * average + moved * bears) + after) / (2n * after);
}

const exact = (text: string | number | null | undefined) =>
  text === null || text === undefined ? null : BigInt(text);
const units = (thousandths: bigint) => Number(thousandths) / 1000;
const cost = (tenThousandths: bigint | null) =>
  tenThousandths === null ? null : Number(tenThousandths) / 10_000;
