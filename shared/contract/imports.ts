/**
 * Bulk rows, the whole file or nothing. The body is JSON `{rows}` or a CSV file (`text/csv`: UTF-8 with
 * or without BOM, `;` or `,`, decimal comma or point, French or English headings, `31/03/2027` or ISO).
 */
import * as z from 'zod';

export const importWhat = z.enum([
  'suppliers',
  'services',
  'patients',
  'depots',
  'bins',
  'items',
  'invoices',
  'opening',
]);

export const importResult = z
  .strictObject({
    what: importWhat,
    rows: z.int(),
    created: z.int(),
    changed: z.int(),
    /** The documents posted by an import of opening stock, one for each depot. */
    documents: z.array(z.strictObject({ id: z.string(), number: z.string() })),
  })
  .meta({ id: 'ImportResult' });

export type ImportWhat = z.output<typeof importWhat>;
export type ImportResult = z.output<typeof importResult>;
