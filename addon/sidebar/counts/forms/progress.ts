/** How far the count is: by bin and by person, each with a bar; first the lines of the sheet that is counted here. */
import type { Count, CountProgress } from '../../../../shared/contract/counts.ts';
import type { CountTab } from '../../../server/calls/countSheet.ts';
import { call } from '../../call.ts';
import { el, notice } from '../../dom.ts';
import { folded } from '../../fields/choices.ts';
import { namedText, say, words } from '../../words.ts';

const says = words.countForms;
type Bin = Pick<CountProgress['bins'][number], 'bin' | 'team' | 'lines' | 'counted'>;

/** `tab`: the sheet that one counts on; null shows the whole count. `seen` hears each reading: it also tells of the second count. */
export function progressBox(
  count: Count,
  tab: CountTab | null,
  seen: (progress: CountProgress) => void,
): { root: HTMLElement; read(): Promise<void> } {
  const content = el('div', {});
  const box = folded(says.progress, content);

  async function read(): Promise<void> {
    const asked = await call('countProgress', count.id);
    if (!asked.ok) return content.replaceChildren(notice('danger', asked.message));
    const { progress } = asked;
    const mine = tab && binsOfTab(progress, count, tab);
    const whole = [
      el('h2', {}, says.byBin),
      ...bars(progress.bins),
      ...(progress.people.length > 0 ? [el('h2', {}, says.byPerson)] : []),
      ...progress.people.map(({ name, counted }) => bar(name, counted, progress.lines)),
    ];
    const all = folded(says.wholeCount, ...whole);
    all.open = content.querySelector('details')?.open ?? false;
    content.replaceChildren(...(mine ? [el('h2', {}, says.thisSheet), ...bars(mine), all] : whole));
    seen(progress);
  }

  function bars(bins: readonly Bin[]): HTMLElement[] {
    const team = (number: number) => count.teams.find((one) => one.team === number)?.name;
    return bins.map(({ bin, team: of, lines, counted }) =>
      bar([bin || words.counts.noBin, team(of)].filter(Boolean).join(' · '), counted, lines),
    );
  }

  box.addEventListener('toggle', () => {
    if (box.open) void read();
  });
  void read();
  return { root: box, read };
}

/** Null where the sheet holds all that there is. */
function binsOfTab({ bins }: CountProgress, { teams }: Count, { round, team }: CountTab): Bin[] | null {
  if (round === 2)
    return bins.flatMap(({ second, ...bin }) => (second.lines > 0 ? [{ ...bin, ...second }] : []));
  return teams.length > 0 ? bins.filter((bin) => bin.team === team) : null;
}

function bar(name: string, counted: number, lines: number): HTMLElement {
  const text = say(says.counted, { counted, lines });
  return el(
    'div',
    { class: 'bar-row' },
    el('span', {}, name),
    el('span', { class: 'quiet' }, text),
    el('progress', { max: Math.max(lines, 1), value: counted, 'aria-label': namedText(name, text) }),
  );
}
