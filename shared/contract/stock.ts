import * as z from 'zod';
import {
  binCode,
  civilDate,
  code,
  documentType,
  lotNumber,
  money,
  positiveQuantity,
  quantity,
  serialNumber,
  textLine,
  unitCost,
} from './common.ts';

/** One stock line: (depot, bin, item, lot, serial) and its balance. */
export const stockLine = z
  .strictObject({
    depot: z.string(),
    bin: z.string(),
    item: z.string(),
    label: z.string(),
    kind: z.string(),
    unit: z.string(),
    supplier: z.string(),
    lot: z.string(),
    expiry: civilDate.nullable(),
    blocked: z.boolean(),
    serial: z.string(),
    quantity,
    /** null where the caller's view carries no cost. */
    unitCost: unitCost,
    value: money,
    /** The number of the transfer these goods travel with, null outside transit. */
    transfer: z.string().nullable(),
  })
  .meta({ id: 'StockLine' });

/** One movement of an item's card: what it did to the quantity the card is about. */
export const cardRow = z.strictObject({
  date: civilDate,
  document: z.strictObject({ id: z.string(), number: z.string(), type: documentType }),
  party: z.string().nullable(),
  depot: z.string(),
  bin: z.string(),
  transit: z.boolean(),
  lot: z.string(),
  serial: z.string(),
  in: quantity,
  out: quantity,
  balance: quantity,
  unitCost,
});

export const stockCard = z
  .strictObject({
    item: z.string(),
    label: z.string(),
    unit: z.string(),
    /** What stood before the first movement shown. */
    opening: quantity,
    /** May be fewer than asked for while `next` leads on. */
    rows: z.array(cardRow),
    next: z.string().nullable(),
  })
  .meta({ id: 'StockCard' });

/** The last rectification of a document, and whom it names in the place of the first party (invariant 1). */
const rectified = z.strictObject({ number: z.string(), party: z.string().nullable() }).nullable();

/** Where a serial number is, or where it went, with all it went through. */
export const serialState = z
  .strictObject({
    item: z.string(),
    label: z.string(),
    serial: z.string(),
    lot: z.string(),
    state: z.enum(['in-stock', 'in-transit', 'gone']),
    /** In stock: the depot; in transit: the depot it is sent to; gone: the depot it left. */
    depot: z.string(),
    bin: z.string(),
    /** Whom it went to, where it is gone: as a rectification says, else the document. */
    party: z.string().nullable(),
    enteredOn: civilDate,
    enteredBy: z.string(),
    goneOn: civilDate.nullable(),
    goneBy: z.string().nullable(),
    /** Codes of other items that bear, or bore, the same serial number (Q9). */
    others: z.array(z.string()),
    history: z.array(
      z.strictObject({
        date: civilDate,
        number: z.string(),
        type: documentType,
        depot: z.string(),
        party: z.string().nullable(),
        rectified,
        quantity,
      }),
    ),
  })
  .meta({ id: 'SerialState' });

/** Where a lot came from, whom it went to and what is left where (B7). */
export const lotTrace = z
  .strictObject({
    item: z.string(),
    label: z.string(),
    lot: z.string(),
    expiry: civilDate.nullable(),
    blocked: z.boolean(),
    blockReason: z.string().nullable(),
    left: z.array(
      z.strictObject({ depot: z.string(), bin: z.string(), transfer: z.string().nullable(), quantity }),
    ),
    entries: z.array(traceRow()),
    exits: z.array(traceRow()),
  })
  .meta({ id: 'LotTrace' });

function traceRow() {
  return z.strictObject({
    date: civilDate,
    number: z.string(),
    type: documentType,
    depot: z.string(),
    party: z.string().nullable(),
    partyName: z.string().nullable(),
    rectified,
    serial: z.string(),
    quantity,
  });
}

export const lotBlock = z
  .strictObject({ item: code, lot: lotNumber.regex(/\S/), reason: textLine(200).regex(/\S/) })
  .meta({ id: 'LotBlock' });

/** What is left out stays; `expiry` null: the lot has none. */
export const lotCorrection = z
  .strictObject({
    item: code,
    lot: lotNumber.regex(/\S/),
    /** The number it is to have. */
    number: lotNumber.regex(/\S/).optional(),
    expiry: civilDate.nullable().optional(),
    reason: textLine(200).regex(/\S/),
  })
  .meta({ id: 'LotCorrection' });

export const allocationRequest = z
  .strictObject({
    depot: code,
    /** The document's date: a lot that expires that day still goes out. */
    date: civilDate.optional(),
    /** What the goods are for decides whether expired and blocked lots are proposed (Q15). */
    type: z.enum(['exit-patient', 'exit-service', 'transfer', 'loss', 'bin-move', 'return-supplier']),
    /** Either wanted quantities, or an invoice whose rest is wanted. */
    wants: z
      .array(z.strictObject({ item: code, quantity: positiveQuantity.gt(0) }))
      .max(1000)
      .optional(),
    invoice: code.optional(),
  })
  .meta({ id: 'AllocationRequest' });

export const proposedLine = z.strictObject({
  bin: binCode,
  lot: lotNumber,
  expiry: civilDate.nullable(),
  serial: serialNumber,
  /** What is taken here, of `available` at the document's date. */
  quantity,
  available: quantity,
  /** Why it is not for use: what goes out by a loss may have expired. */
  unfit: z.enum(['expired', 'blocked', 'quarantine']).nullable(),
});

export const allocation = z
  .strictObject({
    depot: z.string(),
    date: civilDate,
    patient: z.string().nullable(),
    items: z.array(
      z.strictObject({
        item: z.string(),
        label: z.string(),
        unit: z.string(),
        decimals: z.int(),
        wanted: quantity,
        /** Already delivered on the invoice. */
        delivered: quantity,
        missing: quantity,
        lines: z.array(proposedLine),
        /** Other stock lines of the item in the depot, in first-expired order, with why one may not be used. */
        others: z.array(
          z.strictObject({
            ...proposedLine.omit({ quantity: true }).shape,
            unusable: z.enum(['expired', 'blocked', 'quarantine', 'frozen']).nullable(),
            /** The name of the count that freezes it. */
            frozenBy: z.string().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Allocation' });

export type StockCard = z.output<typeof stockCard>;
export type SerialState = z.output<typeof serialState>;
export type LotCorrection = z.output<typeof lotCorrection>;
export type LotTrace = z.output<typeof lotTrace>;
export type StockLine = z.output<typeof stockLine>;
export type AllocationRequest = z.input<typeof allocationRequest>;
export type Allocation = z.output<typeof allocation>;
