/** «Importer un fichier CSV»: invoices, patients, services and the other lists of another program, all or nothing. */
import type { ImportResult, ImportWhat } from '../../../shared/contract/imports.ts';
import { csvText } from '../../../shared/domain/csvBytes.ts';
import { IMPORT_COLUMNS } from '../../../shared/domain/importColumns.ts';
import { imports as en } from '../../../shared/text/en/imports.ts';
import { imports as fr } from '../../../shared/text/fr/imports.ts';
import { call, newId } from '../call.ts';
import { button, el, field, notice } from '../dom.ts';
import { showScreen, whileWorking } from '../page.ts';
import { language, say, words } from '../words.ts';
import type { Desk } from './desk.ts';
import { problemList } from './ownEffects.ts';

const says = words.settings.file;
/** As they are usually needed: what changes every day first, then what each of them names. */
const KINDS: readonly ImportWhat[] = [
  ...([
    'invoices',
    'patients',
    'services',
    'suppliers',
    'depots',
    'bins',
    'items',
    'opening',
    'stock',
  ] as const),
];

export function showFileImport(desk: Desk): void {
  const kind = el('select', {}, ...KINDS.map((what) => el('option', { value: what }, says.kinds[what])));
  const columns = el('p', { class: 'quiet' });
  const input = el('input', { type: 'file', accept: '.csv,text/csv' });
  const chosen = field(says.file, input);
  const told = el('div', { role: 'status' });
  /** Of the file and kind in hand: sent again they are the same command, another choice is another one. */
  let id = newId();
  const what = () => kind.value as ImportWhat;

  const choose = () => {
    id = newId();
    told.replaceChildren();
    chosen.setError(null);
    columns.textContent = columnsOf(what());
  };
  const send = async () => {
    const [file] = input.files ?? [];
    if (!file) return chosen.setError(says.noFile);
    const written = csvText(new Uint8Array(await file.arrayBuffer()));
    if ('fault' in written) {
      const { [written.fault]: why } = (language === 'fr' ? fr : en).file;
      return chosen.setError(say(says.unreadable, { file: file.name, why }));
    }
    const sending = say(says.sending, { file: file.name });
    told.replaceChildren(el('progress', { 'aria-label': sending }));
    const done = await whileWorking(sending, () => call('importFile', id, what(), written.text));
    if (!done) return;
    // What failed outright may have arrived all the same: it is asked again under its own id.
    told.replaceChildren(
      ...(done.ok
        ? resultOf(done.result)
        : [notice('danger', done.message), problemList(done.errors, done.errors.length)]),
    );
    if (done.ok) input.value = '';
  };

  for (const control of [kind, input]) control.addEventListener('change', choose);
  choose();
  showScreen(
    words.settings.files.title,
    el(
      'p',
      {},
      button(words.settings.all, () => desk.home(), 'link'),
    ),
    el('p', {}, says.intro),
    field(says.kind, kind).root,
    columns,
    chosen.root,
    told,
    el(
      'div',
      { class: 'actions' },
      button(says.import, () => void send(), 'primary'),
    ),
  );
}

function columnsOf(what: ImportWhat): string {
  const titles = (must: boolean) =>
    IMPORT_COLUMNS[what]
      .filter(({ required }) => (required === true) === must)
      .map((column) => say(words.panel.quoted, { text: column[language][0] ?? '' }))
      .join(', ');
  return say(says.columns, { required: titles(true), others: titles(false) });
}

function resultOf({ created, changed, documents }: ImportResult): HTMLElement[] {
  const numbers = documents.map(({ number }) => number).join(', ');
  return [
    notice('good', say(says.done, { created, changed })),
    ...(numbers ? [el('p', {}, say(words.ownSheet.documents, { numbers }))] : []),
  ];
}
