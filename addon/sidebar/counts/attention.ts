/** What a person must look at before closing: bad rows, refused lines, lines that the service holds otherwise. */
import { button, el, notice } from '../dom.ts';
import { kept, quantityText, say, words } from '../words.ts';
import type { RowProblem } from './readBack.ts';
import type { Held, Round } from './sendingRound.ts';

const says = words.counts;
const SHOWN = 10;

export interface AttentionActions {
  keepMine(lines: readonly number[]): void;
  takeOther(lines: readonly number[]): void;
  putBack(): void;
  eraseToo(): void;
  repair(): void;
}

export function attention(round: Round, actions: AttentionActions): HTMLElement[] {
  const { problems, refused, held, erased, missing, copies } = round;
  const onlyRepair =
    ['SHEET_GONE', 'SHEET_COLUMNS'].includes(round.code) || problems.some(({ repair }) => repair);
  return [
    ...(copies.length > 0 ? [notice('warning', say(words.rows.copy, { sheets: copies.join(', ') }))] : []),
    ...(missing > 0 ? [notice('warning', say(words.rows.missing, { count: missing }))] : []),
    ...(erased > 0 ? [erasedBox(erased, actions)] : []),
    ...(problems.length > 0 ? [rowList(says.toMend, problems)] : []),
    ...(refused.length > 0 ? [rowList(says.refused, refused)] : []),
    ...(held.length > 0 ? [heldList(held, actions)] : []),
    ...(onlyRepair ? [button(says.repair, () => actions.repair(), 'primary')] : []),
  ];
}

/** How many rows wait for a person: nothing is closed, and nothing said to be finished, before they are settled. */
export function openRows({ problems, refused, held, erased }: Round): number {
  return problems.length + refused.length + held.length + erased;
}

function erasedBox(count: number, actions: AttentionActions): HTMLElement {
  return el(
    'section',
    {},
    el('h2', {}, says.erasedHeading),
    notice('warning', say(says.erased, { count })),
    el(
      'div',
      { class: 'actions' },
      button(says.putBack, () => actions.putBack(), 'primary'),
      button(says.eraseToo, () => actions.eraseToo()),
    ),
  );
}

function rowList(heading: string, problems: readonly RowProblem[]): HTMLElement {
  const shown = problems.slice(0, SHOWN);
  return el(
    'section',
    {},
    el('h2', {}, `${heading} (${problems.length})`),
    el(
      'ul',
      { class: 'plain' },
      ...shown.map(({ row, problem }) =>
        el('li', { class: 'error' }, say(words.rows.at, { row, problem: kept(problem) })),
      ),
    ),
    more(problems.length - shown.length),
  );
}

function heldList(held: readonly Held[], actions: AttentionActions): HTMLElement {
  const lines = held.map(({ line }) => line);
  const figure = (quantity: number | null) => (quantity === null ? says.blank : quantityText(quantity));
  const shown = held.slice(0, SHOWN);
  return el(
    'section',
    {},
    el('h2', {}, `${says.changedElsewhere} (${held.length})`),
    ...shown.map(({ line, item, row, mine, theirs, by }) => {
      const figures = {
        item,
        row,
        theirs: figure(theirs),
        mine: figure(mine),
        by: by ? say(says.heldBy, { by }) : '',
      };
      return el(
        'div',
        { class: 'card bad' },
        el('p', {}, say(theirs === null ? says.heldNothing : says.heldLine, figures)),
        el(
          'div',
          { class: 'actions' },
          button(says.keepMine, () => actions.keepMine([line])),
          button(says.takeOther, () => actions.takeOther([line])),
        ),
      );
    }),
    more(held.length - shown.length),
    held.length > 1 &&
      el(
        'div',
        { class: 'actions' },
        button(says.keepAllMine, () => actions.keepMine(lines)),
        button(says.takeAllOthers, () => actions.takeOther(lines)),
      ),
  );
}

function more(count: number): HTMLElement | null {
  return count > 0 ? el('p', { class: 'quiet' }, say(words.rows.more, { count })) : null;
}
