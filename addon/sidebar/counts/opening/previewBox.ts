/** What opening would freeze: said before anything is frozen. */
import type { CountPreview, CountTeam } from '../../../../shared/contract/counts.ts';
import { PART_LINES, sheetsOf } from '../../../countParts.ts';
import { el, notice } from '../../dom.ts';
import { folded } from '../../fields/choices.ts';
import { moneyText, say, words } from '../../words.ts';

const says = words.countOpen;

/** `teams` as they stand in the form: each has sheets of its own. */
export function previewBox(preview: CountPreview, teams: readonly CountTeam[]): HTMLElement {
  const { problems, lines, items, value, currency, bins, transit } = preview;
  if (problems.length > 0) return el('div', {}, ...problems.map(({ detail }) => notice('danger', detail)));
  const { sheets, atLeast, long } = sheetsOf(lines, bins, teams);
  const frozen = say(says.frozen, { lines, items, value: moneyText(value, currency) });
  return notice(
    'info',
    el('p', {}, el('strong', {}, frozen)),
    preview.kind === 'all' && el('p', {}, says.wholeDepot),
    lines > PART_LINES &&
      sheets > 1 &&
      el('p', {}, say(atLeast ? says.partsAtLeast : says.parts, { parts: sheets, lines: PART_LINES })),
    ...long.map(({ bin, lines: held }) =>
      el('p', {}, say(says.longBin, { bin: bin || words.counts.noBin, lines: held })),
    ),
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
