/** Figures counted on paper, or kept elsewhere, pasted as a block: set and never added, all or none. */
import type { Count } from '../../../shared/contract/counts.ts';
import type { CountTab } from '../../server/calls/countSheet.ts';
import { call } from '../call.ts';
import { button, el, field, notice } from '../dom.ts';
import { checkbox } from '../fields/choices.ts';
import { fileText } from '../fields/fileText.ts';
import { keptFields } from '../keptFields.ts';
import { showScreen, whileWorking } from '../page.ts';
import { language, say, words } from '../words.ts';
import { readFigures } from './figureRows.ts';
import type { CountScreens } from './screens.ts';

const says = words.countForms;
const SHOWN = 20;

export function showImport(screens: CountScreens, count: Count, tab: CountTab): void {
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

  const bad = (sentences: string[], total = sentences.length) =>
    refused.replaceChildren(
      notice('danger', say(says.importRefused, { count: total })),
      el(
        'ul',
        { class: 'plain' },
        ...sentences.slice(0, SHOWN).map((text) => el('li', { class: 'error' }, text)),
      ),
      total > SHOWN ? el('p', { class: 'quiet' }, say(words.rows.more, { count: total - SHOWN })) : '',
    );

  async function send(): Promise<void> {
    const { rows, places, unclear } = readFigures(block.input.value, language);
    block.setError(rows.length + unclear.length === 0 ? words.panel.required : null);
    if (rows.length + unclear.length === 0) return;
    if (unclear.length > 0)
      return bad(
        unclear.map(({ place, value }) =>
          say(words.rows.at, { row: place, problem: say(words.rows.text, { value }) }),
        ),
      );
    const request = { round: tab.round, replace: replace.input.checked, rows };
    const done = await whileWorking(says.importing, async () => {
      const sent = await kept.send((id) => call('importCountFigures', id, count.id, request));
      return { sent, repaired: sent.ok ? await call('repairCountSheet', tab, false) : null };
    });
    if (!done) return;
    const { sent } = done;
    if (sent.ok) return screens.sheet(count, tab, say(says.imported, { ...sent.result }));
    if (sent.errors.length === 0) return bad([sent.message]);
    bad(
      sent.errors.map(({ line, detail }) =>
        say(words.rows.at, { row: places[line - 1] ?? line, problem: detail }),
      ),
    );
  }

  showScreen(
    says.import,
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
