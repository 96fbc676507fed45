/** Teams of a count (Q21): a name, who is in it, and its bins. A bin belongs to one team. */
import type { CountTeam } from '../../../../shared/contract/counts.ts';
import { button, el, field, textInput } from '../../dom.ts';
import { type CheckList, checkList } from '../../fields/checkList.ts';
import { say, words } from '../../words.ts';

const says = words.countOpen;

interface TeamCard {
  team: number;
  name: HTMLInputElement;
  members: CheckList;
  bins: CheckList;
  /** Says from whom a bin was taken. */
  taken: HTMLElement;
  root: HTMLElement;
}

export interface TeamOffer {
  people: readonly { email: string; name: string }[];
  bins: readonly { bin: string }[];
}

/** `changed` hears of everything that is done to a team. */
export function teamsEditor(changed: () => void = () => {}) {
  const cards: TeamCard[] = [];
  let offered: TeamOffer | null = null;
  const list = el('div', {});
  const root = el(
    'div',
    { 'data-unkept': '', oninput: changed },
    el('p', { class: 'quiet' }, says.teamsHint),
    list,
    button(says.addTeam, () => {
      add();
      changed();
    }),
  );

  function add(given?: CountTeam): void {
    const team = given?.team ?? 1 + cards.reduce((most, card) => Math.max(most, card.team), 0);
    const name = field(says.teamName, textInput(given?.name ?? say(says.teamDefault, { team })));
    const card: TeamCard = {
      team,
      name: name.input,
      members: checkList(says.members, changed),
      bins: checkList(says.teamBins, () => {
        takeFromOthers(card);
        changed();
      }),
      taken: el('p', { class: 'quiet', role: 'status' }),
      root: el('div', { class: 'card' }),
    };
    const remove = () => {
      cards.splice(cards.indexOf(card), 1);
      card.root.remove();
      changed();
    };
    const title = say(says.removeTeam, { team });
    card.root.append(name.root, card.members.root, card.bins.root, card.taken, button(title, remove, 'link'));
    cards.push(card);
    list.append(card.root);
    if (offered) offerTo(card, offered);
    card.members.tick(given?.members ?? []);
    card.bins.tick(given?.bins ?? []);
  }

  function offerTo({ members, bins }: TeamCard, offered: TeamOffer): void {
    members.offer(offered.people.map(({ email, name }) => ({ value: email, text: name })));
    bins.offer(offered.bins.filter(({ bin }) => bin !== '').map(({ bin }) => ({ value: bin, text: bin })));
  }

  function takeFromOthers(mine: TeamCard): void {
    const wanted = new Set(mine.bins.values());
    const moved: string[] = [];
    for (const card of cards) {
      if (card === mine) continue;
      for (const box of card.bins.root.querySelectorAll('input')) {
        if (!wanted.has(box.value) || !box.checked) continue;
        box.checked = false;
        moved.push(say(says.binTaken, { bin: box.value, from: nameOf(card) }));
      }
    }
    mine.taken.textContent = moved.join(' ');
  }

  function nameOf({ team, name }: TeamCard): string {
    return name.value.trim() || say(says.teamDefault, { team });
  }

  return {
    root,
    offer(offer: TeamOffer): void {
      offered = offer;
      for (const card of cards) offerTo(card, offer);
    },
    /** Teams that there are already, of a count or of a draft. */
    show(teams: readonly CountTeam[]): void {
      for (const team of teams) add(team);
    },
    teams: (): CountTeam[] =>
      cards.map((card) => ({
        team: card.team,
        name: nameOf(card),
        members: card.members.values(),
        bins: card.bins.values(),
      })),
  };
}
