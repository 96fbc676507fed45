import type { AddCountLine, Count } from '../../../../shared/contract/counts.ts';
import { el, field, textInput } from '../../dom.ts';
import { radios, selectField } from '../../fields/choices.ts';
import { say, words } from '../../words.ts';
import { clearedByTyping } from '../mending.ts';

const says = words.countForms;

/** The catalogue entry of what the catalogue does not know yet: a manager's (Q5). */
export function newItemFields() {
  const label = field(says.label, textInput(''));
  const unit = field(says.unit, textInput(''), { hint: says.unitHint });
  clearedByTyping(label, unit);
  const decimals = selectField(says.decimals, [
    ['0', says.wholeOnly],
    ...[1, 2, 3].map((count) => [String(count), say(says.decimalsOf, { count })] as const),
  ]);
  const kind = radios(words.counts.kind, [
    ['article', words.counts.kindArticles],
    ['part', words.counts.kindParts],
  ]);
  const root = el('div', { hidden: true }, label.root, unit.root, decimals.root, kind.root);
  return {
    root,
    read({ kind: counted }: Count): AddCountLine['newItem'] | null {
      for (const { input, setError } of [label, unit])
        setError(input.value.trim() ? null : words.panel.required);
      if (!label.input.value.trim() || !unit.input.value.trim()) return null;
      const chosen = kind.value() === 'part' ? 'part' : 'article';
      return {
        label: label.input.value.trim(),
        unit: unit.input.value.trim(),
        decimals: Number(decimals.input.value),
        kind: counted === 'all' ? chosen : counted,
      };
    },
  };
}
