/** The sheets' tabs: switch, rename in place, duplicate, delete, add. */
import type { SheetView } from '../host/types.ts';
import type { Book } from './book.ts';
import type { Dialogs } from './dialogs.ts';
import { element, find } from './dom.ts';
import { openPopup } from './popup.ts';
import { texts } from './texts.ts';

export interface TabsParts {
  book: Book;
  dialogs: Dialogs;
  act(action: string, body: object): Promise<unknown>;
  onDone(): void;
}

export function createTabs(parts: TabsParts): void {
  const { book, dialogs, act, onDone } = parts;
  const bar = find('[data-tabs]');
  let renaming = false;

  function draw(): void {
    if (!book.isReady() || renaming) return;
    const active = book.active();
    bar.replaceChildren(...book.shown().map((sheet) => makeTab(sheet, sheet.id === active.id)));
    find(`[aria-selected="true"]`, bar).scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  function makeTab(sheet: SheetView, isActive: boolean): HTMLElement {
    const tab = element('button', {
      type: 'button',
      role: 'tab',
      'data-tab': sheet.name,
      'aria-selected': `${isActive}`,
      tabindex: isActive ? '0' : '-1',
    });
    tab.textContent = sheet.name;
    // A click draws the tabs anew, so the browser would see no double click on one element.
    tab.addEventListener('click', (event) => {
      if (event.detail === 2 && isActive) return rename(sheet);
      book.activate(sheet.id);
      onDone();
    });
    tab.addEventListener('keydown', (event) => keyOn(sheet, event));
    tab.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      book.activate(sheet.id);
      openMenu(sheet, event.clientX);
    });
    return tab;
  }

  function keyOn(sheet: SheetView, event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (event.key === 'F2') rename(sheet);
    else if (step !== 0) {
      const shown = book.shown();
      const at = shown.findIndex((candidate) => candidate.id === sheet.id);
      const next = shown[(at + step + shown.length) % shown.length]!;
      book.activate(next.id);
      find('[aria-selected="true"]', bar).focus();
    } else return;
    event.preventDefault();
  }

  function openMenu(sheet: SheetView, left: number): void {
    const entries = [
      { label: texts.copySheet, act: () => void activateNew(act('copySheet', { sheetId: sheet.id })) },
      { label: texts.renameSheet, act: () => rename(sheet) },
      { label: texts.deleteSheet, act: () => void remove(sheet), disabled: book.shown().length < 2 },
    ];
    openPopup(entries, { left, top: innerHeight }, () => undefined);
  }

  async function remove(sheet: SheetView): Promise<void> {
    const answer = await dialogs.ask({
      title: texts.deleteSheetTitle,
      prompt: texts.deleteSheetQuestion(sheet.name),
      buttons: 'OK_CANCEL',
    });
    if (answer.button === 'OK') await act('deleteSheet', { sheetId: sheet.id });
  }

  /** The answer is the new sheet's id; its tab arrives as an event, before or after. */
  async function activateNew(made: Promise<unknown>): Promise<void> {
    const id = await made;
    if (typeof id !== 'number') return;
    if (book.sheet(id)) return book.activate(id);
    awaited = id;
  }
  let awaited: number | null = null;

  function rename(sheet: SheetView): void {
    const tab = [...bar.children].find((one) => (one as HTMLElement).dataset.tab === sheet.name);
    if (!tab) return;
    renaming = true;
    const input = element('input', { class: 'rename', 'aria-label': texts.sheetName, value: sheet.name });
    input.size = Math.max(6, sheet.name.length);
    tab.replaceWith(input);
    input.focus();
    input.select();
    const finish = (keep: boolean) => {
      if (!renaming) return;
      renaming = false;
      const name = input.value.trim();
      if (keep && name !== '' && name !== sheet.name) void act('renameSheet', { sheetId: sheet.id, name });
      draw();
      onDone();
    };
    input.addEventListener('blur', () => finish(true));
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      // The grid takes the keyboard at once: without this the Enter would still be typed there.
      event.preventDefault();
      finish(event.key === 'Enter');
    });
  }

  find('[data-add-sheet]').addEventListener('click', () => void activateNew(act('addSheet', {})));
  book.onActivated(draw);
  book.onChanged(() => {
    draw();
    if (awaited === null || !book.sheet(awaited)) return;
    book.activate(awaited);
    awaited = null;
  });
}
