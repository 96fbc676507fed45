/** The reason of a loss, from a list; what the list lacks is typed. */
import { el, type Field, field, textInput } from '../dom.ts';
import { words } from '../words.ts';

const says = words.exits;
const OTHER = 'other';

export function reasonField(value: string, changed: (reason: string) => void): Field<HTMLSelectElement> {
  const listed: readonly string[] = Object.values(says.lossReasons);
  const select = el(
    'select',
    {},
    el('option', { value: '' }, says.reasonChoose),
    ...listed.map((reason) => el('option', { value: reason }, reason)),
    el('option', { value: OTHER }, says.reasonOther),
  );
  const typed = textInput(listed.includes(value) ? '' : value, {
    maxlength: 200,
    'aria-label': says.reasonTyped,
    placeholder: says.reasonTyped,
  });
  select.value = listed.includes(value) || value === '' ? value : OTHER;
  typed.hidden = select.value !== OTHER;
  const box = field(says.reason, select, { inside: el('div', { class: 'stacked' }, select, typed) });
  const tell = () => {
    box.setError(null);
    changed(select.value === OTHER ? typed.value.trim() : select.value);
  };
  select.addEventListener('change', () => {
    typed.hidden = select.value !== OTHER;
    if (!typed.hidden) typed.focus();
    tell();
  });
  typed.addEventListener('input', tell);
  return box;
}
