/** Entries, receptions, returns, bin moves, and the journal of documents with its corrections. */
import type { Count } from '../../shared/contract/counts.ts';
import type { DocumentHead, DocumentRest, PostedDocument } from '../../shared/contract/documents.ts';
import { call, newId } from './call.ts';
import { showNotTakenUp } from './documents/notTakenUp.ts';
import { waitingDrafts } from './documents/waitingDrafts.ts';
import { notice } from './dom.ts';
import { type Bins, readBins } from './flows/binField.ts';
import { showDocument } from './flows/documentScreen.ts';
import { type EntryType, newEntry } from './flows/entryDraft.ts';
import { showEntry } from './flows/entryForm.ts';
import { type JournalState, newJournal, showJournal } from './flows/journal.ts';
import { draftAbout, type KeptDraft, keptDrafts, waitingDraft } from './flows/kept.ts';
import { showLabelsScreen } from './flows/labels.ts';
import { type Choice, showMenu } from './flows/menu.ts';
import { type Direction, newMovement, typesFor } from './flows/movementDraft.ts';
import { showMovement } from './flows/movementForm.ts';
import { type Next, showCounted, showPosted } from './flows/posted.ts';
import { showReceptions } from './flows/receptions.ts';
import { newRectification, showRectification } from './flows/rectificationScreen.ts';
import { newRest, type RestDraft, type RestType, refresh } from './flows/restDraft.ts';
import { showRest, stillOpen } from './flows/restForm.ts';
import { showReturns, takeBack, whyNot } from './flows/returns.ts';
import { newReversal, showReversal } from './flows/reversalScreen.ts';
import { newTakeOut, showTakeOut, type TakeOutType } from './flows/takeOutForm.ts';
import { type Panel, showWaiting, whileWorking } from './page.ts';
import { startPanel } from './startPanel.ts';
import { language, say, words } from './words.ts';

const says = words.flows;

void startPanel('flows', (panel) => {
  const [kept, ...others] = keptDrafts(panel);
  if (kept && others.length === 0) void takeUp(panel, kept);
  else menu(panel);
});

function menu(panel: Panel, news: Node | string | null = null): void {
  const { me, depot } = panel;
  const entry = (type: EntryType): Choice => ({
    text: says.entry.short[type],
    types: [type],
    why: type === 'entry-opening' && !me.admin ? says.adminOnly : '',
    press: () =>
      void withBins(panel, (bins) => entryForm(panel, newEntry(newId(), type, depot.code, me.today), bins)),
  });
  const movement = (direction: Direction): Choice => ({
    text: says.movement.directions[direction],
    why: typesFor(direction, depot.types, me.admin).length > 0 ? '' : says.notAllowed,
    press: () => void withBins(panel, (bins) => movementOf(panel, direction, bins)),
  });
  const takeOut = (type: TakeOutType): Choice => ({
    text: says.takeOut.short[type],
    types: [type],
    press: () =>
      void withBins(panel, (bins) =>
        takeOutForm(panel, newTakeOut(newId(), type, depot.code, me.today), bins),
      ),
  });
  showMenu(
    panel,
    [
      {
        heading: says.menu.entries,
        choices: [entry('entry-purchase'), entry('entry-donation'), entry('entry-opening')],
      },
      { heading: says.menu.movement, choices: [movement('in'), movement('out')] },
      {
        heading: says.menu.back,
        choices: [
          { text: says.receptions.title, types: ['reception'], press: () => receptions(panel) },
          {
            text: says.returns.short,
            types: ['return-patient', 'return-service'],
            press: () => returns(panel),
          },
          takeOut('return-supplier'),
          takeOut('bin-move'),
        ],
      },
      {
        heading: says.menu.papers,
        choices: [
          { text: says.journal.title, press: () => journal(panel, newJournal(me.today)) },
          {
            text: says.labels.title,
            press: () => void withBins(panel, (bins) => showLabelsScreen(panel, bins, () => menu(panel))),
          },
        ],
      },
    ],
    waitingDrafts(keptDrafts(panel).map((kept) => waitingDraft(kept, () => void takeUp(panel, kept)))),
    news,
  );
}

/** Bins are read once, when a form that needs them opens. */
async function withBins(panel: Panel, open: (bins: Bins[]) => void): Promise<void> {
  const bins = await whileWorking(words.panel.loading, () => readBins(panel.depot.code));
  if (bins === undefined) return;
  if (typeof bins === 'string') menu(panel, notice('danger', bins));
  else open(bins);
}

/** What was begun before: its form again, as it was left. */
async function takeUp(panel: Panel, kept: KeptDraft): Promise<void> {
  if (kept.form === 'reversal')
    return void showReversal(panel, kept, true, endsOf(panel, says.journal.title));
  if (kept.form === 'rectification')
    return showRectification(panel, kept, true, endsOf(panel, says.journal.title));
  showWaiting(words.panels.flows.title, words.panel.loading);
  const [bins, rest] = await Promise.all([
    readBins(panel.depot.code),
    kept.form === 'rest' ? call('readRest', kept.source.id) : null,
  ]);
  const problem = typeof bins === 'string' ? bins : rest && !rest.ok ? rest.message : null;
  if (typeof bins === 'string' || problem) {
    return showNotTakenUp(panel, kept, {
      title: words.panels.flows.title,
      problem: problem ?? '',
      again: () => void takeUp(panel, kept),
      menu: () => menu(panel),
    });
  }
  if (kept.form === 'entry') return entryForm(panel, kept, bins, true);
  if (kept.form === 'movement') return showMovement(panel, kept, bins, true, movementEnds(panel));
  if (kept.form === 'takeOut') return takeOutForm(panel, kept, bins, true);
  if (rest?.ok) refresh(kept, rest.rest);
  restForm(panel, kept, bins, true);
}

