/** A quantity and its unit: a text field, so that the mouse wheel changes nothing. */
import { QUANTITY_MOST } from '../../../shared/domain/quantities.ts';
import { el, type Field, field, textInput } from '../dom.ts';
import { language, say, words } from '../words.ts';
import { type QuantityProblem, readQuantity } from './typedQuantity.ts';

const says = words.fields;

export interface QuantityField extends Field<HTMLInputElement> {
  /** The positive quantity typed, or null; where it is null the sentence stands beside the field. */
  read(): number | null;
}

export interface QuantityOptions {
  /** As it was typed. */
  value: string;
  unit: string;
  decimals: number;
  label?: string;
  typed(text: string): void;
  /** Enter, or the focus goes on. */
  left?(): void;
  /** Enter: on to the next field. */
  next?(): void;
}

export function quantityField(options: QuantityOptions): QuantityField {
  const { value, unit, decimals, label = says.quantity } = options;
  const input = textInput(value, { inputmode: 'decimal' });
  const box = field(label, input, {
    inside: el('div', { class: 'quantity-row' }, input, el('span', {}, unit)),
  });
  input.addEventListener('input', () => {
    box.setError(null);
    options.typed(input.value);
  });
  input.addEventListener('change', () => options.left?.());
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    options.left?.();
    options.next?.();
  });
  return {
    ...box,
    read() {
      const { quantity, problem } = readQuantity(input.value, decimals, language);
      box.setError(problem && quantityProblem(problem, input.value, decimals));
      return quantity;
    },
  };
}

/** What is wrong with a typed quantity, in a sentence. */
export function quantityProblem(problem: QuantityProblem, value: string, decimals: number): string {
  if (value.trim() === '') return words.panel.required;
  if (problem === 'whole') return says.quantityWhole;
  if (problem === 'large') return say(says.quantityLarge, { value: value.trim(), most: QUANTITY_MOST });
  return say(problem === 'decimals' ? says.quantityDecimals : says.quantityUnclear, { value, decimals });
}
