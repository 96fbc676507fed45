import * as z from 'zod';
import { item, itemKind } from './catalogue.ts';
import {
  badLine,
  binCode,
  civilDate,
  code,
  instant,
  lotNumber,
  pageOf,
  quantity,
  serialNumber,
  textLine,
  unitCost,
} from './common.ts';

export const countRound = z.union([z.literal(1), z.literal(2)]);

/** A count line: one row of the count sheet, as the round asked for sees it. */
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
    /** The team that counts its bin; 0: none. */
    team: z.int(),
    /** Joined by Ajouter réf. (Q19). */
    added: z.boolean(),
    /** Absent while a blind count is open, for whoever may not confirm it (Q22). */
    theoretical: quantity.optional(),
    /** Theoretical plus what emergency exits took since: what a figure is compared with. Absent where that is. */
    expected: quantity.optional(),
    /** The figure of the round asked for; null: not counted, which is never zero. */
    counted: quantity.nullable(),
    /** Present where there is one that the caller may not know yet, and `counted` is null for that (B2, Q22). */
    hidden: z.literal(true).optional(),
    /** Present where the caller made this figure: the name alone tells no two people of one name apart. */
    mine: z.literal(true).optional(),
    /** Present where the caller made the figure of the other count: this one is somebody else's to make (B2). */
    madeOther: z.literal(true).optional(),
    version: z.int(),
    by: z.string().nullable(),
    at: instant.nullable(),
    /** Of the first count, and like its figure not told to whoever makes the second (Q21): '' there. */
    note: z.string(),
    /** Sent to the second count: its first figure changes no more. */
    second: z.boolean(),
    /** An emergency exit took from it since it was counted: it must be counted again (Q12). */
    recount: z.boolean(),
  })
  .meta({ id: 'CountLine' });

export const countLines = pageOf(countLine).meta({ id: 'CountLines' });

/** `[line, quantity or null, version seen]`; the version seen is 0 for a line never counted. */
export const putCountLines = z
  .strictObject({
    round: countRound.default(1),
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

/** What is said of a line beside its figures; a field left out stays as it is. All lines or none. */
export const markCountLines = z
  .strictObject({
    lines: z
      .array(
        z.strictObject({
          line: z.int(),
          note: textLine(500).optional(),
          /** Why it differs (B3); '' takes it back. */
          reason: textLine(100).optional(),
          /** The manager's figure where two counts differ (B2), with a reason; null takes it back. */
          arbitration: z
            .strictObject({ quantity: quantity.min(0), reason: textLine(200).regex(/\S/) })
            .nullable()
            .optional(),
        }),
      )
      .min(1)
      .max(10_000),
  })
  .meta({ id: 'MarkCountLines' });

/** What a command on a count leaves where its lines are not shown again. */
export const countVersion = z.strictObject({ version: z.int(), lines: z.int() }).meta({ id: 'CountVersion' });

/**
 * Ajouter réf. (E28, E55, Q19): a known item with another lot, serial or bin, or an item that the catalogue
 * does not know yet, with its entry.
 */
export const addCountLine = z
  .strictObject({
    item: code,
    /** The catalogue entry of an item not known yet: by a manager. Its code is `item`. */
    newItem: item
      .pick({
        label: true,
        unit: true,
        decimals: true,
        lotTracking: true,
        serialTracking: true,
        expiryTracking: true,
        referencePrice: true,
      })
      .extend({ kind: itemKind, group: textLine(64).default(''), supplier: code.nullable().default(null) })
      .optional(),
    /** Needed where the depot has several. */
    bin: binCode.optional(),
    lot: lotNumber.optional(),
    expiry: civilDate.optional(),
    serial: serialNumber.optional(),
    /** Asked where the item has neither an average cost nor a reference price (`COST_REQUIRED`). */
    unitCost: unitCost.optional(),
    /** Counted at once, in the first round. */
    quantity: quantity.min(0).nullable().optional(),
  })
  .meta({ id: 'AddCountLine' });

export const addedCountLine = z
  .strictObject({
    line: countLine,
    /** It was on the list already: shown, not doubled; its figure stays as it was. */
    existed: z.boolean(),
    /** Its lot is past its expiry on the count's date: counted, but it goes to no use any more (Q15). */
    expired: z.boolean(),
    /** What of it the count was not opened for: the line alone joins the scope (Q19). */
    outside: z.array(z.enum(['kind', 'bin', 'item', 'lot'])),
  })
  .meta({ id: 'AddedCountLine' });

/** One row of keyed or pasted figures: the line's id, or the words that name it. */
export const countFigureRow = z.strictObject({
  line: z.int().optional(),
  /** The item's code or one of its barcodes. */
  item: code.optional(),
  lot: lotNumber.optional(),
  serial: serialNumber.optional(),
  /** May be left out where the goods are on one line of the count only. */
  bin: binCode.optional(),
  /** In units of the item; null or left out: the row is passed over. */
  quantity: quantity.min(0).nullable().optional(),
});

/** Figures keyed from paper or pasted: all rows or none; a figure is set, never added. */
export const importCountFigures = z
  .strictObject({
    round: countRound.default(1),
    /** Lines that have another figure already are refused unless this says to replace it. */
    replace: z.boolean().default(false),
    rows: z.array(countFigureRow).min(1).max(10_000),
  })
  .meta({ id: 'ImportCountFigures' });

export const importCountFiguresResult = z
  .strictObject({
    /** Figures set, rows whose figure stood already, rows passed over for want of a figure. */
    saved: z.int(),
    same: z.int(),
    blank: z.int(),
    lines: z.int(),
    counted: z.int(),
    /** When they were set: the lines whose figure bears this instant are those of this import. */
    at: instant,
    /** Rows that found something of a lot past its expiry on the count's date, and the first of these lots in words. */
    expired: z.strictObject({ rows: z.int(), lots: z.array(z.string()).max(10) }),
  })
  .meta({ id: 'ImportCountFiguresResult' });

/** Sends lines to the second count (B2); a closed count is open again. */
export const secondRound = z
  .strictObject({
    /** Those whose first figure is beyond the count's tolerance. */
    beyondTolerance: z.boolean().default(false),
    lines: z.array(z.int()).max(10_000).default([]),
  })
  .meta({ id: 'SecondRound' });

export type CountLine = z.output<typeof countLine>;
export type CountLines = z.output<typeof countLines>;
export type PutCountLines = z.input<typeof putCountLines>;
export type PutCountLinesResult = z.output<typeof putCountLinesResult>;
export type MarkCountLines = z.input<typeof markCountLines>;
export type CountVersion = z.output<typeof countVersion>;
export type AddCountLine = z.input<typeof addCountLine>;
export type AddedCountLine = z.output<typeof addedCountLine>;
export type CountFigureRow = z.input<typeof countFigureRow>;
export type ImportCountFigures = z.input<typeof importCountFigures>;
export type ImportCountFiguresResult = z.output<typeof importCountFiguresResult>;
export type SecondRound = z.input<typeof secondRound>;
