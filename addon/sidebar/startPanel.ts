/** How a panel begins: who is there, in which depot; the head with path, person, language and depot. */
import type { Me } from '../../shared/contract/people.ts';
import { draftDepot, type PanelName } from '../panels.ts';
import { call } from './call.ts';
import { button, el, freshId, notice } from './dom.ts';
import {
  type DraftPlace,
  keepAll,
  type MyDepot,
  type Panel,
  setStatus,
  showScreen,
  showWaiting,
  whileWorking,
} from './page.ts';
import { language, say, start, words } from './words.ts';

/**
 * Starts a panel; `open` shows its first screen, and again after another depot was chosen: a draft belongs
 * to its depot, changing keeps both (S5, S8).
 */
export async function startPanel(name: PanelName, open: (panel: Panel) => void): Promise<void> {
  const started = await ask(name, () => void startPanel(name, open));
  if (!started) return;
  const { me } = started;
  const heading = words.panels[name].title;
  const drafts = new Map<string, DraftPlace['drafts']>();
  /** What stood on the screens is newer than what was kept. */
  const found = (code: string, kept: Record<string, string>) => {
    if (!drafts.has(code)) drafts.set(code, new Map(Object.entries(kept)));
  };
  if (started.depot !== null) found(started.depot, started.drafts);
  const choose = () =>
    chooseDepot({
      choices: me.depots,
      current: current?.code ?? null,
      back: () => use(current),
      async use(code) {
        const kept = await whileWorking(words.panel.working, () => call('chooseDepot', name, code));
        if (!kept?.ok) return kept?.message ?? null;
        found(code, kept.drafts);
        use(me.depots.find((depot) => depot.code === code) ?? null);
        return null;
      },
    });
  let current = me.depots.find(({ code }) => code === started.depot) ?? null;
  const use = (depot: MyDepot | null) => {
    current = depot;
    drawHead(name, me, depot, choose);
    if (depot) open({ name, me, depot, drafts: drafts.get(depot.code) ?? new Map() });
    else if (me.depots.length === 0) showScreen(heading, notice('warning', words.panel.noDepot));
    else choose();
  };
  use(current);
}

/** A panel about the organisation, not about a depot (settings): nobody has to choose one first. `depot`: the one in use. */
export async function startPanelWithoutDepot(
  name: PanelName,
  open: (me: Me, place: DraftPlace, depot: string | null) => void,
): Promise<void> {
  const started = await ask(name, () => void startPanelWithoutDepot(name, open));
  if (!started) return;
  drawHead(name, started.me, null, () => {});
  if (name === 'settings') part('depot').append(el('p', { class: 'depot' }, words.panel.everyDepot));
  const place: DraftPlace = {
    name,
    depot: { code: draftDepot(name, started.depot) },
    drafts: new Map(Object.entries(started.drafts)),
  };
  open(started.me, place, started.depot);
}

async function ask(name: PanelName, again: () => void) {
  const heading = words.panels[name].title;
  drawHead(name, null, null, () => {});
  showWaiting(heading, words.panel.loading);
  const started = await call('startPanel', name);
  if (started.ok) return started;
  showScreen(
    heading,
    notice('danger', started.message),
    button(words.panel.retry, () => again(), 'primary'),
  );
  return null;
}

const part = (id: string): HTMLElement => document.getElementById(id)!;

/** The depot stays in sight below the head, however many lines that takes at this zoom. */
const headHeight = new ResizeObserver(([entry]) => {
  const height = entry?.borderBoxSize[0]?.blockSize ?? 0;
  document.documentElement.style.setProperty('--head', `${Math.floor(height)}px`);
});

/** Panels whose forms move goods out of the chosen depot or into it: a wrong one is an error at once (S7). */
const POSTING: readonly PanelName[] = ['exits', 'flows'];

function drawHead(name: PanelName, me: Me | null, depot: MyDepot | null, change: () => void): void {
  const environment =
    start.environment !== 'production' &&
    el('span', { class: 'environment' }, say(words.panel.environment, { name: start.environment }));
  const who = me ? `${me.name}, ${me.email}` : start.email;
  part('head').replaceChildren(
    el('p', { class: 'path' }, words.panels[name].path),
    el('p', { class: 'who' }, who, ' ', environment || ''),
    el('p', { class: 'language' }, languageButton(name)),
  );
  showDepot(depot, change, POSTING.includes(name) ? words.panel.checkDepot : null);
  headHeight.observe(part('head'));
}

/** French and English by the spreadsheet's locale; whoever reads the other one chooses it here. */
function languageButton(name: PanelName): HTMLElement {
  const other = language === 'fr' ? 'en' : 'fr';
  const change = async () => {
    const changed = await whileWorking(words.panel.working, async () => {
      await keepAll();
      return call('chooseLanguage', name, other);
    });
    if (changed && !changed.ok) setStatus(changed.message);
  };
  const choice = button(words.panel.otherLanguage, () => void change(), 'link');
  choice.lang = other;
  return choice;
}

/** The chosen depot stays in sight, and the way to another (S7, S8); null takes it away. */
export function showDepot(depot: { name: string } | null, change: () => void, reminder: string | null): void {
  const box =
    depot &&
    el(
      'div',
      { class: reminder ? 'depot to-check' : 'depot' },
      el(
        'div',
        { class: 'depot-row' },
        el('span', { class: 'depot-name' }, say(words.panel.depotChosen, { name: depot.name })),
        button(words.panel.changeDepot, change, 'link'),
      ),
      reminder && el('p', { class: 'depot-check' }, `⚠ ${reminder}`),
    );
  part('depot').replaceChildren(...(box ? [box] : []));
}

export interface DepotChoice {
  choices: readonly { code: string; name: string }[];
  /** Null where one must be chosen first. */
  current: string | null;
  /** Takes it into use; null, or the sentence why it cannot be. */
  use(code: string): Promise<string | null>;
  back(): void;
}

/** The screen of «Changer de dépôt». */
export function chooseDepot({ choices, current, use, back }: DepotChoice): void {
  const group = freshId('depot');
  const radios = choices.map(({ code, name }) => {
    const radio = el('input', { type: 'radio', name: group, value: code, id: freshId('depot') });
    radio.checked = code === current || choices.length === 1;
    return el('label', { class: 'choice', for: radio.id }, radio, el('span', {}, name));
  });
  const fieldset = el('fieldset', {}, el('legend', {}, words.panel.depot), ...radios);
  const problem = el('p', { class: 'error', role: 'alert', hidden: true });
  const take = async () => {
    const picked = fieldset.querySelector<HTMLInputElement>('input:checked')?.value;
    const why = picked === undefined ? words.panel.noDepotChosen : await use(picked);
    problem.hidden = why === null;
    problem.textContent = why;
  };
  showScreen(
    words.panel.chooseDepot,
    current === null && el('p', {}, words.panel.noDepotChosen),
    fieldset,
    problem,
    el(
      'div',
      { class: 'actions' },
      button(words.panel.useDepot, () => void take(), 'primary'),
      current !== null && button(words.panel.back, back),
    ),
  );
}
