import type { Metadata } from '../model/workbook.ts';
import { DeveloperMetadataLocationType, DeveloperMetadataVisibility, enumName } from './enums.ts';
import { exception, model } from './remote.ts';
import { expose, Service, whole } from './service.ts';
import { Sheet } from './sheet.ts';
import { Spreadsheet } from './spreadsheet.ts';

type G = GoogleAppsScript.Spreadsheet.DeveloperMetadata;
type GFinder = GoogleAppsScript.Spreadsheet.DeveloperMetadataFinder;
type GLocation = GoogleAppsScript.Spreadsheet.DeveloperMetadataLocation;
type GVisibility = GoogleAppsScript.Spreadsheet.DeveloperMetadataVisibility;

const isVisibility = (value: unknown): boolean =>
  Object.values(DeveloperMetadataVisibility).includes(value as GVisibility);

/** (key), (key, value), (key, visibility) or (key, value, visibility), as Google overloads it. */
export function addMetadata(
  tabId: number | undefined,
  key: string,
  value?: unknown,
  visibility?: unknown,
): void {
  const chosen = isVisibility(value) ? value : visibility;
  const text = value === undefined || isVisibility(value) ? null : String(value);
  if (!key || key.length + (text?.length ?? 0) > 30_000) throw exception('Invalid developer metadata.');
  model.addMetadata({
    key: String(key),
    value: text,
    visibility: chosen ? (enumName(chosen) as Metadata['visibility']) : 'DOCUMENT',
    ...(tabId === undefined ? {} : { tabId }),
  });
}

export const metadataAt = (tabId: number | null): G[] =>
  model.metadataAt(tabId).map(({ id }) => whole(new DeveloperMetadata(id)));

class DeveloperMetadataLocation
  extends Service
  implements Pick<GLocation, 'getLocationType' | 'getSheet' | 'getSpreadsheet'>
{
  readonly #tabId: number | undefined;
  constructor(tabId: number | undefined) {
    super();
    this.#tabId = tabId;
  }
  getLocationType(): GoogleAppsScript.Spreadsheet.DeveloperMetadataLocationType {
    return this.#tabId === undefined
      ? DeveloperMetadataLocationType.SPREADSHEET
      : DeveloperMetadataLocationType.SHEET;
  }
  getSheet(): GoogleAppsScript.Spreadsheet.Sheet | null {
    return this.#tabId === undefined ? null : whole(new Sheet(this.#tabId));
  }
  getSpreadsheet(): GoogleAppsScript.Spreadsheet.Spreadsheet | null {
    return this.#tabId === undefined ? whole(new Spreadsheet()) : null;
  }
}
expose('DeveloperMetadataLocation', DeveloperMetadataLocation);

class DeveloperMetadata
  extends Service
  implements
    Pick<
      G,
      'getId' | 'getKey' | 'getLocation' | 'getValue' | 'getVisibility' | 'remove' | 'setKey' | 'setValue'
    >
{
  readonly #id: number;
  constructor(id: number) {
    super();
    this.#id = id;
  }
  getId(): number {
    return this.#id;
  }
  getKey(): string {
    return model.metadata(this.#id).key;
  }
  getValue(): string | null {
    return model.metadata(this.#id).value;
  }
  getVisibility(): GVisibility {
    return DeveloperMetadataVisibility[model.metadata(this.#id).visibility];
  }
  getLocation(): GLocation {
    return whole(new DeveloperMetadataLocation(model.metadata(this.#id).tabId));
  }
  setKey(key: string): G {
    model.changeMetadata(this.#id, { key: String(key) });
    return whole(this);
  }
  setValue(value: string): G {
    model.changeMetadata(this.#id, { value: String(value) });
    return whole(this);
  }
  remove(): void {
    model.removeMetadata(this.#id);
  }
}
expose('DeveloperMetadata', DeveloperMetadata);

/** Looks in one tab, or (null) in the spreadsheet and all its tabs. */
export class DeveloperMetadataFinder
  extends Service
  implements
    Pick<GFinder, 'find' | 'withId' | 'withKey' | 'withLocationType' | 'withValue' | 'withVisibility'>
{
  readonly #tabId: number | null;
  #wanted: ((entry: Metadata) => boolean)[] = [];
  constructor(tabId: number | null) {
    super();
    this.#tabId = tabId;
  }
  #with(wanted: (entry: Metadata) => boolean): GFinder {
    this.#wanted.push(wanted);
    return whole(this);
  }
  withId(id: number): GFinder {
    return this.#with((entry) => entry.id === id);
  }
  withKey(key: string): GFinder {
    return this.#with((entry) => entry.key === key);
  }
  withValue(value: string): GFinder {
    return this.#with((entry) => entry.value === String(value));
  }
  withVisibility(visibility: GVisibility): GFinder {
    return this.#with((entry) => entry.visibility === enumName(visibility));
  }
  withLocationType(type: GoogleAppsScript.Spreadsheet.DeveloperMetadataLocationType): GFinder {
    const name = enumName(type);
    return this.#with((entry) => name === (entry.tabId === undefined ? 'SPREADSHEET' : 'SHEET'));
  }
  find(): G[] {
    return model
      .metadataIn(this.#tabId)
      .filter((entry) => this.#wanted.every((wanted) => wanted(entry)))
      .map(({ id }) => whole(new DeveloperMetadata(id)));
  }
}
expose('DeveloperMetadataFinder', DeveloperMetadataFinder);
