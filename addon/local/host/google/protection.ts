import type { ProtectedArea } from '../model/workbook.ts';
import { ProtectionType } from './enums.ts';
import { placeOf } from './place.ts';
import { Range } from './range.ts';
import { model } from './remote.ts';
import { expose, Service, whole } from './service.ts';
import { User } from './user.ts';

type G = GoogleAppsScript.Spreadsheet.Protection;
type GRange = GoogleAppsScript.Spreadsheet.Range;
type Who = string | GoogleAppsScript.Base.User;

const emailOf = (who: Who): string => (typeof who === 'string' ? who : who.getEmail());

export class Protection
  extends Service
  implements
    Pick<
      G,
      | 'addEditor'
      | 'addEditors'
      | 'canDomainEdit'
      | 'canEdit'
      | 'getDescription'
      | 'getEditors'
      | 'getProtectionType'
      | 'getRange'
      | 'getUnprotectedRanges'
      | 'isWarningOnly'
      | 'remove'
      | 'removeEditor'
      | 'removeEditors'
      | 'setDescription'
      | 'setDomainEdit'
      | 'setRange'
      | 'setUnprotectedRanges'
      | 'setWarningOnly'
    >
{
  readonly #tabId: number;
  readonly #id: number;
  constructor(tabId: number, id: number) {
    super();
    this.#tabId = tabId;
    this.#id = id;
  }
  #read() {
    return model.protection(this.#tabId, this.#id);
  }
  #change(
    change: Partial<Pick<ProtectedArea, 'description' | 'warningOnly' | 'unprotected' | 'editors' | 'area'>>,
  ): G {
    model.changeProtection(this.#tabId, this.#id, change);
    return whole(this);
  }
  canEdit(): boolean {
    return this.#read().mayEdit;
  }
  canDomainEdit(): boolean {
    return false;
  }
  /** There is no domain here; kept because scripts call it before they name editors. */
  setDomainEdit(_editable: boolean): G {
    return whole(this);
  }
  getDescription(): string {
    return this.#read().description;
  }
  setDescription(description: string): G {
    return this.#change({ description: String(description) });
  }
  isWarningOnly(): boolean {
    return this.#read().warningOnly;
  }
  setWarningOnly(warningOnly: boolean): G {
    return this.#change({ warningOnly });
  }
  getProtectionType(): GoogleAppsScript.Spreadsheet.ProtectionType {
    return ProtectionType[this.#read().kind];
  }
  getRange(): GRange {
    return whole(new Range(this.#tabId, this.#read().area));
  }
  setRange(range: GRange): G {
    return this.#change({ area: placeOf(range).area });
  }
  getUnprotectedRanges(): GRange[] {
    return this.#read().unprotected.map((area) => whole(new Range(this.#tabId, area)));
  }
  setUnprotectedRanges(ranges: GRange[]): G {
    return this.#change({ unprotected: ranges.map((range) => placeOf(range).area) });
  }
  getEditors(): GoogleAppsScript.Base.User[] {
    return this.#read().editors.map((email) => whole(new User(email)));
  }
  addEditor(who: Who): G {
    return this.#change({ editors: [...this.#read().editors, emailOf(who)] });
  }
  addEditors(emails: string[]): G {
    return this.#change({ editors: [...this.#read().editors, ...emails] });
  }
  removeEditor(who: Who): G {
    return this.removeEditors([emailOf(who)]);
  }
  removeEditors(people: Who[]): G {
    const gone = people.map(emailOf);
    return this.#change({ editors: this.#read().editors.filter((email) => !gone.includes(email)) });
  }
  remove(): void {
    model.removeProtection(this.#tabId, this.#id);
  }
}
expose('Protection', Protection);
