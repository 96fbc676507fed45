import type { Me } from '../../shared/contract/people.ts';
import { askApi } from './api.ts';
import type { Calls } from './calls.ts';
import { answer } from './entry.ts';

const DEPOT = 'depot';

/** Who am I, and the depot chosen last time, if it is still open to me (S5, S6). */
export const startPanel: Calls['startPanel'] = (email) =>
  answer(email, (language) => {
    const asked = askApi<Me>('/v1/me', language);
    if (!asked.ok) return asked;
    const me = asked.body;
    const remembered = PropertiesService.getUserProperties().getProperty(DEPOT);
    const depot = me.depots.some(({ code }) => code === remembered) ? remembered : null;
    return { ok: true, me, depot };
  });

export const chooseDepot: Calls['chooseDepot'] = (email, depot) =>
  answer(email, () => {
    PropertiesService.getUserProperties().setProperty(DEPOT, depot);
    return { ok: true, depot };
  });
