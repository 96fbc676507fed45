/** Barcodes as SVG, drawn by bwip-js without a canvas. */
import { code128, drawingSVG } from 'bwip-js/generic';

/** Code 128: a document's number, a bin's or an item's code. */
export function barcode(text: string): string {
  return code128({ bcid: 'code128', text, height: 10, includetext: false }, drawingSVG());
}
