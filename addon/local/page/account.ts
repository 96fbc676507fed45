/** Who this window is, and the links that open it as somebody else. */
import type { Person } from '../server/wire.ts';
import { element, find } from './dom.ts';
import { texts } from './texts.ts';

function initials(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{Lu}/u.test(word));
  return (words.length > 1 ? [words[0]!, words.at(-1)!] : [name]).map((word) => word[0]).join('');
}

function badge(person: Person): HTMLElement {
  const mark = element('span', { class: 'badge', 'aria-hidden': 'true' }, initials(person.name));
  // One calm colour a person: the same in every window.
  const hue = [...person.email].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  mark.style.setProperty('--hue', `${hue}`);
  return mark;
}

function address(as: string, frame?: string): string {
  const query = new URLSearchParams({ as, ...(frame ? { frame } : {}) });
  return `/?${query}`;
}

export interface Account {
  show(person: Person, framePerson: Person | null, people: Person[]): void;
}

export function createAccount(): Account {
  const chip = find<HTMLButtonElement>('[data-account]');
  let panel: HTMLElement | null = null;

  function close(): void {
    panel?.remove();
    panel = null;
    chip.setAttribute('aria-expanded', 'false');
    removeEventListener('pointerdown', outside, true);
    removeEventListener('blur', close);
  }

  function outside(event: Event): void {
    const at = event.target as Node;
    if (!panel?.contains(at) && !chip.contains(at)) close();
  }

  function personLine(one: Person, here: Person): HTMLElement {
    const words = element('span', { class: 'who' }, element('strong', {}, one.name));
    words.append(element('small', {}, [one.role, one.email].filter(Boolean).join(' · ')));
    const link = element('a', { href: address(one.email), 'data-person': one.email }, badge(one), words);
    if (one.email === here.email) link.setAttribute('aria-current', 'true');
    const other = element('a', {
      class: 'new-window',
      href: address(one.email),
      target: '_blank',
      rel: 'noopener',
      title: texts.newWindow,
      'aria-label': `${texts.newWindow}: ${one.name}`,
    });
    other.textContent = '↗';
    return element('li', {}, link, other);
  }

  function frameLinks(person: Person, framePerson: Person | null, people: Person[]): HTMLElement {
    const list = element('ul');
    const choices: [string, string | undefined][] = [[texts.sameAccount, undefined]];
    for (const one of people) if (one.email !== person.email) choices.push([one.name, one.email]);
    for (const [label, email] of choices) {
      const link = element('a', { href: address(person.email, email) }, label);
      if (email === framePerson?.email) link.setAttribute('aria-current', 'true');
      list.append(element('li', {}, link));
    }
    return element(
      'details',
      { open: framePerson !== null },
      element('summary', {}, texts.otherAccount),
      list,
    );
  }

  return {
    show(person, framePerson, people) {
      const name = element('span', { class: 'name' }, person.name);
      chip.replaceChildren(badge(person), name);
      if (framePerson) chip.append(element('span', { class: 'frame-as' }, texts.frameAs(framePerson.name)));
      chip.title = person.email;
      chip.onclick = () => {
        if (panel) return close();
        panel = element('div', { class: 'people' }, element('p', {}, texts.accountTitle));
        panel.append(element('ul', {}, ...people.map((one) => personLine(one, person))));
        panel.append(frameLinks(person, framePerson, people));
        panel.addEventListener('keydown', (event) => {
          if (event.key !== 'Escape') return;
          close();
          chip.focus();
        });
        find('[data-layers]').append(panel);
        chip.setAttribute('aria-expanded', 'true');
        panel.querySelector<HTMLElement>('[aria-current]')?.focus();
        addEventListener('pointerdown', outside, true);
        addEventListener('blur', close);
      };
    },
  };
}
