/** «Partir de mon tableur»: the tab, its columns, its first rows as they will be read; nothing is written in it. */
import type { OwnTab } from '../../server/calls/settings.ts';
import { call } from '../call.ts';
import { button, el, type Field, field, freshId, notice } from '../dom.ts';
import { showScreen, showWaiting, whileWorking } from '../page.ts';
import { say, words } from '../words.ts';
import type { Desk } from './desk.ts';
import { rereadAndCheck } from './ownImport.ts';
import { fieldTwice, guessMapping, headingRow, type OwnList, STOCK_COLUMNS, shownText } from './ownRows.ts';

const says = words.ownSheet;
export type StockField = keyof typeof says.fields;

export async function showOwnSheet(desk: Desk): Promise<void> {
  const { title } = words.settings.own;
  showWaiting(title, words.panel.loading);
  const read = await call('listOwnTabs');
  if (!read.ok) return showScreen(title, notice('danger', read.message));
  let { tabs } = read;
  const select = el('select', {});
  const offer = (chosen: string) => {
    select.replaceChildren(...tabs.map(({ id, name }) => el('option', { value: id }, name)));
    select.value = tabs.some(({ id }) => String(id) === chosen) ? chosen : String(tabs[0]?.id ?? '');
  };
  offer(String(read.active));
  const told = el('div', {});
  /** A tab that was added, renamed or pasted meanwhile. */
  const refresh = async () => {
    const again = await whileWorking(words.panel.loading, () => call('listOwnTabs'));
    if (!again) return;
    told.replaceChildren(...(again.ok ? [] : [notice('danger', again.message)]));
    if (!again.ok) return;
    const known = tabs.map(({ id }) => id);
    ({ tabs } = again);
    const fresh = tabs.find(({ id }) => !known.includes(id));
    offer(fresh ? String(fresh.id) : select.value);
  };
  const go = async () => {
    const tab = tabs.find(({ id }) => id === Number(select.value));
    if (!tab) return;
    const opened = await whileWorking(says.reading, () => call('readOwnTab', tab.id));
    if (!opened) return;
    if (!opened.ok) return told.replaceChildren(notice('danger', opened.message));
    if (opened.cells.length < 2) return told.replaceChildren(notice('warning', says.empty));
    showColumns(desk, tab, opened.cells);
  };
  showScreen(
    title,
    el(
      'p',
      {},
      button(words.settings.all, () => desk.home(), 'link'),
    ),
    el('p', {}, says.intro),
    field(says.tab, select).root,
    button(says.refreshTabs, () => void refresh(), 'link'),
    told,
    el(
      'div',
      { class: 'actions' },
      button(says.read, () => void go(), 'primary'),
    ),
  );
}

/** Which column is what: guessed from the headings, changed as one likes. */
export function showColumns(
  desk: Desk,
  tab: OwnTab,
  cells: OwnList['cells'],
  known?: OwnList,
  news?: HTMLElement,
): void {
  const headings = known?.headings ?? headingRow(cells);
  const names = cells[headings] ?? [];
  const guessed = known?.mapping ?? guessMapping(names);
  const columns = names.map((cell, at) => columnChoice(shownText(cell).trim(), guessed[at] ?? null));
  const depot = depotChoice(desk, known?.depot ?? '');
  const told = el('div', {});

  const check = () => {
    const mapping = columns.map((column) => column?.input.value || null);
    const list: OwnList = { cells, headings, mapping, depot: depot.input.value };
    const twice = fieldTwice(mapping);
    const problem =
      twice !== null
        ? say(says.twice, { field: says.fields[twice as StockField] })
        : !mapping.includes('item')
          ? says.itemColumn
          : null;
    depot.setError(!mapping.includes('depot') && list.depot === '' ? says.depotColumn : null);
    if (problem) return told.replaceChildren(notice('danger', problem));
    if (!mapping.includes('depot') && list.depot === '') return depot.input.focus();
    void rereadAndCheck(desk, tab, list, told);
  };
  showScreen(
    tab.name,
    el(
      'p',
      {},
      button(words.settings.all, () => desk.home(), 'link'),
    ),
    news ?? null,
    el('p', { class: 'quiet' }, `${says.headingRow} ${headings + 1}`),
    el('h2', {}, says.columns),
    ...columns.map((column) => column?.root ?? null),
    depot.root,
    told,
    el('div', { class: 'actions' }, button(says.check, check, 'primary')),
  );
  void depot.fill();
}

/** Null for a column without a heading. */
function columnChoice(heading: string, guessed: string | null): Field<HTMLSelectElement> | null {
  if (heading === '') return null;
  const select = el(
    'select',
    {},
    el('option', { value: '' }, says.ignored),
    ...STOCK_COLUMNS.map((column) =>
      el('option', { value: column.field }, says.fields[column.field as StockField]),
    ),
  );
  select.value = guessed ?? '';
  return field(say(says.column, { heading }), select);
}

function depotChoice(desk: Desk, chosen: string) {
  const mine = desk.me.depots.map(({ code, name }) => ({ code, name }));
  const select = el('select', { id: freshId('depot') });
  const box = field(says.depot, select);
  const fill = (depots: readonly { code: string; name: string }[], value: string) => {
    const options = depots.map(({ code, name }) => el('option', { value: code }, name));
    select.replaceChildren(el('option', { value: '' }, ''), ...options);
    select.value = value || (depots.length === 1 ? (depots[0]?.code ?? '') : '');
  };
  fill(mine, chosen);
  return {
    ...box,
    async fill() {
      const read = await call('listDepots');
      if (read.ok)
        fill(
          read.rows.filter(({ active }) => active),
          select.value || chosen,
        );
    },
  };
}
