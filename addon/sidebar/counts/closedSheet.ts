/** Beside the recap of a closed count: what its sheet shows otherwise than it was recorded, looked up again and again. */
import type { Count } from '../../../shared/contract/counts.ts';
import type { ClosedDifference, CountTab } from '../../server/calls/countSheet.ts';
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { isWorking, onLeaving, setStatus, whileWorking } from '../page.ts';
import { quantityText, say, words } from '../words.ts';

const says = words.counts;
const LOOKED_EVERY_MS = 20_000;
const SHOWN = 10;

export function closedSheet(count: Count): HTMLElement {
  let tabs: CountTab[] = [];
  const box = el('div', {});

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
        say(says.closedTypedLine, {
          item,
          sheet,
          row,
          shown: shown || says.blank,
          recorded: recorded === null ? says.blank : quantityText(recorded),
        }),
      ),
    );
    const more = count > SHOWN && el('p', {}, say(words.rows.more, { count: count - SHOWN }));
    const restoring = el(
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
        el('p', {}, says.closedTypedAdvice),
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
    const timer = window.setInterval(() => {
      if (!isWorking()) void look();
    }, LOOKED_EVERY_MS);
    onLeaving(() => window.clearInterval(timer));
    void look();
  });
  return box;
}
