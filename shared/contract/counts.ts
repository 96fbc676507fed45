import * as z from 'zod';
import { itemKind } from './catalogue.ts';
import {
  badLine,
  civilDate,
  code,
  instant,
  label,
  money,
  pageOf,
  quantity,
  textLine,
  unitCost,
  uuid,
} from './common.ts';

/** open → closed → confirmed or reopened; cancel until confirmation; confirmed → reversed (Q4). */
export const countState = z.enum(['open', 'closed', 'confirmed', 'cancelled', 'reversed']);

/** Filters that narrow a count (Q2); each list absent = all. */
export const countScope = z.strictObject({
  bins: z.array(z.string().max(64)).max(1000).optional(),
  items: z.array(code).max(10_000).optional(),
  suppliers: z.array(code).max(1000).optional(),
  groups: z.array(z.string().max(64)).max(1000).optional(),
  expiringBefore: civilDate.optional(),
  notCountedForDays: z.int().min(1).max(3660).optional(),
});

export const openCount = z
  .strictObject({
    /** The count's id, made by the client; equal to the Idempotency-Key. */
    id: uuid,
    name: label,
    depot: code,
    /** Ignored where the depot's counts cover the whole depot. */
    kind: itemKind,
    /** Today unless given. */
    date: civilDate.optional(),
    scope: countScope.optional(),
    blind: z.boolean().default(false),
    rounds: z.union([z.literal(1), z.literal(2)]).default(1),
    tolerance: z
      .strictObject({
        quantity: quantity.min(0).optional(),
        percent: z.number().min(0).max(100).optional(),
        value: z.number().min(0).optional(),
      })
      .optional(),
    instructions: textLine(1000).optional(),
  })
  .meta({ id: 'OpenCount' });

export const snapshotState = z.strictObject({
  /** pending: to be made from the frozen rows; stored: kept write-once with this hash. */
  state: z.enum(['none', 'pending', 'stored']),
  sha256: z.string().nullable(),
  bytes: z.int().nullable(),
});

export const count = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    depot: z.string(),
    depotName: z.string(),
    kind: z.enum(['article', 'part', 'all']),
    date: civilDate,
    state: countState,
    /** Raised by one by each command on the count; `confirm` sends back the one it read. */
    version: z.int(),
    blind: z.boolean(),
    rounds: z.int(),
    openedBy: z.string(),
    openedAt: instant,
    closedBy: z.string().nullable(),
    closedAt: instant.nullable(),
    confirmedBy: z.string().nullable(),
    confirmedAt: instant.nullable(),
    instructions: z.string(),
    /** Progress: lines of the count, and lines with a figure. */
    lines: z.int(),
    counted: z.int(),
    /** The one adjustment document; null before confirmation and where nothing differed. */
    adjustment: z.strictObject({ id: z.string(), number: z.string() }).nullable(),
    snapshots: z.strictObject({ before: snapshotState, after: snapshotState }),
    /** What the caller may do now. */
    may: z.strictObject({ type: z.boolean(), close: z.boolean(), confirm: z.boolean(), cancel: z.boolean() }),
  })
  .meta({ id: 'Count' });

/** A count line: one row of the count sheet. */
export const countLine = z
  .strictObject({
    line: z.int(),
    bin: z.string(),
    item: z.string(),
    label: z.string(),
    unit: z.string(),
    decimals: z.int(),
    lot: z.string(),
    expiry: civilDate.nullable(),
    serial: z.string(),
    supplier: z.string(),
    /** Absent while a blind count is open, for whoever may not confirm it (Q22). */
    theoretical: quantity.optional(),
    /** null: not counted, which is never zero. */
    counted: quantity.nullable(),
    version: z.int(),
    by: z.string().nullable(),
    at: instant.nullable(),
    note: z.string(),
  })
  .meta({ id: 'CountLine' });

export const countLines = pageOf(countLine).meta({ id: 'CountLines' });

/** `[line, quantity or null, version seen]`; the version seen is 0 for a line never counted. */
export const putCountLines = z
  .strictObject({
    round: z.union([z.literal(1), z.literal(2)]).default(1),
    lines: z
      .array(z.tuple([z.int(), quantity.nullable(), z.int().min(0)]))
      .min(1)
      .max(10_000),
  })
  .meta({ id: 'PutCountLines' });

/** Good lines are saved, each at the version seen + 1; the others come back with what stands. */
export const putCountLinesResult = z
  .strictObject({ saved: z.int(), lines: z.int(), counted: z.int(), errors: z.array(badLine) })
  .meta({ id: 'PutCountLinesResult' });

export const closeCount = z
  .strictObject({
    blanks: z
      .strictObject({
        /** What the lines without a figure become; null asks. */
        default: z.enum(['keep', 'zero']).nullable().default(null),
        lines: z
          .array(z.tuple([z.int(), z.enum(['keep', 'zero'])]))
          .max(10_000)
          .default([]),
      })
      .default({ default: null, lines: [] }),
  })
  .meta({ id: 'CloseCount' });

export const recapLine = z.strictObject({
  line: z.int(),
  bin: z.string(),
  item: z.string(),
  label: z.string(),
  unit: z.string(),
  lot: z.string(),
  serial: z.string(),
  theoretical: quantity,
  expected: quantity,
  retained: quantity,
  gap: quantity,
  unitCost,
  value: money,
  reason: z.string(),
});

/** What confirmation will do (E22): the movements, the largest gaps in value first. */
export const recap = z
  .strictObject({
    version: z.int(),
    lines: z.int(),
    counted: z.int(),
    keptBlank: z.int(),
    zeroedBlank: z.int(),
    zeroedValue: money,
    differing: z.int(),
    gapValue: money,
    gainValue: money,
    lossValue: money,
    currency: z.string(),
    movements: z.array(recapLine),
    next: z.string().nullable(),
  })
  .meta({ id: 'Recap' });

export const closeResult = z.strictObject({ count, recap }).meta({ id: 'CloseResult' });
export const confirmCount = z.strictObject({ version: z.int() }).meta({ id: 'ConfirmCount' });
export const noBody = z.strictObject({}).meta({ id: 'NoBody' });

export const snapshotLink = z
  .strictObject({ url: z.string(), expiresAt: instant, fileName: z.string() })
  .meta({ id: 'SnapshotLink' });

export type CountState = z.output<typeof countState>;
export type CountScope = z.output<typeof countScope>;
export type OpenCount = z.input<typeof openCount>;
export type Count = z.output<typeof count>;
export type CountLine = z.output<typeof countLine>;
export type CountLines = z.output<typeof countLines>;
export type PutCountLines = z.input<typeof putCountLines>;
export type PutCountLinesResult = z.output<typeof putCountLinesResult>;
export type CloseCount = z.input<typeof closeCount>;
export type CloseResult = z.output<typeof closeResult>;
export type Recap = z.output<typeof recap>;
export type RecapLine = z.output<typeof recapLine>;
export type SnapshotLink = z.output<typeof snapshotLink>;
