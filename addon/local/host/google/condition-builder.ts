import type { Condition } from '../model/conditions.ts';
import { BooleanCriteria } from './enums.ts';
import { Service, whole } from './service.ts';

const conditions = new WeakMap<object, Condition>();

export const conditionOf = (builder: object): Condition | undefined => conditions.get(builder);

export function setCondition(builder: object, condition: Condition | undefined): void {
  if (condition) conditions.set(builder, condition);
}

/** The `when…` half that filters and conditional formats share; `B` is Google's type of the builder. */
export class ConditionBuilder<B> extends Service {
  #when(type: string, ...args: (string | number)[]): B {
    conditions.set(this, { type, args });
    return whole(this);
  }
  getCriteriaType(): GoogleAppsScript.Spreadsheet.BooleanCriteria {
    return BooleanCriteria[conditions.get(this)?.type as 'CELL_EMPTY'];
  }
  getCriteriaValues(): unknown[] {
    return [...(conditions.get(this)?.args ?? [])];
  }
  whenCellEmpty(): B {
    return this.#when('CELL_EMPTY');
  }
  whenCellNotEmpty(): B {
    return this.#when('CELL_NOT_EMPTY');
  }
  whenTextEqualTo(text: string): B {
    return this.#when('TEXT_EQUAL_TO', text);
  }
  whenTextContains(text: string): B {
    return this.#when('TEXT_CONTAINS', text);
  }
  whenTextDoesNotContain(text: string): B {
    return this.#when('TEXT_DOES_NOT_CONTAIN', text);
  }
  whenTextStartsWith(text: string): B {
    return this.#when('TEXT_STARTS_WITH', text);
  }
  whenTextEndsWith(text: string): B {
    return this.#when('TEXT_ENDS_WITH', text);
  }
  whenNumberEqualTo(number: number): B {
    return this.#when('NUMBER_EQUAL_TO', number);
  }
  whenNumberNotEqualTo(number: number): B {
    return this.#when('NUMBER_NOT_EQUAL_TO', number);
  }
  whenNumberGreaterThan(number: number): B {
    return this.#when('NUMBER_GREATER_THAN', number);
  }
  whenNumberGreaterThanOrEqualTo(number: number): B {
    return this.#when('NUMBER_GREATER_THAN_OR_EQUAL_TO', number);
  }
  whenNumberLessThan(number: number): B {
    return this.#when('NUMBER_LESS_THAN', number);
  }
  whenNumberLessThanOrEqualTo(number: number): B {
    return this.#when('NUMBER_LESS_THAN_OR_EQUAL_TO', number);
  }
  whenNumberBetween(start: number, end: number): B {
    return this.#when('NUMBER_BETWEEN', start, end);
  }
  whenNumberNotBetween(start: number, end: number): B {
    return this.#when('NUMBER_NOT_BETWEEN', start, end);
  }
  /** Kept and never computed: this host has no formulas. */
  whenFormulaSatisfied(formula: string): B {
    return this.#when('CUSTOM_FORMULA', formula);
  }
}

export type When =
  | 'whenCellEmpty'
  | 'whenCellNotEmpty'
  | 'whenFormulaSatisfied'
  | 'whenNumberBetween'
  | 'whenNumberEqualTo'
  | 'whenNumberGreaterThan'
  | 'whenNumberGreaterThanOrEqualTo'
  | 'whenNumberLessThan'
  | 'whenNumberLessThanOrEqualTo'
  | 'whenNumberNotBetween'
  | 'whenNumberNotEqualTo'
  | 'whenTextContains'
  | 'whenTextDoesNotContain'
  | 'whenTextEndsWith'
  | 'whenTextEqualTo'
  | 'whenTextStartsWith';
