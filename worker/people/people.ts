import type { PersonInput } from '../../shared/contract/people.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { hasWords, type ListOf, yes } from '../catalogue/list.ts';
import { flag, type Resource, text } from '../catalogue/resource.ts';
import { foldedText } from '../db/fold.ts';
import { withRetry } from '../db/retry.ts';

const UNKNOWN_DEPOT = `(SELECT l.value ->> 'depot' FROM json_each(w.given, '$.rights') l
  WHERE NOT EXISTS (SELECT 1 FROM depots d WHERE d.code_key = l.value ->> 'key') LIMIT 1)`;

/** Who may sign in, and with which rights; nobody is deleted, for documents bear their name. */
export const PEOPLE: Resource = {
  table: 'people',
  join: `LEFT JOIN people o ON o.email_key = r.value ->> 'key'`,
  identity: { email: `w.given ->> 'email'`, email_key: `w.given ->> 'key'` },
  fields: [
    text('name'),
    flag('admin', 'admin', 0),
    flag('accountant', 'accountant', 0),
    flag('active', 'active', 1),
  ],
  lists: [
    {
      given: 'rights',
      table: 'rights',
      owner: 'person',
      columns: ['depot', 'role', 'emergency_exit'],
      values: [
        `(SELECT id FROM depots WHERE code_key = l.value ->> 'key')`,
        `l.value ->> 'role'`,
        `l.value ->> 'emergencyExit'`,
      ],
    },
  ],
  rules: [
    {
      code: 'DEPOT_UNKNOWN',
      refuses: `${UNKNOWN_DEPOT} IS NOT NULL`,
      figures: `'depot', ${UNKNOWN_DEPOT}`,
    },
    {
      // Else nobody could let anybody in again.
      code: 'IN_USE',
      refuses: `w.old_admin = 1 AND w.old_active = 1 AND (w.admin = 0 OR w.active = 0)
        AND NOT EXISTS (SELECT 1 FROM people p WHERE p.admin = 1 AND p.active = 1 AND p.id <> w.id)`,
      figures: `'what', w.given ->> 'email', 'why', 'lastAdmin'`,
    },
  ],
};

export const PEOPLE_LIST: ListOf = {
  row: `json_object('email', p.email, 'name', p.name, 'admin', ${yes('p.admin')}, 'accountant', ${yes('p.accountant')},
    'active', ${yes('p.active')}, 'rights', json((SELECT json_group_array(json_object('depot', d.code, 'role', r.role,
      'emergencyExit', ${yes('r.emergency_exit')}) ORDER BY d.code_key)
      FROM rights r JOIN depots d ON d.id = r.depot WHERE r.person = p.id)), 'version', p.version)`,
  from: 'people p',
  keys: ['p.email_key'],
};

/** SQL: whose name and address hold each of the words, without accents and case as everywhere else. */
export const NAMED = `p.id IN (
  WITH folded AS MATERIALIZED (SELECT id, ${foldedText(`name || ' ' || email`)} AS search FROM people)
  SELECT id FROM folded WHERE ${hasWords('search')})`;

/** A person as the statements read it. */
export function toPerson({ email, name, admin, accountant, active, rights }: PersonInput) {
  return {
    email: email.trim(),
    key: foldKey(email),
    name,
    admin,
    accountant,
    active,
    rights: rights?.map(({ depot, role, emergencyExit }) => ({
      key: foldKey(depot),
      depot,
      role,
      emergencyExit: emergencyExit ?? false,
    })),
  };
}

/** Some of those whom everybody may ask: who grants rights and turns switches. */
export async function namesOfAdministrators(db: D1Database): Promise<string[]> {
  const named = 'SELECT name FROM people WHERE admin = 1 AND active = 1 ORDER BY name LIMIT 5';
  const { results } = await withRetry(() => db.prepare(named).all<{ name: string }>());
  return results.map(({ name }) => name);
}
