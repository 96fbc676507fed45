/** «Exporter le stock avant l’inventaire» (E5, Q11): the depot's stock as a CSV, today or at the end of a past day. */
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { folded } from '../fields/choices.ts';
import { dateField } from '../fields/dateField.ts';
import { type Panel, whileWorking } from '../page.ts';
import { saveFile } from '../saveFile.ts';
import { words } from '../words.ts';

const says = words.counts;
/** Excel takes a CSV for UTF-8 by it alone; as text it came without. */
const BYTE_ORDER_MARK = '\uFEFF';

/** The button for the stock of today, and what exports it at another date. */
export function stockExport({ depot, me }: Panel): HTMLElement {
  const refused = el('div', {});
  let at = me.today;

  async function download(date: string): Promise<void> {
    refused.replaceChildren();
    const made = await whileWorking(says.downloading, () => call('exportStock', depot.code, date));
    if (made?.ok) saveFile([BYTE_ORDER_MARK, made.csv], 'text/csv;charset=utf-8', made.fileName);
    else if (made) refused.append(notice('danger', made.message));
  }

  const date = dateField({
    label: says.exportDate,
    value: at,
    today: me.today,
    kind: 'document',
    changed: (chosen) => {
      at = chosen;
    },
  });
  return el(
    'section',
    {},
    button(says.exportStock, () => void download(me.today)),
    folded(
      says.exportPast,
      date.root,
      button(says.exportAt, () => date.check() && void download(at)),
    ),
    refused,
  );
}
