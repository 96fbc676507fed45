import type { Condition } from '../model/conditions.ts';
import type { ValidationRule } from '../model/workbook.ts';
import { DataValidationCriteria } from './enums.ts';
import { exception } from './remote.ts';
import { expose, Service, whole } from './service.ts';

type G = GoogleAppsScript.Spreadsheet.DataValidation;
type GBuilder = GoogleAppsScript.Spreadsheet.DataValidationBuilder;

const rules = new WeakMap<object, ValidationRule>();

export function validationOf(rule: G): ValidationRule {
  const found = rules.get(rule);
  if (!found) throw exception('A data validation must be built with SpreadsheetApp.newDataValidation().');
  return found;
}

class DataValidation
  extends Service
  implements Pick<G, 'copy' | 'getAllowInvalid' | 'getCriteriaType' | 'getCriteriaValues' | 'getHelpText'>
{
  constructor(rule: ValidationRule) {
    super();
    rules.set(this, rule);
  }
  copy(): GBuilder {
    return whole(new DataValidationBuilder(rules.get(this)));
  }
  getAllowInvalid(): boolean {
    return rules.get(this)!.allowInvalid;
  }
  getCriteriaType(): GoogleAppsScript.Spreadsheet.DataValidationCriteria {
    return DataValidationCriteria[rules.get(this)!.condition.type as 'NUMBER_BETWEEN'];
  }
  getCriteriaValues(): unknown[] {
    const { type, args } = rules.get(this)!.condition;
    return type === 'VALUE_IN_LIST' ? [[...args], true] : [...args];
  }
  getHelpText(): string {
    return rules.get(this)!.helpText ?? '';
  }
}
expose('DataValidation', DataValidation);

export class DataValidationBuilder
  extends Service
  implements
    Pick<
      GBuilder,
      | 'build'
      | 'copy'
      | 'getAllowInvalid'
      | 'getHelpText'
      | 'requireCheckbox'
      | 'requireDate'
      | 'requireFormulaSatisfied'
      | 'requireNumberBetween'
      | 'requireNumberEqualTo'
      | 'requireNumberGreaterThan'
      | 'requireNumberGreaterThanOrEqualTo'
      | 'requireNumberLessThan'
      | 'requireNumberLessThanOrEqualTo'
      | 'requireNumberNotBetween'
      | 'requireNumberNotEqualTo'
      | 'requireTextContains'
      | 'requireTextDoesNotContain'
      | 'requireTextEqualTo'
      | 'requireValueInList'
      | 'setAllowInvalid'
      | 'setHelpText'
    >
{
  #condition: Condition | undefined;
  #allowInvalid: boolean;
  #helpText: string | null;
  constructor(from?: ValidationRule) {
    super();
    this.#condition = from?.condition;
    // Google's own default: without setAllowInvalid(false) a value that breaks the rule is only marked.
    this.#allowInvalid = from?.allowInvalid ?? true;
    this.#helpText = from?.helpText ?? null;
  }
  #require(type: string, ...args: (string | number)[]): GBuilder {
    this.#condition = { type, args };
    return whole(this);
  }
  requireNumberEqualTo(number: number): GBuilder {
    return this.#require('NUMBER_EQUAL_TO', number);
  }
  requireNumberNotEqualTo(number: number): GBuilder {
    return this.#require('NUMBER_NOT_EQUAL_TO', number);
  }
  requireNumberGreaterThan(number: number): GBuilder {
    return this.#require('NUMBER_GREATER_THAN', number);
  }
  requireNumberGreaterThanOrEqualTo(number: number): GBuilder {
    return this.#require('NUMBER_GREATER_THAN_OR_EQUAL_TO', number);
  }
  requireNumberLessThan(number: number): GBuilder {
    return this.#require('NUMBER_LESS_THAN', number);
  }
  requireNumberLessThanOrEqualTo(number: number): GBuilder {
    return this.#require('NUMBER_LESS_THAN_OR_EQUAL_TO', number);
  }
  requireNumberBetween(start: number, end: number): GBuilder {
    return this.#require('NUMBER_BETWEEN', start, end);
  }
  requireNumberNotBetween(start: number, end: number): GBuilder {
    return this.#require('NUMBER_NOT_BETWEEN', start, end);
  }
  requireTextEqualTo(text: string): GBuilder {
    return this.#require('TEXT_EQUAL_TO', text);
  }
  requireTextContains(text: string): GBuilder {
    return this.#require('TEXT_CONTAINS', text);
  }
  requireTextDoesNotContain(text: string): GBuilder {
    return this.#require('TEXT_DOES_NOT_CONTAIN', text);
  }
  requireValueInList(values: string[], _showDropdown?: boolean): GBuilder {
    return this.#require('VALUE_IN_LIST', ...values.map(String));
  }
  requireCheckbox(...values: unknown[]): GBuilder {
    if (values.length > 0) throw exception('The local host does not imitate requireCheckbox with values.');
    return this.#require('CHECKBOX');
  }
  requireDate(): GBuilder {
    return this.#require('DATE_IS_VALID_DATE');
  }
  /** Kept and never computed: this host has no formulas. */
  requireFormulaSatisfied(formula: string): GBuilder {
    return this.#require('CUSTOM_FORMULA', formula);
  }
  setAllowInvalid(allowInvalid: boolean): GBuilder {
    this.#allowInvalid = allowInvalid;
    return whole(this);
  }
  getAllowInvalid(): boolean {
    return this.#allowInvalid;
  }
  setHelpText(helpText: string): GBuilder {
    this.#helpText = helpText;
    return whole(this);
  }
  getHelpText(): string | null {
    return this.#helpText;
  }
  copy(): GBuilder {
    return whole(new DataValidationBuilder(this.#rule()));
  }
  build(): G {
    return whole(new DataValidation(this.#rule()));
  }
  #rule(): ValidationRule {
    if (!this.#condition) throw exception('A data validation must have a criterion.');
    return { condition: this.#condition, allowInvalid: this.#allowInvalid, helpText: this.#helpText };
  }
}
expose('DataValidationBuilder', DataValidationBuilder);
