/** Labels to print: bins and items, each with its barcode. */
import * as z from 'zod';
import { binCode, civilDate, code, lotNumber, serialNumber } from './common.ts';

const copies = z.int().min(1).max(200).default(1);

export const labelsRequest = z
  .strictObject({
    bins: z
      .array(z.strictObject({ depot: code, bin: binCode, copies }))
      .max(1000)
      .optional(),
    /** With lot, expiry and serial they stand in the code as well, where the item has a GTIN (GS1). */
    items: z
      .array(
        z.strictObject({
          item: code,
          lot: lotNumber.optional(),
          expiry: civilDate.optional(),
          serial: serialNumber.optional(),
          copies,
        }),
      )
      .max(1000)
      .optional(),
  })
  .meta({ id: 'LabelsRequest' });

export type LabelsRequest = z.input<typeof labelsRequest>;
