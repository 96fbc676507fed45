import { DOCUMENT_TYPES } from '../../shared/domain/documentTypes.ts';

export type Moment = 'before' | 'after';

/** Raised when what a zip or its facts hold changes; a stored zip of an older number stays as it is. */
export const FORMAT = 8;

/** Of goods in transit and of serials found elsewhere a zip names so many; a value of the database holds 2 MB. */
export const MOST_NAMED = 2000;

/** What a snapshot prints beside the count's lines, as the opening or confirming batch stored it. */
export interface Facts {
  /** That of the batch which stored them; a zip made later bears the format that it is written in. */
  format: number;
  organisation: string;
  language: 'fr' | 'en';
  currency: string;
  currencyDecimals: number;
  timeZone: string;
  depot: string;
  depotName: string;
  count: {
    id: string;
    name: string;
    kind: 'article' | 'part' | 'all';
    date: string;
    scope: object;
    blind: number;
    rounds: number;
    instructions: string;
    responsible: string | null;
  };
  openedBy: string;
  openedAt: string;
  closedBy: string | null;
  closedAt: string | null;
  confirmedBy: string | null;
  confirmedAt: string | null;
  /** Row id of whoever confirmed, as `counters` has them; none in an older format. */
  confirmer?: number | null;
  adjustment: string | null;
  /** The ledger position: the sequence of the last movement. */
  position: number;
  /** Names of whoever counted or arbitrated, by row id: kept, for a person may be renamed. */
  counters: Record<string, string>;
  /** The cut-off: the last number of each document type of the depot. */
  lastNumbers: { type: string; number: string; date: string }[];
  /** Goods on their way to or from the depot. */
  transit: {
    transfer: string;
    date: string;
    from: string;
    to: string;
    item: string;
    label: string;
    lot: string;
    serial: string;
    quantity: number;
  }[];
  record: SignedRecord;
}

/** What the signed record names. */
interface SignedRecord {
  teams: { name: string; members: string[]; bins: string[] }[];
  /** `person` is a row id, `value` what the gaps were worth then, in the smallest unit; an older format has neither. */
  approvals: { by: string; at: string; person?: number; value?: number | null }[];
  emergencies: EmergencyExit[];
  /** Serials found here that the ledger holds elsewhere (Q10): the line's place, and where it is held. */
  elsewhere: { position: number; depot: string; bin: string; transfer: string | null }[];
}

/** An emergency exit from the scope; its party is a service, a depot or a patient's mask (Q7). */
export interface EmergencyExit {
  number: string;
  type: string;
  date: string;
  at: string;
  by: string;
  party: string | null;
  reason: string;
  acknowledgedBy: string | null;
  acknowledgedAt: string | null;
}

/** The facts as they were stored; what an older format did not keep is empty, and merged objects drop their nulls. */
export function readFacts(stored: string): Facts {
  const { count, record, ...facts }: Facts = JSON.parse(stored);
  const {
    closedBy = null,
    closedAt = null,
    confirmedBy = null,
    confirmedAt = null,
    adjustment = null,
  } = facts;
  return {
    ...{ ...facts, closedBy, closedAt, confirmedBy, confirmedAt, adjustment },
    count: { ...count, instructions: count.instructions ?? '', responsible: count.responsible ?? null },
    record: record ?? { teams: [], approvals: [], emergencies: [], elsewhere: [] },
  };
}

/** The statement that stores the facts of a moment, inside the batch that opens or confirms (invariant 10). */
export function keepFacts(db: D1Database, count: string, moment: Moment): D1PreparedStatement {
  return db.prepare(KEEP).bind(count, moment, FORMAT, JSON.stringify(DOCUMENT_TYPES));
}

const TEAMS = `
  SELECT json_group_array(json_object('name', t.name,
    'members', json((SELECT json_group_array(p.name ORDER BY p.name) FROM count_team_members m JOIN people p ON p.id = m.person
      WHERE m.count = t.count AND m.team = t.team)),
    'bins', json((SELECT json_group_array(b.code ORDER BY b.code_key) FROM count_team_bins x JOIN bins b ON b.id = x.bin
      WHERE x.count = t.count AND x.team = t.team))) ORDER BY t.team)
  FROM count_teams t WHERE t.count = c.sequence`;

/** Of the version that was confirmed: confirming has just raised it. */
const APPROVALS = `
  SELECT json_group_array(json_object('by', p.name, 'at', a.at, 'person', a.person, 'value', a.value) ORDER BY a.at)
  FROM count_approvals a JOIN people p ON p.id = a.person
  WHERE ?2 = 'after' AND a.count = c.sequence AND a.version = c.version - 1`;

