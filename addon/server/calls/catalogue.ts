/** What can be chosen, searched as one types. */
import type { Bin, Depot, Item, Patient, Service, Supplier } from '../../../shared/contract/catalogue.ts';
import type { Answer } from '../calls.ts';

export interface CatalogueCalls {
  /** By code, by label or by one of its codes (GTIN, own barcode). */
  searchItems(email: string, q: string): Answer<{ rows: Item[] }>;
  searchPatients(email: string, q: string): Answer<{ rows: Patient[] }>;
  searchServices(email: string, q: string): Answer<{ rows: Service[] }>;
  searchSuppliers(email: string, q: string): Answer<{ rows: Supplier[] }>;
  listDepots(email: string): Answer<{ rows: Depot[] }>;
  listBins(email: string, depot: string): Answer<{ rows: Bin[] }>;
}
