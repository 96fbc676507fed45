import * as z from 'zod';
import { uuid } from './common.ts';

/** The most ids that one question names: more than a person has drafts in one panel. */
const MOST = 100;

/** Ids of commands, separated by commas. */
export const commandsAsked = z.strictObject({
  ids: z
    .string()
    .max(MOST * 37)
    .transform((text) => text.split(',').map((id) => id.trim()))
    .pipe(z.array(uuid).min(1).max(MOST)),
});

/** Those of the ids asked about that the caller has sent and that were carried out (invariant 9). */
export const carriedOut = z.strictObject({ ids: z.array(z.string()) }).meta({ id: 'CarriedOut' });

export type CarriedOut = z.output<typeof carriedOut>;
