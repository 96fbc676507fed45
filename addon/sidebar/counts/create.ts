import type { OpenCount } from '../../../shared/contract/counts.ts';
import { call, newId } from '../call.ts';
import { button, el, field, freshId, notice, textInput } from '../dom.ts';
import { showScreen, whileWorking } from '../page.ts';
import { say, words } from '../words.ts';
import type { CountScreens } from './screens.ts';

const says = words.counts;

/** «Nouvel inventaire»: name, place, kind, and the warning of E2 before the stock is frozen. */
export function showCreate(screens: CountScreens): void {
  const { me, depot } = screens.panel;
  // The count's id is made once: pressing again after a lost answer opens no second count.
  const id = newId();
  const name = field(
    says.name,
    textInput('', { maxlength: 200, placeholder: say(says.namePlaceholder, { year: me.today.slice(0, 4) }) }),
  );
  const kinds = radios(says.kind, [
    ['article', says.kindArticles],
    ['part', says.kindParts],
  ]);
  const blind = el('input', { type: 'checkbox', id: freshId('blind') });
  const refused = el('div', {});

  async function open(): Promise<void> {
    const written = name.input.value.trim();
    name.setError(written ? null : words.panel.required);
    if (!written) return name.input.focus();
    const request: OpenCount = {
      id,
      name: written,
      depot: depot.code,
      kind: kinds.value() === 'part' ? 'part' : 'article',
      blind: blind.checked,
    };
    const opened = await whileWorking(says.starting, () => call('openCount', request));
    if (!opened) return;
    if (opened.ok) return screens.opened(opened.count);
    refused.replaceChildren(notice('danger', opened.message));
  }

  const form = el(
    'form',
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        void open();
      },
    },
    name.root,
    el('div', { class: 'field' }, el('span', { class: 'label' }, says.place), el('span', {}, depot.name)),
    kinds.root,
    el('label', { class: 'choice', for: blind.id }, blind, el('span', {}, says.blind)),
    warning(),
    refused,
    el(
      'div',
      { class: 'actions' },
      el('button', { type: 'submit', class: 'primary' }, says.start),
      button(words.panel.back, () => screens.list()),
    ),
  );
  showScreen(says.create, form);
  name.input.focus();
}

/** The red box of E2. It is a standing text, not news: no `role=alert`. */
function warning(): HTMLElement {
  const box = notice('danger', `⚠ ${says.warning}`);
  box.removeAttribute('role');
  return box;
}

function radios(legend: string, choices: [value: string, label: string][]) {
  const group = freshId('kind');
  const root = el('fieldset', {}, el('legend', {}, legend));
  choices.forEach(([value, label], index) => {
    const input = el('input', { type: 'radio', name: group, value, id: freshId('kind') });
    input.checked = index === 0;
    root.append(el('label', { class: 'choice', for: input.id }, input, el('span', {}, label)));
  });
  return { root, value: () => root.querySelector<HTMLInputElement>('input:checked')?.value };
}
