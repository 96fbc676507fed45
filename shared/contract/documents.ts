import * as z from 'zod';
import {
  badLine,
  binCode,
  civilDate,
  code,
  documentType,
  instant,
  lotNumber,
  money,
  positiveQuantity,
  quantity,
  serialNumber,
  textLine,
  unitCost,
  uuid,
} from './common.ts';

/** Absent bin: the one bin that holds the stock line; '' is the depot's unnamed bin. */
export const documentLine = z
  .strictObject({
    item: code,
    bin: binCode.optional(),
    lot: lotNumber.optional(),
    expiry: civilDate.optional(),
    serial: serialNumber.optional(),
    quantity: positiveQuantity,
    unitCost: unitCost.optional(),
    /** bin-move, and a transfer received at once: where the goods go. What comes out of transit goes to `bin`. */
    toBin: binCode.optional(),
  })
  .meta({ id: 'DocumentLine' });

export const documentRequest = z
  .strictObject({
    /** The document's id, made by the client; equal to the Idempotency-Key. */
    id: uuid,
    type: documentType,
    /** The depot the document belongs to: the source; for entries the receiver. */
    depot: code,
    /** Patient reference, service or supplier code, or destination depot, as the type asks. */
    party: code.optional(),
    invoice: code.optional(),
    /** reception, transit-loss and transit-return only: the id of the transfer whose goods these are. */
    transfer: uuid.optional(),
    /** return-patient and return-service only: the id of the exit that these goods left by, where known. */
    exit: uuid.optional(),
    /** transfer only: received in the same step, by whoever works in both depots; the answer's `receptions` tell. */
    receive: z.literal(true).optional(),
    /** Today unless given. */
    date: civilDate.optional(),
    description: textLine(500).optional(),
    linkedDocument: textLine(100).optional(),
    reason: textLine(200).optional(),
    /** A cost far from the present average is meant. */
    acceptCost: z.boolean().optional(),
    /** An expiry in the past or more than ten years away is meant. */
    acceptExpiry: z.boolean().optional(),
    /** «ces quantités ne sont pas dans le comptage» (Q16). */
    notCounted: z.boolean().optional(),
    emergency: z.strictObject({ reason: textLine(200).regex(/\S/) }).optional(),
    /** What was wished and could not be delivered: printed on the voucher. */
    undelivered: z
      .array(z.strictObject({ item: code, quantity: positiveQuantity.gt(0) }))
      .max(1000)
      .optional(),
    lines: z.array(documentLine).min(1).max(1000),
  })
  .meta({ id: 'DocumentRequest' });

/** A document that is to be judged and not posted. */
export const judgementRequest = documentRequest
  .omit({ id: true, emergency: true, receive: true })
  .meta({ id: 'JudgementRequest' });

/** What would stand in its way: nothing, where `errors` is empty. */
export const documentJudgement = z
  .strictObject({
    errors: z.array(badLine),
    /** How many lines are bad, where more are than `errors` shows. */
    errorCount: z.int(),
  })
  .meta({ id: 'DocumentJudgement' });

/** Undoes a document by a counter-document dated today. */
export const reversalRequest = z
  .strictObject({ id: uuid, reason: textLine(200).regex(/\S/) })
  .meta({ id: 'ReversalRequest' });

/** Mends the other end or the words of a document; what is left out stays. */
export const rectificationRequest = z
  .strictObject({
    id: uuid,
    party: code.optional(),
    invoice: code.optional(),
    description: textLine(500).optional(),
    linkedDocument: textLine(100).optional(),
    reason: textLine(200).regex(/\S/),
  })
  .meta({ id: 'RectificationRequest' });

