/** Who can sit at the local spreadsheet. */
import type { Person } from '../../shared/contract/people.ts';
import { spoken } from '../../shared/local/spoken.ts';
import { samplePeople } from '../../shared/sample/organisation.ts';
import type { Api } from './api.ts';
import type { Person as SheetPerson } from './server/wire.ts';

/** The administrator whom a local Worker lets in before anybody is registered. */
export const LOCAL_ADMIN = samplePeople.find(({ admin }) => admin)!.email;

/** The people of the organisation, first a manager: whoever opens the page without choosing can do all. */
export async function sheetPeople(api: Api): Promise<SheetPerson[]> {
  const { rows } = await api.call<{ rows: Person[] }>(LOCAL_ADMIN, 'GET', '/v1/people?limit=1000');
  const rank = (person: Person) => ['roleManager', 'roleClerk', 'roleAdmin'].indexOf(roleOf(person)) >>> 0;
  return rows
    .filter(({ active }) => active)
    .sort((one, other) => rank(one) - rank(other))
    .map((person) => ({ email: person.email, name: person.name, role: spoken(roleOf(person)) }));
}

function roleOf({ rights, admin, accountant }: Person) {
  if (rights.some(({ role }) => role === 'manager')) return 'roleManager';
  if (rights.length > 0) return 'roleClerk';
  if (accountant && !admin) return 'roleAccountant';
  return 'roleAdmin';
}
