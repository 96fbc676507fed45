import * as z from 'zod';
import { civilDate, code, documentType, label, language, version } from './common.ts';

export const depotRole = z.enum(['clerk', 'manager']);

/** What the caller is and may do: the first thing a sidebar asks. */
export const me = z
  .strictObject({
    email: z.string(),
    name: z.string(),
    admin: z.boolean(),
    accountant: z.boolean(),
    /** The civil date in the organisation's time zone, by the Worker's clock. */
    today: civilDate,
    organisation: z.strictObject({
      name: z.string(),
      currency: z.string(),
      timeZone: z.string(),
      language,
      lots: z.boolean(),
      stockManaged: z.boolean(),
      serials: z.boolean(),
      /** Names of the administrators: whom to ask for what only they may do. */
      administrators: z.array(z.string()),
    }),
    depots: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        role: depotRole,
        emergencyExit: z.boolean(),
        types: z.array(documentType),
        /** null: every other depot. */
        destinations: z.array(z.string()).nullable(),
        invoiceRequired: z.boolean(),
        knownPatientsOnly: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Me' });

export const person = z
  .strictObject({
    email: z.email().max(200),
    name: label,
    admin: z.boolean().default(false),
    accountant: z.boolean().default(false),
    active: z.boolean().default(true),
    rights: z
      .array(z.strictObject({ depot: code, role: depotRole, emergencyExit: z.boolean().default(false) }))
      .max(500)
      .default([]),
    version: version.default(0),
  })
  .meta({ id: 'Person' });

export type Me = z.output<typeof me>;
export type Person = z.output<typeof person>;
export type PersonInput = z.input<typeof person>;
