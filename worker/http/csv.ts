/**
 * CSV for French Excel, also read by every other: UTF-8 with BOM, `;`, decimal comma, CRLF.
 * Rows become bytes as they come; a file of 100,000 lines is never one string.
 */
export type Cell = string | number | null;

export class CsvFile {
  readonly #chunks: Uint8Array[] = [];
  readonly #encoder = new TextEncoder();
  rows = 0;

  constructor(headings: readonly string[]) {
    this.#chunks.push(this.#encoder.encode(`\uFEFF${headings.map(textCell).join(';')}\r\n`));
  }

  /** Adds a block of rows; numbers are written with a decimal comma, null as an empty cell. */
  add(rows: readonly (readonly Cell[])[]): void {
    if (rows.length === 0) return;
    this.rows += rows.length;
    const text = rows.map((row) => row.map(cell).join(';')).join('\r\n');
    this.#chunks.push(this.#encoder.encode(`${text}\r\n`));
  }

  bytes(): Uint8Array {
    const whole = new Uint8Array(this.#chunks.reduce((length, chunk) => length + chunk.length, 0));
    let at = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }
}

function cell(value: Cell): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value).replace('.', ',') : textCell(value);
}

/** What a spreadsheet would take for a number, a date or a truth value when the file is double-clicked. */
const RETYPED = /^\s*[\d.,/:\s-]*\d[\d.,/:\s%e-]*$|^\s*(true|false|vrai|faux)\s*$/i;
/** ISO dates of our own columns are meant to be dates. */
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
/** What a spreadsheet would take for a formula. */
const FORMULA = /^'*\s*[=+\-@]|^[\t\r]/;

/**
 * A text as the reader must see it: a formula gets an apostrophe before it, and a code such as `0012`
 * or `1/2` is written as the text value `="0012"`, which survives a double click.
 */
export function textCell(text: string): string {
  if (FORMULA.test(text)) return quoted(`'${text}`);
  if (RETYPED.test(text) && !ISO_DATE.test(text)) return quoted(`="${text.replaceAll('"', '""')}"`);
  return /[;"\r\n]/.test(text) ? quoted(text) : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** What `textCell` wrote, read back: for tests and for the verifier. */
export function readTextCell(cellText: string): string {
  const text = /^"[\s\S]*"$/.test(cellText) ? cellText.slice(1, -1).replaceAll('""', '"') : cellText;
  const kept = /^="([\s\S]*)"$/.exec(text);
  if (kept) return (kept[1] ?? '').replaceAll('""', '"');
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
