/** What the count panel asks for: the count's cycle on the service. */
import type {
  CloseResult,
  Count,
  CountPreview,
  CountProgress,
  Recap,
  RecapTotals,
  SnapshotLink,
} from '../../shared/contract/counts.ts';
import { formatNumber, type Language } from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import { askAll, askApi, askFile, query } from './api.ts';
import type { Answer, Calls } from './calls.ts';
import { countPath, fetchCount } from './countLines.ts';
import { showCountState } from './countTabState.ts';
import { answer } from './entry.ts';
import { wordsOf } from './language.ts';
import { pageOf } from './menu.ts';

interface CountPage {
  rows: Count[];
  next: string | null;
}

/** What waits for somebody, asked for together with the first page: no count is out of reach for its age. */
const WAITING: Record<string, string>[] = [{ state: 'open' }, { state: 'closed' }, { toAcknowledge: 'true' }];

export const listCounts: Calls['listCounts'] = (email, depot, cursor) =>
  answer(email, (language) => {
    const path = (more: Record<string, string | number>) => `/v1/counts?${query({ depot, ...more })}`;
    if (cursor !== null) {
      const asked = askApi<CountPage>(path({ cursor }), language);
      return asked.ok ? { ok: true, counts: asked.body.rows, next: asked.body.next } : asked;
    }
    const paths = [path({}), ...WAITING.map((which) => path({ ...which, limit: 1000 }))];
    const answers: CountPage[] = [];
    for (const asked of askAll<CountPage>(
      paths.map((one) => ({ path: one })),
      language,
    )) {
      if (!asked.ok) return asked;
      answers.push(asked.body);
    }
    const [latest, open, closed, unseen] = answers as [CountPage, CountPage, CountPage, CountPage];
    const owed = unseen.rows.filter(({ may }) => may.acknowledge);
    const all = [...open.rows, ...closed.rows, ...owed, ...latest.rows];
    const counts = [...new Map(all.map((count) => [count.id, count])).values()];
    return { ok: true, counts, next: latest.next };
  });

export const exportStock: Calls['exportStock'] = (email, depot, at) =>
  answer(email, (language) => {
    const asked = askFile(`/v1/stock/export?${query({ depot, at })}`, language);
    return asked.ok ? { ok: true, csv: asked.text, fileName: asked.fileName } : asked;
  });

export const previewCount: Calls['previewCount'] = (email, request) =>
  answer(email, (language) => {
    const asked = askApi<CountPreview>('/v1/counts/preview', language, { method: 'post', body: request });
    return asked.ok ? { ok: true, preview: asked.body } : asked;
  });

export const openCount: Calls['openCount'] = (email, request) =>
  answer(email, (language) => post('/v1/counts', request.id, request, language));

export const postSpotCount: Calls['postSpotCount'] = (email, request) =>
  answer(email, (language) => post('/v1/spot-counts', request.id, request, language));

export const readCount: Calls['readCount'] = (email, id) =>
  answer(email, (language) => fetchCount(id, language));

export const countProgress: Calls['countProgress'] = (email, id) =>
  answer(email, (language) => {
    const asked = askApi<CountProgress>(`${countPath(id)}/progress`, language);
    return asked.ok ? { ok: true, progress: asked.body } : asked;
  });

export const commandCount: Calls['commandCount'] = (email, key, id, [command, body]) =>
  answer(email, (language) => commandNow(id, command, key, body, language));

export const closeCount: Calls['closeCount'] = (email, key, id, request) =>
  answer(email, (language) => {
    const path = `${countPath(id)}/close`;
    const asked = askApi<CloseResult>(path, language, { method: 'post', key, body: request });
    if (!asked.ok) return asked;
    showCountState(id, asked.body.count.state, language);
    return { ok: true, ...asked.body };
  });

export const readRecap: Calls['readRecap'] = (email, id, ask) =>
  answer(email, (language) => {
    const asked = askApi<Recap>(`${countPath(id)}/recap?${query({ ...ask })}`, language);
    return asked.ok ? { ok: true, recap: asked.body } : asked;
  });

export const recapTotals: Calls['recapTotals'] = (email, id, by) =>
  answer(email, (language) => {
    const asked = askApi<RecapTotals>(`${countPath(id)}/recap/totals?${query({ by })}`, language);
    return asked.ok ? { ok: true, totals: asked.body } : asked;
  });

export const showRecap: Calls['showRecap'] = (email, id, timeZone) =>
  answer(email, (language) => {
    const start = { email, environment: DECOMPTE_CONFIG.environment, count: id, timeZone };
    const page = pageOf('recap', language, start).setWidth(1180).setHeight(620);
    SpreadsheetApp.getUi().showModelessDialog(page, wordsOf(language).titles.recap);
    return { ok: true };
  });

/** It may wait for minutes: no token is taken before, and nothing is under way meanwhile. */
export const askLastQuestion: Calls['askLastQuestion'] = (email, question) =>
  answer(email, (language) => {
    const { counts } = wordsOf(language);
    const { name } = question;
    if (question.ask === 'cancel')
      return agrees(say(counts.cancelTitle, language, { name }), counts.cancelQuestion);
    const { differing, gapValue, grossValue, currency } = question;
    const money = (value: number) => `${formatNumber(value, language, 2, 4)} ${currency}`;
    const sentence = question.ask === 'moved' ? counts.valuesMoved : counts.lastQuestion;
    return agrees(
      say(counts.lastQuestionTitle, language, { name }),
      say(sentence, language, { differing, value: money(gapValue), gross: money(grossValue) }),
    );
  });

export const confirmCount: Calls['confirmCount'] = (email, key, id, confirming) =>
  answer(email, (language) => commandNow(id, 'confirm', key, confirming, language));

export const cancelCount: Calls['cancelCount'] = (email, key, id) =>
  answer(email, (language) => commandNow(id, 'cancel', key, {}, language));

export const snapshotLink: Calls['snapshotLink'] = (email, key, id, which) =>
  answer(email, (language) => {
    const path = `${countPath(id)}/snapshots/${which}/link`;
    const asked = askApi<SnapshotLink>(path, language, { method: 'post', key, body: {} });
    if (!asked.ok) return asked;
    const { url } = asked.body;
    const link = { ...asked.body, url: url.startsWith('/') ? DECOMPTE_CONFIG.apiUrl + url : url };
    return { ok: true, link };
  });

function agrees(title: string, question: string): Answer<{ agreed: boolean }> {
  const ui = SpreadsheetApp.getUi();
  return { ok: true, agreed: ui.alert(title, question, ui.ButtonSet.YES_NO) === ui.Button.YES };
}

/** A command that answers the count; its tabs show the state that it then stands in. */
function commandNow(
  id: string,
  command: string,
  key: string,
  body: object,
  language: Language,
): Answer<{ count: Count }> {
  const done = post(`${countPath(id)}/${command}`, key, body, language);
  if (done.ok) showCountState(id, done.count.state, language);
  return done;
}

function post(path: string, key: string, body: object, language: Language): Answer<{ count: Count }> {
  const asked = askApi<Count>(path, language, { method: 'post', key, body });
  return asked.ok ? { ok: true, count: asked.body } : asked;
}
