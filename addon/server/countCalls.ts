/** What the count panel asks for: the count's cycle on the service, one function for each command. */
import type {
  CloseResult,
  Count,
  PutCountLinesResult,
  Recap,
  SnapshotLink,
} from '../../shared/contract/counts.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import { askApi, query } from './api.ts';
import type { Answer, Calls } from './calls.ts';
import { countPath, fetchCount } from './countLines.ts';
import { showCountState } from './countTabState.ts';
import { answer } from './entry.ts';
import { wordsOf } from './language.ts';
import { pageOf } from './menu.ts';

export const listCounts: Calls['listCounts'] = (email, depot) =>
  answer(email, (language) => {
    const asked = askApi<{ rows: Count[] }>(`/v1/counts?${query({ depot })}`, language);
    return asked.ok ? { ok: true, counts: asked.body.rows } : asked;
  });

export const openCount: Calls['openCount'] = (email, request) =>
  answer(email, (language) =>
    countOf(askApi<Count>('/v1/counts', language, { method: 'post', key: request.id, body: request })),
  );

export const readCount: Calls['readCount'] = (email, id) =>
  answer(email, (language) => fetchCount(id, language));

export const sendCounted: Calls['sendCounted'] = (email, key, id, request) =>
  answer(email, (language) => {
    const path = `${countPath(id)}/lines`;
    const asked = askApi<PutCountLinesResult>(path, language, { method: 'put', key, body: request });
    return asked.ok ? { ok: true, result: asked.body } : asked;
  });

export const closeCount: Calls['closeCount'] = (email, key, id, request) =>
  answer(email, (language) => {
    const path = `${countPath(id)}/close`;
    const asked = askApi<CloseResult>(path, language, { method: 'post', key, body: request });
    if (!asked.ok) return asked;
    showCountState(id, asked.body.count.state, language);
    return { ok: true, ...asked.body };
  });

export const readRecap: Calls['readRecap'] = (email, id, cursor) =>
  answer(email, (language) => {
    const page = cursor ? `?${query({ cursor })}` : '';
    const asked = askApi<Recap>(`${countPath(id)}/recap${page}`, language);
    return asked.ok ? { ok: true, recap: asked.body } : asked;
  });

export const showRecap: Calls['showRecap'] = (email, id) =>
  answer(email, (language) => {
    const start = { email, environment: DECOMPTE_CONFIG.environment, count: id };
    const page = pageOf('recap', language, start).setWidth(900).setHeight(600);
    SpreadsheetApp.getUi().showModelessDialog(page, wordsOf(language).titles.recap);
    return { ok: true };
  });

export const reopenCount: Calls['reopenCount'] = (email, key, id) =>
  answer(email, (language) => commandCount(id, 'reopen', key, {}, language));

/** The question comes before the token is taken: it may wait for minutes. */
export const confirmCount: Calls['confirmCount'] = (email, key, id, version, differing, name) =>
  answer(email, (language) => {
    const { counts } = wordsOf(language);
    const title = say(counts.lastQuestionTitle, language, { name });
    if (!agrees(title, say(counts.lastQuestion, language, { differing })))
      return { ok: true, count: null, declined: true };
    const confirmed = commandCount(id, 'confirm', key, { version }, language);
    return confirmed.ok ? { ...confirmed, declined: false } : confirmed;
  });

export const cancelCount: Calls['cancelCount'] = (email, key, id, name) =>
  answer(email, (language) => {
    const { counts } = wordsOf(language);
    if (!agrees(say(counts.cancelTitle, language, { name }), counts.cancelQuestion))
      return { ok: true, count: null, declined: true };
    const cancelled = commandCount(id, 'cancel', key, {}, language);
    return cancelled.ok ? { ...cancelled, declined: false } : cancelled;
  });

export const snapshotLink: Calls['snapshotLink'] = (email, key, id, which) =>
  answer(email, (language) => {
    const path = `${countPath(id)}/snapshots/${which}/link`;
    const asked = askApi<SnapshotLink>(path, language, { method: 'post', key, body: {} });
    if (!asked.ok) return asked;
    const { url } = asked.body;
    const link = { ...asked.body, url: url.startsWith('/') ? DECOMPTE_CONFIG.apiUrl + url : url };
    return { ok: true, link };
  });

function agrees(title: string, question: string): boolean {
  const ui = SpreadsheetApp.getUi();
  return ui.alert(title, question, ui.ButtonSet.YES_NO) === ui.Button.YES;
}

function commandCount(
  id: string,
  command: 'reopen' | 'confirm' | 'cancel',
  key: string,
  body: object,
  language: Language,
): Answer<{ count: Count }> {
  const path = `${countPath(id)}/${command}`;
  const done = countOf(askApi<Count>(path, language, { method: 'post', key, body }));
  if (done.ok) showCountState(id, done.count.state, language);
  return done;
}

function countOf(asked: Answer<{ body: Count }>): Answer<{ count: Count }> {
  return asked.ok ? { ok: true, count: asked.body } : asked;
}
