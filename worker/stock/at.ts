import { type SQL, sql } from 'drizzle-orm';
import { stock } from '../db/schema.ts';

/**
 * The stock as it stood at the end of a past day, from the movements alone.
 * Each line's balance is the sum of its movements to that day; the average is that of the item's last
 * movement in the order (date, sequence).
 */
export function balanceAt(date: string): SQL<number> {
  return sql`(SELECT coalesce(sum(m.quantity), 0) FROM movements m WHERE m.stock = ${stock.id} AND m.date <= ${date})`;
}

export function averageAt(date: string): SQL<number | null> {
  return sql`(SELECT m.average FROM movements m WHERE m.item = ${stock.item} AND m.date <= ${date}
    ORDER BY m.date DESC, m.sequence DESC LIMIT 1)`;
}
