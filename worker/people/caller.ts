import { civilDateIn } from '../../shared/domain/dates.ts';
import type { DocumentType } from '../../shared/domain/documentTypes.ts';
import type { ErrorCode } from '../../shared/domain/errors.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import type { BlindCount } from '../counts/blind.ts';
import { withRetry } from '../db/retry.ts';
import { Refusal } from '../http/problem.ts';
import type { Identity } from './identity.ts';

export interface CallerDepot {
  id: number;
  code: string;
  name: string;
  /** null where the caller has no role here; an accountant reads it all the same. */
  role: 'clerk' | 'manager' | null;
  emergencyExit: boolean;
  types: DocumentType[];
  /** Codes of the depots it may send to; null: all. */
  destinations: string[] | null;
  invoiceRequired: boolean;
  knownPatientsOnly: boolean;
  countsWholeDepot: boolean;
}

export interface Organisation {
  name: string;
  currency: string;
  currencyDecimals: number;
  timeZone: string;
  language: 'fr' | 'en';
  lots: boolean;
  stockManaged: boolean;
  serials: boolean;
  clerkDaysBack: number;
  closedThrough: string | null;
}

/** Who calls, and all that one request needs to know of rights: the one read before a batch. */
export interface Caller {
  person: number;
  email: string;
  name: string;
  admin: boolean;
  accountant: boolean;
  depots: CallerDepot[];
  organisation: Organisation;
  /** The key of the digests by which what a command says of patients enters its hash (Q7). */
  personalKey: string;
  /** Running blind counts that the caller may not confirm: no call tells him a quantity of their lines (Q22). */
  blind: BlindCount[];
  /** The civil date in the organisation's time zone, by the Worker's clock. */
  today: string;
  /** The instant of the request, UTC. */
  now: string;
}

const CALLER = `
  SELECT p.id AS person, p.email, p.name, p.admin, p.accountant, p.active, p.sub,
    (SELECT json_object('name', name, 'currency', currency, 'currencyDecimals', currency_decimals,
        'timeZone', time_zone, 'language', language, 'lots', lots, 'stockManaged', stock_managed,
        'serials', serials, 'clerkDaysBack', clerk_days_back, 'closedThrough', closed_through)
      FROM settings) AS organisation,
    (SELECT key FROM personal_key) AS personalKey,
    (SELECT json_group_array(json_object('sequence', c.sequence, 'depot', c.depot, 'kind', c.kind)) FROM counts c
      WHERE c.blind = 1 AND c.state IN ('open', 'closed') AND NOT EXISTS (
        SELECT 1 FROM rights m WHERE m.person = p.id AND m.depot = c.depot AND m.role = 'manager')) AS blind,
    (SELECT json_group_array(json_object('id', d.id, 'code', d.code, 'name', d.name,
        'role', r.role, 'emergencyExit', coalesce(r.emergency_exit, 0),
        'countsWholeDepot', d.counts_whole_depot, 'invoiceRequired', d.invoice_required,
        'knownPatientsOnly', d.known_patients_only,
        'types', json((SELECT json_group_array(type) FROM depot_types WHERE depot = d.id)),
        'destinations', CASE d.limits_destinations WHEN 1 THEN json((
          SELECT json_group_array(t.code) FROM depot_destinations x JOIN depots t ON t.id = x.destination
          WHERE x.depot = d.id)) END) ORDER BY d.code_key)
      FROM depots d LEFT JOIN rights r ON r.depot = d.id AND r.person = p.id
      WHERE d.active = 1 AND (r.role IS NOT NULL OR p.admin = 1 OR p.accountant = 1)) AS depots
  FROM people p`;
const BY_ADDRESS = `${CALLER} WHERE p.email_key = ?1`;
const BY_ROW = `${CALLER} WHERE p.id = ?1 AND p.active = 1`;

/** Binds the account at its first sign-in, and lets in the administrator that the deployment names. */
const SIGN_IN = `
  INSERT INTO people (email, email_key, sub, name, admin) SELECT ?1, ?2, ?3, ?1, 1 WHERE ?4
  ON CONFLICT (email_key) DO NOTHING`;
