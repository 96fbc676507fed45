/** How far the sheet of a count is, what of it is sent, and beside it the whole count where the sheet is a part of it. */
import type { CountTab, KnownLine } from '../../server/calls/countSheet.ts';
import { el } from '../dom.ts';
import { language, say, words } from '../words.ts';
import { openRows } from './attention.ts';
import type { Round } from './sendingRound.ts';

const says = words.counts;
/** How often what is typed on the sheet is looked for, and sent. */
export const READ_EVERY_MS = 20_000;
type Counted = Record<'counted' | 'lines', number>;

export interface SheetProgress {
  root: HTMLElement;
  /** What a round of sending came to. */
  take(round: Round): void;
  /** The whole count, as it was read. */
  showWhole(count: Counted): void;
}

/** `sent` is false on a sheet that somebody else's panel sends: what was sent of it, nobody knows here. */
export function sheetProgress(
  known: readonly KnownLine[],
  count: Counted,
  { round }: CountTab,
  sent: boolean,
): SheetProgress {
  const lines = known.length;
  const counted = known.filter(([, quantity, , , , , , , { hidden }]) => quantity !== null || hidden).length;
  const bar = el('progress', { max: Math.max(lines, 1), value: counted, 'aria-hidden': 'true' });
  const saved = el('p', {}, say(says.progress, { counted, lines }));
  const often = el('p', { class: 'quiet' }, say(says.readEvery, { seconds: READ_EVERY_MS / 1000 }));
  const whole = el('p', { class: 'quiet' });

  function showWhole({ counted: of, lines: all }: Counted): void {
    const part = !sent || round === 2 || lines < all;
    whole.textContent = part ? say(says.wholeProgress, { counted: of, lines: all }) : '';
  }

  showWhole(count);
  return {
    root: el('div', {}, sent && bar, sent && saved, sent && often, whole),
    take(now) {
      bar.value = now.tab.counted;
      saved.textContent = savedText(now) ?? saved.textContent;
      if (now.sent > 0) showWhole(now);
    },
    showWhole,
  };
}

/** Null where nothing is known anew: the sheet could not be read. */
function savedText(round: Round): string | null {
  const { ok, pending, sent, tab } = round;
  if (!ok && pending === 0) return null;
  if (pending > 0) return say(says.notSentYet, { count: pending });
  const open = openRows(round);
  if (open > 0) return say(says.notAll, { ...tab, open });
  if (tab.counted === 0) return say(says.progress, tab);
  if (sent > 0) return say(says.savedAt, { time: timeNow({}), ...tab });
  // What is typed from now on is not known before the next reading: what is said is of this second.
  return say(says.upToDate, { time: timeNow({ second: '2-digit' }), ...tab });
}

function timeNow(more: Intl.DateTimeFormatOptions): string {
  return new Date().toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', ...more });
}
