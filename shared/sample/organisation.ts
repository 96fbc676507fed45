/**
 * The sample organisation: an invented hospital with real generic medicines. The same every time but for
 * the dates of expiry, which lie around the day it is asked for.
 */
import type {
  BinInput,
  DepotInput,
  ItemInput,
  PatientInput,
  ServiceInput,
  Settings,
  SupplierInput,
} from '../contract/catalogue.ts';
import type { InvoiceRow, OpeningRow } from '../contract/imports.ts';
import type { PersonInput } from '../contract/people.ts';
import { sampleItems } from './items.ts';
import { openingRows } from './opening.ts';
import { sampleInvoices, samplePatients } from './patients.ts';
import { samplePeople } from './people.ts';
import { sampleBins, sampleDepots, sampleServices, sampleSettings, sampleSuppliers } from './places.ts';

export { samplePeople } from './people.ts';

/** What `PUT /v1/settings` and `/v1/people` and the imports take, kind by kind, in the order of loading. */
export interface SampleOrganisation {
  settings: Omit<Settings, 'version'>;
  suppliers: SupplierInput[];
  services: ServiceInput[];
  patients: PatientInput[];
  depots: DepotInput[];
  bins: BinInput[];
  items: ItemInput[];
  people: PersonInput[];
  opening: OpeningRow[];
  invoices: InvoiceRow[];
}

/** `today` is a civil date: some lots expired before it, some expire within 30, 60 and 90 days of it. */
export function sampleOrganisation(today: string): SampleOrganisation {
  const opening = openingRows(today);
  return {
    settings: sampleSettings,
    suppliers: sampleSuppliers,
    services: sampleServices,
    patients: samplePatients,
    depots: sampleDepots,
    bins: sampleBins,
    items: sampleItems.map(({ item }) => item),
    people: samplePeople,
    opening,
    invoices: sampleInvoices(opening),
  };
}
