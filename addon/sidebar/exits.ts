/** The exit panel: the four types, the form, the voucher; a draft begun before is taken up again. */
import { call, newId } from './call.ts';
import { waitingDrafts } from './documents/waitingDrafts.ts';
import { notice } from './dom.ts';
import { type ExitDraft, newDraft, readDraftText } from './exits/draft.ts';
import { showForm } from './exits/form.ts';
import { showInSheet } from './exits/inSheet.ts';
import { showPosted } from './exits/posted.ts';
import { showTypes } from './exits/typeChoice.ts';
import { type Panel, whileWorking } from './page.ts';
import { startPanel } from './startPanel.ts';
import { words } from './words.ts';

void startPanel('exits', (panel) => {
  const [draft, ...others] = draftsOf(panel);
  if (draft && others.length === 0) form(panel, draft, true);
  else choose(panel);
});

function draftsOf(panel: Panel): ExitDraft[] {
  return [...panel.drafts.values()].flatMap((text) => readDraftText(text) ?? []);
}

/** The document's id is made when its form opens: a retry never doubles it (invariant 9). */
function choose(panel: Panel): void {
  showTypes(
    panel,
    (type) => form(panel, newDraft(newId(), type, panel.depot.code, panel.me.today), false),
    () => void inSheet(panel),
    waitingDrafts(
      draftsOf(panel).map((draft) => ({
        what: words.exits.types[draft.type],
        about: [draft.partyName, draft.party, draft.ownDescription ? draft.description : ''],
        items: draft.lines.map(({ item }) => item),
        resume: () => form(panel, draft, true),
      })),
    ),
  );
}

async function inSheet(panel: Panel): Promise<void> {
  const opened = await whileWorking(words.panel.working, () => call('openExitSheet', panel.depot.code));
  if (!opened) return;
  if (opened.ok) showInSheet(panel, opened.sheet, () => choose(panel));
  else document.getElementById('main')?.append(notice('danger', opened.message));
}

function form(panel: Panel, draft: ExitDraft, restored: boolean): void {
  const again = () => choose(panel);
  showForm(panel, draft, restored, {
    posted: (document) => showPosted(document, again),
    thrown: again,
    back: again,
    changed: (type, date) => {
      const other = { ...newDraft(newId(), type, panel.depot.code, panel.me.today), date };
      form(panel, other, false);
    },
  });
}
