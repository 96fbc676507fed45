/** What can be chosen, searched as one types. */
import type {
  Bin,
  Depot,
  InvoiceHead,
  InvoiceQuery,
  Item,
  Lot,
  Patient,
  Service,
  Supplier,
} from '../../../shared/contract/catalogue.ts';
import type { Answer } from '../calls.ts';

export interface CatalogueCalls {
  /** By code, by label or by one of its codes (GTIN, own barcode). */
  searchItems(email: string, q: string): Answer<{ rows: Item[] }>;
  searchPatients(email: string, q: string): Answer<{ rows: Patient[] }>;
  searchServices(email: string, q: string): Answer<{ rows: Service[] }>;
  searchSuppliers(email: string, q: string): Answer<{ rows: Supplier[] }>;
  listDepots(email: string): Answer<{ rows: Depot[] }>;
  /** The latest of a patient, or those whose number begins so, with how much of each is still to deliver (S18). */
  findInvoices(email: string, asked: InvoiceQuery): Answer<{ invoices: InvoiceHead[] }>;
  /** A reference that was not known yet, after one question (Q7). */
  createPatient(email: string, key: string, reference: string): Answer<{ patient: Patient }>;
  listBins(email: string, depot: string): Answer<{ rows: Bin[] }>;
  /** A lot of that item, as the catalogue knows it; null where it is new. */
  findLot(email: string, item: string, lot: string): Answer<{ lot: Lot | null }>;
}
