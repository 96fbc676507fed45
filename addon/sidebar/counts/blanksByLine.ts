/** «Décider ligne par ligne»: what some blank lines become, where it is not what the others become (Q3). */
import type { Count, RecapLine } from '../../../shared/contract/counts.ts';
import { lineValue, toTenThousandths, toThousandths } from '../../../shared/domain/quantities.ts';
import { call } from '../call.ts';
import { button, el, field, notice, textInput } from '../dom.ts';
import { folded, selectField } from '../fields/choices.ts';
import { whileWorking } from '../page.ts';
import { words } from '../words.ts';
import { placeOf } from './recapFigures.ts';

const says = words.counts;
export type BlankChoice = 'keep' | 'zero';

interface Blank {
  row: HTMLElement;
  select: HTMLSelectElement;
  worth: number;
}

/** Page by page in the order of the sheet; in a long count a line is found by searching. */
export function blanksByLine(count: Count, currency: string, changed: () => void) {
  const list = el('ul', { class: 'plain' });
  /** Those that were shown once: an answer stays, whatever is shown now. */
  const blanks = new Map<number, Blank>();
  const search = field(says.blanksSearch, textInput('', { maxlength: 64 }), { hint: says.blanksSearchHint });
  let sought = '';
  let next: string | null = null;
  const more = button(says.recapMore, () => void whileWorking(says.reading, () => read(next)));

  async function find(): Promise<void> {
    sought = search.input.value.trim();
    await whileWorking(says.reading, () => read(null));
  }
  search.input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void find();
  });

  async function read(cursor: string | null): Promise<void> {
    const asked = await call('readRecap', count.id, {
      ...{ show: 'blanks', sort: 'position' },
      ...(sought && { q: sought }),
      ...(cursor && { cursor }),
    });
    if (cursor === null) list.replaceChildren();
    if (!asked.ok) return list.append(notice('danger', asked.message));
    list.append(...asked.recap.movements.map((line) => blankOf(line).row));
    if (list.childElementCount === 0) list.append(el('li', {}, says.blanksNotFound));
    next = asked.recap.next;
    more.hidden = next === null;
  }

  function blankOf(line: RecapLine): Blank {
    const known = blanks.get(line.line);
    if (known) return known;
    const { root, input } = selectField(
      [line.item, placeOf(line)].filter(Boolean).join(' · '),
      [
        ['', says.blankAsOthers],
        ['keep', says.blanksKeep],
        ['zero', says.blanksZero],
      ],
      changed,
    );
    const blank = { row: el('li', {}, root), select: input, worth: worthOf(line, currency) };
    blanks.set(line.line, blank);
    return blank;
  }

  const root = folded(
    says.blanksByLine,
    search.root,
    button(says.blanksFind, () => void find()),
    list,
    more,
  );
  root.addEventListener('toggle', () => {
    if (root.open && blanks.size === 0) void read(null);
  });
  return {
    root,
    choices: () =>
      [...blanks].flatMap(([line, { select }]): [number, BlankChoice][] =>
        select.value === 'keep' || select.value === 'zero' ? [[line, select.value]] : [],
      ),
    /** How many lines have that answer of their own, and what they are worth. */
    worthOf(wanted: BlankChoice) {
      const having = [...blanks.values()].filter(({ select }) => select.value === wanted);
      return { wiped: having.length, worth: having.reduce((sum, { worth }) => sum + worth, 0) };
    },
  };
}

/** What a line is expected to hold, rounded to the currency's smallest unit as its gap will be. */
function worthOf({ expected, unitCost }: RecapLine, currency: string): number {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  const units = lineValue(toThousandths(expected), toTenThousandths(unitCost), maximumFractionDigits);
  return units / 10 ** maximumFractionDigits;
}
