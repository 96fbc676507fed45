/** What the stock asks somebody to look at: levels, expiries, what stands still, and its value (B8). */
import * as z from 'zod';
import { itemKind } from './catalogue.ts';
import { civilDate, money, quantity, textLine, unitCost } from './common.ts';

/** Over how many days the average consumption of a month is taken. */
export const CONSUMPTION_DAYS = 90;

/** Which levels are listed: all, below one of them, above the maximum, or what is to be ordered. */
export const levelsShown = z.enum(['all', 'alert', 'security', 'above', 'reorder']);

/** An item in a depot that has levels for it. */
export const levelRow = z
  .strictObject({
    depot: z.string(),
    item: z.string(),
    label: z.string(),
    unit: z.string(),
    supplier: z.string(),
    /** What may go to use today: the levels are of it. */
    usable: quantity,
    /** What expired, is blocked or stands in quarantine. */
    unusable: quantity,
    /** Sent to this depot and not received yet, as far as it may go to use. */
    onItsWay: quantity,
    alert: quantity.nullable(),
    security: quantity.nullable(),
    maximum: quantity.nullable(),
    /** The worst that holds: nothing left, below security, below alert, above the maximum. */
    state: z.enum(['out', 'security', 'alert', 'above', 'fine']),
    /** What went to use or to other depots in a month, less what came back; an average of 90 days. */
    monthly: quantity,
    /** How many days the stock lasts at that pace; null where nothing goes out. */
    daysLeft: z.int().nullable(),
    /**
     * Up to the maximum (without one: the alert level and a month), less what is usable and on its way;
     * 0 while those two are not below the alert level.
     */
    toOrder: quantity,
  })
  .meta({ id: 'LevelRow' });

/** A stock line of a lot that has expired or soon will, the first to expire first. */
export const expiringRow = z
  .strictObject({
    depot: z.string(),
    bin: z.string(),
    item: z.string(),
    label: z.string(),
    unit: z.string(),
    lot: z.string(),
    serial: z.string(),
    expiry: civilDate,
    /** Days until it expires; negative once it has. */
    daysLeft: z.int(),
    blocked: z.boolean(),
    quantity,
    value: money,
    /** The number of the transfer these goods travel with, null outside transit. */
    transfer: z.string().nullable(),
  })
  .meta({ id: 'ExpiringRow' });

/** An item that stands in a depot and did not move there for long. */
export const idleRow = z
  .strictObject({
    depot: z.string(),
    item: z.string(),
    label: z.string(),
    unit: z.string(),
    quantity,
    value: money,
    lastMovedOn: civilDate,
    days: z.int(),
  })
  .meta({ id: 'IdleRow' });

export const stateFilters = {
  depot: textLine(100).optional(),
  kind: itemKind.optional(),
  group: textLine(64).optional(),
  supplier: textLine(64).optional(),
  /** The stock at the end of that day. */
  at: civilDate.optional(),
};

/** The stock by item, with its value: now or at the end of a past day [État des stocks]. */
export const stockState = z
  .strictObject({
    at: civilDate,
    currency: z.string(),
    rows: z.array(
      z.strictObject({
        item: z.string(),
        label: z.string(),
        kind: itemKind,
        group: z.string(),
        supplier: z.string(),
        unit: z.string(),
        quantity,
        unitCost,
        value: money,
      }),
    ),
    /** Over all pages; told with the first. */
    total: z.strictObject({ items: z.int(), value: money }).nullable(),
    next: z.string().nullable(),
  })
  .meta({ id: 'StockState' });

export type LevelsShown = z.output<typeof levelsShown>;
export type LevelRow = z.output<typeof levelRow>;
export type ExpiringRow = z.output<typeof expiringRow>;
export type IdleRow = z.output<typeof idleRow>;
export type StockState = z.output<typeof stockState>;
