/** Items beside their levels: what is short, what is to be ordered (B8) [Niveaux d'alerte]. */
import type { LevelRow } from '../../../shared/contract/watch.ts';
import { button, el } from '../dom.ts';
import { quantityText, say, words } from '../words.ts';
import { choiceFilter, depotFilter, textFilter } from './filters.ts';
import { showItem } from './item.ts';
import { joined, type Reader, row } from './reading.ts';
import { showReport } from './report.ts';

const says = words.stock.levels;
const KINDS: Record<LevelRow['state'], string> = {
  out: 'danger',
  security: 'danger',
  alert: 'closed',
  above: 'open',
  fine: 'confirmed',
};

export function showLevels(reader: Reader): void {
  const shows = ['alert', 'security', 'reorder', 'above', 'all'] as const;
  showReport(reader, {
    name: 'levels',
    title: words.stock.pages.levels.title,
    filters: [
      choiceFilter(
        says.show,
        shows.map((show) => ({ value: show, text: says.shows[show], query: { show } })),
      ),
      depotFilter(reader),
      textFilter(words.stock.search, 'q', words.stock.searchHint),
    ],
    row: (level) => levelRow(reader, level),
    none: says.none,
  });
}

function levelRow(reader: Reader, level: LevelRow): HTMLElement {
  const {
    depot,
    item,
    label,
    unit,
    usable,
    unusable,
    onItsWay,
    alert,
    security,
    maximum,
    state,
    monthly,
    daysLeft,
    toOrder,
  } = level;
  const shown = (limit: number | null) => (limit === null ? '—' : quantityText(limit));
  return row(
    joined(item, label),
    say(says.usable, { usable, unit, onItsWay: onItsWay || null }),
    [
      joined(
        depot,
        say(says.limits, { security: shown(security), alert: shown(alert), maximum: shown(maximum) }),
      ),
      unusable > 0 && say(says.unusable, { unusable, unit }),
      monthly > 0 && say(says.used, { monthly, days: daysLeft }),
      toOrder > 0 &&
        el('p', { class: 'card-title' }, say(says.order, { quantity: quantityText(toOrder), unit })),
      button(words.stock.itemPage.details, () => showItem(reader, item), 'link'),
    ],
    { text: words.reports.levelStates[state], kind: KINDS[state] },
  );
}
