import type { CarriedOut } from '../../shared/contract/commands.ts';
import type { Me } from '../../shared/contract/people.ts';
import { draftDepot, type PanelName } from '../panels.ts';
import { askAll, askApi } from './api.ts';
import type { Drafts } from './calls/frame.ts';
import type { Answer, Calls } from './calls.ts';
import { forgetCarriedOut, forgetDrafts, keepDraft, readDrafts } from './drafts.ts';
import { answer } from './entry.ts';
import { askCarriedOut, doneOf } from './keptCommands.ts';
import { keepLanguage } from './language.ts';
import { buildMenu, openPanel } from './menu.ts';
import { refuse } from './refusals.ts';

const DEPOT = 'depot';

/** Who am I, and the depot chosen last time, if it is still open to me (S5, S6). */
export const startPanel: Calls['startPanel'] = (email, panel) =>
  answer(email, (language) => {
    const properties = PropertiesService.getUserProperties().getProperties();
    const remembered = draftDepot(panel, properties[DEPOT] ?? null);
    const kept = readDrafts(properties, panel, remembered);
    const carriedOut = askCarriedOut(kept);
    const paths = ['/v1/me', ...(carriedOut ? [carriedOut] : [])].map((path) => ({ path }));
    const [asked, done] = askAll<Me & CarriedOut>(paths, language) as [Answered, Answered | undefined];
    if (!asked.ok) return asked;
    const me: Me = asked.body;
    const depot = me.depots.find(({ code }) => code === properties[DEPOT])?.code ?? null;
    const drafts = dropCarriedOut(panel, remembered, kept, done);
    return { ok: true, me, depot, drafts: draftDepot(panel, depot) === remembered ? drafts : {} };
  });

export const chooseDepot: Calls['chooseDepot'] = (email, panel, depot) =>
  answer(email, (language) => {
    const properties = PropertiesService.getUserProperties();
    properties.setProperty(DEPOT, depot);
    const kept = readDrafts(properties.getProperties(), panel, depot);
    const carriedOut = askCarriedOut(kept);
    const done = carriedOut ? askApi<CarriedOut>(carriedOut, language) : undefined;
    return { ok: true, depot, drafts: dropCarriedOut(panel, depot, kept, done) };
  });

type Answered = Answer<{ body: Me & CarriedOut }>;

/** What was carried out is forgotten here too; where the service does not say, everything stays. */
function dropCarriedOut(
  panel: PanelName,
  depot: string,
  kept: Drafts,
  done: Answer<{ body: CarriedOut }> | undefined,
): Drafts {
  const names = done?.ok ? doneOf(kept, done.body) : [];
  if (names.length === 0) return kept;
  forgetCarriedOut(panel, depot, names);
  return Object.fromEntries(Object.entries(kept).filter(([name]) => !names.includes(name)));
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

export const saveDraft: Calls['saveDraft'] = (email, panel, depot, name, draft) =>
  answer(email, (language) => {
    if (draft === null) forgetDrafts(panel, depot, [name]);
    else if (!keepDraft(panel, depot, name, draft)) return refuse('DRAFT_TOO_LARGE', language);
    return { ok: true };
  });
