/** The barcodes of a printed page, read as a scanner would: from the picture of the paper, by a decoder that is not ours. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import type { getDocument as readPdf } from 'unpdf/pdfjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const fileOf = (module: string) => readFile(fileURLToPath(import.meta.resolve(module)));

/** Each page's picture at 300 dots an inch, PNG in base64. A canvas is needed: the browser's own. */
async function picturesOf(pdf: Buffer, browser: Browser): Promise<string[]> {
  const page = await browser.newPage();
  try {
    const source = JSON.stringify(String(await fileOf('unpdf/pdfjs')));
    // As a text: a function's `import` would be rewritten on its way from here to the browser.
    await page.evaluate(`import(URL.createObjectURL(new Blob([${source}], { type: 'text/javascript' })))
      .then(({ getDocument }) => { globalThis.getDocument = getDocument; })`);
    return await page.evaluate(async (base64) => {
      const { getDocument } = globalThis as unknown as { getDocument: typeof readPdf };
      const paper = await getDocument({ data: Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)) })
        .promise;
      const pictures: string[] = [];
      for (let number = 1; number <= paper.numPages; number += 1) {
        const sheet = await paper.getPage(number);
        const viewport = sheet.getViewport({ scale: 300 / 72 });
        const canvas = document.createElement('canvas');
        Object.assign(canvas, { width: viewport.width, height: viewport.height });
        await sheet.render({ canvas, viewport }).promise;
        pictures.push(canvas.toDataURL('image/png').replace(/^.*,/, ''));
      }
      return pictures;
    }, pdf.toString('base64'));
  } finally {
    await page.close();
  }
}

/** What the Code 128 barcodes of each page say, in no order. */
export async function barcodesOf(pdf: Buffer, browser: Browser): Promise<string[][]> {
  const pictures = await picturesOf(pdf, browser);
  const wasm = await fileOf('zxing-wasm/reader/zxing_reader.wasm');
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
  const read = (picture: string) =>
    readBarcodes(new Blob([Buffer.from(picture, 'base64')]), {
      formats: ['Code128'],
      maxNumberOfSymbols: 255,
      tryHarder: true,
    });
  return Promise.all(pictures.map(async (picture) => (await read(picture)).map(({ text }) => text)));
}
