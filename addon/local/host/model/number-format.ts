import type { Locale } from './workbook.ts';

const DECIMAL: Record<Locale, string> = { en_US: '.', fr_FR: ',' };
/** Sheets groups French thousands with the narrow no-break space. */
const GROUP: Record<Locale, string> = { en_US: ',', fr_FR: '\u202f' };

/** A number in a cell of automatic format: 15 significant digits, ten decimals, no grouping. */
export function generalNumber(value: number, locale: Locale): string {
  const digits = Number(value.toPrecision(15));
  const size = Math.abs(digits);
  if (size >= 1e21 || (size > 0 && size < 1e-9)) {
    return digits.toExponential().replace('e', 'E').replace('.', DECIMAL[locale]);
  }
  return String(Number(digits.toFixed(10))).replace('.', DECIMAL[locale]);
}

/** A number in full, as its editor shows it: typing it back gives the same number. */
export function wholeNumber(value: number, locale: Locale): string {
  return String(value).replace('e', 'E').replace('.', DECIMAL[locale]);
}

function chosenSection(value: number, format: string): { section: string; value: number } {
  const sections = format.match(/(?:"[^"]*"|\\.|[^;])+/g) ?? [format];
  if (value < 0 && sections[1] !== undefined) return { section: sections[1], value: -value };
  if (value === 0 && sections[2] !== undefined) return { section: sections[2], value };
  return { section: sections[0]!, value };
}

function digitsOf(value: number, pattern: string, locale: Locale): string {
  const [whole = '', fraction = ''] = pattern.split('.');
  const required = fraction.replace(/[^0]/g, '').length;
  const allowed = fraction.replace(/[^0#?]/g, '').length;
  const [units = '0', decimals = ''] = Math.abs(value).toFixed(Math.min(allowed, 20)).split('.');
  let kept = decimals;
  while (kept.length > required && kept.endsWith('0')) kept = kept.slice(0, -1);
  const least = whole.replace(/[^0]/g, '').length;
  let shown = least === 0 && units === '0' ? '' : units.padStart(least, '0');
  if (whole.includes(',')) shown = shown.replace(/\B(?=(\d{3})+$)/g, GROUP[locale]);
  // As in Sheets, `0.###` shows a whole number with its bare separator: «12,».
  return shown + (pattern.includes('.') ? DECIMAL[locale] + kept : '');
}

function exponential(value: number, pattern: string, locale: Locale): string {
  const decimals = (/\.([0#]+)/.exec(pattern)?.[1] ?? '').length;
  const [mantissa = '', power = ''] = value.toExponential(decimals).split('e');
  return `${mantissa.replace('.', DECIMAL[locale])}E${power[0]}${power.slice(1).padStart(2, '0')}`;
}

/** A number in a cell whose format is a number pattern such as `#,##0.00` (always written the American way). */
export function formattedNumber(number: number, format: string, locale: Locale): string {
  const { section, value } = chosenSection(number, format);
  const tokens: string[] =
    section.match(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|[#0?][#0?,.]*(?:E\+?0+)?|\.[#0?]+|general|./gi) ?? [];
  const scaled = tokens.includes('%') ? Number((value * 100).toPrecision(15)) : value;
  let written = false;
  const text = tokens
    .map((token) => {
      if (token.startsWith('"')) return token.slice(1, -1);
      if (token.startsWith('\\')) return token.slice(1);
      if (token.startsWith('[')) return token.startsWith('[$') ? token.slice(2, -1).split('-')[0]! : '';
      if (token.startsWith('_')) return ' ';
      if (token.startsWith('*')) return '';
      if (/^general$/i.test(token)) return generalNumber(Math.abs(scaled), locale);
      if (!/^[#0?.]/.test(token) || written) return token;
      written = true;
      return /E/i.test(token)
        ? exponential(Math.abs(scaled), token, locale)
        : digitsOf(scaled, token, locale);
    })
    .join('');
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}
