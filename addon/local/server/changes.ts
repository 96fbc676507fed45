import type { SpreadsheetChange, SpreadsheetDocument } from '../host/types.ts';
import type { WindowEvent } from './wire.ts';

/** Writes of a script come in bursts; what a person sees may wait this long. */
const gatherMs = 20;

/** The document's changes as few events: whole sheets' list once, cells as one span per sheet. */
export function gatherChanges(
  document: SpreadsheetDocument,
  send: (event: WindowEvent) => void,
): { flush(): void; stop(): void } {
  const spans = new Map<number, { firstRow: number; lastRow: number }>();
  let sheetsChanged = false;
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (sheetsChanged) send({ what: 'sheets', sheets: document.sheets() });
    for (const [sheetId, span] of spans) send({ what: 'cells', sheetId, ...span });
    sheetsChanged = false;
    spans.clear();
  };
  const gather = (change: SpreadsheetChange) => {
    if (change.what === 'cells') {
      const known = spans.get(change.sheetId) ?? change;
      spans.set(change.sheetId, {
        firstRow: Math.min(known.firstRow, change.firstRow),
        lastRow: Math.max(known.lastRow, change.lastRow),
      });
    } else sheetsChanged = true;
    timer ??= setTimeout(flush, gatherMs);
  };

  const stop = document.onChange(gather);
  return {
    flush,
    stop() {
      stop();
      clearTimeout(timer);
    },
  };
}
