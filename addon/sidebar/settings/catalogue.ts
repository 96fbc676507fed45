/** One kind of the catalogue: searched, listed, opened in its form. */
import type { Depot } from '../../../shared/contract/catalogue.ts';
import type { CatalogueKind, CatalogueRows } from '../../server/calls/settings.ts';
import type { Answer } from '../../server/calls.ts';
import { call } from '../call.ts';
import { button, el, field, notice, textInput } from '../dom.ts';
import { onLeaving, setStatus, showScreen } from '../page.ts';
import { say, words } from '../words.ts';
import type { Desk } from './desk.ts';
import { showForm, type Values } from './form.ts';
import { KINDS, type Kind } from './kinds.ts';
import { stocksOf } from './stocks.ts';

const says = words.settings;

export function showCatalogue<Name extends CatalogueKind>(
  desk: Desk,
  name: Name,
  news: string | null = null,
): void {
  const kind = KINDS[name] as Kind<Name>;
  const { title, add } = says.kinds[name as CatalogueKind];
  const list = el('ul', { class: 'plain' });
  const told = el('div', {}, news && notice('good', news));
  const input = textInput('', { maxlength: 100, spellcheck: 'false' });
  const search = field(says.search, input, { hint: says.searchHint });
  const more = button(says.more, () => void ask(false));
  const mayPut = kind.mayPut(desk.me);
  const closed = kind.closed(desk.me, false);
  let cursor: string | null = null;
  let asked = 0;
  onLeaving(() => {
    asked += 1;
  });

  async function ask(anew: boolean): Promise<void> {
    asked += 1;
    const mine = asked;
    if (anew) cursor = null;
    setStatus(words.panel.loading);
    const q = input.value.trim();
    const read = await call('listCatalogue', name, q === '' ? {} : { q }, cursor);
    if (mine !== asked) return;
    setStatus('');
    if (!read.ok) return told.replaceChildren(notice('danger', read.message));
    if (anew) list.replaceChildren();
    list.append(...(read.rows as CatalogueRows[Name][]).map(entryOf));
    cursor = read.next;
    more.hidden = cursor === null;
    if (anew && read.rows.length === 0) list.replaceChildren(el('li', {}, says.none));
  }

  function entryOf(row: CatalogueRows[Name]): HTMLLIElement {
    const note = kind.note(row);
    return el(
      'li',
      { class: 'card' },
      el(
        'div',
        { class: 'card-head' },
        el('span', { class: 'card-title' }, kind.title(row)),
        !row.active && el('span', { class: 'state' }, says.inactive),
      ),
      note !== '' && el('p', { class: 'quiet' }, note),
      el(
        'div',
        { class: 'actions' },
        button(mayPut ? says.edit : says.see, () => void openRow(desk, name, row)),
        name === 'items' && stocksOf((row as CatalogueRows['items']).code, told),
      ),
    );
  }

  input.addEventListener('keydown', (event) => event.key === 'Enter' && void ask(true));
  showScreen(
    title,
    el(
      'p',
      {},
      button(says.all, () => desk.home(), 'link'),
    ),
    told,
    closed && notice('info', closed),
    search.root,
    el(
      'div',
      { class: 'actions' },
      button(says.find, () => void ask(true), 'primary'),
      mayPut && button(add, () => void openRow(desk, name, null)),
    ),
    list,
    more,
  );
  more.hidden = true;
  void ask(true);
}

/** A row in its form; null is a new one. */
export async function openRow<Name extends CatalogueKind>(
  desk: Desk,
  name: Name,
  row: CatalogueRows[Name] | null,
): Promise<void> {
  const kind = KINDS[name] as Kind<Name>;
  const read = await call('listDepots');
  const depots: readonly Depot[] = read.ok ? read.rows : [];
  const controls = kind.controls(depots);
  const open = kind.changeable?.(desk.me) ?? controls.map((one): string => one.name);
  const begun = (row ?? { ...kind.fresh, version: 0 }) as Values;
  showForm({
    title: row ? kind.title(row) : says.kinds[name as CatalogueKind].newTitle,
    place: desk.place,
    // By what never changes of it: a label that somebody else mends does not hide what was typed.
    draftOf: JSON.stringify([name, ...kind.naming.map((field) => row?.[field] ?? '')]),
    controls,
    row: begun,
    fixed: row
      ? [...kind.naming, ...controls.map((one) => one.name).filter((field) => !open.includes(field))]
      : [],
    mayPut: kind.mayPut(desk.me),
    closed: kind.closed(desk.me, row !== null),
    ...(name === 'depots' && { toControls: depotShown, fromControls: depotSent }),
    back: () => showCatalogue(desk, name),
    backText: `‹ ${says.kinds[name as CatalogueKind].title}`,
    put: async (key, values) => asValues(await call('putCatalogue', key, name, values)),
    // A new one may turn out to be known: it is looked for by what was typed.
    readAgain: async (typed) =>
      findAgain(kind, name, { ...begun, ...typed } as unknown as CatalogueRows[Name]),
    saved: (saved) =>
      showCatalogue(
        desk,
        name,
        say(says.saved, { what: kind.title(saved as unknown as CatalogueRows[Name]) }),
      ),
  });
}

function asValues(answer: Answer<{ row: object }>): Answer<{ row: Values }> {
  return answer.ok ? { ...answer, row: answer.row as Values } : answer;
}

async function findAgain<Name extends CatalogueKind>(
  kind: Kind<Name>,
  name: Name,
  row: CatalogueRows[Name],
): Promise<Answer<{ row: Values }>> {
  const read = await call('listCatalogue', name, kind.exactly(row), null);
  if (!read.ok) return read;
  const [found] = read.rows as CatalogueRows[Name][];
  return { ok: true, row: (found ?? row) as unknown as Values };
}

/** No list of destinations means everywhere: a switch says so on the form. */
function depotShown(row: Values): Values {
  return {
    ...row,
    limitsDestinations: Array.isArray(row.destinations),
    destinations: row.destinations ?? [],
  };
}

function depotSent({ limitsDestinations, destinations, ...row }: Values): Values {
  return { ...row, destinations: limitsDestinations ? destinations : null } as Values;
}
