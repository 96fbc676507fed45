import type { Me } from '../../shared/contract/people.ts';
import { draftDepot } from '../panels.ts';
import { askApi } from './api.ts';
import type { Calls } from './calls.ts';
import { forgetDraft, keepDraft, readDraft } from './drafts.ts';
import { answer } from './entry.ts';
import { keepLanguage } from './language.ts';
import { buildMenu, openPanel } from './menu.ts';
import { refuse } from './refusals.ts';

const DEPOT = 'depot';
/** User properties hold 500 KB in all. */
const LONGEST_DRAFT = 150_000;

/** Who am I, and the depot chosen last time, if it is still open to me (S5, S6). */
export const startPanel: Calls['startPanel'] = (email, panel) =>
  answer(email, (language) => {
    const asked = askApi<Me>('/v1/me', language);
    if (!asked.ok) return asked;
    const me = asked.body;
    const properties = PropertiesService.getUserProperties().getProperties();
    const remembered = properties[DEPOT];
    const depot = me.depots.find(({ code }) => code === remembered)?.code ?? null;
    return { ok: true, me, depot, draft: readDraft(properties, panel, draftDepot(panel, depot)) };
  });

export const chooseDepot: Calls['chooseDepot'] = (email, panel, depot) =>
  answer(email, () => {
    const properties = PropertiesService.getUserProperties();
    properties.setProperty(DEPOT, depot);
    return { ok: true, depot, draft: readDraft(properties.getProperties(), panel, depot) };
  });

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
