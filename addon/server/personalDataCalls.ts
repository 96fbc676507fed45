/** What is kept of a patient or of a person, and its erasure (Q7). */
import type {
  PatientErased,
  PatientExport,
  PersonErased,
  PersonExport,
} from '../../shared/contract/personalData.ts';
import { askApi, query } from './api.ts';
import type { Subject } from './calls/personalData.ts';
import type { Calls } from './calls.ts';
import { answer } from './entry.ts';

/** Everything of somebody may be long. */
const EXPORT_SECONDS = 120;

const asked = (of: Subject): { what: string; named: Record<string, string> } =>
  'patient' in of
    ? { what: 'patients', named: { reference: of.patient } }
    : { what: 'people', named: { email: of.person } };

export const readPersonalData: Calls['readPersonalData'] = (email, of) =>
  answer(email, (language) => {
    const { what, named } = asked(of);
    const path = `/v1/${what}/export?${query(named)}`;
    const read = askApi<PatientExport | PersonExport>(path, language, { seconds: EXPORT_SECONDS });
    return read.ok ? { ok: true, kept: read.body } : read;
  });

export const erasePersonalData: Calls['erasePersonalData'] = (email, key, of) =>
  answer(email, (language) => {
    const { what, named } = asked(of);
    const path = `/v1/${what}/erasure`;
    const erased = askApi<PatientErased | PersonErased>(path, language, { method: 'post', key, body: named });
    if (!erased.ok) return erased;
    return { ok: true, word: 'mask' in erased.body ? erased.body.mask : erased.body.mark };
  });
