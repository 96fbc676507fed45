import type { DocumentHead, Movement, PostedDocument } from '../../shared/contract/documents.ts';
import type { DocumentType } from '../../shared/domain/documentTypes.ts';
import { fromTenThousandths, fromThousandths, type Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { Refusal } from '../http/problem.ts';

type Row = Record<string, string | number | null>;

/** A value in the currency's smallest unit: quantity × cost, rounded half up per line, inside SQL. */
export function lineValue(
  quantity: string,
  cost: string,
  decimals = '(SELECT currency_decimals FROM settings)',
): string {
  const unit = `CASE ${decimals} WHEN 0 THEN 10000000 WHEN 1 THEN 1000000 WHEN 2 THEN 100000 WHEN 3 THEN 10000 ELSE 1000 END`;
  return `(sign(${quantity}) * ((2 * abs(${quantity}) * (${cost}) + ${unit}) / (2 * ${unit})))`;
}

export const HEADS = `
  SELECT d.sequence, d.id, d.number, d.type, e.code AS depot, e.name AS depotName, d.date,
    d.posted_at AS postedAt, p.name AS person, d.description, d.linked_document AS linkedDocument, d.reason,
    d.emergency, d.undelivered, v.number AS invoice,
    coalesce(a.reference, s.code, u.code, t.code) AS party,
    coalesce(a.name, s.name, u.name, t.name) AS partyName, a.mask AS patientMask,
    (SELECT number FROM documents WHERE sequence = d.reverses) AS reverses,
    (SELECT number FROM documents WHERE reverses = d.sequence) AS reversedBy,
    (SELECT number FROM documents WHERE sequence = d.source) AS transfer,
    (SELECT number FROM documents WHERE sequence = d.rectifies) AS rectifies,
    (SELECT number FROM documents WHERE rectifies = d.sequence ORDER BY sequence DESC LIMIT 1) AS rectifiedBy,
    (SELECT id FROM counts WHERE sequence = d.count) AS count,
    (SELECT answer FROM journal WHERE sequence = d.journal AND action = 'document.post') AS warnings,
    d.depot AS depotId, d.destination AS destinationId
  FROM documents d JOIN depots e ON e.id = d.depot JOIN people p ON p.id = d.person
  LEFT JOIN patients a ON a.id = d.patient LEFT JOIN services s ON s.id = d.service
  LEFT JOIN suppliers u ON u.id = d.supplier LEFT JOIN depots t ON t.id = d.destination
  LEFT JOIN invoices v ON v.id = d.invoice`;

const MOVEMENTS = `
  SELECT m.line, e.code AS depot, coalesce(b.code, '') AS bin, s.transfer, i.code AS item, i.label, i.unit,
    coalesce(l.number, '') AS lot, l.expiry, s.serial_shown AS serial, m.quantity, m.unit_cost AS unitCost,
    m.balance, ${lineValue('m.quantity', 'm.unit_cost')} AS value,
    (SELECT currency_decimals FROM settings) AS currencyDecimals
  FROM documents d JOIN movements m ON m.document = d.sequence
  JOIN stock s ON s.id = m.stock JOIN items i ON i.id = m.item JOIN depots e ON e.id = s.depot
  LEFT JOIN bins b ON b.id = s.bin LEFT JOIN lots l ON l.id = s.lot
  WHERE d.id = ?1 ORDER BY m.sequence`;

/** The two reading statements whose rows `toDocument` makes into a document. */
export function readDocument(db: D1Database, id: string): D1PreparedStatement[] {
  return [db.prepare(`${HEADS} WHERE d.id = ?1`).bind(id), db.prepare(MOVEMENTS).bind(id)];
}

/** Refuses `NOT_FOUND` where there is no such document. */
export function toDocument(read: unknown[][], language: Language): PostedDocument {
  const [heads, movements] = read as [Row[], Row[]];
  const [head] = heads;
  if (!head) throw new Refusal('NOT_FOUND');
  return {
    ...toHead(head),
    movements: movements.map(toMovement),
    undelivered: JSON.parse(String(head.undelivered)),
    warnings: toWarnings(head.warnings, language),
  };
}

function toWarnings(
  kept: string | number | null | undefined,
  language: Language,
): PostedDocument['warnings'] {
  const { warnings } = textOf(language);
  const found: { line: number; code: keyof typeof warnings }[] = JSON.parse(String(kept || '[]'));
  return found.map((warning) => ({ ...warning, detail: say(warnings[warning.code], language, warning) }));
}

export function toHead(row: Row): DocumentHead {
  const {
    depot,
    party,
    partyName,
    invoice,
    reverses,
    reversedBy,
    transfer,
    rectifies,
    rectifiedBy,
    count,
    emergency,
  } = row as Record<string, string | null>;
  return {
    id: String(row.id),
    number: String(row.number),
    type: row.type as DocumentType,
    depot: depot ?? '',
    depotName: String(row.depotName),
    party: party ?? null,
    partyName: partyName ?? null,
    date: String(row.date),
    postedAt: String(row.postedAt),
    person: String(row.person),
    description: String(row.description),
    linkedDocument: String(row.linkedDocument),
    reason: String(row.reason),
    invoice: invoice ?? null,
    reverses: reverses ?? null,
    reversedBy: reversedBy ?? null,
    transfer: transfer ?? null,
    rectifies: rectifies ?? null,
    rectifiedBy: rectifiedBy ?? null,
    count: count ?? null,
    emergency: emergency ?? null,
  };
}

function toMovement(row: Row): Movement {
  return {
    line: Number(row.line),
    depot: String(row.depot),
    bin: String(row.bin),
    transit: row.transfer !== 0,
    item: String(row.item),
    label: String(row.label),
    unit: String(row.unit),
    lot: String(row.lot),
    expiry: row.expiry === null ? null : String(row.expiry),
    serial: String(row.serial),
    quantity: fromThousandths(Number(row.quantity)),
    unitCost: fromTenThousandths(Number(row.unitCost)),
    value: Number(row.value) / 10 ** Number(row.currencyDecimals),
    balance: fromThousandths(Number(row.balance)),
  };
}
