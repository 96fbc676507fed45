import { criteriaOf, FilterCriteria } from './filter-criteria.ts';
import { Range } from './range.ts';
import { model } from './remote.ts';
import { expose, Service, whole } from './service.ts';

type G = GoogleAppsScript.Spreadsheet.Filter;
type GCriteria = GoogleAppsScript.Spreadsheet.FilterCriteria;

/** A tab's one filter. */
export class Filter
  extends Service
  implements
    Pick<
      G,
      | 'getColumnFilterCriteria'
      | 'getRange'
      | 'remove'
      | 'removeColumnFilterCriteria'
      | 'setColumnFilterCriteria'
      | 'sort'
    >
{
  readonly #tabId: number;
  constructor(tabId: number) {
    super();
    this.#tabId = tabId;
  }
  getRange(): GoogleAppsScript.Spreadsheet.Range {
    return whole(new Range(this.#tabId, model.filterArea(this.#tabId)!));
  }
  getColumnFilterCriteria(column: number): GCriteria | null {
    const spec = model.filterCriteria(this.#tabId, column);
    return spec ? whole(new FilterCriteria(spec)) : null;
  }
  setColumnFilterCriteria(column: number, criteria: GCriteria | null): G {
    model.setFilterCriteria(this.#tabId, column, criteria === null ? null : criteriaOf(criteria));
    return whole(this);
  }
  removeColumnFilterCriteria(column: number): G {
    model.setFilterCriteria(this.#tabId, column, null);
    return whole(this);
  }
  sort(column: number, ascending: boolean): G {
    const area = model.filterArea(this.#tabId)!;
    const below = { ...area, row: area.row + 1, rows: area.rows - 1 };
    if (below.rows > 0) model.sort(this.#tabId, below, [{ column, ascending }]);
    return whole(this);
  }
  remove(): void {
    model.removeFilter(this.#tabId);
  }
}
expose('Filter', Filter);
