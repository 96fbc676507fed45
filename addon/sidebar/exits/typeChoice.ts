/** The four exits (S9). A type that this depot may not post is off, and says why. */
import { button, el, notice } from '../dom.ts';
import { type Panel, showScreen } from '../page.ts';
import { words } from '../words.ts';
import { EXIT_TYPES, type ExitType } from './draft.ts';

const says = words.exits;

export function showTypes({ depot }: Panel, choose: (type: ExitType) => void, news?: string): void {
  const buttons = EXIT_TYPES.map((type) => {
    const why = whyNot(depot, type);
    const pressed = button(says.types[type], () => choose(type));
    pressed.disabled = why !== '';
    return { pressed, why };
  });
  const reasons = EXIT_TYPES.flatMap((type, index) => {
    const why = buttons[index]?.why;
    return why ? [el('li', {}, `${says.types[type]} : ${why}`)] : [];
  });
  showScreen(
    says.heading,
    news ? notice('info', news) : null,
    el('p', {}, says.chooseType),
    el('div', { class: 'types' }, ...buttons.map(({ pressed }) => pressed)),
    reasons.length > 0 ? el('ul', { class: 'why quiet' }, ...reasons) : null,
  );
}

function whyNot({ types, destinations }: Panel['depot'], type: ExitType): string {
  if (!types.includes(type)) return says.notAllowed;
  return type === 'transfer' && destinations?.length === 0 ? words.fields.noDestination : '';
}
