import type { Count, CountScope } from '../../shared/contract/counts.ts';
import { fromThousandths } from '../../shared/domain/quantities.ts';
import type { counts } from '../db/schema.ts';
import { Refusal } from '../http/problem.ts';
import { toCursor } from '../http/routes.ts';
import type { Caller, CallerDepot } from '../people/caller.ts';
import { tellsOfHidden } from './blind.ts';

type Stored = typeof counts.$inferSelect;
type CountRow = Pick<
  Stored,
  'sequence' | 'id' | 'name' | 'kind' | 'date' | 'state' | 'version' | 'spot' | 'blind' | 'rounds'
> &
  Pick<Stored, 'toleranceQuantity' | 'tolerancePercent' | 'toleranceValue' | 'scope' | 'instructions'> &
  Pick<Stored, 'reason' | 'openedAt' | 'closedAt' | 'confirmedAt' | 'cancelledAt'> & {
    depotId: number;
    depot: string;
    depotName: string;
    responsible: string | null;
    openedBy: string;
    closedBy: string | null;
    confirmedBy: string | null;
    cancelledBy: string | null;
    lines: number;
    counted: number;
    /** JSON, as the contract has them; a member bears his row id as well. */
    teams: string;
    approvals: string;
    emergencies: string;
    adjustmentId: string | null;
    adjustmentNumber: string | null;
    acknowledgedBy: string | null;
    reversal: string | null;
    hasBefore: 0 | 1;
    beforeHash: string | null;
    beforeBytes: number | null;
    hasAfter: 0 | 1;
    afterHash: string | null;
    afterBytes: number | null;
  };

const nameOf = (person: string) => `(SELECT name FROM people WHERE id = ${person})`;
const documentOf = (sequence: string) =>
  `(SELECT json_object('id', id, 'number', number) FROM documents WHERE sequence = ${sequence})`;
const FIGURE = 'coalesce(arbitrated, second, first)';

const TEAMS = `(SELECT json_group_array(json_object('team', t.team, 'name', t.name,
    'members', json((SELECT json_group_array(json_object('id', p.id, 'name', p.name, 'email', p.email) ORDER BY p.name)
      FROM count_team_members m JOIN people p ON p.id = m.person WHERE m.count = t.count AND m.team = t.team)),
    'bins', json((SELECT json_group_array(b.code ORDER BY b.code_key)
      FROM count_team_bins x JOIN bins b ON b.id = x.bin WHERE x.count = t.count AND x.team = t.team))) ORDER BY t.team)
  FROM count_teams t WHERE t.count = c.sequence)`;

/** Those of the version that is to be confirmed, or was. */
const APPROVALS = `(SELECT json_group_array(json_object('by', p.name, 'email', p.email, 'at', a.at,
    'value', a.value / (SELECT pow(10.0, currency_decimals) FROM settings)) ORDER BY a.at)
  FROM count_approvals a JOIN people p ON p.id = a.person
  WHERE a.count = c.sequence AND a.version = c.version - CASE c.state WHEN 'confirmed' THEN 1 WHEN 'reversed' THEN 2 ELSE 0 END)`;

const EMERGENCIES = `(SELECT json_group_array(json_object(
    'document', json_object('id', d.id, 'number', d.number), 'by', ${nameOf('d.person')}, 'at', d.posted_at,
    'reason', d.emergency,
    'lines', json((SELECT json_group_array(json_object('line', k.stock, 'item', k.item, 'bin', k.bin,
        'lot', k.lot, 'serial', k.serial, 'unit', k.unit, 'taken', -e.quantity / 1000.0,
        'counted', json(CASE WHEN ${FIGURE} IS NULL THEN 'false' ELSE 'true' END)) ORDER BY k.position)
      FROM count_emergencies e JOIN count_lines k ON k.count = e.count AND k.stock = e.stock
      WHERE e.count = c.sequence AND e.document = d.sequence)),
    'acknowledgedBy', ${nameOf('a.person')}, 'acknowledgedAt', a.at) ORDER BY d.sequence)
  FROM documents d LEFT JOIN count_acknowledgements a ON a.count = c.sequence AND a.document = d.sequence
  WHERE d.sequence IN (SELECT document FROM count_emergencies WHERE count = c.sequence))`;

const REVERSAL = `(SELECT json_object('askedBy', ${nameOf('v.asked_by')}, 'askedAt', v.asked_at, 'reason', v.reason,
    'approvedBy', ${nameOf('v.approved_by')}, 'approvedAt', v.approved_at, 'document', json(${documentOf('v.document')}),
    'asker', v.asked_by)
  FROM count_reversals v WHERE v.count = c.sequence)`;

