/** What a file that should be a CSV turns out to be: a key of `imports.file` in shared/text. */
export type BytesFault = 'utf16' | 'workbook' | 'encoding';

/**
 * The text of a CSV file in UTF-8, with or without BOM. Excel's plain «CSV» is Windows-1252: it is refused with what
 * to do, for guessing would spoil names silently.
 */
export function csvText(bytes: Uint8Array): { text: string } | { fault: BytesFault } {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return { fault: 'utf16' };
  // «PK»: a zip, which is what an .xlsx or .ods is.
  if (first === 0x50 && second === 0x4b && third === 3) return { fault: 'workbook' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes) };
  } catch {
    return { fault: 'encoding' };
  }
}
