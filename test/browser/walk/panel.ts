/** The add-on's sidebar in a window, and its dialogs, as a person reads and presses them. */
import type { FrameLocator, Locator } from 'playwright-core';
import type { SheetPage } from '../sheets-page.ts';

export class Panel {
  readonly sheet: SheetPage;
  readonly frame: FrameLocator;

  constructor(sheet: SheetPage) {
    this.sheet = sheet;
    this.frame = sheet.page.frameLocator('iframe[name="sidebar"]');
  }

  /** Opens a panel by its menu entry and waits for its first screen. */
  async open(entry: string): Promise<void> {
    // The panel before goes only once the new one comes: its heading is not the one that is waited for.
    const { page } = this.sheet;
    await page.evaluate(() =>
      document.querySelector('iframe[name="sidebar"]')?.setAttribute('data-before', ''),
    );
    await this.sheet.choose(entry);
    await page.waitForSelector('iframe[name="sidebar"]:not([data-before])');
    await this.frame.locator('main h1').waitFor();
    await this.frame.locator('main > .waiting').waitFor({ state: 'detached' });
  }

  /** The cross in the sidebar's head. */
  async shut(): Promise<void> {
    await this.sheet.page.click('[data-sidebar] [data-close-frame]');
    await this.sheet.page.waitForSelector('iframe[name="sidebar"]', { state: 'detached' });
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  async press(name: string): Promise<void> {
    await this.button(name).click();
  }

  /** Leaves a form without keeping what was typed: asked once where something was. */
  async giveUp(): Promise<void> {
    await this.frame
      .getByRole('button', { name: /^(Annuler|Jeter le brouillon|Cancel|Throw the draft away)$/ })
      .click();
    const yes = this.frame.getByRole('button', { name: /^(Jeter|Throw away)$/ });
    if ((await yes.count()) > 0) await yes.click();
  }

  /** The impatient click: twice, as fast as a hand can. */
  async pressTwice(name: string): Promise<void> {
    await this.button(name).dblclick();
  }

  field(label: string): Locator {
    return this.frame.getByLabel(label, { exact: true });
  }

  /** Opens what is folded under that summary. */
  async unfold(summary: string): Promise<void> {
    await this.frame.locator('details:not([open]) > summary').filter({ hasText: summary }).first().click();
  }

  /** Chooses from a list by its text. */
  async choose(label: string, text: string): Promise<void> {
    const field = this.field(label).filter({ visible: true }).first();
    await field.locator('option').filter({ hasText: text }).first().waitFor({ state: 'attached' });
    await field.selectOption({ label: text });
  }

  /** Waits until the text is in sight. @throws Error with all that the panel shows instead */
  async says(text: string): Promise<void> {
    const said = this.frame.getByText(text).filter({ visible: true }).first();
    await said.waitFor().catch(async () => {
      throw new Error(`«${text}» is not in sight, but: ${await this.read('body')}`);
    });
  }

  /** On a count's sheet: what the panel asks by itself after a saving is answered before what a person asks next. */
  async settleDown(): Promise<void> {
    for (const _ of ['the saving', 'what follows it']) {
      await this.press('Aller à la feuille');
      await this.frame.locator('main[aria-busy]').waitFor({ state: 'detached' });
    }
  }

  heading(): Promise<string> {
    return this.read('main h1');
  }

  /** Text as a reader sees it: no-break spaces are spaces. */
  async read(selector: string): Promise<string> {
    return plain(await this.frame.locator(selector).first().innerText());
  }

  async readAll(selector: string): Promise<string[]> {
    return (await this.frame.locator(selector).allInnerTexts()).map(plain);
  }

  /** True where a person sees the whole of it without scrolling. */
  async inSight(selector: string): Promise<boolean> {
    const box = await this.frame.locator(selector).first().boundingBox();
    const { height } = this.sheet.page.viewportSize()!;
    return box !== null && box.y >= 0 && box.y + box.height <= height;
  }

  /** The depot of that name, where the panel asks for one (S6). */
  async useDepot(name: string): Promise<void> {
    await this.frame.getByRole('radio', { name, exact: true }).check();
    await this.frame.getByRole('button', { name: /^(Utiliser ce dépôt|Use this depot)$/ }).click();
  }

  /** Types into a searching field and takes the choice that names `code`, with the arrows. */
  async search(label: string, text: string, code: string): Promise<void> {
    const { page } = this.sheet;
    await this.field(label).click();
    await page.keyboard.type(text);
    const wanted = this.frame
      .getByRole('option')
      .filter({ has: this.frame.getByText(code, { exact: true }) });
    await wanted.waitFor();
    for (let step = 0; (await wanted.getAttribute('aria-selected')) !== 'true'; step += 1) {
      if (step > 20) throw new Error(`the arrows do not reach ${code}`);
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
  }
}

/** The dialog over a window: a voucher, the wide recap. */
export function dialogOf(sheet: SheetPage): FrameLocator {
  return sheet.page.frameLocator('iframe[name="dialog"]');
}

export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