const COUNTS = `
  SELECT c.sequence, c.id, c.name, c.depot AS depotId, d.code AS depot, d.name AS depotName, c.kind, c.date, c.state,
    c.version, c.spot, c.blind, c.rounds, c.tolerance_quantity AS toleranceQuantity,
    c.tolerance_percent AS tolerancePercent, c.tolerance_value AS toleranceValue, c.scope, c.instructions, c.reason,
    c.opened_at AS openedAt, c.closed_at AS closedAt, c.confirmed_at AS confirmedAt, c.cancelled_at AS cancelledAt,
    ${nameOf('c.responsible')} AS responsible, ${nameOf('c.opened_by')} AS openedBy, ${nameOf('c.closed_by')} AS closedBy,
    ${nameOf('c.confirmed_by')} AS confirmedBy, ${nameOf('c.cancelled_by')} AS cancelledBy,
    coalesce(c.final_lines, (SELECT count(*) FROM count_lines WHERE count = c.sequence)) AS lines,
    coalesce(c.final_counted, (SELECT count(${FIGURE}) FROM count_lines WHERE count = c.sequence)) AS counted,
    ${TEAMS} AS teams, ${APPROVALS} AS approvals, ${EMERGENCIES} AS emergencies, ${REVERSAL} AS reversal,
    a.id AS adjustmentId, a.number AS adjustmentNumber,
    ${nameOf('(SELECT person FROM count_acknowledgements WHERE count = c.sequence AND document = c.adjustment)')} AS acknowledgedBy,
    b.count IS NOT NULL AS hasBefore, b.sha256 AS beforeHash, b.bytes AS beforeBytes,
    f.count IS NOT NULL AS hasAfter, f.sha256 AS afterHash, f.bytes AS afterBytes
  FROM counts c JOIN depots d ON d.id = c.depot LEFT JOIN documents a ON a.sequence = c.adjustment
  LEFT JOIN snapshots b ON b.count = c.sequence AND b.moment = 'before'
  LEFT JOIN snapshots f ON f.count = c.sequence AND f.moment = 'after'`;

export function readCount(db: D1Database, id: string): D1PreparedStatement {
  return db.prepare(`${COUNTS} WHERE c.id = ?1`).bind(id);
}

/** Refuses `NOT_FOUND` where there is no such count, or it is of a depot that one may not see. */
export function toCount(read: unknown[][], caller: Caller): Count {
  const [row] = read[0] as CountRow[];
  const depot = caller.depots.find(({ id }) => id === row?.depotId);
  if (!row || !depot) throw new Refusal('NOT_FOUND');
  const teams: (Omit<Count['teams'][number], 'members'> & {
    members: (Count['teams'][number]['members'][number] & { id: number })[];
  })[] = JSON.parse(row.teams);
  const reversal: (NonNullable<Count['reversal']> & { asker?: number }) | null = JSON.parse(
    row.reversal ?? 'null',
  );
  const asker = reversal?.asker;
  delete reversal?.asker;
  const emergencies: Count['emergencies'] = JSON.parse(row.emergencies);
  const approvals: Count['approvals'] = JSON.parse(row.approvals);
  const hidden =
    approvals.length > 0 && hidesTheoretical({ ...row, blind: row.blind === 1, depot: depot.code }, caller);
  return {
    id: row.id,
    name: row.name,
    depot: row.depot,
    depotName: row.depotName,
    kind: row.kind,
    date: row.date,
    state: row.state,
    version: row.version,
    spot: row.spot === 1,
    blind: row.blind === 1,
    rounds: row.rounds,
    tolerance: {
      quantity: row.toleranceQuantity === null ? null : fromThousandths(row.toleranceQuantity),
      percent: row.tolerancePercent === null ? null : row.tolerancePercent / 100,
      value:
        row.toleranceValue === null ? null : row.toleranceValue / 10 ** caller.organisation.currencyDecimals,
    },
    scope: JSON.parse(row.scope) as CountScope,
    responsible: row.responsible,
    openedBy: row.openedBy,
    openedAt: row.openedAt,
    closedBy: row.closedBy,
    closedAt: row.closedAt,
    confirmedBy: row.confirmedBy,
    confirmedAt: row.confirmedAt,
    cancelledBy: row.cancelledBy,
    cancelledAt: row.cancelledAt,
    instructions: row.instructions,
    teams: teams.map(({ members, ...team }) => ({
      ...team,
      members: members.map(({ name, email }) => ({ name, email })),
    })),
    myTeam: teams.find(({ members }) => members.some(({ id }) => id === caller.person))?.team ?? 0,
    lines: row.lines,
    counted: row.counted,
    // Whoever may not see the recap of a running blind count is not told what it is worth (Q22).
    approvals: approvals.map(({ value, ...told }) => ({ ...told, value: hidden ? null : value })),
    emergencies,
    adjustment:
      row.adjustmentId && row.adjustmentNumber
        ? { id: row.adjustmentId, number: row.adjustmentNumber }
        : null,
    reason: row.reason,
    acknowledgedBy: row.acknowledgedBy,
    reversal,
    snapshots: {
      before: toSnapshot(row.hasBefore, row.beforeHash, row.beforeBytes),
      after: toSnapshot(row.hasAfter, row.afterHash, row.afterBytes),
    },
    may: rightsIn(row, depot, caller, {
      toAcknowledge: emergencies.some(({ acknowledgedBy }) => acknowledgedBy === null),
      reversal,
      asker,
    }),
  };
}

