/** The exit panel: the four types, the form, the voucher; a draft begun before is taken up again. */
import { newId } from './call.ts';
import { type ExitDraft, newDraft, readDraftText } from './exits/draft.ts';
import { showForm } from './exits/form.ts';
import { showPosted } from './exits/posted.ts';
import { showTypes } from './exits/typeChoice.ts';
import { type Panel, startPanel } from './page.ts';

void startPanel('exits', (panel) => {
  const draft = readDraftText(panel.draft);
  if (draft) form(panel, draft, true);
  else choose(panel);
});

/** The document's id is made when its form opens: a retry never doubles it (invariant 9). */
function choose(panel: Panel): void {
  showTypes(panel, (type) => form(panel, newDraft(newId(), type, panel.depot.code, panel.me.today), false));
}

function form(panel: Panel, draft: ExitDraft, restored: boolean): void {
  const again = () => choose(panel);
  showForm(panel, draft, restored, {
    posted: (document) => showPosted(document, again),
    thrown: again,
    changed: (type, date) => {
      const other = { ...newDraft(newId(), type, panel.depot.code, panel.me.today), date };
      form(panel, other, false);
    },
  });
}
