/** The recap in a wide dialog: whichever lines one asks for, in whichever order, page by page, printable; the reasons of gaps are noted here. */
import type { Count, Recap, RecapLine, RecapShow, RecapSort } from '../../shared/contract/counts.ts';
import { instantWriter } from '../../shared/domain/dates.ts';
import { call, closeFrame } from './call.ts';
import { reasonField, reasonList } from './counts/gapCard.ts';
import { placeOf, recapSummary, remarksOf, signed } from './counts/recapFigures.ts';
import { button, el, notice } from './dom.ts';
import { selectField } from './fields/choices.ts';
import { tableList } from './fields/tableList.ts';
import { setStatus, showScreen, showWaiting } from './page.ts';
import { costText, language, moneyText, quantityText, start, words } from './words.ts';

const says = words.counts;
const more = words.countRecap;
const { headings } = says;

async function open(): Promise<void> {
  const id = start.count ?? '';
  showWaiting(says.recapHeading, says.reading);
  const [counted, read] = await Promise.all([call('readCount', id), call('readRecap', id, {})]);
  if (!counted.ok) return showScreen(says.recapHeading, notice('danger', counted.message));
  if (!read.ok) return showScreen(says.recapHeading, notice('danger', read.message));
  show(counted.count, read.recap);
}

function show(count: Count, first: Recap): void {
  const { id } = count;
  let next: string | null;
  let latest = 0;
  let table = tableList(columnsOf(count, first.currency, false), []);
  const place = el('div', {});
  const moreButton = button(says.recapMore, () => void read(next));
  const shown = selectField(
    more.show,
    (Object.keys(more.shows) as RecapShow[]).map((key) => [key, more.shows[key]]),
    () => void read(null),
  );
  const sort = selectField(
    more.sort,
    (Object.keys(more.sorts) as RecapSort[]).map((key) => [key, more.sorts[key]]),
    () => void read(null),
  );

  async function read(cursor: string | null): Promise<void> {
    setStatus(says.reading);
    const ask = { show: shown.input.value as RecapShow, sort: sort.input.value as RecapSort };
    latest += 1;
    const mine = latest;
    const asked = await call('readRecap', id, { ...ask, ...(cursor && { cursor }) });
    // A slow answer gives way to what is asked for since.
    if (mine !== latest) return;
    setStatus('');
    if (!asked.ok) return moreButton.before(notice('danger', asked.message));
    take(asked.recap, cursor === null);
  }

  function take(recap: Recap, anew: boolean): void {
    if (anew) {
      // With two counts, who counted what is part of the proof.
      table = tableList(
        columnsOf(
          count,
          recap.currency,
          recap.movements.some(({ secondDue }) => secondDue),
        ),
        [],
      );
      place.replaceChildren(recap.movements.length > 0 ? table.root : el('p', {}, more.none));
    }
    table.add(recap.movements);
    next = recap.next;
    moreButton.hidden = next === null;
  }

  showScreen(
    says.recapHeading,
    el('p', {}, el('strong', {}, count.name)),
    ...recapSummary(first, count),
    el('div', { class: 'ask' }, shown.root, sort.root),
    reasonList(),
    place,
    el(
      'div',
      { class: 'actions' },
      moreButton,
      button(says.recapPrint, () => window.print(), 'primary'),
      button(words.panel.close, () => closeFrame()),
    ),
  );
  take(first, true);
}

function columnsOf(count: Count, currency: string, twice: boolean) {
  const figure = (quantity: number | null) => (quantity === null ? '' : quantityText(quantity));
  const counted = ({ first, firstBy, firstAt, second, secondBy, secondAt, ...line }: RecapLine) =>
    el(
      'div',
      {},
      ...[
        [more.firstShort, first, whoAndWhen(firstBy, firstAt)] as const,
        [more.secondShort, second, whoAndWhen(secondBy, secondAt)] as const,
        [more.arbitratedShort, line.arbitrated, line.arbitratedBy ?? ''] as const,
      ].map(([name, quantity, by]) =>
        quantity === null ? null : el('div', {}, `${name} ${quantityText(quantity)}${by ? ` (${by})` : ''}`),
      ),
    );
  const who = ({ firstBy, firstAt }: RecapLine) => whoAndWhen(firstBy, firstAt);
  const noted = count.may.lead && count.state === 'closed';
  return [
    { heading: headings.item, cell: ({ item, label, unit }: RecapLine) => named(item, `${label} (${unit})`) },
    { heading: headings.bin, cell: ({ bin }: RecapLine) => bin },
    { heading: headings.lot, cell: (line: RecapLine) => placeOf({ ...line, bin: '' }) },
    {
      heading: more.theoretical,
      number: true,
      cell: ({ theoretical }: RecapLine) => figure(theoretical),
    },
    { heading: headings.before, number: true, cell: ({ expected }: RecapLine) => figure(expected) },
    { heading: headings.counted, number: true, cell: ({ retained }: RecapLine) => figure(retained) },
    { heading: headings.gap, number: true, cell: ({ gap }: RecapLine) => (gap === null ? '' : signed(gap)) },
    { heading: '%', number: true, cell: ({ percent }: RecapLine) => (percent ? signed(percent, 2) : '') },
    {
      heading: headings.unitCost,
      number: true,
      cell: ({ unitCost }: RecapLine) => costText(unitCost, currency),
    },
    {
      heading: headings.value,
      number: true,
      cell: ({ value }: RecapLine) => (value === null ? '' : moneyText(value, currency)),
    },
    {
      heading: more.reason,
      broad: true,
      cell: (line: RecapLine) =>
        noted && line.gap
          ? el('div', {}, reasonField(line, count.id, undefined, true), remarksOf(line).join(' · '))
          : [line.reason, ...remarksOf(line)].filter(Boolean).join(' · '),
    },
    { heading: more.countedBy, broad: true, cell: twice ? counted : who },
  ];
}

const written = instantWriter(start.timeZone ?? 'UTC', language);

/** «Luc Petit, 26/11/2026 16:04:11». */
function whoAndWhen(by: string | null, at: string | null): string {
  return [by, at && written(at)].filter(Boolean).join(', ');
}

function named(code: string, text: string): HTMLElement {
  return el('span', {}, el('strong', {}, code), ` ${text}`);
}

void open();
