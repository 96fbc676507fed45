/** The catalogue: what is named by a code. PUT creates (version 0) or changes (the version read). */
import * as z from 'zod';
import { DOCUMENT_TYPES } from '../domain/documentTypes.ts';
import {
  binCode,
  civilDate,
  code,
  documentType,
  label,
  language,
  lotNumber,
  positiveQuantity,
  quantity,
  textLine,
  unitCost,
  version,
} from './common.ts';

const stored = { active: z.boolean().default(true), version: version.default(0) };

/** What a depot may post unless it says otherwise: everything but assembly and cost corrections. */
export const USUAL_DEPOT_TYPES = DOCUMENT_TYPES.filter(
  (type) => type !== 'assembly' && type !== 'cost-correction',
);

/** An IANA name that this runtime knows; another would make every later request fail. */
const timeZone = z
  .string()
  .max(64)
  .refine((name) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
    } catch {
      return false;
    }
  });

export const tracking = z.enum(['none', 'optional', 'required']);
export const itemKind = z.enum(['article', 'part']);

export const depot = z
  .strictObject({
    code,
    name: label,
    /** The document types this depot may post; absent on creation: all. */
    types: z.array(documentType).optional(),
    /** The depots it may send to; null: all. */
    destinations: z.array(code).nullable().default(null),
    invoiceRequired: z.boolean().default(false),
    knownPatientsOnly: z.boolean().default(false),
    /** «reprend périmés et rappelés» (Q15). */
    takesExpired: z.boolean().default(false),
    /** A count covers the whole depot instead of one kind (Q2). */
    countsWholeDepot: z.boolean().default(false),
    /** Above this value a loss needs a manager; null: no limit. */
    lossLimit: z.number().min(0).max(1e12).nullable().default(null),
    ...stored,
  })
  .meta({ id: 'Depot' });

export const bin = z
  .strictObject({
    depot: code,
    code: binCode,
    name: textLine(200).default(''),
    quarantine: z.boolean().default(false),
    ...stored,
  })
  .meta({ id: 'Bin' });

export const item = z
  .strictObject({
    code,
    label,
    kind: itemKind.default('article'),
    group: textLine(64).default(''),
    supplier: code.nullable().default(null),
    unit: textLine(32).default('unité'),
    decimals: z.int().min(0).max(3).default(0),
    stockManaged: z.boolean().default(true),
    lotTracking: tracking.default('optional'),
    serialTracking: tracking.default('optional'),
    /** An expiry date must be given where a lot enters (Q17). */
    expiryTracking: z.boolean().default(false),
    /** The price used where nothing else is known, currency per unit. */
    referencePrice: unitCost.nullable().default(null),
    /** GTIN, CIP, own barcodes, each with the quantity it stands for (Q18). */
    codes: z
      .array(z.strictObject({ code, quantity: positiveQuantity.gt(0) }))
      .max(50)
      .default([]),
    levels: z
      .array(
        z.strictObject({
          depot: code,
          alert: quantity.min(0).nullable().default(null),
          security: quantity.min(0).nullable().default(null),
          maximum: quantity.min(0).nullable().default(null),
        }),
      )
      .max(200)
      .default([]),
    ...stored,
  })
  .meta({ id: 'Item' });

export const supplier = z.strictObject({ code, name: label, ...stored }).meta({ id: 'Supplier' });
export const service = z.strictObject({ code, name: label, ...stored }).meta({ id: 'Service' });

/** The hospital's opaque reference is enough; the name is optional and stands nowhere else (Q7). */
export const patient = z
  .strictObject({ reference: code, name: textLine(200).nullable().default(null), ...stored })
  .meta({ id: 'Patient' });

export const lot = z
  .strictObject({
    item: code,
    lot: lotNumber,
    expiry: civilDate.nullable(),
    blocked: z.boolean(),
    blockReason: z.string().nullable(),
  })
  .meta({ id: 'Lot' });

export const invoice = z
  .strictObject({
    number: code,
    patient: z.string(),
    lines: z.array(
      z.strictObject({ line: z.int(), item: z.string(), label: z.string(), quantity, delivered: quantity }),
    ),
  })
  .meta({ id: 'Invoice' });

/** The most letters of a logo: a picture of some 100 KB, which every voucher carries. */
export const LONGEST_LOGO = 140_000;

/** What a patient's invoice still asks for. */
export const invoiceHead = z
  .strictObject({
    number: z.string(),
    /** How many items it names, and of how many some is still to be delivered. */
    items: z.int(),
    open: z.int(),
  })
  .meta({ id: 'InvoiceHead' });

/** By patient, by the beginning of the number (`q`), by both; the latest of all where neither is given. */
export const invoiceQuery = z.strictObject({
  patient: z.string().max(64).optional(),
  q: z.string().trim().min(1).max(64).optional(),
});

export const settings = z
  .strictObject({
    name: label,
    /** Printed beneath the name: some lines of text. */
    address: z
      .string()
      .max(500)
      .regex(/^[^\p{Cc}\u2028\u2029]*(\n[^\p{Cc}\u2028\u2029]*){0,5}$/u)
      .optional(),
    /** Printed beside the name: a `data:` URL of a PNG or JPEG; '' takes it away, left out it stays. */
    logo: z
      .string()
      .max(LONGEST_LOGO)
      .regex(/^(data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+=*)?$/)
      .optional(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    /** Decimals of the currency's smallest unit: 2 for EUR, 0 for XAF. */
    currencyDecimals: z.int().min(0).max(4),
    timeZone,
    language,
    /** Gestan's three switches (G5 to G8). */
    lots: z.boolean(),
    stockManaged: z.boolean(),
    serials: z.boolean(),
    /** How many days back a clerk may date a document (Q5). */
    clerkDaysBack: z.int().min(0).max(366),
    /** Documents up to this date are refused; null: no closed period. */
    closedThrough: civilDate.nullable(),
    /** Who confirms a count must not have counted in it. */
    confirmerDidNotCount: z.boolean(),
    /** A count whose gap is worth more needs a second approval; null: never. */
    approvalAbove: z.number().min(0).nullable(),
    version,
  })
  .meta({ id: 'Settings' });

export type Depot = z.output<typeof depot>;
export type Bin = z.output<typeof bin>;
export type Item = z.output<typeof item>;
export type Supplier = z.output<typeof supplier>;
export type Service = z.output<typeof service>;
export type Patient = z.output<typeof patient>;
export type Lot = z.output<typeof lot>;
export type Invoice = z.output<typeof invoice>;
export type InvoiceHead = z.output<typeof invoiceHead>;
export type InvoiceQuery = z.output<typeof invoiceQuery>;
export type Settings = z.output<typeof settings>;
export type DepotInput = z.input<typeof depot>;
export type BinInput = z.input<typeof bin>;
export type ItemInput = z.input<typeof item>;
export type SupplierInput = z.input<typeof supplier>;
export type ServiceInput = z.input<typeof service>;
export type PatientInput = z.input<typeof patient>;
