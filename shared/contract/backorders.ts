/** Reliquats (Q14): what an invoice still has to deliver, and what was sent and not received. */
import * as z from 'zod';
import { civilDate, code, quantity, textLine } from './common.ts';

export const undeliveredLine = z
  .strictObject({
    invoice: z.string(),
    /** His reference; his mask for whoever reads none (Q7). */
    patient: z.string(),
    line: z.int(),
    item: z.string(),
    label: z.string(),
    unit: z.string(),
    quantity,
    delivered: quantity,
    left: quantity,
    /** Why nothing more is to be delivered; null while it is open. */
    closedReason: z.string().nullable(),
  })
  .meta({ id: 'UndeliveredLine' });

/** One stock line of a transfer that is on its way. */
export const unreceivedLine = z
  .strictObject({
    /** The transfer's id and number. */
    transfer: z.string(),
    number: z.string(),
    sentOn: civilDate,
    days: z.int(),
    from: z.string(),
    to: z.string(),
    item: z.string(),
    label: z.string(),
    unit: z.string(),
    lot: z.string(),
    serial: z.string(),
    sent: quantity,
    left: quantity,
  })
  .meta({ id: 'UnreceivedLine' });

export const closeUndelivered = z
  .strictObject({ invoice: code, line: z.int().min(1), reason: textLine(200).regex(/\S/) })
  .meta({ id: 'CloseUndelivered' });
export const reopenUndelivered = z
  .strictObject({ invoice: code, line: z.int().min(1) })
  .meta({ id: 'ReopenUndelivered' });

export type UndeliveredLine = z.output<typeof undeliveredLine>;
export type UnreceivedLine = z.output<typeof unreceivedLine>;
export type CloseUndelivered = z.input<typeof closeUndelivered>;
