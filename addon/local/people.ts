/** Who can sit at the local spreadsheet. */
import type { Person, PersonInput } from '../../shared/contract/people.ts';
import { placesIn, readJson, runningOn } from '../../shared/local/dataFolder.ts';
import { spoken } from '../../shared/local/spoken.ts';
import { samplePeople } from '../../shared/sample/organisation.ts';
import { type Api, apiAt } from './api.ts';
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

export interface KnownPeople {
  people: SheetPerson[];
  /** Whether a running Worker was asked; otherwise they are those of the sample, where it was loaded. */
  fromWorker: boolean;
}

/** Whose token the Worker on this folder would take. */
export async function knownPeople(
  dataFolder: string,
  signToken: (email: string) => Promise<string>,
): Promise<KnownPeople> {
  const url = (await runningOn(dataFolder))?.workerUrl;
  if (url) return { people: await sheetPeople(apiAt(url, signToken)), fromWorker: true };
  const sample = await readJson(placesIn(dataFolder).sample);
  const people = samplePeople.filter(({ email }) => sample || email === LOCAL_ADMIN);
  return {
    people: people.map((person) => ({ ...person, role: spoken(roleOf(person)) })),
    fromWorker: false,
  };
}

function roleOf({ rights = [], admin = false, accountant = false }: PersonInput) {
  if (rights.some(({ role }) => role === 'manager')) return 'roleManager';
  if (rights.length > 0) return 'roleClerk';
  if (accountant && !admin) return 'roleAccountant';
  return 'roleAdmin';
}
