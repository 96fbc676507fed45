import * as z from 'zod';
import {
  binCode,
  civilDate,
  code,
  instant,
  lotNumber,
  money,
  quantity,
  serialNumber,
  textLine,
  unitCost,
  uuid,
} from './common.ts';

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

/** Which lines a recap lists. */
export const recapShow = z.enum([
  /** Every movement that confirmation will make: the lines with a gap. */
  'gaps',
  /** Lines with a gap, by the count's tolerance. */
  'within',
  'beyond',
  /** Lines without a figure, with what was decided for them. */
  'blanks',
  /** Two counts that differ, not arbitrated yet; second counts still to be made; emergency exits to be counted again. */
  'undecided',
  /** Lines that an emergency exit took from. */
  'emergency',
  /** Serials found here that the ledger holds elsewhere (Q10). */
  'elsewhere',
  'all',
]);

/** The largest first; `position` is the order of the sheet. */
export const recapSort = z.enum(['value', 'quantity', 'percent', 'position']);

/** What a line comes to; after confirmation, what it came to, for ever. */
export const recapLine = z.strictObject({
  line: z.int(),
  bin: z.string(),
  item: z.string(),
  label: z.string(),
  unit: z.string(),
  supplier: z.string(),
  lot: z.string(),
  expiry: civilDate.nullable(),
  serial: z.string(),
  team: z.int(),
  added: z.boolean(),
  theoretical: quantity,
  /** Theoretical plus what emergency exits moved since. */
  expected: quantity,
  first: quantity.nullable(),
  firstBy: z.string().nullable(),
  firstAt: instant.nullable(),
  second: quantity.nullable(),
  secondBy: z.string().nullable(),
  secondAt: instant.nullable(),
  /** It is to be counted a second time, or was. */
  secondDue: z.boolean(),
  arbitrated: quantity.nullable(),
  arbitratedBy: z.string().nullable(),
  arbitrationReason: z.string().nullable(),
  /** What was decided where there is no figure. */
  blank: z.enum(['keep', 'zero']).nullable(),
  /** null where nothing is decided yet, as is the gap. */
  retained: quantity.nullable(),
  gap: quantity.nullable(),
  /** The gap in percent of the expected quantity, to four decimals; null where that is zero. */
  percent: z.number().nullable(),
  beyondTolerance: z.boolean(),
  unitCost,
  value: money.nullable(),
  reason: z.string(),
  note: z.string(),
  /** Emergency exits that took from it. */
  emergencies: z.array(z.strictObject({ id: z.string(), number: z.string(), quantity })),
  /**
   * «Trouvé ici, attendu à …»: where the ledger holds the serial, or held it at confirmation; the bin is '' on the way.
   * `stands`: it is there today.
   */
  elsewhere: z
    .strictObject({
      depot: z.string(),
      bin: z.string(),
      state: z.enum(['in-stock', 'in-transit', 'gone']),
      stands: z.boolean(),
    })
    .nullable(),
});

/** What confirmation will do (E22): its movements, the largest gaps in value first, unless asked otherwise. */
export const recap = z
  .strictObject({
    version: z.int(),
    lines: z.int(),
    counted: z.int(),
    keptBlank: z.int(),
    zeroedBlank: z.int(),
    zeroedValue: money,
    differing: z.int(),
    /** Of the differing: how many are within the tolerance, how many beyond. */
    within: z.int(),
    beyond: z.int(),
    /** Of those beyond, lines that were never sent to the second count. */
    unsent: z.int(),
    /** Two counts that differ and are not arbitrated; second counts to be made; lines to be counted again. */
    toArbitrate: z.int(),
    toRecount: z.int(),
    /** Lines that emergency exits took from, and serials found here that stand elsewhere. */
    emergencies: z.int(),
    elsewhere: z.int(),
    /** Lines that the caller counted first, counted second, arbitrated himself: told before he confirms them (B3). */
    own: z.strictObject({ first: z.int(), second: z.int(), arbitrated: z.int() }),
    gapValue: money,
    gainValue: money,
    lossValue: money,
    /** The gaps without their sign, which the approval limit is held against, and that limit; null: no limit. */
    grossValue: money,
    approvalAbove: money.nullable(),
    currency: z.string(),
    movements: z.array(recapLine),
    next: z.string().nullable(),
  })
  .meta({ id: 'Recap' });

export const recapTotals = z
  .strictObject({
    currency: z.string(),
    /** The largest in value first. */
    rows: z.array(
      z.strictObject({
        /** The bin, the supplier, the reason, the item's code, or the team's number. */
        key: z.string(),
        label: z.string(),
        lines: z.int(),
        differing: z.int(),
        gapValue: money,
        gainValue: money,
        lossValue: money,
      }),
    ),
  })
  .meta({ id: 'RecapTotals' });

/** What the totals are grouped by. */
export const recapTotalsBy = z.enum(['bin', 'supplier', 'reason', 'item', 'team']);

/** The recap as it was read. What its gaps were worth too: where only that moved since, `COUNT_VALUES_MOVED` tells the new. */
const recapRead = { version: z.int(), gapValue: money.optional(), grossValue: money.optional() };

export const approveCount = z.strictObject(recapRead).meta({ id: 'ApproveCount' });

export const confirmCount = z.strictObject(recapRead).meta({ id: 'ConfirmCount' });

/** A manager's nod to emergency exits (Q12), by document id; of a clerk's spot count, to its adjustment (Q20). */
export const acknowledgeCount = z
  .strictObject({ documents: z.array(uuid).min(1).max(1000) })
  .meta({ id: 'AcknowledgeCount' });

/** Asks that a confirmed count be undone (Q4); somebody else approves it. */
export const askReversal = z
  .strictObject({ reason: textLine(200).regex(/\S/) })
  .meta({ id: 'AskCountReversal' });

/** A count of a few lines, typed and confirmed at once (Q20). */
export const spotCount = z
  .strictObject({
    id: uuid,
    depot: code,
    name: textLine(200).optional(),
    reason: textLine(200).regex(/\S/),
    lines: z
      .array(
        z.strictObject({
          item: code,
          bin: binCode.optional(),
          lot: lotNumber.optional(),
          expiry: civilDate.optional(),
          serial: serialNumber.optional(),
          unitCost: unitCost.optional(),
          quantity: quantity.min(0),
        }),
      )
      .min(1)
      .max(20),
  })
  .meta({ id: 'SpotCount' });

export type CloseCount = z.input<typeof closeCount>;
export type RecapShow = z.output<typeof recapShow>;
export type RecapSort = z.output<typeof recapSort>;
export type Recap = z.output<typeof recap>;
export type RecapLine = z.output<typeof recapLine>;
export type RecapTotals = z.output<typeof recapTotals>;
export type RecapTotalsBy = z.output<typeof recapTotalsBy>;
export type ApproveCount = z.input<typeof approveCount>;
export type ConfirmCount = z.input<typeof confirmCount>;
export type AcknowledgeCount = z.input<typeof acknowledgeCount>;
export type AskReversal = z.input<typeof askReversal>;
export type SpotCount = z.input<typeof spotCount>;
