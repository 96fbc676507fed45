/** Figures counted on paper, or kept elsewhere, pasted as a block: set and never added, all or none. */
import type { Count, CountFigureRow, ImportCountFiguresResult } from '../../../shared/contract/counts.ts';
import type { CountTab } from '../../server/calls/countSheet.ts';
import { call } from '../call.ts';
import { button, el, field, notice } from '../dom.ts';
import { checkbox } from '../fields/choices.ts';
import { fileText } from '../fields/fileText.ts';
import { keptFields } from '../keptFields.ts';
import { showScreen, whileWorking } from '../page.ts';
import { language, say, words } from '../words.ts';
import { showAddLine } from './addLine.ts';
import { readFigures } from './figureRows.ts';
import { clearedByTyping } from './mending.ts';
import type { CountScreens } from './screens.ts';

const says = words.countForms;
const SHOWN = 20;

interface Problem {
  text: string;
  /** The row names goods that are not on the list. */
  missing?: CountFigureRow;
}

/** `message`: what was added meanwhile. */
export function showImport(screens: CountScreens, count: Count, tab: CountTab, message?: string): void {
  const block = field(says.block, el('textarea', { rows: 10, spellcheck: 'false' }), {
    hint: says.blockHint,
  });
  const file = field(
    says.file,
    el('input', {
      type: 'file',
      accept: '.csv,.txt,.tsv,text/*',
      'data-unkept': '',
      onchange: () => void take(),
    }),
    { hint: says.fileHint },
  );
  const replace = checkbox(says.replace);
  const body = el('div', {}, file.root, block.root, replace.root);
  const kept = keptFields(screens.panel, `import ${count.id}`, body, () => showImport(screens, count, tab));
  const refused = el('div', {});
  clearedByTyping(block);

  /** What the file holds is shown before it is sent, and may be mended there. */
  async function take(): Promise<void> {
    const [chosen] = file.input.files ?? [];
    if (!chosen) return;
    const text = await fileText(chosen);
    file.setError(text === null ? says.fileNotText : null);
    // The same file chosen again, mended meanwhile, is read again.
    file.input.value = '';
    if (text === null) return;
    block.input.value = text;
    block.input.dispatchEvent(new Event('input', { bubbles: true }));
  }

  const bad = (problems: Problem[]) =>
    refused.replaceChildren(
      notice('danger', say(says.importRefused, { count: problems.length })),
      el('ul', { class: 'plain' }, ...problems.slice(0, SHOWN).map(problemItem)),
      problems.length > SHOWN
        ? el('p', { class: 'quiet' }, say(words.rows.more, { count: problems.length - SHOWN }))
        : '',
    );

  /** What lies there and is not on the list joins it first: the form asks for what only its finder knows. */
  function problemItem({ text, missing }: Problem): HTMLElement {
    const back = (added?: string) => showImport(screens, count, tab, added);
    const add =
      missing && button(says.addLine, () => void showAddLine(screens, count, tab, { row: missing, back }));
    return el(
      'li',
      {},
      el('span', { class: 'error' }, text),
      add ? el('div', { class: 'actions' }, add) : null,
    );
  }

  async function send(): Promise<void> {
    const { rows, places, unclear } = readFigures(block.input.value, language);
    block.setError(rows.length + unclear.length === 0 ? words.panel.required : null);
    if (rows.length + unclear.length === 0) return;
    const at = (row: number, problem: string) => say(words.rows.at, { row, problem });
    if (unclear.length > 0)
      return bad(unclear.map(({ place, value }) => ({ text: at(place, say(words.rows.text, { value })) })));
    const request = { round: tab.round, replace: replace.input.checked, rows };
    const sent = await whileWorking(says.importing, () =>
      kept.send((id) => call('importCountFigures', id, tab, request)),
    );
    if (!sent) return;
    if (sent.ok) return screens.imported(count, tab, importedText(sent.result));
    if (sent.errors.length === 0) return bad([{ text: sent.message }]);
    bad(
      sent.errors.map(({ line, code, detail }) => {
        const row = rows[line - 1];
        const missing = code === 'COUNT_LINE_UNKNOWN' && tab.round === 1 && row?.item && !row.line;
        return { text: at(places[line - 1] ?? line, detail), ...(missing && { missing: row }) };
      }),
    );
  }

  showScreen(
    says.import,
    message ? notice('info', message) : null,
    el('p', {}, says.importHint),
    body,
    refused,
    el(
      'div',
      { class: 'actions' },
      button(says.importNow, () => void send(), 'primary'),
      button(words.panel.back, () => screens.sheet(count, tab)),
    ),
  );
  kept.start();
  block.input.focus();
}

function importedText({ expired, ...result }: ImportCountFiguresResult): string {
  const lots = [...expired.lots, ...(expired.lots.length < expired.rows ? ['…'] : [])].join(', ');
  const past = expired.rows > 0 ? ` ${say(says.importExpired, { rows: expired.rows, lots })}` : '';
  return say(says.imported, { ...result }) + past;
}
