/** What a printer would get: a dialog's page printed to PDF by Chromium, and read back page by page. */
import { extractText, getDocumentProxy } from 'unpdf';
import type { SheetPage } from '../sheets-page.ts';
import { dialogOf, plain } from './panel.ts';

/** The text of each page of a PDF. */
export async function pdfPages(pdf: Buffer): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)));
  return text.map(plain);
}

interface PrintedText {
  text: string;
  /** Where it ends, from the left edge of the paper, in points. */
  right: number;
  /** The height of its letters' line, in points. */
  points: number;
}

/** Every piece of text of a PDF, with its place on the paper. */
export async function printedTexts(pdf: Buffer): Promise<PrintedText[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const texts: PrintedText[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [, , , points = 0, left = 0] = item.transform as number[];
      texts.push({ text: item.str, right: left + item.width, points: Math.abs(points) });
    }
  }
  return texts;
}

/** Whatever of a PDF does something when it is opened or touched: scripts, links, actions, files inside. */
export async function runnableIn(pdf: Buffer): Promise<string[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const [scripts, opening, files] = await Promise.all([
    document.getJSActions(),
    document.getOpenAction(),
    document.getAttachments(),
  ]);
  const found = [scripts && 'script', opening?.action && 'action', files && 'file'].filter(Boolean);
  for (let number = 1; number <= document.numPages; number++) {
    const annotations = await (await document.getPage(number)).getAnnotations();
    found.push(...annotations.map(({ subtype, url }) => `${subtype} ${url ?? ''}`));
  }
  return found as string[];
}

/** The dialog that is open over the sheet, as a PDF. */
export async function printedDialog(sheet: SheetPage): Promise<Buffer> {
  const body = dialogOf(sheet).locator('body');
  await body.waitFor();
  // What is drawn, without the script that drew it: on another page it would find no spreadsheet to ask.
  const html = await body.evaluate((element) => {
    const drawn = element.ownerDocument.documentElement.cloneNode(true) as HTMLElement;
    for (const script of drawn.querySelectorAll('script')) script.remove();
    return drawn.outerHTML;
  });
  const page = await sheet.page.context().browser()!.newPage();
  try {
    await page.setContent(html);
    return await page.pdf({ preferCSSPageSize: true, printBackground: true });
  } finally {
    await page.close();
  }
}

/** The text of each printed page of the dialog that is open over the sheet. */
export async function printedPages(sheet: SheetPage): Promise<string[]> {
  return pdfPages(await printedDialog(sheet));
}
