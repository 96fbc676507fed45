/** Beside the sheet of an open count: which sheet it is, and what else one does while counting. */
import type { Count, CountProgress } from '../../../shared/contract/counts.ts';
import type { CountSheetState, CountTab } from '../../server/calls/countSheet.ts';
import { button, el } from '../dom.ts';
import { selectField } from '../fields/choices.ts';
import { say, words } from '../words.ts';
import { showAddLine } from './addLine.ts';
import { showArbitration } from './arbitration.ts';
import { filtersBox } from './forms/filters.ts';
import { printBox } from './forms/printBox.ts';
import { progressBox } from './forms/progress.ts';
import { type CountScreens, secondTab } from './screens.ts';
import { showSecondRound } from './secondRound.ts';
import { showTeams } from './teams.ts';

const says = words.countForms;

/** «Feuille …», the team that counts on it, and the parts of a very long one. */
export function whichSheet(
  screens: CountScreens,
  { count, sheet }: { count: Count; sheet: CountSheetState },
  tab: CountTab,
): HTMLElement {
  const part = selectField(
    says.part,
    sheet.parts.map(({ first, last, lines }, at) => [
      String(at + 1),
      say(says.partOf, { part: at + 1, first: first || words.counts.noBin, last, lines }),
    ]),
    () => screens.sheet(count, { ...tab, part: Number(part.input.value) }),
  );
  part.input.value = String(tab.part);
  return el(
    'div',
    {},
    el('p', { class: 'quiet' }, say(words.counts.sheetIs, { name: sheet.name })),
    sheet.parts.length > 1 && part.root,
    count.teams.length > 0 && button(says.otherTeam, () => showTeams(screens, count), 'link'),
    tab.round === 2 && button(says.firstCount, () => screens.firstCount(count), 'link'),
  );
}

export interface TypingTools {
  root: HTMLElement;
  /** The way to the second count and to arbitration, in sight as soon as there is one. */
  second: HTMLElement;
  /** The count as it was read again: how far it is, and whether a second count was opened, follows it. */
  follow(count: Count): void;
}

/** A colleague's second count is found within a minute: every save of anybody changes the count too. */
const FOLLOWED_EVERY_MS = 60_000;

/** `moved` hears that a second count went on, or was decided: what closing was refused for may be past. */
export function typingTools(
  screens: CountScreens,
  count: Count,
  tab: CountTab,
  { importFigures, moved }: { importFigures(): void; moved(): void },
): TypingTools {
  const second = el('div', { class: 'actions', role: 'status' });
  const told = { version: count.version, at_ms: Date.now() };

  let offered = '';
  function offerSecond({ second: now }: CountProgress): void {
    const { lines, counted, differing } = now;
    if (JSON.stringify(now) === offered) return;
    if (offered !== '') moved();
    offered = JSON.stringify(now);
    const open = lines > 0 && tab.round === 1;
    second.replaceChildren(
      open
        ? button(say(says.openSecond, { counted, lines }), () => screens.sheet(count, secondTab(count.id)))
        : '',
      differing && count.may.lead
        ? button(say(says.openArbitration, { differing }), () => void showArbitration(screens, count))
        : '',
    );
  }

  const progress = progressBox(count, tab, offerSecond);

  function follow({ version }: Count): void {
    if (version === told.version || Date.now() - told.at_ms < FOLLOWED_EVERY_MS) return;
    Object.assign(told, { version, at_ms: Date.now() });
    void progress.read();
  }

  const root = el(
    'div',
    {},
    progress.root,
    filtersBox(count, tab),
    printBox(tab),
    el(
      'div',
      { class: 'actions' },
      button(says.addLine, () => void showAddLine(screens, count, tab)),
      button(says.import, importFigures),
      count.may.lead && tab.round === 1 && button(says.second, () => void showSecondRound(screens, count)),
    ),
  );
  return { root, second, follow };
}
