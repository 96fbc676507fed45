import { fulfils, isComputed } from './conditions.ts';
import { displayed } from './display.ts';
import type { Typed } from './typing.ts';
import type { ValidationRule, Workbook } from './workbook.ts';

function breaks(
  rule: ValidationRule,
  content: Typed,
  format: string | undefined,
  workbook: Workbook,
): boolean {
  if (content.value === null || !isComputed(rule.condition)) return false;
  const shown = displayed(content.value, content.format ?? format, workbook.locale);
  return !fulfils(rule.condition, content.value, shown);
}

/** True where the rule refuses this content. */
export const rejection = (rule: ValidationRule, content: Typed, workbook: Workbook): boolean =>
  !rule.allowInvalid && breaks(rule, content, undefined, workbook);

/** The rule's help where the cell's content is kept but not liked; undefined where all is well. */
export function warning(
  rule: ValidationRule,
  content: Typed,
  format: string | undefined,
  workbook: Workbook,
): string | undefined {
  if (!breaks(rule, content, format, workbook)) return undefined;
  return rule.helpText ?? (workbook.locale === 'fr_FR' ? 'Valeur non valide' : 'Invalid value');
}
