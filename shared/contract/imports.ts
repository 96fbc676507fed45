/**
 * Bulk rows, the whole file or nothing. The body is JSON `{rows}` or a CSV file (`text/csv`: UTF-8 with
 * or without BOM, `;` or `,`, decimal comma or point, French or English headings, `31/03/2027` or ISO).
 * A row creates what its key does not name yet and changes what it names; what a row leaves out stays
 * as it is.
 */
import * as z from 'zod';
import { bin, depot, item, itemKind, patient, service, supplier } from './catalogue.ts';
import {
  binCode,
  civilDate,
  code,
  label,
  lotNumber,
  positiveQuantity,
  serialNumber,
  textLine,
  unitCost,
} from './common.ts';

export const importWhat = z.enum([
  'suppliers',
  'services',
  'patients',
  'depots',
  'bins',
  'items',
  'invoices',
  'opening',
  'stock',
]);

/** The most rows one import takes (design, section 6). */
export const MOST_IMPORT_ROWS = 20_000;
/** The most lines one invoice has. */
export const MOST_INVOICE_LINES = 1000;

/** The same fields without their defaults and without a version: what is left out stays as it is. */
function rowOf<T extends z.ZodObject>(schema: T, id: string): z.ZodType<Omit<z.input<T>, 'version'>> {
  const fields = Object.entries(schema.shape).filter(([field]) => field !== 'version');
  const bare = fields.map(([field, kind]) => [
    field,
    kind instanceof z.ZodDefault ? (kind.unwrap() as z.ZodType).optional() : kind,
  ]);
  return z.strictObject(Object.fromEntries(bare)).meta({ id }) as never;
}

/** One line of an invoice; lines without a number are numbered in the order of the file. */
const invoiceRow = z
  .strictObject({
    number: code,
    patient: code,
    line: z.int().min(1).max(MOST_INVOICE_LINES).optional(),
    item: code,
    quantity: positiveQuantity.gt(0),
  })
  .meta({ id: 'InvoiceRow' });

/** One line of opening stock; the rows of a depot become one entry document. */
const openingRow = z
  .strictObject({
    depot: code,
    bin: binCode.optional(),
    item: code,
    lot: lotNumber.optional(),
    expiry: civilDate.optional(),
    serial: serialNumber.optional(),
    quantity: positiveQuantity,
    unitCost: unitCost.optional(),
  })
  .meta({ id: 'OpeningRow' });

/**
 * One row of a list of stock as people keep it: what the item is, and what of it stands where. Items, suppliers
 * and bins that are not known yet are created; a row without a quantity only tells of its item.
 */
const stockRow = z
  .strictObject({
    item: code,
    label: label.optional(),
    kind: itemKind.optional(),
    group: textLine(64).optional(),
    /** Its code or its name. */
    supplier: textLine(64).optional(),
    unit: textLine(32).optional(),
    codes: item.shape.codes.unwrap().optional(),
    depot: code,
    bin: binCode.optional(),
    lot: lotNumber.optional(),
    expiry: civilDate.optional(),
    serial: serialNumber.optional(),
    quantity: positiveQuantity.min(0).optional(),
    unitCost: unitCost.optional(),
  })
  .meta({ id: 'StockRow' });

export const importRows = {
  suppliers: rowOf(supplier, 'SupplierRow'),
  services: rowOf(service, 'ServiceRow'),
  patients: rowOf(patient, 'PatientRow'),
  depots: rowOf(depot, 'DepotRow'),
  bins: rowOf(bin, 'BinRow'),
  items: rowOf(item, 'ItemRow'),
  invoices: invoiceRow,
  opening: openingRow,
  stock: stockRow,
} satisfies Record<z.output<typeof importWhat>, z.ZodType>;

/** Each row is judged on its own by the schema of its kind, so that every bad one is named. */
export const importRequest = z
  .strictObject({
    rows: z.array(z.record(z.string(), z.unknown())).min(1).max(MOST_IMPORT_ROWS).meta({
      description:
        'SupplierRow, ServiceRow, PatientRow, DepotRow, BinRow, ItemRow, InvoiceRow, OpeningRow or StockRow, as the path says.',
    }),
    lines: z.array(z.int().min(1)).max(MOST_IMPORT_ROWS).optional().meta({
      description:
        'The number of each row where the caller keeps it: refusals name it. Else rows count from 1.',
    }),
    headings: z.record(z.string(), z.string()).optional().meta({
      description: 'What the caller calls each field: refusals name it so.',
    }),
    acceptCost: z.boolean().optional().meta({
      description:
        'Of opening stock: costs far from the average were looked at and are right (`COST_UNUSUAL`).',
    }),
  })
  .meta({ id: 'ImportRequest' });

/** What an import of a list of stock would do to what is known already, and what it would make beside items. */
export const stockCheck = z
  .strictObject({
    rows: z.int(),
    /** Items that would be created. */
    created: z.int(),
    /** Fields of items that would say something else; what an item has not is null. */
    changes: z.array(
      z.strictObject({
        item: z.string(),
        what: z.enum(['label', 'kind', 'group', 'supplier', 'unit', 'codes']),
        before: z.string().nullable(),
        after: z.string(),
      }),
    ),
    /** Bins and suppliers that would be created. */
    bins: z.array(z.strictObject({ depot: z.string(), code: z.string() })),
    suppliers: z.array(z.string()),
  })
  .meta({ id: 'StockCheck' });

export const importResult = z
  .strictObject({
    what: importWhat,
    rows: z.int(),
    created: z.int(),
    /** Rows that said something new of what was known already; the others changed nothing. */
    changed: z.int(),
    /** The documents posted by an import of opening stock, one for each depot. */
    documents: z.array(z.strictObject({ id: z.string(), number: z.string() })),
  })
  .meta({ id: 'ImportResult' });

export type ImportWhat = z.output<typeof importWhat>;
export type ImportRequest = z.output<typeof importRequest>;
export type StockCheck = z.output<typeof stockCheck>;
export type ImportResult = z.output<typeof importResult>;
export type ImportRows = { [What in ImportWhat]: z.output<(typeof importRows)[What]> };
export type InvoiceRow = ImportRows['invoices'];
export type OpeningRow = ImportRows['opening'];
export type StockRow = ImportRows['stock'];