/** After a form: the voucher and what may come next, or the first screen where it was thrown away. */
function endsOf(panel: Panel, title: string, next: Next[] = [], note?: () => string | null) {
  return {
    posted: (document: PostedDocument) =>
      showPosted(
        title,
        document,
        [...next, { text: says.posted.menu, press: () => menu(panel) }],
        note?.() ?? undefined,
      ),
    thrown: () => menu(panel),
    back: () => menu(panel),
  };
}

function entryForm(panel: Panel, draft: ReturnType<typeof newEntry>, bins: Bins[], restored = false): void {
  const { code } = panel.depot;
  const again = () => entryForm(panel, newEntry(newId(), draft.type, code, panel.me.today), bins);
  const next = { text: says.posted.another, press: again };
  showEntry(panel, draft, bins, restored, endsOf(panel, says.entry.titles[draft.type], [next]));
}

function movementOf(panel: Panel, direction: Direction, bins: Bins[]): void {
  const { me, depot } = panel;
  const type = typesFor(direction, depot.types, me.admin)[0];
  if (!type) return;
  const next = { text: says.posted.another, press: () => movementOf(panel, direction, bins) };
  const draft = newMovement(newId(), direction, type, depot.code, me.today);
  showMovement(panel, draft, bins, false, movementEnds(panel, [next]));
}

function movementEnds(panel: Panel, next: Next[] = []) {
  const after = [...next, { text: says.posted.menu, press: () => menu(panel) }];
  return {
    ...endsOf(panel, says.movement.title, next),
    counted: (count: Count) => showCounted(says.movement.title, count, after),
  };
}

function takeOutForm(
  panel: Panel,
  draft: ReturnType<typeof newTakeOut>,
  bins: Bins[],
  restored = false,
): void {
  showTakeOut(panel, draft, bins, restored, endsOf(panel, says.takeOut.titles[draft.type]));
}

function receptions(panel: Panel): void {
  void showReceptions(panel, {
    take: (type, rest) => take(panel, type, rest),
    back: () => menu(panel),
  });
}

function returns(panel: Panel): void {
  showReturns(panel, {
    take: (type, rest) => take(panel, type, rest),
    journal: () => journal(panel, newJournal(panel.me.today)),
    back: () => menu(panel),
  });
}

/** Opens the form over what is still open of a transfer or an exit. */
function take(panel: Panel, type: RestType, rest: DocumentRest): void {
  const waiting = draftAbout(panel, rest.document.id, type);
  if (waiting) return void takeUp(panel, waiting);
  const { me, depot } = panel;
  const draft = newRest(newId(), type, depot.code, me.today, rest, language);
  void withBins(panel, (bins) => restForm(panel, draft, bins, false));
}

function restForm(panel: Panel, draft: RestDraft, bins: Bins[], restored: boolean): void {
  const next =
    draft.type === 'reception' ? [{ text: says.receptions.title, press: () => receptions(panel) }] : [];
  const note = () => (draft.type === 'reception' ? stillOpen(draft) : null);
  showRest(panel, draft, bins, restored, endsOf(panel, says.rest.titles[draft.type], next, note));
}

function journal(panel: Panel, state: JournalState): void {
  const back = () => journal(panel, state);
  showJournal(panel, state, {
    open: (head) => openDocument(panel, head, back),
    back: () => menu(panel),
  });
}

/** What a document says now: its last rectification, else itself; or the sentence why it cannot be read. */
async function standingNow(document: DocumentHead): Promise<DocumentHead | string> {
  const { rectifiedBy } = document;
  if (rectifiedBy === null) return document;
  const read = await whileWorking(words.panel.loading, () =>
    call('listDocuments', { number: rectifiedBy }, null),
  );
  if (!read) return words.panel.loading;
  return read.ok ? (read.documents[0] ?? document) : read.message;
}

function openDocument(panel: Panel, head: DocumentHead, back: () => void): void {
  const ends = (title: string) => ({
    ...endsOf(panel, title),
    thrown: () => openDocument(panel, head, back),
    back: () => openDocument(panel, head, back),
  });
  void showDocument(panel, head, {
    reverse: (document) => {
      const waiting = draftAbout(panel, document.id, 'reversal');
      if (waiting) return void takeUp(panel, waiting);
      void showReversal(panel, newReversal(newId(), document), false, ends(says.journal.title));
    },
    rectify: async (document) => {
      const waiting = draftAbout(panel, document.id, 'rectification');
      if (waiting) {
        void takeUp(panel, waiting);
        return null;
      }
      const now = await standingNow(document);
      if (typeof now === 'string') return now;
      showRectification(panel, newRectification(newId(), document, now), false, ends(says.journal.title));
      return null;
    },
    takeBack: (document) =>
      whyNot(panel, document) ?? takeBack(document, (type, rest) => take(panel, type, rest)),
    receive: async ({ id, number }) => {
      const read = await whileWorking(words.panel.loading, () => call('readRest', id));
      if (!read) return null;
      if (!read.ok) return read.message;
      if (!read.rest.lines.some(({ rest }) => rest > 0)) return say(says.receptions.allArrived, { number });
      take(panel, 'reception', read.rest);
      return null;
    },
    back,
  });
}
