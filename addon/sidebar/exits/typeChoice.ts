/** The four exits (S9), and the sheet. */
import { button, el, freshId, notice } from '../dom.ts';
import { type Panel, showScreen } from '../page.ts';
import { namedText, say, words } from '../words.ts';
import { EXIT_TYPES, type ExitType } from './draft.ts';

const says = words.exits;

/** A type that this depot may not post is off, and says why. */
export function showTypes(
  panel: Panel,
  choose: (type: ExitType) => void,
  inSheet: () => void,
  drafts: HTMLElement | null,
): void {
  const { depot } = panel;
  const reasons = EXIT_TYPES.flatMap((type) => {
    const why = whyNot(depot, type);
    return why ? [{ type, why, id: freshId('why') }] : [];
  });
  const buttons = EXIT_TYPES.map((type) => {
    const pressed = button(says.types[type], () => choose(type));
    const reason = reasons.find((one) => one.type === type);
    pressed.disabled = reason !== undefined;
    if (reason) pressed.setAttribute('aria-describedby', reason.id);
    return pressed;
  });
  showScreen(
    says.heading,
    drafts,
    el('p', {}, says.chooseType),
    el('div', { class: 'types' }, ...buttons),
    reasons.length > 0 &&
      el(
        'ul',
        { class: 'why quiet' },
        ...reasons.map(({ type, why, id }) => el('li', { id }, namedText(says.types[type], why))),
      ),
    el('h2', {}, says.inSheetHeading),
    el('p', { class: 'quiet' }, says.inSheetWhat),
    button(says.inSheet, inSheet),
  );
}

/**
 * The same four above the form. Another type is another document, of other lots: it asks before it clears
 * lines; the date stays.
 */
export function typeBar(
  { depot }: Panel,
  current: ExitType,
  lines: () => number,
  change: (type: ExitType) => void,
): HTMLElement {
  const question = el('div', {});
  const others = EXIT_TYPES.map((type) => {
    const pressed = button(says.types[type], () => ask(type));
    pressed.setAttribute('aria-pressed', String(type === current));
    pressed.disabled = whyNot(depot, type) !== '';
    return pressed;
  });

  function ask(type: ExitType): void {
    question.replaceChildren();
    if (type === current) return;
    const count = lines();
    if (count === 0) {
      change(type);
      return;
    }
    const stay = button(says.typeKeep, () => {
      question.replaceChildren();
      others[EXIT_TYPES.indexOf(current)]?.focus();
    });
    const text = say(says.typeQuestion, { count, type: says.types[type] });
    question.replaceChildren(
      notice(
        'warning',
        text,
        el(
          'div',
          { class: 'actions' },
          button(says.typeChange, () => change(type)),
          stay,
        ),
      ),
    );
    stay.focus();
  }

  const group = el('div', { class: 'type-bar', role: 'group', 'aria-label': says.chooseType }, ...others);
  return el('div', {}, group, question);
}

function whyNot({ types, destinations }: Panel['depot'], type: ExitType): string {
  if (!types.includes(type)) return says.notAllowed;
  return type === 'transfer' && destinations?.length === 0 ? words.fields.noDestination : '';
}
