/** Menus that open at a place: one list, with separators and sub-menus, by mouse and by keyboard. */
import { element, find } from './dom.ts';

export interface PopupEntry {
  /** '-' is a separator. */
  label: string;
  act?: () => void;
  entries?: PopupEntry[];
  disabled?: boolean;
}

export interface Anchor {
  left: number;
  top: number;
  /** Where the list goes if it does not fit to the right: its right edge. */
  otherRight?: number;
}

let closeOpen: (() => void) | null = null;

/** Opens a menu; any other closes. @param onClosed runs when it is gone, however that came */
export function openPopup(entries: PopupEntry[], anchor: Anchor, onClosed: () => void): void {
  closeOpen?.();
  const layers = find('[data-layers]');
  const lists: HTMLElement[] = [];

  function close(): void {
    if (closeOpen !== close) return;
    closeOpen = null;
    removeEventListener('pointerdown', outside, true);
    removeEventListener('blur', close);
    for (const list of lists) list.remove();
    onClosed();
  }

  function outside(event: Event): void {
    const inside = lists.some((list) => list.contains(event.target as Node));
    if (!inside) close();
  }

  function closeFrom(depth: number): void {
    for (const list of lists.splice(depth)) list.remove();
    const parent = lists[depth - 1];
    for (const item of parent?.querySelectorAll('[aria-expanded="true"]') ?? []) {
      item.setAttribute('aria-expanded', 'false');
    }
  }

  function openSub(item: HTMLElement, sub: PopupEntry[], depth: number): void {
    closeFrom(depth + 1);
    item.setAttribute('aria-expanded', 'true');
    const box = item.getBoundingClientRect();
    openList(sub, { left: box.right - 2, top: box.top - 5, otherRight: box.left + 2 }, depth + 1);
  }

  function makeItem(entry: PopupEntry, depth: number): HTMLElement {
    if (entry.label === '-') return element('hr', { role: 'separator' });
    const item = element('button', {
      type: 'button',
      role: 'menuitem',
      tabindex: '-1',
      'data-menu-item': entry.label,
      disabled: entry.disabled === true,
    });
    item.append(element('span', {}, entry.label));
    const sub = entry.entries;
    if (sub) {
      item.append(element('span', { class: 'more', 'aria-hidden': 'true' }, '▸'));
      item.setAttribute('aria-haspopup', 'true');
      item.setAttribute('aria-expanded', 'false');
    }
    item.addEventListener('pointerenter', () => {
      item.focus({ preventScroll: true });
      if (sub) openSub(item, sub, depth);
      else closeFrom(depth + 1);
    });
    item.addEventListener('click', () => {
      if (sub) return openSub(item, sub, depth);
      close();
      entry.act?.();
    });
    return item;
  }

  function openList(of: PopupEntry[], at: Anchor, depth: number): HTMLElement {
    const list = element('div', { class: 'popup', role: 'menu' });
    list.append(...of.map((entry) => makeItem(entry, depth)));
    list.addEventListener('keydown', (event) => keyIn(list, depth, event));
    list.addEventListener('contextmenu', (event) => event.preventDefault());
    layers.append(list);
    lists.push(list);
    const { width, height } = list.getBoundingClientRect();
    const tooWide = at.left + width > innerWidth - 4;
    list.style.left = `${Math.max(4, tooWide ? (at.otherRight ?? innerWidth - 4) - width : at.left)}px`;
    list.style.top = `${Math.max(4, Math.min(at.top, innerHeight - height - 4))}px`;
    return list;
  }

  function keyIn(list: HTMLElement, depth: number, event: KeyboardEvent): void {
    const items = [...list.querySelectorAll<HTMLButtonElement>('[role=menuitem]:not([disabled])')];
    const here = items.indexOf(document.activeElement as HTMLButtonElement);
    const focus = (index: number) => items[(index + items.length) % items.length]?.focus();
    const keys: Record<string, () => void> = {
      ArrowDown: () => focus(here + 1),
      ArrowUp: () => focus(here < 0 ? -1 : here - 1),
      Home: () => focus(0),
      End: () => focus(-1),
      ArrowRight: () => {
        if (items[here]?.getAttribute('aria-haspopup')) {
          items[here].click();
          lists[depth + 1]?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
        }
      },
      ArrowLeft: () => {
        if (depth === 0) return;
        const opener = lists[depth - 1]?.querySelector<HTMLElement>('[aria-expanded="true"]');
        closeFrom(depth);
        opener?.focus();
      },
      Escape: close,
      Tab: close,
    };
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  closeOpen = close;
  // A click into a frame takes the focus away without a pointer event here.
  addEventListener('blur', close);
  addEventListener('pointerdown', outside, true);
  const first = openList(entries, anchor, 0);
  first.querySelector<HTMLElement>('[role=menuitem]:not([disabled])')?.focus();
}
