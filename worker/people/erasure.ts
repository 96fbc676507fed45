import type { PatientErased, PersonErased } from '../../shared/contract/personalData.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { inWords } from '../catalogue/words.ts';
import { runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import { Refusal } from '../http/problem.ts';
import type { Caller } from './caller.ts';

/** A command's Idempotency-Key, and who gives it. */
interface Erasing {
  id: string;
  caller: Caller;
  language: Language;
}

const KNOWN_PATIENT = refuseBadLines(
  'WITH one AS (SELECT 1)',
  `SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM patients WHERE reference_key = ?1)
    THEN json_object('line', 0, 'code', 'PARTY_UNKNOWN', 'party', ?2) END AS bad FROM one`,
);
const MASK = `(SELECT json_object('mask', p.mask, 'documents', (SELECT count(*) FROM documents WHERE patient = p.id))
  FROM patients p WHERE p.reference_key = ?7)`;
/** A trigger renews the key of the journal's digests with it: no list of references can be tried against them. */
const ERASE_PATIENT = `
  UPDATE patients SET reference = mask, reference_key = mask, name = NULL, search = mask, active = 0,
    version = version + 1 WHERE reference_key = ?1`;

/**
 * Erases who a patient is (Q7): reference and name stand in his row alone, outside every hash, so documents keep
 * their number, the seal stays whole and the zips keep their bytes, and all of them show the mask.
 * The journal keeps that somebody was erased, and no word of whom: the same id again, while the patient asked for
 * still stands, is another request. Refuses `PARTY_UNKNOWN`.
 */
export async function erasePatient(
  db: D1Database,
  { id, caller }: Erasing,
  reference: string,
): Promise<PatientErased> {
  const key = foldKey(reference);
  const { read, replayed, answer } = await runCommand(
    db,
    {
      ...{ id, caller, action: 'patients.erase', subject: 'patient', request: {} },
      answer: { sql: `coalesce(${MASK}, '')`, bindings: [key] },
    },
    [db.prepare(KNOWN_PATIENT).bind(key, reference), db.prepare(ERASE_PATIENT).bind(key)],
    [db.prepare('SELECT 1 FROM patients WHERE reference_key = ?1').bind(key)],
  );
  if (replayed && read[0]?.length) throw new Refusal('ID_REUSED');
  return JSON.parse(answer);
}

const MAY_GO = refuseBadLines(
  'WITH one AS (SELECT 1)',
  `SELECT CASE WHEN p.id IS NULL THEN json_object('line', 0, 'code', 'NOT_FOUND')
    WHEN p.admin = 1 AND p.active = 1 AND NOT EXISTS (
      SELECT 1 FROM people o WHERE o.admin = 1 AND o.active = 1 AND o.id <> p.id)
    THEN json_object('line', 0, 'code', 'IN_USE', 'what', p.email, 'why', 'lastAdmin') END AS bad
  FROM one LEFT JOIN people p ON p.email_key = ?1`,
);
const THIS_PERSON = '(SELECT id FROM people WHERE email_key = ?1)';
/**
 * In their order: the last one takes the address away by which the others find the person. The journal holds it as it
 * was typed; the contract lets ASCII addresses in alone, and of those SQL's folding is `foldKey`.
 */
const ERASE_PERSON = [
  `UPDATE journal SET subject = ?2 WHERE action = 'people.put' AND lower(trim(subject)) = ?1`,
  `DELETE FROM rights WHERE person = ${THIS_PERSON} AND ?2 <> ''`,
  `DELETE FROM sessions WHERE sub = (SELECT sub FROM people WHERE email_key = ?1) AND ?2 <> ''`,
];
const ERASE_NAME = `
  UPDATE people SET email = ?2, email_key = ?2, name = ?3, sub = NULL, admin = 0, accountant = 0, active = 0,
    version = version + 1 WHERE email_key = ?1`;

/**
 * Erases who somebody is: the row stays, for documents point at it, under a word that says nothing; so do the
 * journal's rows about that person's rights. Names already printed in zips and records stay: they are the books'
 * proof, which the law keeps. Refuses `NOT_FOUND`, and `IN_USE` for the last administrator.
 */
export async function erasePerson(
  db: D1Database,
  { id, caller, language }: Erasing,
  email: string,
): Promise<PersonErased> {
  const key = foldKey(email);
  const mark = `efface-${[...crypto.getRandomValues(new Uint8Array(5))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  const name = say(textOf(caller.organisation.language).portal.erasedPerson, language, { mark });
  try {
    const { read, replayed, answer } = await runCommand(
      db,
      {
        ...{ id, caller, action: 'people.erase', subject: mark, request: {} },
        answer: { sql: `json_object('mark', ?7)`, bindings: [mark] },
      },
      [
        db.prepare(MAY_GO).bind(key),
        ...ERASE_PERSON.map((sql) => db.prepare(sql).bind(key, mark)),
        db.prepare(ERASE_NAME).bind(key, mark, name),
      ],
      [db.prepare('SELECT 1 FROM people WHERE email_key = ?1').bind(key)],
    );
    if (replayed && read[0]?.length) throw new Refusal('ID_REUSED');
    return JSON.parse(answer);
  } catch (error) {
    throw inWords(error, language);
  }
}
