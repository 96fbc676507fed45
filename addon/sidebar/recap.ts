/** The recap in a wide dialog: every movement, read page by page, printable. */
import type { Recap, RecapLine } from '../../shared/contract/counts.ts';
import { call, closeFrame } from './call.ts';
import { recapSummary, signed } from './counts/recapFigures.ts';
import { button, el, notice } from './dom.ts';
import { showScreen, showWaiting } from './page.ts';
import { moneyText, quantityText, start, words } from './words.ts';

const says = words.counts;

async function open(): Promise<void> {
  const id = start.count ?? '';
  showWaiting(says.recapHeading, says.reading);
  const [counted, read] = await Promise.all([call('readCount', id), call('readRecap', id, null)]);
  const name = counted.ok ? counted.count.name : '';
  if (!read.ok) return showScreen(says.recapHeading, notice('danger', read.message));
  show(id, name, read.recap);
}

function show(id: string, name: string, recap: Recap): void {
  const body = el('tbody', {}, ...recap.movements.map((line) => rowOf(line, recap.currency)));
  const moreButton = button(says.recapMore, () => void more());
  let { next } = recap;
  moreButton.hidden = next === null;

  async function more(): Promise<void> {
    moreButton.disabled = true;
    const read = await call('readRecap', id, next);
    moreButton.disabled = false;
    if (!read.ok) return moreButton.before(notice('danger', read.message));
    body.append(...read.recap.movements.map((line) => rowOf(line, recap.currency)));
    next = read.recap.next;
    moreButton.hidden = next === null;
  }

  const { headings } = says;
  showScreen(
    says.recapHeading,
    el('p', {}, el('strong', {}, name)),
    ...recapSummary(recap),
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...[headings.item, headings.bin, headings.lot].map((text) => el('th', { scope: 'col' }, text)),
          ...[headings.before, headings.counted, headings.gap, headings.value].map((text) =>
            el('th', { scope: 'col', class: 'number' }, text),
          ),
        ),
      ),
      body,
    ),
    el(
      'div',
      { class: 'actions' },
      moreButton,
      button(says.recapPrint, () => window.print(), 'primary'),
      button(words.panel.close, () => closeFrame()),
    ),
  );
}

function rowOf(line: RecapLine, currency: string): HTMLElement {
  // A line with a gap is decided: none of its figures is missing.
  const { expected, retained, gap, value } = line;
  const figures = [quantityText(expected), quantityText(retained ?? expected), signed(gap ?? 0)];
  return el(
    'tr',
    {},
    el('td', {}, el('strong', {}, line.item), ` ${line.label} (${line.unit})`),
    el('td', {}, line.bin),
    el('td', {}, [line.lot, line.serial].filter(Boolean).join(' · ')),
    ...[...figures, moneyText(value ?? 0, currency)].map((text) => el('td', { class: 'number' }, text)),
  );
}

void open();
