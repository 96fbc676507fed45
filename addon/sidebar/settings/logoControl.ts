/** The logo that is printed: a PNG or JPEG, read in the page and kept by the service as a `data:` URL. */
import { button, el, freshId } from '../dom.ts';
import { words } from '../words.ts';
import type { Control } from './controls.ts';

const says = words.settings.logo;
const MOST_BYTES = 100_000;
const KINDS = ['image/png', 'image/jpeg'];

export function logoControl(): Control {
  let logo = '';
  let changed = () => {};
  const input = el('input', { type: 'file', class: 'unseen', id: freshId('logo'), accept: KINDS.join(',') });
  const error = el('p', { class: 'error', role: 'alert', hidden: true });
  const shown = el('img', { class: 'logo', alt: says.alt, hidden: true });
  const remove = button(
    says.remove,
    () => {
      set('');
      changed();
    },
    'link',
  );

  function set(value: unknown): void {
    logo = typeof value === 'string' ? value : '';
    shown.hidden = logo === '';
    remove.hidden = logo === '';
    if (logo === '') shown.removeAttribute('src');
    else shown.src = logo;
  }

  function setError(text: string | null): void {
    error.textContent = text ?? '';
    error.hidden = !text;
  }

  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (!file) return;
    if (!KINDS.includes(file.type)) return setError(says.wrongKind);
    if (file.size > MOST_BYTES) return setError(says.tooLarge);
    setError(null);
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      set(reader.result);
      changed();
    });
    reader.readAsDataURL(file);
  });
  set('');
  return {
    name: 'logo',
    root: el(
      'div',
      { class: 'field' },
      el('span', { class: 'label' }, words.settings.fields.logo),
      shown,
      input,
      el('label', { class: 'button', for: input.id }, says.choose),
      el('p', { class: 'hint' }, words.settings.hints.logo),
      remove,
      error,
    ),
    read: () => logo,
    set,
    setError,
    onChange(tell) {
      changed = tell;
    },
  };
}
