/** What a printer would get: a dialog's page printed to PDF by Chromium, and read back page by page. */
import { extractText, getDocumentProxy } from 'unpdf';
import type { SheetPage } from '../sheets-page.ts';
import { dialogOf, plain } from './panel.ts';

/** The text of each page of a PDF. */
export async function pdfPages(pdf: Buffer): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)));
  return text.map(plain);
}

/** The text of each printed page of the dialog that is open over the sheet. */
export async function printedPages(sheet: SheetPage): Promise<string[]> {
  const body = dialogOf(sheet).locator('body');
  await body.waitFor();
  // What is drawn, without the script that drew it: on another page it would find no spreadsheet to ask.
  const html = await body.evaluate((element) => {
    const drawn = element.ownerDocument.documentElement.cloneNode(true) as HTMLElement;
    for (const script of drawn.querySelectorAll('script')) script.remove();
    return drawn.outerHTML;
  });
  const page = await sheet.page.context().newPage();
  try {
    await page.setContent(html);
    return await pdfPages(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  } finally {
    await page.close();
  }
}
