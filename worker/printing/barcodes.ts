/** Barcodes as SVG, drawn by bwip-js without a canvas. */
import { code128, drawingSVG, gs1datamatrix, qrcode } from 'bwip-js/generic';

/** What code 128 bears legibly on a label of 60 mm. */
const LONGEST_BAR = 24;

/** Code 128 (a voucher's number, a bin's or an item's code); a square where the text is too long for bars, or not ASCII. */
export function barcode(text: string): string {
  if (/^[\x20-\x7e]+$/.test(text) && text.length <= LONGEST_BAR)
    return code128({ bcid: 'code128', text, height: 10, includetext: false }, drawingSVG());
  return qrcode({ bcid: 'qrcode', text }, drawingSVG());
}

export interface Gs1 {
  gtin: string;
  lot: string;
  expiry: string | null;
  serial: string;
}

/** GS1's character set 82, up to 20: what a lot or a serial number may hold in a symbol. */
const FITS = /^[!"%&'*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/;

/** The text of a GS1 symbol, as it is printed below: `(01)…(17)…(10)…(21)…`; what does not fit GS1 is left out. */
export function gs1Text({ gtin, lot, expiry, serial }: Gs1): string {
  const parts = [
    `(01)${gtin.padStart(14, '0')}`,
    expiry && `(17)${expiry.slice(2).replaceAll('-', '')}`,
    FITS.test(lot) && `(10)${lot}`,
    FITS.test(serial) && `(21)${serial}`,
  ];
  return parts.filter(Boolean).join('');
}

export function gs1Symbol(goods: Gs1): string {
  return gs1datamatrix({ bcid: 'gs1datamatrix', text: gs1Text(goods) }, drawingSVG());
}