const EMERGENCIES = `
  SELECT json_group_array(json_object('number', x.number, 'type', x.type, 'date', x.date, 'at', x.posted_at, 'by', p.name,
    'party', coalesce(a.mask, v.name, e.name), 'reason', x.emergency, 'acknowledgedBy', k.name, 'acknowledgedAt', n.at) ORDER BY x.sequence)
  FROM (SELECT DISTINCT document FROM count_emergencies g WHERE g.count = c.sequence) moved
  JOIN documents x ON x.sequence = moved.document JOIN people p ON p.id = x.person
  LEFT JOIN patients a ON a.id = x.patient LEFT JOIN services v ON v.id = x.service LEFT JOIN depots e ON e.id = x.destination
  LEFT JOIN count_acknowledgements n ON n.count = c.sequence AND n.document = x.sequence
  LEFT JOIN people k ON k.id = n.person
  WHERE ?2 = 'after'`;

const ELSEWHERE = `
  SELECT json_group_array(json_object('position', position, 'depot', depot, 'bin', bin, 'transfer', transfer)) FROM (
    SELECT l.position, e.code AS depot, coalesce(b.code, '') AS bin, x.number AS transfer
    FROM count_lines l CROSS JOIN stock held ON held.id = l.elsewhere
    JOIN depots e ON e.id = held.depot LEFT JOIN bins b ON b.id = held.bin
    LEFT JOIN documents x ON x.sequence = held.transfer
    WHERE ?2 = 'after' AND l.count = c.sequence AND l.elsewhere IS NOT NULL
    ORDER BY l.position LIMIT ${MOST_NAMED})`;

/** The lines are read once: of thousands only a few combinations remain. */
const COUNTERS = `
  WITH who AS MATERIALIZED (
    SELECT DISTINCT first_by, second_by, arbitrated_by FROM count_lines WHERE ?2 = 'after' AND count = c.sequence)
  SELECT json_group_object(e.id, e.name) FROM people e WHERE e.id IN (
    SELECT first_by FROM who UNION SELECT second_by FROM who UNION SELECT arbitrated_by FROM who)`;

/** A lookup for each type: the depot's documents are never read through. */
const LAST_NUMBERS = `
  SELECT json_group_array(json_object('type', n.type, 'number', n.number, 'date', n.date))
  FROM (SELECT x.type, x.number, x.date FROM json_each(?4) w CROSS JOIN documents x ON x.sequence = (
    SELECT y.sequence FROM documents y WHERE y.depot = c.depot AND y.type = w.value
    ORDER BY y.year DESC, y.ordinal DESC LIMIT 1)) n`;

const TRANSIT = `
  SELECT json_group_array(json_object('transfer', number, 'date', date, 'from', source, 'to', target, 'item', code,
    'label', label, 'lot', lot, 'serial', serial, 'quantity', balance)) FROM (
    SELECT x.number, x.date, a.code AS source, b.code AS target, i.code, i.label, coalesce(l.number, '') AS lot,
      s.serial_shown AS serial, s.balance
    FROM stock s JOIN documents x ON x.sequence = s.transfer JOIN depots a ON a.id = x.depot
    JOIN depots b ON b.id = x.destination JOIN items i ON i.id = s.item LEFT JOIN lots l ON l.id = s.lot
    WHERE s.transfer <> 0 AND s.balance > 0 AND (x.depot = c.depot OR x.destination = c.depot)
    ORDER BY x.sequence, i.code, l.number, s.serial LIMIT ${MOST_NAMED})`;

/** D1 gives a function 32 arguments: what is told in one object goes in by groups. */
const KEEP = `
  INSERT INTO snapshots (count, moment, facts)
  SELECT c.sequence, ?2, json_patch(json_object(
    'format', ?3, 'organisation', t.name, 'language', t.language, 'currency', t.currency,
    'currencyDecimals', t.currency_decimals, 'timeZone', t.time_zone, 'depot', d.code, 'depotName', d.name,
    'count', json_object('id', c.id, 'name', c.name, 'kind', c.kind, 'date', c.date,
      'scope', json(c.scope), 'blind', c.blind, 'rounds', c.rounds, 'instructions', c.instructions,
      'responsible', (SELECT name FROM people WHERE id = c.responsible))),
    json_object('openedBy', o.name, 'openedAt', c.opened_at,
    'closedBy', (SELECT name FROM people WHERE id = c.closed_by), 'closedAt', c.closed_at,
    'confirmedBy', (SELECT name FROM people WHERE id = c.confirmed_by), 'confirmedAt', c.confirmed_at,
    'confirmer', c.confirmed_by,
    'adjustment', (SELECT number FROM documents WHERE sequence = c.adjustment),
    'position', (SELECT coalesce(max(sequence), 0) FROM movements),
    'counters', json((${COUNTERS})), 'lastNumbers', json((${LAST_NUMBERS})), 'transit', json((${TRANSIT})),
    'record', json_object('teams', json((${TEAMS})), 'approvals', json((${APPROVALS})),
      'emergencies', json((${EMERGENCIES})), 'elsewhere', json((${ELSEWHERE})))))
  FROM counts c CROSS JOIN settings t JOIN depots d ON d.id = c.depot JOIN people o ON o.id = c.opened_by
  WHERE c.id = ?1`;