export const movement = z.strictObject({
  line: z.int(),
  depot: z.string(),
  bin: z.string(),
  /** True where this side of the line stands in transit. */
  transit: z.boolean(),
  item: z.string(),
  label: z.string(),
  unit: z.string(),
  lot: z.string(),
  expiry: civilDate.nullable(),
  serial: z.string(),
  /** Signed: out is negative. */
  quantity,
  unitCost,
  value: money,
  /** The stock line's balance after this movement; absent while a blind count hides it (Q22). */
  balance: quantity.optional(),
});

export const documentHead = z.strictObject({
  id: z.string(),
  number: z.string(),
  type: documentType,
  depot: z.string(),
  depotName: z.string(),
  /** How the other end is called; a patient is his reference. */
  party: z.string().nullable(),
  partyName: z.string().nullable(),
  /** Why a patient is told by his mask alone: the reader's rights, or he was erased; null where he is not. */
  masked: z.enum(['rights', 'erased']).nullable(),
  date: civilDate,
  postedAt: instant,
  person: z.string(),
  description: z.string(),
  linkedDocument: z.string(),
  reason: z.string(),
  invoice: z.string().nullable(),
  reverses: z.string().nullable(),
  reversedBy: z.string().nullable(),
  /** The number of the transfer received, lost or sent back. */
  transfer: z.string().nullable(),
  /** The numbers of the receptions of a transfer. */
  receptions: z.array(z.string()),
  rectifies: z.string().nullable(),
  /** The number of its last rectification: it says what stands now. */
  rectifiedBy: z.string().nullable(),
  count: z.string().nullable(),
  emergency: z.string().nullable(),
});

export const document = z
  .strictObject({
    ...documentHead.shape,
    movements: z.array(movement),
    undelivered: z.array(z.strictObject({ item: z.string(), quantity })),
    /** Expires within 30 days, below the alert level, not first-expired. */
    warnings: z.array(badLine),
  })
  .meta({ id: 'Document' });

/** What a transfer has still on its way, or an exit still out, line by line. */
export const documentRest = z
  .strictObject({
    document: documentHead,
    /** The other end as the last rectification has it: whose goods come back. */
    party: z.string().nullable(),
    partyName: z.string().nullable(),
    lines: z.array(
      z.strictObject({
        item: z.string(),
        label: z.string(),
        unit: z.string(),
        decimals: z.int(),
        lot: z.string(),
        expiry: civilDate.nullable(),
        serial: z.string(),
        /** What was sent, or went out. */
        moved: quantity,
        /** Of it, what is still on its way, or has not come back. */
        rest: quantity,
        /** A bin that holds such goods where they would come in; null where none does. */
        bin: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'DocumentRest' });

/** What the reversal of a document would do now, and what stands in its way (it is judged anew when posted). */
export const reversalPreview = z
  .strictObject({
    document: documentHead,
    lines: z.array(
      z.strictObject({
        line: z.int(),
        depot: z.string(),
        bin: z.string(),
        transit: z.boolean(),
        item: z.string(),
        label: z.string(),
        unit: z.string(),
        lot: z.string(),
        serial: z.string(),
        /** Signed: what the reversal moves on the stock line. */
        quantity,
        /** The stock line's balance now, and after the reversal; null while a blind count holds it (Q22). */
        balance: quantity.nullable(),
        after: quantity.nullable(),
      }),
    ),
    errors: z.array(badLine),
  })
  .meta({ id: 'ReversalPreview' });

export type DocumentJudgement = z.output<typeof documentJudgement>;
export type JudgementRequest = z.input<typeof judgementRequest>;
export type DocumentRest = z.output<typeof documentRest>;
export type ReversalPreview = z.output<typeof reversalPreview>;
export type DocumentRequest = z.input<typeof documentRequest>;
export type ReversalRequest = z.input<typeof reversalRequest>;
export type RectificationRequest = z.input<typeof rectificationRequest>;
export type DocumentLine = z.input<typeof documentLine>;
export type PostedDocument = z.output<typeof document>;
export type DocumentHead = z.output<typeof documentHead>;
export type Movement = z.output<typeof movement>;
