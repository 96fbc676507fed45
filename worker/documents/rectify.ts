import type * as z from 'zod';
import type { rectificationRequest } from '../../shared/contract/documents.ts';
import { DOCUMENT_CODES, type DocumentType } from '../../shared/domain/documentTypes.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { runCommand, THIS_COMMAND } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import type { Caller } from '../people/caller.ts';
import { nextOrdinal } from './post.ts';
import { latestOf, readDocument, toDocument } from './read.ts';

/** The types whose other end is of each kind: what a rectification may name in its place. */
const PARTY_TYPES: Record<'patient' | 'service' | 'supplier', DocumentType[]> = {
  patient: ['exit-patient', 'return-patient'],
  service: ['exit-service', 'return-service'],
  supplier: ['entry-purchase', 'return-supplier'],
};
const quoted = (types: DocumentType[]) => types.map((type) => `'${type}'`).join(', ');
const isOf = (kind: keyof typeof PARTY_TYPES) => `o.type IN (${quoted(PARTY_TYPES[kind])})`;

/**
 * Mends the party, invoice, description or linked document of a document by a new one without movements that
 * points at it (invariant 1). What is not given stays; the goods of a transfer go where they were sent.
 */
export async function rectifyDocument(
  db: D1Database,
  caller: Caller,
  language: Language,
  original: string,
  wanted: z.output<typeof rectificationRequest>,
) {
  const manages = caller.depots.filter(({ role }) => role === 'manager').map(({ id }) => id);
  const mended = JSON.stringify({
    id: wanted.id,
    party: wanted.party === undefined ? null : foldKey(wanted.party),
    partyShown: wanted.party ?? null,
    invoice: wanted.invoice === undefined ? null : foldKey(wanted.invoice),
    invoiceShown: wanted.invoice ?? null,
    description: wanted.description ?? null,
    linkedDocument: wanted.linkedDocument ?? null,
    reason: wanted.reason,
    code: DOCUMENT_CODES.rectification,
    today: caller.today,
    now: caller.now,
    person: caller.person,
    sees: caller.depots.map(({ id }) => id),
    manages,
  });
  const { read } = await runCommand(
    db,
    {
      id: wanted.id,
      caller,
      action: 'document.rectify',
      subject: original,
      request: { ...wanted, party: null },
      // It may be a patient's reference: only the batch knows the type of the document.
      personal: wanted.party ?? null,
    },
    [db.prepare(REFUSE).bind(original, mended), db.prepare(INSERT).bind(original, mended)],
    readDocument(db, wanted.id, caller),
  );
  return toDocument(read, language);
}

const LATEST = latestOf('o.sequence');
const PARTY_NOW = `CASE
  WHEN ?2 ->> 'party' IS NULL THEN 1
  WHEN ${isOf('patient')} THEN (SELECT active FROM patients WHERE reference_key = ?2 ->> 'party')
  WHEN ${isOf('service')} THEN (SELECT active FROM services WHERE code_key = ?2 ->> 'party')
  WHEN ${isOf('supplier')} THEN (SELECT active FROM suppliers WHERE code_key = ?2 ->> 'party') END`;

/** The patient that the document stands for once it is mended. */
const PATIENT = `coalesce((SELECT id FROM patients WHERE reference_key = ?2 ->> 'party'), p.patient)`;
/** An invoice brings its patient (Q6): that of another does not stay where the patient is mended. */
const KEPT_INVOICE = `(SELECT v.id FROM invoices v WHERE v.id = p.invoice AND v.patient = ${PATIENT})`;

