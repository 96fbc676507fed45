import type { PatientExport, PersonExport } from '../../shared/contract/personalData.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { yes } from '../catalogue/list.ts';
import { Refusal } from '../http/problem.ts';

/** The most rows of the journal that an export of a person holds. */
const JOURNAL_ROWS = 10_000;

const PATIENT = `
  SELECT json_object('reference', reference, 'name', name, 'mask', mask, 'active', ${yes('active')}) AS row
  FROM patients WHERE reference_key = ?1`;
const OF_PATIENT = '(SELECT id FROM patients WHERE reference_key = ?1)';
const DOCUMENTS = `
  SELECT json_object('number', d.number, 'type', d.type, 'depot', p.code, 'date', d.date, 'description', d.description,
    'linkedDocument', d.linked_document, 'reason', d.reason,
    'lines', json((SELECT json_group_array(json_object('item', i.code, 'label', i.label, 'lot', coalesce(l.number, ''),
        'serial', s.serial_shown, 'quantity', m.quantity / 1000.0) ORDER BY m.sequence)
      FROM movements m JOIN stock s ON s.id = m.stock JOIN items i ON i.id = s.item LEFT JOIN lots l ON l.id = s.lot
      WHERE m.document = d.sequence))) AS row
  FROM documents d JOIN depots p ON p.id = d.depot WHERE d.patient = ${OF_PATIENT} ORDER BY d.sequence`;
const INVOICES = `
  SELECT json_object('number', v.number, 'lines', json((
    SELECT json_group_array(json_object('item', i.code, 'quantity', l.quantity / 1000.0) ORDER BY l.line)
    FROM invoice_lines l JOIN items i ON i.id = l.item WHERE l.invoice = v.id))) AS row
  FROM invoices v WHERE v.patient = ${OF_PATIENT} ORDER BY v.number_key`;

/** All that is kept of a patient. It looks at every document once: an administrator asks it rarely. */
export async function exportPatient(db: D1Database, reference: string): Promise<PatientExport> {
  const asked = [PATIENT, DOCUMENTS, INVOICES].map((sql) => db.prepare(sql).bind(foldKey(reference)));
  const [patient = [], documents = [], invoices = []] = (await db.batch<{ row: string }>(asked)).map(
    ({ results }) => results.map(({ row }) => JSON.parse(row)),
  );
  if (!patient[0]) throw new Refusal('NOT_FOUND');
  return { ...patient[0], documents, invoices };
}

const PERSON = `
  SELECT json_object('email', p.email, 'name', p.name, 'admin', ${yes('p.admin')}, 'accountant', ${yes('p.accountant')},
    'active', ${yes('p.active')}, 'signedIn', ${yes('p.sub IS NOT NULL')},
    'rights', json((SELECT json_group_array(json_object('depot', d.code, 'role', r.role, 'emergencyExit',
        ${yes('r.emergency_exit')}) ORDER BY d.code_key) FROM rights r JOIN depots d ON d.id = r.depot
      WHERE r.person = p.id)),
    'commands', (SELECT count(*) FROM journal WHERE person = p.id)) AS row
  FROM people p WHERE p.email_key = ?1`;
const DID = `
  SELECT json_object('at', at, 'action', action, 'subject', subject) AS row FROM journal
  WHERE person = (SELECT id FROM people WHERE email_key = ?1) ORDER BY sequence DESC LIMIT ${JOURNAL_ROWS}`;

/** All that is kept of somebody who works here. */
export async function exportPerson(db: D1Database, email: string): Promise<PersonExport> {
  const asked = [PERSON, DID].map((sql) => db.prepare(sql).bind(foldKey(email)));
  const [person = [], journal = []] = (await db.batch<{ row: string }>(asked)).map(({ results }) =>
    results.map(({ row }) => JSON.parse(row)),
  );
  if (!person[0]) throw new Refusal('NOT_FOUND');
  return { ...person[0], journal };
}
