/**
 * What a scanner that acts as a keyboard typed: goods (GTIN, lot, expiry, serial at once: B6), one of our own
 * codes, the number of a voucher, or a text to be looked up. Pure: what the service knows is the caller's.
 */
import {
  bareGtin,
  type Element,
  type Gs1Problem,
  gs1Date,
  hasCheckDigit,
  readBracketed,
  readElementString,
  SEPARATOR,
} from './gs1.ts';
import { likelyOtherLayout, underOtherLayouts } from './keyboardLayout.ts';
import { readOwnCode } from './ownCodes.ts';

/** What one symbol says of goods; '' and null where it does not. */
export interface Goods {
  /** To be looked up among the items' codes: a GTIN without leading zeros, as labels print it. */
  code: string;
  lot: string;
  /** ISO. */
  expiry: string | null;
  serial: string;
  /** (30): how many units, for goods of varying count. */
  count: number | null;
  /** (37): how many of the item a case holds. */
  contained: number | null;
  /** (240): the maker's own article number. */
  article: string;
}

export type Scan =
  /** More than one reading: the separators were lost, a person chooses. */
  | { kind: 'goods'; readings: Goods[]; translated: boolean }
  | { kind: 'bin'; depot: string; bin: string; translated: boolean }
  | { kind: 'patient' | 'invoice' | 'voucher'; code: string; translated: boolean }
  /** An item's code, a patient's reference: looked up as it is, then as the other keyboard layout means it. */
  | { kind: 'text'; text: string; other: string | null }
  | { kind: 'bad'; problem: Gs1Problem['problem']; value: string; translated: boolean };

type Structured = Exclude<Scan, { kind: 'text' }>;

/** `]d2`, `]C1`, `]e0`, `]Q3` announce GS1 data; other identifiers only name the symbol. */
const GS1_SYMBOL = /^\](?:d2|C1|e[0-3]|Q3|J1)/;
const SYMBOL = /^\][A-Za-z]\d/;

/** `today` (ISO) decides the century of a two-digit year. */
export function readScan(typed: string, today: string): Scan {
  const text = trimmed(typed);
  const scan = structured(text, today);
  if (scan && scan.kind !== 'bad') return scan;
  for (const meant of underOtherLayouts(text)) {
    const translated = structured(trimmed(meant), today);
    if (translated && translated.kind !== 'bad') return { ...translated, translated: true };
  }
  return scan ?? { kind: 'text', text: text.replace(SYMBOL, ''), other: likelyOtherLayout(text) };
}

/** A separator in front or behind parts nothing; other blanks come from the scanner's suffix. */
function trimmed(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

function structured(text: string, today: string): Structured | null {
  const bare = text.replace(SYMBOL, '');
  const own = readOwnCode(bare);
  if (own?.kind === 'bin')
    return { kind: 'bin', depot: own.parts[0]!, bin: own.parts[1]!, translated: false };
  if (own) return { kind: own.kind, code: own.parts[0]!, translated: false };
  // Type, depot, year, ordinal: how the ledger numbers its documents.
  if (/^[A-Z]{2}-.+-\d{4}-\d{6}$/.test(bare)) return { kind: 'voucher', code: bare, translated: false };
  if (/^\(\d{2,4}\)/.test(bare)) return goodsOf(readBracketed(bare), today);
  const announced = GS1_SYMBOL.test(text) || bare.startsWith(SEPARATOR);
  // Unannounced digits are GS1 data only where they start with a whole GTIN: «1012345» is an item's code.
  const starts = /^0[12](\d{14})/.exec(bare);
  if (
    announced ||
    bare.includes(SEPARATOR) ||
    (starts && bare.length > 16) ||
    (starts && hasCheckDigit(starts[1]!))
  )
    return goodsOf(readElementString(bare), today);
  if (hasCheckDigit(bare)) return oneReading({ ...NOTHING, code: bareGtin(bare) });
  return null;
}

const NOTHING: Goods = {
  code: '',
  lot: '',
  expiry: null,
  serial: '',
  count: null,
  contained: null,
  article: '',
};

const oneReading = (goods: Goods): Structured => ({ kind: 'goods', readings: [goods], translated: false });

function goodsOf(read: Element[] | Element[][] | Gs1Problem, today: string): Structured {
  if ('problem' in read) return { kind: 'bad', ...read, translated: false };
  const all = (Array.isArray(read[0]) ? read : [read]) as Element[][];
  const readings: Goods[] = [];
  let noSuchDay: string | null = null;
  for (const elements of all) {
    const goods: Goods = { ...NOTHING };
    let good = true;
    for (const { ai, value } of elements) {
      if (ai === '01' || ai === '02') goods.code = bareGtin(value);
      else if (ai === '10') goods.lot = value;
      else if (ai === '21') goods.serial = value;
      else if (ai === '30') goods.count = Number(value);
      else if (ai === '37') goods.contained = Number(value);
      else if (ai === '240') goods.article = value;
      else if (ai === '17') {
        goods.expiry = gs1Date(value, today);
        if (goods.expiry === null) noSuchDay = value;
        good &&= goods.expiry !== null;
      }
    }
    if (good) readings.push(goods);
  }
  if (readings.length === 0)
    return { kind: 'bad', problem: 'date', value: noSuchDay ?? '', translated: false };
  return { kind: 'goods', readings: distinct(readings), translated: false };
}

/** Readings that differ only in what we do not keep are one. */
function distinct(readings: Goods[]): Goods[] {
  return [...new Map(readings.map((goods) => [JSON.stringify(goods), goods])).values()];
}

/**
 * The quantity that a scan proposes (Q18): `pack` is what the scanned code stands for in the catalogue;
 * a count printed in the symbol stands above it.
 */
export function scannedQuantity({ count, contained }: Goods, pack: number): number {
  if (count !== null) return count;
  return contained === null ? pack : contained * pack;
}
