/**
 * Quantities are integer thousandths in the database and JSON numbers with at most three decimals
 * in the API; unit costs are integer ten-thousandths; values are integers of the currency's smallest
 * unit. Conversions are exact: 2.5 + 1.3 equals 3.8.
 */
export type Language = 'fr' | 'en';

export const THOUSANDTHS = 1000;
export const TEN_THOUSANDTHS = 10_000;
/** The largest quantity of one line; a barcode typed into a quantity is larger. */
export const QUANTITY_MOST = 1e9;

/** 3.8 → 3800. The caller's schema has already limited the number to three decimals. */
export function toThousandths(quantity: number): number {
  return Math.round(quantity * THOUSANDTHS);
}

/** 3800 → 3.8, as the API writes it. */
export function fromThousandths(thousandths: number): number {
  return thousandths / THOUSANDTHS;
}

/** 7.7475 → 77475. */
export function toTenThousandths(unitCost: number): number {
  return Math.round(unitCost * TEN_THOUSANDTHS);
}

export function fromTenThousandths(tenThousandths: number): number {
  return tenThousandths / TEN_THOUSANDTHS;
}

/** True if a quantity in thousandths fits the number of decimals an item allows (0 to 3). */
export function fitsDecimals(thousandths: number, decimals: number): boolean {
  return thousandths % 10 ** (3 - decimals) === 0;
}

/** French groups thousands with a narrow no-break space, and writes a decimal comma. */
export function formatNumber(
  value: number,
  language: Language,
  minimumDecimals = 0,
  maximumDecimals = 3,
): string {
  const [whole = '0', fraction = ''] = rounded(Math.abs(value), maximumDecimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'fr' ? '\u202f' : ',');
  let kept = fraction.replace(/0+$/, '');
  while (kept.length < minimumDecimals) kept += '0';
  const text = kept === '' ? grouped : grouped + (language === 'fr' ? ',' : '.') + kept;
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}

/** Half up as it is written: `toFixed` makes 0.8 of 0.85, which no float holds exactly. */
function rounded(value: number, decimals: number): string {
  const whole = Number(`${value}e${decimals}`);
  return (Number.isSafeInteger(Math.round(whole)) ? Math.round(whole) / 10 ** decimals : value).toFixed(
    decimals,
  );
}

/** A quantity as the reader writes it: 12.5 → «12,5». */
export function formatQuantity(quantity: number, language: Language): string {
  return formatNumber(quantity, language);
}

/**
 * Reads «12,5», «1 250», «12.5» as a reader of the language means it; null where it is no number.
 * Groups are accepted only as thousands, so that «1,5» in English is refused rather than read as 15.
 */
export function parseDecimal(text: string, language: Language): number | null {
  const tight = text.trim().replace(/(\d)[\s\u00a0\u202f](?=\d{3}(\D|$))/g, '$1');
  const point = language === 'fr' ? tight.replace(',', '.') : tight.replace(/(\d),(?=\d{3}(\D|$))/g, '$1');
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(point) ? Number(point) : null;
}

/**
 * The value of a quantity (thousandths) at a unit cost (ten-thousandths) in the currency's smallest unit,
 * rounded half up, away from zero for what leaves. Products pass 2^53, so it counts in BigInt.
 */
export function exactValue(thousandths: number, tenThousandths: number, currencyDecimals: number): bigint {
  const unit = BigInt(10 ** (7 - currencyDecimals));
  const product = BigInt(Math.abs(thousandths)) * BigInt(tenThousandths);
  const rounded = (BigInt(2) * product + unit) / (BigInt(2) * unit);
  return thousandths < 0 ? -rounded : rounded;
}

/** The same as a number, which holds every value that the ledger does (`VALUE_TOO_LARGE` sees to it). */
export function lineValue(thousandths: number, tenThousandths: number, currencyDecimals: number): number {
  const unit = 10 ** (7 - currencyDecimals);
  const product = 2 * Math.abs(thousandths) * tenThousandths + unit;
  // Beyond 2^53 a product is no longer exact; below it the plain numbers are, and a count has many lines.
  if (product > Number.MAX_SAFE_INTEGER)
    return Number(exactValue(thousandths, tenThousandths, currencyDecimals));
  const rounded = (product - (product % (2 * unit))) / (2 * unit);
  return thousandths < 0 && rounded > 0 ? -rounded : rounded;
}
