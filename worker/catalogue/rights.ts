import type { Caller } from '../people/caller.ts';

export const isAdmin = (caller: Caller): boolean => caller.admin;

/** The catalogue is the administrator's; managers add items (Q5). */
export const mayPutItems = (caller: Caller): boolean =>
  caller.admin || caller.depots.some(({ role }) => role === 'manager');

/** Whoever works in a depot reads references and names; an accountant reads the mask (Q5, Q7). */
export const readsPatients = (caller: Caller): boolean =>
  caller.admin || caller.depots.some(({ role }) => role !== null);

/** A clerk may note a patient who is not known yet (Q7). */
export const mayPutPatients = readsPatients;
