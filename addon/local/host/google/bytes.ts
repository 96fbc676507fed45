/** Google's bytes are signed: -128 to 127. These are the conversions a bare context does not offer. */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const sign of text) {
    // A lone half of a surrogate pair becomes the replacement sign, as in every encoder.
    const code = sign.length === 1 && /[\ud800-\udfff]/.test(sign) ? 0xfffd : sign.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else {
      const tail = [0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
      bytes.push(0xf0 | (code >> 18), ...tail);
    }
  }
  return bytes;
}

export function textOf(bytes: readonly number[]): string {
  const escapes = bytes.map((byte) => `%${(byte & 255).toString(16).padStart(2, '0')}`).join('');
  try {
    return decodeURIComponent(escapes);
  } catch {
    return bytes.map((byte) => ((byte & 255) < 128 ? String.fromCharCode(byte & 255) : '\ufffd')).join('');
  }
}

export function base64(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b, c] = [bytes[at]! & 255, (bytes[at + 1] ?? 0) & 255, (bytes[at + 2] ?? 0) & 255];
    text += DIGITS[a >> 2]! + DIGITS[((a & 3) << 4) | (b >> 4)]!;
    text += at + 1 < bytes.length ? DIGITS[((b & 15) << 2) | (c >> 6)]! : '=';
    text += at + 2 < bytes.length ? DIGITS[c & 63]! : '=';
  }
  return text;
}

/** Signed bytes of base64, of the plain or the web-safe alphabet; null where the text is none. */
export function fromBase64(text: string): number[] | null {
  const bare = text
    .replace(/\s|=+$/g, '')
    .replace(/-/g, '+')
    .replace(/_/g, '/');
  if (!/^[A-Za-z0-9+/]*$/.test(bare) || bare.length % 4 === 1) return null;
  const bytes: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const sign of bare) {
    buffer = ((buffer << 6) | DIGITS.indexOf(sign)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((((buffer >> bits) & 255) << 24) >> 24);
  }
  return bytes;
}

/** The bytes of text, or the given bytes. */
export const bytesOf = (value: string | readonly number[]): readonly number[] =>
  typeof value === 'string' ? utf8(value) : value;

export const signed = (bytes: readonly number[]): number[] => bytes.map((byte) => (byte << 24) >> 24);
