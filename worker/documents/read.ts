import type { DocumentHead, Movement, PostedDocument } from '../../shared/contract/documents.ts';
import { fromTenThousandths, fromThousandths, type Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { isHidden } from '../counts/blind.ts';
import type { documents, items, lots, movements, stock } from '../db/schema.ts';
import { Refusal } from '../http/problem.ts';
import type { Caller } from '../people/caller.ts';

/** A value in the currency's smallest unit: quantity × cost, rounded half up per line, inside SQL. */
export function lineValue(
  quantity: string,
  cost: string,
  decimals = '(SELECT currency_decimals FROM settings)',
): string {
  const unit = `CASE ${decimals} WHEN 0 THEN 10000000 WHEN 1 THEN 1000000 WHEN 2 THEN 100000 WHEN 3 THEN 10000 ELSE 1000 END`;
  return `(sign(${quantity}) * ((2 * abs(${quantity}) * (${cost}) + ${unit}) / (2 * ${unit})))`;
}

/** What stands of a document now (SQL: its sequence): its last rectification speaks, else itself. */
export const latestOf = (document: string) =>
  `(SELECT max(x.sequence) FROM documents x WHERE x.sequence = ${document} OR x.rectifies = ${document})`;

/** Heads of documents; `masked` names a patient by his mask alone (Q7). */
export const headsOf = (masked: boolean) => `
  SELECT d.sequence, d.id, d.number, d.type, e.code AS depot, e.name AS depotName, d.date,
    d.posted_at AS postedAt, p.name AS person, d.description, d.linked_document AS linkedDocument, d.reason,
    d.emergency, d.undelivered, v.number AS invoice,
    coalesce(${masked ? 'a.mask' : 'a.reference'}, s.code, u.code, t.code, f.code) AS party,
    coalesce(${masked ? '' : 'a.name, '}s.name, u.name, t.name, f.name) AS partyName,
    CASE WHEN a.reference = a.mask THEN 'erased' WHEN a.id IS NOT NULL AND ${masked ? 1 : 0} THEN 'rights' END AS masked,
    (SELECT number FROM documents WHERE sequence = d.reverses) AS reverses,
    (SELECT number FROM documents WHERE reverses = d.sequence) AS reversedBy,
    (SELECT number FROM documents WHERE sequence = d.source) AS transfer,
    (SELECT number FROM documents WHERE sequence = d.rectifies) AS rectifies,
    (SELECT number FROM documents WHERE rectifies = d.sequence ORDER BY sequence DESC LIMIT 1) AS rectifiedBy,
    (SELECT json_group_array(number) FROM documents WHERE source = d.sequence AND type = 'reception') AS receptions,
    (SELECT id FROM counts WHERE sequence = d.count) AS count,
    (SELECT answer FROM journal WHERE sequence = d.journal AND id = d.id AND action = 'document.post') AS warnings
  FROM documents d JOIN depots e ON e.id = d.depot JOIN people p ON p.id = d.person
  LEFT JOIN patients a ON a.id = d.patient LEFT JOIN services s ON s.id = d.service
  LEFT JOIN suppliers u ON u.id = d.supplier LEFT JOIN depots t ON t.id = d.destination
  LEFT JOIN invoices v ON v.id = d.invoice
  -- Goods out of transit: the other end is that of their transfer. An exit that goods come back from has no destination.
  LEFT JOIN documents w ON w.sequence = d.source
  LEFT JOIN depots f ON f.id = CASE w.depot WHEN d.depot THEN w.destination ELSE w.depot END`;

export type HeadRow = Pick<
  typeof documents.$inferSelect,
  'sequence' | 'id' | 'number' | 'type' | 'date' | 'postedAt' | 'description' | 'linkedDocument' | 'reason'
> &
  Pick<typeof documents.$inferSelect, 'emergency' | 'undelivered'> & {
    depot: string;
    depotName: string;
    person: string;
    invoice: string | null;
    party: string | null;
    partyName: string | null;
    masked: DocumentHead['masked'];
    reverses: string | null;
    reversedBy: string | null;
    transfer: string | null;
    rectifies: string | null;
    rectifiedBy: string | null;
    count: string | null;
    /** JSON list of numbers. */
    receptions: string;
    /** JSON; NULL where the journal's answer is none of this document, '' where nothing was warned of. */
    warnings: string | null;
  };

const movementsFor = (hidden: string) => `
  SELECT m.line, e.code AS depot, coalesce(b.code, '') AS bin, s.transfer, i.code AS item, i.label, i.unit,
    coalesce(l.number, '') AS lot, l.expiry, s.serial_shown AS serial, m.quantity, m.unit_cost AS unitCost,
    CASE WHEN ${hidden} THEN NULL ELSE m.balance END AS balance, ${lineValue('m.quantity', 'm.unit_cost')} AS value,
    (SELECT currency_decimals FROM settings) AS currencyDecimals
  FROM documents d JOIN movements m ON m.document = d.sequence
  JOIN stock s ON s.id = m.stock JOIN items i ON i.id = m.item JOIN depots e ON e.id = s.depot
  LEFT JOIN bins b ON b.id = s.bin LEFT JOIN lots l ON l.id = s.lot
  WHERE d.id = ?1 ORDER BY m.sequence`;

type MovementRow = Pick<typeof movements.$inferSelect, 'line' | 'quantity' | 'unitCost'> &
  Pick<typeof stock.$inferSelect, 'transfer' | 'serial'> &
  Pick<typeof items.$inferSelect, 'label' | 'unit'> &
  Pick<typeof lots.$inferSelect, 'expiry'> & {
    depot: string;
    bin: string;
    item: string;
    lot: string;
    value: number;
    currencyDecimals: number;
    /** NULL where a blind count hides it. */
    balance: number | null;
  };

/** The two reading statements whose rows `toDocument` makes into a document. */
export function readDocument(
  db: D1Database,
  id: string,
  { blind }: Pick<Caller, 'blind'>,
  masked = false,
): D1PreparedStatement[] {
  return [
    db.prepare(`${headsOf(masked)} WHERE d.id = ?1`).bind(id),
    db.prepare(movementsFor(isHidden(blind))).bind(id),
  ];
}

/** Refuses `NOT_FOUND` where there is no such document. */
export function toDocument(read: unknown[][], language: Language): PostedDocument {
  const [heads, moved] = read as [HeadRow[], MovementRow[]];
  const [head] = heads;
  if (!head) throw new Refusal('NOT_FOUND');
  return {
    ...toHead(head),
    movements: moved.map(toMovement),
    undelivered: JSON.parse(head.undelivered),
    warnings: toWarnings(
      head.warnings,
      language,
      moved.some(({ balance }) => balance === null),
    ),
  };
}

/** What is left is a quantity too: where a line is hidden, it is not told. */
function toWarnings(kept: string | null, language: Language, hides: boolean): PostedDocument['warnings'] {
  const { warnings } = textOf(language);
  const found: { line: number; code: keyof typeof warnings }[] = JSON.parse(kept || '[]');
  const told = found.filter(({ code }) => !(hides && code === 'BELOW_ALERT'));
  return told.map((warning) => ({ ...warning, detail: say(warnings[warning.code], language, warning) }));
}

export function toHead(row: HeadRow): DocumentHead {
  return {
    id: row.id,
    number: row.number,
    type: row.type,
    depot: row.depot,
    depotName: row.depotName,
    party: row.party,
    partyName: row.partyName,
    masked: row.masked,
    date: row.date,
    postedAt: row.postedAt,
    person: row.person,
    description: row.description,
    linkedDocument: row.linkedDocument,
    reason: row.reason,
    invoice: row.invoice,
    reverses: row.reverses,
    reversedBy: row.reversedBy,
    transfer: row.transfer,
    receptions: JSON.parse(row.receptions),
    rectifies: row.rectifies,
    rectifiedBy: row.rectifiedBy,
    count: row.count,
    emergency: row.emergency,
  };
}

function toMovement(row: MovementRow): Movement {
  return {
    line: row.line,
    depot: row.depot,
    bin: row.bin,
    transit: row.transfer !== 0,
    item: row.item,
    label: row.label,
    unit: row.unit,
    lot: row.lot,
    expiry: row.expiry,
    serial: row.serial,
    quantity: fromThousandths(row.quantity),
    unitCost: fromTenThousandths(row.unitCost),
    value: row.value / 10 ** row.currencyDecimals,
    ...(row.balance !== null && { balance: fromThousandths(row.balance) }),
  };
}
