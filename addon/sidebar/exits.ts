/** The exit panel: the four types, the form, the voucher; a draft begun before is taken up again. */
import { call, newId } from './call.ts';
import { type ExitDraft, newDraft, readDraftText } from './exits/draft.ts';
import { showForm } from './exits/form.ts';
import { showPosted } from './exits/posted.ts';
import { showTypes } from './exits/typeChoice.ts';
import { type Panel, showWaiting, startPanel } from './page.ts';
import { words } from './words.ts';

/** The exit being written in this panel; undefined until the kept draft was read. */
let writing: ExitDraft | null | undefined;

void startPanel('exits', (panel) => void open(panel));

async function open(panel: Panel): Promise<void> {
  const restored = writing === undefined;
  if (writing === undefined) {
    showWaiting(words.exits.heading, words.panel.loading);
    const read = await call('readDraft');
    writing = read.ok ? readDraftText(read.draft) : null;
  }
  if (!writing) return choose(panel);
  const draft = writing;
  if (!panel.me.depots.some(({ code }) => code === draft.depot)) {
    writing = null;
    return choose(panel, words.exits.draftOtherDepot);
  }
  const moved = draft.depot !== panel.depot.code;
  if (moved) moveTo(draft, panel.depot.code);
  form(panel, draft, restored || moved);
}

/** Another depot: the products stay, the stock lines are proposed anew from there. */
function moveTo(draft: ExitDraft, depot: string): void {
  draft.depot = depot;
  if (draft.type === 'transfer') Object.assign(draft, { party: '', partyName: '' });
  for (const line of draft.lines) Object.assign(line, { manual: false, picks: [], choices: [], missing: 0 });
}

function choose(panel: Panel, news?: string): void {
  showTypes(
    panel,
    (type) => {
      writing = newDraft(newId(), type, panel.depot.code, panel.me.today);
      form(panel, writing, false);
    },
    news,
  );
}

function form(panel: Panel, draft: ExitDraft, restored: boolean): void {
  const again = () => {
    writing = null;
    choose(panel);
  };
  showForm(panel, draft, restored, {
    posted: (document) => {
      writing = null;
      showPosted(document, again);
    },
    thrown: again,
  });
}
