/** What is kept of somebody, and its erasure (Q7): for administrators. */
import type { PatientExport, PersonExport } from '../../../shared/contract/personalData.ts';
import type { Answer } from '../calls.ts';

/** A patient by reference, or a person who works here by address. */
export type Subject = { patient: string } | { person: string };

export interface PersonalDataCalls {
  readPersonalData(email: string, of: Subject): Answer<{ kept: PatientExport | PersonExport }>;
  /** For good. `word` stands for the subject from now on; asked again under its key it answers the same. */
  erasePersonalData(email: string, key: string, of: Subject): Answer<{ word: string }>;
}