/** What the caller may do now (Q5): the buttons of the panel. The guards of each command judge anew. */
function rightsIn(
  { state, spot, adjustmentId, acknowledgedBy }: CountRow,
  { role }: CallerDepot,
  { accountant, admin, person }: Caller,
  {
    toAcknowledge,
    reversal,
    asker,
  }: { toAcknowledge: boolean; reversal: Count['reversal']; asker: number | undefined },
): Count['may'] {
  const manages = role === 'manager';
  const running = state === 'open' || state === 'closed';
  const spotWaits = spot === 1 && state === 'confirmed' && adjustmentId !== null && acknowledgedBy === null;
  return {
    type: role !== null && state === 'open',
    addItem: manages && state === 'open',
    lead: manages && running,
    close: manages && state === 'open',
    approve: (manages || accountant) && state === 'closed',
    confirm: manages && state === 'closed',
    cancel: (manages || admin) && running,
    acknowledge: manages && ((running && toAcknowledge) || spotWaits),
    askReversal: manages && state === 'confirmed' && reversal === null,
    approveReversal:
      (manages || accountant) && state === 'confirmed' && reversal !== null && asker !== person,
  };
}

function toSnapshot(has: 0 | 1, sha256: string | null, bytes: number | null): Count['snapshots']['before'] {
  return { state: has === 0 ? 'none' : sha256 === null ? 'pending' : 'stored', sha256, bytes };
}

/** A clerk's spot count that moved stock and that no manager has acknowledged yet (Q20). */
const WAITS = `(c.spot = 1 AND c.state = 'confirmed' AND c.adjustment IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM count_acknowledgements w WHERE w.count = c.sequence AND w.document = c.adjustment))`;

/** The counts of the depots that the caller may read, the latest first. */
export async function listCounts(
  db: D1Database,
  caller: Caller,
  filters: { depot?: string; state?: string; toAcknowledge?: string; kind?: string; year?: string },
  limit: number,
  after: (string | number)[] | null,
) {
  const { results } = await db
    .prepare(
      `${COUNTS} WHERE c.sequence < ?1 AND c.depot IN (SELECT value FROM json_each(?2))
         AND (?3 = '' OR d.code = ?3) AND (?4 = '' OR c.state = ?4)
         AND (?5 = '' OR c.kind = ?5) AND (?6 = '' OR substr(c.date, 1, 4) = ?6)
         ${filters.toAcknowledge === 'true' ? `AND ${WAITS}` : ''}
       ORDER BY c.sequence DESC LIMIT ?7`,
    )
    .bind(
      after ? Number(after[0]) : Number.MAX_SAFE_INTEGER,
      JSON.stringify(caller.depots.map(({ id }) => id)),
      filters.depot ?? '',
      filters.state ?? '',
      filters.kind ?? '',
      filters.year ?? '',
      limit,
    )
    .all<CountRow>();
  const last = results.at(-1);
  return {
    rows: results.map((row) => toCount([[row]], caller)),
    next: results.length === limit && last ? toCursor([last.sequence]) : null,
  };
}

/** The years of the counts that the caller may read, the latest first. */
export async function yearsOfCounts(db: D1Database, { depots }: Caller): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT substr(date, 1, 4) AS year FROM counts WHERE depot IN (SELECT value FROM json_each(?1))
       ORDER BY year DESC`,
    )
    .bind(JSON.stringify(depots.map(({ id }) => id)))
    .all<{ year: string }>();
  return results.map(({ year }) => year);
}

/**
 * A blind count shows no theoretical quantity while it is open, but to whoever may confirm it; nor does another count
 * of the same goods (Q22).
 */
export function hidesTheoretical(
  count: Pick<Count, 'blind' | 'state' | 'depot' | 'kind'>,
  caller: Caller,
): boolean {
  const depot = caller.depots.find(({ code }) => code === count.depot);
  const own =
    count.blind && (count.state === 'open' || count.state === 'closed') && depot?.role !== 'manager';
  return own || tellsOfHidden(caller.blind, { depot: depot?.id ?? 0, kind: count.kind });
}
