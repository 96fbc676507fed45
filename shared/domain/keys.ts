/**
 * Codes, lot numbers and serial numbers are compared by a folded key and shown as first written.
 * SQLite's own case folding knows ASCII only, so the key is computed here and stored.
 */

/**
 * NFKC, trimmed, inner spaces folded to one, lower case; without the marks that nobody sees (zero-width spaces,
 * soft hyphens, directions), which a copy from a page or a sheet brings along.
 */
export function foldKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

/** The key without accents: what a search looks through with `instr`. */
export function searchKey(text: string): string {
  return foldKey(text)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
}
