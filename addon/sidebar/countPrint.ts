/** The printable sheets of a count: one bin after another, a blank column to write in, signatures (E18, E19, E46, B5). */
import type { Count, CountLine } from '../../shared/contract/counts.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import { call, closeFrame } from './call.ts';
import { barcode } from './counts/barcode.ts';
import { type PaperSheet, paperSheets, ROWS } from './counts/paper.ts';
import { button, el, notice } from './dom.ts';
import { showScreen, showWaiting } from './page.ts';
import { language, quantityText, say, start, words } from './words.ts';

const says = words.countPrint;

async function open(): Promise<void> {
  if (!start.print) return;
  const { tab, barcodes } = start.print;
  showWaiting(says.heading, words.counts.reading);
  const read = await call('printCountLines', tab);
  if (!read.ok) return showScreen(says.heading, notice('danger', read.message));
  const { count, lines } = read;
  const sheets = paperSheets(lines, barcodes ? ROWS.barcodes : ROWS.plain);
  // The second count shows neither the first figure nor what would lead to it.
  const seeing = !count.blind && tab.round === 1;
  const team =
    tab.round === 2 ? words.sheet.secondTab : count.teams.find((one) => one.team === tab.team)?.name;
  showScreen(
    say(says.headingOf, { sheets: sheets.length, lines: lines.length }),
    el(
      'div',
      { class: 'actions' },
      button(says.print, () => window.print(), 'primary'),
      button(words.panel.close, () => closeFrame()),
    ),
    ...sheets.map((sheet) => paper(sheet, count, { team: team ?? '', seeing, barcodes })),
  );
}

interface How {
  team: string;
  seeing: boolean;
  barcodes: boolean;
}

function paper(sheet: PaperSheet, count: Count, how: How): HTMLElement {
  const { bin, number, of, lines, firstRow } = sheet;
  const headings = [
    says.row,
    says.item,
    says.lot,
    says.unit,
    ...(how.seeing ? [words.sheet.columns.theoretical] : []),
    words.sheet.columns.counted,
    says.note,
  ];
  return el(
    'section',
    { class: how.barcodes ? 'paper high' : 'paper' },
    el(
      'header',
      {},
      el('strong', { class: 'paper-bin' }, say(says.bin, { bin: bin || words.counts.noBin })),
      el('span', { class: 'paper-page' }, say(says.page, { number, of })),
      el(
        'div',
        {},
        [count.name, count.depotName, formatDate(count.date, language), how.team].filter(Boolean).join(' · '),
      ),
    ),
    el(
      'table',
      {},
      el('thead', {}, el('tr', {}, ...headings.map((text) => el('th', { scope: 'col' }, text)))),
      el('tbody', {}, ...lines.map((line, at) => rowOf(line, firstRow + at, how))),
    ),
    el(
      'footer',
      {},
      ...[says.countedBy, says.checkedBy].map((who) =>
        el('div', { class: 'signature' }, el('span', {}, who), el('span', {}, says.signature)),
      ),
    ),
  );
}

function rowOf(line: CountLine, number: number, { seeing, barcodes }: How): HTMLElement {
  const expiry = line.expiry && say(says.expires, { date: formatDate(line.expiry, language) });
  const lot = [line.lot, line.serial, expiry].filter(Boolean).join(' · ');
  return el(
    'tr',
    {},
    el('td', { class: 'number' }, String(number)),
    el(
      'td',
      { class: 'names' },
      el('div', { class: 'clip' }, el('strong', {}, line.item), ` ${line.label}`),
      barcodes && barcode(line.item),
    ),
    el('td', { class: 'names lot' }, el('div', { class: 'clip' }, lot)),
    el('td', { class: 'unit' }, el('div', { class: 'clip' }, line.unit)),
    seeing &&
      el('td', { class: 'number' }, line.theoretical === undefined ? '' : quantityText(line.theoretical)),
    el('td', { class: 'write' }),
    el('td', { class: 'write' }),
  );
}

void open();
