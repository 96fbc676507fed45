/** The tab of a count, read and typed as a person does: clipboard, name box and keyboard. */
import { columnName } from '../../../addon/local/page/places.ts';
import { parseBlock } from '../../../addon/local/page/tsv.ts';
import type { SheetPage } from '../sheets-page.ts';

export class CountSheet {
  readonly sheet: SheetPage;
  readonly name: string;
  /** Header labels; the place of each is its column. */
  header: string[] = [];

  constructor(sheet: SheetPage, name: string) {
    this.sheet = sheet;
    this.name = name;
  }

  /** Brings the tab into sight and copies all of it, hidden columns too: the rows below the header. */
  async readRows(): Promise<string[][]> {
    const { page } = this.sheet;
    await page.bringToFront();
    await page.click(`[data-tab=${JSON.stringify(this.name)}]`);
    await this.sheet.goTo('B2');
    await this.sheet.keys('Control+a', 'Control+c');
    await page.waitForSelector('[data-grid]:not([data-copying])');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const [header = [], ...rows] = parseBlock(copied);
    this.header = header;
    await this.sheet.goTo('B2');
    return rows;
  }

  /** «K5»: the cell of a row (from 2) below that label. */
  place(row: number, label: string): string {
    const at = this.header.indexOf(label);
    if (at < 0) throw new Error(`no column «${label}»`);
    return columnName(at + 1) + row;
  }

  /** «R5C11», as the page marks its cells. */
  cell(row: number, label: string): string {
    return `R${row}C${this.header.indexOf(label) + 1}`;
  }

  /** Goes to the cell and types; Enter leads to the next one down. */
  async type(row: number, label: string, ...texts: string[]): Promise<void> {
    await this.sheet.goTo(this.place(row, label));
    for (const text of texts) await this.sheet.type(text);
  }

  /** Pastes a column of texts from the cell down. */
  async paste(row: number, label: string, texts: readonly string[]): Promise<void> {
    await this.sheet.goTo(this.place(row, label));
    await this.sheet.page.evaluate((text) => navigator.clipboard.writeText(text), texts.join('\n'));
    await this.sheet.keys('Control+v');
  }
}
