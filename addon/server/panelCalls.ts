import type { CarriedOut } from '../../shared/contract/commands.ts';
import type { Me } from '../../shared/contract/people.ts';
import { draftDepot, type PanelName } from '../panels.ts';
import { askAll, askApi } from './api.ts';
import type { Answer, Calls } from './calls.ts';
import { forgetDraft, keepDraft, readDraft } from './drafts.ts';
import { answer } from './entry.ts';
import { askCarriedOut, stillToDo } from './keptCommands.ts';
import { keepLanguage } from './language.ts';
import { buildMenu, openPanel } from './menu.ts';
import { refuse } from './refusals.ts';

const DEPOT = 'depot';
/** User properties hold 500 KB in all. */
const LONGEST_DRAFT = 150_000;

/** Who am I, and the depot chosen last time, if it is still open to me (S5, S6). */
export const startPanel: Calls['startPanel'] = (email, panel) =>
  answer(email, (language) => {
    const properties = PropertiesService.getUserProperties().getProperties();
    const remembered = draftDepot(panel, properties[DEPOT] ?? null);
    const kept = readDraft(properties, panel, remembered);
    const carriedOut = askCarriedOut(kept);
    const paths = ['/v1/me', ...(carriedOut ? [carriedOut] : [])].map((path) => ({ path }));
    const [asked, done] = askAll<Me & CarriedOut>(paths, language) as [Answered, Answered | undefined];
    if (!asked.ok) return asked;
    const me: Me = asked.body;
    const depot = me.depots.find(({ code }) => code === properties[DEPOT])?.code ?? null;
    const draft = dropCarriedOut(panel, remembered, kept, done);
    return { ok: true, me, depot, draft: draftDepot(panel, depot) === remembered ? draft : null };
  });

export const chooseDepot: Calls['chooseDepot'] = (email, panel, depot) =>
  answer(email, (language) => {
    const properties = PropertiesService.getUserProperties();
    properties.setProperty(DEPOT, depot);
    const kept = readDraft(properties.getProperties(), panel, depot);
    const carriedOut = askCarriedOut(kept);
    const done = carriedOut ? askApi<CarriedOut>(carriedOut, language) : undefined;
    return { ok: true, depot, draft: dropCarriedOut(panel, depot, kept, done) };
  });

type Answered = Answer<{ body: Me & CarriedOut }>;

/** What was carried out is forgotten here too; where the service does not say, everything stays. */
function dropCarriedOut(
  panel: PanelName,
  depot: string,
  kept: string | null,
  done: Answer<{ body: CarriedOut }> | undefined,
): string | null {
  const draft = done?.ok ? stillToDo(kept, done.body) : kept;
  if (draft === kept) return kept;
  if (draft === null) forgetDraft(panel, depot);
  else keepDraft(panel, depot, draft);
  return draft;
}

export const chooseLanguage: Calls['chooseLanguage'] = (email, panel, language) =>
  answer(email, () => {
    keepLanguage(language);
    buildMenu(language);
    openPanel(panel);
    return { ok: true };
  });

export const openOther: Calls['openOther'] = (email, panel) =>
  answer(email, () => {
    openPanel(panel);
    return { ok: true };
  });

export const saveDraft: Calls['saveDraft'] = (email, panel, depot, draft) =>
  answer(email, (language) => {
    if (draft === null) forgetDraft(panel, depot);
    else if (draft.length > LONGEST_DRAFT) return refuse('DRAFT_TOO_LARGE', language);
    else keepDraft(panel, depot, draft);
    return { ok: true };
  });
