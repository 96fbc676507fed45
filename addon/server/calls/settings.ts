/** What the catalogue and settings panel asks for, the import of one's own spreadsheet included. */
import type {
  Bin,
  Depot,
  Item,
  Patient,
  Service,
  Settings,
  Supplier,
} from '../../../shared/contract/catalogue.ts';
import type {
  ImportRequest,
  ImportResult,
  ImportWhat,
  StockCheck,
} from '../../../shared/contract/imports.ts';
import type { Person } from '../../../shared/contract/people.ts';
import type { Answer } from '../calls.ts';
import type { ReportQuery } from './stock.ts';

/** Each kind of row of the catalogue, as the service gives and takes it. */
export interface CatalogueRows {
  items: Item;
  suppliers: Supplier;
  bins: Bin;
  services: Service;
  patients: Patient;
  depots: Depot;
  people: Person;
}
export type CatalogueKind = keyof CatalogueRows;
export type CatalogueRow = CatalogueRows[CatalogueKind];

/** A tab of this spreadsheet, one of ours or not. */
export interface OwnTab {
  id: number;
  name: string;
}

/**
 * A cell of somebody's own sheet: as it is shown, and where a number or a date stands behind that, what stands
 * behind it too: the number, or the date as `YYYY-MM-DD`.
 */
export type OwnCell = string | [shown: string, held: number | string];

/** Rows of one's own sheet with their numbers in it, and the headings of its columns by their fields. */
export type OwnSheetRows = Required<Pick<ImportRequest, 'rows' | 'lines' | 'headings'>> &
  Pick<ImportRequest, 'acceptCost'>;

export interface SettingsCalls {
  listCatalogue(
    email: string,
    kind: CatalogueKind,
    query: ReportQuery,
    cursor: string | null,
  ): Answer<{ rows: CatalogueRow[]; next: string | null }>;
  /** Creates (version 0) or changes (the version read); another version answers `CHANGED`. */
  putCatalogue(email: string, key: string, kind: CatalogueKind, row: object): Answer<{ row: CatalogueRow }>;
  readSettings(email: string): Answer<{ settings: Settings }>;
  putSettings(email: string, key: string, settings: Settings): Answer<{ settings: Settings }>;
  listOwnTabs(email: string): Answer<{ tabs: OwnTab[]; active: number }>;
  /** All that stands in the tab; at most so many rows as one import takes. */
  readOwnTab(email: string, id: number): Answer<{ cells: OwnCell[][] }>;
  /** What the import of such rows would change and create, or every fault it would refuse; nothing is written. */
  checkStock(email: string, sheet: OwnSheetRows): Answer<{ check: StockCheck }>;
  importStock(email: string, key: string, sheet: OwnSheetRows): Answer<{ result: ImportResult }>;
  /** A CSV file's text, as the service reads it: the whole file or nothing. */
  importFile(email: string, key: string, what: ImportWhat, csv: string): Answer<{ result: ImportResult }>;
}
