/** What opening would freeze: said before anything is frozen. */
import type { CountPreview } from '../../../../shared/contract/counts.ts';
import { cutByBins, PART_LINES } from '../../../countParts.ts';
import { el, notice } from '../../dom.ts';
import { folded } from '../../fields/choices.ts';
import { moneyText, say, words } from '../../words.ts';

const says = words.countOpen;

export function previewBox(preview: CountPreview): HTMLElement {
  const { problems, lines, items, value, currency, bins, transit } = preview;
  if (problems.length > 0) return el('div', {}, ...problems.map(({ detail }) => notice('danger', detail)));
  const parts = lines > PART_LINES ? cutByBins(bins, null).length : 1;
  const frozen = say(says.frozen, { lines, items, value: moneyText(value, currency) });
  return notice(
    'info',
    el('p', {}, el('strong', {}, frozen)),
    parts > 1 && el('p', {}, say(says.parts, { parts, lines: PART_LINES })),
    transit.length > 0 && el('p', {}, say(says.transit, { count: transit.length })),
    transit.length > 0 &&
      el(
        'ul',
        {},
        ...transit.map(({ transfer, date, from, to, lines: sent }) =>
          el('li', {}, say(says.transitLine, { transfer, date, from, to, lines: sent })),
        ),
      ),
    bins.length > 1 &&
      folded(
        say(says.byBin, { bins: bins.length }),
        el(
          'ul',
          {},
          ...bins.map(({ bin, lines: held }) =>
            el('li', {}, say(says.binLines, { bin: bin || words.counts.noBin, lines: held })),
          ),
        ),
      ),
  );
}
