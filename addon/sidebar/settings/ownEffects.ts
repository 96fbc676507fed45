/** What an import of one's own list finds and does, told row by row and name by name. */
import type { StockCheck } from '../../../shared/contract/imports.ts';
import type { FileRow } from '../../../shared/domain/importProblems.ts';
import { el } from '../dom.ts';
import { say, words } from '../words.ts';
import { shownValue } from './controls.ts';
import type { StockField } from './ownSheet.ts';

const says = words.ownSheet;
/** Of each list; how many more there are is said below. */
const MOST_SHOWN = 100;

/** A row of the tab, by its number there, with what is said of it. */
export interface NamedRow {
  line: number;
  detail: string;
}

/** The rows to mend, each by its line; the first of them where they are many. */
export function problemList(problems: readonly NamedRow[], total: number): HTMLElement {
  const sorted = [...problems].sort((a, b) => a.line - b.line);
  return shortList(
    sorted.map(({ line, detail }) => say(says.badRow, { line, detail })),
    total,
  );
}

function shortList(sentences: readonly string[], total = sentences.length): HTMLElement {
  const shown = sentences.slice(0, MOST_SHOWN);
  const more = total - shown.length;
  return el(
    'ul',
    {},
    ...shown.map((sentence) => el('li', {}, sentence)),
    more > 0 && el('li', {}, say(says.moreBad, { count: more })),
  );
}

/** What changes of items that exist, and the names of bins and suppliers that are created: a typo is seen there. */
export function effectsOf(
  { changes, bins, suppliers }: StockCheck,
  headings: { changes: string; creates: string },
): HTMLElement[] {
  const changed = changes.map(({ item, what, before, after }) => {
    const figures = { item, field: says.fields[what], after: shownValue(after) };
    return before === null
      ? say(says.filled, figures)
      : say(says.change, { ...figures, before: shownValue(before) });
  });
  const created = [
    ...bins.map(({ depot, code }) => say(says.newBin, { depot, code })),
    ...suppliers.map((name) => say(says.newSupplier, { name })),
  ];
  return [
    ...(changed.length > 0 ? [el('h2', {}, headings.changes), shortList(changed)] : []),
    ...(created.length > 0 ? [el('h2', {}, headings.creates), shortList(created)] : []),
  ];
}

/** One row as it was read. */
export function rowCard({ row, fields }: FileRow): HTMLElement {
  const facts = Object.entries(fields).map(([name, value]) => [
    says.fields[name as StockField],
    shownValue(value),
  ]);
  return el(
    'div',
    { class: 'card' },
    el('p', { class: 'quiet' }, say(says.rowShown, { line: row })),
    el(
      'dl',
      { class: 'facts' },
      ...facts.flatMap(([name = '', fact = '']) => [el('dt', {}, name), el('dd', {}, fact)]),
    ),
  );
}
