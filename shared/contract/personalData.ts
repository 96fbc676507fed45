/** What is kept of a patient or of a person, and its erasure (Q7): for administrators. */
import * as z from 'zod';
import { civilDate, code, documentType, instant, quantity } from './common.ts';
import { depotRole } from './people.ts';

export const patientAsked = z.strictObject({ reference: code }).meta({ id: 'PatientAsked' });
export const personAsked = z.strictObject({ email: z.email().max(200) }).meta({ id: 'PersonAsked' });

/** The texts of documents are as they were typed: what somebody wrote of a patient there stands there. */
export const patientExport = z
  .strictObject({
    reference: z.string(),
    name: z.string().nullable(),
    /** The word that stands for him in zips. */
    mask: z.string(),
    active: z.boolean(),
    documents: z.array(
      z.strictObject({
        number: z.string(),
        type: documentType,
        depot: z.string(),
        date: civilDate,
        description: z.string(),
        linkedDocument: z.string(),
        reason: z.string(),
        lines: z.array(
          z.strictObject({
            item: z.string(),
            label: z.string(),
            lot: z.string(),
            serial: z.string(),
            /** Signed: out is negative. */
            quantity,
          }),
        ),
      }),
    ),
    invoices: z.array(
      z.strictObject({ number: z.string(), lines: z.array(z.strictObject({ item: z.string(), quantity })) }),
    ),
  })
  .meta({ id: 'PatientExport' });

export const patientErased = z
  .strictObject({
    /** The word that stands for him everywhere from now on. */
    mask: z.string(),
    /** How many documents name it. */
    documents: z.int(),
  })
  .meta({ id: 'PatientErased' });

export const personExport = z
  .strictObject({
    email: z.string(),
    name: z.string(),
    admin: z.boolean(),
    accountant: z.boolean(),
    active: z.boolean(),
    /** Whether the address is bound to an account, by a first sign-in. */
    signedIn: z.boolean(),
    rights: z.array(z.strictObject({ depot: z.string(), role: depotRole, emergencyExit: z.boolean() })),
    /** What the person did, the latest first; `commands` says how many there are. */
    commands: z.int(),
    journal: z.array(z.strictObject({ at: instant, action: z.string(), subject: z.string() })),
  })
  .meta({ id: 'PersonExport' });

export const personErased = z
  .strictObject({
    /** The word that stands for the person everywhere from now on. */
    mark: z.string(),
  })
  .meta({ id: 'PersonErased' });

export type PatientExport = z.output<typeof patientExport>;
export type PatientErased = z.output<typeof patientErased>;
export type PersonExport = z.output<typeof personExport>;
export type PersonErased = z.output<typeof personErased>;
