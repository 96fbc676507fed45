/** A report on the screen: its filters, its rows page by page, and «Vers une feuille». */
import type { ReportName, ReportPages, ReportQuery, ReportRow } from '../../server/calls/stock.ts';
import type { Answer } from '../../server/calls.ts';
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { onLeaving, setStatus, showScreen, whileWorking } from '../page.ts';
import { say, words } from '../words.ts';
import type { Filter } from './filters.ts';
import { homeLink, type Reader, readPage } from './reading.ts';

const says = words.stock;
/** So many pages without a row are asked for one after the other; then a press of «Suite» goes on. */
const PAGES_LOOKED_AT = 10;

export interface Report<Name extends ReportName> {
  name: Name;
  title: string;
  filters: readonly Filter[];
  /** Null where there is something to ask; else what to do first. */
  missing?(query: ReportQuery): string | null;
  /** What stands above the rows, drawn with the first page. */
  above?(page: ReportPages[Name], query: ReportQuery): Node | null;
  /** Between the two, drawn anew from all the rows that are shown so far: a total, a chart. */
  over?(rows: readonly ReportRow<Name>[], query: ReportQuery): Node | null;
  /** `again` reads the rows anew, after something was done to one; with what is to be said of it. */
  row(row: ReportRow<Name>, again: (news: string) => void): HTMLElement;
  /** Where nothing fits. */
  none: string;
  /** The same on paper: a page in a dialog. */
  print?: { label: string; show(query: ReportQuery): Promise<Answer<object>> };
}

/** Shows the report and asks for its first page. The answer to an older question is dropped. */
export function showReport<Name extends ReportName>(reader: Reader, report: Report<Name>): void {
  const above = el('div', {});
  const list = el('ul', { class: 'plain' });
  const over = el('div', {});
  const told = el('div', {});
  const more = button(says.more, () => void ask(false));
  const sheet = button(says.toSheet, () => void write());
  const paper = report.print && button(report.print.label, () => void print());
  const foot = el('div', { class: 'actions' }, more);
  const count = el('p', { class: 'quiet' });
  sheet.hidden = true;
  let rows: ReportRow<Name>[] = [];
  let cursor: string | null = null;
  let asked = 0;
  /** Pages in a row in which nothing was found. */
  let empty = 0;
  onLeaving(() => {
    asked += 1;
  });

  const query = (): ReportQuery => Object.assign({}, ...report.filters.map((filter) => filter.query()));

  async function ask(anew: boolean, news = ''): Promise<void> {
    asked += 1;
    const mine = asked;
    const filters = query();
    told.replaceChildren();
    const missing = report.missing?.(filters) ?? null;
    if (anew) {
      empty = 0;
      rows = [];
      cursor = null;
      list.replaceChildren();
      above.replaceChildren();
      over.replaceChildren();
      count.textContent = '';
    }
    foot.hidden = missing !== null;
    if (missing !== null) sheet.hidden = true;
    if (missing !== null) return told.replaceChildren(notice('info', missing));
    setStatus(words.panel.loading);
    list.setAttribute('aria-busy', 'true');
    const read = await readPage(report.name, filters, cursor);
    if (mine !== asked) return;
    list.removeAttribute('aria-busy');
    setStatus('');
    if (!read.ok) return told.replaceChildren(notice('danger', read.message));
    draw(read.page, filters, anew);
    if (news) told.prepend(notice('good', news));
    // Such a page has looked through a part of what there is: nobody wants to press for each.
    empty = read.page.rows.length > 0 ? 0 : empty + 1;
    if (cursor !== null && empty > 0 && empty < PAGES_LOOKED_AT) await ask(false, news);
  }

  function draw(page: ReportPages[Name], filters: ReportQuery, anew: boolean): void {
    const found = page.rows as ReportRow<Name>[];
    if (anew) above.replaceChildren(...given(report.above?.(page, filters)));
    rows.push(...found);
    const again = (news: string) => void ask(true, news);
    list.append(...found.map((row) => report.row(row, again)));
    cursor = page.next;
    more.hidden = cursor === null;
    sheet.hidden = rows.length === 0;
    over.replaceChildren(...given(report.over?.(rows, filters)));
    count.textContent = rows.length > 0 ? say(says.rows, { count: rows.length }) : '';
    if (rows.length === 0) told.replaceChildren(notice('info', cursor === null ? report.none : says.noneYet));
  }

  async function write(): Promise<void> {
    const about = report.filters.map((filter) => filter.about()).filter(Boolean);
    const written = await whileWorking(says.writing, () =>
      call('writeReport', report.name, query(), about.join(', ') || says.everything),
    );
    if (!written) return;
    if (!written.ok) return told.replaceChildren(notice('danger', written.message));
    told.replaceChildren(notice('good', say(written.made ? says.written : says.refreshed, { ...written })));
  }

  async function print(): Promise<void> {
    const shown = await whileWorking(words.panel.working, () => report.print!.show(query()));
    if (shown && !shown.ok) told.replaceChildren(notice('danger', shown.message));
  }

  for (const filter of report.filters) filter.onChange(() => void ask(true));
  showScreen(
    report.title,
    homeLink(reader),
    ...report.filters.map(({ root }) => root),
    el(
      'div',
      { class: 'actions' },
      button(says.show, () => void ask(true), 'primary'),
      sheet,
      paper ?? null,
    ),
    told,
    above,
    over,
    list,
    count,
    foot,
  );
  void ask(true);
}

const given = (node: Node | null | undefined): Node[] => (node ? [node] : []);
