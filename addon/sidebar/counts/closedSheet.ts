/**
 * A count that is closed or over: what its sheet shows otherwise than it was recorded, looked up again while it may yet
 * be reopened.
 */
import type { Count } from '../../../shared/contract/counts.ts';
import type { ClosedDifference, CountTab } from '../../server/calls/countSheet.ts';
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { setStatus, whileWorking } from '../page.ts';
import { regularly } from '../regularly.ts';
import { quantityText, say, words } from '../words.ts';

const says = words.counts;
const LOOKED_EVERY_MS = 20_000;
const SHOWN = 10;

export function closedSheet(count: Count): HTMLElement {
  let tabs: CountTab[] = [];
  const box = el('div', {});
  const { state, may } = count;
  const leads = state === 'closed' && may.lead;

  async function look(): Promise<void> {
    const compared = await call('compareClosedSheets', count.id);
    if (compared.ok) show(compared.differences);
  }

  function show(differences: readonly ClosedDifference[]): void {
    const count = differences.length;
    const byTab = new Map(differences.map(({ tab }) => [`${tab.round} ${tab.team} ${tab.part}`, tab]));
    tabs = [...byTab.values()];
    if (count === 0) {
      box.replaceChildren();
      return;
    }
    const lines = differences.slice(0, SHOWN).map(({ sheet, row, item, shown, recorded }) =>
      el(
        'li',
        {},
        say(recorded === null ? says.closedTypedBlank : says.closedTypedLine, {
          item,
          sheet,
          row,
          shown: shown || says.blank,
          recorded: recorded === null ? '' : quantityText(recorded),
        }),
      ),
    );
    const more = count > SHOWN && el('p', {}, say(words.rows.more, { count: count - SHOWN }));
    const restoring =
      leads &&
      el(
        'div',
        { class: 'actions' },
        button(says.restore, () => void restore()),
      );
    box.replaceChildren(
      notice(
        'warning',
        say(says.closedTyped, { count }),
        el('ul', {}, ...lines),
        more,
        el('p', {}, leads ? says.closedTypedAdvice : says.closedTypedKept),
        restoring,
      ),
    );
  }

  async function restore(): Promise<void> {
    const failed = await whileWorking(says.restoring, async () => {
      for (const tab of tabs) {
        const made = await call('repairCountSheet', tab, true);
        if (!made.ok) return made;
      }
      return null;
    });
    if (failed === undefined) return;
    if (failed === null) setStatus(says.restored);
    box.replaceChildren(...(failed ? [notice('danger', failed.message)] : []));
  }

  // The screen that shows this box is put in place first; leaving it ends the looking.
  queueMicrotask(() => {
    void look();
    if (state === 'closed') regularly(LOOKED_EVERY_MS, look);
  });
  return box;
}
