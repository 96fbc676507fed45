/** Puts an organisation into an empty Worker, through the API as its administrator would. */
import { createHash, randomUUID } from 'node:crypto';
import type { Settings } from '../../shared/contract/catalogue.ts';
import type { ImportWhat } from '../../shared/contract/imports.ts';
import type { Me, Person, PersonInput } from '../../shared/contract/people.ts';
import { placesIn, readJson, writeJson } from '../../shared/local/dataFolder.ts';
import { type SampleOrganisation, sampleOrganisation } from '../../shared/sample/organisation.ts';
import type { Api } from './api.ts';
import { LOCAL_ADMIN } from './people.ts';

interface Loading {
  id: string;
  today: string;
  done: boolean;
}

/** Each kind after those it names. */
export const IMPORT_ORDER = [
  'suppliers',
  'services',
  'patients',
  'depots',
  'bins',
  'items',
  'opening',
  'invoices',
] as const;

/**
 * Loads settings, catalogue, opening stock and people, as far as they are given. May be repeated with the
 * same `loading` after it was interrupted: each import keeps an id of its own, so nothing is posted twice.
 */
export async function loadOrganisation(
  api: Api,
  organisation: Partial<SampleOrganisation>,
  loading: string,
): Promise<void> {
  if (organisation.settings) {
    const { version } = await api.call<Settings>(LOCAL_ADMIN, 'GET', '/v1/settings');
    await api.call(LOCAL_ADMIN, 'PUT', '/v1/settings', { ...organisation.settings, version });
  }
  for (const what of IMPORT_ORDER) {
    const rows = organisation[what] ?? [];
    if (rows.length > 0)
      await api.call(LOCAL_ADMIN, 'POST', `/v1/imports/${what}`, { rows }, idOf(loading, what));
  }
  await loadPeople(api, organisation.people ?? []);
}

async function loadPeople(api: Api, people: PersonInput[]): Promise<void> {
  const { rows } = await api.call<{ rows: Person[] }>(LOCAL_ADMIN, 'GET', '/v1/people?limit=1000');
  const versions = new Map(rows.map(({ email, version }) => [email, version]));
  for (const person of people) {
    await api.call(LOCAL_ADMIN, 'PUT', '/v1/people', { ...person, version: versions.get(person.email) ?? 0 });
  }
}

/**
 * Loads the sample organisation where the books are empty, or where its loading was interrupted: the
 * folder remembers the day it began, for the sample's lots expire around that day.
 */
export async function fillIfEmpty(api: Api, dataFolder: string, onLoading: () => void): Promise<void> {
  const { sample: marker } = placesIn(dataFolder);
  const begun = await readJson<Loading>(marker);
  if (begun?.done || (!begun && !(await isEmpty(api)))) return;
  onLoading();
  const { today } = await api.call<Me>(LOCAL_ADMIN, 'GET', '/v1/me');
  const loading = begun ?? { id: randomUUID(), today, done: false };
  await writeJson(marker, loading);
  await loadOrganisation(api, sampleOrganisation(loading.today), loading.id);
  await writeJson(marker, { ...loading, done: true });
}

async function isEmpty(api: Api): Promise<boolean> {
  const { rows } = await api.call<{ rows: unknown[] }>(LOCAL_ADMIN, 'GET', '/v1/depots?limit=1');
  return rows.length === 0;
}

/** A UUID (version 8: its bits are ours) that is the same for the same loading and kind. */
function idOf(loading: string, what: ImportWhat): string {
  const hex = createHash('sha256').update(`${loading} ${what}`).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}