const BIND = 'UPDATE people SET sub = ?2 WHERE email_key = ?1 AND sub IS NULL';

/**
 * Reads the caller. Refuses `PERSON_UNKNOWN` for whoever is not registered or deactivated, and for
 * another account that bears the same address.
 */
export async function readCaller(db: D1Database, identity: Identity, adminEmail = ''): Promise<Caller> {
  const key = foldKey(identity.email);
  const read = () => withRetry(() => db.prepare(BY_ADDRESS).bind(key).first<Record<string, unknown>>());
  const firstAdmin = key !== '' && key === foldKey(adminEmail);
  let row = await read();
  if (row ? row.sub === null : firstAdmin) {
    const signIn = [
      db.prepare(SIGN_IN).bind(identity.email, key, identity.sub, Number(firstAdmin)),
      db.prepare(BIND).bind(key, identity.sub),
    ];
    await withRetry(() => db.batch(signIn));
    row = await read();
  }
  if (!row || row.active !== 1 || row.sub !== identity.sub) {
    throw new Refusal('PERSON_UNKNOWN', { email: identity.email });
  }
  return toCaller(row);
}

/** Whoever a signed link was made for, as his rights are now; null where he is deactivated or erased. */
export async function readLinkHolder(db: D1Database, person: number): Promise<Caller | null> {
  const row = await withRetry(() => db.prepare(BY_ROW).bind(person).first<Record<string, unknown>>());
  return row && toCaller(row);
}

function toCaller(row: Record<string, unknown>): Caller {
  const organisation = JSON.parse(String(row.organisation));
  for (const flag of ['lots', 'stockManaged', 'serials']) organisation[flag] = organisation[flag] === 1;
  const now = new Date();
  return {
    person: Number(row.person),
    email: String(row.email),
    name: String(row.name),
    admin: row.admin === 1,
    accountant: row.accountant === 1,
    depots: JSON.parse(String(row.depots)).map((depot: Record<string, unknown>) => ({
      ...depot,
      emergencyExit: depot.emergencyExit === 1,
      countsWholeDepot: depot.countsWholeDepot === 1,
      invoiceRequired: depot.invoiceRequired === 1,
      knownPatientsOnly: depot.knownPatientsOnly === 1,
    })),
    organisation,
    personalKey: String(row.personalKey),
    blind: JSON.parse(String(row.blind)),
    today: civilDateIn(organisation.timeZone, now),
    now: now.toISOString(),
  };
}

/** The caller's depot of that code with a role in it; what one may not see does not exist. */
export function depotWithRole(
  caller: Caller,
  code: string,
  role?: 'manager',
  refusal: ErrorCode = 'DEPOT_UNKNOWN',
) {
  const depot = visibleDepot(caller, code);
  if (!depot) throw new Refusal(refusal, { depot: code });
  if (depot.role === null || (role === 'manager' && depot.role !== 'manager')) throw new Refusal('FORBIDDEN');
  return depot;
}

/** The depot of that code if the caller may read it. */
export function visibleDepot(caller: Caller, code: string): CallerDepot | undefined {
  const key = foldKey(code);
  return caller.depots.find((depot) => foldKey(depot.code) === key);
}

/** The depots a question is about: the one of that code, or all that the caller may read. */
export function visibleDepots(caller: Caller, code: string | undefined): CallerDepot[] {
  if (code === undefined) return caller.depots;
  const depot = visibleDepot(caller, code);
  return depot ? [depot] : [];
}

/** Whoever was given nothing, or nothing any more, may know who he is and see nothing else. */
export function requireGiven({ admin, accountant, depots }: Caller): void {
  if (!admin && !accountant && depots.length === 0) throw new Refusal('NOT_FOUND');
}

export function requireAdmin(caller: Caller): void {
  if (!caller.admin) throw new Refusal('FORBIDDEN');
}
