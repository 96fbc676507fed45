/** What a note or a validation says, beside the cell under the pointer. */
import type { Book } from './book.ts';
import type { Cells } from './cells.ts';
import { element, find } from './dom.ts';
import type { Grid } from './grid.ts';
import type { Place } from './places.ts';

const afterMs = 250;

export function createTips(book: Book, cells: Cells, grid: Grid): void {
  const tip = element('div', { class: 'tip', role: 'tooltip', hidden: true });
  find('[data-layers]').append(tip);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shownFor = '';

  function show(place: Place): void {
    const cell = cells.cell(book.active().id, place);
    const lines = [
      ...(cell?.warning ? [element('p', { class: 'warning' }, cell.warning)] : []),
      ...(cell?.note ? [element('p', {}, cell.note)] : []),
    ];
    tip.hidden = lines.length === 0;
    if (lines.length === 0) return;
    tip.replaceChildren(...lines);
    const box = grid.boxOf(place);
    const view = grid.view.getBoundingClientRect();
    const right = view.left + box.left + box.width + 6;
    const left = right + tip.offsetWidth > innerWidth ? right - box.width - tip.offsetWidth - 12 : right;
    tip.style.left = `${Math.max(4, left)}px`;
    tip.style.top = `${Math.min(view.top + box.top, innerHeight - tip.offsetHeight - 8)}px`;
  }

  function hide(): void {
    clearTimeout(timer);
    shownFor = '';
    tip.hidden = true;
  }

  grid.view.addEventListener('pointermove', (event) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('.noted, .warned')?.dataset.cell ?? '';
    if (cell === shownFor) return;
    hide();
    shownFor = cell;
    if (cell !== '') timer = setTimeout(() => show(grid.placeAt(event.clientX, event.clientY)), afterMs);
  });
  grid.view.addEventListener('pointerleave', hide);
  grid.view.addEventListener('pointerdown', hide);
  grid.view.parentElement?.parentElement?.addEventListener('scroll', hide);
}
