import type { FilterCriteriaSpec } from '../model/workbook.ts';
import { ConditionBuilder, conditionOf, setCondition, type When } from './condition-builder.ts';
import { BooleanCriteria } from './enums.ts';
import { exception } from './remote.ts';
import { expose, Service, whole } from './service.ts';

type G = GoogleAppsScript.Spreadsheet.FilterCriteria;
type GBuilder = GoogleAppsScript.Spreadsheet.FilterCriteriaBuilder;

const specs = new WeakMap<object, FilterCriteriaSpec>();

export function criteriaOf(criteria: G): FilterCriteriaSpec {
  const spec = specs.get(criteria);
  if (!spec) throw exception('Filter criteria must be built with SpreadsheetApp.newFilterCriteria().');
  return spec;
}

export class FilterCriteria
  extends Service
  implements
    Pick<G, 'copy' | 'getCriteriaType' | 'getCriteriaValues' | 'getHiddenValues' | 'getVisibleValues'>
{
  constructor(spec: FilterCriteriaSpec) {
    super();
    specs.set(this, spec);
  }
  copy(): GBuilder {
    return whole(new FilterCriteriaBuilder(specs.get(this)));
  }
  getCriteriaType(): GoogleAppsScript.Spreadsheet.BooleanCriteria {
    return BooleanCriteria[specs.get(this)?.condition?.type as 'CELL_EMPTY'];
  }
  getCriteriaValues(): unknown[] {
    return [...(specs.get(this)?.condition?.args ?? [])];
  }
  getHiddenValues(): string[] {
    return [...(specs.get(this)?.hiddenValues ?? [])];
  }
  getVisibleValues(): string[] {
    return [...(specs.get(this)?.visibleValues ?? [])];
  }
}
expose('FilterCriteria', FilterCriteria);

export class FilterCriteriaBuilder
  extends ConditionBuilder<GBuilder>
  implements Pick<GBuilder, When | 'build' | 'copy' | 'setHiddenValues' | 'setVisibleValues'>
{
  #hidden: string[] | undefined;
  #visible: string[] | undefined;
  constructor(from: FilterCriteriaSpec = {}) {
    super();
    this.#hidden = from.hiddenValues;
    this.#visible = from.visibleValues;
    setCondition(this, from.condition);
  }
  setHiddenValues(values: string[]): GBuilder {
    this.#hidden = values.map(String);
    return whole(this);
  }
  setVisibleValues(values: string[]): GBuilder {
    this.#visible = values.map(String);
    return whole(this);
  }
  copy(): GBuilder {
    return whole(new FilterCriteriaBuilder(this.#spec()));
  }
  build(): G {
    return whole(new FilterCriteria(this.#spec()));
  }
  #spec(): FilterCriteriaSpec {
    return { hiddenValues: this.#hidden, visibleValues: this.#visible, condition: conditionOf(this) };
  }
}
expose('FilterCriteriaBuilder', ConditionBuilder, FilterCriteriaBuilder);
