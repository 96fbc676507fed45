/** The menu bar: Extensions ▸ the add-on's name ▸ what its onOpen put there. */
import type { MenuEntry } from '../host/types.ts';
import { element, find } from './dom.ts';
import { openPopup, type PopupEntry } from './popup.ts';
import { texts } from './texts.ts';

const addOnName = 'Décompte';

export interface MenuBar {
  show(entries: MenuEntry[]): void;
}

/** @param choose runs a function of the script @param onClosed gives the keyboard back to the grid */
export function createMenuBar(choose: (functionName: string) => void, onClosed: () => void): MenuBar {
  const bar = find('[data-menubar]');

  function toPopup(entries: MenuEntry[]): PopupEntry[] {
    return entries.map((entry) => {
      const { functionName } = entry;
      if (entry.entries) return { label: entry.label, entries: toPopup(entry.entries) };
      return functionName ? { label: entry.label, act: () => choose(functionName) } : { label: entry.label };
    });
  }

  function underName(entries: MenuEntry[]): PopupEntry[] {
    if (entries.length === 0) return [{ label: texts.noMenu, disabled: true }];
    return [{ label: addOnName, entries: toPopup(entries) }];
  }

  function show(entries: MenuEntry[]): void {
    const button = element('button', {
      type: 'button',
      role: 'menuitem',
      'aria-haspopup': 'true',
      'data-menu': texts.extensions,
    });
    button.textContent = texts.extensions;
    const open = () => {
      const box = button.getBoundingClientRect();
      button.classList.add('open');
      openPopup(underName(entries), { left: box.left, top: box.bottom + 2 }, () => {
        button.classList.remove('open');
        onClosed();
      });
    };
    button.addEventListener('click', open);
    button.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      open();
    });
    bar.replaceChildren(button);
  }

  show([]);
  return { show };
}
