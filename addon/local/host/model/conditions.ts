import type { Content } from './workbook.ts';

/** A test on one cell, as data validations, filters and conditional formats share it. Named as Google does. */
export interface Condition {
  type: string;
  args: (string | number | boolean | { d: number })[];
}

const numberTests: Record<string, (value: number, a: number, b: number) => boolean> = {
  NUMBER_EQUAL_TO: (value, a) => value === a,
  NUMBER_NOT_EQUAL_TO: (value, a) => value !== a,
  NUMBER_GREATER_THAN: (value, a) => value > a,
  NUMBER_GREATER_THAN_OR_EQUAL_TO: (value, a) => value >= a,
  NUMBER_LESS_THAN: (value, a) => value < a,
  NUMBER_LESS_THAN_OR_EQUAL_TO: (value, a) => value <= a,
  NUMBER_BETWEEN: (value, a, b) => value >= a && value <= b,
  NUMBER_NOT_BETWEEN: (value, a, b) => value < a || value > b,
};

const textTests: Record<string, (text: string, wanted: string) => boolean> = {
  TEXT_EQUAL_TO: (text, wanted) => text === wanted,
  TEXT_CONTAINS: (text, wanted) => text.includes(wanted),
  TEXT_DOES_NOT_CONTAIN: (text, wanted) => !text.includes(wanted),
  TEXT_STARTS_WITH: (text, wanted) => text.startsWith(wanted),
  TEXT_ENDS_WITH: (text, wanted) => text.endsWith(wanted),
};

/** Conditions that are kept but not computed here: formulas. They hold for no filter and forbid nothing. */
export const isComputed = (condition: Condition): boolean =>
  condition.type in numberTests ||
  condition.type in textTests ||
  ['CELL_EMPTY', 'CELL_NOT_EMPTY', 'VALUE_IN_LIST', 'CHECKBOX', 'DATE_IS_VALID_DATE'].includes(
    condition.type,
  );

/** Does the cell fulfil the condition? `shown` is its display value; text is compared without case, as Sheets does. */
export function fulfils(condition: Condition, value: Content, shown: string): boolean {
  const number = numberTests[condition.type];
  if (number) {
    const [a, b] = condition.args.map(Number);
    return typeof value === 'number' && number(value, a ?? Number.NaN, b ?? Number.NaN);
  }
  const text = textTests[condition.type];
  if (text) return text(shown.toLowerCase(), String(condition.args[0]).toLowerCase());
  switch (condition.type) {
    case 'CELL_EMPTY':
      return shown === '';
    case 'CELL_NOT_EMPTY':
      return shown !== '';
    case 'VALUE_IN_LIST':
      return condition.args.some((allowed) => String(allowed) === shown || allowed === value);
    case 'CHECKBOX':
      return typeof value === 'boolean';
    case 'DATE_IS_VALID_DATE':
      return typeof value === 'number';
    default:
      return false;
  }
}
