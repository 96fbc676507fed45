/** The first screen: what comes in, what comes back, what moves, and the journal. */
import type { DocumentType } from '../../../shared/domain/documentTypes.ts';
import { button, el, notice } from '../dom.ts';
import { type Panel, showScreen } from '../page.ts';
import { namedText, words } from '../words.ts';

const says = words.flows;

export interface Choice {
  text: string;
  /** The types that the depot must be allowed, one of them; none: always. */
  types?: DocumentType[];
  /** Why it may not be pressed; '' where it may. */
  why?: string;
  press(): void;
}

export interface Group {
  heading: string;
  choices: Choice[];
}

/** A choice that this depot or this person may not make is off, and says why. */
export function showMenu(
  panel: Panel,
  groups: Group[],
  drafts: Node | null,
  news: Node | string | null = null,
): void {
  const whyNot = ({ types, why }: Choice) =>
    why || (types && !types.some((type) => panel.depot.types.includes(type)) ? says.notAllowed : '');
  showScreen(
    words.panels.flows.title,
    typeof news === 'string' ? notice('info', news) : news,
    drafts,
    ...groups.map(({ heading, choices }) => {
      const off = choices.filter((choice) => whyNot(choice));
      return el(
        'section',
        {},
        el('h2', {}, heading),
        el(
          'div',
          { class: 'types' },
          ...choices.map((choice) => {
            const pressed = button(choice.text, choice.press);
            pressed.disabled = whyNot(choice) !== '';
            return pressed;
          }),
        ),
        off.length > 0 &&
          el(
            'ul',
            { class: 'why quiet' },
            ...off.map((choice) => el('li', {}, namedText(choice.text, whyNot(choice)))),
          ),
      );
    }),
  );
}
