/**
 * A scanner that acts as a keyboard sends keys, not characters: set to a US layout before a French
 * spreadsheet it types `&é"'(` where digits were meant, and the other way round `!@#$%`. The same keys are
 * read under the other layout here.
 */

/** The keys of both layouts in the same order, without and with Shift. */
const US = `1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"|ZXCVBNM<>?`;
const FRENCH = `&é"'(-è_çà)=azertyuiop^$qsdfghjklmù*wxcvbn,;:!1234567890°+AZERTYUIOP¨£QSDFGHJKLM%µWXCVBN?./§`;

const toUs = new Map([...FRENCH].map((key, place) => [key, US[place]!]));
const toFrench = new Map([...US].map((key, place) => [key, FRENCH[place]!]));

/** What stands where a digit was meant. */
const FRENCH_FOR_DIGITS = /[&é"'(èçà]/;
const US_FOR_DIGITS = /[!@#$%^&*()]/;

/** What the same keys mean under each other layout, where every character stands on a key. */
export function underOtherLayouts(text: string): string[] {
  return [translate(text, toUs), translate(text, toFrench)].filter(
    (meant): meant is string => meant !== null && meant !== text,
  );
}

/**
 * The one that is worth a look-up; null where nothing suggests it. A text with digits 1 to 8 was typed as meant
 * under that layout (9 and 0 stand for the brackets of `(01)`).
 */
export function likelyOtherLayout(text: string): string | null {
  const digits = FRENCH_FOR_DIGITS.test(text) && !/[1-8]/.test(text) ? translate(text, toUs) : null;
  return digits ?? (US_FOR_DIGITS.test(text) && !/\d/.test(text) ? translate(text, toFrench) : null);
}

/** Null where a character stands on no key. Control characters and blanks are the same everywhere. */
function translate(text: string, keys: ReadonlyMap<string, string>): string | null {
  const meant = [...text].map((key) => keys.get(key) ?? (key <= ' ' ? key : null));
  return meant.includes(null) ? null : meant.join('');
}
