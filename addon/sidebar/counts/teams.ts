/** «Je compte, équipe 2» (Q21): whoever counts says where, and only that team's sheet is sent from here. */
import type { Count } from '../../../shared/contract/counts.ts';
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { formCommand } from '../keptCommand.ts';
import { showScreen, whileWorking } from '../page.ts';
import { say, words } from '../words.ts';
import { clearAfterPress } from './mending.ts';
import { teamsEditor } from './opening/teamsEditor.ts';
import { type CountScreens, teamTab } from './screens.ts';

const says = words.countForms;

/** `zip` is the before export of a count, `message` what just happened to it. */
export function showTeams(
  screens: CountScreens,
  count: Count,
  { zip, message }: { zip?: HTMLElement; message?: string | undefined } = {},
): void {
  const refused = el('div', {});
  // One for the screen: pressed again after a lost answer it is the same command (invariant 9).
  let wanted = 0;
  const joining = formCommand(null, () => String(wanted));

  async function join(team: number): Promise<void> {
    wanted = team;
    const joined = await whileWorking(words.panel.working, () =>
      joining.send((key) => call('commandCount', key, count.id, ['teams/join', { team }])),
    );
    if (!joined) return;
    if (joined.ok) screens.sheet(joined.count, teamTab(count.id, team));
    else refused.replaceChildren(notice('danger', joined.message));
  }

  const cards = count.teams.map(({ team, name, members, bins }) => {
    const choose = button(
      say(says.countWith, { name }),
      () => void join(team),
      team === count.myTeam ? 'primary' : '',
    );
    return el(
      'article',
      { class: 'card' },
      el('div', { class: 'card-title' }, name),
      el('p', { class: 'quiet' }, members.map((member) => member.name).join(', ') || says.nobodyYet),
      el(
        'p',
        { class: 'quiet' },
        bins.length > 0 ? say(says.binsOf, { bins: bins.join(', ') }) : says.noBins,
      ),
      choose,
    );
  });
  showScreen(
    count.name,
    message ? notice('info', message) : null,
    zip ?? null,
    el('h2', {}, says.whichTeam),
    refused,
    ...cards,
    el(
      'article',
      { class: 'card' },
      el('div', { class: 'card-title' }, words.sheet.noTeamTab),
      el('p', { class: 'quiet' }, says.noTeamHint),
      button(says.countWithout, () => void join(0)),
    ),
    count.may.lead
      ? el(
          'article',
          { class: 'card' },
          el('div', { class: 'card-title' }, says.overview),
          el('p', { class: 'quiet' }, says.overviewHint),
          button(says.overviewOpen, () => screens.overview(count)),
        )
      : null,
    el(
      'div',
      { class: 'actions' },
      count.may.lead && button(says.changeTeams, () => void showTeamsEditor(screens, count)),
      button(words.counts.heading, () => screens.list()),
    ),
  );
}

/** Teams as they shall be; lines that were counted stay counted. */
export async function showTeamsEditor(screens: CountScreens, count: Count): Promise<void> {
  const refused = el('div', {});
  const editor = teamsEditor(() => clearAfterPress(refused));
  editor.show(count.teams.map((team) => ({ ...team, members: team.members.map(({ email }) => email) })));
  const [progress, preview] = await Promise.all([
    call('countProgress', count.id),
    call('previewCount', {
      depot: count.depot,
      kind: count.kind === 'part' ? 'part' : 'article',
      scope: count.scope,
    }),
  ]);
  editor.offer({
    people: preview.ok ? preview.preview.people : [],
    bins: progress.ok ? progress.progress.bins : [],
  });

  const saving = formCommand(null, () => JSON.stringify(editor.teams()));
  async function save(): Promise<void> {
    const saved = await whileWorking(words.panel.working, () =>
      saving.send((key) => call('commandCount', key, count.id, ['teams', { teams: editor.teams() }])),
    );
    if (!saved) return;
    if (saved.ok) screens.count(saved.count, says.teamsSaved);
    else refused.replaceChildren(notice('danger', saved.message));
  }

  showScreen(
    says.changeTeams,
    el('p', { class: 'quiet' }, says.teamsChangeHint),
    editor.root,
    refused,
    el(
      'div',
      { class: 'actions' },
      button(says.saveTeams, () => void save(), 'primary'),
      button(words.panel.back, () => screens.count(count)),
    ),
  );
}
