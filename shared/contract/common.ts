/** Pieces that several resources share. Objects are strict: an unknown field is refused by name. */
import * as z from 'zod';
import { isCivilDate } from '../domain/dates.ts';
import { DOCUMENT_TYPES } from '../domain/documentTypes.ts';
import { QUANTITY_MOST } from '../domain/quantities.ts';

/** One line of text without control characters; what it holds is shown as written, never interpreted. */
export function textLine(longest: number) {
  return z
    .string()
    .max(longest)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u);
}

/** Something to be seen: neither a space nor a mark without width, which no key holds. */
const VISIBLE = /[^\s\p{Cf}]/u;
/** A code as the catalogue names a thing: item, depot, bin, supplier, service. */
export const code = textLine(64).regex(VISIBLE);
export const label = textLine(200).regex(/\S/);
/** The code of a bin; the empty text is the depot's unnamed bin. */
export const binCode = textLine(64);
export const lotNumber = textLine(64);
export const serialNumber = textLine(64);
/** Units of the item, at most three decimals. */
export const quantity = z.number().multipleOf(0.001).min(-QUANTITY_MOST).max(QUANTITY_MOST);
export const positiveQuantity = z.number().multipleOf(0.001).max(QUANTITY_MOST);
/** Currency per unit of the item, at most four decimals. */
export const unitCost = z.number().multipleOf(0.0001).min(0).max(1e8);
/** Currency, in its usual decimals; computed by the Worker. */
export const money = z.number();
export const civilDate = z
  .string()
  .refine(isCivilDate)
  .meta({ format: 'date', examples: ['2026-11-20'] });
export const instant = z.string().meta({ format: 'date-time' });
export const uuid = z.uuid().toLowerCase();
/** What a PUT has read; 0 or absent for a new one. Another version answers `CHANGED`. */
export const version = z.int().min(0);
export const documentType = z.enum(
  DOCUMENT_TYPES as [(typeof DOCUMENT_TYPES)[number], ...typeof DOCUMENT_TYPES],
);
export const language = z.enum(['fr', 'en']);

/** Every POST, PUT and PATCH: a UUID made by the client before sending (invariant 9). */
export const idempotencyHeader = z.object({ 'idempotency-key': uuid });

const wholeNumberText = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);

export const pageQuery = {
  q: textLine(100).optional(),
  limit: wholeNumberText.optional(),
  cursor: z.string().max(300).optional(),
};

export function pageOf<T extends z.ZodType>(row: T) {
  return z.strictObject({ rows: z.array(row), next: z.string().nullable() });
}

/** One bad line (or row, or field) of a refused command. `line` counts from 1; 0 is the head. */
export const badLine = z.looseObject({ line: z.int(), code: z.string(), detail: z.string() }).meta({
  id: 'BadLine',
  description: 'One bad line: its number, the code, the sentence, and the figures of the rule.',
});

/** RFC 9457 with a stable code and the bad lines, in the language of `Accept-Language`. */
export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    errors: z.array(badLine).optional(),
    /** How many lines are bad, where more are than `errors` shows. */
    errorCount: z.int().optional(),
  })
  .meta({ id: 'Problem' });

export type Problem = z.output<typeof problem>;
export type BadLine = z.output<typeof badLine>;
