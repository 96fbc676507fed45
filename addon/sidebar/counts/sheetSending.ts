/** The sending engine at a real tab: through the script, under a new command's id each time. */
import type { CountTab } from '../../server/calls/countSheet.ts';
import type { Calls } from '../../server/calls.ts';
import { call, newId } from '../call.ts';
import { cellWords, language } from '../words.ts';
import { createSending } from './sending.ts';
import type { Sending } from './sendingRound.ts';

type Resumed = Extract<ReturnType<Calls['resumeCountSheet']>, { ok: true }>;

/** `asks`: where the sheet shows other figures than the service, one's own are asked about as well. */
export function sheetSending(asks: boolean, { count, known, sheet }: Resumed, tab: CountTab): Sending {
  const { round } = tab;
  return createSending({
    known,
    progress: count,
    tolerance: count.tolerance,
    asks,
    built: sheet.built,
    language,
    words: cellWords,
    calls: {
      read: () => call('readCountSheet', tab),
      put: (lines) => call('sendCounted', newId(), count.id, { round, lines }),
      note: (lines) => call('markCountLines', newId(), count.id, { lines }),
      mark: (states) => call('markCountSheet', tab, states),
      write: (lines) => call('writeCounted', tab, lines),
    },
  });
}
