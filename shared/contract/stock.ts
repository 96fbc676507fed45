import * as z from 'zod';
import {
  binCode,
  civilDate,
  code,
  lotNumber,
  money,
  positiveQuantity,
  quantity,
  serialNumber,
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
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Allocation' });

export type StockLine = z.output<typeof stockLine>;
export type AllocationRequest = z.input<typeof allocationRequest>;
export type Allocation = z.output<typeof allocation>;