const REFUSE = refuseBadLines(
  'WITH one AS (SELECT 1)',
  `SELECT CASE
    WHEN o.sequence IS NULL OR o.depot NOT IN (SELECT value FROM json_each(?2, '$.sees'))
      THEN json_object('line', 0, 'code', 'NOT_FOUND')
    WHEN o.depot NOT IN (SELECT value FROM json_each(?2, '$.manages')) THEN json_object('line', 0, 'code', 'FORBIDDEN')
    WHEN o.type IN ('reversal', 'rectification', 'count-adjustment')
      THEN json_object('line', 0, 'code', 'TYPE_NOT_ALLOWED', 'depot', (SELECT code FROM depots WHERE id = o.depot))
    WHEN ?2 ->> 'party' IS NOT NULL AND NOT (${isOf('patient')} OR ${isOf('service')} OR ${isOf('supplier')})
      THEN json_object('line', 0, 'code', 'FIELD_FOREIGN', 'field', 'party', 'type', o.type)
    WHEN ?2 ->> 'invoice' IS NOT NULL AND NOT ${isOf('patient')}
      THEN json_object('line', 0, 'code', 'FIELD_FOREIGN', 'field', 'invoice', 'type', o.type)
    WHEN ${PARTY_NOW} IS NULL THEN json_object('line', 0, 'code', 'PARTY_UNKNOWN', 'party', ?2 ->> 'partyShown')
    WHEN ${PARTY_NOW} = 0 THEN json_object('line', 0, 'code', 'INACTIVE', 'what', ?2 ->> 'partyShown')
    WHEN ?2 ->> 'invoice' IS NOT NULL AND NOT EXISTS (SELECT 1 FROM invoices WHERE number_key = ?2 ->> 'invoice')
      THEN json_object('line', 0, 'code', 'INVOICE_UNKNOWN', 'invoice', ?2 ->> 'invoiceShown')
    WHEN ?2 ->> 'invoice' IS NOT NULL AND (SELECT patient FROM invoices WHERE number_key = ?2 ->> 'invoice') IS NOT ${PATIENT}
      THEN json_object('line', 0, 'code', 'INVOICE_OTHER_PARTY', 'invoice', ?2 ->> 'invoiceShown')
    WHEN ?2 ->> 'invoice' IS NULL AND o.type = 'exit-patient' AND p.invoice IS NOT NULL AND ${KEPT_INVOICE} IS NULL
      AND (SELECT invoice_required FROM depots WHERE id = o.depot) = 1 THEN json_object('line', 0, 'code', 'INVOICE_REQUIRED')
  END AS bad FROM one LEFT JOIN documents o ON o.id = ?1 LEFT JOIN documents p ON p.sequence = ${LATEST}`,
);

/** Each rectification is whole: what it does not mend it repeats from the one before. */
const INSERT = `
  INSERT INTO documents (id, journal, type, depot, year, ordinal, number, date, posted_at, person, patient, service,
    supplier, destination, invoice, description, linked_document, reason, rectifies)
  SELECT ?2 ->> 'id', ${THIS_COMMAND}, 'rectification', o.depot, y.year, n.next,
    printf('%s-%s-%d-%06d', ?2 ->> 'code', e.code, y.year, n.next), ?2 ->> 'today', ?2 ->> 'now', ?2 ->> 'person',
    CASE WHEN ${isOf('patient')} THEN ${PATIENT} END,
    CASE WHEN ${isOf('service')} THEN coalesce((SELECT id FROM services WHERE code_key = ?2 ->> 'party'), p.service) END,
    CASE WHEN ${isOf('supplier')} THEN coalesce((SELECT id FROM suppliers WHERE code_key = ?2 ->> 'party'), p.supplier) END,
    p.destination, coalesce((SELECT id FROM invoices WHERE number_key = ?2 ->> 'invoice'), ${KEPT_INVOICE}),
    coalesce(?2 ->> 'description', p.description), coalesce(?2 ->> 'linkedDocument', p.linked_document),
    ?2 ->> 'reason', o.sequence
  FROM documents o JOIN documents p ON p.sequence = ${LATEST} JOIN depots e ON e.id = o.depot
  CROSS JOIN (SELECT CAST(substr(?2 ->> 'today', 1, 4) AS INTEGER) AS year) y
  CROSS JOIN (SELECT ${nextOrdinal('o.depot', "'rectification'", "?2 ->> 'today'")} AS next
    FROM documents o WHERE o.id = ?1) n
  WHERE o.id = ?1`;
