/** Puts the page together: what each part is told, and by whom. */
import type { Opened, WireUi } from '../server/wire.ts';
import { createAccount } from './account.ts';
import { createBook } from './book.ts';
import { createCells } from './cells.ts';
import { createClipboard } from './clipboard.ts';
import { createConnection } from './connection.ts';
import { createContentLine } from './content-line.ts';
import { createContextMenus } from './context-menus.ts';
import { createDialogs } from './dialogs.ts';
import { find } from './dom.ts';
import { createEditing } from './editing.ts';
import { createEntering } from './entering.ts';
import { createFrames } from './frames.ts';
import { createGrid } from './grid.ts';
import { listenToKeys } from './keyboard.ts';
import { createMenuBar } from './menubar.ts';
import { createMotion } from './motion.ts';
import { listenToMouse } from './mouse.ts';
import { createNotices } from './notices.ts';
import { createSelection } from './selection.ts';
import { createTabs } from './tabs.ts';
import { texts } from './texts.ts';
import { createTips } from './tips.ts';

const connection = createConnection();
const book = createBook();
const selection = createSelection(book);
const cells = createCells(connection);
const notices = createNotices();
const dialogs = createDialogs(() => editing.focus());
const grid = createGrid(book, cells, selection);
const entering = createEntering(connection, cells, dialogs, notices);
const editing = createEditing(book, cells, selection, grid, entering);
const motion = createMotion(book, connection, selection, grid, editing);
const clipboard = createClipboard({ book, cells, selection, grid, editing, entering, notices });
const account = createAccount();

const focusGrid = () => {
  if (!dialogs.isOpen()) editing.focus();
};

/** Scripts see where the person stands at the moment of the click. */
const standing = () => ({ sheetId: book.active().id, ...selection.active() });

async function choose(functionName: string): Promise<void> {
  editing.commit();
  try {
    await notices.during(connection.run('choose', { functionName, active: standing() }));
  } catch (failure) {
    notices.fail((failure as Error).message);
  }
}

const menuBar = createMenuBar((functionName) => void choose(functionName), focusGrid);
const frames = createFrames(
  (functionName, args) => connection.run('call', { functionName, args, active: standing() }),
  focusGrid,
);

/** A change of the sheet's structure. Ends with the server's answer, or undefined after saying what failed. */
async function act(action: string, body: object): Promise<unknown> {
  try {
    return await connection.post(action, body);
  } catch (failure) {
    notices.fail((failure as Error).message);
    return undefined;
  }
}

createTabs({ book, dialogs, act, onDone: focusGrid });
createContentLine({ book, cells, selection, editing, motion, notices });
createTips(book, cells, grid);
listenToKeys({ book, selection, grid, motion, editing, entering, clipboard, notices });
listenToMouse({
  book,
  selection,
  grid,
  editing,
  ...createContextMenus({
    book,
    selection,
    act: (action, body) => void act(action, body),
    onClosed: focusGrid,
  }),
});

function open(opened: Opened): void {
  dialogs.dropAll();
  document.title = `${opened.name} – Décompte`;
  find('[data-title]').textContent = opened.name;
  account.show(opened.person, opened.framePerson, opened.people);
  frames.trust(opened.frameOrigin);
  cells.forgetAll();
  book.setSheets(opened.sheets);
  if (document.activeElement === document.body) editing.focus();
}

/** The keyboard stays where it is: a panel's script may bring a cell into sight while a person types there. */
function goTo({ sheetId, area }: WireUi & { what: 'activate' }): void {
  book.activate(sheetId);
  if (!area || book.active().id !== sheetId) return;
  const place = { row: area.row, column: area.column };
  selection.select(place, { row: area.row + area.rows - 1, column: area.column + area.columns - 1 });
  grid.reveal(place);
}

async function showUi(event: WireUi): Promise<void> {
  if (event.what === 'sidebar') frames.openSidebar(event);
  else if (event.what === 'dialog') frames.openDialog(event);
  else if (event.what === 'closeFrame') frames.close(event.frameId);
  else if (event.what === 'toast') notices.toast(event.message, event.title, event.seconds);
  else if (event.what === 'activate') goTo(event);
  else if (event.what === 'failure') notices.fail(event.message);
  else {
    const { alertId, title, prompt, buttons } = event;
    const asksText = event.what === 'prompt';
    const { button, text, dropped } = await dialogs.ask({ title, prompt, buttons, asksText });
    if (!dropped) await act('answerAlert', { alertId, button, ...(asksText ? { text } : {}) });
  }
}

connection.onEvent((event) => {
  if (event.what === 'opened') open(event);
  else if (event.what === 'menu') menuBar.show(event.entries);
  else if (event.what === 'sheets') book.setSheets(event.sheets);
  else if (event.what === 'cells') cells.outdate(event.sheetId, event.firstRow, event.lastRow);
  else if (event.what === 'ui') void showUi(event.event);
});

connection.onOpenOrLost((isOpen) => {
  const line = find('[data-connection]');
  line.dataset.connection = isOpen ? 'open' : 'lost';
  line.hidden = isOpen;
  line.textContent = isOpen ? '' : texts.lost;
  grid.redraw();
});

/** Lines moved under every row: what is known of the sheet is known under wrong numbers. */
book.onChanged((resized) => {
  for (const sheetId of resized) cells.outdate(sheetId, 1, book.sheet(sheetId)?.rows ?? 1);
});

let telling: ReturnType<typeof setTimeout> | undefined;
function tellStanding(): void {
  clearTimeout(telling);
  telling = setTimeout(() => {
    if (connection.isOpen()) connection.post('activate', standing()).catch(() => undefined);
  }, 150);
}
selection.onChanged(tellStanding);
book.onActivated(tellStanding);

addEventListener('focus', () => {
  if (document.activeElement === document.body) focusGrid();
});
connection.start();
