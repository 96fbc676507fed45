/** Serial numbers, typed or pasted: one a line, or ranges. The quantity is how many there are. */
import {
  readSerials,
  SERIAL_LONGEST,
  SERIALS_MOST,
  type SerialsProblem,
} from '../../../shared/domain/serialRanges.ts';
import { el, type Field, field } from '../dom.ts';
import { say, words } from '../words.ts';

const says = words.fields;

export interface SerialsField extends Field<HTMLTextAreaElement> {
  /** The numbers meant; null where it is unclear, and the sentence stands beside the field. */
  read(): string[] | null;
}

export function serialsField(options: {
  value: string;
  label?: string;
  /** Each key, with what was typed; `serials` where it is clear. */
  typed(text: string, serials: string[] | null): void;
}): SerialsField {
  const input = el('textarea', { rows: 2, spellcheck: 'false', autocomplete: 'off' });
  input.value = options.value;
  const box = field(options.label ?? says.serials, input, { hint: says.serialsHint });
  input.addEventListener('input', () => {
    box.setError(null);
    const read = readSerials(input.value);
    const serials = 'serials' in read ? read.serials : null;
    box.setHint(serials?.length ? say(says.serialsRead, { count: serials.length }) : says.serialsHint);
    options.typed(input.value, serials);
  });
  return {
    ...box,
    read() {
      const read = readSerials(input.value);
      box.setError('problem' in read ? serialsProblem(read) : null);
      return 'serials' in read ? read.serials : null;
    },
  };
}

function serialsProblem({ problem, value, count }: SerialsProblem): string {
  const sentences = {
    range: says.serialsRange,
    tooMany: says.serialsTooMany,
    twice: says.serialsTwice,
    long: says.serialsLong,
  };
  return say(sentences[problem], { value, count, most: SERIALS_MOST, longest: SERIAL_LONGEST });
}
