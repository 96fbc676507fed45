import type { Buttons } from '../calls/ui-calls.ts';
import type { MenuEntry } from '../types.ts';
import { Button, ButtonSet, enumName } from './enums.ts';
import { shownHtml } from './html-output.ts';
import { exception, model } from './remote.ts';
import { expose, Service, whole } from './service.ts';

type G = GoogleAppsScript.Base.Ui;
type GMenu = GoogleAppsScript.Base.Menu;
type GButton = GoogleAppsScript.Base.Button;
type GButtonSet = GoogleAppsScript.Base.ButtonSet;
type GHtml = GoogleAppsScript.HTML.HtmlOutput;

const entriesOf = new WeakMap<object, MenuEntry>();

class Menu extends Service implements Pick<GMenu, 'addItem' | 'addSeparator' | 'addSubMenu' | 'addToUi'> {
  /** An empty caption is the add-on's own menu. */
  constructor(caption: string) {
    super();
    entriesOf.set(this, { label: caption, entries: [] });
  }
  #add(entry: MenuEntry): GMenu {
    entriesOf.get(this)!.entries!.push(entry);
    return whole(this);
  }
  addItem(caption: string, functionName: string): GMenu {
    return this.#add({ label: String(caption), functionName: String(functionName) });
  }
  addSeparator(): GMenu {
    return this.#add({ label: '-' });
  }
  addSubMenu(menu: GMenu): GMenu {
    const entry = entriesOf.get(menu);
    if (!entry) throw exception('A sub-menu must be made with Ui.createMenu.');
    return this.#add(entry);
  }
  addToUi(): void {
    model.addMenu(entriesOf.get(this)!);
  }
}
expose('Menu', Menu);

class PromptResponse
  extends Service
  implements Pick<GoogleAppsScript.Base.PromptResponse, 'getResponseText' | 'getSelectedButton'>
{
  readonly #text: string;
  readonly #button: GButton;
  constructor(text: string, button: GButton) {
    super();
    this.#text = text;
    this.#button = button;
  }
  getResponseText(): string {
    return this.#text;
  }
  getSelectedButton(): GButton {
    return this.#button;
  }
}
expose('PromptResponse', PromptResponse);

/** (prompt), (prompt, buttons) or (title, prompt, buttons). */
function ask(what: 'alert' | 'prompt', args: unknown[]) {
  if (args.length < 1 || args.length > 3) {
    throw exception(`The parameters don't match the method signature for Ui.${what}.`);
  }
  const [title, prompt, buttons] =
    args.length === 3 ? args : ['', args[0], args.length === 2 ? args[1] : ButtonSet.OK];
  return model.ask(what, String(title), String(prompt), enumName(buttons) as Buttons);
}

export class Ui
  extends Service
  implements
    Pick<
      G,
      | 'Button'
      | 'ButtonSet'
      | 'alert'
      | 'createAddonMenu'
      | 'createMenu'
      | 'prompt'
      | 'showModalDialog'
      | 'showModelessDialog'
      | 'showSidebar'
    >
{
  readonly Button = Button;
  readonly ButtonSet = ButtonSet;

  createAddonMenu(): GMenu {
    return whole(new Menu(''));
  }
  createMenu(caption: string): GMenu {
    return whole(new Menu(String(caption)));
  }
  alert(first: string, second?: string | GButtonSet, third?: GButtonSet): GButton {
    const given = [first, second, third].filter((arg) => arg !== undefined);
    return Button[ask('alert', given).button];
  }
  prompt(
    first: string,
    second?: string | GButtonSet,
    third?: GButtonSet,
  ): GoogleAppsScript.Base.PromptResponse {
    const given = [first, second, third].filter((arg) => arg !== undefined);
    const { text, button } = ask('prompt', given);
    return whole(new PromptResponse(text, Button[button]));
  }
  showSidebar(page: GHtml): void {
    const { title, html } = shownHtml(page);
    model.showSidebar(title, html);
  }
  showModalDialog(page: GHtml, title: string): void {
    const { html, width, height } = shownHtml(page);
    model.showDialog(String(title), html, true, { width, height });
  }
  showModelessDialog(page: GHtml, title: string): void {
    const { html, width, height } = shownHtml(page);
    model.showDialog(String(title), html, false, { width, height });
  }
}
expose('Ui', Ui);
