/** How far the count is: by bin and by person, each with a bar. */
import type { Count, CountProgress } from '../../../../shared/contract/counts.ts';
import { call } from '../../call.ts';
import { el, notice } from '../../dom.ts';
import { folded } from '../../fields/choices.ts';
import { say, words } from '../../words.ts';

const says = words.countForms;

/** `seen` hears each reading: it also tells of the second count. */
export function progressBox(count: Count, seen: (progress: CountProgress) => void): HTMLDetailsElement {
  const content = el('div', {});
  const box = folded(says.progress, content);

  async function read(): Promise<void> {
    const asked = await call('countProgress', count.id);
    if (!asked.ok) return content.replaceChildren(notice('danger', asked.message));
    const { progress } = asked;
    const team = (number: number) => count.teams.find((one) => one.team === number)?.name;
    content.replaceChildren(
      el('h2', {}, says.byBin),
      ...progress.bins.map(({ bin, team: of, lines, counted }) =>
        bar([bin || words.counts.noBin, team(of)].filter(Boolean).join(' · '), counted, lines),
      ),
      progress.people.length > 0 ? el('h2', {}, says.byPerson) : '',
      ...progress.people.map(({ name, counted }) => bar(name, counted, progress.lines)),
    );
    seen(progress);
  }

  box.addEventListener('toggle', () => {
    if (box.open) void read();
  });
  void read();
  return box;
}

function bar(name: string, counted: number, lines: number): HTMLElement {
  const text = say(says.counted, { counted, lines });
  return el(
    'div',
    { class: 'bar-row' },
    el('span', {}, name),
    el('span', { class: 'quiet' }, text),
    el('progress', { max: Math.max(lines, 1), value: counted, 'aria-label': `${name} : ${text}` }),
  );
}
